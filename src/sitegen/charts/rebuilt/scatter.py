"""The scatter: one dot a municipality, last year along, this year up, and the line of no change."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from sitegen.charts.compile import Press, Sheet, compiled
from sitegen.charts.marks import Channels, as_chart, layers, seen, source, told
from sitegen.charts.model import Drawing
from sitegen.charts.palette import BLEKK, DEMPET, KOMMUNENE, PAPIR, SAMMENLIKNING, STREK
from sitegen.charts.points import Row
from sitegen.charts.rebuilt.scatter_words import Region, name_beside, names, quadrant, texts, titles
from sitegen.charts.rebuilt.square import Square
from sitegen.charts.theme import NARROW


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


def draw(scatter: Scatter, width: int, press: Press) -> Drawing:
    """Return the drawing for a width."""
    sheet = sheet_for(width)
    square = _square(scatter, sheet)
    base = alt.Chart()
    wanted = [row for row in _later(scatter) if row["serie"] in scatter.named]
    parts = [
        *_rules(square),
        _dots(base, square, scatter.years[1]),
        *names(square, wanted),
        *_quadrants(square, scatter.regions),
        *_line_words(square, scatter.line),
        *titles(square, scatter.years),
        *_chosen(base, square, scatter.years[1]),
    ]
    return compiled(layers(parts, sheet, scatter.rows), sheet, press)


def sheet_for(width: int) -> Sheet:
    """Return the paper: on a phone the words at the right stand below."""
    if width > NARROW:
        return Sheet(width, 642, left=44, right=196, top=30, bottom=52)
    return Sheet(width, 512, left=34, right=12, top=30, bottom=96)


def _later(scatter: Scatter) -> list[Row]:
    return [row for row in scatter.rows if row["x"] == str(scatter.years[1])]


def _square(scatter: Scatter, sheet: Sheet) -> Square:
    values = [value for row in scatter.rows if isinstance(value := row["verdi"], float)]
    return Square.around(values, sheet, wide=sheet.width > NARROW)


def _dots(base: alt.Chart, square: Square, year: int) -> alt.Chart:
    """Return the dots: open enough for the crowd in the middle to show how many they are."""
    colours: Channels = {"fill": KOMMUNENE, "fillOpacity": 0.3, "stroke": KOMMUNENE}
    marks = (
        base.transform_filter(f"datum.x === '{year}'")
        .mark_circle(size=34 if square.wide else 20, strokeWidth=1, **colours)
        .encode(x=square.x("fjor"), y=square.y("naa"), opacity=seen(), tooltip=told())
    )
    return as_chart(marks)


def _chosen(base: alt.Chart, square: Square, year: int) -> list[alt.Chart]:
    """Return what is not there until a reader comes to a municipality: over the crowd, named."""
    place: Channels = {"x": square.x("fjor"), "y": square.y("naa")}
    forward = base.transform_filter(f"valgt === datum.serie && datum.x === '{year}'")
    here = base.transform_filter("punkt === datum.nr")
    dot = forward.mark_circle(size=80, fill=KOMMUNENE, stroke=PAPIR).encode(tooltip=told(), **place)
    ring = here.mark_point(size=220, strokeWidth=2, color=BLEKK, filled=False).encode(**place)
    return [as_chart(dot), as_chart(ring), *name_beside(here, square, weight=600)]


def _rules(square: Square) -> list[alt.Chart]:
    """Return the upright grid, both zero lines, and the line on which nothing has changed."""
    ticks: list[Row] = [
        {"strek": tick, "fra": square.low, "til": square.high} for tick in square.ticks
    ]
    grid = alt.Chart(source(ticks, "rutenett")).mark_rule(color=STREK)
    ends: Row = {"null": 0, "fra": square.low, "til": square.high}
    base = alt.Chart(source([ends], "linjer"))
    help_line = base.mark_rule(color=SAMMENLIKNING, strokeWidth=1.5, strokeDash=[5, 4])
    ends_at: Channels = {"x": square.x("fra"), "y": square.y("fra"), "x2": "til:Q", "y2": "til:Q"}
    return [
        as_chart(grid.encode(x=square.x("strek"), y=square.y("fra"), y2="til:Q")),
        as_chart(base.mark_rule(color=DEMPET).encode(x=square.x("null"))),
        as_chart(base.mark_rule(color=DEMPET).encode(y=square.y("null"))),
        as_chart(help_line.encode(**ends_at)),
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
        return texts(square, words, place, {"dx": 12, "dy": -8})
    place = square.at(square.low, square.low - square.room)
    return texts(square, words, place, {"dx": -22, "dy": 54})
