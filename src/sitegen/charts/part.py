"""What one chart is of: the note, a table's shape, the part that is drawn; and what a form is."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kommuneindikatorer.measures.catalogue import INDIKATOR
from kommuneindikatorer.result import Gruppe
from kommuneindikatorer.wording import uncapitalised
from sitegen.charts.layers import Spec
from sitegen.charts.model import Point, Rows, Words
from sitegen.facts.fact import NETTO, Fact, with_cells
from sitegen.facts.formatting import day_words
from sitegen.note.model import Exhibit, Note, plain

FEW_YEARS, FEW_MEASURES = 4, 3
MAIN_GROUP = "kommunene"
"""The group that a chart of sectors is about first."""
GROSS = "brutto_driftsresultat_eks_avskrivninger"

type Placed = tuple[str, str, str]
"""Id and name of a value's series, and where in it the value lies."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The note, its values, and the final figures of every unit.

    Attributes:
        note: The note.
        facts: Values by table or figure, one a cell in reading order.
        groups: Groups of all municipalities and county municipalities, final figures.
    """

    note: Note
    facts: Mapping[str, Sequence[Fact]]
    groups: Sequence[Gruppe] = ()

    def exhibit(self, target: str) -> Exhibit:
        """Return a table or figure by its id."""
        return self.note.exhibit(target)

    def values(self, target: str) -> tuple[tuple[Fact, str], ...]:
        """Return the printed values of a table or figure, each with the anchor of its cell."""
        return with_cells(self.exhibit(target), self.facts[target])

    def source(self, target: str) -> str:
        """Return the source line of a table or figure, with the note it stands in."""
        exhibit, about = self.exhibit(target), self.note.about
        printed = plain(exhibit.source.content).rstrip(".") if exhibit.source else ""
        taken = f"Hentet fra {exhibit.name.lower()} i {about.abbreviation}s notat"
        where = f"{taken} {day_words(about.date)}."
        return f"{printed}. {where}" if printed else where


@dataclass(frozen=True)  # no slots: what every cell asks for is found out once
class Table:
    """Printed values, each with the anchor of its cell, and how the table lays them out."""

    exhibit: Exhibit
    cells: Sequence[tuple[Fact, str]]

    @property
    def items(self) -> list[Fact]:
        """The values alone."""
        return [item for item, _ in self.cells]

    @property
    def measures(self) -> dict[str, str]:
        """Printed name of each measure; the committee's main indicator first."""
        names = {item.indikator: self.measure(item) for item in self.items}
        return {one: names[one] for one in sorted(names, key=lambda one: one != NETTO)}

    @property
    def years(self) -> set[int]:
        """Its years."""
        return {item.aar for item in self.items}

    @property
    def units(self) -> set[str]:
        """The units of its values."""
        return {item.enhet for item in self.items}

    @property
    def selections(self) -> set[str]:
        """The selections of units that its values are of."""
        return {item.utvalg for item in self.items}

    @cached_property
    def groups(self) -> int:
        """How many groups the measure with most of them has."""
        pairs = {(item.indikator, item.gruppe) for item in self.items}
        return max(sum(one == measure for one, _ in pairs) for measure, _ in pairs)

    @cached_property
    def by_row(self) -> bool:
        """Whether the rows name measures; else they name groups, and the columns measures."""
        rows: dict[tuple[str, str], set[str]] = {}
        for item in self.items:
            rows.setdefault((item.radgruppe, item.rad), set()).add(item.indikator)
        own = set(map(frozenset, rows.values()))
        every = [one for measures in own for one in measures]
        return len(own) > 1 and len(set(every)) == len(every)

    @cached_property
    def _shared(self) -> set[str]:
        """Labels of rows that measure several things, by the heading over row or column."""
        pairs = {(item.rad, item.indikator) for item in self.items}
        counts = Counter(label for label, _ in pairs)
        return {label for label, count in counts.items() if count > 1}

    def of(self, measure: str) -> "Table":
        """Return the part of it that one chart draws: a measure may lack years others have."""
        cells = [(item, cell) for item, cell in self.cells if item.indikator == measure]
        return replace(self, cells=cells)

    def measure(self, item: Fact) -> str:
        """Return the printed name of what a value measures."""
        if self.by_row:
            heading = item.kolonnegruppe or item.radgruppe
            apart = f", {uncapitalised(heading)}" if item.rad in self._shared and heading else ""
            return f"{item.rad}{apart}"
        known = INDIKATOR.get(item.indikator)
        return item.kolonnegruppe or (known.etikett if known else self.exhibit.title)

    def group(self, item: Fact) -> str:
        """Return the printed name of the group a value is about."""
        return item.radgruppe if self.by_row else item.rad

    def by_group(self, item: Fact) -> Placed:
        """Return a group as the series, or a measure where there is one group, over the years."""
        if self.groups > 1:
            return item.gruppe, self.group(item), str(item.aar)
        return item.indikator, self.measure(item), str(item.aar)


@dataclass(frozen=True, slots=True)
class Part:
    """What one chart draws of a table or figure.

    Attributes:
        id: The chart's id: the exhibit's own, with a suffix for a further measure.
        exhibit: The table or figure.
        form: Id of its form.
        measure: Name of what is measured, as printed; empty where series measure different things.
        points: Its values, in drawing order.
        headings: Printed heading of the rows of each measure.
    """

    id: str
    exhibit: Exhibit
    form: str
    measure: str
    points: tuple[Point, ...]
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def measured(self) -> str:
        """What is measured in running text: gross is before depreciation."""
        name = uncapitalised(self.measure)
        exact = " uten avskrivninger" if self.points[0].maal == GROSS else ""
        return name if name.endswith(exact) else f"{name}{exact}"


@dataclass(frozen=True, slots=True)
class Content:
    """All that a chart shows, before it is drawn.

    Attributes:
        part: What it draws.
        rows: Its rows.
        words: Title, subtitle and description.
        source: Where its values come from, in a sentence.
        remarks: What a reader must know of it.
        axes: Words of the form's axes, by name.
    """

    part: Part
    rows: Rows
    words: Words
    source: str
    remarks: tuple[str, ...]
    axes: Mapping[str, str] = field(default_factory=dict)


# What a form of chart is: a module in `forms/` says all of it.
type Said = tuple[str, Sequence[str], Iterator[str]]
"""Title, parts of the subtitle, and sentences of the description; empty parts are left out."""


def _never(_: Table) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form of chart.

    Attributes:
        id: Its name in ``note.toml`` and in browsers.
        layers: What it draws in Vega-Lite, lowest first; without numbers.
        height: Of the plot, px, wide and on a phone; ``None`` where rows or the content say it.
        step: Height of a row, px; 0 where there are none.
        right: Margin to the right, px.
        ends: Whether words stand at the ends of lines, in a margin as wide as they are.
        bare: Whether all words stand inside the plot, so that there are no margins.
        square: Whether the axes have one scale, and the plot is no wider than that allows.
        rows: The rows it draws of printed values; ``None`` for a form that only browsers fill.
        words: What is said of them; ``None`` as above.
        fits: Whether it suits a table by its shape.
        precedence: Its place among the forms that suit a table; the lowest is chosen.
        least_years: Years that a table must have, so that it can be drawn.
        place: The series that a printed value belongs to, and where in it.
    """

    id: str
    layers: list[Spec]
    height: tuple[int, int] | None = None
    step: int = 0
    right: int = 16
    ends: bool = False
    bare: bool = False
    square: bool = False
    rows: Callable[[Part], Rows] | None = None
    words: Callable[[Part], Said] | None = None
    fits: Callable[[Table], bool] = _never
    precedence: int = 0
    least_years: int = 1
    place: Callable[[Table, Fact], Placed] = Table.by_group
