"""A region as Statistics Norway writes it, in all its ways."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kommuneindikatorer.model import Nivaa
from kommuneindikatorer.wording import slug

_CODED = re.compile(
    r"(?:K-|K_)?(?P<code>[0-9]{1,4})(?:\s*[-\u2013]\s+|\s+|$)(?P<name>.*)", re.DOTALL
)
_PERIOD = re.compile(r"\s*\((?:[0-9]{4})?\s*[-\u2013]\s*(?:[0-9]{4})?\)\s*$")
_GROUP_CODE = re.compile(r"E[A-Z]{1,4}[0-9]*[a-zA-Z]?")
_GROUP_NAME = re.compile(
    r"(hele_)?landet|gjennomsnitt|kostra_?gruppe|kommunegruppe|alle_(fylkes)?kommun|uoppgitt"
)
_UNSPECIFIED = frozenset({"9999"})
_COUNTY_DIGITS = 2
_CODE_DIGITS = 4
_HEADINGS = frozenset({"region", "regioner", "kommune", "kommuner", "fylkeskommune", "fylke"})


@dataclass(frozen=True, slots=True)
class Region:
    """One unit as a table names it.

    Attributes:
        kommunenummer: Four digits; None where the table gives names only.
        navn: Its name, without the years it was valid; None where codes only.
        nivaa: Municipality or county municipality.
        uten_null: Whether the code had lost its leading zero.
    """

    kommunenummer: str | None
    navn: str | None
    nivaa: Nivaa
    uten_null: bool = False


def is_region_heading(heading: str) -> bool:
    """Return whether a column or dimension of this name holds regions."""
    name = slug(heading)
    return name in _HEADINGS or name.startswith(("kokkommuneregion", "kokfylkesregion"))


@lru_cache(4_096)
def read_region(text: str, heading: str) -> Region | None:
    """Return the unit; None for averages, groups and the whole country.

    Args:
        text: The cell: ``4601``, ``4601 Bergen``, ``4601 - Bergen``, ``Oslo - Oslove``,
            ``3001 Halden (2020-2023)``, ``301``.
        heading: The column's name; only a county table's two digits are counties.
    """
    bare = _PERIOD.sub("", text.strip())
    match = _CODED.fullmatch(bare)
    if match is None:
        return _named(bare)
    code, name = match["code"], match["name"].strip() or None
    if len(code) <= _COUNTY_DIGITS:
        if "fylke" not in slug(heading) or not int(code):
            return None
        return Region(f"{code.zfill(2)}00", name, Nivaa.FYLKESKOMMUNE)
    full = code.zfill(_CODE_DIGITS)
    if full.startswith("00") or full in _UNSPECIFIED:
        return None
    level = Nivaa.FYLKESKOMMUNE if full.endswith("00") else Nivaa.KOMMUNE
    return Region(full, name, level, uten_null=full != code)


def _named(name: str) -> Region | None:
    first = name.split(" ", maxsplit=1)[0]
    if not name or _GROUP_CODE.fullmatch(first) or _GROUP_NAME.match(slug(name)):
        return None
    county = slug(name).endswith(("fylkeskommune", "fylkeskommune_fylkkasuohkan"))
    return Region(None, name, Nivaa.FYLKESKOMMUNE if county else Nivaa.KOMMUNE)
