"""How a printed value is shown: Norwegian signs, and as many decimals as were printed."""

from decimal import Decimal

from kommuneindikatorer.numbers import format_number


def decimals(value: Decimal) -> int:
    """Return how many decimals the value was printed with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def shown(value: Decimal) -> str:
    """Return the value with decimal comma and a real minus: ``−0,6``."""
    return format_number(value, decimals(value))
