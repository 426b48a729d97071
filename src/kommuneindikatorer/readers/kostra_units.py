"""Whose a KOSTRA record is: form, year, quarter and region, understood once for each."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.options import Options
from kommuneindikatorer.problems import Kode, Problems, Sted
from kommuneindikatorer.readers.kontoplan import Kontoplan, Post, Sums, kontoplan_of, total_of
from kommuneindikatorer.readers.kostra_codes import (
    AVSKRIVNINGER,
    BALANSE,
    BYDEL_UTELATT,
    DRIFT_I_BALANSE,
    FORETAK,
    FORETAK_UTELATT,
    FORTEGN,
    INVESTERING_I_BALANSE,
    MOTPOST,
    OVERFORING,
    SKJEMAER,
    UGYLDIG_AARGANG,
    UGYLDIG_REGION,
    UKJENT_SKJEMA,
    Del,
    Skjema,
)

_ASSETS, _DEBTS = (10, 29), (31, 5999)
_FUNCTIONS = (100, 799)


@dataclass(frozen=True, slots=True)
class Control:
    """One control: its kind, the difference found, and what is tolerated, both in 1000 kr."""

    kode: Kode
    differanse: Decimal
    toleranse: int


def run_controls(posts: Sequence[Post], hvem: str, sted: Sted, problems: Problems) -> None:
    """Report every control that fails.

    Args:
        posts: The unit's accounts in 1000 kr, of one year and basis.
        hvem: The unit and year, for the message.
        sted: Where the records stand.
        problems: Where to report.
    """
    parts: dict[Del, list[Post]] = {part: [] for part in Del}
    for post in posts:
        parts[post.konto.del_].append(post)
    for one in _differences(parts):
        if abs(one.differanse) > one.toleranse:
            problems.add(one.kode, sted, format_number(one.differanse), hvem=hvem)
    for kapittel in ("5900", "5970"):
        total = _sum(one for one in parts[Del.BALANSE] if one.konto.funksjon == kapittel)
        if total < 0:
            problems.add(FORTEGN, sted, format_number(total), hvem=hvem, kapittel=kapittel)


def _differences(parts: Mapping[Del, Sequence[Post]]) -> Iterator[Control]:
    drift, investering = parts[Del.DRIFT], parts[Del.INVESTERING]
    yield Control(INVESTERING_I_BALANSE, _sum(investering), 30)
    yield Control(DRIFT_I_BALANSE, _sum(drift), 30)
    balanse = parts[Del.BALANSE]
    sides = (one for one in balanse if _within(one, *_ASSETS) or _within(one, *_DEBTS))
    yield Control(BALANSE, _sum(sides), 10)
    moved = [one for one in drift if one.konto.art == "570"]
    received = [one for one in investering if one.konto.art == "970"]
    yield Control(OVERFORING, _sum((*moved, *received)), 30)
    yield from _depreciation(drift)


def _depreciation(drift: Sequence[Post]) -> Iterator[Control]:
    written = [one for one in drift if one.konto.art == "590" and _within(one, *_FUNCTIONS)]
    against = [one for one in drift if one.konto.art == "990"]
    right = [one for one in against if one.konto.funksjon == "860"]
    yield Control(AVSKRIVNINGER, _sum((*written, *right)), 30)
    yield Control(MOTPOST, _sum(one for one in against if one.konto.funksjon != "860"), 0)


def _within(post: Post, first: int, last: int) -> bool:
    code = post.konto.funksjon
    return code.isascii() and code.isdigit() and first <= int(code) <= last


def _sum(posts: Iterable[Post]) -> Decimal:
    return total_of(one.belop for one in posts)


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
