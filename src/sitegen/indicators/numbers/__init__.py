"""Exact numbers: text in, ``Decimal`` or ``Fraction`` out, and Norwegian text back.

The only number reader, the only rounding and the only number formatter in the house.
"""

from sitegen.indicators.numbers.exact import exact_sum, fraction_sum, in_thousands, percent_of
from sitegen.indicators.numbers.marks import Missing, Unreadable
from sitegen.indicators.numbers.mixed import read_mixed
from sitegen.indicators.numbers.reading import DecimalSign, find_decimal_sign, read_number
from sitegen.indicators.numbers.writing import Number, format_number, round_half_up

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
