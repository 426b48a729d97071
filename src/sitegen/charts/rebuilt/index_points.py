"""A rebuilt index as points, each with the printed cells it was chained from."""

from collections.abc import Mapping, Sequence

from kommuneindikatorer.numbers.exact import EXACT
from sitegen.charts.model import Point
from sitegen.charts.subject import Subject
from sitegen.facts.rebuilt.index import Step, chained, formula
from sitegen.note.model import Rebuild, RebuiltSeries

DECIMALS = 1

type Steps = Mapping[str, Sequence[Step]]
"""The index by the id of its measure."""


def chains(subject: Subject, rebuild: Rebuild) -> Steps:
    """Return the index of each series."""
    growth = subject.observations[rebuild.table]
    return {
        one.measure: chained([o for o in growth if o.indikator == one.indikator])
        for one in rebuild.series
    }


def index_points(subject: Subject, rebuild: Rebuild, steps: Steps) -> tuple[Point, ...]:
    """Return every series' points by year."""
    ids = {(o.indikator, o.aar): cell for o, cell in subject.values(rebuild.table)}
    return tuple(
        _point(one, step, steps[one.measure][0].aar, ids)
        for one in rebuild.series
        for step in steps[one.measure]
    )


def _point(
    series: RebuiltSeries, step: Step, first: int, ids: Mapping[tuple[str, int], str]
) -> Point:
    used = tuple(ids[series.indikator, one.aar] for one in step.av)
    return Point(
        serie=series.measure,
        etikett=series.text,
        x=str(step.aar),
        maal=series.measure,
        verdi=None if step.verdi is None else step.verdi.normalize(EXACT),
        enhet=f"indekspoeng ({first} = 100)",
        grunnlag="",
        utvalg="alle",
        status=step.status,
        linje=step.av[-1].linje if step.av else None,
        celle=used[-1] if used else "",
        desimaler=DECIMALS,
        formel=formula(step),
        av=used,
    )
