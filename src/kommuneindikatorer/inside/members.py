"""The units of one group, with what each has and whether it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kommuneindikatorer.groups.divisions import divisions
from kommuneindikatorer.groups.grouping import index, last_year, value, with_sector
from kommuneindikatorer.groups.population import limits
from kommuneindikatorer.groups.statistics import BEGGE_AAR, TELLER, Verdi
from kommuneindikatorer.inside.asked import VEKTET, Spurt
from kommuneindikatorer.options import split_list
from kommuneindikatorer.problems import Problems
from kommuneindikatorer.unit import Enhet


@dataclass(frozen=True, slots=True)
class Medlem:
    """One unit of the group.

    Attributes:
        nr: Its place among the units that came with the question, from 0.
        verdi: Its value; None where it has none.
        er_med: Whether the figure can use the value.
        teller: Whether it counts: in the sums, or above the line of a share.
    """

    nr: int
    verdi: Verdi | None
    er_med: bool
    teller: bool


def members(spurt: Spurt) -> list[Medlem]:
    """Return the group's units: those that count first, the lowest first, those unused last."""
    before = index(spurt.enheter)
    found = [
        _member(nr, value(one, spurt.indikator, last_year(one, before)), spurt.maal)
        for nr, one in _inside(spurt)
    ]
    return sorted(found, key=lambda one: _order(one, spurt.maal))


def known(found: Sequence[Medlem]) -> list[Verdi]:
    """Return the values that the figure is made of."""
    return [one.verdi for one in found if one.verdi and one.er_med]


def _inside(spurt: Spurt) -> list[tuple[int, Enhet]]:
    bounds = limits(spurt.valg.folkegrenser, Problems())
    offered = with_sector(spurt.enheter, divisions(bounds, split_list(spurt.valg.utvalg)))
    division = {one.id: one for one in offered}[spurt.inndeling]
    return [
        (nr, one)
        for nr, one in enumerate(spurt.enheter)
        if (one.regnskap.aar, one.regnskap.basis) == (spurt.aar, spurt.basis)
        and division.gruppe(one) == spurt.gruppe
    ]


def _member(nr: int, value: Verdi | None, figure: str) -> Medlem:
    if value is None or not _is_part(value, figure):
        return Medlem(nr, value, er_med=False, teller=False)
    return Medlem(nr, value, er_med=True, teller=figure == VEKTET or TELLER[figure](value))


def _is_part(value: Verdi, figure: str) -> bool:
    """Return whether the value is one the figure is made of."""
    if figure == VEKTET:
        return value.belop is not None and value.inntekt is not None
    return figure not in BEGGE_AAR or value.fjor is not None


def _order(one: Medlem, figure: str) -> tuple[bool, bool, Fraction]:
    pst = one.verdi.pst if one.verdi else Fraction(0)
    last = one.verdi.fjor.pst if one.verdi and one.verdi.fjor else Fraction(0)
    return not one.er_med, not one.teller, pst - last if figure == "andel_svakere" else pst
