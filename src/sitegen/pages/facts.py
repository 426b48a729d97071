"""What values are, as a list of terms: those of a table, and those of a chart."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import htpy as h

from kommuneindikatorer.measures.catalogue import INDIKATOR
from kommuneindikatorer.wording import capitalised, slug, uncapitalised
from sitegen.charts.model import Chart, Point
from sitegen.facts.fact import Fact
from sitegen.facts.formatting import lines_words
from sitegen.note.model import Exhibit
from sitegen.pages.edition import Edition
from sitegen.pages.mentions import Mention, find_mentions
from sitegen.pages.phrase import Here
from sitegen.pages.places import DATA, EXPLORER, GLOSSARY, PROVENANCE, SOURCE, Spot, html_link
from sitegen.pages.words import (
    EXPLAINED,
    STATUSES,
    Value,
    basis_words,
    selection_words,
    statuses,
    stretches,
)

ALL = "alle-som-finnes"
MOST = 4
"""Measures to look at side by side; of more, those that the site also computes."""


def facts(edition: Edition, exhibit: Exhibit, here: Here) -> h.Element:
    """Return a list of terms and words: what one must know to use the values."""
    values = edition.facts.get(exhibit.id, ())
    drawn = [] if exhibit.grid else edition.charts_of(exhibit)[:1]
    rows = [
        *_of_values(values, here),
        *(row for chart in drawn for row in _of_chart(edition, chart, here)),
        *_of_print(exhibit, here),
    ]
    return h.dl(".fakta")[
        ([h.dt[term], h.dd[words]] for term, words in rows),
        _mentioned(find_mentions(edition.note).get(exhibit.id, ()), here),
    ]


def _of_chart(edition: Edition, chart: Chart, here: Here) -> Iterator[tuple[str, h.Node]]:
    """Yield what is drawn where the numbers are not printed: not what the note's figure shows."""
    yield "Tegnet her", chart.undertittel
    yield from _of_points(chart, here)
    yield "Kilde", chart.kilde
    of_units = _is_of_units(chart.points)
    files = [file for file in edition.sources if of_units and file.about and file.about.status]
    if files:
        versions = (
            [f"{file.name}, versjon {file.about.version}", h.br] for file in files if file.about
        )
        link = h.a(href=here.html(Spot(DATA, PROVENANCE)))["Hvor tallene kommer fra"]
        yield "Datafiler", [versions, link]


def _of_values(values: Sequence[Fact], here: Here) -> Iterator[tuple[str, h.Node]]:
    if not values:
        return
    units = list(dict.fromkeys(item.enhet for item in values))
    yield "Enhet", capitalised(units[0]) if len(units) == 1 else "Står i hver rad"
    yield "Grunnlag", list(_bases(values, here))
    yield "Utvalg", list(_selections(values, here))
    yield "Status", list(_statuses(values, here))
    link = explorer_link(here.page, values)
    yield "Utforsk", h.a(href=link)["Sett sammen tallene på din egen måte"]


def _statuses(values: Sequence[Value], here: Here) -> Iterator[h.Element]:
    """Yield each status with its years, the values that differ, and what the words mean."""
    years, odd = statuses(values)
    for stretch, word in years:
        yield h.p[f"{stretch}: {word}"]
    for word in dict.fromkeys(one.status for one in odd):
        rows = dict.fromkeys(f"{one.rad}, {one.aar}" for one in odd if one.status == word)
        yield h.p[f"Unntak, {word}: {'; '.join(rows)}"]
    for word in STATUSES:
        if any(one.status == word for one in values if one.verdi is not None):
            yield h.p[_explained(STATUSES[word], word, here)]


def _bases(values: Sequence[Value], here: Here) -> Iterator[h.Element]:
    pairs = [(one, one.grunnlag) for one in values]
    return _each_once(pairs, basis_words, here)


def _selections(values: Sequence[Value], here: Here) -> Iterator[h.Element]:
    pairs = [(one, one.utvalg) for one in values]
    return _each_once(pairs, selection_words, here)


def _each_once(
    pairs: Sequence[tuple[Value, str]], words: Callable[[str], str], here: Here
) -> Iterator[h.Element]:
    """Yield each term in words: with its rows where rows differ, or its years where years do.

    Where neither decides the term, as in a table with two selections of one year, the table's own
    columns must say it.
    """
    rows: dict[str, dict[str, None]] = {}
    years: dict[str, dict[int, None]] = {}
    for one, term in pairs:
        if term:
            rows.setdefault(term, {})[one.rad] = None
            years.setdefault(term, {})[one.aar] = None
    most = max(rows, key=lambda term: len(rows[term]), default="")
    for term, own in rows.items():
        said = _explained(words(term), term, here)
        if len(rows) == 1:
            yield h.p[said]
        elif _apart(rows.values()):
            where = "De andre radene" if term == most else "; ".join(own)
            yield h.p[said, f" ({uncapitalised(where)})"]
        elif _apart(years.values()):
            yield h.p[f"{stretches(years[term])}: ", said]
        else:
            yield h.p[said]


def _apart(found: Iterable[Iterable[object]]) -> bool:
    """Return whether nothing is found twice."""
    every = [one for own in found for one in own]
    return len(every) == len(set(every))


def _explained(words: str, term: str, here: Here) -> h.Node:
    """Return the words, the first of them a link to the glossary where it has the term."""
    if term not in EXPLAINED:
        return words
    first, colon, rest = words.partition(":")
    return [h.a(href=here.html(Spot(GLOSSARY, slug(term, "-"))))[first], colon, rest]


def _of_print(exhibit: Exhibit, here: Here) -> Iterator[tuple[str, h.Node]]:
    if exhibit.grid and exhibit.basis_note:
        yield "Merk", exhibit.basis_note
    first, last = exhibit.caption.lines[0], exhibit.caption.lines[-1]
    words = capitalised(lines_words(first, last))
    yield "Råtekst", [h.a(href=here.html(Spot(SOURCE, f"l{first}")))[words], " (tittelen)"]


def _mentioned(mentions: Sequence[Mention], here: Here) -> h.Node:
    if not mentions:
        return None
    links = (
        h.a(href=here.html(here.places.text[item.paragraph.id]))[item.words] for item in mentions
    )
    return [h.dt["Omtalt i"], h.dd[(h.p[link] for link in links)]]


def explorer_link(here: str, values: Sequence[Fact]) -> str:
    """Return the address, on the page ``here``, that shows these values in the explorer."""
    measures = list(dict.fromkeys(o.indikator for o in values))
    if len(measures) > MOST:
        measures = [one for one in measures if one in INDIKATOR]
    groups = dict.fromkeys(o.gruppe for o in values if o.indikator in measures)
    parts = {"m": ",".join(measures), "g": ",".join(groups)}
    parts |= {name: ALL for name in ("grunnlag", "utvalg") if _several(values, name)}
    parts["kilde"] = values[0].tabell
    query = "&".join(f"{name}={value}" for name, value in parts.items())
    return f"{html_link(here, Spot(EXPLORER))}?{query}"


def _several(values: Sequence[Fact], name: str) -> bool:
    return len({getattr(one, name) for one in values}) > 1


NOT_PRINTED = "Tallene er regnet ut og er ikke trykt i notatet."


def chart_facts(chart: Chart, here: Here) -> h.Element:
    """Return a list of terms and words: what one must know to use the values."""
    return h.dl(".fakta")[([h.dt[term], h.dd[words]] for term, words in _of_points(chart, here))]


def _of_points(chart: Chart, here: Here) -> Iterator[tuple[str, h.Node]]:
    points = chart.points
    yield "Enhet", [h.p[capitalised(unit)] for unit in dict.fromkeys(one.enhet for one in points)]
    yield "Grunnlag", list(_bases(points, here))
    yield "Utvalg", _units(points) or list(_selections(points, here))
    yield "Status", list(_statuses(points, here))
    lines, printed = _lines(points, here), not any(point.formel for point in points)
    if lines:
        yield "Råtekst" if printed else "Opphav", h.p[lines]


def _is_of_units(points: Sequence[Point]) -> bool:
    return all(point.of_unit for point in points)


def _units(points: Sequence[Point]) -> h.Node:
    if not _is_of_units(points):
        return None
    return h.p[f"{len({point.serie for point in points})} kommuner"]


def _lines(points: Sequence[Point], here: Here) -> h.Node:
    lines = sorted({point.linje for point in points if point.linje is not None})
    rebuilt = any(point.formel for point in points)
    words = NOT_PRINTED if rebuilt or not lines else None
    if not lines:
        return words
    first, last = lines[0], lines[-1]
    name = lines_words(first, last)
    link = h.a(href=here.html(Spot(SOURCE, f"l{first}")))[name if words else capitalised(name)]
    return [words, " De bygger på ", link, "."] if words else link
