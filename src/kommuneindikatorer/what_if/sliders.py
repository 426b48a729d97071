"""What can be changed: of which amount, how far each way, and in what steps."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from kommuneindikatorer.items import POST
from kommuneindikatorer.what_if.accounts import FOND, Tall
from kommuneindikatorer.wording import capitalised

SKATT, RENTE = "inntekts_og_formuesskatt", "renteutgifter"
UNKNOWN_REACH = 10_000
"""How far an amount may be changed, 1000 kr, where nothing tells the size of the accounts."""


class Maate(StrEnum):
    """How changes are given."""

    PROSENT = "prosent"
    TUSEN = "tusen"


@dataclass(frozen=True, slots=True)
class Slider:
    """One thing that can be otherwise.

    Attributes:
        id: Stable id, used in addresses.
        navn: What is changed.
        grunnlag: Of a unit: what a per cent is of, in words, and its amount; None if missing.
        minst: The least per cent.
        storst: The greatest.
        steg: The step between them.
    """

    id: str
    navn: str
    grunnlag: Callable[[Tall], tuple[str, Fraction | None]]
    minst: Fraction
    storst: Fraction
    steg: Fraction


@dataclass(frozen=True, slots=True)
class Reach:
    """How far one can be changed in one unit, in the way that changes are given."""

    minst: Fraction
    storst: Fraction
    steg: Fraction


def _tax(tall: Tall) -> tuple[str, Fraction | None]:
    """Return the tax on income and wealth; all income where that line is missing."""
    tax = tall.poster.get(SKATT)
    if tax is None:
        return "sum driftsinntekter, for skattelinjen mangler", tall.inntekt
    return f"{POST[SKATT].nb.lower()} (linje 2)", tax


SLIDERS = (
    Slider("inntekt", "Inntekter", _tax, Fraction(-20), Fraction(20), Fraction(1, 10)),
    Slider(
        "utgifter",
        "Driftsutgifter",
        lambda tall: ("driftsutgifter uten avskrivninger", tall.utgifter),
        Fraction(-20),
        Fraction(20),
        Fraction(1, 10),
    ),
    Slider(
        "rente",
        "Renteutgifter",
        lambda tall: ("renteutgifter (linje 20)", tall.poster.get(RENTE)),
        Fraction(-100),
        Fraction(200),
        Fraction(1),
    ),
    Slider(
        "fond",
        "Bruk av disposisjonsfond",
        lambda tall: ("disposisjonsfondet ved årets slutt", tall.belop(FOND)),
        Fraction(-100),
        Fraction(100),
        Fraction(1),
    ),
)


def lacking(slider: Slider, tall: Tall, maate: Maate) -> str:
    """Return why this cannot be changed, a Norwegian sentence; empty where it can."""
    words, base = slider.grunnlag(tall)
    if base is not None and base > 0:
        return ""
    if maate is Maate.TUSEN and slider.id != "fond":
        return ""
    name = capitalised(words)
    if base is not None:
        return f"{name} er ikke over null."
    other = "" if slider.id == "fond" else " Endringen kan gis i tusen kroner."
    return f"{name}: Beløpet mangler i filen.{other}"


def reach(slider: Slider, tall: Tall, maate: Maate) -> Reach:
    """Return how far it can be changed; the fund is never used for more than there is."""
    if maate is Maate.PROSENT:
        return Reach(slider.minst, slider.storst, slider.steg)
    _, base = slider.grunnlag(tall)
    wide = round_up(_size(slider, tall, base))
    step = max(Fraction(1), wide / 1000)
    if slider.id == "fond":
        return Reach(-wide, max(Fraction(0), base or Fraction(0)), step)
    least = -min(wide, base) if base is not None and base > 0 else -wide
    return Reach(least, wide, step)


def _size(slider: Slider, tall: Tall, base: Fraction | None) -> Fraction:
    if base is not None and base > 0:
        return base * slider.storst / 100
    return tall.inntekt / 10 if tall.inntekt else Fraction(UNKNOWN_REACH)


def round_up(value: Fraction) -> Fraction:
    """Return the nearest of 1, 2 or 5 times a power of ten that is not below the value."""
    unit = Fraction(1)
    while unit * 10 < abs(value):
        unit *= 10
    return next(unit * times for times in (1, 2, 5, 10) if unit * times >= abs(value))
