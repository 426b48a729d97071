"""Lines over the years, one a sector, with the name at each line's end and the levels as rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

import altair as alt

from sitegen.charts.compile import Sheet
from sitegen.charts.labels import apart
from sitegen.charts.marks import (
    HAS_VALUE,
    Channels,
    colour,
    dots,
    label_with_status,
    layers,
    lines,
    ring,
    seen,
    source,
    targets,
    zero_line,
)
from sitegen.charts.model import Point
from sitegen.charts.palette import group_colour
from sitegen.charts.phrases import present, value
from sitegen.charts.points import Row, by_series, not_firm, rows
from sitegen.charts.theme import NARROW, SIZE

LINE_HEIGHT = 17
LABEL_GAP = 10


@dataclass(frozen=True, slots=True)
class Level:
    """A recommended level: the series it is about, its height and how it is written."""

    serie: str
    height: Fraction
    words: str


def sheet_for(width: int) -> Sheet:
    """Return the paper: room for the names at the right."""
    if width > NARROW:
        return Sheet(width, 420, left=28, right=196, top=10, bottom=44)
    return Sheet(width, 380, left=24, right=146, top=10, bottom=42)


def sector_lines(points: Sequence[Point], levels: Sequence[Level], sheet: Sheet) -> alt.LayerChart:
    """Return the chart."""
    drawn = Plot(points, levels, sheet)
    base = alt.Chart()
    x, y = drawn.x(), drawn.y()
    pairs = [(serie, group_colour(serie)) for serie in by_series(points)]
    place: Channels = {"x": x, "y": y}
    style = place | {"color": colour(pairs), "opacity": seen()}
    parts = [
        zero_line(drawn.y("null")),
        *drawn.rules(pairs),
        *lines(base, style),
        *dots(base, style),
        *drawn.names(base, pairs),
        ring(base, place),
        targets(base, place),
    ]
    return layers(parts, sheet, drawn.rows())


@dataclass(frozen=True, slots=True)
class Plot:
    """Where everything lies on the sheet."""

    points: Sequence[Point]
    levels: Sequence[Level]
    sheet: Sheet

    @property
    def domain(self) -> tuple[int, int]:
        """Whole numbers around all that is drawn, zero among them."""
        heights = [Fraction(one.verdi) for one in present(self.points) if one.verdi is not None]
        heights += [level.height for level in self.levels]
        return floor(min([Fraction(0), *heights])), ceil(max([Fraction(1), *heights]))

    def x(self) -> alt.X:
        """Return the years, each third named on a phone."""
        every = 1 if self.sheet.width > NARROW else 3
        years = list(dict.fromkeys(one.x for one in self.points))
        named = years[::-1][::every][::-1]
        axis = alt.Axis(values=named, offset=4, labelExpr=label_with_status(self.points))
        return alt.X("x", type="ordinal", sort=None, axis=axis).scale(
            type="point", domain=years, padding=0.15
        )

    def y(self, field: str = "verdi") -> alt.Y:
        """Return the value axis, grid at every second whole number."""
        low, high = self.domain
        ticks = [tick for tick in range(low, high + 1) if tick % 2 == 0]
        axis = alt.Axis(values=ticks, grid=True)
        return alt.Y(field, type="quantitative", axis=axis).scale(domain=[low, high], nice=False)

    def rows(self) -> list[Row]:
        """Return the points' rows, with the stretch to be dashed and the name at the end."""
        series = by_series(self.points)
        ends = {serie: present(found)[-1] for serie, found in series.items() if present(found)}
        heights = self._label_heights(list(ends.values()))
        names = {
            (serie, one.x): {"navn": self._name(one), "navn_y": heights[serie]}
            for serie, one in ends.items()
        }
        dashed = {(one.serie, one.x) for found in series.values() for one in not_firm(found)}
        return rows(
            self.points,
            more=lambda one: (
                {"stiplet": (one.serie, one.x) in dashed} | names.get((one.serie, one.x), {})
            ),
        )

    def _label_heights(self, ends: Sequence[Point]) -> dict[str, float]:
        """Return where each series' name and each level's words stand, in the axis' own unit."""
        low, high = self.domain
        a_pixel = (high - low) / self.sheet.inner_height
        ids = [one.serie for one in ends] + [f"niva-{level.serie}" for level in self.levels]
        wanted = [float(one.verdi) for one in ends if one.verdi is not None]
        wanted += [float(level.height) for level in self.levels]
        places = (round(place, 3) for place in apart(wanted, LINE_HEIGHT * a_pixel))
        return dict(zip(ids, places, strict=True))

    def _name(self, one: Point) -> str:
        return (
            f"{value(one)}  {one.etikett}"
            if self.sheet.width > NARROW
            else f"{value(one)} {short(one)}"
        )

    def rules(self, pairs: Sequence[tuple[str, str]]) -> list[alt.Chart]:
        """Return the levels: a thin dashed rule each, its words at the end."""
        if not self.levels:
            return []
        series = by_series(self.points)
        ends = [present(found)[-1] for found in series.values() if present(found)]
        heights = self._label_heights(ends)
        found = [
            {
                "serie": level.serie,
                "niva": float(level.height),
                "navn": level.words,
                "navn_y": heights[f"niva-{level.serie}"],
            }
            for level in self.levels
        ]
        base = alt.Chart(source(found, "niva")).encode(color=colour(pairs), opacity=seen())
        end = self.sheet.inner_width
        return [
            base.mark_rule(strokeDash=[2, 3], strokeWidth=1.2).encode(
                y=self.y("niva"), x=alt.value(0), x2=alt.value(end)
            ),
            base.mark_text(align="left", dx=LABEL_GAP, fontSize=self._size() - 1).encode(
                y=self.y("navn_y"), x=alt.value(end), text="navn:N"
            ),
        ]

    def names(self, base: alt.Chart, pairs: Sequence[tuple[str, str]]) -> list[alt.Chart]:
        """Return the series' names at the lines' ends."""
        return [
            base.transform_filter(f"{HAS_VALUE} && isValid(datum.navn)")
            .mark_text(align="left", dx=LABEL_GAP, fontWeight=600, fontSize=self._size())
            .encode(
                y=self.y("navn_y"),
                x=alt.value(self.sheet.inner_width),
                text="navn:N",
                color=colour(pairs),
                opacity=seen(),
            )
        ]

    def _size(self) -> int:
        return SIZE if self.sheet.width > NARROW else SIZE - 1


def short(one: Point) -> str:
    """Return a sector's name without what stands in parentheses."""
    return one.etikett.partition(" (")[0]
