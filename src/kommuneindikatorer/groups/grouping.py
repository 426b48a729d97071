"""Units to groups, each with its statistics."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kommuneindikatorer.groups.divisions import Inndeling, whole
from kommuneindikatorer.groups.statistics import Statistikk, Verdi, statistics
from kommuneindikatorer.measures.catalogue import INDIKATORER
from kommuneindikatorer.measures.indikator import Enhet as Maal
from kommuneindikatorer.model import Basis
from kommuneindikatorer.unit import Enhet

type Key = tuple[str | None, int | None, Basis]
"""A unit's code today, year and basis."""

type Time = tuple[int | None, Basis]
type Maalt = tuple[Enhet, Mapping[str, Verdi]]
"""A unit with its values by indicator, which every division's groups share."""

GRUPPERT = tuple(one.id for one in INDIKATORER if one.enhet is Maal.PROSENT)
"""Indicators that a group has: those that are per cent of income."""

HELE_SEKTOREN = whole("kommunesektoren", "Kommunesektoren", "kommunesektoren", lambda _: True)
"""Municipalities and county municipalities; only where there are both."""


@dataclass(frozen=True, slots=True)
class Gruppe:
    """One group in one year.

    Attributes:
        inndeling: The division's id.
        id: The group's id: that of the same group among the note's facts.
        gruppe: The group's name.
        aar: Year of accounts; None if unknown.
        basis: Whose money.
        enheter: The units in it, with or without a value.
        statistikk: Figures by indicator, of those in `GRUPPERT`.
    """

    inndeling: str
    id: str
    gruppe: str
    aar: int | None
    basis: Basis
    enheter: tuple[Enhet, ...]
    statistikk: Mapping[str, Statistikk]


def group(units: Sequence[Enhet], divisions: Sequence[Inndeling]) -> tuple[Gruppe, ...]:
    """Return every group that has a unit, by division, year, basis and group."""
    before = index(units)
    times: dict[Time, list[Maalt]] = {}
    for one in units:
        at = (one.regnskap.aar, one.regnskap.basis)
        times.setdefault(at, []).append((one, _values(one, before)))
    in_order = sorted(times, key=lambda at: (at[0] or 0, at[1].value))
    return tuple(
        found
        for division in divisions
        for at in in_order
        for found in _groups(division, at, times[at])
    )


def with_sector(units: Sequence[Enhet], divisions: Sequence[Inndeling]) -> tuple[Inndeling, ...]:
    """Return the divisions, and the whole sector where both levels are there."""
    both = len({one.regnskap.nivaa for one in units}) > 1
    return (*divisions, HELE_SEKTOREN) if both else tuple(divisions)


def index(units: Sequence[Enhet]) -> dict[Key, Enhet]:
    """Return the units by code, year and basis; those without a code are left out."""
    return {_key(one): one for one in units if one.kode is not None}


def values(units: Sequence[Enhet], ident: str) -> list[Verdi]:
    """Return the units' values of one indicator, those that have one."""
    return [found for one in units if (found := value(one, ident))]


def value(one: Enhet, ident: str, last: Enhet | None = None) -> Verdi | None:
    """Return a unit's value of one indicator, if it has one, with the year before's if given."""
    found = one.indikatorer[ident]
    if found.pst is None:
        return None
    return Verdi(found.pst, found.belop, one.inntekt, value(last, ident) if last else None)


def last_year(one: Enhet, before: Mapping[Key, Enhet]) -> Enhet | None:
    """Return the same unit on the same basis the year before, if it is among those given."""
    code, aar, basis = _key(one)
    return None if aar is None else before.get((code, aar - 1, basis))


def _groups(division: Inndeling, at: Time, units: Sequence[Maalt]) -> list[Gruppe]:
    members: dict[str, list[Maalt]] = {name: [] for name in division.grupper}
    for one in units:
        name = division.gruppe(one[0])
        if name is not None:
            members[name].append(one)
    return [_gruppe(division, name, at, inside) for name, inside in members.items() if inside]


def _gruppe(division: Inndeling, name: str, at: Time, inside: Sequence[Maalt]) -> Gruppe:
    found = {
        ident: statistics([known[ident] for _, known in inside if ident in known])
        for ident in GRUPPERT
    }
    units = tuple(one for one, _ in inside)
    return Gruppe(division.id, division.grupper[name], name, *at, units, found)


def _key(one: Enhet) -> Key:
    return one.kode, one.regnskap.aar, one.regnskap.basis


def _values(one: Enhet, before: Mapping[Key, Enhet]) -> dict[str, Verdi]:
    """Return a unit's values by indicator, each with the year before's."""
    last = last_year(one, before)
    return {ident: found for ident in GRUPPERT if (found := value(one, ident, last))}
