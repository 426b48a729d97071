"""Table 3: net operating result of three sectors with the levels; gross in a chart of its own."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kommuneindikatorer.measures.levels import ANBEFALT_NIVAA, SEKTOR
from kommuneindikatorer.model import Nivaa
from sitegen.charts import phrases
from sitegen.charts.compile import Press, compiled
from sitegen.charts.model import Chart, Point
from sitegen.charts.points import by_series, point
from sitegen.charts.sector_lines import Level, sector_lines, sheet_for, short
from sitegen.charts.subject import Subject
from sitegen.charts.theme import NARROW, WIDE
from sitegen.charts.words import Words, chart

ID = "tabell-3"
NET = "netto_driftsresultat"
GROSS = "brutto_driftsresultat_eks_avskrivninger"
LEVELS = {
    "kommunesektoren": SEKTOR,
    "kommunene": ANBEFALT_NIVAA[Nivaa.KOMMUNE],
    "fylkeskommunene": ANBEFALT_NIVAA[Nivaa.FYLKESKOMMUNE],
}
QUARTERS = {Fraction(0): "", Fraction(1, 4): "¼", Fraction(1, 2): "½", Fraction(3, 4): "¾"}
FOREMOST = "kommunene"
"""The series that the title is about."""


def draw_net(subject: Subject, press: Press) -> Chart:
    """Return the net operating result, with the committee's levels."""
    points = _points(subject, NET)
    series = by_series(points)
    levels = [
        Level(group, height, f"Anbefalt {written(height)}\u00a0%")
        for group, height in LEVELS.items()
        if group in series
    ]
    return _chart(subject, press, ID, points, levels)


def draw_gross(subject: Subject, press: Press) -> Chart:
    """Return the gross operating result, which the note does not print for its last year."""
    return _chart(subject, press, f"{ID}-brutto", _points(subject, GROSS), [])


def written(level: Fraction) -> str:
    """Return a level as the note prints it: ``1¾``."""
    whole, part = divmod(level, 1)
    return f"{whole}{QUARTERS[part]}"


def _points(subject: Subject, indicator: str) -> tuple[Point, ...]:
    found = subject.values(ID)
    return tuple(
        point(item, cell, item.gruppe, item.radgruppe, str(item.aar))
        for item, cell in found
        if item.indikator == indicator
    )


def _chart(
    subject: Subject, press: Press, name: str, points: Sequence[Point], levels: Sequence[Level]
) -> Chart:
    wide, narrow = (
        compiled(sector_lines(points, levels, sheet), sheet, press)
        for sheet in map(sheet_for, (WIDE, NARROW))
    )
    measure = MEASURES[points[0].maal]
    words = Words(
        title=title(points, measure),
        subtitle=subtitle(points, measure, levels),
        description=description(points, levels),
        source=subject.source(ID),
    )
    return chart(name, ID, points, (wide, narrow), words)


MEASURES = {NET: "netto driftsresultat", GROSS: "brutto driftsresultat uten avskrivninger"}


def title(points: Sequence[Point], measure: str) -> str:
    """Return what the foremost series did last."""
    series = by_series(points)
    found = series.get(FOREMOST) or next(iter(series.values()))
    who = short(found[0]).lower()
    colon = "" if phrases.present(found) else ":"
    return f"{measure} i {who}{colon} {phrases.turn(found, ' prosent')}"


def subtitle(points: Sequence[Point], measure: str, levels: Sequence[Level]) -> list[str]:
    """Return measure and unit, basis, status, and what the rules are."""
    return [
        f"{measure} i {points[0].enhet}",
        phrases.basis(points),
        phrases.statuses(points),
        "prikkede linjer er nivåene utvalget anbefaler over tid" if levels else "",
    ]


def description(points: Sequence[Point], levels: Sequence[Level]) -> Iterator[str]:
    """Return what the chart shows, a sentence at a time."""
    series = by_series(points)
    names = [found[0].etikett for found in series.values()]
    years = list(dict.fromkeys(one.x for one in points))
    yield f"Linjediagram fra {years[0]} til {years[-1]} med en linje for {phrases.listed(names)}"
    for found in series.values():
        yield phrases.extremes(found, found[0].etikett)
        values = phrases.present(found)
        if len(values) > 1:
            yield f"{found[0].etikett} {phrases.change(values[-2], values[-1])}"
    yield from (_beside(level, series[level.serie]) for level in levels)
    yield phrases.missing(points)


def _beside(level: Level, found: Sequence[Point]) -> str:
    """Return in which years the series is below its level."""
    values = phrases.present(found)
    below = [one.x for one in values if Fraction(phrases.number(one)) < level.height]
    what = f"nivået på {written(level.height)} prosent som utvalget anbefaler"
    if not values:
        return ""
    where = f"under {what} i {phrases.listed(below)}" if below else f"aldri under {what}"
    return f"{found[0].etikett} er {where}"
