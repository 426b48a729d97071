"""Bars over the years, a colour for each series, and a rule where the basis changes."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor
from typing import Literal

import altair as alt

from sitegen.charts.compile import Sheet
from sitegen.charts.legend import LINE, Key, key_lines, legend
from sitegen.charts.marks import (
    HAS_VALUE,
    Channels,
    as_chart,
    colour,
    label_with_status,
    layers,
    ring,
    seen,
    source,
    told,
    zero_line,
)
from sitegen.charts.model import Point
from sitegen.charts.palette import BLEKK, DEMPET, KOMMUNESEKTOREN, PAPIR, SAMMENLIKNING
from sitegen.charts.phrases import number, present
from sitegen.charts.points import by_series, rows
from sitegen.charts.theme import SIZE

COLOURS = (KOMMUNESEKTOREN, SAMMENLIKNING)
WITHIN, BETWEEN = 0.06, 0.34
"""Room between a year's bars and between years, as a share of a bar and of a year."""
BASES = {"konsern": "Konsern", "kasse": "Kasse, uten foretak"}


def sheet_for(points: Sequence[Point], width: int) -> Sheet:
    """Return the paper for a width."""
    top = LINE * key_lines(_keys(points), width) + 44
    return Sheet(width, top + 280 + 44, left=26, right=8, top=top, bottom=44)


def bars(points: Sequence[Point], sheet: Sheet) -> alt.LayerChart:
    """Return the chart."""
    keys = _keys(points)
    base = alt.Chart()
    y, x = _y("verdi", points), _x("x", points)
    offset = alt.XOffset("serie:N", sort=None).scale(paddingInner=WITHIN)
    place: Channels = {"x": x, "xOffset": offset, "y": y}
    pairs = [(key.serie, key.colour) for key in keys]
    style = place | {"color": colour(pairs), "opacity": seen()}
    parts = [
        *_bars(base, style),
        zero_line(_y("null", points)),
        *_change_of_basis(points, sheet),
        *_numbers(base, place),
        *legend(keys, sheet.width, -sheet.left, sheet.top - LINE // 2),
        ring(base, place),
    ]
    return layers(parts, sheet, rows(points))


def _bars(base: alt.Chart, style: Channels) -> list[alt.Chart]:
    """Return the bars: filled when final, an outline when the value may still change."""
    final = base.transform_filter(f"{HAS_VALUE} && datum.fast").mark_bar()
    unsure = base.transform_filter(f"{HAS_VALUE} && !datum.fast").mark_bar(
        filled=False, fill=PAPIR, strokeWidth=2
    )
    return [as_chart(one.encode(tooltip=told(), **style)) for one in (final, unsure)]


def _numbers(base: alt.Chart, place: Channels) -> list[alt.Chart]:
    """Return each bar's number, beyond its end."""
    found = []
    for sign, dy in ((">=", -10), ("<", 11)):
        text = base.transform_filter(f"{HAS_VALUE} && datum.verdi {sign} 0").mark_text(
            dy=dy, fontSize=SIZE, fontWeight=600, color=BLEKK
        )
        found.append(as_chart(text.encode(text="tall:N", opacity=seen(), **place)))
    return found


def _change_of_basis(points: Sequence[Point], sheet: Sheet) -> list[alt.Chart]:
    """Return a rule between the years where the basis changes, with both bases in words."""
    years = {one.x: one.grunnlag for one in points}
    step = sheet.inner_width / len(years)
    changes = [nr for nr, (a, b) in enumerate(pairwise(years.values()), 1) if a != b]
    parts: list[alt.Chart] = []
    for nr in changes:
        words = list(years.values())
        parts += [
            _basis(words[nr - 1], nr * step, "right"),
            _basis(words[nr], nr * step, "left"),
        ]
        rule = alt.Chart(source([{}], f"skille-{nr}")).mark_rule(color=DEMPET, strokeDash=[2, 3])
        ends = {"y": alt.value(-26), "y2": alt.value(sheet.inner_height)}
        parts.append(as_chart(rule.encode(x=alt.value(nr * step), **ends)))
    return parts


def _basis(basis: str, x: float, align: Literal["left", "right"]) -> alt.Chart:
    base = alt.Chart(source([{"navn": BASES.get(basis, basis)}], f"grunnlag-{basis}-{align}"))
    dx = 8 if align == "left" else -8
    label = base.mark_text(align=align, dx=dx, fontSize=SIZE - 1, color=DEMPET)
    return as_chart(label.encode(text="navn:N", x=alt.value(x), y=alt.value(-16)))


def _keys(points: Sequence[Point]) -> list[Key]:
    series = by_series(points)
    return [
        Key(serie, found[0].etikett, COLOURS[nr % len(COLOURS)])
        for nr, (serie, found) in enumerate(series.items())
    ]


def _x(field: str, points: Sequence[Point]) -> alt.X:
    axis = alt.Axis(labelExpr=label_with_status(points))
    years = list(dict.fromkeys(one.x for one in points))
    return alt.X(field, type="ordinal", sort=None, axis=axis).scale(
        domain=years, paddingInner=BETWEEN, paddingOuter=BETWEEN / 2
    )


def _y(field: str, points: Sequence[Point]) -> alt.Y:
    values = [*map(number, present(points))]
    low, high = floor(min([*values, Decimal(0)])), ceil(max([*values, Decimal(1)]))
    axis = alt.Axis(values=list(range(low, high + 1)), grid=True, format="d")
    return alt.Y(field, type="quantitative", axis=axis).scale(domain=[low, high], nice=False)
