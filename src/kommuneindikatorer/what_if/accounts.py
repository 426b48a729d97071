"""The amounts that a change is made to."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kommuneindikatorer.measures.maaling import INNTEKT

NETTO = "netto_driftsresultat"
BRUTTO = "brutto_driftsresultat_eks_avskrivninger"
ETTER_BUNDNE = "netto_driftsresultat_etter_bundne_avsetninger"
FOND = "disposisjonsfond"


@dataclass(frozen=True, slots=True)
class Verdi:
    """One indicator: amount in 1000 kr and per cent of income; what is missing is None."""

    belop: Fraction | None = None
    pst: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Tall:
    """One unit in one year, as the result has it.

    Attributes:
        indikatorer: By id.
        poster: Amounts of the lines of the accounts by id, 1000 kr; a missing one is None.
    """

    indikatorer: Mapping[str, Verdi]
    poster: Mapping[str, Fraction | None]

    def belop(self, indikator: str) -> Fraction | None:
        """Return an indicator's amount."""
        return self.indikatorer.get(indikator, Verdi()).belop

    def verdi(self, indikator: str) -> Verdi:
        """Return an indicator, its per cent worked out anew: the JSON's is cut short."""
        given = self.indikatorer.get(indikator, Verdi())
        exact = share(given.belop, self.inntekt)
        return Verdi(given.belop, given.pst if exact is None else exact)

    @property
    def inntekt(self) -> Fraction | None:
        """Gross operating income."""
        return self.poster.get(INNTEKT)

    @property
    def utgifter(self) -> Fraction | None:
        """Operating expenses before depreciation: income less the gross result."""
        brutto = self.belop(BRUTTO)
        return None if self.inntekt is None or brutto is None else self.inntekt - brutto


def share(belop: Fraction | None, inntekt: Fraction | None) -> Fraction | None:
    """Return per cent of income; None where either is missing, or the income is not above 0."""
    if belop is None or inntekt is None or inntekt <= 0:
        return None
    return 100 * belop / inntekt


def read_unit(given: Mapping[str, Any]) -> Tall:
    """Return a unit of the result's JSON; its numbers may be numbers or text."""
    return Tall(
        {
            ident: Verdi(_exact(one["belop"]), _exact(one["pst"]))
            for ident, one in given["indikatorer"].items()
        },
        {post: _exact(one["belop"]) for post, one in given["poster"].items()},
    )


def _exact(value: str | Decimal | int | None) -> Fraction | None:
    return None if value is None else Fraction(str(value))
