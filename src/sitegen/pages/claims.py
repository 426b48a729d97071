"""The ledger for readers: each claim of the text opens, stands below it, and in a whole list."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import htpy as h

from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.wording import capitalised, listed
from sitegen.facts.cells import name_of
from sitegen.facts.fact import FINAL, NETTO, Fact
from sitegen.facts.formatting import lines_words
from sitegen.facts.ledger.model import ANNET, AVRUNDET, MOTSIES, STEMMER, UPROVD, Utsagn
from sitegen.facts.outcomes import BASIS, SURVEY
from sitegen.formats.origin import CLAIMS_CSV, CLAIMS_JSON
from sitegen.note.model import Note, Paragraph, Place, Section
from sitegen.note.sentences import Origin
from sitegen.pages.edition import Edition, Page
from sitegen.pages.phrase import Here, Openings, heading, page
from sitegen.pages.places import CLAIMS, OUTCOMES, SOURCE, Spot

TITLE = "Påstandene i notatet"
SHOWN = "Påstandene her, prøvd mot tallene ({})"
INTRODUCTION = (
    "Hvert tall og hver sammenligning i teksten, med det den er prøvd mot. Prøven er gjort her, av "
    "nettstedet, og ikke av utvalget. «Annet grunnlag» betyr at det som kan prøves, gjelder andre "
    "regnskap, kommuner, mål eller år enn påstanden, eller bare en del av den. «Kan ikke prøves "
    "her» betyr at kilden ikke er med, eller at påstanden er en vurdering."
)
VERDICTS = {
    MOTSIES: "Motsies",
    ANNET: "Annet grunnlag",
    AVRUNDET: "Stemmer avrundet",
    STEMMER: "Stemmer",
    UPROVD: "Kan ikke prøves her",
}
"""Verdicts in the order of the list, what a reader should see first at the top."""
KINDS: Mapping[str, str] = {
    "celle": "ett tall",
    "differanse": "endring eller forskjell",
    "andel": "andel",
    "rang": "rekkefølge",
    "alle_ingen": "alle eller ingen",
    "periode": "periode",
    "terskel": "grense",
    "spenn": "spenn",
    "sum": "sum",
    "norm": "norm, lov eller resonnement",
    "kilde": "gjengivelse av en kilde",
    "utenfor": "krever en kilde som ikke er her",
}
AFTER = 1
"""Decimals of a final figure beside the text's number."""


def openings(edition: Edition, places: Collection[str]) -> Openings:
    """Return what opens in some paragraphs, footnotes, notes and captions."""
    ids: dict[Origin, str] = {}
    ends: set[Origin] = set()
    for one in edition.claims:
        if one.sentence.place in places:
            for first, last in _stretches(one):
                ids.setdefault(first, one.id)
                ends.add(last)
    return Openings(ids, frozenset(ends))


def _stretches(claim: Utsagn) -> Iterator[tuple[Origin, Origin]]:
    """Yield first and last character of each of a claim's numbers; of its words if it has none."""
    for hit in claim.draft.numbers or claim.draft.hits:
        known = [origin for origin in claim.sentence.origins[hit.start : hit.end] if origin]
        if known:
            yield known[0], known[-1]


def section_places(note: Note, section: Section, notes: Iterable[str]) -> list[str]:
    """Return the ids of a section's paragraphs, notes and captions, in order of reading."""
    found: list[str] = []
    for block in section.blocks:
        if isinstance(block, Paragraph):
            found.append(block.id)
        elif isinstance(block, Place):
            found += exhibit_places(note, block.target)
    return [*found, *notes]


def exhibit_places(note: Note, target: str) -> list[str]:
    """Return the ids of a table's or figure's caption and notes."""
    exhibit = note.exhibit(target)
    return [f"{target}-bildetekst", *(one.id for one in exhibit.footnotes)]


def claims_below(edition: Edition, places: Sequence[str], here: Here) -> h.Element | None:
    """Return the claims of some places as a folded list; nothing if they make none."""
    found = [one for one in edition.claims if one.sentence.place in places]
    if not found:
        return None
    return h.details(".figur__del.paastander", data_search_exclude=True)[
        h.summary[SHOWN.format(len(found))],
        h.ul[(["\n", h.li(id=f"utsagn-{one.id}")[_said(edition, one, here)]] for one in found)],
    ]


def _said(edition: Edition, one: Utsagn, here: Here) -> list[h.Node]:
    return [
        h.p["«", *_quoted(one), "» ", _line(one, here)],
        h.p[h.strong[f"{capitalised(one.verdict.utfall)}."], f" {one.verdict.grunnlag}"],
        _more(edition, one, here),
    ]


def _quoted(one: Utsagn) -> list[h.Node]:
    """Return the clause a claim stands in; where it says more, what is tested stands out."""
    before, own, after = one.parts
    before, after = before.lstrip(), after.rstrip(". ")
    return [before, h.b[own], after] if before or after else [own.rstrip(".")]


def _line(one: Utsagn, here: Here) -> h.Node:
    first, last = one.lines
    words = lines_words(first, last)
    kind = KINDS.get(one.draft.slag, one.draft.slag)
    return ["(", h.a(href=here.html(Spot(SOURCE, f"l{first}")))[words], f", {kind})"]


def _more(edition: Edition, one: Utsagn, here: Here) -> h.Node:
    """Return the ways to its cells, and what the final accounts gave."""
    facts = edition.cells
    cells = [(cell, facts[cell]) for cell in one.verdict.celler if cell in facts]
    tables = dict.fromkeys(fact.tabell for _, fact in cells)
    first = {fact.tabell: cell for cell, fact in reversed(cells)}
    links = [
        h.a(href=here.html(Spot(here.places.pages[table].page, first[table])))[name_of(table)]
        for table in tables
    ]
    final = list(dict.fromkeys(filter(None, (_final(edition, fact) for _, fact in cells))))
    if not links and not final:
        return None
    ways = ["Se ", _joined(links, ", "), ". "]
    outcome = h.a(href=here.html(Spot(OUTCOMES)))["Anslag og fasit"]
    said = [listed(final), " (", outcome, ")."] if final else None
    return h.p[ways if links else None, said]


def _final(edition: Edition, fact: Fact) -> str:
    """Return what an estimate became, in words; empty for any other value."""
    whole = fact.indikator == NETTO and fact.utvalg != SURVEY and fact.grunnlag == BASIS
    final = edition.finals.get((fact.gruppe, fact.aar)) if whole else None
    if final is None or fact.status == FINAL:
        return ""
    return f"Endelig for {fact.aar} ble det {format_number(final, AFTER)} prosent"


def claims_text(edition: Edition) -> str:
    """Return the whole ledger, by verdict, with counts and the files to download."""
    here = Here(CLAIMS, edition.places)
    by_verdict = {
        verdict: [one for one in edition.claims if one.verdict.utfall.startswith(verdict)]
        for verdict in VERDICTS
    }
    # «stemmer avrundet» begins as «stemmer» does.
    by_verdict[STEMMER] = [one for one in by_verdict[STEMMER] if one.verdict.utfall == STEMMER]
    parts: list[str | h.Renderable] = [heading(1, TITLE, "paastander"), INTRODUCTION]
    parts += [_counts(by_verdict), _downloads(here)] if edition.claims else ["Ingen er lest."]
    for verdict, found in by_verdict.items():
        if found:
            parts.append(heading(2, f"{VERDICTS[verdict]} ({len(found)})", _anchor(verdict)))
            items = (["\n", _placed(edition, one, here)] for one in found)
            parts.append(h.ul(".paastander")[items])
    return page(TITLE, parts)


def _counts(by_verdict: Mapping[str, Sequence[Utsagn]]) -> h.Element:
    total = sum(map(len, by_verdict.values()))
    rows = [(f"#{_anchor(v)}", VERDICTS[v], len(found)) for v, found in by_verdict.items() if found]
    return h.dl(".fakta.antall")[
        ([h.dt[h.a(href=to)[words]], h.dd[str(count)]] for to, words, count in rows),
        h.dt["I alt"],
        h.dd[str(total)],
    ]


def _anchor(verdict: str) -> str:
    return verdict.replace(" ", "-").replace("ø", "o")


def _downloads(here: Here) -> h.Element:
    files = ((CLAIMS_CSV, "CSV for programmer"), (CLAIMS_JSON, "JSON"))
    links = [h.a(href=here.address(f"data/{name}"), download=True)[words] for name, words in files]
    return h.p["Last ned: ", _joined(links, " · ")]


def _joined(links: Iterable[h.Element], sign: str) -> list[h.Node]:
    """Return the links with a sign between them."""
    return [[sign if at else None, link] for at, link in enumerate(links)]


def _placed(edition: Edition, one: Utsagn, here: Here) -> h.Element:
    """Return a claim with the way to where the text has it."""
    spot = _spot(edition, one)
    way = h.p[h.a(href=here.html(spot))["Se stedet i teksten"]] if spot else None
    return h.li(id=one.id)[_said(edition, one, here), way]


def _spot(edition: Edition, one: Utsagn) -> Spot | None:
    place = one.sentence.place
    if place in edition.places.text:
        return edition.places.text[place]
    exhibit = edition.places.pages.get(place.split("-note-")[0].removesuffix("-bildetekst"))
    return Spot(exhibit.page, place) if exhibit and "-note-" in place else exhibit


PAGES = (
    Page(
        path=CLAIMS,
        title=TITLE,
        menu="Notatet",
        order=25,
        render=claims_text,
        summary="hvert tall i teksten, prøvd mot tallene",
    ),
)
