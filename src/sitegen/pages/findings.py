"""Where the note contradicts itself, as a reader sees it: what is wrong, and every place of it."""

from collections.abc import Iterator, Mapping, Sequence

import htpy as h

from sitegen.facts.cells import AnchoredCell, Place, name_of
from sitegen.facts.fact import Fact
from sitegen.facts.formatting import lines_words
from sitegen.facts.rules.finding import Finding, standing
from sitegen.facts.rules.remarks import LIGHT, contradictions
from sitegen.pages.edition import Edition
from sitegen.pages.phrase import Here, heading
from sitegen.pages.places import SOURCE, Spot

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


def findings_parts(edition: Edition, here: Here) -> Iterator[str | h.Renderable]:
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
