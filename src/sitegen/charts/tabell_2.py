"""Table 2: gross and net operating result of three sectors, 2023 against 2024, own accounts."""

from collections.abc import Iterator, Mapping, Sequence

from sitegen.charts import phrases
from sitegen.charts.compile import Press
from sitegen.charts.dumbbell import Dumbbell, drawn
from sitegen.charts.dumbbell_panel import Line, Panel
from sitegen.charts.legend import Key
from sitegen.charts.model import Chart, Point
from sitegen.charts.palette import KOMMUNESEKTOREN, group_colour
from sitegen.charts.points import by_series, name_with_status, point
from sitegen.charts.subject import Subject
from sitegen.charts.words import Words, chart
from sitegen.facts.observation import FINAL

ID = "tabell-2"
GROSS = "brutto_driftsresultat_eks_avskrivninger"
NET = "netto_driftsresultat"
FOREMOST = "kommunene"
"""The sector that the title is about."""


def draw(subject: Subject, press: Press) -> Chart:
    """Return the chart: a line for each sector, a panel for each measure."""
    found = subject.values(ID)
    points = tuple(
        point(item, cell, str(item.aar), str(item.aar), item.radgruppe) for item, cell in found
    )
    measures = {item.indikator: item.rad for item, _ in found}
    what = Dumbbell(
        points=points,
        lines=[Line(x, x) for x in dict.fromkeys(one.x for one in points)],
        panels=[Panel(measure, name) for measure, name in measures.items()],
        keys=_keys(points),
        colours=[group_colour(item.gruppe) for item, _ in found],
        left=150,
        lead=lambda one: f"{measures[one.maal]}, {one.x}, {one.etikett}",
        one_scale=True,
    )
    sectors = {item.gruppe: item.radgruppe for item, _ in found}
    told = Words(
        title=title(points, sectors.get(FOREMOST) or points[0].x),
        subtitle=(
            f"{phrases.listed([*map(_exact, measures, measures.values())])} i {points[0].enhet}",
            phrases.basis(points),
            phrases.statuses(points, _year),
        ),
        description=description(points, measures),
        source=subject.source(ID),
    )
    return chart(ID, ID, points, drawn(what, press), told)


def _exact(measure: str, name: str) -> str:
    """Return the measure's name as the caption has it: gross is before depreciation."""
    return f"{name.lower()} uten avskrivninger" if measure == GROSS else name.lower()


def _keys(points: Sequence[Point]) -> list[Key]:
    return [
        Key(serie, name_with_status(one), KOMMUNESEKTOREN, hollow=one.status != FINAL)
        for serie, (one, *_) in by_series(points).items()
    ]


def title(points: Sequence[Point], sector: str) -> str:
    """Return what one sector's net result did from the first year to the last."""
    who = f"netto driftsresultat i {sector.partition(' (')[0].lower()}"
    net = [one for one in points if one.x == sector and one.maal == NET]
    values = phrases.present(net)
    if len(values) < len(net) or len(values) < 2:  # noqa: PLR2004 - a way has two ends
        return f"{who}: {phrases.NO_NUMBERS} å sammenlikne"
    return f"{who} {_way(values, ' prosent')}"


def description(points: Sequence[Point], measures: Mapping[str, str]) -> Iterator[str]:
    """Return what the chart shows, a sentence at a time."""
    sectors = list(dict.fromkeys(one.x for one in points))
    years = list(dict.fromkeys(one.etikett for one in points))
    yield (
        f"Punktdiagram med en linje for {phrases.listed(sectors)}, der punktene viser "
        f"{phrases.listed(years)}"
    )
    for measure, name in measures.items():
        for sector in sectors:
            found = [one for one in points if one.maal == measure and one.x == sector]
            values = phrases.present(found)
            if len(values) > 1:
                yield f"{name} i {sector[:1].lower()}{sector[1:]} {_way(values)}"
        for serie in years:
            of_year = [one for one in points if one.maal == measure and one.etikett == serie]
            yield phrases.extremes(of_year, f"{name} i {serie}", _in_sectors)
    yield phrases.missing(points)


def _in_sectors(sectors: Sequence[str]) -> str:
    return phrases.listed([f"i {one[:1].lower()}{one[1:]}" for one in sectors])


def _way(values: Sequence[Point], unit: str = "") -> str:
    return phrases.change(values[0], values[-1], unit, _year)


def _year(one: Point) -> str:
    return one.etikett
