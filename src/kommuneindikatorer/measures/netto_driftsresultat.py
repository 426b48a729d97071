"""Netto driftsresultat: what is left when expenses, interest and instalments are paid."""

from decimal import Decimal

from kommuneindikatorer.measures.indikator import ANBEFALT, Enhet, Indikator, Retning, Values
from kommuneindikatorer.model import Nivaa


def _verdi(values: Values, _nivaa: Nivaa) -> Decimal:
    return values["netto_driftsresultat"]


INDIKATOR = Indikator(
    id="netto_driftsresultat",
    etikett="Netto driftsresultat",
    enhet=Enhet.PROSENT,
    behov=("netto_driftsresultat",),
    formel="brutto driftsresultat + netto finans + motpost avskrivninger",
    retning=Retning.HOY,
    basis="Konsern eller kasse.",
    kilde="Linje 24 i regnskapsskjemaet",
    ikke_ment_for=ANBEFALT,
    verdi=_verdi,
    omtale=("netto driftsresultat",),
    har_anbefalt_nivaa=True,
    rekkefolge=1,
    kortnavn="netto",
)
