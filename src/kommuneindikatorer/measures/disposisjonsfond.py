"""Disposisjonsfond: the free reserves at the end of the year."""

from decimal import Decimal

from kommuneindikatorer.measures.indikator import Enhet, Indikator, Retning, Values
from kommuneindikatorer.model import Nivaa


def _verdi(values: Values, _nivaa: Nivaa) -> Decimal:
    return values["disposisjonsfond"]


INDIKATOR = Indikator(
    id="disposisjonsfond",
    etikett="Disposisjonsfond",
    enhet=Enhet.PROSENT,
    behov=("disposisjonsfond",),
    formel="disposisjonsfond ved utgangen av året",
    retning=Retning.HOY,
    basis="Kasse.",
    kilde="Kapittel 56 i balansen",
    ikke_ment_for="Målet viser ikke om pengene allerede er bundet opp av vedtak i økonomiplanen.",
    verdi=_verdi,
    omtale=("disposisjonsfond",),
    rekkefolge=4,
    kortnavn="disp.fond",
    andeler=("andel_uten", "andel_under_5", "andel_svakere", "antall_begge_aar"),
)
