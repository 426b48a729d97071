"""Figures of indices, drawn again from printed growth: points, and what they show in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from kommuneindikatorer.numbers import EXACT, format_number
from kommuneindikatorer.wording import listed, uncapitalised
from sitegen.charts.forms.line import line_rows
from sitegen.charts.model import Point, Words, by_series, present
from sitegen.charts.part import Content, Part, Subject
from sitegen.charts.phrases import PLURAL, number, sentences
from sitegen.charts.rows import point_remarks
from sitegen.facts.fact import FINAL
from sitegen.facts.rebuilt import START, Step, chained, formula, uncertainty
from sitegen.note.model import Exhibit, Rebuild, RebuiltSeries

DECIMALS = 1

type Steps = Mapping[str, Sequence[Step]]
"""The index by the id of its measure."""


def index_content(subject: Subject, exhibit: Exhibit, rebuild: Rebuild) -> Content:
    """Return the chart of a figure whose series are indices."""
    steps = _chains(subject, rebuild)
    points = _points(subject, rebuild, steps)
    lines = [Line(found, steps[serie]) for serie, found in by_series(points).items()]
    table = subject.exhibit(rebuild.table).name
    part = Part(exhibit.id, exhibit, "linje", "", points)
    found = title(lines)
    said = sentences([found, *_described(lines)] if rebuild.finding else _described(lines))
    words = Words(rebuild.finding or found, subtitle(lines, table), said)
    source = f"{subject.source(rebuild.table)} Regnet om til indeks her."
    rows = line_rows(points, int(START))
    remarks = (*_remarks(lines, rebuild, table), *point_remarks(points))
    return Content(part, rows, words, source, remarks)


def _chains(subject: Subject, rebuild: Rebuild) -> Steps:
    """Return the index of each series."""
    growth = subject.facts[rebuild.table]
    return {
        one.measure: chained([o for o in growth if o.indikator == one.indikator])
        for one in rebuild.series
    }


def _points(subject: Subject, rebuild: Rebuild, steps: Steps) -> tuple[Point, ...]:
    """Return every series' points by year."""
    ids = {(o.indikator, o.aar): cell for o, cell in subject.values(rebuild.table)}
    return tuple(
        _point(one, step, steps[one.measure], ids)
        for one in rebuild.series
        for step in steps[one.measure]
    )


def _point(
    series: RebuiltSeries, step: Step, all_steps: Sequence[Step], ids: Mapping[tuple[str, int], str]
) -> Point:
    first, last = all_steps[0], all_steps[-1]
    used = tuple(ids[series.indikator, one.aar] for one in step.av)
    return Point(
        serie=series.measure,
        etikett=series.text,
        x=str(step.aar),
        aar=step.aar,
        maal=series.measure,
        verdi=None if step.verdi is None else step.verdi.normalize(EXACT),
        enhet=f"indekspoeng ({first.aar} = 100)",
        grunnlag=last.av[-1].grunnlag if last.av else "",
        utvalg=last.av[-1].utvalg if last.av else "",
        status=step.status,
        linje=step.av[-1].linje if step.av else None,
        celle=used[-1] if used else "",
        desimaler=DECIMALS,
        formel=formula(step),
        av=used,
        gruppe=last.av[-1].gruppe if last.av else "",
        merknad=" ".join(dict.fromkeys(one.merknad for one in step.av if one.merknad)),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One series: its points and, point by point, how they were chained."""

    points: Sequence[Point]
    steps: Sequence[Step]

    @property
    def name(self) -> str:
        """Its name, in the definite form."""
        return self.points[0].etikett

    @property
    def known(self) -> Sequence[Point]:
        """Its points with a value; the first is the start, always there."""
        return present(self.points)

    @property
    def last(self) -> Point:
        """The last point with a value."""
        return self.known[-1]

    @property
    def growth(self) -> Fraction:
        """Per cent from the first year to the last."""
        return Fraction(number(self.last)) - 100

    def in_doubt(self, year: str) -> Fraction:
        """How far off the index of a year may be because the growth is printed rounded."""
        return next((uncertainty(one) for one in self.steps if str(one.aar) == year), Fraction(0))


def title(lines: Sequence[Line]) -> str:
    """Return the finding: the growth of one line, or of the first against the second."""
    first = lines[0]
    start, end = first.points[0].x, first.last.x
    if len(first.known) == 1:
        return f"{first.name}: tabellen har ikke tall for veksten"
    if len(lines) == 1 or lines[1].last.x != end:
        return f"{first.name} var {_against(first.known[0], first)}{_since_peak(first)}"
    other = lines[1]
    grown = f"{_percent(first.growth)} mot {_percent(other.growth)}\u00a0prosent"
    whom = uncapitalised(other.name)
    return f"{first.name} har økt {_more(first, other)} {whom} siden {start}: {grown}"


def _against(earlier: Point, line: Line) -> str:
    """Return the last value beside an earlier one: «6,6 prosent høyere i 2024 enn i 2015»."""
    change = 100 * (Fraction(number(line.last)) / Fraction(number(earlier)) - 1)
    if not change:
        return f"like høye i {line.last.x} som i {earlier.x}"
    way = "høyere" if change > 0 else "lavere"
    return f"{_percent(abs(change))} prosent {way} i {line.last.x} enn i {earlier.x}"


def _since_peak(line: Line) -> str:
    """Return how far the end lies below the top, if there is a top between."""
    top = max(line.known, key=number)
    if top in {line.known[0], line.last}:
        return ""
    fall = 100 * (1 - Fraction(number(line.last)) / Fraction(number(top)))
    return f", men {_percent(fall)} prosent lavere enn i {top.x}"


def _more(first: Line, other: Line) -> str:
    """Return which grew most; neither where the rounding of the growth could turn it."""
    ahead = first.growth - other.growth
    if abs(ahead) <= first.in_doubt(first.last.x) + other.in_doubt(first.last.x):
        return "om lag like mye som"
    return "mer enn" if ahead > 0 else "mindre enn"


def subtitle(lines: Sequence[Line], table: str) -> str:
    """Return what is measured, and the status of what is not final."""
    start = lines[0].points[0].x
    parts = [f"Kommunesektoren, indeks {start} = 100, regnet av veksten i {table.lower()}"]
    return " ".join(sentences([*parts, _statuses(lines)]))


def _statuses(lines: Sequence[Line]) -> str:
    """Return the years that are not final, those of the same status together."""
    found: dict[str, dict[str, list[str]]] = {}
    for line in lines:
        for one in line.known:
            if one.status != FINAL:
                own = found.setdefault(one.x, {}).setdefault(one.status, [])
                own.append(uncapitalised(line.name))
    years: dict[str, list[str]] = {}
    for year, by_status in sorted(found.items()):
        years.setdefault(_status_words(by_status, len(lines)), []).append(year)
    return ". ".join(f"Tallene for {listed(own)} er {words}" for words, own in years.items())


def _status_words(by_status: Mapping[str, list[str]], lines: int) -> str:
    """Return the statuses of a year, each with its lines where it is not that of all."""
    return listed(
        f"{PLURAL.get(status, status)}{f' for {listed(names)}' if len(names) < lines else ''}"
        for status, names in by_status.items()
    )


def _described(lines: Sequence[Line]) -> Iterator[str]:
    years = [one.x for one in lines[0].points]
    names = listed([uncapitalised(line.name) for line in lines])
    count = {1: "én linje", 2: "to linjer"}.get(len(lines), f"{len(lines)} linjer")
    yield f"Linjediagram fra {years[0]} til {years[-1]} med {count}: {names}"
    for line in lines:
        if len(line.known) > 1:
            yield from _course(line)
            yield _falls(line)
        if len(line.known) < len(line.points):
            lacking = [one.x for one in line.points if one.verdi is None]
            yield f"{line.name} mangler tall for {listed(lacking)}"
    if len(lines) > 1:
        yield from _distance(lines[0], lines[1])


def _course(line: Line) -> Iterator[str]:
    """Yield the way from the first year to the last, and the extremes that lie between."""
    first, last = line.known[0], line.last
    extremes = {
        max(line.known, key=number): "det høyeste",
        min(line.known, key=number): "det laveste",
    }

    def placed(one: Point) -> str:
        return f"{one.tall} i {one.x}{f', {extremes[one]},' if one in extremes else ''}"

    yield f"{line.name} går fra {placed(first)} til {placed(last)}".removesuffix(",")
    for one, words in extremes.items():
        if one not in {first, last}:
            yield f"{words} er {one.tall} i {one.x}"


def _falls(line: Line) -> str:
    pairs = zip(line.known, line.known[1:], strict=False)
    falls = [one.x for before, one in pairs if number(one) < number(before)]
    return f"{line.name} går ned i {listed(falls)}" if falls else f"{line.name} går aldri ned"


def _distance(first: Line, other: Line) -> Iterator[str]:
    """Yield when the first lies above the second, where most, and when rounding could turn it."""
    beside = {one.x: number(one) for one in other.known}
    ahead = {one.x: number(one) - beside[one.x] for one in first.known if one.x in beside}
    doubt = {year: first.in_doubt(year) + other.in_doubt(year) for year in ahead}
    above = [year for year, points in ahead.items() if points > doubt[year]]
    close = [year for year, points in ahead.items() if abs(points) <= doubt[year] and doubt[year]]
    names = f"{first.name} ligger", f"over {uncapitalised(other.name)}"
    if above:
        most = max(above, key=ahead.__getitem__)
        points = format_number(ahead[most], 1)
        yield f"{' '.join(names)} i {listed(above)}, mest i {most} ({points} indekspoeng)"
    else:
        yield " aldri klart ".join(names)
    if close:
        yield f"I {listed(close)} er forskjellen mindre enn avrundingen av veksten kan utgjøre"


def _remarks(lines: Sequence[Line], rebuild: Rebuild, table: str) -> tuple[str, ...]:
    """Return that it is rebuilt, from what, how it differs, and how exact it can be."""
    rows = listed([f"«{line.steps[-1].av[-1].rad}»" for line in lines if line.steps[-1].av])
    made = (
        f"Beregnet ut fra veksten i {table.lower()}, {rows}, siden tallene bak notatets figur "
        "ikke er trykt. Hvert år er indeksen for året før ganget med 1 pluss veksten."
    )
    return (made, *rebuild.differences, *_exactness(lines))


def _exactness(lines: Sequence[Line]) -> Iterator[str]:
    doubt = max(line.in_doubt(line.last.x) for line in lines)
    if doubt:
        most = format_number(Fraction(ceil(10 * doubt), 10), 1)
        yield (
            f"Veksten er trykt avrundet. I {lines[0].last.x} kan indeksen derfor være inntil "
            f"{most} poeng for høy eller for lav."
        )


def _percent(value: Fraction) -> str:
    return format_number(value, 1)
