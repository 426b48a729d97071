"""Tables 5 and 6: result and fund by group, 2023 against 2024 in the sample."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kommuneindikatorer.slugs import slug
from sitegen.charts import phrases, two_years
from sitegen.charts.compile import Press
from sitegen.charts.dumbbell import Dumbbell, drawn
from sitegen.charts.dumbbell_panel import Line, Panel
from sitegen.charts.legend import Key
from sitegen.charts.model import Chart, Point
from sitegen.charts.palette import KOMMUNENE, SAMMENLIKNING
from sitegen.charts.points import by_series, name_with_status, point
from sitegen.charts.subject import Subject
from sitegen.charts.words import Words, chart
from sitegen.facts.observation import FINAL, Observation

SAMPLE = "utvalget"
TOTAL = "landet"
SAMPLE_MEANS = "utvalget er kommunene i KS’ regnskapsundersøkelse"


@dataclass(frozen=True, slots=True)
class Grouping:
    """How a table groups the municipalities.

    Attributes:
        id: The table.
        groups: Its groups, «landsdelene».
        one_of: The same after a number, «landsdeler».
        left: Room for the labels, px.
        name: A group's name in running text.
    """

    id: str
    groups: str
    one_of: str
    left: int
    name: Callable[[str], str] = str

    def at(self, xs: Sequence[str]) -> str:
        """Return «for Østlandet og for Agder og Rogaland»: «i» would be wrong of some."""
        return phrases.listed([f"for {self.name(x)}" for x in xs])


def inhabitants(size: str) -> str:
    """Return the municipalities of a size: «kommuner med over 50 000 innbyggere»."""
    return f"kommuner med {size.lower()} innbyggere"


SIZES = Grouping("tabell-5", "kommunegruppene", "kommunegrupper", 92, inhabitants)
REGIONS = Grouping("tabell-6", "landsdelene", "landsdeler", 124)


def draw_sizes(subject: Subject, press: Press) -> Chart:
    """Return the chart by population."""
    return _draw(SIZES, subject, press)


def draw_regions(subject: Subject, press: Press) -> Chart:
    """Return the chart by region."""
    return _draw(REGIONS, subject, press)


def _draw(table: Grouping, subject: Subject, press: Press) -> Chart:
    found = subject.values(table.id)
    points = tuple(_point(item, cell) for item, cell in found)
    totals = {item.rad for item, _ in found if item.gruppe == TOTAL}
    measures = {item.indikator: item.kolonnegruppe for item, _ in found}
    keys = _keys(points)
    colours = {key.serie: key.colour for key in keys}
    what = Dumbbell(
        points=points,
        lines=[Line(x, x, x in totals) for x in dict.fromkeys(one.x for one in points)],
        panels=[Panel(measure, name) for measure, name in measures.items()],
        keys=keys,
        colours=[colours[one.serie] for one in points],
        left=table.left,
        lead=lambda one: f"{measures[one.maal]}, {one.x}, {_year(one)}",
    )
    source = subject.source(table.id)
    told = words(table, [one for one in points if one.x not in totals], measures, source)
    return chart(table.id, table.id, points, drawn(what, press), told)


def _point(item: Observation, cell: str) -> Point:
    selection = item.utvalg
    return point(
        item, cell, f"{item.aar}-{slug(selection, '-')}", f"{item.aar}, {selection}", item.rad
    )


def _keys(points: Sequence[Point]) -> list[Key]:
    """Return the key: the sample's years first, then what they are compared with."""
    keys = []
    for serie, (one, *_) in by_series(points).items():
        name, unsure = name_with_status(one), one.status != FINAL
        if one.utvalg == SAMPLE:
            keys.append(Key(serie, name, KOMMUNENE if unsure else SAMMENLIKNING, hollow=unsure))
        else:
            keys.append(Key(serie, name, SAMMENLIKNING, stroke=True))
    return sorted(keys, key=lambda key: key.stroke)


def words(
    table: Grouping, points: Sequence[Point], measures: Mapping[str, str], source: str
) -> Words:
    """Return the words for the groups, totals left out."""
    names = phrases.listed([*measures.values()]).lower()
    return Words(
        title=title(table, points, measures),
        subtitle=(
            f"{names} i {points[0].enhet}",
            phrases.basis(points),
            SAMPLE_MEANS,
            phrases.statuses(points, _year),
        ),
        description=description(table, points, measures),
        source=source,
    )


def title(table: Grouping, points: Sequence[Point], measures: Mapping[str, str]) -> str:
    """Return how the first measure moved in the sample, and in how many groups it is negative."""
    (measure, name), *_ = measures.items()
    early, *_, late = _sample_years(points)
    both = two_years.pairs([one for one in points if one.maal == measure], early, late)
    moved = two_years.moved(both, table.groups, table.one_of)
    if not both:
        return f"{name} {moved}"
    years = f"fra {_year(both[0][0])} til {_year(both[0][1])}"
    return f"{name} {moved} {years} og {two_years.negative(both)}"


def description(
    table: Grouping, points: Sequence[Point], measures: Mapping[str, str]
) -> Iterator[str]:
    """Return what the chart shows, a sentence at a time."""
    groups = list(dict.fromkeys(one.x for one in points))
    yield (
        f"Punktdiagram med en linje for hver av {two_years.counted(len(groups))} {table.one_of} og "
        f"for landet, der to punkter viser utvalget i to år og en strek viser alle utenom Oslo"
    )
    for measure, name in measures.items():
        chosen = [one for one in points if one.maal == measure]
        for serie in _sample_years(chosen):
            found = by_series(chosen)[serie]
            yield phrases.extremes(found, f"{name} i {_year(found[0])}", table.at)
        yield from _steps(table, chosen, name)
    yield phrases.missing(points)


def _steps(table: Grouping, points: Sequence[Point], name: str) -> Iterator[str]:
    """Return the way from the first year to the last, group by group."""
    early, *_, late = _sample_years(points)
    for first, last in two_years.pairs(points, early, late):
        ends = f"fra {phrases.value(first)} til {phrases.value(last)}"
        way = phrases.direction(first, last)
        how = f"{way} {ends}" if first.verdi != last.verdi else f"{way}, {phrases.value(last)}"
        yield f"{name} {table.at([first.x])} {how}"


def _sample_years(points: Sequence[Point]) -> list[str]:
    return sorted({one.serie for one in points if one.utvalg == SAMPLE})


def _year(one: Point) -> str:
    return one.etikett.partition(",")[0]
