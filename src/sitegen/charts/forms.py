"""Charts without their numbers: five forms that the browser puts rows into.

The explorer and the calculator draw with these. They are Vega, compiled here, so that the browser
needs no compiler; colours are in the rows and are the palette's.
"""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import altair as alt
import vl_convert

from sitegen.charts.form_layers import (
    COLOUR,
    FADED,
    FILL,
    NUMBER_FORMAT,
    axis_title,
    halo,
    named,
    points,
    rules,
    value_axis,
    words,
)
from sitegen.charts.palette import BLEKK, VARIABLES
from sitegen.charts.theme import WIDE, config

BAR_STEP, DOT_STEP, STRIP_STEP = 30, 34, 150
PLOT_HEIGHT = 320
ROW_ORDER = {"data": "data", "field": "rad", "sort": {"field": "rekke", "op": "min"}}
"""Rows stand as the client counts them, also when a view gets new ones."""

type Layers = alt.LayerChart | alt.FacetChart

SIGNALS: Mapping[str, Any] = MappingProxyType(
    {
        "valgt": None,
        "skjulte": [],
        "punkt": None,
        "xtittel": "",
        "ytittel": "",
        "antallmerker": 6,
        "tittelbredde": 600,
        "nivaaord": True,
    }
)
"""What the client sets: which series and point are brought forward, and the axes' words."""


def line() -> Layers:
    """Return lines over years; a dashed part leads to an estimate, a gap stands for missing."""
    years = alt.X(
        "aar:Q",
        scale=alt.Scale(zero=False, nice=False, padding=10),
        axis=alt.Axis(
            format="d", tickMinStep=1, title=None, labelOverlap="parity", labelSeparation=5
        ),
    )
    value = alt.Y("verdi:Q", scale=alt.Scale(zero=False), axis=value_axis())
    drawn = (
        alt.Chart(named("segmenter"))
        .mark_line(strokeWidth=2.5, opacity=alt.ExprRef(FADED), strokeJoin="round")
        .encode(
            x=years,
            y=value,
            detail=["serie:N", "del:N"],
            stroke=COLOUR,
            strokeDash=alt.StrokeDash("stiplet:N", scale=None, legend=None),
        )
    )
    place: dict[str, Any] = {"x": years, "y": value}
    return alt.layer(
        *rules("y"), drawn, points(**place), halo(**place), *words(**place)
    ).properties(height=PLOT_HEIGHT)


def bars() -> Layers:
    """Return one bar a row for one year; hollow and dashed for an estimate."""
    across = alt.X(
        "verdi:Q", stack=None, axis=value_axis("@xtittel"), scale=alt.Scale(padding=44, zero=True)
    )
    row = _rows()
    bar = (
        alt.Chart(named("data"))
        .mark_bar(
            height={"band": 0.62},
            opacity=alt.ExprRef(FADED),
            strokeWidth=1.5,
            strokeDash=alt.ExprRef("datum.stiplet"),
            tooltip=alt.ExprRef("datum.tekst"),
        )
        .encode(x=across, y=row, stroke=COLOUR, fill=FILL)
    )
    return alt.layer(bar, *rules("x"), *words(x=across, y=row)).properties(
        height=alt.Step(BAR_STEP)
    )


def dots() -> Layers:
    """Return two years a row, joined: the earlier as a diamond, the later as a circle."""
    # Room for the words at the outermost points.
    scale = alt.Scale(padding=44, zero=False)
    across = alt.X("verdi:Q", axis=value_axis("@xtittel"), scale=scale)
    row = _rows()
    joined = (
        alt.Chart(named("segmenter"))
        .mark_rule(strokeWidth=2, opacity=alt.ExprRef(FADED))
        .encode(x=alt.X("fra:Q", scale=scale), x2="til:Q", y=row, stroke=COLOUR)
    )
    place: dict[str, Any] = {"x": across, "y": row}
    return alt.layer(joined, *rules("x"), points(**place), *words(**place)).properties(
        height=alt.Step(DOT_STEP)
    )


def scatter(*, log: bool = False) -> Layers:
    """Return one measure across and one up; ``log`` for amounts, which differ by thousands.

    ``segmenter`` holds a line to help the eye, as where nothing has changed; it may be empty.
    """
    scale = alt.Scale(type="log") if log else alt.Scale(zero=False)
    format_ = "," if log else NUMBER_FORMAT
    axis = alt.Axis(
        grid=True,
        format=format_,
        tickCount=alt.ExprRef("antallmerker"),
        labelOverlap=True,
        **axis_title("@xtittel"),
    )
    across = alt.X("x:Q", scale=scale, axis=axis)
    up = alt.Y("verdi:Q", scale=alt.Scale(zero=False), axis=value_axis())
    upright = [one.encode(x=alt.X("verdi:Q", scale=scale)) for one in _upright()]
    help_line = (
        alt.Chart(named("segmenter"))
        .mark_rule(strokeWidth=1.5, strokeDash=[5, 4])
        .encode(x=alt.X("x:Q", scale=scale), x2="tilx:Q", y=up, y2="tily:Q", stroke=COLOUR)
    )
    place: dict[str, Any] = {"x": across, "y": up}
    return alt.layer(*rules("y"), *upright, help_line, points(**place), *words(**place)).properties(
        height=PLOT_HEIGHT + 60
    )


def strip() -> Layers:
    """Return every unit as a point on a row, heaped where values are alike."""
    across = alt.X("verdi:Q", axis=value_axis("@xtittel"))
    place: dict[str, Any] = {
        "x": across,
        "y": _rows(),
        "yOffset": alt.YOffset("plass:Q", scale=None),
    }
    return alt.layer(*rules("x"), points(**place), *words(**place)).properties(
        height=alt.Step(STRIP_STEP)
    )


FORMS: Mapping[str, Callable[[], Layers]] = MappingProxyType(
    {
        "linje": line,
        "stolper": bars,
        "prikker": dots,
        "punktsky": scatter,
        "punktsky-log": lambda: scatter(log=True),
        "stripe": strip,
    }
)


def compiled_forms() -> dict[str, dict[str, Any]]:
    """Return each form as Vega, by name, ready for the interpreter, with empty data."""
    return {name: _compiled(make()) for name, make in FORMS.items()}


def forms_file() -> str:
    """Return the forms and the palette that rows may take colours from, as JSON."""
    palette = {variable: colour for colour, variable in VARIABLES.items()}
    content = {"palett": palette, "former": compiled_forms()}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _rows() -> alt.Y:
    """Return the rows of a chart in the order they come, their names to the left."""
    axis = alt.Axis(
        title=None,
        labelColor=BLEKK,
        labelLimit=0,
        labelExpr="split(datum.label, '\\n')",
        labelFontSize=14,
        labelPadding=10,
    )
    return alt.Y("rad:N", sort=None, axis=axis, scale=alt.Scale(paddingInner=0, paddingOuter=0))


def _upright() -> list[alt.Chart]:
    return rules("x", data="loddrett")[:2]


def _compiled(chart: Layers) -> dict[str, Any]:
    spec = chart.to_dict(validate=False)
    spec.pop("config", None)
    spec |= {
        "config": config(WIDE),
        "autosize": {"type": "fit-x", "contains": "padding"},
        "width": WIDE,
        "padding": 4,
        "params": [{"name": name, "value": value} for name, value in SIGNALS.items()],
    }
    vega: dict[str, Any] = vl_convert.vegalite_to_vega(spec)
    vega.pop("description", None)
    for scale in vega["scales"]:
        if scale["type"] == "band":
            scale["domain"] = ROW_ORDER
    _quiet(vega["marks"])
    titled: dict[str, Any] = _with_titles(vega)
    return titled


def _with_titles(value: Any) -> Any:  # noqa: ANN401  any JSON
    """Return a specification whose words that begin with ``@`` are signals."""
    if isinstance(value, dict):
        return {key: _with_titles(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_with_titles(one) for one in value]
    if isinstance(value, str) and value.startswith("@"):
        return {"signal": value.removeprefix("@")}
    return value


def _quiet(marks: list[dict[str, Any]]) -> None:
    """Leave the marks without English words: the page says in Norwegian what they show."""
    for mark in marks:
        mark["aria"] = False
        _quiet(mark.get("marks", []))
