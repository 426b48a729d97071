"""One panel of small multiples: bars for changes, a line for levels."""

from collections.abc import Sequence
from math import ceil, floor

import altair as alt

from sitegen.charts.marks import (
    HAS_VALUE,
    Channels,
    as_chart,
    dots,
    lines,
    ring,
    seen,
    targets,
    told,
)
from sitegen.charts.model import Point
from sitegen.charts.palette import BLEKK, DEMPET, PAPIR
from sitegen.charts.phrases import number
from sitegen.charts.theme import SIZE

PLOT = 92
"""Height of a panel, px."""


def bar_panel(years: Sequence[str], values: Sequence[Point]) -> list[alt.Chart]:
    """Return bars from zero, filled when final and hollow when not."""
    heights = [float(number(one)) for one in values]
    low, high = floor(min([0, *heights])) - 1, ceil(max([1, *heights])) + 1
    ticks = [tick for tick in range(low, high + 1) if tick % 5 == 0]
    axis = alt.Axis(values=ticks, grid=True, format="d", labelOverlap=False)
    y = alt.Y("verdi", type="quantitative", axis=axis).scale(domain=[low, high], nice=False)
    base = alt.Chart()
    place: Channels = {"x": _x(years), "y": y}
    style = place | {"color": _colour(), "opacity": seen(), "tooltip": told()}
    final = base.transform_filter(f"{HAS_VALUE} && datum.fast").mark_bar()
    unsure = base.transform_filter(f"{HAS_VALUE} && !datum.fast").mark_bar(
        filled=False, fill=PAPIR, strokeWidth=1.5
    )
    zero = base.mark_rule(color=DEMPET, strokeWidth=1).encode(y=alt.datum(0))
    return [
        *(as_chart(one.encode(**style)) for one in (final, unsure)),
        as_chart(zero),
        *_written(base, place),
        ring(base, place, size=90),
    ]


def line_panel(years: Sequence[str]) -> list[alt.Chart]:
    """Return a line with its dots, on a scale of its own, which its written numbers tell."""
    scale = alt.Scale(zero=False, nice=False, padding=17)
    y = alt.Y("verdi", type="quantitative", axis=None, scale=scale)
    place: Channels = {"x": _x(years), "y": y}
    style = place | {"color": _colour(), "opacity": seen()}
    base = alt.Chart()
    return [
        *lines(base, style, width=2),
        *dots(base, style, size=26),
        *_written(base, place),
        ring(base, place, size=110),
        targets(base, place, size=260),
    ]


def _x(years: Sequence[str]) -> alt.X:
    axis = alt.Axis(values=[years[0], years[-1]])
    return alt.X("x", type="ordinal", sort=None, axis=axis).scale(
        type="band", domain=list(years), padding=0.2
    )


def _colour() -> alt.Color:
    return alt.Color("farge:N", scale=None, legend=None)


def _written(base: alt.Chart, place: Channels) -> list[alt.Chart]:
    """Return the numbers beside their values, on a rim of paper, and what is missing in words."""
    found = []
    for side, dy in (("over", -10), ("under", 11)):
        chosen = base.transform_filter(f"datum.merke === '{side}'")
        style: Channels = {"dy": dy, "fontSize": SIZE - 2, "fontWeight": 600}
        rim = chosen.mark_text(color=PAPIR, stroke=PAPIR, strokeWidth=3, **style)
        text = chosen.mark_text(color=BLEKK, **style)
        found += [
            as_chart(rim.encode(text="tall:N", **place)),
            as_chart(text.encode(text="tall:N", opacity=seen(), **place)),
        ]
    for side, height in (("over", 10), ("under", PLOT - 8)):
        gap = base.transform_filter(f"datum.merke === 'mangler-{side}'").mark_text(
            text="mangler", align="right", dx=8, fontSize=SIZE - 3, color=DEMPET
        )
        found.append(as_chart(gap.encode(x=place["x"], y=alt.value(height))))
    return found
