"""Lines over years: a dashed part leads to an estimate, a gap stands for missing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from kommuneindikatorer.wording import listed, uncapitalised
from sitegen.charts import phrases
from sitegen.charts.layers import (
    STRENGTH,
    Spec,
    apart,
    below,
    expr,
    labels,
    literal,
    mark,
    pixels,
    points,
    quantity,
    rules,
    value_axis,
)
from sitegen.charts.model import Point, Row, Rows, by_series, present
from sitegen.charts.part import FEW_MEASURES, FEW_YEARS, MAIN_GROUP, Form, Part, Said, Table
from sitegen.charts.rows import (
    EARLIER,
    MUTED,
    level_of,
    point_row,
    segments,
    series_colours,
    status_of,
    year_words,
)
from sitegen.facts.fact import FINAL
from sitegen.facts.formatting import norm_words

ENOUGH = 3
"""Years that make lines of several groups."""


def _layers() -> list[Spec]:
    x = quantity("aar", scale={"zero": False, "nice": False, "padding": 10}, axis=_years())
    y = quantity("verdi", scale={"zero": False}, axis=value_axis())
    place = {"x": x, "y": y}
    dash = {"strokeDash": literal("stiplet"), "stroke": literal("farge")}
    detail = {"detail": [{"field": "serie"}, {"field": "del"}]}
    drawn = mark(
        "segmenter", "line", place=place | detail | dash,
        strokeWidth=expr("datum.tykkelse || 2.5"), strokeJoin="round", opacity=STRENGTH,
    )  # fmt: skip
    ends = apart("scale('y', datum.verdi) + (datum.dy || 0)")
    names = labels({"x": x, "y": pixels("plass")}, *ends)
    return [*rules("y"), drawn, *points(place, reach=700), *names, below(x)]


def _years() -> Spec:
    """Return the axis of years: the last is named, and as many before it as there is room for."""
    last = "extent(pluck(data('data'), 'aar'))[1]"
    first = "extent(pluck(data('data'), 'aar'))[0]"
    step = f"ceil(({last} - {first} + 1) * 44 / width)"
    values = expr(f"sequence({last}, {first} - 1, -max(1, {step}))")
    return {"format": "d", "values": values, "title": None}


def line_rows(points: Sequence[Point], start: int = 0) -> Rows:
    """Return lines over the years, each with its last number and its name at the end.

    Args:
        points: Series by year.
        start: Where the firm rule lies: zero, or the start of an index.
    """
    colours = series_colours(points)
    levels = list(_levels(points, colours))
    last = max(int(one.x) for one in points)
    return {
        "data": [
            point_row(nr, one, colours[one.serie]) | {"aar": int(one.x), "storrelse": 45}
            for nr, one in enumerate(points)
        ],
        "segmenter": segments(points, colours),
        "linjer": [{"slag": "null", "verdi": start}, *levels],
        "etiketter": [*_ends(points, colours), *(_level_name(one, last) for one in levels)],
        "fot": list(year_words(points)),
    }


def _levels(points: Sequence[Point], colours: Mapping[str, str]) -> Iterable[Row]:
    for serie, (one, *_) in by_series(points).items():
        height = level_of(one)
        if height is not None:
            words = f"Anbefalt {norm_words(height, one.gruppe)}\u00a0%"
            own = {"serie": serie, "farge": colours[serie]}
            yield {"slag": "nivaa", "verdi": float(height), "tekst": words, **own}


def _level_name(level: Row, last: int) -> Row:
    shown = {name: level[name] for name in ("serie", "farge", "verdi", "tekst")}
    return shown | {"aar": last, "dx": 16}


def _ends(points: Sequence[Point], colours: Mapping[str, str]) -> Iterable[Row]:
    series = [found for own in by_series(points).values() if (found := present(own))]
    for found in series:
        one = found[-1]
        alone, mixed = len(series) == 1, one.status not in {FINAL, *status_of(points, one.x)}
        name = "" if alone else f" {one.etikett}"
        colour = colours[one.serie]
        yield {
            "serie": one.serie,
            "farge": MUTED if colour == EARLIER else colour,
            "aar": int(one.x),
            "verdi": float(one.verdi or 0),
            "tekst": f"{one.tall}{name}{f' ({one.status})' if mixed and not alone else ''}",
            "kort": f"{one.tall}{name.partition(' (')[0]}",
            "vekt": 600,
            "dx": 16,
        }


def _line(part: Part) -> Said:
    points, series = part.points, by_series(part.points)
    first = next((own for own in series.values() if own[0].gruppe == MAIN_GROUP), points)
    first = first if first is not points else next(iter(series.values()))
    colon = "" if present(first) else ":"
    who = uncapitalised(first[0].etikett.partition(" (")[0])
    about = f"{part.measured} i {who}" if part.measure else who
    leveled = any(level_of(own[0]) is not None for own in series.values())
    unit = points[0].enhet
    subtitle = [
        f"{part.measured} i {unit}" if part.measure else unit,
        phrases.basis(points),
        *phrases.statuses(points),
        "prikkede linjer er nivåene TBU anbefaler over tid" if leveled else "",
    ]
    turn = phrases.turn(first, phrases.counted_in(unit))
    return f"{about}{colon} {turn}", subtitle, _lines(points)


def _lines(points: Sequence[Point]) -> Iterator[str]:
    series = by_series(points)
    names = [own[0].etikett for own in series.values()]
    years = list(dict.fromkeys(one.x for one in points))
    yield f"Linjediagram fra {years[0]} til {years[-1]} med en linje for {listed(names)}"
    for own in series.values():
        yield phrases.extremes(own, own[0].etikett)
        values = present(own)
        if len(values) > 1:
            yield f"{own[0].etikett} {phrases.change(values[-2], values[-1])}"
    yield from map(_beside_level, series.values())
    yield phrases.missing(points)


def _beside_level(own: Sequence[Point]) -> str:
    """Return in which years a series is below the level recommended for it."""
    values, level = present(own), level_of(own[0])
    if level is None or not values:
        return ""
    below = [one.x for one in values if Fraction(phrases.number(one)) < level]
    what = f"nivået på {norm_words(level, own[0].gruppe)} prosent som TBU anbefaler"
    where = f"under {what} i {listed(below)}" if below else f"aldri under {what}"
    return f"{own[0].etikett} er {where}"


def _fits(table: Table) -> bool:
    if table.groups > 1:
        return len(table.years) >= ENOUGH
    return (
        len(table.measures) <= FEW_MEASURES
        and len(table.years) > FEW_YEARS
        and len(table.units) == 1
    )


FORM = Form(
    id="linje",
    layers=_layers(),
    height=(360, 320),
    ends=True,
    rows=lambda part: line_rows(part.points),
    words=_line,
    fits=_fits,
    precedence=3,
)
