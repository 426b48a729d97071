"""Sums and scaling of decimals that never round."""

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow
from fractions import Fraction
from functools import reduce

type Ratio = tuple[int, int]
"""Numerator and denominator, cancelled or not."""

EXACT = Context(prec=80, traps=[Inexact, InvalidOperation, Overflow])
"""Room for any sum of numbers `read_number` lets through; raises before it would round."""


def exact_sum(values: Iterable[Decimal]) -> Decimal:
    """Return the sum without rounding, whatever the length of the numbers."""
    return reduce(EXACT.add, values, Decimal(0))


def in_thousands(kroner: Decimal) -> Decimal:
    """Return kroner as 1000 kr, exactly: 1 234 kr is 1.234."""
    return EXACT.scaleb(kroner, Decimal(-3))


def fraction_sum(values: Iterable[Fraction]) -> Fraction:
    """Return the sum, with what can be cancelled cancelled once, at the end.

    Two and two are added, then four and four: the long denominators that units of all sizes
    give come last, and are few.
    """
    terms = [one.as_integer_ratio() for one in values] or [(0, 1)]
    while len(terms) > 1:
        terms = [*_added(terms[::2], terms[1::2]), *terms[len(terms) // 2 * 2 :]]
    return Fraction(*terms[0])


def _added(some: Sequence[Ratio], others: Sequence[Ratio]) -> list[Ratio]:
    return [
        (top * other_below + other_top * below, below * other_below)
        for (top, below), (other_top, other_below) in zip(some, others, strict=False)
    ]


def percent_of(part: Decimal | Fraction, whole: Decimal | Fraction) -> Fraction:
    """Return how many per cent the part is of the whole, which is not zero."""
    (top, below), (whole_top, whole_below) = part.as_integer_ratio(), whole.as_integer_ratio()
    return Fraction(100 * top * whole_below, below * whole_top)
