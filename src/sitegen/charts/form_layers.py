"""Layers that several forms share: rules across the plot, points, and words beside them.

Datasets, all empty in the template, that ``docs/assets/chart/form.js`` fills:

- ``data``: one row a point: ``nr``, ``serie``, ``verdi``, ``tekst`` (the tooltip), ``farge``,
  ``fyll``, ``tegn`` (symbol), ``storrelse``, ``styrke`` (opacity), and what the form places it by.
- ``segmenter``: what joins points. ``linjer``: rules at a value. ``etiketter``: words in the plot.
"""

from typing import Any

import altair as alt

from sitegen.charts.palette import BLEKK, DEMPET, PAPIR, STREK_STERK

ZERO = "datum.slag === 'null'"
LEVEL = "datum.slag === 'nivaa'"
FADED = "valgt !== null && datum.serie !== valgt ? 0.25 : datum.styrke"
"""Opacity of a mark while another series is brought forward."""

SYMBOL = alt.Shape("tegn:N", scale=None, legend=None)
COLOUR = alt.Stroke("farge:N", scale=None, legend=None)
FILL = alt.Fill("fyll:N", scale=None, legend=None)
NUMBER_FORMAT = ",.2~f"
LYING: dict[str, Any] = {
    "titleAngle": 0,
    "titleAlign": "left",
    "titleBaseline": "bottom",
    "titleAnchor": "end",
    "titleX": 0,
    "titleY": -12,
}
"""A title over the upright axis, to be read without turning the head."""


def named(name: str) -> Any:  # noqa: ANN401  altair's own union
    """Return an empty data source that the client fills."""
    return alt.NamedData(name)


def value_axis(title: str = "@ytittel") -> alt.Axis:
    """Return the axis of values: grid, Norwegian numbers, the measure as its title."""
    return alt.Axis(
        grid=True,
        format=NUMBER_FORMAT,
        tickCount=alt.ExprRef("antallmerker"),
        **(LYING if title == "@ytittel" else {}),
        **axis_title(title),
    )


def axis_title(title: str) -> dict[str, Any]:
    """Return an axis title as the forms have it; ``@`` begins a signal's name."""
    return {
        "title": title,
        "titleColor": DEMPET,
        "titleFontWeight": 400,
        "titleFontSize": 13,
        "titlePadding": 8,
        "titleLimit": alt.ExprRef("tittelbredde"),
    }


def points(**encoding: Any) -> Any:  # noqa: ANN401  altair leaves it open
    """Return the points, hollow where their fill is the paper."""
    return (
        alt.Chart(named("data"))
        .mark_point(
            opacity=alt.ExprRef(FADED),
            strokeWidth=1.75,
            size=alt.ExprRef("punkt === datum.nr ? datum.storrelse * 2.6 : datum.storrelse"),
            tooltip=alt.ExprRef("datum.tekst"),
        )
        .encode(shape=SYMBOL, stroke=COLOUR, fill=FILL, **encoding)
    )


def halo(**encoding: Any) -> Any:  # noqa: ANN401  altair leaves it open
    """Return unseen points, large enough for a thumb, that answer for the small ones."""
    return (
        alt.Chart(named("data"))
        .mark_point(
            filled=True, size=700, opacity=0, color=PAPIR, tooltip=alt.ExprRef("datum.tekst")
        )
        .encode(**encoding)
    )


def rules(channel: str, data: str = "linjer") -> list[Any]:
    """Return zero as a firm rule and the committee's levels as dashed ones, with their names.

    Args:
        channel: ``y`` where values go up, ``x`` where they go across.
        data: The data source that holds them.
    """
    at = {channel: alt.X("verdi:Q") if channel == "x" else alt.Y("verdi:Q")}
    source = alt.Chart(named(data))
    zero = source.transform_filter(ZERO).mark_rule(color=STREK_STERK, strokeWidth=1.25)
    level = source.transform_filter(LEVEL).mark_rule(color=BLEKK, strokeWidth=1, strokeDash=[2, 3])
    return [zero.encode(**at), level.encode(**at), *_level_names(source, channel)]


def _level_names(source: alt.Chart, channel: str) -> list[Any]:
    place: dict[str, Any] = (
        {"x": alt.value(2), "y": "verdi:Q"}
        if channel == "y"
        else {"x": "verdi:Q", "y": alt.value(0)}
    )
    looks = ({"stroke": PAPIR, "strokeWidth": 4, "color": PAPIR}, {"color": DEMPET})
    return [
        source.transform_filter(LEVEL)
        .mark_text(
            align="left" if channel == "y" else "center",
            baseline="bottom",
            dx=alt.ExprRef("datum.dx || 0"),
            dy=alt.ExprRef("datum.dy"),
            fontSize=12,
            opacity=alt.ExprRef("nivaaord ? 1 : 0"),
            **look,
        )
        .encode(text="tekst:N", **place)
        for look in looks
    ]


def words(**encoding: Any) -> list[Any]:  # noqa: ANN401  altair leaves it open
    """Return words beside points on a rim of paper, moved as the row says, so that none meet."""
    rim = _words(stroke=PAPIR, strokeWidth=4, color=PAPIR, strokeJoin="round").encode(
        text="tekst:N", **encoding
    )
    ink = _words().encode(
        text="tekst:N", color=alt.Color("farge:N", scale=None, legend=None), **encoding
    )
    return [rim, ink]


def _words(**look: Any) -> Any:  # noqa: ANN401
    return alt.Chart(named("etiketter")).mark_text(
        align=alt.ExprRef("datum.dx < 0 ? 'right' : datum.dx > 0 ? 'left' : 'center'"),
        baseline="middle",
        dx=alt.ExprRef("datum.dx"),
        dy=alt.ExprRef("datum.dy"),
        fontSize=13,
        opacity=alt.ExprRef("valgt !== null && datum.serie !== valgt ? 0.25 : 1"),
        **look,
    )
