"""Netto driftsresultat without earmarked money that was only put aside or taken out."""

from decimal import Decimal

from kommuneindikatorer.measures.indikator import Enhet, Indikator, Retning, Values
from kommuneindikatorer.model import Nivaa
from kommuneindikatorer.numbers import exact_sum


def _verdi(values: Values, _nivaa: Nivaa) -> Decimal:
    set_aside = values["netto_avsetning_bundne_driftsfond"]
    return exact_sum([values["netto_driftsresultat"], set_aside.copy_negate()])


INDIKATOR = Indikator(
    id="netto_driftsresultat_etter_bundne_avsetninger",
    etikett="Netto driftsresultat etter bundne avsetninger",
    enhet=Enhet.PROSENT,
    behov=("netto_driftsresultat", "netto_avsetning_bundne_driftsfond"),
    formel=("netto driftsresultat − (avsetning til bundne driftsfond − bruk av bundne driftsfond)"),
    retning=Retning.HOY,
    basis="Konsern eller kasse.",
    kilde="Linje 24, 26 og 27 i regnskapsskjemaet",
    ikke_ment_for=(
        "Fylkeskommunene bruker mer bundne midler til investeringer. Der er korreksjonen mindre "
        "relevant, ifølge TBU."
    ),
    verdi=_verdi,
    omtale=("bundne avsetninger", "bundne fond"),
    rekkefolge=3,
    kortnavn="etter bundne",
)
