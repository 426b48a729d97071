"""Table 1: every series in a panel of its own, in printed order, changes apart from levels."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sitegen.charts import phrases
from sitegen.charts.compile import Press, compiled
from sitegen.charts.model import Chart, Point
from sitegen.charts.multiples import Section, multiples, sheet_for
from sitegen.charts.palette import KOMMUNESEKTOREN, SAMMENLIKNING
from sitegen.charts.points import by_series, point
from sitegen.charts.subject import Subject
from sitegen.charts.theme import NARROW, WIDE
from sitegen.charts.words import Words, chart
from sitegen.facts.formatting import shown
from sitegen.facts.observation import FINAL, Observation

ID = "tabell-1"
ACTIVITY, INCOME = "aktivitet_endring", "frie_inntekter_realendring"
CHANGE = "prosent endring fra året før"


def draw(subject: Subject, press: Press) -> Chart:
    """Return the chart."""
    found = subject.values(ID)
    points = tuple(
        point(item, cell, item.indikator, item.rad, str(item.aar)) for item, cell in found
    )
    values = [item for item, _ in found]
    colours = {item.indikator: _colour(item) for item in values}
    sections = _sections(values)
    wide, narrow = (
        compiled(multiples(points, sections, colours, width), sheet_for(width), press)
        for width in (WIDE, NARROW)
    )
    words = Words(
        title=title(points),
        subtitle=(
            f"{len(colours)} tallserier for {points[0].x}–{points[-1].x}, alle i prosent",
            *statuses(points),
        ),
        description=description(points),
        source=subject.source(ID),
        remarks=(subject.exhibit(ID).basis_note.rstrip("."),),
    )
    return chart(ID, ID, points, (wide, narrow), words)


def _colour(item: Observation) -> str:
    """Return the sector's colour, and a quieter one for what is not the sector's own."""
    return KOMMUNESEKTOREN if item.gruppe == "kommunesektoren" else SAMMENLIKNING


def _sections(values: Sequence[Observation]) -> list[Section]:
    """Return the printed row groups, changes and levels apart: they need different forms."""
    found: dict[tuple[str, bool], dict[str, None]] = {}
    for item in values:
        found.setdefault((item.radgruppe, item.enhet == CHANGE), {})[item.indikator] = None
    names = [name for name, _ in found]
    return [
        Section(_again(names, nr), _unit(changes=changes), list(series), changes)
        for nr, ((_, changes), series) in enumerate(found.items())
    ]


def _again(names: Sequence[str], nr: int) -> str:
    """Return a heading, marked where it stood before."""
    return f"{names[nr]} (forts.)" if names[nr] in names[:nr] else names[nr]


def _unit(*, changes: bool) -> str:
    if changes:
        return "Prosent endring fra året før. Samme skala i alle feltene."
    return "Prosent. Hvert felt har sin egen skala."


def title(points: Sequence[Point]) -> str:
    """Return what activity and free income did in the last year that has both."""
    series = by_series(points)
    pairs = zip(series.get(ACTIVITY, ()), series.get(INCOME, ()), strict=False)
    both = [pair for pair in pairs if len(phrases.present(pair)) == len(pair)]
    if not both:
        return f"aktivitet og frie inntekter: {phrases.NO_NUMBERS}"
    activity, income = both[-1]
    verb, how = _moved(activity)
    opposed = phrases.number(activity) * phrases.number(income) < 0
    other = "mens" if opposed else "og"
    return (
        f"i {activity.x} {verb} aktiviteten i kommunesektoren {how}, "
        f"{other} frie inntekter {' '.join(_moved(income))} reelt"
    )


def _moved(one: Point) -> tuple[str, str]:
    """Return verb and measure of a yearly change: «økte», «med 0,4 prosent»."""
    change = phrases.number(one)
    if not change:
        return "var", "uendret"
    amount = f"med {shown(abs(change))} prosent"
    return ("økte", amount) if change > 0 else ("gikk", f"ned {amount}")


def statuses(points: Sequence[Point]) -> Iterator[str]:
    """Return what is not final, with the series whose status is another than the year's."""
    unsure = [one for one in phrases.present(points) if one.status != FINAL]
    for year in dict.fromkeys(one.x for one in unsure):
        found = [one for one in unsure if one.x == year]
        (common, _), *_ = Counter(one.status for one in found).most_common(1)
        yield f"tall for {year} er {phrases.PLURAL.get(common, common)}"
        yield from (
            f"«{one.etikett}» for {year} er {one.status}" for one in found if one.status != common
        )


def description(points: Sequence[Point]) -> Iterator[str]:
    """Return what the chart shows: a sentence for each series."""
    series = by_series(points)
    yield (
        f"{len(series)} små diagrammer fra {points[0].x} til {points[-1].x}, "
        "søyler for endringer og linjer for nivåer"
    )
    for found in series.values():
        values = phrases.present(found)
        if not values:
            yield f"{found[0].etikett}: {phrases.NO_NUMBERS}"
            continue
        last = f"{phrases.hedged(values[-1])} i {values[-1].x}"
        yield f"{phrases.extremes(found, found[0].etikett)}; {last}"
    yield phrases.missing(points)
