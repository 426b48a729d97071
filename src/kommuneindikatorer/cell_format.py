"""What a number format of Excel does to a number that is shown: per cent, thousands, words."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from kommuneindikatorer.tables import cell_text, is_year, number_text, percent_text

_ASIDE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_SECTION = re.compile(r'(?:"[^"]*"|\\.|[^";\\])*')
_WORDS = re.compile(r'\s*"(?P<before>[^"]*)"\s*0+(?P<after>)\s*|\s*0+\s*"(?P<end>[^"]*)"\s*')
_SCALED = re.compile(r"[0#?](,+)(?![0#?,])")
_YEAR_ONLY = re.compile(r"[yå]{2,4}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Format:
    """What is done to a number.

    Attributes:
        percent: It is shown a hundred times as large, with «%».
        thousands: It is divided by 1000 so many times.
        before, after: Words around a year: «Regnskap » before 2021.
        year: Of a date only the year is shown.
    """

    percent: bool
    thousands: int
    before: str
    after: str
    year: bool


@lru_cache(maxsize=256)
def read_format(code: str) -> Format:
    """Return what a format does, by its section for positive numbers."""
    match = _SECTION.match(code[:500])
    section = match[0] if match else ""
    bare = _ASIDE.sub("", section)
    scaled = _SCALED.search(bare)
    words = _WORDS.fullmatch(section)
    return Format(
        percent="%" in bare,
        thousands=len(scaled[1]) if scaled else 0,
        before=(words["before"] or "") if words else "",
        after=(words["end"] or "") if words else "",
        year=_YEAR_ONLY.fullmatch(bare.strip(" @")) is not None,
    )


def shown_text(value: object, code: str) -> str:
    """Return a value as the cell shows it, with all the digits that it has."""
    if isinstance(value, bool) or not isinstance(value, int | float | date):
        return cell_text(value)
    form = read_format(code)
    if isinstance(value, date):
        return f"{value.year}" if form.year else cell_text(value)
    if form.percent:
        return percent_text(value)
    if form.thousands and value == value and abs(value) != float("inf"):  # noqa: PLR0124 - no NaN
        exact = Decimal(value) if isinstance(value, int) else Decimal(format(value, ".15g"))
        return number_text(exact.scaleb(-3 * form.thousands))
    if isinstance(value, int | float) and (form.before or form.after) and _is_year(value):
        return f"{form.before}{number_text(value)}{form.after}"
    return number_text(value)


def _is_year(value: float) -> bool:
    return value == value and abs(value) != float("inf") and is_year(value)  # noqa: PLR0124 - no NaN
