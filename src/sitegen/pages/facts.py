"""What values are, as a list of terms: those of a table, and those of a chart."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import htpy as h

from kommuneindikatorer.measures.catalogue import INDIKATOR
from kommuneindikatorer.wording import slug, uncapitalised
from sitegen.charts.model import Chart, Point
from sitegen.facts.fact import Fact
from sitegen.facts.formatting import lines_words, span
from sitegen.facts.provenance import Provenance
from sitegen.note.model import Exhibit
from sitegen.pages.edition import Edition
from sitegen.pages.mentions import Mention, find_mentions
from sitegen.pages.phrase import Here
from sitegen.pages.places import DATA, EXPLORER, GLOSSARY, PROVENANCE, SOURCE, Spot, html_link
from sitegen.pages.words import (
    EXPLAINED,
    STATUSES,
    basis_words,
    by_year,
    selection_words,
    statuses,
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
    for term, words in _of_points(chart.points, here):
        if words:
            yield term, [h.p[one] for one in words]
    yield "Kilde", chart.kilde
    of_units = _is_of_units(chart.points)
    for file in edition.sources if of_units else ():
        if file.about and file.about.status:
            yield f"Om {file.name}", _version(file.about, here)


def _version(about: Provenance, here: Here) -> h.Node:
    link = h.a(href=here.html(Spot(DATA, PROVENANCE)))["Hvor tallene kommer fra"]
    return [f"Versjon {about.version}. ", link, "."]


def _of_values(values: Sequence[Fact], here: Here) -> Iterator[tuple[str, h.Node]]:
    if not values:
        return
    units = list(dict.fromkeys(item.enhet for item in values))
    yield "Enhet", units[0].capitalize() if len(units) == 1 else "Står i hver rad"
    yield "Grunnlag", list(_bases(values, here))
    selections = dict.fromkeys(item.utvalg for item in values)
    yield "Utvalg", [h.p[_explained(selection_words(item), item, here)] for item in selections]
    yield "Status", list(_statuses(values, here))
    link = explorer_link(here.page, values)
    yield "Utforsk", h.a(href=link)["Sett sammen tallene på din egen måte"]


def _statuses(values: Sequence[Fact], here: Here) -> Iterator[h.Element]:
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


def _bases(values: Sequence[Fact], here: Here) -> Iterator[h.Element]:
    """Return each basis in words: with its rows where rows differ, or its years where years do."""
    rows: dict[str, dict[str, None]] = {}
    for item in values:
        rows.setdefault(item.grunnlag, {})[item.rad] = None
    if len(rows) > 1 and len({name for own in rows.values() for name in own}) == sum(
        map(len, rows.values())
    ):
        largest = max(rows, key=lambda basis: len(rows[basis]))
        for basis, own in rows.items():
            where = "De andre radene" if basis == largest else "; ".join(own)
            yield h.p[_explained(basis_words(basis), basis, here), f" ({uncapitalised(where)})"]
        return
    stretches = by_year((item.aar, item.grunnlag) for item in values)
    for years, basis in stretches:
        words = _explained(basis_words(basis), basis, here)
        yield h.p[f"{years}: " if len(stretches) > 1 else None, words]


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
    words = lines_words(first, last).capitalize()
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
    return h.dl(".fakta")[
        (
            [h.dt[term], h.dd[(h.p[one] for one in words)]]
            for term, words in _of_points(chart.points, here)
            if words
        )
    ]


def _of_points(points: Sequence[Point], here: Here) -> Iterator[tuple[str, list[h.Node]]]:
    units = dict.fromkeys(point.enhet for point in points)
    yield "Enhet", [unit.capitalize() for unit in units]
    yield "Grunnlag", _each_once(points, [basis_words(point.grunnlag) for point in points])
    yield "Utvalg", _units(points)
    present = [point for point in points if point.verdi is not None]
    yield "Status", _each_once(present, [point.status.capitalize() for point in present])
    yield "Råtekst", [_lines(points, here)]


def _is_of_units(points: Sequence[Point]) -> bool:
    """Return whether each series is a municipality, by its number."""
    return all(point.serie.isdecimal() for point in points)


def _units(points: Sequence[Point]) -> list[h.Node]:
    if _is_of_units(points):
        return [f"{len({point.serie for point in points})} kommuner"]
    return _each_once(points, [selection_words(point.utvalg) for point in points])


def _each_once(points: Sequence[Point], words: Sequence[str]) -> list[h.Node]:
    """Return each word once; with what it holds for, where there are several."""
    found: dict[str, list[str]] = {}
    for point, word in zip(points, words, strict=True):
        if word:
            found.setdefault(word, []).append(point.x)
    if len(found) == 1:
        return list(found)
    return [f"{_stretches(list(dict.fromkeys(xs)))}: {word}" for word, xs in found.items()]


def _stretches(xs: Sequence[str]) -> str:
    """Return years as stretches, «2015–2023»; other labels one by one."""
    if not all(x.isdecimal() for x in xs):
        return ", ".join(xs)
    runs = groupby(enumerate(sorted(map(int, xs))), key=lambda pair: pair[1] - pair[0])
    years = [[year for _, year in run] for _, run in runs]
    return ", ".join(span(run[0], run[-1]) for run in years)


def _lines(points: Sequence[Point], here: Here) -> h.Node:
    lines = sorted({point.linje for point in points if point.linje is not None})
    rebuilt = any(point.formel for point in points)
    words = NOT_PRINTED if rebuilt or not lines else None
    if not lines:
        return words
    first, last = lines[0], lines[-1]
    name = lines_words(first, last)
    link = h.a(href=here.html(Spot(SOURCE, f"l{first}")))[name if words else name.capitalize()]
    return [words, " De bygger på ", link, "."] if words else link
