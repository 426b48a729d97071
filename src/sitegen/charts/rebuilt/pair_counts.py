"""How many municipalities lie where in the scatter: from the same figures as «Etterprøvd»."""

from dataclasses import dataclass
from fractions import Fraction

from kommuneindikatorer.numbers import format_number
from sitegen.facts.rebuilt.pairs import Pairs


@dataclass(frozen=True, slots=True)
class Count:
    """Some of the municipalities."""

    antall: int
    av: int

    @property
    def prosent(self) -> str:
        """The share in whole per cent, rounded once."""
        return format_number(Fraction(100 * self.antall, self.av or 1))

    @property
    def words(self) -> str:
        """«127 kommuner (36 prosent)»."""
        name = "kommune" if self.antall == 1 else "kommuner"
        return f"{format_number(self.antall)} {name} ({self.prosent} prosent)"


@dataclass(frozen=True, slots=True)
class Counts:
    """The parts of the scatter. Zero is not negative.

    Attributes:
        before: Negative in the earlier year.
        now: Negative in the later year.
        both: Negative in both.
        weaker: Lower in the later year: below the line of no change.
    """

    before: Count
    now: Count
    both: Count
    weaker: Count

    @property
    def risen(self) -> Count:
        """Negative in the earlier year alone: up left."""
        return Count(self.before.antall - self.both.antall, self.both.av)

    @property
    def fallen(self) -> Count:
        """Negative in the later year alone: down right."""
        return Count(self.now.antall - self.both.antall, self.both.av)

    @property
    def neither(self) -> Count:
        """Negative in none of the years: up right."""
        negative = self.both.antall + self.risen.antall + self.fallen.antall
        return Count(self.both.av - negative, self.both.av)


def counts(pairs: Pairs) -> Counts:
    """Return the counts of all pairs."""
    now, before = pairs.statistics(pairs.aar), pairs.statistics(pairs.aar - 1)
    return Counts(
        before=_count(before.andel_negativ, before.antall),
        now=_count(now.andel_negativ, now.antall),
        both=_count(now.andel_negativ_begge_aar, now.antall),
        weaker=_count(now.andel_svakere, now.antall),
    )


def _count(share: Fraction | None, units: int) -> Count:
    """Return how many a share is of so many units: a whole number, as the share is exact."""
    return Count(int((share or 0) * units / 100), units)
