"""What a chart's values are: unit, basis, selection, status, lines of the raw text."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import htpy as h

from sitegen.charts.model import Chart, Point
from sitegen.pages.phrase import Here
from sitegen.pages.places import SOURCE, Spot
from sitegen.pages.words import basis_words, selection_words

NOT_PRINTED = "Tallene er regnet ut og er ikke trykt i notatet."


def chart_facts(chart: Chart, here: Here) -> h.Element:
    """Return a list of terms and words: what one must know to use the values."""
    return h.dl(".fakta")[
        (
            [h.dt[term], h.dd[(h.p[one] for one in words)]]
            for term, words in _rows(chart.points, here)
            if words
        )
    ]


def _rows(points: Sequence[Point], here: Here) -> Iterator[tuple[str, list[h.Node]]]:
    units = dict.fromkeys(point.enhet for point in points)
    yield "Enhet", [unit.capitalize() for unit in units]
    yield "Grunnlag", _told(points, [basis_words(point.grunnlag) for point in points])
    yield "Utvalg", _told(points, [selection_words(point.utvalg) for point in points])
    present = [point for point in points if point.verdi is not None]
    yield "Status", _told(present, [point.status.capitalize() for point in present])
    yield "Råtekst", [_lines(points, here)]


def _told(points: Sequence[Point], words: Sequence[str]) -> list[h.Node]:
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
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in years)


def _lines(points: Sequence[Point], here: Here) -> h.Node:
    lines = sorted({point.linje for point in points if point.linje is not None})
    rebuilt = any(point.formel for point in points)
    words = NOT_PRINTED if rebuilt or not lines else None
    if not lines:
        return words
    first, last = lines[0], lines[-1]
    name = f"linje {first}" if first == last else f"linje {first}–{last}"
    link = h.a(href=here.html(Spot(SOURCE, f"l{first}")))[name if words else name.capitalize()]
    return [words, " De bygger på ", link, "."] if words else link
