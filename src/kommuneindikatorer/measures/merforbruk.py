"""Merforbruk: the shortfall still to be covered, which may put a municipality on the watch list."""

from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.measures.indikator import Enhet, Indikator, Retning, Values
from kommuneindikatorer.model import Nivaa


def _verdi(values: Values, _nivaa: Nivaa) -> Decimal:
    return values["merforbruk"]


INDIKATOR = Indikator(
    id="merforbruk",
    etikett="Merforbruk som ikke er dekket inn",
    enhet=Enhet.PROSENT,
    behov=("merforbruk",),
    formel="merforbruk ved utgangen av året",
    retning=Retning.LAV,
    basis="Kasse.",
    kilde="Kommuneloven § 28-1 bokstav d (ROBEK); kapittel 5900 i balansen",
    ikke_ment_for="Avgjør ikke alene om en kommune er i ROBEK.",
    verdi=_verdi,
    omtale=("merforbruk",),
    grense=Fraction(3),
    rekkefolge=6,
    kortnavn="merforbruk",
    er_hovedmaal=False,
    andeler=("andel_over_3",),
)
