"""Words in a scatter: what each part of it means, the outermost names, the axes' names."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from sitegen.charts.marks import Channels, as_chart, seen, source
from sitegen.charts.palette import BLEKK, PAPIR
from sitegen.charts.points import Row
from sitegen.charts.rebuilt.square import Square

AWAY = 12
"""From a dot's middle to its name, px: past the ring, so that a name does not move."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the picture in words: a line or two, and the share that lies there."""

    words: tuple[str, ...]
    share: str = ""

    @property
    def lines(self) -> tuple[tuple[str, int], ...]:
        """Each line with its weight."""
        plain = tuple((line, 400) for line in self.words)
        return (*plain, (self.share, 600)) if self.share else plain


def quadrant(square: Square, region: Region, side: str, *, up: bool) -> list[alt.Chart]:
    """Return a quadrant's words beside the upright zero line, above or below all the dots."""
    place = square.at(0, square.high + square.room if up else square.low)
    style: Channels = {"align": side, "dx": -8 if side == "right" else 8, "dy": 2 if up else 8}
    return texts(square, [region], place, style)


def texts(
    square: Square, regions: Sequence[Region], place: Channels, style: Channels
) -> list[alt.Chart]:
    """Return lines of text downwards from a place, a little apart between regions."""
    found, dy = [], style["dy"]
    for region in regions:
        for line, weight in region.lines:
            found.append(_text(square, line, place, style | {"dy": dy, "fontWeight": weight}))
            dy += square.size + 4
        dy += 4
    return found


def titles(square: Square, years: tuple[int, int]) -> list[alt.Chart]:
    """Return the axes' names, both to be read without turning the head."""
    before, now = (f"Resultat {year}, prosent" for year in years)
    top = square.at(square.low, square.high + square.room)
    bottom = square.at(square.high, square.low - square.room)
    return [
        _text(square, now, top, {"dx": -22, "dy": -24, "fontWeight": 600}),
        _text(square, before, bottom, {"align": "right", "dy": 26, "fontWeight": 600}),
    ]


def names(square: Square, rows: Sequence[Row]) -> list[alt.Chart]:
    """Return the names of the rows' dots."""
    return name_beside(alt.Chart(source(rows, "navngitte")), square, weight=400)


def name_beside(base: alt.Chart, square: Square, *, weight: int) -> list[alt.Chart]:
    """Return the dots' names, on the side with most room, over a rim of paper."""
    rim: Channels = {"stroke": PAPIR, "strokeWidth": 3, "strokeJoin": "round"}
    right = f"datum.fjor > {square.middle}"
    sides: list[tuple[str, Channels]] = [
        (right, {"align": "right", "dx": -AWAY}),
        (f"!({right})", {"align": "left", "dx": AWAY}),
    ]
    return [
        _name(base.transform_filter(test), square, {"fontWeight": weight} | side | extra)
        for test, side in sides
        for extra in (rim, {})
    ]


def _name(base: alt.Chart, square: Square, style: Channels) -> alt.Chart:
    mark = base.mark_text(baseline="middle", fontSize=square.size - 1, **style)
    place: Channels = {"x": square.x("fjor"), "y": square.y("naa")}
    return as_chart(mark.encode(text="navn:N", opacity=seen(), **place))


def _text(square: Square, line: str, place: Channels, style: Channels) -> alt.Chart:
    plain: Channels = {"align": "left", "baseline": "top", "fontSize": square.size, "color": BLEKK}
    mark = alt.Chart(source([{}], "ord")).mark_text(**(plain | style))
    return as_chart(mark.encode(text=alt.TextValue(line), **place))
