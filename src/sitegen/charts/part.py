"""What one chart is of: a table's shape, the part of it that is drawn, and all that it shows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kommuneindikatorer.measures.catalogue import INDIKATOR
from kommuneindikatorer.wording import uncapitalised
from sitegen.charts.model import Point, Rows, Words
from sitegen.facts.fact import NETTO, Fact
from sitegen.note.model import Exhibit

FEW_YEARS, FEW_MEASURES = 4, 3
MAIN_GROUP = "kommunene"
"""The group that a chart of sectors is about first."""
GROSS = "brutto_driftsresultat_eks_avskrivninger"

type Placed = tuple[str, str, str]
"""Id and name of a value's series, and where in it the value lies."""


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
