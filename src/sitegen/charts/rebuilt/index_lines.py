"""Lines of indices over the years, from the rule of 100, each with its name at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

import altair as alt

from sitegen.charts.compile import Press, Sheet, compiled
from sitegen.charts.labels import apart
from sitegen.charts.marks import (
    HAS_VALUE,
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
from sitegen.charts.phrases import present
from sitegen.charts.points import FINAL, Row, by_series, rows
from sitegen.charts.theme import NARROW, SIZE, WIDE

COLOURS = (KOMMUNESEKTOREN, SAMMENLIKNING)
"""All series are of the whole sector, whose colour the first has."""
STEP = 5
LINE_HEIGHT = 17
GAP = 12


def draw_wide(points: Sequence[Point], press: Press) -> Drawing:
    """Return the drawing for the width of the text."""
    return _draw(points, Sheet(WIDE, 380, left=34, right=186, top=10, bottom=46), press)


def draw_narrow(points: Sequence[Point], press: Press) -> Drawing:
    """Return the drawing for a phone."""
    return _draw(points, Sheet(NARROW, 340, left=30, right=112, top=10, bottom=46), press)


def _draw(points: Sequence[Point], sheet: Sheet, press: Press) -> Drawing:
    plot = _Plot(points, sheet)
    return compiled(layers(plot.layers(), sheet), sheet, press)


@dataclass(frozen=True, slots=True)
class _Plot:
    points: Sequence[Point]
    sheet: Sheet

    @property
    def wide(self) -> bool:
        return self.sheet.width > NARROW

    @property
    def domain(self) -> tuple[int, int]:
        """Whole fives around all values, 100 among them."""
        values = [one.verdi for one in self.points if one.verdi is not None]
        low, high = min([*values, 100]), max([*values, 101])
        return STEP * floor(low / STEP), STEP * ceil(high / STEP)

    def layers(self) -> list[alt.Chart]:
        """Return the parts, the first at the bottom."""
        ids = list(by_series(self.points))
        shades = colour([(one, COLOURS[nr % len(COLOURS)]) for nr, one in enumerate(ids)])
        place: Channels = {"x": self.x(), "y": self.y("verdi")}
        style = place | {"color": shades, "opacity": seen()}
        base = alt.Chart(source(self.rows()))
        return [
            self._start(),
            *lines(base, style),
            *dots(base, style),
            *self._names(base),
            ring(base, place),
            targets(base, place),
        ]

    def x(self) -> alt.X:
        """Return the years; on a phone each third, the last among them."""
        years = list(dict.fromkeys(one.x for one in self.points))
        named = years[:: -1 if self.wide else -3][::-1]
        axis = alt.Axis(values=named, offset=4, labelExpr=label_with_status(self.points))
        return alt.X("x", type="ordinal", sort=None, axis=axis).scale(type="point", padding=0.15)

    def y(self, field: str) -> alt.Y:
        low, high = self.domain
        axis = alt.Axis(values=list(range(low, high + 1, STEP)), grid=True)
        scale = alt.Scale(domain=[low, high], nice=False)
        return alt.Y(field, type="quantitative", axis=axis, scale=scale)

    def rows(self) -> list[Row]:
        """Return the points' rows, with the stretch to be dashed and the names at the ends."""
        open_ = {one for found in by_series(self.points).values() for one in _not_firm(found)}
        return rows(self.points, more=lambda one: {"stiplet": one in open_} | self._ends.get(one, {}))

    @property
    def _ends(self) -> dict[Point, Row]:
        """Return what stands at each line's end, moved apart where two would meet."""
        ends = [present(one)[-1] for one in by_series(self.points).values() if present(one)]
        blocks = [self._lines(one, alone=len(ends) == 1) for one in ends]
        low, high = self.domain
        most = max((len(lines) for lines in blocks), default=0) + 1
        least = most * LINE_HEIGHT * (high - low) / self.sheet.inner_height
        heights = apart([float(one.verdi or 0) for one in ends], least)
        return {
            one: {"navn": lines, "navn_y": height, "merke": _open_word(one)}
            for one, lines, height in zip(ends, blocks, heights, strict=True)
        }

    def _lines(self, one: Point, *, alone: bool) -> list[str]:
        """Return the number with the name; the title names a line that is alone."""
        if alone:
            return [one.tall]
        return [f"{one.tall}  {one.etikett}"] if self.wide else [one.tall, one.etikett]

    def _names(self, base: alt.Chart) -> list[alt.Chart]:
        size = SIZE if self.wide else SIZE - 1
        style = {"align": "left", "baseline": "middle", "dx": GAP, "lineHeight": LINE_HEIGHT}
        place = {
            "x": alt.value(self.sheet.inner_width),
            "y": self.y("navn_y"),
            "opacity": seen(),
        }
        ends = base.transform_filter(f"{HAS_VALUE} && isValid(datum.navn)")
        rows = 1 if self.wide or len(by_series(self.points)) == 1 else 2
        names = ends.mark_text(fontWeight=600, fontSize=size, **style)
        status = ends.mark_text(color=DEMPET, fontSize=size - 1, dy=rows * LINE_HEIGHT, **style)
        return [
            as_chart(names.encode(text="navn:N", **place)),
            as_chart(status.encode(text="merke:N", **place)),
        ]

    def _start(self) -> alt.Chart:
        """Return the rule of 100."""
        base = alt.Chart(source([{"null": 100}], "null"))
        return as_chart(base.mark_rule(color=DEMPET).encode(y=self.y("null")))


def _open_word(one: Point) -> str:
    return "" if one.status == FINAL else one.status


def _not_firm(found: Sequence[Point]) -> list[Point]:
    """Return the points of the stretch that may still change, with the firm one before it."""
    values = present(found)
    first = next((nr for nr, one in enumerate(values) if one.status != FINAL), len(values))
    return values[max(first - 1, 0) :] if first < len(values) else []
