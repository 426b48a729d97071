"""Exact numbers: text in, ``Decimal`` or ``Fraction`` out, and Norwegian text back.

The only number reader, the only rounding and the only number formatter in the house.
"""

from kommuneindikatorer.numbers.exact import exact_sum, fraction_sum, in_thousands, percent_of
from kommuneindikatorer.numbers.reading import (
    DecimalSign,
    Missing,
    Unreadable,
    find_decimal_sign,
    read_mixed,
    read_number,
)
from kommuneindikatorer.numbers.writing import Number, format_number, round_half_up

__all__ = [
    "DecimalSign",
    "Missing",
    "Number",
    "Unreadable",
    "exact_sum",
    "find_decimal_sign",
    "format_number",
    "fraction_sum",
    "in_thousands",
    "percent_of",
    "read_mixed",
    "read_number",
    "round_half_up",
]
