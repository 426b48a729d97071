"""A panel for each series: columns for changes, a line for levels."""

from collections.abc import Iterator, Mapping, Sequence

from kommuneindikatorer.wording import listed, uncapitalised
from sitegen.charts import phrases
from sitegen.charts.forms.panels import GUTTER, PANEL, SIDE, panel_rows
from sitegen.charts.layers import (
    COLOURS,
    PRESENT,
    STRENGTH,
    TOOLTIP,
    WORDS,
    Spec,
    calculate,
    expr,
    literal,
    mark,
    pixels,
    points,
    remarked,
    rimmed,
    ring,
    said,
    seen,
)
from sitegen.charts.model import Point, by_series, present
from sitegen.charts.part import Form, Part, Said
from sitegen.charts.theme import BLEKK, DEMPET, STREK
from sitegen.facts.formatting import shown

ACTIVITY, INCOME = "aktivitet_endring", "frie_inntekter_realendring"


def _layers() -> list[Spec]:
    """Return the layers.

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
    bars = ({"filter": "isValid(datum.bredde)"}, *placed)
    over = [ring(place, *bars), remarked(place, *bars)]
    return [grid, bar, *over, lines, *points(place, *dots, reach=260), *numbers, words]


def _panels(part: Part) -> Said:
    points, series = part.points, by_series(part.points)
    subtitle = [
        f"{len(series)} tallserier for {points[0].x}–{points[-1].x}, {_units(points)}",
        *phrases.statuses(points),
    ]
    pair = [series[one] for one in (ACTIVITY, INCOME) if one in series]
    title = _two_changes(*pair) if len(pair) > 1 else _first_turn(series)
    return title, subtitle, _panel_by_panel(points)


def _first_turn(series: Mapping[str, Sequence[Point]]) -> str:
    own = next(iter(series.values()))
    colon = "" if present(own) else ":"
    turn = phrases.turn(own, phrases.counted_in(own[0].enhet))
    return f"{uncapitalised(own[0].etikett)}{colon} {turn}"


def _units(points: Sequence[Point]) -> str:
    units = list(dict.fromkeys(phrases.counted_in(one.enhet).strip() for one in points))
    return f"alle i {units[0]}" if len(units) == 1 else f"i {listed(units)}"


def _two_changes(activity: Sequence[Point], income: Sequence[Point]) -> str:
    """Return what activity and free income did in the last year that has both."""
    both = [pair for pair in zip(activity, income, strict=False) if len(present(pair)) == len(pair)]
    if not both:
        return f"aktivitet og frie inntekter: {phrases.NO_NUMBERS}"
    first, second = both[-1]
    verb, how = _moved(first)
    other = "mens" if phrases.number(first) * phrases.number(second) < 0 else "og"
    return (
        f"i {first.x} {verb} aktiviteten i kommunesektoren {how}, "
        f"{other} frie inntekter {' '.join(_moved(second))} reelt"
    )


def _moved(one: Point) -> tuple[str, str]:
    """Return verb and measure of a yearly change: «økte», «med 0,4 prosent»."""
    change = phrases.number(one)
    if not change:
        return "var", "uendret"
    amount = f"med {shown(abs(change))} prosent"
    return ("økte", amount) if change > 0 else ("gikk", f"ned {amount}")


def _panel_by_panel(points: Sequence[Point]) -> Iterator[str]:
    series = by_series(points)
    yield (
        f"{len(series)} små diagrammer fra {points[0].x} til {points[-1].x}, "
        "søyler for endringer og linjer for nivåer"
    )
    for own in series.values():
        values = present(own)
        if not values:
            yield f"{own[0].etikett}: {phrases.NO_NUMBERS}"
            continue
        last = f"{phrases.hedged(values[-1])} i {values[-1].x}"
        yield f"{phrases.extremes(own, own[0].etikett)}; {last}"
    yield phrases.missing(points)


FORM = Form(
    id="smaa_flere",
    layers=_layers(),
    bare=True,
    rows=panel_rows,
    words=_panels,
    fits=lambda table: table.groups == 1,
    precedence=5,
)
