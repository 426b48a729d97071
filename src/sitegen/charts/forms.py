"""The forms of charts, each written once, without numbers: ``draw`` and browsers fill them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sitegen.charts.layers import (
    COLOURS,
    PRESENT,
    STRENGTH,
    TOOLTIP,
    WORDS,
    Spec,
    apart,
    below,
    beside,
    calculate,
    expr,
    key,
    labels,
    literal,
    mark,
    pixels,
    points,
    quantity,
    rimmed,
    ring,
    rows,
    rules,
    said,
    seen,
    texts,
    value_axis,
)
from sitegen.charts.palette import BLEKK, DEMPET, STREK, STREK_STERK
from sitegen.charts.theme import SIZE

BAR_STEP, PAIR_STEP, STRIP_STEP = 30, 40, 150
PANEL, SIDE, GUTTER = 92, 22, 26
"""Small multiples, px: height of a panel, room for the axis' words at its left, room between."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its layers, lowest first, and how high it is.

    Attributes:
        layers: In Vega-Lite.
        height: Of the plot, px, wide and on a phone; ``None`` where rows or the content say it.
        step: Height of a row, px; 0 where there are none.
    """

    layers: list[Spec]
    height: tuple[int, int] | None = None
    step: int = 0


def line() -> Form:
    """Return lines over years; a dashed part leads to an estimate, a gap stands for missing."""
    x = quantity("aar", scale={"zero": False, "nice": False, "padding": 10}, axis=_years())
    y = quantity("verdi", scale={"zero": False}, axis=value_axis())
    place = {"x": x, "y": y}
    dash = {"strokeDash": literal("stiplet"), "stroke": literal("farge")}
    detail = {"detail": [{"field": "serie"}, {"field": "del"}]}
    drawn = mark(
        "segmenter", "line", place=place | detail | dash,
        strokeWidth=2.5, strokeJoin="round", opacity=STRENGTH,
    )  # fmt: skip
    ends = apart("scale('y', datum.verdi) + (datum.dy || 0)")
    names = labels({"x": x, "y": pixels("plass")}, *ends)
    layers = [*rules("y"), drawn, *points(place, reach=700), *names, *_feet(x)]
    return Form(layers, (360, 320))


def _years() -> Spec:
    """Return the axis of years: the last is named, and as many before it as there is room for."""
    last = "extent(pluck(data('data'), 'aar'))[1]"
    first = "extent(pluck(data('data'), 'aar'))[0]"
    step = f"ceil(({last} - {first} + 1) * 44 / width)"
    values = expr(f"sequence({last}, {first} - 1, -max(1, {step}))")
    return {"format": "d", "values": values, "title": None}


def _feet(x: Spec) -> list[Spec]:
    words = below()
    words["encoding"]["x"] = x
    return [words]


def bars() -> Form:
    """Return one bar a row for one year; hollow and dashed for an estimate."""
    x = quantity("verdi", axis=value_axis("@xtittel"), scale={"padding": 44, "zero": True})
    place = {"x": x | {"stack": None}, "y": rows()}
    bar = mark(
        "data", "bar", PRESENT, place=place | COLOURS, height={"band": 0.62}, opacity=STRENGTH,
        strokeWidth=1.5, strokeDash=expr("datum.stiplet || []"), tooltip=TOOLTIP,
    )  # fmt: skip
    place = {"x": x, "y": rows()}
    return Form([bar, *rules("x"), ring(place), *labels(place)], step=BAR_STEP)


def columns() -> Form:
    """Return columns over a few years, side by side for each series, split where the basis is."""
    scale = {"domain": "@aar", "paddingInner": 0.34, "paddingOuter": 0.17}
    x = {"field": "aar", "type": "ordinal", "axis": {"title": None}, "scale": scale}
    side = {
        "field": "serie",
        "type": "nominal",
        "scale": {"domain": "@serier", "paddingInner": 0.1},
    }
    y = quantity("verdi", axis=value_axis(), scale={"zero": True})
    place = {"x": x, "xOffset": side, "y": y}
    column = mark(
        "data", "bar", PRESENT, place=place | {"y": y | {"stack": None}} | COLOURS,
        opacity=STRENGTH, strokeWidth=2, tooltip=TOOLTIP,
    )  # fmt: skip
    numbers = mark(
        "data", "text", PRESENT, place=place | {"text": said("tall")},
        dy=expr("datum.verdi < 0 ? 12 : -10"), fontSize=SIZE, fontWeight=600, opacity=seen(),
    )  # fmt: skip
    split = [
        calculate("bort", "scale('x', datum.aar) - bandwidth('x') * 0.34 / 0.66 / 2"),
        calculate("topp", "-24"),
    ]
    rule = mark(
        "loddrett", "rule", *split, color=DEMPET, strokeDash=[2, 3],
        place={"x": pixels("bort"), "y": pixels("topp"), "y2": {"value": "height"}},
    )  # fmt: skip
    words = mark(
        "loddrett", "text", *split, align=expr("datum.side"), dx=expr("datum.dx"), fontSize=13,
        color=DEMPET, baseline="top",
        place={"x": pixels("bort"), "y": pixels("topp"), "text": said("tekst")},
    )  # fmt: skip
    layers = [column, *rules("y"), numbers, rule, words, ring(place), *key(above=46), *_feet(x)]
    return Form(layers, (300, 280))


def two_years() -> Form:
    """Return two years a row, joined: the earlier as a diamond, the later as a circle.

    Words of the numbers stand over their marks. A row whose ``strek`` is true is for comparison:
    it has no number and is not joined to the others.
    """
    x = quantity("verdi", axis=value_axis("@xtittel"), scale={"zero": False, "padding": 26})
    place = {"x": x, "y": rows()}
    joined = {"filter": "isValid(datum.verdi) && !datum.strek"}
    span = mark(
        "data", "line", joined, place=place | {"detail": [{"field": "rad"}]}, color=STREK_STERK,
        strokeWidth=1.5,
        opacity=expr("length(skjulte) > 0 ? 0 : valgt !== null ? 0.25 : 1"),
    )  # fmt: skip
    numbers = rimmed(
        "data", joined, *apart("scale('x', datum.verdi)", 32, ("rad",)),
        place={"x": pixels("plass"), "y": rows(), "text": said("tall")}, dy=-15, fontSize=13,
        color=expr(f"datum.tegn === 'circle' ? '{BLEKK}' : '{DEMPET}'"), opacity=seen(),
    )  # fmt: skip
    return Form([*rules("x"), span, *points(place), *numbers, *key()], step=PAIR_STEP)


def scatter(*, log: bool = False) -> Form:
    """Return one measure across and one up; ``log`` for amounts, which differ by thousands.

    ``segmenter`` holds a line to help the eye, as where nothing has changed.
    """
    linear: Spec = {"zero": False, "nice": False, "padding": 6}
    scale: Spec = {"type": "log"} if log else linear
    axis = value_axis("@xtittel", labelOverlap=True, **({"format": ","} if log else {}))
    x = quantity("x", scale=scale, axis=axis)
    y = quantity("verdi", scale=linear, axis=value_axis())
    upright = [one | {"encoding": {"x": quantity("verdi", scale=scale)}} for one in _upright()]
    help_line = mark(
        "segmenter", "rule", strokeWidth=1.5, strokeDash=[5, 4],
        place={"x": x, "x2": {"field": "tilx"}, "y": y, "y2": {"field": "tily"}}
        | {"stroke": literal("farge")},
    )  # fmt: skip
    place = {"x": x, "y": y}
    where = beside("scale('x', datum.x)", "scale('y', datum.verdi)")
    names = labels({"x": pixels("bort"), "y": pixels("plass")}, *where)
    layers = [*rules("y"), *upright, help_line, *points(place), *names, *texts(place)]
    return Form(layers, (440, 320))


def _upright() -> list[Spec]:
    return rules("x", "loddrett")[:3]


def strip() -> Form:
    """Return every unit as a point on a row, heaped where values are alike."""
    x = quantity("verdi", axis=value_axis("@xtittel"), scale={"zero": False})
    offset = {"field": "plass", "type": "quantitative", "scale": None}
    place = {"x": x, "y": rows(), "yOffset": offset}
    up = "scale('y', datum.rad) + datum.plass"
    where = beside("scale('x', datum.verdi)", up)
    names = labels({"x": pixels("bort"), "y": pixels("plass")}, *where)
    return Form([*rules("x"), *points(place), *names], step=STRIP_STEP)


def small_multiples() -> Form:
    """Return a panel for each series: columns for changes, a line for levels.

    Rows say which panel they belong to (``kol``, and ``topp`` in px; wide and on a phone), how far
    along it they lie (``andel``, 0 to 1), and between which values it reaches (``lav``, ``hoy``).
    """
    across = f"(width - {SIDE + 12} - (smal ? 1 : 3) * {GUTTER}) / (smal ? 2 : 4)"
    mine = {"filter": "!isValid(datum.smal) || datum.smal === smal"}
    panel = [
        mine,
        calculate("felt", across),
        calculate("venstre", f"{SIDE} + datum.kol[smal] * (datum.felt + {GUTTER})"),
        calculate("bort", "datum.venstre + datum.andel * datum.felt"),
    ]
    up = f"datum.topp[smal] + {PANEL} * (datum.hoy - VALUE) / (datum.hoy - datum.lav)"
    placed = [*panel, calculate("ned", up.replace("VALUE", "datum.verdi"))]
    column = [
        PRESENT, {"filter": "isValid(datum.bredde)"}, *placed,
        calculate("fra", "datum.bort - datum.bredde * datum.felt / 2"),
        calculate("til", "datum.bort + datum.bredde * datum.felt / 2"),
        calculate("grunn", up.replace("VALUE", "0")),
    ]  # fmt: skip
    place = {"x": pixels("bort"), "y": pixels("ned")}
    rect = {
        "x": pixels("fra"),
        "x2": {"field": "til"},
        "y": pixels("ned"),
        "y2": {"field": "grunn"},
    }
    across_panel = [*placed, calculate("slutt", "datum.venstre + datum.felt")]
    rule = {"x": pixels("venstre"), "x2": {"field": "slutt"}, "y": pixels("ned")}
    dots = [{"filter": "!isValid(datum.bredde)"}, *placed]
    lines = mark(
        "segmenter", "line", *placed,
        place=place | {"detail": [{"field": "serie"}, {"field": "del"}]}
        | {"strokeDash": literal("stiplet"), "stroke": literal("farge")},
        strokeWidth=2, strokeJoin="round", opacity=STRENGTH,
    )  # fmt: skip
    numbers = rimmed(
        "data", {"filter": "datum.merke !== ''"}, *placed, place=place | {"text": said("tall")},
        dy=expr("datum.merke === 'over' ? -10 : 11"), fontSize=12, fontWeight=600, color=BLEKK,
        opacity=seen(),
    )  # fmt: skip
    words = mark(
        "etiketter", "text", *panel, calculate("ned", "datum.topp[smal] + datum.ned"),
        calculate("ord", WORDS), place=place | {"text": said("ord")}, lineBreak="\n",
        lineHeight=15, align=expr("datum.side || 'left'"), baseline=expr("datum.linje || 'bottom'"),
        dx=expr("datum.dx || 0"), fontSize=expr("datum.storrelse || 12"),
        fontWeight=expr("datum.vekt || 400"), opacity=seen(),
        color=expr(f"datum.vekt ? '{BLEKK}' : '{DEMPET}'"),
    )  # fmt: skip
    grid = mark(
        "linjer", "rule", *across_panel, place=rule,
        color=expr(f"datum.slag === 'null' ? '{DEMPET}' : '{STREK}'"),
    )  # fmt: skip
    bar = mark(
        "data", "rect", *column, place=rect | COLOURS, strokeWidth=1.5, opacity=STRENGTH,
        tooltip=TOOLTIP,
    )  # fmt: skip
    ringed = ring(place, {"filter": "isValid(datum.bredde)"}, *placed)
    return Form([grid, bar, ringed, lines, *points(place, *dots, reach=260), *numbers, words])


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "linje": line(),
        "stolper": bars(),
        "soyler": columns(),
        "prikker": two_years(),
        "punktsky": scatter(),
        "punktsky-log": scatter(log=True),
        "stripe": strip(),
        "smaa_flere": small_multiples(),
    }
)
