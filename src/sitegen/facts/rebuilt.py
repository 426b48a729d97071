"""What the note draws without printing the numbers, worked out again from numbers there are.

In: printed facts, or every unit's final accounts. Out: exact values, with what went in.
Units that were split or merged between two years are added up.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Self

from kommuneindikatorer.groups.statistics import Statistikk, Verdi, statistics
from kommuneindikatorer.numbers import EXACT, exact_sum, format_number
from kommuneindikatorer.register import find_kommuner
from kommuneindikatorer.result import Gruppe
from kommuneindikatorer.unit import Enhet
from sitegen.facts.fact import NETTO, Fact
from sitegen.facts.formatting import decimals

EVERYONE = "alle"
"""The division of all municipalities."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One municipality, or several taken together, in two years.

    Attributes:
        kode: Four digits; of a split municipality the number it had before.
        navn: Name in the last year; several joined with «og».
        koder: The numbers in the last year.
        landsdel: Region.
        verdi: Net operating result of the last year, with the year before's in ``fjor``.
    """

    kode: str
    navn: str
    koder: tuple[str, ...]
    landsdel: str
    verdi: Verdi

    @property
    def naa(self) -> Fraction:
        """Per cent of income in the last year, exact."""
        return self.verdi.pst

    @property
    def endring(self) -> Fraction:
        """Percentage points from the year before to the last year, exact."""
        return self.naa - self.fjor

    @property
    def fjor(self) -> Fraction:
        """Per cent of income the year before, exact."""
        if self.verdi.fjor is None:
            raise ValueError(self.kode)
        return self.verdi.fjor.pst


@dataclass(frozen=True, slots=True)
class Pairs:
    """All municipalities in two years.

    Attributes:
        aar: The last year.
        par: Those that have a result and an income in both, by number.
        uten: Numbers of those that lack one of the years.
    """

    aar: int
    par: tuple[Pair, ...]
    uten: tuple[str, ...]

    def statistics(self, year: int) -> Statistikk:
        """Return the figures of one of the two years; what compares them only in the last."""
        values = [one.verdi for one in self.par]
        if year == self.aar:
            return statistics(values)
        return statistics([one.fjor for one in values if one.fjor])


def pairs(groups: Sequence[Gruppe], last: int) -> Pairs | None:
    """Return the net operating results of a year and the one before; None if one is not there."""
    years = {one.aar: one.enheter for one in groups if one.inndeling == EVERYONE}
    if last not in years or last - 1 not in years:
        return None
    now, before = years[last], years[last - 1]
    key = _key({one.kode for one in now} & {one.kode for one in before})
    new, old = _gathered(now, key), _gathered(before, key)
    found = [_pair(code, new[code], old.get(code, [])) for code in sorted(new)]
    known = tuple(one for one in found if one)
    lacking = {*new, *old} - {one.kode for one in known}
    return Pairs(last, known, tuple(sorted(lacking)))


def _key(both: set[str | None]) -> Callable[[Enhet], str]:
    """Return what says which units belong together: today's number, else the one they came from."""

    def key(unit: Enhet) -> str:
        known = find_kommuner(unit.kode)
        if unit.kode in both or not known:
            return unit.kode or ""
        return known[0].gammelt_nummer

    return key


def _gathered(units: Iterable[Enhet], key: Callable[[Enhet], str]) -> dict[str, list[Enhet]]:
    found: dict[str, list[Enhet]] = {}
    for one in units:
        found.setdefault(key(one), []).append(one)
    return found


def _pair(code: str, now: Sequence[Enhet], before: Sequence[Enhet]) -> Pair | None:
    new, old = _sum(now), _sum(before)
    if new is None or old is None:
        return None
    names = " og ".join(one.navn or "" for one in now)
    codes = tuple(one.kode or "" for one in now)
    return Pair(code, names, codes, now[0].landsdel or "", Verdi(*new, fjor=Verdi(*old)))


def _sum(units: Sequence[Enhet]) -> tuple[Fraction, Decimal, Decimal] | None:
    """Return per cent, result and income of units together; None if any of it is missing."""
    amounts = [one.indikatorer[NETTO].belop for one in units]
    incomes = [one.inntekt for one in units]
    results = [Decimal(one) for one in amounts if isinstance(one, Decimal)]
    known = [one for one in incomes if one is not None]
    if not units or not len(results) == len(known) == len(units):
        return None
    result, income = exact_sum(results), exact_sum(known)
    if income <= 0:
        return None
    return 100 * Fraction(result) / Fraction(income), result, income


@dataclass(frozen=True, slots=True)
class Counts:
    """How many municipalities lie where in the scatter. Zero is not negative.

    Attributes:
        units: All of them.
        before: Negative in the earlier year.
        now: Negative in the later year.
        both: Negative in both.
        weaker: Lower in the later year: below the line of no change.
    """

    units: int
    before: int
    now: int
    both: int
    weaker: int

    @classmethod
    def of(cls, pairs: Pairs) -> Self:
        """Return the counts of all pairs."""
        return cls(
            units=len(pairs.par),
            before=sum(one.fjor < 0 for one in pairs.par),
            now=sum(one.naa < 0 for one in pairs.par),
            both=sum(one.fjor < 0 and one.naa < 0 for one in pairs.par),
            weaker=sum(one.naa < one.fjor for one in pairs.par),
        )

    @property
    def risen(self) -> int:
        """Negative in the earlier year alone: up left."""
        return self.before - self.both

    @property
    def fallen(self) -> int:
        """Negative in the later year alone: down right."""
        return self.now - self.both

    @property
    def neither(self) -> int:
        """Negative in none of the years: up right."""
        return self.units - self.before - self.fallen

    def percent(self, count: int) -> str:
        """Return a share in whole per cent, rounded once."""
        return format_number(Fraction(100 * count, self.units))


START = Decimal(100)
LOOSENESS = ("endelig", "foreløpig", "anslag")
"""Statuses, the firmest first."""


@dataclass(frozen=True, slots=True)
class Step:
    """An index in one year.

    Attributes:
        aar: Calendar year.
        verdi: The index, 100 in the first year, exact; ``None`` from the first missing growth on.
        status: The loosest status of what went in.
        av: The printed growths that went in, in order of year; none in the first year.
    """

    aar: int
    verdi: Decimal | None
    status: str
    av: tuple[Fact, ...]


def chained(growth: Sequence[Fact]) -> tuple[Step, ...]:
    """Return the index of a row of printed yearly growth in per cent, its first year 100.

    The first year's growth is from a year the table does not have, and is not used. A year that
    is missing, or skipped, leaves the index missing from there on.
    """
    ordered = sorted(growth, key=lambda one: one.aar)
    steps = [Step(one.aar, START, LOOSENESS[0], ()) for one in ordered[:1]]
    for one in ordered[1:]:
        steps.append(_next(steps[-1], one))
    return tuple(steps)


def _next(last: Step, growth: Fact) -> Step:
    status = max(last.status, growth.status, key=LOOSENESS.index)
    follows = growth.aar == last.aar + 1
    return Step(
        growth.aar,
        _grown(last.verdi, growth.verdi) if follows else None,
        status,
        (*last.av, growth),
    )


def _grown(level: Decimal | None, per_cent: Decimal | None) -> Decimal | None:
    """Return the level after the growth; powers of ten divide exactly, so nothing is rounded."""
    if level is None or per_cent is None:
        return None
    return EXACT.multiply(level, EXACT.add(1, EXACT.scaleb(per_cent, Decimal(-2))))


def uncertainty(step: Step) -> Fraction:
    """Return how far the index may lie from one of unrounded growths: index points, exact.

    Each growth is printed rounded, so the true one lies within half a unit of its last decimal.
    """
    high = low = Fraction(START)
    for one in step.av:
        if one.verdi is not None:
            half = Fraction(1, 2 * 10 ** decimals(one.verdi))
            high *= 1 + (Fraction(one.verdi) + half) / 100
            low *= 1 + (Fraction(one.verdi) - half) / 100
    middle = Fraction(step.verdi or START)
    return max(high - middle, middle - low)


def formula(step: Step) -> str:
    """Return how the index came about, with the printed numbers: ``100 × (1 + 3,1 / 100)``."""
    return " × ".join(["100", *(f"(1 + {_signed(one)} / 100)" for one in step.av)])


def _signed(one: Fact) -> str:
    return one.trykt if one.verdi is None or one.verdi >= 0 else f"({one.trykt})"
