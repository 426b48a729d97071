"""The municipality register: what a code of any year from 2020 to 2026 is today.

In: a four-digit code. Out: the municipality's code today, name, region (landsdel) and size.
The data is a copy of files below data/kommuner/, packed with the code; a test compares.
"""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from kommuneindikatorer.wording import listed, slug

OSLO = "0301"
_FIRST, CHANGED = 2020, 2024
"""The codes known here are those from 2020 on; they changed in 2024."""


@dataclass(frozen=True, slots=True)
class Kommune:
    """One municipality as it has been since 2024.

    Attributes:
        kommunenummer: Four digits, since 2024.
        navn: Name in the register.
        fylke: County.
        landsdel: One of the note's five regions.
        gammelt_nummer: Its code in 2020–2023, or that of the one it was split from.

    Source: Statistics Norway, KLASS 131; landsdel from the note of 7 March 2025.
    """

    kommunenummer: str
    navn: str
    fylke: str
    landsdel: str
    gammelt_nummer: str


def find_kommuner(code: str | None) -> tuple[Kommune, ...]:
    """Return the municipalities a code of any year stands for today; none when unknown.

    Two for 1507 Ålesund, which was split in 2024.
    """
    return _by_code().get(code or "", ())


def name_of_split(code: str | None) -> str | None:
    """Return «Ålesund med Haram» for a municipality that was split; None for any other."""
    first, *others = [one.navn for one in find_kommuner(code)] or [""]
    return f"{first} med {listed(others)}" if others else None


@lru_cache(maxsize=2_000)
def todays_code(code: str | None) -> str | None:
    """Return the code the same municipality has today; the code itself when unknown or split."""
    found = find_kommuner(code)
    return found[0].kommunenummer if len(found) == 1 else code


@cache
def numbers_in(year: int) -> Mapping[str, tuple[Kommune, ...]]:
    """Return every number of a year with the municipalities it stands for today, in order.

    Empty for a year before those the register knows.
    """
    found: dict[str, tuple[Kommune, ...]] = {}
    for kommune in _read() if year >= _FIRST else ():
        code = kommune.kommunenummer if year >= CHANGED else kommune.gammelt_nummer
        found[code] = (*found.get(code, ()), kommune)
    return found


@dataclass(frozen=True, slots=True)
class Before:
    """What a unit of today was in an earlier year.

    Attributes:
        number: The number it had, or that of the unit it was a part of.
        others: The numbers today of the others that were parts of it; none where it was itself.
    """

    number: str
    others: tuple[str, ...]


def as_it_was(number: str, year: int) -> Before | None:
    """Return what a municipality (four digits) or county (two) of today was in a year.

    The one rule for units that were split: before the split, a part has the figures of the whole,
    marked with the other parts. None for a number or year that the register does not know.
    """
    code = _origins(year, len(number)).get(number)
    if code is None:
        return None
    parts = [today for today, then in _origins(year, len(number)).items() if then == code]
    return Before(code, tuple(one for one in parts if one != number))


@cache
def _origins(year: int, digits: int) -> Mapping[str, str]:
    """Return the first digits of every number today with those it had in a year."""
    return {
        one.kommunenummer[:digits]: code[:digits]
        for code, today in numbers_in(year).items()
        for one in today
    }


def code_of(name: str, year: int) -> str | None:
    """Return the code a municipality of that name had in the year; None when in doubt.

    Norwegian or Sami name, or both; none before 2020, and none for a name that two have, or
    for a municipality that was made by a split after the year.
    """
    kommune = _by_name().get(slug(name))
    if kommune is None or year < _FIRST:
        return None
    if year >= CHANGED:
        return kommune.kommunenummer
    old = kommune.gammelt_nummer
    return old if len(find_kommuner(old)) == 1 else None


def is_name(name: str) -> bool:
    """Return whether some municipality has that name, Norwegian or Sami, or both."""
    return slug(name) in _by_name()


@cache
def areas() -> frozenset[str]:
    """Return the names of counties and regions, as `slug` writes them; not Oslo, which is both."""
    found = {
        slug(part)
        for one in _read()
        for name in (one.fylke, one.landsdel)
        for part in (name, *name.split(" - "))
    }
    return frozenset(found - _by_name().keys())


@cache
def _by_name() -> dict[str, Kommune | None]:
    """Return municipalities by their names; None under a name that several have."""
    found: dict[str, Kommune | None] = {}
    for kommune in _read():
        bare = kommune.navn.partition(" (")[0]
        for name in {slug(one) for one in (kommune.navn, bare, *bare.split(" - "))}:
            found[name] = None if name in found else kommune
    return found


@cache
def _by_code() -> dict[str, tuple[Kommune, ...]]:
    found: dict[str, tuple[Kommune, ...]] = {}
    for kommune in _read():
        for code in {kommune.kommunenummer, kommune.gammelt_nummer}:
            found[code] = (*found.get(code, ()), kommune)
    return found


def size_of(code: str | None) -> int | None:
    """Return about how many inhabitants a code of any year has; None where it is unknown.

    The newest figure there is, and of a county municipality the sum of its municipalities. Only
    to tell kroner from thousands and a possible income from an impossible one: never shown, never
    divided by.
    """
    known = [_sizes().get(one.kommunenummer) for one in find_kommuner(code)]
    return sum(filter(None, known)) or _sizes().get(code or "")


@cache
def _sizes() -> dict[str, int]:
    text = files(__package__).joinpath("folkemengde.csv").read_text(encoding="utf-8")
    found = {one["kommunenummer"]: int(one["folkemengde"]) for one in _table(text)}
    counties = Counter[str]()
    for code, people in found.items():
        if code != OSLO:
            counties[f"{code[:2]}00"] += people
    return found | counties


def _table(text: str) -> csv.DictReader[str]:
    return csv.DictReader(text.splitlines())


def _read() -> list[Kommune]:
    text = files(__package__).joinpath("kommuneregister.csv").read_text(encoding="utf-8")
    names = ("kommunenummer", "navn", "fylke", "landsdel", "kommunenummer_2020_2023")
    return [Kommune(*(row[name] for name in names)) for row in _table(text)]
