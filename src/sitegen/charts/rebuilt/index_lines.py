"""Lines of indices over the years, from the rule of 100, each with its name at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor
from typing import Any

import altair as alt

from sitegen.charts.compile import Press, Sheet, compiled
from sitegen.charts.marks import (
    Channels,
    as_chart,
    colour,
    dots,
    label_with_status,
    layers,
    lines,
    ring,
    seen,
    source,
    targets,
)
from sitegen.charts.model import Drawing, Point
from sitegen.charts.palette import DEMPET, KOMMUNESEKTOREN, SAMMENLIKNING
from sitegen.charts.phrases import number, present
from sitegen.charts.points import Row, by_series, not_firm, rows
from sitegen.charts.rebuilt.index_ends import end_rows, end_words
from sitegen.charts.theme import NARROW

LINES = (KOMMUNESEKTOREN, SAMMENLIKNING)
"""All lines are of the whole sector, whose colour the first has."""
STEP = 5


def draw(points: Sequence[Point], width: int, press: Press) -> Drawing:
    """Return the drawing for a width."""
    sheet = sheet_for(width, alone=len(by_series(points)) == 1)
    plot = _Plot(points, sheet)
    return compiled(layers(plot.parts(), sheet, plot.rows()), sheet, press)


def sheet_for(width: int, *, alone: bool) -> Sheet:
    """Return the paper: room at the lines' ends for a number, or for names if they are several."""
    if width > NARROW:
        return Sheet(width, 380, left=34, right=66 if alone else 186, top=18, bottom=48)
    return Sheet(width, 340, left=30, right=52 if alone else 116, top=18, bottom=48)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where everything lies on the sheet."""

    points: Sequence[Point]
    sheet: Sheet

    @property
    def wide(self) -> bool:
        return self.sheet.width > NARROW

    @property
    def domain(self) -> tuple[int, int]:
        """Whole fives around all values, 100 among them."""
        values = [number(one) for one in present(self.points)]
        low, high = min([*values, Decimal(100)]), max([*values, Decimal(101)])
        return STEP * floor(low / STEP), STEP * ceil(high / STEP)

    def parts(self) -> list[alt.Chart]:
        """Return what is drawn, the first at the bottom."""
        base = alt.Chart()
        place: Channels = {"x": self._x(), "y": self._y("verdi")}
        style = place | {"color": self._line_colour(), "opacity": seen()}
        end: Channels = {"x": alt.value(self.sheet.inner_width), "y": self._y("navn_y")}
        end |= {"color": self._name_colour(), "opacity": seen()}
        return [
            self._start(),
            *lines(base, style),
            *dots(base, style),
            *end_words(base, end, wide=self.wide),
            ring(base, place),
            targets(base, place),
        ]

    def rows(self) -> list[Row]:
        """Return the points' rows, with the stretch to be dashed and the names at the ends."""
        series = by_series(self.points).values()
        open_ = {one for found in series for one in not_firm(found)}
        low, high = self.domain
        a_pixel = (high - low) / self.sheet.inner_height
        ends = end_rows([present(found)[-1] for found in series], a_pixel, wide=self.wide)
        return rows(self.points, more=lambda one: {"stiplet": one in open_} | ends.get(one, {}))

    def _line_colour(self) -> alt.Color:
        ids = by_series(self.points)
        return colour([(one, LINES[nr % len(LINES)]) for nr, one in enumerate(ids)])

    def _name_colour(self) -> alt.ColorValue:
        """Return the names' colours: each its line's, dark enough to be read."""
        first = next(iter(by_series(self.points)), "")
        test: Any = {"test": f"datum.serie === '{first}'", "value": KOMMUNESEKTOREN}
        return alt.ColorValue(DEMPET, condition=test)

    def _x(self) -> alt.X:
        """Return the years; on a phone each third, the last among them."""
        years = list(dict.fromkeys(one.x for one in self.points))
        named = years[:: -1 if self.wide else -3][::-1]
        axis = alt.Axis(values=named, offset=4, labelExpr=label_with_status(self.points))
        return alt.X("x", type="ordinal", sort=None, axis=axis).scale(type="point", padding=0.15)

    def _y(self, field: str) -> alt.Y:
        low, high = self.domain
        axis = alt.Axis(values=list(range(low, high + 1, STEP)), grid=True)
        scale = alt.Scale(domain=[low, high], nice=False)
        return alt.Y(field, type="quantitative", axis=axis, scale=scale)

    def _start(self) -> alt.Chart:
        """Return the rule of 100."""
        base = alt.Chart(source([{"null": 100}], "null"))
        return as_chart(base.mark_rule(color=DEMPET).encode(y=self._y("null")))
