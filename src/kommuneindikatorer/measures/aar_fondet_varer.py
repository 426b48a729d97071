"""How many years the disposisjonsfond covers a deficit as large as this year's."""

from fractions import Fraction

from kommuneindikatorer.measures.indikator import Enhet, Indikator, Retning, Values
from kommuneindikatorer.model import Nivaa


def _verdi(values: Values, _nivaa: Nivaa) -> Fraction | None:
    """Return years; None when there is no deficit to cover."""
    netto = values["netto_driftsresultat"]
    return Fraction(values["disposisjonsfond"]) / -Fraction(netto) if netto < 0 else None


INDIKATOR = Indikator(
    id="aar_fondet_varer",
    etikett="År disposisjonsfondet varer med dette resultatet",
    enhet=Enhet.AAR,
    behov=("disposisjonsfond", "netto_driftsresultat"),
    formel="disposisjonsfond / underskudd i netto driftsresultat",
    retning=Retning.HOY,
    basis="Samme grunnlag for fond og resultat.",
    kilde="Laget for dette nettstedet; notatet har det ikke",
    ikke_ment_for="Dette er ingen prognose. Resultatet svinger fra år til år.",
    verdi=_verdi,
    uten_mening="Netto driftsresultat er ikke negativt.",
    rekkefolge=8,
)
