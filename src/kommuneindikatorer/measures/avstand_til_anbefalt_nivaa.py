"""How many kroner the result is from the committee's level."""

from decimal import Decimal

from kommuneindikatorer.measures.indikator import (
    ANBEFALT,
    ANBEFALT_NIVAA,
    NIVAA_FRA,
    UTEN_NIVAA,
    Enhet,
    Indikator,
    Retning,
    Values,
)
from kommuneindikatorer.model import Nivaa
from kommuneindikatorer.numbers import EXACT

_SHARE = {
    nivaa: EXACT.divide(Decimal(level.numerator), Decimal(100 * level.denominator))
    for nivaa, level in ANBEFALT_NIVAA.items()
}
"""The levels as decimals, 0.0175 and 0.04; one that has no end would raise here."""


def _verdi(values: Values, nivaa: Nivaa) -> Decimal:
    """Return level × income − result, positive when the result is below the level."""
    wanted = EXACT.multiply(_SHARE[nivaa], values["brutto_driftsinntekter"])
    return EXACT.subtract(wanted, values["netto_driftsresultat"])


INDIKATOR = Indikator(
    id="avstand_til_anbefalt_nivaa",
    etikett="Avstand til anbefalt nivå",
    enhet=Enhet.KRONER,
    behov=("brutto_driftsinntekter", "netto_driftsresultat"),
    formel=("(anbefalt nivå − netto driftsresultat i prosent) × brutto driftsinntekter / 100"),
    retning=Retning.LAV,
    basis="Konsern. Nivået er 1¾ prosent for kommuner og 4 prosent for fylkeskommuner.",
    kilde="Nivåene TBU anbefaler",
    ikke_ment_for=ANBEFALT,
    verdi=_verdi,
    fortegn="Pluss betyr at resultatet er under nivået, minus at det er over.",
    omtale=("anbefal",),
    fra=NIVAA_FRA,
    for_tidlig=UTEN_NIVAA,
    har_anbefalt_nivaa=True,
    rekkefolge=7,
)
