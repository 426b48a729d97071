"""A region of Statistics Norway's tables: one unit, or a group that is none."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kommuneindikatorer.model import Nivaa
from kommuneindikatorer.register import areas, find_kommuner, is_name, size_of
from kommuneindikatorer.wording import slug

remembered = lru_cache(4_096)  # a long table has the same regions on row after row

_CODED = re.compile(
    r"(?:K-|K_)?(?P<code>[0-9]{1,4})(?:\s*[-\u2013]\s+|\s+|$)(?P<name>.*)", re.DOTALL
)
_PERIOD = re.compile(r"\s*\((?:[0-9]{4})?\s*[-\u2013]\s*(?:[0-9]{4})?\)\s*$")
_DISTRICT = re.compile("[0-9]{4}(?:0[1-9]|[1-9][0-9])")
"""A district of a municipality: «030101 Bydel Gamle Oslo» is no unit of its own."""
_GROUP_CODE = re.compile(r"E[A-Z]{1,4}[0-9]*[a-zA-Z]?")
_GROUP_NAME = re.compile(
    r"(hele_)?landet|landsgj|landssnitt|gjennomsnitt|gj_?snitt|snitt$|kostra_?gr|kommunegruppe|"
    r"alle_(fylkes)?kommun|uoppgitt|sum$|totalt?$|i_alt$|norge$|median$|fylket$"
)
_OLD_COUNTIES = frozenset(
    {
        *("hordaland", "sogn_og_fjordane", "hedmark", "oppland", "sor_trondelag", "nord_trondelag"),
        *("aust_agder", "vest_agder", "viken", "troms_og_finnmark", "vestfold_og_telemark"),
    }
)
_UNSPECIFIED = frozenset({"9999"})
_COUNTY_DIGITS = 2
_CODE_DIGITS = 4
_HEADINGS = frozenset(
    {
        *("region", "regioner", "regionkode", "region_kode", "regionnavn", "region_navn"),
        *("kommune", "kommuner", "kommunenr", "kommunenummer", "komnr", "knr", "kommnr"),
        *("kommunekode", "kommunenavn", "kommunenamn", "fylkeskommune", "fylkeskommuner"),
        "municipality",
    }
)


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

    @property
    def bare(self) -> "Region":
        """The unit alike however it is written: by its code where it has one, else by its name."""
        return Region(self.kommunenummer, None if self.kommunenummer else self.navn, self.nivaa)


@remembered
def is_region_heading(heading: str) -> bool:
    """Return whether a column or dimension of this name holds regions."""
    name = slug(heading)
    return name in _HEADINGS or name.startswith(("kokkommuneregion", "kokfylkesregion"))


@remembered
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
        return _named(bare, heading)
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


def _named(name: str, heading: str) -> Region | None:
    if slug(name) in areas() | _OLD_COUNTIES:
        is_unit = "fylke" in slug(heading)
        return Region(None, name, Nivaa.FYLKESKOMMUNE) if is_unit else None
    first = name.split(" ", maxsplit=1)[0]
    if (
        not name
        or _DISTRICT.fullmatch(first)
        or _GROUP_CODE.fullmatch(first)
        or _GROUP_NAME.match(slug(name))
    ):
        return None
    return Region(None, name, Nivaa.FYLKESKOMMUNE if is_county(name) else Nivaa.KOMMUNE)


def is_county(name: str) -> bool:
    """Return whether a name says that it is a county municipality's."""
    return slug(name).endswith(("fylkeskommune", "fylkeskommune_fylkkasuohkan"))


@remembered
def is_group(text: str) -> bool:
    """Return whether a text names a group of units or the whole country, by code or by name."""
    first = text.strip().split(" ", maxsplit=1)[0]
    return bool(_GROUP_CODE.fullmatch(first) or _GROUP_NAME.match(slug(text)))


@remembered
def is_sure(text: str) -> bool:
    """Return whether a text is a region beyond doubt, whatever stands above it.

    A code the register knows, alone or with the name it has there; a code with a name and the
    years it was valid; a name in the register; a county municipality.
    """
    bare = text.strip()
    match = _CODED.fullmatch(_PERIOD.sub("", bare))
    if match is None:
        return is_name(_PERIOD.sub("", bare)) or is_county(bare)
    code, name = match["code"].zfill(_CODE_DIGITS), match["name"].strip()
    if len(match["code"]) <= _COUNTY_DIGITS:
        return False
    known = {
        slug(part)
        for one in find_kommuner(code)
        for part in (one.navn, *one.navn.split(" - "), one.navn.partition(" (")[0])
    }
    if not name:
        return bool(known)
    has_name = slug(name) in known
    is_old = bare != _PERIOD.sub("", bare)
    return has_name or is_old or (size_of(code) is not None and is_county(name))
