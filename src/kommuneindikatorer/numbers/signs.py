"""The many ways to write a blank and a minus, folded to one of each."""

import re

BLANKS = "\t\u00a0\u2007\u2009\u202f"
"""Tab, no-break, figure, thin and narrow no-break space."""

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
"""Hyphens, figure, en and em dash, minus sign, small and full-width hyphen."""

_FOLD = str.maketrans(dict.fromkeys(BLANKS, " ") | dict.fromkeys(DASHES, "-"))
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
