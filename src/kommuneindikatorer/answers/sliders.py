"""What can be changed in a what-if: of which amount, how far each way, and what was asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from kommuneindikatorer.items import POST
from kommuneindikatorer.numbers import Missing, format_number, read_number
from kommuneindikatorer.unit import INNTEKT, Enhet, amount
from kommuneindikatorer.wording import capitalised

BRUTTO = "brutto_driftsresultat_eks_avskrivninger"
FOND = "disposisjonsfond"
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
class Slider:
    """One thing that can be otherwise.

    Attributes:
        id: Stable id, used in addresses.
        navn: What is changed.
        endring: The change itself, inside a formula.
        grunnlag: Of a unit: what a per cent is of.
        minst: The least per cent.
        storst: The greatest.
        steg: The step between them.
    """

    id: str
    navn: str
    endring: str
    grunnlag: Callable[[Enhet], Base]
    minst: Fraction
    storst: Fraction
    steg: Fraction


@dataclass(frozen=True, slots=True)
class Reach:
    """How far one can be changed in one unit, in the way that changes are given."""

    minst: Fraction
    storst: Fraction
    steg: Fraction


@dataclass(frozen=True, slots=True)
class Endring:
    """One change.

    Attributes:
        slider: What is changed.
        maate: How it is given.
        reach: How far it can be.
        verdi: Per cent or 1000 kr, as used.
        belop: The change in 1000 kr.
        merknad: Why it is not what was written, a Norwegian sentence; empty where it is.
        mangler: Why it cannot be changed; empty where it can.
    """

    slider: Slider
    maate: Maate
    reach: Reach
    verdi: Fraction
    belop: Fraction
    merknad: str
    mangler: str


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


SLIDERS = (
    Slider(
        "inntekt",
        "Inntekter",
        "endring i inntekter",
        _tax,
        Fraction(-20),
        Fraction(20),
        Fraction(1, 10),
    ),
    Slider(
        "utgifter",
        "Driftsutgifter",
        "endring i driftsutgifter",
        _expenses,
        Fraction(-20),
        Fraction(20),
        Fraction(1, 10),
    ),
    Slider(
        "rente",
        "Renteutgifter",
        "endring i renteutgifter",
        lambda unit: ("renteutgifter (linje 20)", line(unit, RENTE)),
        Fraction(-100),
        Fraction(200),
        Fraction(1),
    ),
    Slider(
        "fond",
        "Bruk av disposisjonsfond",
        "bruk av disposisjonsfond",
        lambda unit: ("disposisjonsfondet ved årets slutt", line(unit, FOND)),
        Fraction(-100),
        Fraction(100),
        Fraction(1),
    ),
)


def changes(unit: Enhet, written: Mapping[str, str], maate: Maate) -> dict[str, Endring]:
    """Return every change by the id of its slider; what is not asked for is zero."""
    return {one.id: _change(one, unit, written.get(one.id, ""), maate) for one in SLIDERS}


def _change(slider: Slider, unit: Enhet, written: str, maate: Maate) -> Endring:
    limits = _reach(slider, unit, maate)
    if why := _lacking(slider, unit, maate):
        return Endring(slider, maate, limits, Fraction(0), Fraction(0), "", why)
    value, note = _read(written, limits)
    _, base = slider.grunnlag(unit)
    moved = value if maate is Maate.TUSEN else value * (base or 0) / 100
    return Endring(slider, maate, limits, value, moved, note, "")


def _read(written: str, limits: Reach) -> tuple[Fraction, str]:
    """Return the number inside its limits, and what was done to it."""
    found = read_number(written.replace(".", ","))
    if isinstance(found, Missing):
        return Fraction(0), ""
    if not isinstance(found, Decimal):
        return Fraction(0), "Ikke et tall. Det er regnet uten endring."
    held = max(limits.minst, min(limits.storst, Fraction(found)))
    if held == found:
        return held, ""
    which = "det meste" if held < found else "det minste"
    return held, f"Satt til {format_number(held)}, som er {which} her."


def _lacking(slider: Slider, unit: Enhet, maate: Maate) -> str:
    """Return why this cannot be changed, a Norwegian sentence; empty where it can."""
    words, base = slider.grunnlag(unit)
    if base is not None and base > 0:
        return ""
    if maate is Maate.TUSEN and slider.id != "fond":
        return ""
    name = capitalised(words)
    if base is not None:
        return f"{name} er ikke over null."
    other = "" if slider.id == "fond" else " Endringen kan gis i tusen kroner."
    return f"{name}: Beløpet mangler i filen.{other}"


def _reach(slider: Slider, unit: Enhet, maate: Maate) -> Reach:
    """Return how far it can be changed; the fund is never used for more than there is."""
    if maate is Maate.PROSENT:
        return Reach(slider.minst, slider.storst, slider.steg)
    _, base = slider.grunnlag(unit)
    wide = _round_up(_size(slider, unit, base))
    step = max(Fraction(1), wide / 1000)
    if slider.id == "fond":
        return Reach(-wide, max(Fraction(0), base or Fraction(0)), step)
    least = -min(wide, base) if base is not None and base > 0 else -wide
    return Reach(least, wide, step)


def _size(slider: Slider, unit: Enhet, base: Fraction | None) -> Fraction:
    if base is not None and base > 0:
        return base * slider.storst / 100
    income = line(unit, INNTEKT)
    return income / 10 if income else Fraction(UNKNOWN_REACH)


def _round_up(value: Fraction) -> Fraction:
    """Return the nearest of 1, 2 or 5 times a power of ten that is not below the value."""
    unit = Fraction(1)
    while unit * 10 < abs(value):
        unit *= 10
    return next(unit * times for times in (1, 2, 5, 10) if unit * times >= abs(value))
