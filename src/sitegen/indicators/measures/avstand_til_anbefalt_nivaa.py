"""How many kroner the result is from the committee's level."""

from decimal import Decimal
from fractions import Fraction

from sitegen.indicators.measures.indikator import Enhet, Indikator, Retning, Values
from sitegen.indicators.measures.levels import ANBEFALT, ANBEFALT_NIVAA
from sitegen.indicators.model import Nivaa


def _verdi(values: Values, nivaa: Nivaa) -> Fraction | Decimal:
    """Return level × income − result, positive when the result is below the level."""
    wanted = ANBEFALT_NIVAA[nivaa] / 100 * Fraction(values["brutto_driftsinntekter"])
    return wanted - Fraction(values["netto_driftsresultat"])


INDIKATOR = Indikator(
    id="avstand_til_anbefalt_nivaa",
    etikett="Avstand til anbefalt nivå",
    enhet=Enhet.KRONER,
    behov=("brutto_driftsinntekter", "netto_driftsresultat"),
    formel="(anbefalt nivå − netto driftsresultat i prosent) × brutto driftsinntekter",
    retning=Retning.LAV,
    basis="Konsern. Nivået er 1¾ prosent for kommuner og 4 prosent for fylkeskommuner.",
    kilde="Notatet 7. mars 2025, avsnitt 3",
    ikke_ment_for=ANBEFALT,
    verdi=_verdi,
    omtale=("anbefal",),
    har_anbefalt_nivaa=True,
)
