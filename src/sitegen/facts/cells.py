"""A printed value with its place: the cell it stands in, and how that is named in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sitegen.facts.fact import Fact, with_cells
from sitegen.facts.formatting import decimals, shown
from sitegen.note.model import Note

LineRange = tuple[int, int]
"""First and last 1-based line of ``note.txt``."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place that a finding is about.

    Attributes:
        lines: Its first and last source line.
        quote: What stands there.
        sentence: Id of the sentence; empty for other places.
        cell: Anchor of the cell, ``tabell-3-r1-k1``; empty for other places.
        exhibit: Id of the table or figure it stands in; empty for running text.
    """

    lines: LineRange
    quote: str
    sentence: str = ""
    cell: str = ""
    exhibit: str = ""


LONG_HEADING = 30
"""Letters above which a row group's heading is a title, not the name of a group of units."""


def name_of(exhibit: str) -> str:
    """Return «tabell 5» for ``tabell-5``, «tabell 2.1» for ``tabell-2-1``."""
    kind, *number = exhibit.split("-")
    return f"{kind} {'.'.join(number)}"


@dataclass(frozen=True, slots=True)
class AnchoredCell:
    """A printed value with its cell's anchor."""

    anchor: str
    fact: Fact

    @property
    def exact(self) -> Fraction:
        """The value as a fraction, to calculate with."""
        return Fraction(self.value)

    @property
    def decimals(self) -> int:
        """How many decimals it is printed with."""
        return decimals(self.value)

    @property
    def value(self) -> Decimal:
        """The value of a cell that has one."""
        return Decimal(0) if self.fact.verdi is None else self.fact.verdi

    @property
    def text(self) -> str:
        """The value as printed, with a real minus."""
        return shown(self.value)

    @property
    def table(self) -> str:
        """«tabell 5»."""
        return name_of(self.fact.tabell)

    @property
    def group(self) -> str:
        """The name of the group of units that the row's heading gives; empty if it gives none."""
        return self.fact.radgruppe if len(self.fact.radgruppe) < LONG_HEADING else ""

    @property
    def row(self) -> str:
        """The row's label, after that of its group where that is a group of units."""
        return f"{self.group}: {self.fact.rad}" if self.group else self.fact.rad

    @property
    def located(self) -> str:
        """«tabell 5 («Landet», 2024)»."""
        return f"{self.table} («{self.row}», {self.fact.aar})"

    def is_like(self, other: "AnchoredCell", *names: str) -> bool:
        """Return whether two values are alike in some fields (``aar``, ``gruppe`` …)."""
        return all(getattr(self.fact, name) == getattr(other.fact, name) for name in names)

    @property
    def place(self) -> Place:
        """Where it stands."""
        fact = self.fact
        return Place((fact.linje, fact.linje), fact.trykt, "", self.anchor, fact.tabell)


def cells_of(note: Note, facts: Mapping[str, Sequence[Fact]]) -> tuple[AnchoredCell, ...]:
    """Return every cell of the note's tables and figures, missing values included, in order."""
    return tuple(
        AnchoredCell(anchor, fact)
        for exhibit in note.exhibits
        for fact, anchor in with_cells(exhibit, facts.get(exhibit.id, ()))
    )


def alike(cells: Iterable[AnchoredCell], *names: str) -> list[list[AnchoredCell]]:
    """Return the cells whose values are alike in some fields (``aar``, ``gruppe`` …) together."""
    found: dict[tuple[object, ...], list[AnchoredCell]] = defaultdict(list)
    for cell in cells:
        found[tuple(getattr(cell.fact, name) for name in names)].append(cell)
    return list(found.values())


SAME = ("indikator", "gruppe", "aar", "utvalg", "grunnlag", "enhet")
"""What cells that print one thing are alike in."""
