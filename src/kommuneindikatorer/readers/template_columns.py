"""The template's headings: which column holds what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kommuneindikatorer.codes import UKJENT_KOLONNE
from kommuneindikatorer.items import find_post
from kommuneindikatorer.journal import Journal
from kommuneindikatorer.slugs import slug
from kommuneindikatorer.text.cells import Row, shortened

_WITHIN = 30
"""Rows among which the heading must stand."""

_KEYS: Mapping[str, tuple[str, ...]] = {
    "aar": ("aar", "ar", "regnskapsaar", "regnskapsar"),
    "kommunenummer": ("kommunenummer", "kommunenr", "knr"),
    "fylkesnummer": ("fylkesnummer", "fylkesnr"),
    "navn": ("navn", "kommune", "kommunenavn", "fylkeskommune"),
    "landsdel": ("landsdel",),
    "folkemengde": ("folkemengde", "folketal", "innbyggere", "innbyggjarar"),
    "folkemengde_kilde": ("folkemengde_kilde",),
    "basis": ("basis",),
}
_KEY_OF = {name: key for key, names in _KEYS.items() for name in names}


@dataclass(frozen=True, slots=True)
class Columns:
    """The heading row, understood.

    Attributes:
        row: 1-based line of the heading.
        headings: Its cells as shown, without empty ones at the end.
        keys: Place of each column that says whose the row is, by the template's name.
        amounts: Place of each column of amounts, by the line's id.
    """

    row: int
    headings: tuple[str, ...]
    keys: Mapping[str, int]
    amounts: Mapping[str, int]

    @property
    def is_usable(self) -> bool:
        """Whether rows can be told apart, and hold something."""
        has_code = "kommunenummer" in self.keys or "fylkesnummer" in self.keys
        return has_code and bool(self.amounts or "folkemengde" in self.keys)


def find_columns(rows: Sequence[Row]) -> Columns | None:
    """Return the first row that is a usable heading; None when there is none."""
    found = (_columns(row) for row in rows[:_WITHIN])
    return next((columns for columns in found if columns.is_usable), None)


def say_unknown(columns: Columns, journal: Journal) -> None:
    """Tell of each heading that nothing is read from, also a second one of the same name."""
    used = {*columns.keys.values(), *columns.amounts.values()}
    for place, heading in enumerate(columns.headings):
        if place not in used and heading.strip():
            journal.report(UKJENT_KOLONNE, columns.row, heading)


def _columns(row: Row) -> Columns:
    headings = row.cells
    while headings and not headings[-1].strip():
        headings = headings[:-1]
    keys: dict[str, int] = {}
    amounts: dict[str, int] = {}
    for place, heading in enumerate(headings):
        if key := _KEY_OF.get(slug(heading)):
            keys.setdefault(key, place)
        elif post := find_post(heading):
            amounts.setdefault(post.id, place)
    return Columns(row.number, tuple(map(shortened, headings)), keys, amounts)
