"""What was asked for, read and held inside its limits, as amounts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.numbers import Missing, format_number, read_number
from kommuneindikatorer.what_if.accounts import Tall
from kommuneindikatorer.what_if.sliders import SLIDERS, Maate, Reach, Slider, lacking, reach


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


def changes(tall: Tall, written: Mapping[str, str], maate: Maate) -> dict[str, Endring]:
    """Return every change by the id of its slider; what is not asked for is zero."""
    return {one.id: _change(one, tall, written.get(one.id, ""), maate) for one in SLIDERS}


def _change(slider: Slider, tall: Tall, written: str, maate: Maate) -> Endring:
    limits = reach(slider, tall, maate)
    if why := lacking(slider, tall, maate):
        return Endring(slider, maate, limits, Fraction(0), Fraction(0), "", why)
    value, note = _read(written, limits)
    _, base = slider.grunnlag(tall)
    amount = value if maate is Maate.TUSEN else value * (base or 0) / 100
    return Endring(slider, maate, limits, value, amount, note, "")


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
