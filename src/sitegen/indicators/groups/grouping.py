"""Units to groups, each with its statistics."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitegen.indicators.groups.divisions import Inndeling
from sitegen.indicators.groups.statistics import Statistikk, Verdi, statistics
from sitegen.indicators.measures.catalogue import INDIKATORER
from sitegen.indicators.measures.indikator import Enhet as Maal
from sitegen.indicators.model import Basis
from sitegen.indicators.unit import Enhet

type Key = tuple[str | None, int | None, Basis]
"""A unit's code today, year and basis."""

GRUPPERT = tuple(one.id for one in INDIKATORER if one.enhet is Maal.PROSENT)
"""Indicators that a group has: those that are per cent of income."""

HELE_SEKTOREN = Inndeling(
    "kommunesektoren",
    "Kommunesektoren",
    ("Kommunesektoren",),
    lambda _: "Kommunesektoren",
)
"""Municipalities and county municipalities; only where there are both."""


@dataclass(frozen=True, slots=True)
class Gruppe:
    """One group in one year.

    Attributes:
        inndeling: The division's id.
        gruppe: The group's name.
        aar: Year of accounts; None if unknown.
        basis: Whose money.
        enheter: The units in it, with or without a value.
        statistikk: Figures by indicator, of those in `GRUPPERT`.
    """

    inndeling: str
    gruppe: str
    aar: int | None
    basis: Basis
    enheter: tuple[Enhet, ...]
    statistikk: Mapping[str, Statistikk]


def group(units: Sequence[Enhet], divisions: Sequence[Inndeling]) -> tuple[Gruppe, ...]:
    """Return every group that has a unit, by division, year, basis and group."""
    before = index(units)
    found: list[Gruppe] = []
    for division in divisions:
        for aar, basis in _times(units):
            now = [one for one in units if (one.regnskap.aar, one.regnskap.basis) == (aar, basis)]
            found += _groups(division, aar, basis, now, before)
    return tuple(found)


def with_sector(units: Sequence[Enhet], divisions: Sequence[Inndeling]) -> tuple[Inndeling, ...]:
    """Return the divisions, and the whole sector where both levels are there."""
    both = len({one.regnskap.nivaa for one in units}) > 1
    return (*divisions, HELE_SEKTOREN) if both else tuple(divisions)


def index(units: Sequence[Enhet]) -> dict[Key, Enhet]:
    """Return the units by code, year and basis; those without a code are left out."""
    return {_key(one): one for one in units if one.kode is not None}


def values(
    units: Sequence[Enhet], ident: str, before: Mapping[Key, Enhet] | None = None
) -> list[Verdi]:
    """Return the units' values of one indicator, those that have one."""
    found = ((one, _value(one, ident)) for one in units)
    return [
        Verdi(value.pst, value.belop, value.inntekt, _last_year(one, ident, before or {}))
        for one, value in found
        if value
    ]


def _groups(
    division: Inndeling,
    aar: int | None,
    basis: Basis,
    units: Sequence[Enhet],
    before: Mapping[Key, Enhet],
) -> list[Gruppe]:
    members: dict[str, list[Enhet]] = {name: [] for name in division.grupper}
    for one in units:
        name = division.gruppe(one)
        if name is not None:
            members[name].append(one)
    return [
        Gruppe(
            division.id,
            name,
            aar,
            basis,
            tuple(inside),
            {ident: statistics(values(inside, ident, before)) for ident in GRUPPERT},
        )
        for name, inside in members.items()
        if inside
    ]


def _times(units: Sequence[Enhet]) -> list[tuple[int | None, Basis]]:
    found = {(one.regnskap.aar, one.regnskap.basis) for one in units}
    return sorted(found, key=lambda pair: (pair[0] or 0, pair[1].value))


def _key(one: Enhet) -> Key:
    return one.kode, one.regnskap.aar, one.regnskap.basis


def _value(one: Enhet, ident: str) -> Verdi | None:
    found = one.indikatorer[ident]
    return None if found.pst is None else Verdi(found.pst, found.belop, one.inntekt)


def _last_year(one: Enhet, ident: str, before: Mapping[Key, Enhet]) -> Verdi | None:
    code, aar, basis = _key(one)
    last = None if aar is None else before.get((code, aar - 1, basis))
    return _value(last, ident) if last else None
