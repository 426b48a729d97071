"""Columns over a few years, side by side for each series, split where the basis changes."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kommuneindikatorer.wording import listed, uncapitalised
from sitegen.charts import phrases
from sitegen.charts.layers import (
    COLOURS,
    PRESENT,
    STRENGTH,
    TOOLTIP,
    Spec,
    below,
    calculate,
    expr,
    key,
    mark,
    pixels,
    quantity,
    remarked,
    ring,
    rules,
    said,
    seen,
    value_axis,
)
from sitegen.charts.model import Point, Row, Rows, by_series, present
from sitegen.charts.part import FEW_MEASURES, FEW_YEARS, Form, Part, Said, Table
from sitegen.charts.rows import point_row, series_colours, sign, year_words
from sitegen.charts.theme import DEMPET, GROUPS, SIZE

BASES = {"konsern": "Konsern", "kasse": "Kasse, uten foretak"}
IN_WORDS = {"konsern": "konserntall", "kasse": "tall for kassene alene, uten foretak"}


def _layers() -> list[Spec]:
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
    over = [ring(place), remarked(place)]
    return [column, *rules("y"), numbers, rule, words, *over, *key(above=46), below(x)]


def _rows(part: Part) -> Rows:
    points = part.points
    colours = series_colours(points)
    return {
        "data": [
            point_row(nr, one, colours[one.serie]) | {"aar": int(one.x)}
            for nr, one in enumerate(points)
        ],
        "linjer": [{"slag": "null", "verdi": 0}],
        "loddrett": list(_changes_of_basis(points)),
        "nokkel": [
            sign(one, colours[serie]) | {"tegn": "square"}
            for serie, (one, *_) in by_series(points).items()
        ],
        "fot": list(year_words(points)),
    }


def _changes_of_basis(points: Sequence[Point]) -> Iterable[Row]:
    bases = {int(one.x): one.grunnlag for one in points}
    for (_, before), (year, after) in pairwise(sorted(bases.items())):
        if before != after:
            yield {"aar": year, "side": "right", "dx": -8, "tekst": BASES.get(before, before)}
            yield {"aar": year, "side": "left", "dx": 8, "tekst": BASES.get(after, after)}


def _columns(part: Part) -> Said:
    points = part.points
    last = points[-1].x
    values = [one for one in present(points) if one.x == last]
    name = uncapitalised(points[0].etikett)
    title = f"{name} i {last}: {phrases.NO_NUMBERS}"
    if values:
        title = _title(values, last)
    group, about = points[0].gruppe, uncapitalised(part.exhibit.title)
    where = f" i {group}" if group in GROUPS and group not in about else ""
    units = listed(list(dict.fromkeys(one.enhet for one in points)))
    what = f"{about}{where}, {units}"
    return title, [what, _bases(points), *phrases.statuses(points)], _column_by_column(points)


def _title(values: Sequence[Point], year: str) -> str:
    """Return the values of the last year, the measure's name said once where all begin with it."""
    first, hedge = values[0], phrases.BEFORE_NUMBER.get(values[0].status, "")
    numbers = [f"{phrases.value(one)}{phrases.counted_in(one.enhet)}" for one in values]
    names = [uncapitalised(one.etikett) for one in values]
    if all(one.etikett.startswith(first.etikett) for one in values):
        pairs = zip(numbers, names, strict=True)
        said = [f"{number}{name.removeprefix(names[0])}" for number, name in pairs]
        return f"{names[0]} i {year} var {hedge}{listed(said)}"
    pairs = zip(names, numbers, strict=True)
    return f"i {year} var {listed([f'{name} {hedge}{number}' for name, number in pairs])}"


def _bases(points: Sequence[Point]) -> str:
    """Return which years are counted how: «2022 og 2023 er konserntall, 2024 er …»."""
    found: dict[str, dict[str, None]] = {}
    for one in points:
        found.setdefault(one.grunnlag, {})[one.x] = None
    if len(found) == 1:
        return phrases.basis(points)
    return ", ".join(
        f"{listed(list(years))} er {IN_WORDS.get(word, word)}" for word, years in found.items()
    )


def _column_by_column(points: Sequence[Point]) -> Iterator[str]:
    """Return each column; years of two bases are not compared."""
    series = by_series(points)
    years = list(dict.fromkeys(one.x for one in points))
    count = phrases.counted(len(series))
    noun = "søyle" if len(series) == 1 else "søyler"
    yield f"Søylediagram for {listed(years)} med {count} {noun} for hvert år"
    for own in series.values():
        said = [f"{phrases.hedged(one)} i {one.x}" for one in present(own)]
        if said:
            yield f"{own[0].etikett} er {listed(said)}"
        for basis in dict.fromkeys(one.grunnlag for one in own):
            values = [one for one in present(own) if one.grunnlag == basis]
            if len(values) > 1:
                mixed = len({one.grunnlag for one in points}) > 1
                both = f", begge {basis}" if mixed else ""
                yield f"{own[0].etikett} {phrases.change(values[0], values[-1])}{both}"
    yield _bases(points)
    yield phrases.missing(points)


def _fits(table: Table) -> bool:
    few = len(table.measures) <= FEW_MEASURES and len(table.years) <= FEW_YEARS
    return table.groups == 1 and few


FORM = Form(
    id="soyler",
    layers=_layers(),
    height=(300, 280),
    rows=_rows,
    words=_columns,
    fits=_fits,
    precedence=4,
)
