"""What a reader should know of this note's numbers: where they contradict each other, and more."""

from collections.abc import Iterator, Mapping, Sequence

import htpy as h

from kommuneindikatorer.wording import listed
from sitegen.facts.cells import AnchoredCell, Place, name_of
from sitegen.facts.fact import FINAL, Fact
from sitegen.facts.formatting import lines_words
from sitegen.facts.rules.finding import LIGHT, Finding, contradictions, standing
from sitegen.note.model import Exhibit
from sitegen.pages.edition import Edition, Page
from sitegen.pages.phrase import Here, heading, listing, page
from sitegen.pages.places import GLOSSARY, PECULIARITIES, SOURCE, Spot, in_order
from sitegen.pages.words import BASES, status_by_year

TITLE = "Verdt å vite om tallene"
LONGEST = 220
"""Characters of a quote; what follows is left out."""
LOOSE = 45
"""Weight below which a finding contradicts nothing: a value or a note that has no counterpart."""
SECTIONS = (
    (
        "Der notatet ikke stemmer med seg selv",
        "motsigelser",
        "Tallene gjengis som trykt. Disse stedene bør du kjenne. De viktigste står først.",
    ),
    (
        "Tall og noter som mangler et sted",
        "mangler",
        "Dette motsier ikke noe annet i notatet.",
    ),
    (
        "Setninger som står flere steder",
        "gjentakelser",
        "Disse setningene er like eller nesten like. Det trenger ikke være noe galt med dem.",
    ),
    (
        "Skrivefeil i notatet",
        "skrivefeil",
        "Teksten gjengis som trykt. Disse feilene endrer ikke innholdet.",
    ),
)


def peculiarities_text(edition: Edition) -> str:
    """Return the page; each part stands only if the edition has something to say there."""
    here = Here(PECULIARITIES, edition.places)
    parts = [heading(1, TITLE, "verdt-a-vite"), *_findings(edition, here)]
    parts += [*_bases(edition, here), *_estimates(edition, here)]
    parts += [*_gaps(edition), *_unprinted(edition, here)]
    return page(TITLE, parts)


def _findings(edition: Edition, here: Here) -> Iterator[str | h.Renderable]:
    """Yield the sections of findings that the edition has, print errors last and apart."""
    found = standing(edition.findings)
    slips = [one for one in found if one.print_error]
    content = contradictions(found)
    heavy = [one for one in content if one.weight >= LOOSE]
    loose = [one for one in content if one.weight < LOOSE]
    light = [one for one in found if not one.print_error and one.weight < LIGHT]
    for (title, anchor, words), several in zip(SECTIONS, (heavy, loose, light, slips), strict=True):
        if several:
            yield heading(2, title, anchor)
            yield words
            yield _list(several, edition.cells, here)


def _list(findings: Sequence[Finding], facts: Mapping[str, Fact], here: Here) -> h.Renderable:
    items = (_item(one, facts, here) for one in findings)
    return h.ul(".funn")[(("\n", item) for item in items)]


def _item(finding: Finding, facts: Mapping[str, Fact], here: Here) -> h.Element:
    places = [h.li[_place(place, facts, here)] for place in finding.places]
    return h.li(id=finding.id)[h.strong[f"{finding.title}."], " ", finding.message, h.ul[places]]


def _place(place: Place, facts: Mapping[str, Fact], here: Here) -> list[h.Node]:
    first, last = place.lines
    line = lines_words(first, last)
    source = h.a(href=here.html(Spot(SOURCE, f"l{first}")))[line]
    where = _where(place, facts, here)
    return [f"«{_short(place.quote)}» ", *where, "(", source, ")"]


def _where(place: Place, facts: Mapping[str, Fact], here: Here) -> list[h.Node]:
    """Return the table and cell, or the table, as a link; nothing for running text."""
    if not place.exhibit:
        return []
    page = here.places.pages[place.exhibit].page
    name = name_of(place.exhibit).capitalize()
    fact = facts.get(place.cell)
    if fact is None:
        return ["i ", h.a(href=here.html(Spot(page)))[name], " "]
    column = " ".join(part for part in (fact.kolonnegruppe, fact.kolonne) if part)
    cell = f"{name}, {AnchoredCell(place.cell, fact).row}, {column}"
    return ["i ", h.a(href=here.html(Spot(page, place.cell)))[cell], " "]


def _short(quote: str) -> str:
    if len(quote) <= LONGEST:
        return quote
    return f"{quote[:LONGEST].rsplit(' ', 1)[0]} …"


def _bases(edition: Edition, here: Here) -> Iterator[str]:
    yield heading(2, "Konsern og kommunekasse", "konsern-og-kommunekasse")
    yield (
        "Tall med ulikt grunnlag kan ikke sammenlignes direkte. "
        f"Begrepene er forklart i [ordlisten]({here.markdown(Spot(GLOSSARY))})."
    )
    yield listing(
        [
            f"{BASES[basis]}: {_links(items, here)}"
            for basis in BASES
            if (items := _with_basis(edition, basis))
        ]
    )


def _with_basis(edition: Edition, basis: str) -> list[Exhibit]:
    return [
        exhibit
        for exhibit in in_order(edition.note)
        if any(item.grunnlag == basis for item in edition.facts.get(exhibit.id, ()))
    ]


def _estimates(edition: Edition, here: Here) -> Iterator[str]:
    rows = [
        f"{_links([exhibit], here)}: {words}"
        for exhibit in in_order(edition.note)
        if (words := _open(edition.facts.get(exhibit.id, ())))
    ]
    if rows:
        yield heading(2, "Anslag og foreløpige tall", "anslag-og-forelopige-tall")
        yield "Disse tallene er ikke endelige. De er merket i tabellene med ord og stiplet strek."
        yield listing(rows)


def _open(values: Sequence[Fact]) -> str:
    loose = [item for item in values if item.status != FINAL and item.verdi is not None]
    return ", ".join(f"{words} for {years}" for years, words in status_by_year(loose))


def _gaps(edition: Edition) -> Iterator[str]:
    for kind in ("tabell", "figur"):
        here = [item.number for item in edition.note.exhibits if item.kind == kind]
        numbers = [number for number in here if isinstance(number, int)]
        for gap in sorted(set(range(1, max(numbers, default=0) + 1)) - set(numbers)):
            yield heading(2, f"Det finnes ingen {kind} {gap}", f"ingen-{kind}-{gap}")
            yield f"Notatet hopper over nummer {gap}. Ingenting er utelatt her."


def _unprinted(edition: Edition, here: Here) -> Iterator[str]:
    unprinted = [item for item in edition.note.exhibits if item.grid is None]
    if unprinted:
        yield heading(2, "Figurer uten trykte tall", "figurer-uten-trykte-tall")
        yield f"Tallene bak {_links(unprinted, here).lower()} står ikke i notatet."
    drawn = {chart.exhibit for chart in edition.charts.values()}
    redrawn = [item for item in unprinted if item.id in drawn]
    if redrawn:
        yield (
            f"Her er {_links(redrawn, here).lower()} beregnet på nytt fra andre tall. Under hver "
            "av dem står det hva den bygger på, og hvordan den skiller seg fra notatets egen."
        )


def _links(items: Sequence[Exhibit], here: Here) -> str:
    return listed(f"[{item.name}]({here.markdown(here.places.pages[item.id])})" for item in items)


PAGES = (
    Page(
        path=PECULIARITIES,
        title=TITLE,
        menu="Notatet",
        order=20,
        render=peculiarities_text,
        summary="hva en bør vite før tallene brukes",
    ),
)
