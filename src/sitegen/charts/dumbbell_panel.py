"""One panel of a dumbbell chart: its marks, numbers and labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from sitegen.charts.marks import Channels, as_chart, dots, ring, seen, source, targets
from sitegen.charts.palette import BLEKK, DEMPET, PAPIR, STREK_STERK
from sitegen.charts.theme import SIZE

BOLD = 600
JOINED = "!datum.strek"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the chart: the ``x`` of its points, its label, and whether it stands out."""

    id: str
    label: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A measure: the points it takes, and its name above; empty where the title says it."""

    measure: str
    name: str


def panel_parts(
    panel: Panel, lines: Sequence[Line], domain: tuple[int, int], width: int, labels: int
) -> list[alt.Chart]:
    """Return the panel's layers, lowest first; ``labels`` is the room for labels, 0 for none."""
    base = as_chart(alt.Chart().transform_filter(f"datum.maal === '{panel.measure}'"))
    place: Channels = {"x": _x("verdi", domain, width), "y": _y("x", lines)}
    style = place | {"color": alt.Color("farge:N", scale=None, legend=None), "opacity": seen()}
    joined = as_chart(base.transform_filter(JOINED))
    return [
        *_zero(domain, width),
        *(_labels(lines, labels) if labels else []),
        *_name(panel),
        _span(joined, place),
        _strokes(base, style),
        *dots(joined, style, size=80),
        *_numbers(joined, lines, domain, width),
        ring(base, place),
        targets(base, place),
    ]


def _x(field: str, domain: tuple[int, int], width: int) -> alt.X:
    low, high = domain
    step = next(step for step in (1, 2, 5, 10, 20, 50) if (high - low) / step <= width / 45)
    ticks = [tick for tick in range(low, high + 1) if tick % step == 0]
    axis = alt.Axis(values=ticks, grid=True, format="d", zindex=0)
    return alt.X(field, type="quantitative", axis=axis).scale(domain=domain, nice=False)


def _y(field: str, lines: Sequence[Line]) -> alt.Y:
    names = [line.id for line in lines]
    return alt.Y(field, type="nominal", axis=None, sort=None).scale(
        type="band", domain=names, padding=0
    )


def _zero(domain: tuple[int, int], width: int) -> list[alt.Chart]:
    base = alt.Chart(source([{"null": 0}], "null"))
    rule = base.mark_rule(color=DEMPET, strokeWidth=1).encode(x=_x("null", domain, width))
    return [as_chart(rule)]


def _labels(lines: Sequence[Line], room: int) -> list[alt.Chart]:
    """Return the lines' labels, flush left, totals and headings in bold."""
    found = []
    weights: tuple[Literal[400], Literal[600]] = (400, 600)
    for weight in weights:
        chosen = [
            {"x": line.id, "navn": line.label} for line in lines if line.strong == (weight == BOLD)
        ]
        base = alt.Chart(source(chosen, f"linjer-{weight}"))
        text = base.mark_text(align="left", fontSize=SIZE - 1, fontWeight=weight, dx=-room)
        found.append(as_chart(text.encode(y=_y("x", lines), x=alt.value(0), text="navn:N")))
    return found


def _name(panel: Panel) -> list[alt.Chart]:
    if not panel.name:
        return []
    base = alt.Chart(source([{"navn": panel.name}], f"navn-{panel.measure}"))
    text = base.mark_text(align="left", fontSize=SIZE - 1, fontWeight=600)
    return [as_chart(text.encode(x=alt.value(0), y=alt.value(-14), text="navn:N"))]


def _span(base: alt.Chart, place: Channels) -> alt.Chart:
    """Return the thin rule from one year's value to the other's."""
    faded: list[Any] = [
        {"test": "length(skjulte) > 0", "value": 0},
        {"test": "valgt !== null", "value": 0.2},
    ]
    rule = base.mark_line(color=STREK_STERK, strokeWidth=1.5).encode(
        detail="x:N", opacity=alt.OpacityValue(1, condition=faded), **place
    )
    return as_chart(rule)


def _strokes(base: alt.Chart, style: Channels) -> alt.Chart:
    tick = base.transform_filter("datum.strek").mark_tick(thickness=2, size=12, orient="vertical")
    return as_chart(tick.encode(**style))


def _numbers(
    base: alt.Chart, lines: Sequence[Line], domain: tuple[int, int], width: int
) -> list[alt.Chart]:
    """Return the numbers over their marks, on a rim of paper that keeps grid lines off them."""
    place: Channels = {"x": _x("tall_x", domain, width), "y": _y("x", lines), "text": "tall:N"}
    ink: Any = {"test": "!datum.fast", "value": BLEKK}
    chosen = base.transform_filter("isValid(datum.tall_x)")
    style: Channels = {"dy": -15, "fontSize": SIZE - 1}
    rim = chosen.mark_text(color=PAPIR, stroke=PAPIR, strokeWidth=4, **style)
    text = chosen.mark_text(**style)
    colour = alt.ColorValue(DEMPET, condition=ink)
    return [
        as_chart(rim.encode(**place)),
        as_chart(text.encode(color=colour, opacity=seen(), **place)),
    ]
