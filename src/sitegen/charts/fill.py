"""What is drawn of each table and figure, in which form: by ``note.toml``, else by its shape."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kommuneindikatorer.wording import slug
from sitegen.charts.describe import describe
from sitegen.charts.draw import DrawingContext, drawn_chart
from sitegen.charts.index_figure import draw_index
from sitegen.charts.model import Chart, Point, Rows, by_series
from sitegen.charts.pair_figure import draw_pairs
from sitegen.charts.panels import Section, panel_rows
from sitegen.charts.rows import NET, column_rows, line_rows, pair_rows
from sitegen.charts.subject import Part, Subject
from sitegen.facts.observation import Observation
from sitegen.note.model import Exhibit

FEW_YEARS, FEW_MEASURES = 4, 3
PAIR = 2
REBUILT = {"indeks": draw_index, "kommunepar": draw_pairs}


def draw(subject: Subject, press: DrawingContext) -> Mapping[str, Chart]:
    """Return every chart that the note has the values for, by id: printed values first."""
    printed = (
        _drawn(part, subject, press)
        for target in sorted(subject.observations, key=_tables_first)
        for part in parts(subject, target)
    )
    charts = (*printed, *rebuilt(subject, press))
    return MappingProxyType({one.id: one for one in charts})


def without_form(subject: Subject) -> list[Exhibit]:
    """Return the tables and figures with printed values that no form fits."""
    return [subject.exhibit(one) for one in subject.observations if not parts(subject, one)]


def _tables_first(target: str) -> bool:
    return not target.startswith("tabell")


def rebuilt(subject: Subject, press: DrawingContext) -> Iterator[Chart]:
    """Yield the chart of each figure that the note says how to draw again, in the note's order."""
    for exhibit in subject.note.exhibits:
        if exhibit.rebuild:
            chart = REBUILT[exhibit.rebuild.kind](subject, press, exhibit, exhibit.rebuild)
            if chart:
                yield chart


@dataclass(frozen=True, slots=True)
class Table:
    """Printed values, each with the anchor of its cell, and how the table lays them out."""

    exhibit: Exhibit
    cells: Sequence[tuple[Observation, str]]

    @property
    def items(self) -> list[Observation]:
        """The values alone."""
        return [item for item, _ in self.cells]

    @property
    def measures(self) -> dict[str, str]:
        """Printed name of each measure; the committee's main indicator first."""
        names = {item.indikator: self.measure(item) for item in self.items}
        return {one: names[one] for one in sorted(names, key=lambda one: one != NET)}

    @property
    def years(self) -> set[int]:
        """Its years."""
        return {item.aar for item in self.items}

    @property
    def groups(self) -> int:
        """How many groups the measure with most of them has."""
        pairs = {(item.indikator, item.gruppe) for item in self.items}
        return max(sum(one == measure for one, _ in pairs) for measure, _ in pairs)

    @property
    def by_row(self) -> bool:
        """Whether the rows name measures; else they name groups, and the columns measures."""
        rows: dict[tuple[str, str], set[str]] = {}
        for item in self.items:
            rows.setdefault((item.radgruppe, item.rad), set()).add(item.indikator)
        return len(set().union(*rows.values())) > 1 and all(len(one) == 1 for one in rows.values())

    def measure(self, item: Observation) -> str:
        """Return the printed name of what a value measures."""
        return item.rad if self.by_row else item.kolonnegruppe or self.exhibit.title

    def group(self, item: Observation) -> str:
        """Return the printed name of the group a value is about."""
        return item.radgruppe if self.by_row else item.rad

    @property
    def form(self) -> str:
        """The form that fits the shape; empty for none."""
        if self.exhibit.diagram:
            return self.exhibit.diagram
        if self.groups > 1:
            return {1: "", PAIR: "prikker"}.get(len(self.years), "linje")
        if len(self.measures) > FEW_MEASURES:
            return "smaa_flere"
        if len(self.years) <= FEW_YEARS:
            return "soyler"
        return "linje" if len({item.enhet for item in self.items}) == 1 else "smaa_flere"


def parts(subject: Subject, target: str) -> list[Part]:
    """Return what each chart of a table or figure draws: one measure where groups share it."""
    table = Table(subject.exhibit(target), subject.values(target))
    form, by_measure = table.form, table.groups > 1
    if not form:
        return []
    if not by_measure:
        points = tuple(_point(table, item, cell, form) for item, cell in table.cells)
        return [Part(target, table.exhibit, form, "", points)]
    return [
        Part(_id(target, name, first=not nr), table.exhibit, form, name, tuple(
            _point(table, item, cell, form)
            for item, cell in table.cells if item.indikator == measure
        ))
        for nr, (measure, name) in enumerate(table.measures.items())
    ]  # fmt: skip


def _id(target: str, measure: str, *, first: bool) -> str:
    return target if first else f"{target}-{slug(measure.split(maxsplit=1)[0], '-')}"


def _point(table: Table, item: Observation, cell: str, form: str) -> Point:
    serie, name, x = item.indikator, table.measure(item), str(item.aar)
    if form == "prikker":
        serie, name, x = *_year(table, item), table.group(item)
    elif table.groups > 1:
        serie, name = item.gruppe, table.group(item)
    return Point(
        serie=serie,
        etikett=name,
        x=x,
        maal=item.indikator,
        verdi=item.verdi,
        enhet=item.enhet,
        grunnlag=item.grunnlag,
        utvalg=item.utvalg,
        status=item.status,
        linje=item.linje,
        celle=cell,
        gruppe=item.gruppe,
    )


def _year(table: Table, item: Observation) -> tuple[str, str]:
    """Return id and name of a year, with the selection where the table has several."""
    if len({one.utvalg for one in table.items}) == 1:
        return str(item.aar), str(item.aar)
    return f"{item.aar}-{slug(item.utvalg, '-')}", f"{item.aar}, {item.utvalg}"


def _drawn(part: Part, subject: Subject, press: DrawingContext) -> Chart:
    remark = part.exhibit.basis_note
    remarks = (f"{remark.rstrip('.')}.",) if remark else ()
    source = subject.source(part.exhibit.id)
    rows = rows_of(part, subject)
    return drawn_chart(part, rows, describe(part), source, remarks, press)


def rows_of(part: Part, subject: Subject) -> Rows:
    """Return the rows that the part's form draws."""
    if part.form == "linje":
        return line_rows(part.points)
    if part.form == "soyler":
        return column_rows(part.points)
    if part.form == "prikker":
        return pair_rows(part.points, part.measure)
    return panel_rows(part.points, _sections(part, subject))


def _sections(part: Part, subject: Subject) -> list[Section]:
    """Return the printed row groups, changes and levels apart: they need different forms."""
    headings = {item.indikator: item.radgruppe for item, _ in subject.values(part.exhibit.id)}
    found: dict[tuple[str, bool], list[list[Point]]] = {}
    for own in by_series(part.points).values():
        changes = "endring" in own[0].enhet
        found.setdefault((headings[own[0].maal], changes), []).append(own)
    names = [name for name, _ in found]
    return [
        Section(f"{name} (forts.)" if name in names[:nr] else name, changes, series)
        for nr, ((name, changes), series) in enumerate(found.items())
    ]
