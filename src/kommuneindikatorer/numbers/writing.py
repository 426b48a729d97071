"""The one rounding and the one Norwegian formatter."""

from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.numbers.exact import EXACT

type Number = int | Decimal | Fraction

MINUS = "\u2212"
THOUSANDS = "\u00a0"


def round_half_up(value: Number, decimals: int = 0) -> Decimal:
    """Return the value with so many decimals, a half going away from zero.

    −0,25 becomes −0,3 and 0,25 becomes 0,3, as by hand and in a spreadsheet; rounding to
    even or towards plus infinity would print other figures than the accounts do.
    """
    scaled = abs(Fraction(value)) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    rounded = EXACT.scaleb(Decimal(whole), Decimal(-decimals))
    return rounded.copy_negate() if value < 0 and whole else rounded


def format_number(
    value: Number, decimals: int = 0, *, plus: bool = False, group: bool = True
) -> str:
    """Return Norwegian text: ``1 234,5`` and ``−0,6`` with U+00A0 and U+2212.

    A negative number keeps its minus when it rounds to zero (``−0,0``), so that a unit
    counted among the negative ones is not printed as if it were in balance.

    Args:
        value: The unrounded number; it is rounded here and nowhere else.
        decimals: How many decimals to print, always all of them.
        plus: Print a plus before a number above zero (for changes).
        group: Set apart thousands; False for years and codes.
    """
    digits = f"{abs(round_half_up(value, decimals)):{',' if group else ''}f}"
    text = digits.replace(",", THOUSANDS).replace(".", ",")
    if value < 0:
        return MINUS + text
    return f"+{text}" if plus and value > 0 else text
