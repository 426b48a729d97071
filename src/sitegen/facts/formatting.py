"""How printed values and labels are shown and compared as plain text."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.numbers import format_number, round_half_up
from sitegen.note.model import MONTHS

SIGN = "†"
"""Stands at a value with a remark."""


def decimals(value: Decimal) -> int:
    """Return how many decimals the value was printed with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def shown(value: Decimal) -> str:
    """Return the value with decimal comma, a real minus, and the printed decimals: ``−0,6``."""
    return format_number(value, decimals(value))


def bare(label: str) -> str:
    """Return a label as it is compared: without blanks, which the note has two kinds of."""
    return "".join(label.split())


def day_words(day: dt.date) -> str:
    """Return a day in words: «7. mars 2025»."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def span(first: int, last: int) -> str:
    """Return lines or years from one to another: «135–137», or «40» alone."""
    return str(first) if first == last else f"{first}–{last}"


def lines_words(first: int, last: int) -> str:
    """Return «linje 135–137», or «linje 40»."""
    return f"linje {span(first, last)}"


SECTOR = "kommunesektoren"
"""Id of the group whose recommended level is approximate."""
QUARTERS = {Fraction(0): "", Fraction(1, 4): "¼", Fraction(1, 2): "½", Fraction(3, 4): "¾"}


def norm_words(level: Fraction, group: str) -> str:
    """Return the level recommended for a group as the committee has it: the sector's «om lag»."""
    return f"{'om lag ' if group == SECTOR else ''}{level_words(level)}"


def level_words(level: Fraction | Decimal) -> str:
    """Return a recommended level as the note prints it: ``1¾``; else the number."""
    whole, part = divmod(Fraction(level), 1)
    if part in QUARTERS:
        return f"{whole}{QUARTERS[part]}"
    return shown(level) if isinstance(level, Decimal) else format_number(level, 2)


EXACT_ENOUGH = 12
"""Decimals of a percentage that has no end. A result in whole thousands of an income below
10⁹ thousand lies at least 5 · 10⁻¹¹ from any half of a first decimal it is not on, so rounding
to one decimal from here gives what rounding the fraction gives."""


def exact_enough(value: Decimal | Fraction) -> Decimal:
    """Return a value that may have no end as a decimal, which can be rounded in its place."""
    return round_half_up(value, EXACT_ENOUGH).normalize()
