"""Labels and ruling lines of a chart → what places on the page mean: values, or categories.

A value axis needs labels at ticks or grid lines. How far those are off a straight line is how
exactly the chart can be read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

from sitegen.note.pdf.page import Box, Shape, TextLine, Word, around, words_text

NUMBER = re.compile(r"([-–−]?)(\d{1,3}(?:[ \u00a0]\d{3})+|\d+)(?:([,.])(\d+))? ?%?")
YEAR = re.compile(r"(?:19|20)\d\d")
FEWEST = 3  # labels that make an axis
OFF = 0.6  # points: ticks farther off a straight line make no axis
SNAPPED = 0.4  # points: ticks are often moved to a whole pixel, and curves are not
APART = 0.6  # of the size: a wider gap parts two labels
THIN = 1.5  # points: what is thinner is a line


class ChartError(Exception):
    """A chart that cannot be read, and why, in words."""


class Label(NamedTuple):
    """A chart's label and its box."""

    text: str
    box: Box

    def middle(self, side: int) -> float:
        """Return where its middle is: from the left (0) or from the top (1)."""
        return middle(self.box, side)


class Scale(NamedTuple):
    """A value axis: the value at a place, and how far off it may be."""

    at: float
    value: float
    per_point: float
    error: Decimal

    def read(self, place: float) -> float:
        """Return the value at a place."""
        return self.value + (place - self.at) * self.per_point

    def place(self, value: float) -> float:
        """Return the place of a value."""
        return self.at + (value - self.value) / self.per_point


@dataclass(frozen=True, slots=True)
class Categories:
    """An axis of names: where the middle of each is."""

    places: tuple[tuple[str, float], ...]

    def name(self, place: float) -> str:
        """Return the name at a place; between years that are printed, the year there.

        Raises:
            ChartError: No name stands near.
        """
        middles = [middle for _, middle in self.places]
        step = min(after - before for before, after in pairwise(middles))
        name, nearest = min(self.places, key=lambda one: abs(one[1] - place))
        if abs(nearest - place) < 0.5 * step:
            years = [YEAR.fullmatch(text) for text, _ in self.places]
            gap = int(self.places[1][0]) - int(self.places[0][0]) if all(years) else 1
            return name if gap == 1 else self._year(place)
        return self._year(place)

    def _year(self, place: float) -> str:
        if not all(YEAR.fullmatch(text) for text, _ in self.places):
            raise ChartError("navn på aksen som ikke står ved hvert punkt")
        line = _straight([(middle, float(text)) for text, middle in self.places])
        year = line.read(place)
        if line.error > 1 or abs(year - round(year)) > 0.2:  # noqa: PLR2004  between two years
            raise ChartError("år på aksen som ikke står ved punktene")
        return str(round(year))


def middle(box: Box, side: int) -> float:
    """Return where the middle of a box is: from the left (0) or from the top (1)."""
    return (box.top + box.bottom) / 2 if side else (box.x0 + box.x1) / 2


def labels(lines: Iterable[TextLine]) -> list[Label]:
    """Return the labels: runs of words, years each by itself."""
    return [
        Label(words_text(run), around(word.box for word in run))
        for line in lines
        for run in _runs(line.words)
    ]


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in words:
        gap = word.box.x0 - run[-1].box.x1 if run else 0.0
        years = run and YEAR.fullmatch(run[-1].text) and YEAR.fullmatch(word.text)
        if run and (gap > APART * word.size or years):
            yield run
            run = []
        run.append(word)
    yield run


def number(text: str) -> float | None:
    """Return the value of a label; ``None`` if it is no number, or may be two."""
    found = NUMBER.fullmatch(text)
    if not found or (found[3] == "." and len(found[4]) == 3):  # noqa: PLR2004  thousands?
        return None
    value = float(f"{re.sub(r'[^0-9]', '', found[2])}.{found[4] or '0'}")
    return -value if found[1] else value


def value_axis(found: Sequence[Label], shapes: Sequence[Shape], side: int) -> Scale:
    """Return the value axis along the page's height (``side`` 1) or width (0).

    Raises:
        ChartError: Too few labels, none at ticks, or no even steps.
    """
    lines = _rules(shapes, side)
    columns = [[(number(one.text), one) for one in row] for row in _rows(found, side)]
    best: Scale | None = None
    most = FEWEST - 1
    for column in columns:
        pairs = [(value, one) for value, one in column if value is not None]
        if len(pairs) > most and (scale := _through_ticks(pairs, lines, side)):
            best, most = scale, len(pairs)
    if best is None:
        raise ChartError("tall langs en akse, hvert ved et merke på den")
    return best


def _rows(found: Sequence[Label], side: int) -> list[list[Label]]:
    """Return the labels that may be those of one axis, in every way they may be aligned."""
    return [
        [one for one in found if abs(_edge(one, side, end) - at) < THIN]
        for end in range(3)
        for at in sorted({round(_edge(one, side, end)) for one in found})
    ]


def _edge(label: Label, side: int, end: int) -> float:
    """Return what labels of one axis share: the right end, the left one, or the middle."""
    low, high = (label.box.x0, label.box.x1) if side else (label.box.top, label.box.bottom)
    return (high, low, (low + high) / 2)[end]


def _rules(shapes: Sequence[Shape], side: int) -> list[Box]:
    """Return the straight lines that run across an axis: its ticks and the grid."""
    boxes = [shape.box for shape in shapes]
    thick = [
        (b.bottom - b.top, b.x1 - b.x0) if side else (b.x1 - b.x0, b.bottom - b.top) for b in boxes
    ]
    return [b for b, (one, other) in zip(boxes, thick, strict=True) if one < THIN < other]


def _through_ticks(
    pairs: Sequence[tuple[float, Label]], lines: Sequence[Box], side: int
) -> Scale | None:
    """Return the scale of labels that have a tick each, most of them equally far off.

    The labels at the ends may be pushed inwards; their ticks must be there all the same.
    """
    size = pairs[0][1].box.bottom - pairs[0][1].box.top
    places = [middle(line, side) for line in lines]
    first = pairs[len(pairs) // 2][1].middle(side)
    for offset in sorted((p - first for p in places if abs(p - first) < size), key=abs):
        points = []
        for value, label in pairs:
            wanted = label.middle(side) + offset
            nearest = min(places, key=lambda place: abs(place - wanted))
            points += [(nearest, value)] if abs(nearest - wanted) < 2 * OFF else []
        if len(points) < max(FEWEST, len(pairs) - 2):
            continue
        scale = _straight(points)
        due = [scale.place(value) for value, _ in pairs]
        if max(min(abs(place - one) for place in places) for one in due) < OFF:
            return scale
    return None


def _straight(points: Sequence[tuple[float, float]]) -> Scale:
    """Return the straight line through places and values with the least squares."""
    at, value = fmean(p for p, _ in points), fmean(v for _, v in points)
    square = sum((p - at) ** 2 for p, _ in points)
    if not square:
        raise ChartError("en akse med flere steder")
    slope = sum((p - at) * (v - value) for p, v in points) / square
    if not slope:
        raise ChartError("en akse med flere verdier")
    off = max(abs(value + (p - at) * slope - v) for p, v in points)
    return Scale(at, value, slope, Decimal(str(max(off, SNAPPED * abs(slope)))))


def category_axis(found: Sequence[Label], side: int) -> Categories:
    """Return the axis of names: the most labels that stand in one row, one line each.

    Raises:
        ChartError: There is none.
    """
    best = max(_rows(found, side), key=len, default=[])
    if len(best) < 2:  # noqa: PLR2004  one name is no axis
        raise ChartError("navn eller år langs en akse")
    if not side and not all(number(one.text) is not None for one in best):
        _check_one_line(best, found)
    ordered = sorted(best, key=lambda one: one.middle(side))
    return Categories(tuple((one.text, one.middle(side)) for one in ordered))


def _check_one_line(row: Sequence[Label], found: Sequence[Label]) -> None:
    for name in row:
        for one in found:
            step = one.box.top - name.box.bottom
            below = -1 < step < 0.6 * (name.box.bottom - name.box.top)
            if below and abs(one.middle(0) - name.middle(0)) < THIN:
                raise ChartError("navn på én linje under hvert punkt")
