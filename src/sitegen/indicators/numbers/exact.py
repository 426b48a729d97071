"""Sums and scaling of decimals that never round."""

from collections.abc import Iterable
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow

EXACT = Context(prec=80, traps=[Inexact, InvalidOperation, Overflow])
"""Room for any sum of numbers `read_number` lets through; raises before it would round."""


def exact_sum(values: Iterable[Decimal]) -> Decimal:
    """Return the sum without rounding, whatever the length of the numbers."""
    total = Decimal(0)
    for value in values:
        total = EXACT.add(total, value)
    return total


def in_thousands(kroner: Decimal) -> Decimal:
    """Return kroner as 1000 kr, exactly: 1 234 kr is 1.234."""
    return EXACT.scaleb(kroner, Decimal(-3))
