"""Parts of a form in Vega-Lite: marks that answer to the reader, rules, words that keep apart.

A form has no numbers of its own. It draws from named sources, empty until rows are put in:

- ``data``: one row a point: ``nr``, ``serie``, ``x``, ``maal``, ``verdi`` (null where missing),
  ``tall`` (the number in words), ``tekst`` (the tooltip), ``farge``, ``fyll``, ``tegn`` (symbol),
  ``storrelse``, ``styrke`` (opacity), ``anmerket`` (whether it has a remark), and what the
  form places it by.
- ``segmenter``: what joins points. ``linjer`` and ``loddrett``: rules at a value. ``etiketter``:
  words that are moved apart. ``tekster``: words that stand where they are put. ``nokkel``: what
  the signs mean. ``fot``: words below a year.

``farge`` and ``fyll`` are names of the site's custom properties, ``--kommunene``.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sitegen.charts.theme import BLEKK, DEMPET, PAPIR, STREK_STERK

type Spec = dict[str, Any]
"""A piece of Vega-Lite."""

SIGNALS: Mapping[str, Any] = MappingProxyType(
    {
        "valgt": None,
        "skjulte": [],
        "punkt": None,
        "smal": 0,
        "hoyde": 0,
        "xtittel": "",
        "ytittel": "",
        "antallmerker": 6,
        "tittelbredde": 600,
        "nivaaord": False,
    }
)
"""What is set from outside: the series and the point brought forward, what is hidden, whether the
drawing is a phone's (1), the plot's height (0: the form's own), the axes' words, and whether levels
are named in the plot."""

HIDDEN = "indexof(skjulte, datum.serie) >= 0"
FADED = "valgt !== null && datum.serie !== valgt"
PRESENT: Spec = {"filter": "isValid(datum.verdi)"}
ZERO, LEVEL = "datum.slag === 'null'", "datum.slag === 'nivaa'"
STROKE = "M0,-0.8L0,0.8"
"""A symbol: an upright stroke."""
DAGGER = "M0,-1L0,1M-0.6,-0.4L0.6,-0.4"
"""A symbol: what stands at a value with a remark."""
LINE = 17
"""Least distance between the middles of two words, px."""
AXES = {"x", "y", "xOffset"}
"""Channels that say where a mark stands."""
CHARACTER = 6.6
"""Width of a character, px, on the safe side: Vega cannot measure words before it places them."""
OVER = 30
"""How far words may reach past the plot's right edge, px."""
WORDS = "smal && datum.kort ? datum.kort : datum.tekst"
ONE_LINE = "replace(datum.label, regexp('\\n', 'g'), ' ')"
LYING: Spec = {
    "titleAngle": 0,
    "titleAlign": "left",
    "titleBaseline": "bottom",
    "titleAnchor": "end",
    "titleX": 0,
    "titleY": -12,
}
"""A title over the upright axis, to be read without turning the head."""


def mark(source: str, kind: str, *transform: Spec, place: Spec, **look: Any) -> Spec:  # noqa: ANN401
    """Return one layer: a kind of mark for each row of a source."""
    return {
        "data": {"name": source},
        **({"transform": list(transform)} if transform else {}),
        "mark": {"type": kind, **look},
        "encoding": place,
    }


def expr(words: str) -> Spec:
    """Return a value that follows the signals and the row."""
    return {"expr": words}


def calculate(name: str, words: str) -> Spec:
    """Return a field worked out from others."""
    return {"calculate": words, "as": name}


def quantity(field: str, **more: Any) -> Spec:  # noqa: ANN401
    """Return a channel along a scale of numbers."""
    return {"field": field, "type": "quantitative", **more}


def pixels(field: str) -> Spec:
    """Return a channel that is already in px."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def literal(field: str, kind: str = "nominal") -> Spec:
    """Return a channel whose values are used as they are."""
    return {"field": field, "type": kind, "scale": None, "legend": None}


def said(field: str) -> Spec:
    """Return a text channel."""
    return {"field": field, "type": "nominal"}


def seen(strength: str = "1") -> Spec:
    """Return how strongly a mark stands: gone if hidden, faint if another series is chosen."""
    return expr(f"{HIDDEN} ? 0 : {FADED} ? 0.25 : {strength}")


TOOLTIP = expr(f"{HIDDEN} ? '' : datum.tekst")
STRENGTH = seen("isValid(datum.styrke) ? datum.styrke : 1")
COLOURS: Spec = {"stroke": literal("farge"), "fill": literal("fyll")}


def value_axis(title: str = "@ytittel", **more: Any) -> Spec:  # noqa: ANN401
    """Return the axis of values: grid, Norwegian numbers, the measure as its title.

    ``@`` begins the name of a signal, for the few places where Vega-Lite takes no expression.
    """
    return {
        "grid": True,
        "format": ",.2~f",
        "tickCount": expr("antallmerker"),
        "title": title,
        "titleColor": DEMPET,
        "titleFontWeight": 400,
        "titleFontSize": 13,
        "titlePadding": 8,
        "titleLimit": expr("tittelbredde"),
        **(LYING if title == "@ytittel" else {}),
        **more,
    }


def rows() -> Spec:
    """Return the rows of a chart in the order they come, their names to the left."""
    axis = {
        "labelColor": BLEKK,
        "labelLimit": 0,
        "labelExpr": f"smal ? split(datum.label, '\\n') : {ONE_LINE}",
        "labelFontSize": 14,
        "labelPadding": 10,
        "labelFontWeight": expr("indata('linjer', 'sterk', datum.value) ? 600 : 400"),
    }
    scale = {"type": "band", "domain": "@rader", "padding": 0}
    return {"field": "rad", "type": "nominal", "sort": None, "axis": axis, "scale": scale}


def points(place: Spec, *transform: Spec, reach: int = 0) -> list[Spec]:
    """Return the points, hollow where their fill is the paper, and the ring around the chosen one.

    Args:
        place: Where they stand.
        transform: What works the place out.
        reach: Size of an unseen mark that answers to a pointer for a small point.
    """
    looks = place | COLOURS | {"shape": literal("tegn")}
    size = expr("datum.storrelse * (smal && isValid(datum.dekning) ? 0.6 : 1)")
    tip = {} if reach else {"tooltip": TOOLTIP}
    drawn = mark(
        "data", "point", PRESENT, *transform,
        place=looks, opacity=STRENGTH, size=size, **tip,
        strokeWidth=expr("isValid(datum.dekning) ? 1 : 1.75"),
        fillOpacity=expr("isValid(datum.dekning) ? datum.dekning : 1"),
    )  # fmt: skip
    parts = [drawn, ring(place, *transform), remarked(place, *transform)]
    if reach:
        unseen = {"filled": True, "opacity": 0, "color": PAPIR, "tooltip": TOOLTIP}
        parts.append(mark("data", "point", PRESENT, *transform, place=place, size=reach, **unseen))
    return parts


def ring(place: Spec, *transform: Spec) -> Spec:
    """Return the ring around the value the reader has come to."""
    here = {"filter": "isValid(datum.verdi) && punkt === datum.nr"}
    look = {"size": 220, "strokeWidth": 2, "color": BLEKK, "filled": False}
    return mark("data", "point", here, *transform, place=place, **look)


def remarked(place: Spec, *transform: Spec) -> Spec:
    """Return the sign below a value that has a remark, a dagger that needs no typeface.

    What it says stands in the tooltip and in the words under the drawing.
    """
    has = {"filter": "isValid(datum.verdi) && datum.anmerket"}
    look = {"shape": DAGGER, "size": 90, "strokeWidth": 2, "color": BLEKK, "filled": False}
    own = {name: channel for name, channel in place.items() if name in AXES}
    return mark("data", "point", has, *transform, place=own, opacity=seen(), yOffset=15, **look)


def rules(channel: str, source: str = "linjer") -> list[Spec]:
    """Return zero as a firm rule and recommended levels as dashed ones, with their names.

    Args:
        channel: ``y`` where values go up, ``x`` where they go across.
        source: The data source that holds them; rows of ``slag`` «omfang» only widen the scale.
    """
    at = {channel: quantity("verdi")}
    zero = mark(source, "rule", {"filter": ZERO}, place=at, color=STREK_STERK, strokeWidth=1.25)
    level = mark(
        source, "rule", {"filter": LEVEL},
        place=at, color=expr(f"datum.farge || '{BLEKK}'"), strokeWidth=1.2, strokeDash=[2, 3],
        opacity=expr(f"datum.serie ? ({HIDDEN} ? 0 : {FADED} ? 0.25 : 1) : 1"),
    )  # fmt: skip
    extent = mark(source, "rule", {"filter": "datum.slag === 'omfang'"}, place=at, opacity=0)
    return [extent, zero, level, *(_level_names(source) if channel == "x" else ())]


def _level_names(source: str) -> list[Spec]:
    """Return names over the plot, each above its rule."""
    place = {"x": quantity("verdi"), "y": {"value": 0}, "text": said("tekst")}
    look = {"align": "center", "baseline": "bottom", "fontSize": 12, "dy": -3}
    return rimmed(
        source, {"filter": LEVEL}, place=place, **look, opacity=expr("nivaaord ? 1 : 0"),
        color=expr(f"datum.farge || '{DEMPET}'"),
    )  # fmt: skip


def rimmed(source: str, *transform: Spec, place: Spec, **look: Any) -> list[Spec]:  # noqa: ANN401
    """Return words on a rim of paper, which keeps lines off them."""
    bare = {name: channel for name, channel in place.items() if name != "color"}
    rim = look | {"color": PAPIR, "stroke": PAPIR, "strokeWidth": 4, "strokeJoin": "round"}
    return [
        mark(source, "text", *transform, place=bare, **rim),
        mark(source, "text", *transform, place=place, **look),
    ]


def apart(wanted: str, least: float = LINE, within: tuple[str, ...] = ()) -> list[Spec]:
    """Return what moves words apart: ``plass`` is where each stands, as near ``wanted`` as it can.

    The place is the middle between pushing all of them down and pushing all of them up, so two
    that want one place give way equally. The browser and the still picture work it out alike.
    """
    group = {"groupby": list(within)} if within else {}
    order = {"sort": [{"field": "onsket"}]} | group
    down = {"op": "max", "field": "fri", "as": "nedover"}
    up = {"op": "min", "field": "fri", "as": "oppover"}
    return [
        calculate("onsket", wanted),
        {"window": [{"op": "row_number", "as": "rang"}], **order},
        calculate("fri", f"datum.onsket - {least} * datum.rang"),
        {"window": [down], "frame": [None, 0], **order},
        {"window": [up], "frame": [0, None], **order},
        calculate("plass", f"(datum.nedover + datum.oppover) / 2 + {least} * datum.rang"),
    ]


def labels(place: Spec, *transform: Spec) -> list[Spec]:
    """Return words beside points, on the side and as far away as the row says (``dx``)."""
    return rimmed(
        "etiketter", *transform, calculate("ord", WORDS),
        place=place | {"text": said("ord"), "color": literal("farge")},
        align=expr("datum.dx < 0 ? 'right' : datum.dx > 0 ? 'left' : 'center'"),
        baseline="middle", dx=expr("datum.dx"), fontSize=13,
        fontWeight=expr("datum.vekt || 400"), opacity=seen(),
    )  # fmt: skip


def beside(across: str, up: str) -> list[Spec]:
    """Return what places words beside points all over a plot: to the left where the right is full.

    Args:
        across: The point's own place, px from the left.
        up: The same from above.
    """
    room = f"datum.bort + abs(datum.dx) + length({WORDS.replace('smal && ', '')}) * {CHARACTER}"
    return [
        calculate("bort", across),
        calculate("dx", f"{room} > width + {OVER} ? -abs(datum.dx) : datum.dx"),
        calculate("side", "datum.dx < 0"),
        *apart(f"{up} + (datum.dy || 0)", within=("side",)),
    ]


def texts(place: Spec) -> list[Spec]:
    """Return words that stand where they are put; of a width alone where the row says which."""
    mine = {"filter": "!isValid(datum.smal) || datum.smal === smal"}
    return rimmed(
        "tekster", mine, place=place | {"text": said("tekst")}, color=BLEKK,
        align=expr("datum.side || 'left'"), baseline="middle", dx=expr("datum.dx"),
        dy=expr("datum.dy"), fontSize=13, fontWeight=expr("datum.vekt || 400"),
    )  # fmt: skip


def below(x: Spec) -> Spec:
    """Return words below a year: that all of it is an estimate, or missing."""
    place = {"y": {"value": "height"}, "text": said("tekst"), "x": x}
    look = {"baseline": "top", "dy": 24, "fontSize": 13, "color": DEMPET}
    return mark("fot", "text", place=place, **look)


def key(above: int = 26) -> list[Spec]:
    """Return what the signs mean, above the plot: on one line if it fits, else a line each."""
    fits = "datum.alle <= width"
    place: Spec = {"x": pixels("bort"), "y": pixels("hoyde")}
    sums = [
        calculate("bredde", f"length(datum.tekst) * {CHARACTER - 0.2} + 34"),
        {"window": [{"op": "sum", "field": "bredde", "as": "til"}]},
        {"window": [{"op": "row_number", "as": "linje"}]},
        {"joinaggregate": [
            {"op": "sum", "field": "bredde", "as": "alle"}, {"op": "count", "as": "linjer"}
        ]},
        calculate("bort", f"({fits} ? datum.til - datum.bredde : 0) + 7"),
        calculate("hoyde", f"-{above} - ({fits} ? 0 : 20 * (datum.linjer - datum.linje))"),
    ]  # fmt: skip
    sign = mark(
        "nokkel", "point", *sums, place=place | COLOURS | {"shape": literal("tegn")},
        size=75, strokeWidth=2, opacity=seen(),
    )  # fmt: skip
    name = mark(
        "nokkel", "text", *sums, place=place | {"text": said("tekst")},
        align="left", dx=11, fontSize=13, color=DEMPET, opacity=seen(),
    )  # fmt: skip
    return [sign, name]
