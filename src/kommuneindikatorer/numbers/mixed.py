"""Numbers with a fraction sign, as Norwegian prose prints them: 1¾, ¼, 5 ½."""

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.numbers.reading import read_number
from kommuneindikatorer.numbers.signs import fold, split_sign

_MIXED = re.compile(r"(?P<whole>[0-9]{1,15})? ?(?P<part>[\u00bc-\u00be\u2150-\u215e])")


def read_mixed(text: str) -> Fraction | None:
    """Return the exact value of a number, with or without a fraction sign; None if neither.

    A plain number is read with decimal comma. Marks for missing give None as well: where
    they matter, ask `read_number`.
    """
    number = read_number(text)
    if isinstance(number, Decimal):
        return Fraction(number)
    signed = split_sign(fold(text))
    match = _MIXED.fullmatch(signed[1]) if signed else None
    if signed is None or match is None:
        return None
    top, bottom = unicodedata.normalize("NFKC", match["part"]).split("\u2044")
    value = int(match["whole"] or 0) + Fraction(int(top), int(bottom))
    return -value if signed[0] else value
