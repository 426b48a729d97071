"""Printed yearly growth to an index: each year's growth laid on the year before's level."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.numbers import EXACT
from sitegen.facts.formatting import decimals
from sitegen.facts.observation import Observation

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
    av: tuple[Observation, ...]


def chained(growth: Sequence[Observation]) -> tuple[Step, ...]:
    """Return the index of a row of printed yearly growth in per cent, its first year 100.

    The first year's growth is from a year the table does not have, and is not used. A year that
    is missing, or skipped, leaves the index missing from there on.
    """
    ordered = sorted(growth, key=lambda one: one.aar)
    steps = [Step(one.aar, START, LOOSENESS[0], ()) for one in ordered[:1]]
    for one in ordered[1:]:
        steps.append(_next(steps[-1], one))
    return tuple(steps)


def _next(last: Step, growth: Observation) -> Step:
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


def _signed(one: Observation) -> str:
    return one.trykt if one.verdi is None or one.verdi >= 0 else f"({one.trykt})"
