"""A figure drawn in a PDF → the values of its lines, bars or points, as exactly as its ticks allow.

They are read off the figure and printed nowhere, so they always carry that mark. What is not
certain gives no values, and words that say why; a picture gives none.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal
from itertools import pairwise

from sitegen.note.pdf.axes import (
    OFF,
    THIN,
    ChartError,
    Label,
    Scale,
    category_axis,
    labels,
    middle,
    number,
    value_axis,
)
from sitegen.note.pdf.document import Exhibit
from sitegen.note.pdf.page import Box, Page, Shape, around

MARK = "lest av figuren"
PICTURE = "en figur som er tegnet, og ikke et bilde"
HEADER = ("figur", "serie", "x", "verdi", "usikkerhet", "merke")
SWATCH = 45  # points: a legend's line or square is no longer
DOT = 10  # points: a larger shape is no point
CORNER = 0.05  # points: how far a corner may be off its rectangle
FEW_DOTS = 5
NEAR = 15  # points between a legend's shape and its name
PLAIN = 0.9  # of the plot: what covers more is its background
type Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Read:
    """A value read off a figure: the series, where on the other axis, and how far off it may be."""

    series: str
    x: str
    value: str
    error: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What a figure gave: values, or why it gave none."""

    name: str
    values: tuple[Read, ...]
    reason: str = ""


def read_chart(exhibit: Exhibit, pages: Mapping[int, Page]) -> Chart:
    """Return the values of a figure, or why it has none."""
    lines = [line for line in exhibit.omitted if line.page == exhibit.page]
    if not lines:
        return Chart(exhibit.name, (), PICTURE)
    area = around(line.box for line in lines)
    shapes = [one for one in pages[exhibit.page].shapes if _inside(one.box, area)]
    try:
        return Chart(exhibit.name, tuple(_read(labels(lines), shapes)))
    except ChartError as error:
        return Chart(exhibit.name, (), str(error))


def charts_csv(charts: Sequence[Chart]) -> bytes:
    """Return all values read off figures, one a line; empty where there are none."""
    rows = [
        (chart.name, one.series, one.x, one.value, one.error, MARK)
        for chart in charts
        for one in chart.values
    ]
    file = io.StringIO()
    csv.writer(file, delimiter=";", lineterminator="\n").writerows([HEADER, *rows])
    return file.getvalue().encode() if rows else b""


def _inside(box: Box, area: Box) -> bool:
    x, y = middle(box, 0), middle(box, 1)
    return area.x0 - DOT <= x <= area.x1 + DOT and area.top - DOT <= y <= area.bottom + DOT


def _read(found: Sequence[Label], shapes: Sequence[Shape]) -> Sequence[Read]:
    """Return the values, whichever way the value axis runs.

    Raises:
        ChartError: Neither way makes a chart.
    """
    try:
        return list(_along(found, shapes, 1))
    except ChartError as error:
        try:
            return list(_along(found, shapes, 0))
        except ChartError:
            raise error from None


def _along(found: Sequence[Label], shapes: Sequence[Shape], side: int) -> Iterator[Read]:
    """Yield the values of a chart whose value axis runs up (1) or across (0)."""
    scale = value_axis(found, shapes, side)
    names, swatches = _legend(found, shapes)
    groups: dict[str, list[Shape]] = defaultdict(list)
    for shape in shapes:
        if shape not in swatches and not _is_ground(shape, shapes):
            groups[shape.colour].append(shape)
    parts = {colour: _parts(group, scale, side) for colour, group in groups.items()}
    series = {colour: part for colour, part in parts.items() if part}
    joined = {point for one in series.values() if not one.loose for point in one.points}
    series = {c: one for c, one in series.items() if not (one.loose and _on(one.points, joined))}
    if not series or (len(series) > 1 and not series.keys() <= names.keys()):
        raise ChartError("ett navn for hver farge" if series else "linjer, stolper eller punkter")
    loose = all(one.loose for one in series.values())
    other = value_axis(found, shapes, 1 - side) if loose else None
    names_at = None if other else category_axis(found, 1 - side)
    for colour, one in series.items():
        seen = set()
        for point in one.points if loose else sorted(one.points, key=lambda p: p[1 - side]):
            place = point[1 - side]
            x = _text(other, place)[0] if other else names_at.name(place) if names_at else ""
            if not loose and x in seen:
                raise ChartError("ett punkt for hvert navn på aksen")
            seen.add(x)
            yield Read(names.get(colour, ""), x, *_text(scale, point[side]))


def _text(scale: Scale, place: float) -> tuple[str, str]:
    """Return a value with no more digits than are sure, and how far off it may be."""
    digits = max(0, (Decimal("0.5") / scale.error).adjusted())
    unit = Decimal(1).scaleb(-digits)
    value = Decimal(str(scale.read(place))).quantize(unit, ROUND_HALF_UP)
    error = max(scale.error, unit / 2).quantize(unit / 10, ROUND_UP)
    return _norwegian(value or abs(value)), _norwegian(error)


def _norwegian(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")


def _legend(found: Sequence[Label], shapes: Sequence[Shape]) -> tuple[dict[str, str], list[Shape]]:
    """Return the name of each colour, and the shapes that stand before the names."""
    names: dict[str, str] = {}
    swatches: list[Shape] = []
    for label in found:
        if number(label.text) is not None:
            continue
        for shape in shapes:
            box, gap = shape.box, label.box.x0 - shape.box.x1
            small = box.x1 - box.x0 < SWATCH and box.bottom - box.top < SWATCH / 2
            level = label.box.top < middle(box, 1) < label.box.bottom
            if small and level and 0 < gap < NEAR:
                if names.setdefault(shape.colour, label.text) != label.text:
                    raise ChartError("ett navn for hver farge")
                swatches.append(shape)
    return names, swatches


def _is_ground(shape: Shape, shapes: Sequence[Shape]) -> bool:
    """Return whether a shape is a frame, or the ground that the rest is drawn on."""
    if not _is_box(shape) or not shape.filled:
        return _is_box(shape)
    whole = around(one.box for one in shapes)
    return shape.box.x1 - shape.box.x0 > PLAIN * (whole.x1 - whole.x0) and (
        shape.box.bottom - shape.box.top > PLAIN / 2 * (whole.bottom - whole.top)
    )


def _is_box(shape: Shape) -> bool:
    """Return whether a path's corners are those of an upright rectangle."""
    b = shape.box
    return len(shape.points) > 3 and all(  # noqa: PLR2004  four corners
        min(abs(x - b.x0), abs(x - b.x1)) < CORNER
        and min(abs(y - b.top), abs(y - b.bottom)) < CORNER
        for x, y in shape.points
    )


@dataclass(frozen=True, slots=True)
class _Series:
    """Points of one colour; ``loose`` if they are dots that nothing joins."""

    points: tuple[Point, ...]
    loose: bool = False


def _parts(group: Sequence[Shape], scale: Scale, side: int) -> _Series | None:
    """Return the series that shapes of one colour make; ``None`` for ticks, axes and grid.

    Raises:
        ChartError: Something in it is neither line, bar nor dot.
    """
    if all(_is_rule(shape) for shape in group):
        return None
    if all(_is_box(shape) and shape.filled for shape in group):
        return _Series(tuple(_bar(shape.box, scale, side) for shape in group))
    dots = [shape for shape in group if _is_dot(shape)]
    if len(dots) == len(group) and len(dots) >= FEW_DOTS:
        return _Series(tuple((middle(d.box, 0), middle(d.box, 1)) for d in dots), loose=True)
    return _Series(_line([shape for shape in group if shape not in dots], side))


def _is_rule(shape: Shape) -> bool:
    return min(shape.box.x1 - shape.box.x0, shape.box.bottom - shape.box.top) < THIN


def _is_dot(shape: Shape) -> bool:
    width, height = shape.box.x1 - shape.box.x0, shape.box.bottom - shape.box.top
    return len(shape.points) > 3 and max(width, height) < DOT and abs(width - height) < OFF  # noqa: PLR2004


def _bar(box: Box, scale: Scale, side: int) -> Point:
    """Return the end of a bar that begins at zero."""
    zero = scale.place(0)
    ends = (box.top, box.bottom) if side else (box.x0, box.x1)
    near, far = sorted(ends, key=lambda end: abs(end - zero))
    if abs(near - zero) > OFF:
        raise ChartError("stolper som begynner i null")
    across = middle(box, 1 - side)
    return (across, far) if side else (far, across)


def _line(shapes: Sequence[Shape], side: int) -> tuple[Point, ...]:
    """Return the corners of one line, drawn in one piece or piece by piece.

    Raises:
        ChartError: The shapes are something else, or more lines than one.
    """
    across = 1 - side
    pieces = sorted(
        (shape.points for shape in shapes), key=lambda p: min(p[0][across], p[-1][across])
    )
    points: list[Point] = []
    for piece in pieces:
        ordered = piece if piece[0][across] <= piece[-1][across] else piece[::-1]
        joins = (
            bool(points)
            and max(abs(a - b) for a, b in zip(points[-1], ordered[0], strict=True)) < OFF
        )
        if points and not joins:
            raise ChartError("én linje for hver farge")
        points += ordered[1:] if joins else ordered
    steps = [after[across] - before[across] for before, after in pairwise(points)]
    if any(shape.filled for shape in shapes) or not steps or min(steps) <= 0:
        raise ChartError("linjer, stolper eller punkter")
    return tuple(points)


def _on(points: Sequence[Point], others: set[Point]) -> bool:
    """Return whether dots only mark the corners of lines."""
    return all(any(max(abs(x - a), abs(y - b)) < OFF for a, b in others) for x, y in points)
