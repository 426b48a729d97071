"""Words in a scatter: what each part of it means, the outermost names, the axes' names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from sitegen.charts.marks import seen, source
from sitegen.charts.palette import BLEKK, PAPIR
from sitegen.charts.points import Row
from sitegen.charts.rebuilt.square import Square

Place = Mapping[str, Any]


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

    @property
    def on_one_line(self) -> "Region":
        """The same, for where there is more width than height."""
        return Region((" ".join(filter(None, (*self.words, self.share))),))


def quadrant(square: Square, region: Region, side: str, *, up: bool) -> list[alt.Chart]:
    """Return a quadrant's words beside the upright zero line, above or below all the dots."""
    height = square.high + square.room if up else square.low
    dx = -8 if side == "right" else 8
    return texts(square, [region], square.at(0, height), align=side, dx=dx, dy=2 if up else 8)


def texts(
    square: Square, regions: Sequence[Region], place: Place, *, dy: int, **style: object
) -> list[alt.Chart]:
    """Return lines of text downwards from a place, a little apart between regions."""
    found: list[alt.Chart] = []
    for region in regions:
        for line, weight in region.lines:
            found.append(_text(square, line, place, dy=dy, fontWeight=weight, **style))
            dy += square.size + 4
        dy += 4
    return found


def titles(square: Square, years: tuple[int, int]) -> list[alt.Chart]:
    """Return the axes' names, both to be read without turning the head."""
    before, now = years
    top = square.at(square.low, square.high + square.room)
    bottom = square.at(square.high, square.low - square.room)
    return [
        _text(square, f"Resultat {now}, prosent", top, dx=-22, dy=-24, fontWeight=600),
        _text(square, f"Resultat {before}, prosent", bottom, align="right", dy=26, fontWeight=600),
    ]


def names(square: Square, rows: Sequence[Row]) -> alt.LayerChart:
    """Return the names of the rows' dots, on the side with most room, over a rim of paper."""
    base = alt.Chart(source(rows, "navngitte"))
    rim = {"stroke": PAPIR, "strokeWidth": 3, "strokeJoin": "round"}
    sides = ((f"datum.fjor > {square.middle}", "right", -7), ("true", "left", 7))
    first = sides[0][0]
    return alt.layer(
        *(
            base.transform_filter(test if align == "right" else f"!({first})")
            .mark_text(align=align, dx=dx, baseline="middle", fontSize=square.size - 1, **extra)
            .encode(x=square.x("fjor"), y=square.y("naa"), text="navn:N", opacity=seen())
            for test, align, dx in sides
            for extra in (rim, {})
        )
    )


def _text(square: Square, line: str, place: Place, **style: object) -> alt.Chart:
    settings = {"align": "left", "baseline": "top", "fontSize": square.size, "color": BLEKK}
    mark = alt.Chart(source([{}], "ord")).mark_text(**(settings | style))
    return mark.encode(text=alt.TextValue(line), **place)
