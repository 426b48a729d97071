"""Unit data of a build: each municipality's and county municipality's accounts, a year a row."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sitegen.facts.unit_files import INCOME, RESULT
from sitegen.note.errors import Fault, SourceError

KEYS = ("kommunenummer", "fylkesnummer")
WORDS = ("navn", "landsdel", "kommunenummer_2024", "folkemengde_kilde", "status")


@dataclass(frozen=True, slots=True)
class Account:
    """One unit's row.

    Attributes:
        year: Year of accounts.
        unit: Its number, ``4601`` or ``46``.
        name: Its name.
        amounts: Column → whole number, 1000 kr (inhabitants for ``folkemengde``); ``None`` missing.
        words: Column → text: name and region.
    """

    year: int
    unit: str
    name: str
    amounts: Mapping[str, int | None]
    words: Mapping[str, str]

    @property
    def cells(self) -> Mapping[str, str | int | None]:
        """Everything said of it, by column."""
        return {**self.words, **self.amounts}

    @property
    def percent(self) -> Fraction | None:
        """Net operating result in per cent of income, exact; ``None`` if either is missing."""
        income, result = self.amounts.get(INCOME), self.amounts.get(RESULT)
        return Fraction(100 * result, income) if income and result is not None else None


def read_accounts(files: Mapping[str, bytes], folder: str) -> dict[tuple[int, str], Account]:
    """Return the accounts of all files by year and unit.

    Raises:
        SourceError: A file has no year or unit, a cell is no whole number, or a row stands twice.
    """
    found: dict[tuple[int, str], Account] = {}
    for name, data in sorted(files.items()):
        for line, account in _rows(data, f"{folder}/{name}"):
            key = (account.year, account.unit)
            if key in found:
                fault = Fault(f"{folder}/{name}", line, "hver enhet én gang i året", f"{key}")
                raise SourceError(fault)
            found[key] = account
    return found


def _rows(data: bytes, place: str) -> Iterator[tuple[int, Account]]:
    try:
        rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        key = next((key for key in KEYS if key in (rows.fieldnames or ())), None)
        if key is None or "aar" not in (rows.fieldnames or ()):
            raise SourceError(Fault(place, 1, "kolonnene aar og kommunenummer", "andre kolonner"))
        for row in rows:
            yield rows.line_num, _account(row, key)
    except (UnicodeDecodeError, csv.Error, ValueError, TypeError) as error:
        raise SourceError(Fault(place, None, "rader med hele tall", str(error))) from error


def _account(row: Mapping[str, str], key: str) -> Account:
    amounts = {
        name: int(value) if value else None
        for name, value in row.items()
        if name not in {*WORDS, *KEYS, "aar"}
    }
    words = {name: row[name] for name in WORDS if name in row}
    return Account(int(row["aar"]), row[key], words.get("navn", ""), amounts, words)
