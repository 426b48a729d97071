"""Whose a row of the template is: code, year, name and what else stands before the amounts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kommuneindikatorer.document import Row, shortened
from kommuneindikatorer.items import find_post
from kommuneindikatorer.model import Basis, Nivaa
from kommuneindikatorer.numbers import Missing, read_number
from kommuneindikatorer.options import Options
from kommuneindikatorer.problems import (
    DOBBEL_RAD,
    NULL_FORAN,
    UGYLDIG_AAR,
    UGYLDIG_NUMMER,
    UKJENT_KOLONNE,
    Alvor,
    Kode,
)
from kommuneindikatorer.row_log import RowLog
from kommuneindikatorer.wording import slug

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


def say_unknown(columns: Columns, row_log: RowLog) -> None:
    """Tell of each heading that nothing is read from, also a second one of the same name."""
    used = {*columns.keys.values(), *columns.amounts.values()}
    for place, heading in enumerate(columns.headings):
        if place not in used and heading.strip():
            row_log.report(UKJENT_KOLONNE, columns.row, heading)


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


UGYLDIG_FOLKEMENGDE = Kode(
    "ugyldig-folkemengde",
    Alvor.FEIL,
    "«{verdi}» er ikke en folkemengde, og er ikke brukt.",
    "Skriv et helt tall over null, eller la cellen stå tom.",
)
UGYLDIG_BASIS = Kode(
    "ugyldig-basis",
    Alvor.FEIL,
    "«{verdi}» er verken kasse eller konsern, og er ikke brukt.",
    "Skriv «kasse» eller «konsern», eller la cellen stå tom.",
)
_CODE = re.compile("[0-9]{3,4}")
_BETWEEN = re.compile("ikke entydig: ([0-9]{1,9})-([0-9]{1,9})")
_COUNTY = re.compile("[0-9]{1,2}")
_YEAR = re.compile("(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Key:
    """What a row says of its unit; None where it does not say."""

    kommunenummer: str
    aar: int
    nivaa: Nivaa
    basis: Basis | None
    navn: str | None
    landsdel: str | None
    folkemengde: int | None
    folkemengde_mellom: tuple[int, int] | None


class Keys:
    """Reads keys, and sees to it that each unit, year and basis stands once."""

    def __init__(self, options: Options) -> None:
        """Start with none seen; `Options.aar` stands in for a missing year."""
        self._options = options
        self._first: dict[tuple[str, int, Basis | None], int] = {}

    def read(self, row: Row, columns: Columns, row_log: RowLog) -> Key | None:
        """Return the row's key; None when the row is refused, which is said in the row_log."""
        code = _code(row, columns, row_log)
        year = _year(row, columns, row_log, self._options) if code else None
        if code is None or year is None:
            return None
        number, nivaa = code
        basis = _basis(row, columns, row_log)
        first = self._first.setdefault((number, year, basis), row.number)
        if first != row.number:
            whose = f"{number} i {year}"
            row_log.refuse(DOBBEL_RAD, row.number, whose, rows=row.lines, forste=first)
            return None
        return Key(
            number,
            year,
            nivaa,
            basis,
            _cell(row, columns, "navn") or None,
            _cell(row, columns, "landsdel") or None,
            _population(row, columns, row_log),
            _between(row, columns),
        )


def _cell(row: Row, columns: Columns, key: str) -> str:
    place = columns.keys.get(key)
    return "" if place is None else row.cells[place].strip()


def _code(row: Row, columns: Columns, row_log: RowLog) -> tuple[str, Nivaa] | None:
    text = _cell(row, columns, "kommunenummer")
    if _CODE.fullmatch(text) and int(text):
        number = text.zfill(4)
        if number != text:
            row_log.report(NULL_FORAN, row.number, text, nummer=number)
        county = number.endswith("00")
        return number, Nivaa.FYLKESKOMMUNE if county else Nivaa.KOMMUNE
    county_text = _cell(row, columns, "fylkesnummer")
    if not text and _COUNTY.fullmatch(county_text) and int(county_text):
        return f"{county_text.zfill(2)}00", Nivaa.FYLKESKOMMUNE
    row_log.refuse(UGYLDIG_NUMMER, row.number, text or county_text, rows=row.lines)
    return None


def _year(row: Row, columns: Columns, row_log: RowLog, options: Options) -> int | None:
    text = _cell(row, columns, "aar") or options.aar
    if _YEAR.fullmatch(text):
        return int(text)
    row_log.refuse(UGYLDIG_AAR, row.number, text, rows=row.lines)
    return None


def _basis(row: Row, columns: Columns, row_log: RowLog) -> Basis | None:
    text = _cell(row, columns, "basis").lower()
    if text and text in (Basis.KASSE, Basis.KONSERN):
        return Basis(text)
    if text:
        row_log.report(UGYLDIG_BASIS, row.number, text)
    return None


def _between(row: Row, columns: Columns) -> tuple[int, int] | None:
    """Return least and most inhabitants where the file says that it does not know more."""
    found = _BETWEEN.match(_cell(row, columns, "folkemengde_kilde"))
    return (int(found[1]), int(found[2])) if found else None


def _population(row: Row, columns: Columns, row_log: RowLog) -> int | None:
    """Return inhabitants; thousands may be written with a point, since no one is split."""
    text = _cell(row, columns, "folkemengde")
    value = read_number(text)
    if isinstance(value, Missing):
        return None
    if isinstance(value, Decimal) and value > 0 and value == value.to_integral_value():
        return int(value)
    row_log.report(UGYLDIG_FOLKEMENGDE, row.number, text)
    return None
