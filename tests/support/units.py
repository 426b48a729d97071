"""The accounts of all units and their profiles, read from the checkout's own data once."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from kommuneindikatorer.result import Gruppe
from sitegen.facts.profile import Profile, profiles
from sitegen.facts.unit_files import UnitFile, unit_csv
from sitegen.publish.unit_data import as_csv, groups_of, unit_files
from support.notes import ROOT

SIX_YEARS = range(2020, 2026)
"""The years that expected values are of: one that lands later changes none of them."""


@cache
def accounts() -> Mapping[str, UnitFile]:
    """Return the accounts of the six years, whichever files they lie in."""
    return {
        kind: replace(file, rows=tuple(row for row in file.rows if row.year in SIX_YEARS))
        for kind, file in unit_files(ROOT).items()
    }


def published(kind: str, *years: int) -> list[str]:
    """Return the heading and the rows of some of the six years as CSV; of all if none is named."""
    file = accounts()[kind]
    rows = tuple(row for row in file.rows if not years or row.year in years)
    return unit_csv(replace(file, rows=rows)).decode().splitlines()


@cache
def groups() -> tuple[Gruppe, ...]:
    return groups_of(as_csv(accounts()))


@cache
def all_profiles() -> tuple[Profile, ...]:
    return profiles(groups(), accounts())


def profile(number: str) -> Profile:
    """Return a unit's profile by its number."""
    return next(one for one in all_profiles() if one.nummer == number)
