"""The scatter: one dot a municipality, last year along, this year up, and the line of no change."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from sitegen.charts.compile import Press, Sheet, compiled
from sitegen.charts.marks import seen, source, told
from sitegen.charts.model import Drawing
from sitegen.charts.palette import BLEKK, DEMPET, KOMMUNENE, SAMMENLIKNING
from sitegen.charts.points import Row
from sitegen.charts.rebuilt.scatter_words import Region, names, quadrant, texts, titles
from sitegen.charts.rebuilt.square import Square
from sitegen.charts.theme import NARROW, WIDE


@dataclass(frozen=True, slots=True)
class Scatter:
    """What is drawn.

    Attributes:
        rows: A row a point; those of the later year become dots.
        years: The earlier and the later year.
        regions: The quadrants: up left, up right, down left, down right.
        line: What the line of no change means, and what lies below it.
        named: Series that are named in the picture.
    """

    rows: Sequence[Row]
    years: tuple[int, int]
    regions: tuple[Region, Region, Region, Region]
    line: tuple[Region, Region]
    named: Sequence[str]


def draw_wide(scatter: Scatter, press: Press) -> Drawing:
    """Return the drawing for the width of the text."""
    return _draw(scatter, Sheet(WIDE, 642, left=44, right=196, top=30, bottom=52), press)


def draw_narrow(scatter: Scatter, press: Press) -> Drawing:
    """Return the drawing for a phone."""
    return _draw(scatter, Sheet(NARROW, 512, left=34, right=12, top=30, bottom=96), press)


def _draw(scatter: Scatter, sheet: Sheet, press: Press) -> Drawing:
    square = _square(scatter, sheet)
    wanted = [row for row in _later(scatter) if row["serie"] in scatter.named]
    layers = [
        *_rules(square),
        _dots(square, scatter.years[1]),
        names(square, wanted),
        *_quadrants(square, scatter.regions),
        *_line_words(square, scatter.line),
        *titles(square, scatter.years),
        _ring(square),
    ]
    chart = alt.layer(*layers, data=source(scatter.rows))
    size = chart.properties(width=sheet.inner_width, height=sheet.inner_height)
    return compiled(size, sheet, press)


def _later(scatter: Scatter) -> list[Row]:
    return [row for row in scatter.rows if row["x"] == str(scatter.years[1])]


def _square(scatter: Scatter, sheet: Sheet) -> Square:
    values = [value for row in scatter.rows if isinstance(value := row["verdi"], float)]
    return Square.around(values, sheet, wide=sheet.width > NARROW)


def _dots(square: Square, year: int) -> alt.Chart:
    """Return the dots: open enough for the crowd in the middle to show how many they are."""
    colours = {"fill": KOMMUNENE, "fillOpacity": 0.3, "stroke": KOMMUNENE, "strokeWidth": 1}
    return (
        alt.Chart()
        .transform_filter(f"datum.x === '{year}'")
        .mark_circle(size=34 if square.wide else 20, **colours)
        .encode(x=square.x("fjor"), y=square.y("naa"), opacity=seen(), tooltip=told())
    )


def _ring(square: Square) -> alt.Chart:
    """Return the ring around the municipality the reader has come to; nothing until then."""
    return (
        alt.Chart()
        .transform_filter("punkt === datum.nr")
        .mark_point(size=220, strokeWidth=2, color=BLEKK, filled=False)
        .encode(x=square.x("fjor"), y=square.y("naa"))
    )


def _rules(square: Square) -> list[alt.Chart]:
    """Return both zero lines, and the line on which nothing has changed."""
    ends = {"null": 0, "fra": square.low, "til": square.high}
    base = alt.Chart(source([ends], "linjer"))
    help_line = base.mark_rule(color=SAMMENLIKNING, strokeWidth=1.5, strokeDash=[5, 4])
    return [
        base.mark_rule(color=DEMPET).encode(x=square.x("null")),
        base.mark_rule(color=DEMPET).encode(y=square.y("null")),
        help_line.encode(x=square.x("fra"), y=square.y("fra"), x2="til:Q", y2="til:Q"),
    ]


def _quadrants(square: Square, regions: Sequence[Region]) -> list[alt.Chart]:
    places = [(side, up) for up in (True, False) for side in ("right", "left")]
    return [
        word
        for region, (side, up) in zip(regions, places, strict=True)
        for word in quadrant(square, region, side, up=up)
    ]


def _line_words(square: Square, words: Sequence[Region]) -> list[alt.Chart]:
    """Return what the line means: at its end, or under the picture where that is narrow."""
    if square.wide:
        place = square.at(square.high, square.high)
        return texts(square, words, place, dx=12, dy=-8)
    place = square.at(square.low, square.low - square.room)
    return texts(square, [one.on_one_line for one in words], place, dx=-22, dy=54)
