"""Which digits of an account are the art: found from what the accounts sum to.

``11010`` may be art 110 with own digits, or class 1, art 101 and an own digit. Each way to read
them is tried on all accounts, and judged by the amounts it puts on arts that exist, with the sign
that expenses and incomes have.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.numbers import fold
from kommuneindikatorer.options import CHOICES
from kommuneindikatorer.readers.kontoplan import KONTOPLANER

_WHOLE = re.compile("[0-9]+(?:[ .-][0-9]+)*")
_START = re.compile(r"([0-9]+(?:[.-][0-9]+)*)(?=[ :;,/]|-? ?[^0-9A-Za-zÆØÅæøå]|-[A-Za-zÆØÅæøå])")
_ART, _MOST_DIGITS = 3, 14


def digits_of(cell: str) -> str:
    """Return the digits of an account, also of «1.101.0» and «11010 Fast lønn»; empty for text."""
    text = fold(cell).strip("='\"")
    found = _WHOLE.fullmatch(text) or _START.match(text)
    digits = re.sub("[ .-]", "", found[0]) if found else ""
    return digits if len(digits) <= _MOST_DIGITS else _first_of(found[0] if found else "")


def _first_of(text: str) -> str:
    """Return the account that begins a longer row of codes: «10100.2000.120.0000»."""
    parts = re.split("[.-]", text)
    first = parts[0] if len(parts[0]) >= _ART else "".join(parts[:2])
    return first if len(parts) > 1 and _ART <= len(first) <= _MOST_DIGITS else ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to read accounts: ``kaaae`` is class, art and one own digit.

    Attributes:
        verdi: The letters; shorter accounts have lost zeros in front, longer have more own digits.
    """

    verdi: str
    has_class: bool = field(init=False, repr=False, compare=False)
    """Whether the first digit is the class of account."""

    def __post_init__(self) -> None:
        """Ask once what is asked of every account."""
        object.__setattr__(self, "has_class", self.verdi.startswith("k"))

    @property
    def own(self) -> int:
        """How many own digits it has at least."""
        return self.verdi.count("e")

    def fits_within(self, length: int) -> bool:
        """Return whether accounts of that length have all its digits; the shortest always does."""
        return len(self.verdi) <= max(length, len("aaa"))

    def read(self, digits: str) -> tuple[str, str]:
        """Return class (empty where it has none) and what follows, the art first."""
        full = digits.zfill(len(self.verdi))
        return (full[0], full[1:]) if self.has_class else ("", full)


PATTERNS = tuple(map(Pattern, CHOICES["kontosiffer"]))
BY_VALUE: Mapping[str, Pattern] = {one.verdi: one for one in PATTERNS}
_ARTS = frozenset().union(*(plan.arter for plan in KONTOPLANER))
_GROUPS = frozenset(art[:2] for art in _ARTS)
_CHAPTERS = frozenset(
    {*map(str, range(10, 25)), "27", "28", "29", *map(str, range(31, 36)), "39"}
    | {*map(str, range(40, 44)), "45", "47", "51", "53", "55", "56", "58", "59", "91", "92", "99"}
)
_OWN_CLASSES = frozenset("0123456")
_BALANCE = frozenset("25")

type Totals = Mapping[tuple[str, str], Decimal]
"""Sums by class (empty where no column says) and digits of the account."""

type _Sizes = Mapping[tuple[str, str], int]
"""The same, only the largest, as whole thousandths."""

_LARGEST = 1_000
"""So many accounts, the largest by amount, are looked at: time must not grow with accounts."""

_EXACT, _BALANCED, _LIKE, _TURNED = 10, 8, 6, 1
"""Tenths of an amount that count as fitting: its art exists; it is a chapter of the balance; an
art with the same two digits exists; its art exists, but the sign is of the other side."""


def weight(found: str, rest: str, klasse: str, *, credit: bool | None) -> int:
    """Return how well one account fits, in tenths.

    Args:
        found: Its class by its digits; empty where they have none.
        rest: Its digits from the art on.
        klasse: Class of account by a column of its own, else empty.
        credit: Whether its amount is of the side that incomes are; None where signs say nothing.
    """
    if found and (found not in _OWN_CLASSES or (klasse and found != klasse)):
        return 0
    if (klasse or found) in _BALANCE:
        return _BALANCED if rest[:2] in _CHAPTERS or klasse else 0
    art = rest[:3]
    if credit is not None and (art >= "600") is not credit:
        return _TURNED if art in _ARTS else 0
    return _EXACT if art in _ARTS else _LIKE if art[:2] in _GROUPS else 0


@dataclass(frozen=True, slots=True)
class Fit:
    """One pattern, how many tenths of all amounts fit, and whether wages and grants are found.

    Wages (010–099) and taxes and grants (800–879) are in the accounts of every municipality.
    """

    pattern: Pattern
    tenths: Fraction
    is_whole: bool


def _fit(pattern: Pattern, sizes: _Sizes) -> Fit:
    arts = {
        rest[:3]
        for klasse, digits in sizes
        for found, rest in (pattern.read(digits),)
        if (klasse or found or "1") in "13"
    }
    wages = any("010" <= art <= "099" for art in arts)
    grants = any("800" <= art <= "879" for art in arts)
    return Fit(pattern, _tenths(pattern, sizes), wages and grants)


def _tenths(pattern: Pattern, sizes: _Sizes) -> Fraction:
    """Return how many tenths of the amounts fit, with the better of the two signs of incomes."""
    above = sum(size for size in sizes.values() if size > 0)
    below = -sum(size for size in sizes.values() if size < 0)
    if not above + below:
        return Fraction(_EXACT)  # nothing speaks against it
    signs = (1, -1) if _SIDED * min(above, below) >= max(above, below) else (0,)
    fits = dict.fromkeys(signs, 0)
    for (klasse, digits), size in sizes.items():
        found, rest = pattern.read(digits)
        for sign in signs:
            credit = size * sign < 0 if sign else None
            fits[sign] += abs(size) * weight(found, rest, klasse, credit=credit)
    return Fraction(max(fits.values()), above + below)


_SIDED = 20
"""Amounts above and below zero that differ no more than so many times are of two sides."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The patterns that may be meant, the probable first, and whether the first is certain."""

    fits: tuple[Fit, ...]
    is_sure: bool

    @property
    def is_hopeless(self) -> bool:
        """Whether the best of them is no better than chance: these are no arts."""
        return self.fits[0].tenths < _CHANCE


_SURE, _CLOSE, _CHANCE = 7, Fraction(6, 10), 3
"""A pattern is certain when so many tenths of the amounts fit, and of the amounts that another
reads otherwise, the other fits no more than this part of what the first does."""


def judge(totals: Totals) -> Judged:
    """Return the ways to read the accounts that differ, the best first."""
    largest = sorted(totals.items(), key=lambda one: (-abs(one[1]), one[0]))[:_LARGEST]
    sizes = {key: int(amount * 1000) for key, amount in largest}
    length = max((len(digits) for _, digits in sizes), default=0)
    # Zeros in front that are there show that none are lost.
    kept = any(digits.startswith("0") for _, digits in sizes)
    possible = [one for one in PATTERNS if one.fits_within(length) and not (kept and one.own)]
    fits = sorted(
        (_fit(one, sizes) for one in possible),
        key=lambda one: (-round(one.tenths, 2), not one.is_whole, one.pattern.own),
    )
    first, *others = _distinct(fits, sizes)
    near = [one for one in others if _is_near(one, first, sizes)]
    return Judged((first, *near), first.tenths >= _SURE and not near)


def _distinct(fits: Iterable[Fit], sizes: _Sizes) -> list[Fit]:
    """Return the fits that read some account otherwise than those before them."""
    found: dict[tuple[tuple[str, str], ...], Fit] = {}
    for one in fits:
        found.setdefault(tuple(_meaning(one.pattern, digits) for _, digits in sizes), one)
    return list(found.values())


def _meaning(pattern: Pattern, digits: str) -> tuple[str, str]:
    klasse, rest = pattern.read(digits)
    return klasse or "1", rest[:3]


def _is_near(one: Fit, first: Fit, sizes: _Sizes) -> bool:
    """Return whether another pattern fits the amounts they read otherwise nearly as well."""
    if first.is_whole and not one.is_whole and one.tenths < first.tenths:
        return False
    apart = {
        key: size
        for key, size in sizes.items()
        if _meaning(one.pattern, key[1]) != _meaning(first.pattern, key[1])
    }
    if not any(apart.values()):
        return False
    return _tenths(one.pattern, apart) > _CLOSE * _tenths(first.pattern, apart)


def is_of_company(totals: Totals) -> bool:
    """Return whether accounts of four digits are those of a company's chart, by their sides.

    There 3 is sales, and 4 to 7 are purchases, wages and other costs. Of arts with an own digit, 6
    and 7 are incomes and 3 is an expense.

    Source: NS 4102, the chart of accounts of Norwegian companies.
    """
    sums = dict.fromkeys("34567", Decimal(0))
    for (_, digits), amount in totals.items():
        if len(digits) != _OF_COMPANY:
            return False
        sums[digits[0]] = sums.get(digits[0], Decimal(0)) + amount
    sales, *costs = (sums[first] for first in ("3", "5", "6", "7"))
    return bool(sales) and all(cost and (cost > 0) is not (sales > 0) for cost in costs)


_OF_COMPANY = 4
