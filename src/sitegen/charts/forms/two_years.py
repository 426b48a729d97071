"""Two years a row, joined: the earlier as a diamond, the later as a circle.

Words of the numbers stand over their marks. A row whose ``strek`` is true is for comparison: it
has no number and is not joined to the others.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kommuneindikatorer.wording import listed, slug, uncapitalised
from sitegen.charts import phrases
from sitegen.charts.layers import (
    STROKE,
    Spec,
    apart,
    calculate,
    expr,
    key,
    mark,
    pixels,
    points,
    quantity,
    rimmed,
    rows,
    rules,
    said,
    seen,
    value_axis,
)
from sitegen.charts.model import Point, Row, Rows, by_series, present
from sitegen.charts.part import MAIN_GROUP, Form, Part, Placed, Said, Table
from sitegen.charts.rows import (
    EARLIER,
    broken,
    crosses_zero,
    group_colour,
    point_row,
    sign,
)
from sitegen.charts.theme import BLEKK, DEMPET, GROUPS, STREK_STERK
from sitegen.facts.fact import FINAL, NETTO, Fact

PAIR_STEP = 40
TOTAL = "landet"
YEARS = ("diamond", "circle")
SAMPLE = "utvalget"
SAMPLE_MEANS = "«Utvalget» er kommunene i KS’ regnskapsundersøkelse"


def _layers() -> list[Spec]:
    x = quantity("verdi", axis=value_axis("@xtittel"), scale={"zero": False, "padding": 26})
    place = {"x": x, "y": rows()}
    joined = {"filter": "isValid(datum.verdi) && !datum.strek"}
    span = mark(
        "data", "line", joined, place=place | {"detail": [{"field": "rad"}]}, color=STREK_STERK,
        strokeWidth=1.5,
        opacity=expr("length(skjulte) > 0 ? 0 : valgt !== null ? 0.25 : 1"),
    )  # fmt: skip
    numbers = rimmed(
        "data", joined, *_clear_of_zero(),
        place={"x": pixels("plass"), "y": rows(), "text": said("tall")}, dy=-15, fontSize=13,
        color=expr(f"datum.tegn === 'circle' ? '{BLEKK}' : '{DEMPET}'"), opacity=seen(),
    )  # fmt: skip
    return [*rules("x"), span, *points(place), *numbers, *key()]


NUMBER = 32
"""Width of a number with room on both sides, px."""


def _clear_of_zero() -> list[Spec]:
    """Return what keeps numbers off each other and off the rule of zero, each on its own side."""
    from_zero = "scale('x', datum.verdi) - scale('x', 0)"
    least = f"(datum.verdi < 0 ? -1 : 1) * max(abs({from_zero}), {NUMBER // 2 + 1})"
    near = f"abs({from_zero}) < {2 * NUMBER}"
    pushed = "(datum.verdi < 0 ? datum.oppover : datum.nedover)"
    return [
        *apart(f"scale('x', 0) + {least}", NUMBER, ("rad",)),
        calculate("plass", f"{near} ? {pushed} + {NUMBER} * datum.rang : datum.plass"),
    ]


def _place(table: Table, item: Fact) -> Placed:
    """Return a year as the series, with the selection where the table has several."""
    year = str(item.aar)
    if len(table.selections) == 1:
        return year, year, table.group(item)
    return f"{year}-{slug(item.utvalg, '-')}", f"{year}, {item.utvalg}", table.group(item)


def _rows(part: Part) -> Rows:
    """Return two years a row; ``strek`` marks values that are only there for comparison."""
    points, name = part.points, part.measure
    looks = _looks(points)
    order = list(dict.fromkeys(one.x for one in points))
    data = [
        point_row(nr, one, looks[one.serie].get("farge") or group_colour(one.gruppe),
                  f"{name}, {one.x}, {one.etikett.partition(',')[0]}")
        | {"rad": broken(one.x), "rekke": order.index(one.x)}
        | {key: looks[one.serie][key] for key in ("tegn", "storrelse", "strek")}
        for nr, one in enumerate(points)
    ]  # fmt: skip
    totals = {one.x for one in points if one.gruppe == TOTAL}
    rule = [{"slag": "null", "verdi": 0}] if crosses_zero(points) else []
    return {
        "data": data,
        "linjer": [*rule, *({"slag": "rad", "sterk": broken(x)} for x in totals)],
        "nokkel": sorted(_key(points, looks), key=lambda one: one["tegn"] not in YEARS),
    }


def _looks(points: Sequence[Point]) -> dict[str, Row]:
    """Return how each series is drawn: the earlier year, the later, or a stroke beside them."""
    early, *_, late = compared(points)
    stroke = {"farge": EARLIER, "tegn": STROKE, "storrelse": 110, "strek": True}
    looks = dict.fromkeys(by_series(points), stroke)
    looks[early] = {"farge": EARLIER, "tegn": "diamond", "storrelse": 75, "strek": False}
    looks[late] = {"farge": "", "tegn": "circle", "storrelse": 85, "strek": False}
    return looks


def compared(points: Sequence[Point]) -> list[str]:
    """Return the series of the years that are compared: of the selection that has most years."""
    years: dict[str, dict[str, str]] = {}
    for one in points:
        years.setdefault(one.utvalg, {}).setdefault(one.etikett.partition(",")[0], one.serie)
    most = max(years.values(), key=len)
    return [most[year] for year in sorted(most)]


def _key(points: Sequence[Point], looks: Mapping[str, Row]) -> Iterable[Row]:
    colours = {group_colour(one.gruppe) for one in points}
    own = colours.pop() if len(colours) == 1 else group_colour("kommunesektoren")
    for serie, (one, *_) in by_series(points).items():
        hollow = one.status != FINAL
        own_sign = sign(one, looks[serie]["farge"] or own, hollow=hollow)
        words = f"{one.etikett} ({one.status})" if hollow else one.etikett
        yield own_sign | {"tegn": looks[serie]["tegn"], "tekst": words}


def _year(one: Point) -> str:
    return one.etikett.partition(",")[0]


def _two_years(part: Part) -> Said:
    groups = [one for one in part.points if one.gruppe != TOTAL]
    sampled = any(one.utvalg == SAMPLE for one in groups)
    subtitle = [
        f"{part.measured} i {groups[0].enhet}",
        phrases.basis(groups),
        SAMPLE_MEANS if sampled else "",
        *phrases.statuses(groups),
    ]
    if all(one.gruppe in GROUPS for one in groups):
        return _of_sectors(part), subtitle, _sectors(part)
    return _of_groups(part, groups), subtitle, _group_by_group(part, groups)


def _of_sectors(part: Part) -> str:
    """Return what one sector's value did from the first year to the last."""
    own = [one for one in part.points if one.gruppe == MAIN_GROUP]
    own = own or [one for one in part.points if one.x == part.points[0].x]
    who, values = f"{part.measured} i {uncapitalised(own[0].x.partition(' (')[0])}", present(own)
    if len(values) < max(len(own), 2):
        return f"{who}: {phrases.NO_NUMBERS} å sammenligne"
    unit = phrases.counted_in(values[0].enhet)
    return f"{who} {phrases.change(values[0], values[-1], unit, _year)}"


def _sectors(part: Part) -> Iterator[str]:
    points, name = part.points, part.measure
    rows = list(dict.fromkeys(one.x for one in points))
    series = by_series(points)
    labels = listed([own[0].etikett for own in series.values()])
    yield f"Punktdiagram med en linje for {listed(rows)}, der punktene viser {labels}"
    for row in rows:
        values = present(one for one in points if one.x == row)
        if len(values) > 1:
            way = phrases.change(values[0], values[-1], when=_year)
            yield f"{name} i {uncapitalised(row)} {way}"
    for own in series.values():
        yield phrases.extremes(own, f"{name} i {own[0].etikett}", _in_rows)
    yield phrases.missing(points)


def _in_rows(rows: Sequence[str]) -> str:
    return listed([f"i {uncapitalised(row)}" for row in rows])


def _of_groups(part: Part, points: Sequence[Point]) -> str:
    """Return how a measure moved, and in how many groups it is negative if it can be."""
    early, *_, late = compared(points)
    both = phrases.pairs(points, early, late)
    moved = phrases.moved(both, *phrases.kinds(points))
    if not both:
        return f"{part.measure} {moved}"
    first, last = both[0]
    said = f"{part.measure} {moved} fra {_year(first)} til {_year(last)}"
    signed = points[0].maal == NETTO or any(phrases.number(one) < 0 for one in present(points))
    return f"{said} og {phrases.negative(both)}" if signed else said


def _group_by_group(part: Part, points: Sequence[Point]) -> Iterator[str]:
    count = phrases.counted(len(dict.fromkeys(one.x for one in points)))
    others = list(dict.fromkeys(one.utvalg for one in points if one.serie not in compared(points)))
    total = " og for landet" if len(points) < len(part.points) else ""
    whom = f"kommunene i undersøkelsen i to år og en strek viser {others[0]}" if others else "to år"
    yield (
        f"Punktdiagram med en linje for hver av {count} {phrases.kinds(points)[1]}{total}, "
        f"der to punkter viser {whom}"
    )
    for serie in compared(points):
        own = by_series(points)[serie]
        yield phrases.extremes(own, f"{part.measure} i {_year(own[0])}", phrases.for_groups(points))
    early, *_, late = compared(points)
    for first, last in phrases.pairs(points, early, late):
        ends = f"fra {phrases.value(first)} til {phrases.value(last)}"
        way = phrases.direction(first, last)
        how = f"{way} {ends}" if first.verdi != last.verdi else f"{way}, {phrases.value(last)}"
        yield f"{part.measure} {phrases.for_groups(points)([first.x])} {how}"
    yield phrases.missing(points)


FORM = Form(
    id="prikker",
    layers=_layers(),
    step=PAIR_STEP,
    rows=_rows,
    words=_two_years,
    fits=lambda table: table.groups > 1 and len(table.years) == len(YEARS),
    precedence=2,
    least_years=len(YEARS),
    place=_place,
)
