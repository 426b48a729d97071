"""One bar a row for one year; hollow and dashed for an estimate."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kommuneindikatorer.wording import listed, slug, uncapitalised
from sitegen.charts import phrases
from sitegen.charts.layers import (
    COLOURS,
    PRESENT,
    STRENGTH,
    TOOLTIP,
    Spec,
    expr,
    labels,
    mark,
    quantity,
    remarked,
    ring,
    rows,
    rules,
    value_axis,
)
from sitegen.charts.model import Point, Row, Rows, present
from sitegen.charts.part import FEW_MEASURES, Form, Part, Placed, Said, Table
from sitegen.charts.rows import DASHED, INK, broken, crosses_zero, group_colour, point_row
from sitegen.charts.theme import GROUPS
from sitegen.facts.fact import FINAL, Fact

BAR_STEP = 30


def _layers() -> list[Spec]:
    x = quantity("verdi", axis=value_axis("@xtittel"), scale={"padding": 44, "zero": True})
    place = {"x": x | {"stack": None}, "y": rows()}
    bar = mark(
        "data", "bar", PRESENT, place=place | COLOURS, height={"band": 0.62}, opacity=STRENGTH,
        strokeWidth=1.5, strokeDash=expr("datum.stiplet || []"), tooltip=TOOLTIP,
    )  # fmt: skip
    place = {"x": x, "y": rows()}
    return [bar, *rules("x"), ring(place), remarked(place), *labels(place)]


def _place(table: Table, item: Fact) -> Placed:
    """Return a group or a measure as the series, with the selection where there are several."""
    serie, name, year = table.by_group(item)
    if len(table.selections) == 1:
        return serie, name, year
    return f"{serie}-{slug(item.utvalg, '-')}", f"{name}, {item.utvalg}", year


def _rows(part: Part) -> Rows:
    """Return a bar for each value, in the table's order, with its number at the end."""
    data = [_bar(nr, one) for nr, one in enumerate(part.points)]
    return {
        "data": data,
        "linjer": [{"slag": "null", "verdi": 0}] if crosses_zero(part.points) else [],
        "etiketter": [
            {name: row[name] for name in ("serie", "rad", "verdi")}
            | {"tekst": row["tall"], "farge": INK, "dx": -6 if row["verdi"] < 0 else 6}
            for row in data
            if row["verdi"] is not None
        ],
    }


def _bar(nr: int, one: Point) -> Row:
    dash = [] if one.status == FINAL else DASHED
    place = {"rad": broken(one.etikett), "rekke": nr, "stiplet": dash}
    return point_row(nr, one, group_colour(one.gruppe)) | place


def _bars(part: Part) -> Said:
    """Return the finding of groups that share a measure; different measures are not compared."""
    points, year = part.points, part.points[0].x
    what = f"{part.measure or part.exhibit.title} i {year}"
    named = [replace(one, x=one.etikett) for one in points]
    units = {one.enhet for one in points}
    unit = points[0].enhet if len(units) == 1 else _kind(points[0].enhet)
    unit = unit.removeprefix("antall ")
    subtitle = [
        f"{part.measured or part.exhibit.title} i {unit}",
        phrases.basis(points),
        *phrases.statuses(points),
    ]
    title = phrases.extremes(named, what, _for(points)) if part.measure else what
    return title, subtitle, _bar_by_bar(points, year)


def _for(points: Sequence[Point]) -> phrases.Naming:
    """Return how groups are spoken of: names of sectors are common nouns."""
    if len({one.utvalg for one in points}) > 1:
        return lambda rows: listed([f"for «{row}»" for row in rows])
    if all(one.gruppe in GROUPS for one in points):
        return lambda rows: listed([f"for {uncapitalised(row)}" for row in rows])
    return phrases.for_groups(points)


def _kind(unit: str) -> str:
    """Return what a unit counts: «prosent» of «prosent av brutto driftsinntekter»."""
    return phrases.counted_in(unit).strip()


def _bar_by_bar(points: Sequence[Point], year: str) -> Iterator[str]:
    yield f"Stolpediagram for {year} med {phrases.counted(len(points))} stolper"
    yield "; ".join(f"{one.etikett}: {phrases.hedged(one)}" for one in present(points))
    yield phrases.missing(points)


def _fits(table: Table) -> bool:
    alike = len({_kind(unit) for unit in table.units}) == 1
    measures = len(table.measures) > FEW_MEASURES and alike
    return len(table.years) == 1 and (table.groups > 1 or measures)


FORM = Form(
    id="stolper",
    layers=_layers(),
    step=BAR_STEP,
    rows=_rows,
    words=_bars,
    fits=_fits,
    precedence=1,
    place=_place,
)
