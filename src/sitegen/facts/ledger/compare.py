"""How near is near enough: a printed number against a fact, by its decimals and its hedge."""

import re
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.numbers import round_half_up
from sitegen.facts.ledger.model import ANNET, AVRUNDET, MOTSIES, STEMMER, UPROVD
from sitegen.facts.ledger.scan import Hit

LOOSE = re.compile(r"om lag|omtrent|omkring|rundt|ca|cirka|i størrelsesorden")
BELOW = re.compile(r"nesten|knapt|snaut|i underkant")
ABOVE = re.compile(r"drøyt|vel|i overkant|godt over")
NEARLY = Fraction(1, 10)
"""How far «nesten» and «drøyt» reach, as a share of the number."""
UP, DOWN = frozenset({"opp", "over", "hoyest"}), frozenset({"ned", "under", "lavest"})


def agrees(hit: Hit, value: Fraction, digits: int) -> str:
    """Return ``stemmer``, ``stemmer avrundet``, or nothing, for a number and the exact value.

    Args:
        hit: The number as the text has it.
        value: The value it should be.
        digits: Decimals the value is printed with.
    """
    said = Fraction(hit.value or 0)
    if said == value and hit.decimals <= digits:
        return STEMMER
    quarter = said.denominator in {2, 4} and not hit.decimals  # «5 ½», «¼»
    if quarter and abs(said - value) <= Fraction(1, 8):
        return AVRUNDET
    rounded = Fraction(round_half_up(value, hit.decimals)) == said
    return AVRUNDET if rounded or _within(hit, said, value, digits) else ""


def _within(hit: Hit, said: Fraction, value: Fraction, digits: int) -> bool:
    """Return whether a value is as near a number as its hedge says."""
    unit = Fraction(1, 10**hit.decimals)
    reach = max(abs(said) * NEARLY, unit)
    if LOOSE.match(hit.hedge):
        return hit.decimals < digits and abs(said - value) <= unit
    if BELOW.match(hit.hedge):
        return said - reach <= value < said
    return bool(ABOVE.match(hit.hedge)) and said < value <= said + reach


def holds(word: str, first: Fraction, last: Fraction) -> bool:
    """Return whether what a comparing word says of going from one value to another is so."""
    if word in UP:
        return last > first
    if word in DOWN:
        return last < first
    return first == last


def worst(outcomes: list[str]) -> str:
    """Return the outcome of a claim with several parts."""
    against = [one for one in outcomes if one.startswith(MOTSIES)]
    if against:
        return against[0]
    for one in (UPROVD, ANNET, AVRUNDET):
        if one in outcomes:
            return one
    return STEMMER


def as_decimal(hit: Hit) -> Decimal:
    """Return a numeral's value as a decimal with its own decimals."""
    return round_half_up(Fraction(hit.value or 0), hit.decimals)
