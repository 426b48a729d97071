"""Whose a KOSTRA record is: form, year, quarter and region, understood once for each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kommuneindikatorer.options import Options
from kommuneindikatorer.problems import Kode
from kommuneindikatorer.readers.accounts_sums import Sums
from kommuneindikatorer.readers.kontoplan import Kontoplan, kontoplan_of
from kommuneindikatorer.readers.kostra_codes import (
    BYDEL_UTELATT,
    FORETAK_UTELATT,
    UGYLDIG_AARGANG,
    UGYLDIG_REGION,
    UKJENT_SKJEMA,
)
from kommuneindikatorer.readers.kostra_forms import FORETAK, SKJEMAER, Skjema

_YEAR = re.compile("(?:19|20)[0-9]{2}[ 0-4]")
_REGION = re.compile("[0-9]{6}")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why none of the records that begin so are read."""

    kode: Kode
    verdi: str


@dataclass(slots=True)
class Unit:
    """One form of one unit and period, with what its records sum to.

    Attributes:
        navn: The form's name, ``0A``.
        skjema: What the form holds.
        aar: Year.
        kvartal: Quarter, 0 for the year.
        kommunenummer: Four digits.
        plan: The chart of that year.
        fil: The file being read into it.
        sums: Sums by account.
        opptatt: Accounts read from earlier files.
    """

    navn: str
    skjema: Skjema
    aar: int
    kvartal: int
    kommunenummer: str
    plan: Kontoplan
    fil: str
    sums: Sums = field(default_factory=Sums)
    opptatt: frozenset[str] = frozenset()


class Units:
    """Every unit of the reading, in the order met."""

    def __init__(self, options: Options) -> None:
        """Start with none."""
        self._options = options
        self._units: dict[tuple[str, int, int, str], Unit] = {}

    def all(self) -> Iterable[Unit]:
        """Return the units."""
        return self._units.values()

    def find(self, head: str, fil: str) -> Unit | Refused:
        """Return the unit a record's first thirteen signs name, or why there is none."""
        navn, period, region = head[:2].upper(), head[2:7], head[7:13]
        if refused := _refused(navn, period, region):
            return refused
        aar, kvartal = int(period[:4]), int(period[4].strip() or 0)
        key = (navn, aar, kvartal, region[:4])
        unit = self._units.get(key)
        if unit is None:
            plan = kontoplan_of(aar, self._options)
            unit = Unit(navn, SKJEMAER[navn], aar, kvartal, region[:4], plan, fil)
            self._units[key] = unit
        elif unit.fil != fil:
            unit.fil = fil
            unit.opptatt = frozenset(unit.sums.belop)
        return unit


def _refused(navn: str, period: str, region: str) -> Refused | None:
    if navn in FORETAK:
        return Refused(FORETAK_UTELATT, navn)
    if navn not in SKJEMAER:
        return Refused(UKJENT_SKJEMA, navn)
    if not _YEAR.fullmatch(period):
        return Refused(UGYLDIG_AARGANG, period)
    if not _REGION.fullmatch(region) or not int(region[:4]):
        return Refused(UGYLDIG_REGION, region)
    return Refused(BYDEL_UTELATT, region) if region[4:] != "00" else None
