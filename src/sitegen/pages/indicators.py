"""The pages of the indicators, made from the catalogue and from where the note uses them."""

from collections.abc import Iterator, Sequence
from functools import partial

import htpy as h

from kommuneindikatorer.items import POST
from kommuneindikatorer.measures.catalogue import INDIKATORER
from kommuneindikatorer.measures.indikator import ANBEFALT, ANBEFALT_NIVAA, SEKTOR, Enhet, Indikator
from kommuneindikatorer.model import Nivaa
from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.wording import capitalised, listed, uncapitalised
from sitegen.facts.formatting import level_words
from sitegen.note.model import Exhibit, Section
from sitegen.pages.edition import Edition, Page
from sitegen.pages.mentions import Passage, exhibits_with, passages_about
from sitegen.pages.phrase import Here, heading, page, whole_numbers
from sitegen.pages.places import (
    CALCULATION,
    GLOSSARY,
    Spot,
    in_order,
    indicator_anchor,
    indicator_page,
    markdown_link,
)
from sitegen.pages.words import long_date

TITLE = "Slik regnes målene ut"
INTRODUCTION = (
    "Slik regner «[Regn selv](../regn-selv.md)» ut målene. Alle "
    "beløp er i 1000 kr. En gruppes prosent er **veid**: summen av resultatene delt på summen av "
    "driftsinntektene. Uveid snitt og median står ved siden av. Ingen tall er rundet av før de "
    "vises, og det som mangler, er ikke null."
)
SPREAD = (
    "Spredningen er avstanden i prosentpoeng mellom ytterpunktene blant de 75 prosent av "
    "kommunene som ligger nærmest medianen. Antallet rundes opp til hele kommuner, og kommuner "
    "som er like langt unna som den siste, er med. Notatet sier ikke hvordan dette er gjort der."
)
PER_CENT = "Prosenten er 100 × beløpet / brutto driftsinntekter. Begge er i 1000 kr."
NO_LEVEL = "Notatet anbefaler ikke noe nivå for dette målet."
NOT_PRINTED = "Ingen tabell eller figur i notatet viser dette målet."
_SIGNS = {" / ": " delt på ", " × ": " ganger ", " + ": " pluss ", " − ": " minus "}
"""What a screen reader says of a formula's signs."""


def indicators_text(_: Edition) -> str:
    """Return the page: a part for each indicator, then levels and spread."""
    parts: list[str | h.Renderable] = [heading(1, TITLE, "slik-regnes-malene-ut")]
    parts.append(INTRODUCTION)
    for one in INDIKATORER:
        parts += _indicator(one)
    parts += [heading(2, "Anbefalt nivå", "anbefalt-niva"), levels(), ANBEFALT]
    parts += [heading(2, "Spredning", "spredning"), SPREAD]
    return page(TITLE, parts)


def _indicator(one: Indikator) -> Iterator[str | h.Renderable]:
    yield heading(2, one.etikett, one.id)
    yield formula(one.formel)
    if one.fortegn:
        yield one.fortegn
    way = markdown_link(CALCULATION, Spot(indicator_page(one)))
    yield f"Enhet: {unit(one)}; {one.retning}. [Mer om «{one.etikett}»]({way})"


def indicator_text(edition: Edition, one: Indikator) -> str:
    """Return the page: formula, facts, uses in the note, level, what it is not meant for."""
    here = Here(indicator_page(one), edition.places)
    percent = [PER_CENT] if one.enhet is Enhet.PROSENT else []
    return page(
        one.etikett,
        [
            heading(1, one.etikett, indicator_anchor(one)),
            formula(one.formel),
            *percent,
            *([one.fortegn] if one.fortegn else []),
            _facts(edition, one, here),
            heading(2, "I notatet", "i-notatet"),
            _uses(edition, one, here),
            heading(2, "Anbefalt nivå", "anbefalt-niva"),
            levels() if one.har_anbefalt_nivaa else NO_LEVEL,
            heading(2, "Hva målet ikke er ment for", "hva-malet-ikke-er-ment-for"),
            one.ikke_ment_for,
        ],
    )


def unit(one: Indikator) -> str:
    """Return the unit of its value, in words."""
    return f"1000 kr og {one.enhet}" if one.enhet is Enhet.PROSENT else one.enhet


def levels() -> str:
    """Return the committee's recommended levels as a sentence."""
    municipalities = level_words(ANBEFALT_NIVAA[Nivaa.KOMMUNE])
    counties = level_words(ANBEFALT_NIVAA[Nivaa.FYLKESKOMMUNE])
    return (
        f"Netto driftsresultat bør over tid være om lag {level_words(SEKTOR)} prosent av "
        f"driftsinntektene i kommunesektoren, {municipalities} prosent i kommunene med Oslo og "
        f"{counties} prosent i fylkeskommunene."
    )


def _facts(edition: Edition, one: Indikator, here: Here) -> h.Element:
    return h.dl(".fakta")[([h.dt[term], h.dd[words]] for term, words in _rows(edition, one, here))]


def _rows(edition: Edition, one: Indikator, here: Here) -> Iterator[tuple[str, h.Node]]:
    yield "Enhet", unit(one)
    yield "Retning", one.retning.capitalize()
    yield "Bygger på", [h.p[_line(post)] for post in _needs(one)]
    yield "Grunnlag", basis_words(edition, one)
    if one.grense:
        yield "Grense", f"{format_number(one.grense, 0)} prosent"
    yield "Kilde", source_words(edition, one)
    yield "Ordliste", h.a(href=here.html(Spot(GLOSSARY, one.id)))["Hva ordet betyr"]
    yield "Alle mål", h.a(href=here.html(Spot(CALCULATION, one.id)))["Slik regnes målene ut"]


def basis_words(edition: Edition, one: Indikator) -> str:
    """Return whose money the note's own figures are, and where they are of both kinds.

    An indicator that the note prints no value of may have the basis its definition says.
    """
    places: dict[str, list[tuple[Exhibit, Sequence[int]]]] = {}
    for exhibit in in_order(edition.note):
        rows = [o for o in edition.facts.get(exhibit.id, ()) if o.indikator == one.id]
        bases = list(dict.fromkeys(o.grunnlag for o in rows))
        for basis in bases:
            years = sorted({o.aar for o in rows if o.grunnlag == basis})
            places.setdefault(basis, []).append((exhibit, years if len(bases) > 1 else ()))
    if len(places) < 2:  # noqa: PLR2004  one basis needs no places
        return f"{next(iter(places)).capitalize()}." if places else one.basis
    found = ", ".join(f"{basis} i {_where(where)}" for basis, where in places.items())
    return f"{capitalised(found)}."


def _where(places: Sequence[tuple[Exhibit, Sequence[int]]]) -> str:
    whole = [exhibit for exhibit, years in places if not years]
    parts = [
        f"{exhibit.name.lower()} for {listed([str(year) for year in years])}"
        for exhibit, years in places
        if years
    ]
    return " og i ".join([numbered(whole), *parts] if whole else parts)


def source_words(edition: Edition, one: Indikator) -> str:
    """Return where the note prints or draws it, and who or what defines it."""
    shown = exhibits_with(edition.note, edition.facts, one)
    if not shown:
        return one.kilde
    where = whole_numbers(f"Notatet {long_date(edition.note.about)}, {numbered(shown)}")
    return f"{where}; {uncapitalised(one.kilde)}"


def numbered(exhibits: Sequence[Exhibit]) -> str:
    """Return tables and figures as a sentence names them: «tabell 1, 2 og 3 og figur 4»."""
    kinds: dict[str, list[str]] = {}
    for one in exhibits:
        kinds.setdefault(one.kind, []).append(str(one.number))
    return " og ".join(f"{kind} {listed(numbers)}" for kind, numbers in kinds.items())


def _needs(one: Indikator) -> list[str]:
    """Return the lines it takes, with the income that a percentage is of."""
    income = ["brutto_driftsinntekter"] if one.enhet is Enhet.PROSENT else []
    return list(dict.fromkeys([*one.behov, *income]))


def _line(post: str) -> str:
    line = POST[post].linje
    return f"{POST[post].nb} (linje {line} i regnskapsskjemaet)" if line else POST[post].nb


def _uses(edition: Edition, one: Indikator, here: Here) -> h.Element:
    shown = exhibits_with(edition.note, edition.facts, one)
    links = (
        h.p[h.a(href=here.html(here.places.pages[e.id]))[e.name], f" {e.title}"] for e in shown
    )
    return h.dl(".fakta")[
        h.dt["Vist i"],
        h.dd[links if shown else NOT_PRINTED],
        _mentioned(passages_about(edition.note, edition.places, one), here),
    ]


def _mentioned(found: list[tuple[Section, list[Passage]]], here: Here) -> h.Node:
    if not found:
        return None
    return [h.dt["Omtalt i"], h.dd[(_of_section(*one, here) for one in found)]]


def _of_section(section: Section, passages: list[Passage], here: Here) -> h.Element:
    name = f"Del {section.number}" if section.number else "Innledningen"
    links = (
        [", " if order else None, h.a(href=here.html(to))[words]]
        for order, (words, to) in enumerate(passages)
    )
    return h.p[f"{name}: ", links]


def formula(words: str) -> h.Element:
    """Return words with + − × / and parentheses as one displayed formula.

    It breaks like words on a phone, which MathML does in Chromium only; what is said of it is one
    sentence.
    """
    top, _, bottom = words.partition(" / ")
    # A number below the line makes no fraction.
    if not bottom or bottom.isdecimal():
        top, bottom = words, ""
    inner = h.span(".brok")[h.span(".brok__over")[top], h.span[bottom]] if bottom else top
    return h.p(".formel", role="math", aria_label=_spoken(words))[inner]


def _spoken(words: str) -> str:
    for sign, word in _SIGNS.items():
        words = words.replace(sign, word)
    return words


PAGES = (
    Page(
        path=CALCULATION,
        title=TITLE,
        menu="Regn selv",
        order=30,
        submenu=TITLE,
        render=indicators_text,
        summary="formlene",
    ),
    *(
        Page(
            path=indicator_page(one),
            title=one.etikett,
            menu="Regn selv",
            order=30,
            submenu=TITLE,
            render=partial(indicator_text, one=one),
        )
        for one in INDIKATORER
    ),
)
