"""What it takes to reach a level."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.measures.levels import ANBEFALT_NIVAA
from kommuneindikatorer.model import Nivaa
from kommuneindikatorer.numbers import read_number

LOWEST, HIGHEST = -100, 100


@dataclass(frozen=True, slots=True)
class Avstand:
    """A level, and how many kroner more the result must be to reach it.

    Attributes:
        nivaa: Per cent of income.
        belop: 1000 kr, exact; negative where the result is above; None where it is not known.
        er_utvalgets: Whether the level is the one the committee recommends for all together.
    """

    nivaa: Fraction
    belop: Fraction | None
    er_utvalgets: bool


def distance(nivaa: Nivaa, chosen: str, inntekt: Decimal | None, netto: Decimal | None) -> Avstand:
    """Return level × income − result. The committee's level where none is chosen, or none fits."""
    own = ANBEFALT_NIVAA[nivaa]
    wanted = _read(chosen)
    level = own if wanted is None else wanted
    amount = (
        None
        if inntekt is None or netto is None or inntekt <= 0
        else level / 100 * Fraction(inntekt) - Fraction(netto)
    )
    return Avstand(level, amount, level == own)


def _read(chosen: str) -> Fraction | None:
    """Return a per cent as people write it; None when it is none, or cannot be meant."""
    found = read_number(chosen.replace(".", ","), ",") if chosen.strip() else None
    return Fraction(found) if isinstance(found, Decimal) and LOWEST <= found <= HIGHEST else None
