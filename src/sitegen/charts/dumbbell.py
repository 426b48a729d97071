"""Two years beside each other, a line for each group, a panel for each measure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

import altair as alt

from sitegen.charts.compile import Press, Sheet, compiled
from sitegen.charts.dumbbell_panel import Line, Panel, panel_parts
from sitegen.charts.labels import apart
from sitegen.charts.legend import LINE, Key, key_lines, legend
from sitegen.charts.marks import source
from sitegen.charts.model import Drawing, Point
from sitegen.charts.phrases import number, present
from sitegen.charts.points import Row, rows
from sitegen.charts.theme import NARROW, WIDE

ROW, HEAD, FOOT, BETWEEN, RIGHT = 40, 28, 34, 48, 18
NUMBER = 30
"""Room that a number over its mark takes, px."""


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """What is drawn.

    Attributes:
        points: The values; ``x`` is the label of a line.
        lines: The lines from top to bottom.
        panels: The measures from left to right, or from top to bottom on a phone.
        keys: The key above, one for each series. A stroke is a mark for comparison: without a
            number, and not joined to the others.
        colours: Each point's colour, in the points' order.
        left: Room for the labels, px.
        lead: What a point's tooltip begins with.
        one_scale: Whether the panels share a scale, as measures of one size should.
    """

    points: Sequence[Point]
    lines: Sequence[Line]
    panels: Sequence[Panel]
    keys: Sequence[Key]
    colours: Sequence[str]
    left: int
    lead: Callable[[Point], str]
    one_scale: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a width puts it: the paper, whether panels are stacked, and the size of one."""

    sheet: Sheet
    stacked: bool
    head: int
    width: int
    height: int


def layout(what: Dumbbell, width: int) -> Layout:
    """Return the layout for a width."""
    stacked, head = width <= NARROW, HEAD if what.panels[0].name else 0
    count = len(what.panels)
    key, height = LINE * key_lines(what.keys, width) + 12, ROW * len(what.lines)
    whole = key + (count if stacked else 1) * (head + height + FOOT)
    sheet = Sheet(width, whole, what.left, RIGHT, key + head, FOOT)
    beside = 1 if stacked else count
    each = (sheet.inner_width - (beside - 1) * BETWEEN) // beside
    return Layout(sheet, stacked, head, each, height)


def drawn(what: Dumbbell, press: Press) -> tuple[Drawing, Drawing]:
    """Return the wide and the narrow drawing."""
    wide, narrow = (
        compiled(dumbbell(what, width), layout(what, width).sheet, press)
        for width in (WIDE, NARROW)
    )
    return wide, narrow


def dumbbell(what: Dumbbell, width: int) -> alt.TopLevelMixin:
    """Return the chart for a width."""
    place = layout(what, width)
    key = legend(what.keys, width, -what.left, place.sheet.top - LINE // 2)
    panels = []
    for nr, panel in enumerate(what.panels):
        labels = what.left if place.stacked or not nr else 0
        parts = panel_parts(panel, what.lines, domain(what, panel), place.width, labels)
        whole: alt.LayerChart = alt.layer(*parts, *([] if nr else key))  # type: ignore[assignment]
        panels.append(whole.properties(width=place.width, height=place.height))
    data = source(_rows(what, place.width))
    if place.stacked:
        return alt.vconcat(*panels, data=data, spacing=FOOT + place.head, bounds="flush")
    return alt.hconcat(*panels, data=data, spacing=BETWEEN, bounds="flush")


def domain(what: Dumbbell, panel: Panel) -> tuple[int, int]:
    """Return whole numbers around a panel's values, zero among them."""
    chosen = [one for one in what.points if what.one_scale or one.maal == panel.measure]
    values = [number(one) for one in present(chosen)]
    return floor(min([*values, Decimal(0)])), ceil(max([*values, Decimal(1)]))


def _rows(what: Dumbbell, width: int) -> list[Row]:
    """Return the points' rows: the line's id, the colour, and where the number stands."""
    places = dict(_number_places(what, width))
    strokes = _strokes(what)
    found = rows(what.points, what.lead)
    for row, one, colour in zip(found, what.points, what.colours, strict=True):
        row |= {"maal": one.maal, "farge": colour, "strek": one.serie in strokes}
        row["tall_x"] = places.get(one)
    return found


def _number_places(what: Dumbbell, width: int) -> Iterable[tuple[Point, float]]:
    for panel in what.panels:
        low, high = domain(what, panel)
        for line in what.lines:
            joined = _joined(what, panel, line)
            wanted = [float(number(one)) for one in joined]
            places = apart(wanted, NUMBER * (high - low) / width)
            yield from zip(joined, (round(place, 3) for place in places), strict=True)


def _joined(what: Dumbbell, panel: Panel, line: Line) -> list[Point]:
    strokes = _strokes(what)
    return [
        one
        for one in present(what.points)
        if one.maal == panel.measure and one.x == line.id and one.serie not in strokes
    ]


def _strokes(what: Dumbbell) -> set[str]:
    return {key.serie for key in what.keys if key.stroke}
