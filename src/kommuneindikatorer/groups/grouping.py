"""Units to groups, each with its statistics.

Then units so near a population limit that figures depend on which side they are. Ends with the
whole estimated from a sample, as the note does it.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.groups.divisions import Inndeling, label, whole
from kommuneindikatorer.groups.statistics import Statistikk, Verdi, share_of, statistics, weighted
from kommuneindikatorer.measures.catalogue import INDIKATOR, INDIKATORER
from kommuneindikatorer.measures.indikator import Enhet as Maal
from kommuneindikatorer.model import Basis
from kommuneindikatorer.numbers import exact_sum, format_number
from kommuneindikatorer.problems import Alvor, Kode, Problems
from kommuneindikatorer.register import find_kommuner, todays_code
from kommuneindikatorer.result import Anslag, Gruppe
from kommuneindikatorer.unit import Enhet

type Key = tuple[str | None, int | None, Basis]
"""A unit's code today, year and basis."""

type Time = tuple[int | None, Basis]
type Maalt = tuple[Enhet, Mapping[str, Verdi]]
"""A unit with its values by indicator, which every division's groups share."""
type Members = tuple[int, ...]
"""The units of a group, as objects."""

GRUPPERT = tuple(one.id for one in INDIKATORER if one.enhet is Maal.PROSENT)
"""Indicators that a group has: those that are per cent of income."""

HELE_SEKTOREN = whole("kommunesektoren", "Kommunesektoren", "kommunesektoren", lambda _: True)
"""Municipalities and county municipalities; only where there are both."""


def group(units: Sequence[Enhet], divisions: Sequence[Inndeling]) -> tuple[Gruppe, ...]:
    """Return every group that has a unit, by division, year, basis and group."""
    before = index(units)
    times: dict[Time, list[Maalt]] = {}
    for one in units:
        at = (one.regnskap.aar, one.regnskap.basis)
        times.setdefault(at, []).append((one, _values(one, before)))
    made: dict[Members, Mapping[str, Statistikk]] = {}
    in_order = sorted(times, key=lambda at: (at[0] or 0, at[1].value))
    return tuple(
        found
        for division in divisions
        for at in in_order
        for found in _groups(division, at, times[at], made)
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


def _groups(
    division: Inndeling,
    at: Time,
    units: Sequence[Maalt],
    made: dict[Members, Mapping[str, Statistikk]],
) -> list[Gruppe]:
    members: dict[str, list[Maalt]] = {name: [] for name in division.grupper}
    for one in units:
        name = division.gruppe(one[0])
        if name is not None:
            members[name].append(one)
    return [_gruppe(division, name, at, inside, made) for name, inside in members.items() if inside]


def _gruppe(
    division: Inndeling,
    name: str,
    at: Time,
    inside: Sequence[Maalt],
    made: dict[Members, Mapping[str, Statistikk]],
) -> Gruppe:
    """Return one group; of the same units as another, the same figures."""
    units = tuple(one for one, _ in inside)
    same = tuple(map(id, units))
    if same not in made:
        made[same] = {
            ident: statistics([known[ident] for _, known in inside if ident in known])
            for ident in GRUPPERT
        }
    return Gruppe(division.id, division.grupper[name], name, *at, units, made[same])


def _key(one: Enhet) -> Key:
    return one.kode, one.regnskap.aar, one.regnskap.basis


def _values(one: Enhet, before: Mapping[Key, Enhet]) -> dict[str, Verdi]:
    """Return a unit's values by indicator, each with the year before's."""
    last = last_year(one, before)
    return {ident: found for ident in GRUPPERT if (found := value(one, ident, last))}


NEAR = Fraction(2, 100)
"""How near a limit, as a share of it: what a small municipality's population moves in a year."""

MOVES = Fraction(1, 10)
"""Percentage points in a group's weighted figure that are worth reporting."""

NAER_GRENSE = Kode(
    "naer-folkegrense",
    Alvor.INFO,
    "{navn} har {folk} innbyggere og står nær grensen på {grense}. Sto kommunen på den andre "
    "siden, ville {indikator} i {aar} vært {uten} i stedet for {med} prosent i gruppen {gruppe}.",
    "Sjekk hvilken dato folkemengden gjelder.",
)


def report_edges(groups: Sequence[Gruppe], bounds: Sequence[int], problems: Problems) -> None:
    """Name each unit near a limit that moves a group's weighted figure by more than `MOVES`."""
    by_people = (one for one in groups if one.inndeling == "folkemengde")
    people = {(one.gruppe, one.aar, one.basis): one for one in by_people}
    for own in people.values():
        for unit in own.enheter:
            place = _near(unit.regnskap.folkemengde or 0, bounds)
            if place is None:
                continue
            _report(unit, own, bounds[place], problems, joins=False)
            across = place + (own.gruppe == label(place, bounds))
            other = people.get((label(across, bounds), own.aar, own.basis))
            if other:
                _report(unit, other, bounds[place], problems, joins=True)


def _near(people: int, bounds: Sequence[int]) -> int | None:
    """Return the place of the first limit that is near; None when none is."""
    for place, bound in enumerate(bounds):
        if abs(people - bound) * NEAR.denominator <= NEAR.numerator * bound:
            return place
    return None


def _report(unit: Enhet, group: Gruppe, bound: int, problems: Problems, *, joins: bool) -> None:
    """Report each indicator of the group that leaving or joining it moves."""
    for ident in GRUPPERT:
        now = group.statistikk[ident].vektet
        moved = value(unit, ident)
        then = _after(group.statistikk[ident], moved, joins=joins) if moved else now
        if now is None or then is None or abs(now - then) <= MOVES:
            continue
        problems.add(
            NAER_GRENSE,
            navn=unit.navn or unit.regnskap.kommunenummer,
            folk=format_number(unit.regnskap.folkemengde or 0),
            grense=format_number(bound),
            gruppe=group.gruppe,
            indikator=INDIKATOR[ident].etikett.lower(),
            aar=group.aar or "året",
            uten=format_number(then, 1),
            med=format_number(now, 1),
        )


def _after(group: Statistikk, moved: Verdi, *, joins: bool) -> Fraction | None:
    """Return the group's weighted figure with one unit more, or one less."""
    if moved.belop is None or moved.inntekt is None:
        return group.vektet
    sign = 1 if joins else -1
    belop, inntekt = sign * Fraction(moved.belop), sign * Fraction(moved.inntekt)
    return share_of(group.belop + belop, group.inntekt + inntekt)


def estimates(
    units: Sequence[Enhet], groups: Sequence[Gruppe], selection: Sequence[str]
) -> tuple[Anslag, ...]:
    """Return an estimate for each year in which municipalities of the year before are left out.

    Left out are those outside the own selection, or without one, those with no accounts.
    Their incomes grow as the sample's, and their result in per cent of income moves as many
    percentage points as the sample's. Without the same units the year before there is none.

    Source: the note of 7 March 2025, the text on its sample; that the development is taken for
    incomes and for the percentage, each by itself, is this project's reading.
    """
    chosen = {todays_code(code) for code in selection}
    wholes = [one for one in groups if one.inndeling == "alle" and one.aar is not None]
    by_time = {(one.aar, one.basis): one for one in reversed(wholes)}
    known = index(units)
    found: list[Anslag] = []
    for now in wholes:
        last = by_time.get(((now.aar or 0) - 1, now.basis))
        if last:
            found += _estimated(now, last, chosen, known)
    return tuple(found)


def _estimated(
    now: Gruppe, last: Gruppe, chosen: set[str | None], known: Mapping[Key, Enhet]
) -> list[Anslag]:
    sample = [one for one in now.enheter if not chosen or one.kode in chosen]
    pairs = [
        (one, known[one.kode, last.aar, last.basis])
        for one in sample
        if (one.kode, last.aar, last.basis) in known
    ]
    covered = {one.kode for one in sample} | {one.regnskap.kommunenummer for one in sample}
    outside = [one for one in last.enheter if not _continues(one, covered)]
    if not pairs or not outside:
        return []
    made = (_anslag(ident, now, sample, pairs, outside) for ident in now.statistikk)
    return [one for one in made if one]


def _continues(one: Enhet, covered: set[str | None]) -> bool:
    """Return whether the unit, or one it was split into, is among the codes."""
    successors = {other.kommunenummer for other in find_kommuner(one.regnskap.kommunenummer)}
    return one.kode in covered or bool(successors & covered)


def _anslag(
    ident: str,
    now: Gruppe,
    sample: Sequence[Enhet],
    pairs: Sequence[tuple[Enhet, Enhet]],
    outside: Sequence[Enhet],
) -> Anslag | None:
    both = [(a, b) for a, b in pairs if values([a], ident) and values([b], ident)]
    level = weighted(values([a for a, _ in both], ident))
    before = weighted(values([b for _, b in both], ident))
    rest = weighted(values(outside, ident))
    grown, earlier = _income([a for a, _ in both]), _income([b for _, b in both])
    own, out = _income(sample), _income(outside)
    measured = weighted(values(sample, ident))
    if level is None or before is None or rest is None or measured is None or not earlier:
        return None
    weight = Fraction(out) * Fraction(grown) / Fraction(earlier)
    share = rest + level - before
    pst = (measured * Fraction(own) + share * weight) / (Fraction(own) + weight)
    return Anslag(now.aar or 0, now.basis, ident, len(both), len(outside), pst)


def _income(units: Sequence[Enhet]) -> Decimal:
    return exact_sum(one.inntekt for one in units if one.inntekt is not None)
