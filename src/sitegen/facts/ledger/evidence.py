"""What claims are held against: printed cells, the final accounts of all units, and norms.

Everything is asked for by meaning. A cell comes with its anchor and its place in words, so that a
verdict can name what it rests on.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from kommuneindikatorer.measures.catalogue import INDIKATOR
from kommuneindikatorer.measures.indikator import ANBEFALT_NIVAA, SEKTOR
from kommuneindikatorer.model import Nivaa
from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.register import numbers_in
from kommuneindikatorer.result import Gruppe
from sitegen.facts.formatting import decimals, shown
from sitegen.facts.ledger.model import Subject
from sitegen.facts.ledger.words import COUNTY, FOND
from sitegen.facts.observation import Observation, with_cells
from sitegen.note.model import Note

WHOLES = frozenset({"landet", "kommunesektoren", "kommunene", "fylkeskommunene"})
NORMS: Mapping[str, Fraction] = {
    "kommunesektoren": SEKTOR,
    "kommunene": ANBEFALT_NIVAA[Nivaa.KOMMUNE],
    "fylkeskommunene": ANBEFALT_NIVAA[Nivaa.FYLKESKOMMUNE],
}
"""The levels that the committee recommends, by group."""
SAME = {FOND: (FOND, "disposisjonsfond_med_arets_resultat")}
"""Indicators that running text calls by one name."""
WIDER = {"": ("landet", "kommunesektoren"), "kommunene": ("kommunene", "landet")}
"""Groups to look for, in order, where the one named has no figure of its own."""
BASES = ("konsern", "kasse", "")


@dataclass(frozen=True, slots=True)
class CellFact:
    """A printed cell with a value."""

    o: Observation
    anchor: str

    @property
    def value(self) -> Fraction:
        """Its value, exact."""
        return Fraction(self.o.verdi or 0)

    @property
    def decimals(self) -> int:
        """How many decimals it is printed with."""
        return decimals(Decimal(self.o.verdi or 0))

    @property
    def text(self) -> str:
        """The value as printed, with a real minus."""
        return shown(Decimal(self.o.verdi or 0))

    @property
    def table(self) -> str:
        """«tabell 3»."""
        return self.o.tabell.replace("-", " ")

    @property
    def place(self) -> str:
        """«tabell 3, «Kommunene: Netto driftsresultat», 2023 (konsern, alle)»."""
        return f"{self.table}, «{self.row}», {self.o.aar}{self.kind}"

    @property
    def row(self) -> str:
        """«Kommunene: Netto driftsresultat», «Landet, Disposisjonsfond»."""
        if self.o.kolonnegruppe:
            return f"{self.o.rad}, {self.o.kolonnegruppe}"
        group = "" if re.match(r"[A-Z]\. ", self.o.radgruppe) else self.o.radgruppe
        return f"{group}: {self.o.rad}" if group else self.o.rad

    @property
    def kind(self) -> str:
        """« (konsern, alle)»; empty for what no account holds."""
        return f" ({self.o.grunnlag}, {self.o.utvalg})" if self.o.indikator in INDIKATOR else ""

    @property
    def said(self) -> str:
        """The value with its place."""
        return f"{self.text} i {self.place}"


@dataclass(frozen=True)
class Evidence:
    """All there is to hold a claim against.

    Attributes:
        note: The note.
        cells: Its printed cells that have a value.
        groups: Groups of all units with final figures, konsern; empty where there are none.
    """

    note: Note
    cells: tuple[CellFact, ...]
    groups: tuple[Gruppe, ...] = ()

    def find(
        self, emne: Subject, year: int, exhibits: Sequence[str] = (), *, basis: str = ""
    ) -> list[CellFact]:
        """Return the cells of a subject in one year, those that fit best first."""
        for group in WIDER.get(_first(emne), (_first(emne),)):
            found = [
                cell
                for cell in self.cells
                if cell.o.indikator in SAME.get(emne.indikator, (emne.indikator,))
                and (cell.o.gruppe, cell.o.aar) == (group, year)
                and (not basis or cell.o.grunnlag == basis)
                and (emne.utvalg in {"", cell.o.utvalg} or not self._has(cell.o, emne.utvalg))
            ]
            if found:
                return sorted(found, key=lambda cell: self._order(cell, emne, exhibits))
        return []

    def _has(self, o: Observation, selection: str) -> bool:
        """Return whether the table has a selection for the same thing."""
        return any(
            (other.o.tabell, other.o.indikator, other.o.gruppe, other.o.aar, other.o.utvalg)
            == (o.tabell, o.indikator, o.gruppe, o.aar, selection)
            for other in self.cells
        )

    def _order(self, cell: CellFact, emne: Subject, exhibits: Sequence[str]) -> tuple[int, ...]:
        last = self.note.about.years[1]
        basis = emne.grunnlag or "konsern"
        if emne.utvalg == "utvalget" and not emne.grunnlag:
            basis = "kasse"
        return (
            exhibits.index(cell.o.tabell) if cell.o.tabell in exhibits else len(exhibits),
            cell.o.tabell.startswith("figur"),
            cell.o.grunnlag != basis,
            cell.o.utvalg == "utvalget" and cell.o.aar != last,
            len(self._subjects[cell.o.tabell]),
        )

    @cached_property
    def _subjects(self) -> Mapping[str, set[str]]:
        """The indicators of each table: one of few is more about each of them."""
        found: dict[str, set[str]] = defaultdict(set)
        for cell in self.cells:
            found[cell.o.tabell].add(cell.o.indikator)
        return found

    def pair(
        self, emne: Subject, years: tuple[int, int], exhibits: Sequence[str] = ()
    ) -> tuple[CellFact, CellFact] | None:
        """Return the cells of two years on one basis and selection, best first."""
        for group in WIDER.get(_first(emne), (_first(emne),)):
            own = replace(emne, gruppe=(group,))
            if found := self._pair(own, years, exhibits):
                return found
        return None

    def _pair(
        self, emne: Subject, years: tuple[int, int], exhibits: Sequence[str]
    ) -> tuple[CellFact, CellFact] | None:
        for last in self.find(emne, years[1], exhibits):
            for first in self.find(emne, years[0], exhibits):
                same = ("tabell", "indikator", "gruppe", "grunnlag", "utvalg")
                if all(getattr(first.o, name) == getattr(last.o, name) for name in same):
                    return first, last
        return None

    def cell(self, anchor: str) -> CellFact | None:
        """Return the cell with an anchor."""
        return next((cell for cell in self.cells if cell.anchor == anchor), None)

    def peers(self, cell: CellFact) -> list[CellFact]:
        """Return the cells beside one: same table, measure, year and selection, no whole."""
        same = ("tabell", "indikator", "aar", "utvalg", "grunnlag")
        return [
            other
            for other in self.cells
            if all(getattr(other.o, name) == getattr(cell.o, name) for name in same)
            and other.o.gruppe not in WHOLES
        ]

    # The final accounts of all units.

    def statistic(self, emne: Subject, year: int, limit: Fraction | None = None) -> Fraction | None:
        """Return a group's figure in the final accounts, per cent; ``None`` if there is none."""
        group = self._group(emne, year)
        if group is None or emne.indikator not in group.statistikk:
            return None
        stats = group.statistikk[emne.indikator]
        if not stats.antall:
            return None
        if emne.maal == "andel_under":
            values = self.units(emne, year)
            negative = [value for value in values.values() if value < 0]
            below = [value for value in values.values() if limit is not None and value < limit]
            return Fraction(100 * len(below), len(negative) or 1)
        if emne.maal == "spredning":
            return None if stats.maks is None or stats.min is None else stats.maks - stats.min
        found: Fraction | None = getattr(stats, emne.maal or "vektet", None)
        return found

    def ends(self, emne: Subject, year: int) -> tuple[Fraction, Fraction] | None:
        """Return the smallest and the largest unit's figure in the final accounts."""
        values = self.units(emne, year).values()
        return (min(values), max(values)) if values else None

    def units(self, emne: Subject, year: int) -> dict[str, Fraction]:
        """Return each unit's figure of a group by its name."""
        group = self._group(emne, year)
        found = {}
        for unit in group.enheter if group else ():
            value = unit.indikatorer[emne.indikator].pst if emne.indikator else None
            if value is not None:
                found[(unit.navn or "").partition(" - ")[0]] = value
        return found

    def county(self, emne: Subject, year: int) -> Fraction | None:
        """Return one county municipality's figure."""
        name = _first(emne).removeprefix(COUNTY)
        return self.counties(emne, year).get(name)

    def counties(self, emne: Subject, year: int) -> dict[str, Fraction]:
        """Return the figure of every county municipality by its name."""
        every = Subject(emne.indikator, ("fylkeskommunene",))
        known = any(emne.indikator in group.statistikk for group in self.groups)
        return self.units(every, year) if known else {}

    def _group(self, emne: Subject, year: int) -> Gruppe | None:
        wanted = _first(emne) or "kommunene"
        if emne.maal.startswith(("andel", "spredning")) and wanted == "landet":
            wanted = "kommunene"
        hits = (one for one in self.groups if (one.id, one.aar) == (wanted, year))
        return next(hits, None)

    def years(self) -> list[int]:
        """Return the years of the final accounts that the note could know of."""
        last = self.note.about.years[1]
        return sorted({one.aar for one in self.groups if one.aar and one.aar <= last})


def _first(emne: Subject) -> str:
    return emne.gruppe[0] if emne.gruppe else ""


def municipalities(year: int) -> int:
    """Return how many municipalities there are in a year, by the register."""
    return len(numbers_in(year))


def evidence(
    note: Note, observations: Mapping[str, Sequence[Observation]], groups: Sequence[Gruppe] = ()
) -> Evidence:
    """Return all there is to hold a note's claims against."""
    return Evidence(note, tuple(_cells(note, observations)), tuple(groups))


def _cells(note: Note, observations: Mapping[str, Sequence[Observation]]) -> Iterator[CellFact]:
    for exhibit in note.exhibits:
        for o, anchor in with_cells(exhibit, observations.get(exhibit.id, ())):
            if o.verdi is not None:
                yield CellFact(o, anchor)


def percent(value: Fraction | Decimal, digits: int = 1) -> str:
    """Return a figure with a decimal comma and a real minus."""
    return format_number(value, digits)
