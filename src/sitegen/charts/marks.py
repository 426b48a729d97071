"""The parts that charts are put together from, each answering to the client's signals."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair as alt

from sitegen.charts.compile import DATA, Sheet
from sitegen.charts.model import Point
from sitegen.charts.palette import BLEKK, DEMPET, PAPIR
from sitegen.charts.points import Row
from sitegen.facts.observation import FINAL

type Channels = dict[str, Any]
"""Altair's channels by name: where a mark stands, and what it looks like."""

HIDDEN = "indexof(skjulte, datum.serie) >= 0"
FADED = "valgt !== null && valgt !== datum.serie"
HAS_VALUE = "isValid(datum.verdi)"
FADE = 0.2


def source(rows: Sequence[Mapping[str, object]], name: str = DATA) -> alt.InlineData:
    """Return rows as a named source."""
    # Altair copies a list with every part of a chart that holds it, but never a tuple.
    return alt.InlineData(values=tuple(rows), name=name)


def seen(strength: float = 1) -> alt.OpacityValue:
    """Return how strongly a mark stands: gone if hidden, faint if another series is chosen."""
    conditions: list[Any] = [{"test": HIDDEN, "value": 0}, {"test": FADED, "value": FADE}]
    return alt.OpacityValue(strength, condition=conditions)


def label_with_status(points: Iterable[Point]) -> str:
    """Return the expression of an axis' labels: a year says below it what holds for all of it.

    That is its status where none of it is final, and that it is missing where all of it is.
    """
    found: dict[str, set[str]] = {}
    for one in points:
        found.setdefault(one.x, set()).add("mangler" if one.verdi is None else one.status)
    words = {x: said - {"mangler"} or said for x, said in found.items()}
    lines = {x: [x, *said] for x, said in words.items() if len(said) == 1 and FINAL not in said}
    return f"{json.dumps(lines, ensure_ascii=False)}[datum.label] || datum.label"


def told() -> alt.TooltipValue:
    """Return the tooltip: the row's own finished text, unless its series is hidden."""
    condition: Any = {"test": f"!({HIDDEN})", "field": "tekst", "type": "nominal"}
    return alt.TooltipValue(None, condition=condition)


def colour(pairs: Iterable[tuple[str, str]], field: str = "serie") -> alt.Color:
    """Return the colour of each series, literal, without a legend."""
    names, colours = zip(*pairs, strict=True)
    return alt.Color(field, type="nominal", legend=None).scale(
        domain=list(names), range=list(colours)
    )


def targets(base: alt.Chart, place: Channels, size: int = 500) -> alt.Chart:
    """Return the unseen marks that a pointer or a finger meets, larger than what is drawn."""
    marks = base.transform_filter(HAS_VALUE).mark_point(
        size=size, filled=True, opacity=0, color=BLEKK
    )
    return as_chart(marks.encode(tooltip=told(), **place))


def ring(base: alt.Chart, place: Channels, size: int = 220) -> alt.Chart:
    """Return the ring around the value the reader has come to."""
    here: Any = {"test": "punkt === datum.nr", "value": 1}
    marks = base.transform_filter(HAS_VALUE).mark_point(
        size=size, strokeWidth=2, color=BLEKK, filled=False
    )
    return as_chart(marks.encode(opacity=alt.OpacityValue(0, condition=here), **place))


def zero_line(y: alt.Y) -> alt.Chart:
    """Return the rule at zero, for charts whose values change sign; ``y`` is of field ``null``."""
    base = alt.Chart(source([{"null": 0}], "null"))
    return as_chart(base.mark_rule(color=DEMPET, strokeWidth=1).encode(y=y))


def lines(base: alt.Chart, style: Channels, width: float = 2.5) -> list[alt.Chart]:
    """Return the lines: whole between final values, dashed to what may still change."""
    final = base.transform_filter("datum.fast").mark_line(strokeWidth=width, strokeJoin="round")
    unsure = base.transform_filter("datum.stiplet").mark_line(strokeWidth=width, strokeDash=[4, 4])
    return [as_chart(final.encode(**style)), as_chart(unsure.encode(**style))]


def dots(base: alt.Chart, style: Channels, size: int = 60) -> list[alt.Chart]:
    """Return what is drawn at a value: filled when final, hollow when it may still change."""
    final = base.transform_filter(f"{HAS_VALUE} && datum.fast").mark_point(
        size=size, filled=True, opacity=1
    )
    unsure = base.transform_filter(f"{HAS_VALUE} && !datum.fast").mark_point(
        size=size, filled=False, fill=PAPIR, strokeWidth=2, opacity=1
    )
    return [as_chart(final.encode(**style)), as_chart(unsure.encode(**style))]


def layers(parts: Iterable[alt.Chart], sheet: Sheet, rows: Sequence[Row]) -> alt.LayerChart:
    """Return the parts on each other, first at the bottom, over all of the sheet's inside."""
    whole: alt.LayerChart = alt.layer(*parts, data=source(rows))  # type: ignore[assignment]
    return whole.properties(width=sheet.inner_width, height=sheet.inner_height)


def as_chart(marks: Any) -> alt.Chart:  # noqa: ANN401 - what Altair's methods say they return
    """Return marks as the chart they are."""
    found: alt.Chart = marks
    return found
