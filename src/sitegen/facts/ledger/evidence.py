"""What claims are held against: printed cells, the final accounts of all units, and norms.

Everything is asked for by meaning. A cell comes with its anchor and its place in words, so that a
verdict can name what it rests on.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from kommuneindikatorer.measures.catalogue import INDIKATOR
from kommuneindikatorer.measures.indikator import ANBEFALT_NIVAA, NIVAA_FRA, SEKTOR
from kommuneindikatorer.model import Nivaa
from kommuneindikatorer.numbers import format_number, round_half_up
from kommuneindikatorer.register import numbers_in
from kommuneindikatorer.result import Gruppe
from kommuneindikatorer.wording import capitalised, listed
from sitegen.facts.cells import AnchoredCell, cells_of
from sitegen.facts.fact import Fact
from sitegen.facts.ledger.model import Subject
from sitegen.facts.ledger.words import COUNTY, FOND
from sitegen.note.model import Note, plain

WHOLES = frozenset({"landet", "kommunesektoren", "kommunene", "fylkeskommunene"})
NORMS: Mapping[str, Fraction] = {
    "kommunesektoren": SEKTOR,
    "kommunene": ANBEFALT_NIVAA[Nivaa.KOMMUNE],
    "fylkeskommunene": ANBEFALT_NIVAA[Nivaa.FYLKESKOMMUNE],
}
"""The levels that the committee recommends, by group."""


def norm_of(emne: Subject) -> Fraction | None:
    """Return the level recommended for a claim's group in its years; ``None`` for none known."""
    known = all(year >= NIVAA_FRA for year in emne.aar)
    return NORMS.get(emne.gruppe[0]) if emne.gruppe and known else None


SAME = {FOND: (FOND, "disposisjonsfond_med_arets_resultat")}
"""Indicators that running text calls by one name."""
WIDER = {"": ("landet", "kommunesektoren"), "kommunene": ("kommunene", "landet")}
"""Groups to look for, in order, where the one named has no figure of its own."""
BASES = ("konsern", "kasse", "")
IN_SURVEY = "utvalget"
"""The selection of those who answered the survey."""


def row_of(fact: Fact) -> str:
    """Return «Kommunene: Netto driftsresultat», «Landet, Disposisjonsfond»."""
    if fact.kolonnegruppe:
        return f"{fact.rad}, {fact.kolonnegruppe}"
    group = "" if re.match(r"[A-Z]\. ", fact.radgruppe) else fact.radgruppe
    return f"{group}: {fact.rad}" if group else fact.rad


def kind_of(fact: Fact) -> str:
    """Return « (konsern, alle)»; nothing for what no account holds."""
    return f" ({fact.grunnlag}, {fact.utvalg})" if fact.indikator in INDIKATOR else ""


def said(cell: AnchoredCell) -> str:
    """Return «0,8 i tabell 3, «Kommunene: Netto driftsresultat», 2023 (konsern, alle)»."""
    fact = cell.fact
    return f"{cell.text} i {cell.table}, «{row_of(fact)}», {fact.aar}{kind_of(fact)}"


def survey_words(
    note: Note, estimated: Sequence[AnchoredCell], alone: Sequence[AnchoredCell]
) -> str:
    """Return what the tables have of the units' own accounts, a sentence.

    Args:
        note: The note.
        estimated: Cells of all units, estimated from the survey.
        alone: Cells of those who answered it, in the order to prefer.
    """
    parts = []
    if estimated:
        tables = listed(dict.fromkeys(cell.table for cell in estimated))
        values = listed(dict.fromkeys(cell.text for cell in estimated))
        oslo = any(_has_oslo(note, cell.fact.tabell) for cell in estimated)
        of = "undersøkelsen og Oslo" if oslo else "anslag for alle ut fra undersøkelsen"
        parts.append(f"{tables} (kasse, uten foretak; {of}) har {values}")
    if alone:
        parts.append(f"kommunene i undersøkelsen alene {alone[0].text} i {alone[0].table}")
    return f"{capitalised('; '.join(parts))}." if parts else ""


def _has_oslo(note: Note, exhibit: str) -> bool:
    """Return whether what stands below a table or figure says that Oslo was added."""
    below = (one for one in note.exhibits if one.id == exhibit)
    return any(
        re.search(r"(?:samt|og)\b[^.]*årsregnskap[^.]*Oslo", plain(content))
        for one in below
        for content in (
            *(n.content for n in one.footnotes),
            one.source.content if one.source else (),
        )
    )


@dataclass(frozen=True)
class Evidence:
    """All there is to hold a claim against.

    Attributes:
        note: The note.
        cells: Its printed cells that have a value.
        groups: Groups of all units with final figures, konsern; empty where there are none.
    """

    note: Note
    cells: tuple[AnchoredCell, ...]
    groups: tuple[Gruppe, ...] = ()

    def find(
        self, emne: Subject, year: int, exhibits: Sequence[str] = (), *, basis: str = ""
    ) -> list[AnchoredCell]:
        """Return the cells of a subject in one year, those that fit best first."""
        for group in WIDER.get(_first(emne), (_first(emne),)):
            found = [
                cell
                for cell in self.cells
                if cell.fact.indikator in SAME.get(emne.indikator, (emne.indikator,))
                and (cell.fact.gruppe, cell.fact.aar) == (group, year)
                and (not basis or cell.fact.grunnlag == basis)
                and (emne.utvalg in {"", cell.fact.utvalg} or not self._has(cell, emne.utvalg))
            ]
            if found:
                return sorted(found, key=lambda cell: self._order(cell, emne, exhibits))
        return []

    def _has(self, cell: AnchoredCell, selection: str) -> bool:
        """Return whether the table has a selection for the same thing."""
        return any(
            other.fact.utvalg == selection
            and other.is_like(cell, "tabell", "indikator", "gruppe", "aar")
            for other in self.cells
        )

    def _order(self, cell: AnchoredCell, emne: Subject, exhibits: Sequence[str]) -> tuple[int, ...]:
        last = self.note.about.years[1]
        basis = emne.grunnlag or "konsern"
        if emne.utvalg == "utvalget" and not emne.grunnlag:
            basis = "kasse"
        return (
            exhibits.index(cell.fact.tabell) if cell.fact.tabell in exhibits else len(exhibits),
            cell.fact.tabell.startswith("figur"),
            cell.fact.grunnlag != basis,
            cell.fact.utvalg == "utvalget" and cell.fact.aar != last,
            len(self._subjects[cell.fact.tabell]),
        )

    @cached_property
    def _subjects(self) -> Mapping[str, set[str]]:
        """The indicators of each table: one of few is more about each of them."""
        found: dict[str, set[str]] = defaultdict(set)
        for cell in self.cells:
            found[cell.fact.tabell].add(cell.fact.indikator)
        return found

    def pair(
        self, emne: Subject, years: tuple[int, int], exhibits: Sequence[str] = ()
    ) -> tuple[AnchoredCell, AnchoredCell] | None:
        """Return the cells of two years on one basis and selection, best first."""
        for group in WIDER.get(_first(emne), (_first(emne),)):
            own = replace(emne, gruppe=(group,))
            if found := self._pair(own, years, exhibits):
                return found
        return None

    def _pair(
        self, emne: Subject, years: tuple[int, int], exhibits: Sequence[str]
    ) -> tuple[AnchoredCell, AnchoredCell] | None:
        for last in self.find(emne, years[1], exhibits):
            for first in self.find(emne, years[0], exhibits):
                if first.is_like(last, "tabell", "indikator", "gruppe", "grunnlag", "utvalg"):
                    return first, last
        return None

    def survey_alone(self, emne: Subject, year: int) -> list[AnchoredCell]:
        """Return the cells of all municipalities that answered the survey; none of other groups."""
        if _first(emne) != "kommunene":
            return []
        return [
            cell
            for cell in self.cells
            if (cell.fact.indikator, cell.fact.aar) == (emne.indikator, year)
            and cell.fact.utvalg == IN_SURVEY
            and cell.fact.gruppe in {"landet", "kommunene"}
        ]

    def cell(self, anchor: str) -> AnchoredCell | None:
        """Return the cell with an anchor."""
        return next((cell for cell in self.cells if cell.anchor == anchor), None)

    def peers(self, cell: AnchoredCell) -> list[AnchoredCell]:
        """Return the cells beside one: same table, measure, year and selection, no whole."""
        return [
            other
            for other in self.cells
            if other.is_like(cell, "tabell", "indikator", "aar", "utvalg", "grunnlag")
            and other.fact.gruppe not in WHOLES
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
        if emne.maal == "andel_bedre":
            return None if stats.andel_svakere is None else 100 - stats.andel_svakere
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
    note: Note, facts: Mapping[str, Sequence[Fact]], groups: Sequence[Gruppe] = ()
) -> Evidence:
    """Return all there is to hold a note's claims against."""
    cells = tuple(one for one in cells_of(note, facts) if one.fact.verdi is not None)
    return Evidence(note, cells, tuple(groups))


def percent(value: Fraction | Decimal, digits: int = 1) -> str:
    """Return a figure with a decimal comma and a real minus; none before a zero as shown."""
    rounded = round_half_up(value, digits)
    return format_number(rounded, digits)
