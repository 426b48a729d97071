"""Exact numbers: text in, ``Decimal`` or ``Fraction`` out, and Norwegian text back.

The only number reader, the only rounding and the only number formatter in the core.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache, reduce
from typing import Literal

from kommuneindikatorer.dressing import mark_of_error, of_percent, undressed

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


BLANKS = "\t\u00a0\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""Tab, no-break, narrow no-break and wide space; en, em, figure, thin and hair space."""

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Soft hyphen, marks without width and of direction: copied along from pages, seen by nobody."""

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
"""Hyphens, figure, en and em dash, minus sign, small and full-width hyphen."""

_FOLD = str.maketrans(
    dict.fromkeys(BLANKS, " ") | dict.fromkeys(DASHES, "-") | dict.fromkeys(INVISIBLE, "")
)
_SIGNED = re.compile(r"(?:(?P<before>[-+]) *)?(?P<body>[^-+()]+?)(?: *(?P<after>-))?")
_IN_PARENTHESES = re.compile(r"\( *(?P<body>[^-+()]+?) *\)")


def fold(text: str) -> str:
    """Return the text with one kind of blank and one kind of minus, ends stripped."""
    return text.translate(_FOLD).strip()


def split_sign(token: str) -> tuple[bool, str] | None:
    """Return whether a folded token is negative, and the rest; None on a clash of signs.

    Negative are ``-5``, ``- 5``, ``5-``, ``5 -`` and ``(5)``; never two signs at once.
    """
    if match := _IN_PARENTHESES.fullmatch(token):
        return True, match["body"]
    match = _SIGNED.fullmatch(token)
    if match is None or (match["before"] and match["after"]):
        return None
    return "-" in (match["before"], match["after"]), match["body"]


class Missing(StrEnum):
    """A mark printed instead of a number.

    What a mark means depends on the file: ``STREK`` is nil in Statistics Norway's
    tables, zero in the account form and missing in the project's own template.

    Source: Statistics Norway, «Standardtegn i tabeller».
    """

    TOM = ""
    IKKE_AKTUELT = "."
    MANGLER = ".."
    MANGLER_FORELOPIG = "..."
    KONFIDENSIELT = ":"
    STREK = "-"


class Unreadable(StrEnum):
    """Why a token is neither a number nor a mark for missing."""

    IKKE_TALL = "ikke-tall"
    TVETYDIG = "tvetydig-tall"
    FOR_STORT = "for-stort-tall"
    PROSENT = "prosent"
    FORMEL = "formel"
    FEILVERDI = "feilverdi"
    FOR_SMAL = "for-smal"


MARKS = {mark.value: mark for mark in Missing}
"""Every mark by its text, dashes of all kinds already read as a hyphen."""

type DecimalSign = Literal[",", "."]

MAX_DIGITS = 15
"""Digits before and after the decimal sign. More is no amount in kroner: a number that
long is a slip, and a bound keeps every later sum exact."""

_LONGEST = 200
"""Signs of a cell that may be a number."""
_MAX_RESIDUE = 30
"""Decimals of what a spreadsheet or a program writes of a number it has only approximately."""

_WHOLE = re.compile(rf"0|-?[1-9][0-9]{{0,{MAX_DIGITS - 1}}}")
_PLAIN = re.compile(r"[0-9]+")
_WITH_POWER = re.compile(r"-?[0-9](?:\.[0-9]{1,14})?e\+(?:0[0-9]|1[0-4])")
"""«1e+05», as programs write numbers exactly; the «1,2E+05» of spreadsheets is rounded."""
_NEXT_TO_NOTHING = re.compile(
    r"-?[0-9](?:[.,][0-9]{1,20})?e-(?:0?[89]|[1-9][0-9]{1,2})", re.IGNORECASE
)
"""«-1,1E-13»: what is left where a spreadsheet's sum should have been zero."""
_OF_A_FLOAT = range(MAX_DIGITS + 1, MAX_DIGITS + 3)
"""Digits that programs write of a number they have only approximately: 30.000000000000004."""
_ZEROS = 8
"""Decimals of zero after which what is left is no amount: an øre is 1e-8 million kroner."""
_BLANK_GROUPS = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?")
_SIGN_GROUPS = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?P<group>[.,])[0-9]{3}(?:(?P=group)[0-9]{3})*)(?:(?!(?P=group))[.,](?P<part>[0-9]+))?"
)
_ONE_SIGN = re.compile(r"(?P<whole>[0-9]*)(?P<sign>[.,])(?P<part>[0-9]+)")


def read_number(text: str, decimal: DecimalSign | None = ",") -> Decimal | Missing | Unreadable:
    """Return the number a token says, exactly; or its mark for missing; or why neither.

    Args:
        text: One cell, with any blanks, dashes and separators people use.
        decimal: The file's decimal sign. It settles only what a token leaves open:
            ``1.234`` and ``1,234``. Every other form is read alike whatever it says.
            None refuses the open ones as ambiguous.

    Per cent is never an amount: «6,5 %» is `Unreadable.PROSENT`, which `read_percent` reads.
    """
    if _WHOLE.fullmatch(text):  # most cells of most files
        return Decimal(text)
    token = fold(text)
    if (mark := MARKS.get(token)) is not None:
        return mark
    if len(token) > _LONGEST:  # before any pattern that goes back over blanks
        return Unreadable.FOR_STORT if _PLAIN.fullmatch(token) else Unreadable.IKKE_TALL
    return _number(token, decimal)


@lru_cache(maxsize=1 << 12)
def _number(token: str, decimal: DecimalSign | None) -> Decimal | Unreadable:
    """Return the number of a folded token: the same cells are read many times over."""
    value = _read(token, decimal)
    return _dressed(token, decimal) if value is Unreadable.IKKE_TALL else value


def read_percent(text: str, decimal: DecimalSign | None = ",") -> Decimal | Missing | Unreadable:
    """Return the number of per cent a token says, with or without «%», as `read_number` does."""
    token = fold(text)
    return read_number(of_percent(token) or token, decimal)


def _read(token: str, decimal: DecimalSign | None) -> Decimal | Unreadable:
    signed = split_sign(token)
    if signed is None:
        return Unreadable.IKKE_TALL
    negative, body = signed
    digits = _digits(body, decimal)
    if isinstance(digits, Unreadable):
        return digits
    value = Decimal(digits)
    return value.copy_negate() if negative and value else value


def _dressed(token: str, decimal: DecimalSign | None) -> Decimal | Unreadable:
    """Return the number with something around it, or why it is none."""
    if mark := mark_of_error(token):
        return Unreadable(mark)
    if not any(map(str.isdigit, token)):
        return Unreadable.IKKE_TALL
    if _WITH_POWER.fullmatch(token):
        return Decimal(f"{Decimal(token):f}")
    if _NEXT_TO_NOTHING.fullmatch(token):
        return Decimal(0)
    if (number := of_percent(token)) is not None:
        is_number = isinstance(_read(number, decimal or ","), Decimal)
        return Unreadable.PROSENT if is_number else Unreadable.IKKE_TALL
    bare = undressed(token)
    return _read(bare, decimal) if bare != token else Unreadable.IKKE_TALL


def find_decimal_sign(tokens: Iterable[str]) -> DecimalSign | None:
    """Return the decimal sign a column's own numbers prove; None without or against proof."""
    found: set[DecimalSign] = {sign for token in tokens if (sign := _proof(token))}
    return found.pop() if len(found) == 1 else None


def _digits(body: str, decimal: DecimalSign | None) -> str | Unreadable:
    """Return the body as digits with at most one point, or why it cannot be."""
    plain = _without_separators(body, decimal)
    if isinstance(plain, Unreadable):
        return plain
    whole, _, part = plain.partition(".")
    if len(whole.lstrip("0")) > MAX_DIGITS or len(part) > _MAX_RESIDUE:
        return Unreadable.FOR_STORT
    if len(part) > _ZEROS and not (whole + part[:_ZEROS]).strip("0"):
        return "0"
    is_approximate = len(part) > _ZEROS and len((whole + part).lstrip("0")) in _OF_A_FLOAT
    return _without_residue(plain) if is_approximate or len(part) > MAX_DIGITS else plain


def _without_residue(plain: str) -> str:
    """Return a number with the 15 digits a spreadsheet keeps: 0.30000000000000004 is 0.3."""
    exact = Decimal(plain)
    step = max(exact.adjusted() + 1 - MAX_DIGITS, -MAX_DIGITS)
    rounded = exact.quantize(Decimal(1).scaleb(min(step, 0)))
    return f"{rounded:f}"


def _without_separators(body: str, decimal: DecimalSign | None) -> str | Unreadable:
    """Return the body with thousands joined and a point as decimal sign."""
    if _PLAIN.fullmatch(body):
        return body
    if _BLANK_GROUPS.fullmatch(body):
        return body.replace(" ", "").replace(",", ".")
    if _is_open(body):
        return _settled(body, decimal)
    if match := _SIGN_GROUPS.fullmatch(body):
        return re.sub("[.,]", "", match["whole"]) + (f".{match['part']}" if match["part"] else "")
    match = _ONE_SIGN.fullmatch(body)
    return f"{match['whole'] or '0'}.{match['part']}" if match else Unreadable.IKKE_TALL


def _settled(body: str, decimal: DecimalSign | None) -> str | Unreadable:
    """Return an open token as the file's decimal sign reads it."""
    if decimal is None:
        return Unreadable.TVETYDIG
    return body.replace(",", ".") if decimal in body else re.sub("[.,]", "", body)


def _is_open(body: str) -> bool:
    """Return whether the token may be either thousands or decimals: 1.234, 12,345."""
    match = _SIGN_GROUPS.fullmatch(body)
    return match is not None and match["part"] is None and len(re.findall("[.,]", body)) == 1


def _proof(token: str) -> DecimalSign | None:
    """Return the decimal sign this one token cannot do without."""
    if len(token) > _LONGEST or not any(map(str.isdigit, token)) or of_percent(token):
        return None
    signed = split_sign(undressed(fold(token)))
    if signed is None or _is_open(signed[1]):
        return None
    if not isinstance(read_number(token), Decimal):
        return None
    match = re.search(r"([.,])[0-9]+$", signed[1])
    if match is None:
        return None
    groups_only = signed[1].count(match[1]) > 1
    return "," if (match[1] == ",") != groups_only else "."


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


MILLION = 1000
"""Thousand kroner in a million."""


def kroner(thousands: Number, *, plus: bool = False) -> str:
    """Return an amount of 1000 kr in a sentence: millions, or below one million, kroner.

    «174,0 millioner kroner», «−300 000 kroner», «0 kroner».
    """
    if abs(Fraction(thousands)) < MILLION:
        return f"{format_number(Fraction(thousands) * 1000, plus=plus)} kroner"
    return f"{format_number(Fraction(thousands) / MILLION, 1, plus=plus)} millioner kroner"


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
