"""Figure 3: net operating result before and after earmarked funds, from the printed labels."""

from collections.abc import Iterator, Sequence

from sitegen.charts import phrases
from sitegen.charts.bars import bars, sheet_for
from sitegen.charts.compile import Press, compiled
from sitegen.charts.model import Chart, Point
from sitegen.charts.points import by_series, point
from sitegen.charts.subject import Subject
from sitegen.charts.theme import NARROW, WIDE
from sitegen.charts.words import Words, chart

ID = "figur-3"
MEASURE = "netto driftsresultat i kommunesektoren før og etter avsetninger til bundne fond"
IN_WORDS = {"konsern": "konserntall", "kasse": "tall for kassene alene, uten foretak"}


def draw(subject: Subject, press: Press) -> Chart:
    """Return the chart: two bars a year, and a rule where the basis changes."""
    found = subject.values(ID)
    points = tuple(
        point(item, cell, item.indikator, item.rad, str(item.aar)) for item, cell in found
    )
    wide, narrow = (
        compiled(bars(points, sheet), sheet, press)
        for sheet in (sheet_for(points, width) for width in (WIDE, NARROW))
    )
    words = Words(
        title=title(points),
        subtitle=(
            f"{MEASURE}, {points[0].enhet}",
            bases(points),
            phrases.statuses(points),
        ),
        description=description(points),
        source=subject.source(ID),
        remarks=(subject.exhibit(ID).basis_note.rstrip("."),),
    )
    return chart(ID, ID, points, (wide, narrow), words)


def title(points: Sequence[Point]) -> str:
    """Return both values of the last year, which share a basis; years may not."""
    last = points[-1].x
    values = [one for one in phrases.present(points) if one.x == last]
    if not values:
        return f"netto driftsresultat i {last}: {phrases.NO_NUMBERS}"
    told = [f"{phrases.value(one)} prosent{_after(one, values[0])}" for one in values]
    hedge = phrases.BEFORE_NUMBER.get(values[0].status, "")
    return f"netto driftsresultat i {last} var {hedge}{phrases.listed(told)}"


def _after(one: Point, first: Point) -> str:
    """Return what sets a measure apart from the first: « etter bundne avsetninger»."""
    return one.etikett.removeprefix(first.etikett) if one != first else ""


def bases(points: Sequence[Point]) -> str:
    """Return which years are counted how: «2022 og 2023 er konserntall, 2024 er …»."""
    found: dict[str, dict[str, None]] = {}
    for one in points:
        found.setdefault(one.grunnlag, {})[one.x] = None
    return ", ".join(
        f"{phrases.listed(list(years))} er {IN_WORDS.get(word, word)}"
        for word, years in found.items()
    )


def description(points: Sequence[Point]) -> Iterator[str]:
    """Return what the chart shows, a sentence at a time; years of two bases are not compared."""
    series = by_series(points)
    years = list(dict.fromkeys(one.x for one in points))
    yield f"Søylediagram for {phrases.listed(years)} med to søyler for hvert år"
    for found in series.values():
        told = [f"{phrases.hedged(one)} i {one.x}" for one in phrases.present(found)]
        if told:
            yield f"{found[0].etikett} er {phrases.listed(told)}"
        yield from _within_a_basis(found)
    yield bases(points)
    yield phrases.missing(points)


def _within_a_basis(found: Sequence[Point]) -> Iterator[str]:
    """Return the way from the first to the last year of each basis that has several."""
    for basis in dict.fromkeys(one.grunnlag for one in found):
        values = [one for one in phrases.present(found) if one.grunnlag == basis]
        if len(values) > 1:
            yield f"{found[0].etikett} {phrases.change(values[0], values[-1])}, begge {basis}"
