"""Brutto driftsresultat before depreciation, as the note has it; not the form's line 16."""

from decimal import Decimal

from kommuneindikatorer.measures.indikator import Enhet, Indikator, Retning, Values
from kommuneindikatorer.model import Nivaa


def _verdi(values: Values, _nivaa: Nivaa) -> Decimal:
    return values["brutto_driftsresultat_eks_avskrivninger"]


INDIKATOR = Indikator(
    id="brutto_driftsresultat_eks_avskrivninger",
    etikett="Brutto driftsresultat eks. avskrivninger",
    enhet=Enhet.PROSENT,
    behov=("brutto_driftsresultat_eks_avskrivninger",),
    formel="driftsinntekter − (driftsutgifter − avskrivninger)",
    retning=Retning.HOY,
    basis="Konsern eller kasse.",
    kilde="Linje 9, 14 og 15 i regnskapsskjemaet",
    ikke_ment_for=(
        "Linje 16 i regnskapsskjemaet heter også brutto driftsresultat, men der er "
        "avskrivningene trukket fra. De to kan ikke sammenlignes."
    ),
    verdi=_verdi,
    omtale=("brutto driftsresultat",),
    rekkefolge=2,
    kortnavn="brutto",
)
