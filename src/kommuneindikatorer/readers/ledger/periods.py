"""Years and months as rows of a ledger write them, and whether they are a whole year."""

import re

from kommuneindikatorer.numbers import fold

_PERIOD = re.compile(r"((?:19|20)[0-9]{2})[-./ ]?(0[0-9]|1[0-9])?(?:[^0-9].*|[0-9]{2}|)")
_PERIOD_AFTER = re.compile(r"(?:[0-9]{1,2}[-./ ])?(?:(0?[0-9]|1[0-9])[-./ ])((?:19|20)[0-9]{2})")
_MONTH = re.compile("0?[0-9]|1[0-6]")
_YEAR = re.compile("(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_LAST_MONTH = 12


def period_of(cell: str) -> tuple[int | None, int | None] | None:
    """Return year and month, either None where it is not said; None for what is no period.

    ``2024``, ``202408``, ``08/2024``, ``31.08.2024``, ``2024-08-31T00:00:00``, ``8``.
    """
    text = fold(cell)
    if match := _PERIOD.fullmatch(text):
        return int(match[1]), int(match[2]) if match[2] else None
    if match := _PERIOD_AFTER.fullmatch(text):
        return int(match[2]), int(match[1])
    if _MONTH.fullmatch(text):
        return None, int(text)
    match = _YEAR.search(text)
    return (int(match[1]), None) if match else None


def months_missing(months: set[int]) -> bool:
    """Return whether the periods are a part of a year: one that ends before December.

    A single period of the year's end is a balance of the whole year.
    """
    real = {one for one in months if one}
    if not real:
        return False
    return max(real) < _LAST_MONTH or (len(real) > 1 and min(real) > _FIRST_MONTHS)


_FIRST_MONTHS = 2
