"""What can be changed in a what-if: of which amount, how far each way, and what was asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from kommuneindikatorer.items import POST
from kommuneindikatorer.numbers import Missing, format_number, read_number
from kommuneindikatorer.unit import INNTEKT, Enhet, amount
from kommuneindikatorer.wording import capitalised

BRUTTO, FOND = "brutto_driftsresultat_eks_avskrivninger", "disposisjonsfond"
SKATT, RENTE = "inntekts_og_formuesskatt", "renteutgifter"
UNKNOWN_REACH = 10_000
"""How far an amount may be changed, 1000 kr, where nothing tells the size of the accounts."""

type Base = tuple[str, Fraction | None]
"""What a per cent is of, in words, and its amount in 1000 kr; None if missing."""


class Maate(StrEnum):
    """How changes are given."""

    PROSENT = "prosent"
    TUSEN = "tusen"


@dataclass(frozen=True, slots=True)
class Reach:
    """How far something can be changed, in the way that changes are given."""

    minst: Fraction
    storst: Fraction
    steg: Fraction


@dataclass(frozen=True, slots=True)
class Slider:
    """One thing that can be otherwise.

    Attributes:
        id: Stable id, used in addresses.
        navn: What is changed.
        endring: The change itself, inside a formula.
        grunnlag: Of a unit: what a per cent is of.
        reach: How far it can be changed in per cent.
    """

    id: str
    navn: str
    endring: str
    grunnlag: Callable[[Enhet], Base]
    reach: Reach


def line(unit: Enhet, post: str) -> Fraction | None:
    """Return one line's amount in 1000 kr; None when it is missing."""
    found = amount(unit.regnskap, post)
    return None if found is None else Fraction(found)


def _tax(unit: Enhet) -> Base:
    """Return the tax on income and wealth; all income where that line is missing."""
    tax = line(unit, SKATT)
    if tax is None:
        return "sum driftsinntekter, for skattelinjen mangler", line(unit, INNTEKT)
    return f"{POST[SKATT].nb.lower()} (linje 2)", tax


def _expenses(unit: Enhet) -> Base:
    """Return operating expenses before depreciation: income less the gross result."""
    income, gross = line(unit, INNTEKT), line(unit, BRUTTO)
    known = None if income is None or gross is None else income - gross
    return "driftsutgifter uten avskrivninger", known


def _interest(unit: Enhet) -> Base:
    return "renteutgifter (linje 20)", line(unit, RENTE)


def _fund(unit: Enhet) -> Base:
    return "disposisjonsfondet ved årets slutt", line(unit, FOND)


_ONE = Fraction(1)
_FIFTH = Reach(Fraction(-20), Fraction(20), Fraction(1, 10))
_INTEREST = Reach(Fraction(-100), Fraction(200), _ONE)
_WHOLE = Reach(Fraction(-100), Fraction(100), _ONE)

SLIDERS = (
    Slider("inntekt", "Inntekter", "endring i inntekter", _tax, _FIFTH),
    Slider("utgifter", "Driftsutgifter", "endring i driftsutgifter", _expenses, _FIFTH),
    Slider("rente", "Renteutgifter", "endring i renteutgifter", _interest, _INTEREST),
    Slider("fond", "Bruk av disposisjonsfond", "bruk av disposisjonsfond", _fund, _WHOLE),
)


@dataclass(frozen=True, slots=True)
class Endring:
    """One change.

    Attributes:
        reach: How far it can be.
        verdi: Per cent or 1000 kr, as used.
        belop: The change in 1000 kr.
        merknad: Why it is not what was written, a Norwegian sentence; empty where it is.
        mangler: Why it cannot be changed; empty where it can.
    """

    reach: Reach
    verdi: Fraction = Fraction(0)
    belop: Fraction = Fraction(0)
    merknad: str = ""
    mangler: str = ""


def change(slider: Slider, unit: Enhet, written: str, maate: Maate) -> Endring:
    """Return a change as it can be used; what is not asked for is zero."""
    reach = _reach(slider, unit, maate)
    if why := _lacking(slider, unit, maate):
        return Endring(reach, mangler=why)
    value, note = _read(written, reach)
    _, base = slider.grunnlag(unit)
    return Endring(reach, value, value if maate is Maate.TUSEN else value * (base or 0) / 100, note)


def _read(written: str, reach: Reach) -> tuple[Fraction, str]:
    """Return the number inside its limits, and what was done to it."""
    found = read_number(written.replace(".", ","))
    if isinstance(found, Missing):
        return Fraction(0), ""
    if not isinstance(found, Decimal):
        return Fraction(0), "Ikke et tall. Det er regnet uten endring."
    held = max(reach.minst, min(reach.storst, Fraction(found)))
    if held == found:
        return held, ""
    which = "det meste" if held < found else "det minste"
    return held, f"Satt til {format_number(held)}, som er {which} her."


def _lacking(slider: Slider, unit: Enhet, maate: Maate) -> str:
    """Return why this cannot be changed, a Norwegian sentence; empty where it can."""
    words, base = slider.grunnlag(unit)
    only_share = maate is Maate.PROSENT or slider.id == "fond"
    if not only_share or (base is not None and base > 0):
        return ""
    name = capitalised(words)
    if base is not None:
        return f"{name} er ikke over null."
    other = "" if slider.id == "fond" else " Endringen kan gis i kroner."
    return f"{name}: Beløpet mangler i filen.{other}"


def _reach(slider: Slider, unit: Enhet, maate: Maate) -> Reach:
    """Return how far it can be changed; the fund is never used for more than there is."""
    if maate is Maate.PROSENT:
        return slider.reach
    _, base = slider.grunnlag(unit)
    known = base if base is not None and base > 0 else None
    income = line(unit, INNTEKT)
    size = income / 10 if income else Fraction(UNKNOWN_REACH)
    wide = _round_up(known * slider.reach.storst / 100 if known else size)
    step = max(_ONE, wide / 1000)
    if slider.id == "fond":
        return Reach(-wide, known or Fraction(0), step)
    return Reach(-min(wide, known) if known else -wide, wide, step)


def _round_up(value: Fraction) -> Fraction:
    """Return the nearest of 1, 2 or 5 times a power of ten that is not below the value."""
    unit = _ONE
    while unit * 10 < abs(value):
        unit *= 10
    return next(unit * times for times in (1, 2, 5, 10) if unit * times >= abs(value))
