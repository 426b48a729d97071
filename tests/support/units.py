"""The profiles of all units, read from the checkout's own data once."""

from collections.abc import Mapping
from functools import cache

from kommuneindikatorer.result import Gruppe
from sitegen.facts.profile import Profile, profiles
from sitegen.facts.unit_files import UnitFile
from sitegen.publish.unit_data import as_csv, groups_of, unit_files
from support.notes import ROOT


@cache
def accounts() -> Mapping[str, UnitFile]:
    return unit_files(ROOT)


@cache
def groups() -> tuple[Gruppe, ...]:
    return groups_of(as_csv(accounts()))


@cache
def all_profiles() -> tuple[Profile, ...]:
    return profiles(groups(), accounts())


def profile(number: str) -> Profile:
    """Return a unit's profile by its number."""
    return next(one for one in all_profiles() if one.nummer == number)
