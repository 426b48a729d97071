"""Units so near a population limit that the groups' figures depend on which side they are."""

from collections.abc import Sequence
from fractions import Fraction

from kommuneindikatorer.groups.grouping import GRUPPERT, Gruppe, value
from kommuneindikatorer.groups.population import label
from kommuneindikatorer.groups.statistics import Statistikk, Verdi, share_of
from kommuneindikatorer.measures.catalogue import INDIKATOR
from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.problems import Alvor, Kode, Problems
from kommuneindikatorer.unit import Enhet

NEAR = Fraction(2, 100)
"""How near a limit, as a share of it: what a small municipality's population moves in a year."""

MOVES = Fraction(1, 10)
"""Percentage points in a group's weighted figure that are worth telling."""

NAER_GRENSE = Kode(
    "naer-folkegrense",
    Alvor.INFO,
    "{navn} har {folk} innbyggere og står nær grensen på {grense}. Sto kommunen på den andre "
    "siden, ville {indikator} i {aar} vært {uten} i stedet for {med} prosent i gruppen {gruppe}.",
    "Sjekk hvilken dato folkemengden gjelder.",
)
KODER = (NAER_GRENSE,)


def report_edges(groups: Sequence[Gruppe], bounds: Sequence[int], problems: Problems) -> None:
    """Name each unit near a limit that moves a group's weighted figure by more than `MOVES`."""
    people = {(one.gruppe, one.aar, one.basis): one for one in groups if _by_people(one)}
    for own in people.values():
        for unit in own.enheter:
            bound = _near(unit.regnskap.folkemengde or 0, bounds)
            if bound is None:
                continue
            _report(unit, own, bound, problems, joins=False)
            across = bounds.index(bound) + (own.gruppe == label(bounds.index(bound), bounds))
            other = people.get((label(across, bounds), own.aar, own.basis))
            if other:
                _report(unit, other, bound, problems, joins=True)


def _by_people(one: Gruppe) -> bool:
    return one.inndeling == "folkemengde"


def _near(people: int, bounds: Sequence[int]) -> int | None:
    return next((bound for bound in bounds if _is_near(people, bound)), None)


def _is_near(people: int, bound: int) -> bool:
    return abs(people - bound) * NEAR.denominator <= NEAR.numerator * bound


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
