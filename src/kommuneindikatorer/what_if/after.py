"""The formulas: four changes in, the indicators after them out."""

from collections.abc import Mapping
from fractions import Fraction

from kommuneindikatorer.what_if.accounts import (
    BRUTTO,
    ETTER_BUNDNE,
    FOND,
    NETTO,
    Tall,
    Verdi,
    share,
)

FORMLER: Mapping[str, str] = {
    NETTO: "netto driftsresultat + endring i inntekter − endring i driftsutgifter "
    "− endring i renteutgifter",
    BRUTTO: "brutto driftsresultat eks. avskrivninger + endring i inntekter "
    "− endring i driftsutgifter",
    ETTER_BUNDNE: "netto driftsresultat etter bundne avsetninger + endring i netto driftsresultat",
    FOND: "disposisjonsfond − bruk av disposisjonsfond",
}
"""How each is worked out, in the order shown. Every one is a sum, so that half a change has
half the effect; only the percentages, which are of the income after the change, have not.

Source: the formulas of `measures`; the lines are those of Forskrift om økonomiplan mv. § 5-6,
where use of the fund (line 29) stands after netto driftsresultat (line 24)."""

FORUTSETNINGER = (
    (
        "Alt annet holdes fast: rammetilskudd med inntektsutjevning, andre inntekter, "
        "renteinntekter, utbytter, avdrag, avskrivninger og avsetning til og bruk av bundne "
        "driftsfond."
    ),
    "Avskrivninger påvirker ikke netto driftsresultat, for motposten er like stor.",
    (
        "Bruk av disposisjonsfond endrer fondet, men ikke netto driftsresultat: Den føres etter "
        "resultatet, på linje 29 i regnskapsskjemaet. Negativ bruk er avsetning."
    ),
    (
        "Gjelden og rentesatsen står ikke i filen. Derfor endres renteutgiftene i prosent av seg "
        "selv eller i kroner, ikke i prosentpoeng."
    ),
    (
        "Prosentene er av brutto driftsinntekter etter endringen, og regnes av tall som ikke er "
        "avrundet."
    ),
)


def after(tall: Tall, change: Mapping[str, Fraction]) -> dict[str, Verdi]:
    """Return the indicators by id, amounts in 1000 kr; what was missing is missing still.

    Args:
        tall: The unit as it is.
        change: ``inntekt``, ``utgifter``, ``rente`` and ``fond`` (used), 1000 kr.
    """
    more = change["inntekt"]
    income = None if tall.inntekt is None else tall.inntekt + more
    return {
        ident: _measured(tall.verdi(ident), by, income) if by or more else tall.verdi(ident)
        for ident, by in effects(change).items()
    }


def effects(change: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Return by how much each indicator's amount is changed."""
    gross = change["inntekt"] - change["utgifter"]
    net = gross - change["rente"]
    return {NETTO: net, BRUTTO: gross, ETTER_BUNDNE: net, FOND: -change["fond"]}


def left_over(change: Mapping[str, Fraction]) -> Fraction:
    """Return what is over when the fund has covered the change; negative is not covered."""
    return effects(change)[NETTO] + change["fond"]


def _measured(before: Verdi, by: Fraction, income: Fraction | None) -> Verdi:
    belop = None if before.belop is None else before.belop + by
    return Verdi(belop, share(belop, income))
