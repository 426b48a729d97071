"""The name of a line in the account form, however it is written, to its id."""

import re

from kommuneindikatorer.items import POST, Post, find_post
from kommuneindikatorer.slugs import slug

NAME_WITHIN = 3
"""Cells among which a line's name stands; a line number may stand before it."""

_NUMBER = re.compile(r"^\s*[0-9]{1,2}\s*[.):]?\s+(?=\D)")
_TAIL = re.compile(r"\s*(\([^()]*\)|[0-9]\)|\*+|=)\s*$")
_SUM = re.compile("^sum ")
_NETTED = re.compile(r"(?=.*avset)(?=.*bruk).*(?P<fond>bundne_?_driftsfond|disposisjonsfond)")
_BUDGET = frozenset(
    {
        "andre_generelle_driftsinntekter",
        "sum_generelle_driftsinntekter",
        "sum_bevilgninger_drift_netto",
        "sum_bevilgninger_drift",
        "sum_netto_driftsutgifter",
        "sum_lovingar_drift_netto",
        "sum_loyvingar_drift_netto",
    }
)


def line_name(cells: tuple[str, ...]) -> tuple[int, str]:
    """Return place and text of the first cell with letters; (-1, "") when there is none."""
    for place, cell in enumerate(cells[:NAME_WITHIN]):
        if any(sign.isalpha() for sign in cell):
            return place, cell.strip()
    return -1, ""


def find_line(name: str) -> Post | None:
    """Return the line: with or without number, sum sign and what is added in parentheses."""
    bare = _NUMBER.sub("", name)
    short = _TAIL.sub("", bare)
    forms = dict.fromkeys((bare, short, _SUM.sub("", short.lower())))  # often all one
    post = next(filter(None, map(find_post, forms)), None)
    if post is None and (match := _NETTED.fullmatch(slug(bare))):
        fund = "disposisjonsfond" if "disposisjon" in match["fond"] else "bundne_driftsfond"
        return POST[f"netto_avsetning_{fund}"]
    return post


def is_heading(name: str, post: Post) -> bool:
    """Return whether a name without amounts is a heading («Driftsinntekter»), not a line."""
    return slug(_NUMBER.sub("", name)) not in (slug(post.nb), slug(post.nn))


def is_budget_line(name: str) -> bool:
    """Return whether a line stands only in the overview of § 5-4."""
    return slug(_NUMBER.sub("", name)) in _BUDGET


def is_budget_title(text: str) -> bool | None:
    """Return whether a title begins § 5-4 (True) or § 5-6 (False); None for other text."""
    words = slug(text)
    if re.search(r"5_4(?![0-9])|(bevilgnings|loyvings|lovings)oversi", words):
        return True
    return False if re.search(r"5_6(?![0-9])|okonomisk_oversi", words) else None
