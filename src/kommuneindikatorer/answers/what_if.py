"""What the indicators would be if income, expenses, interest or use of the fund were otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from kommuneindikatorer.answers.sliders import (
    BRUTTO,
    FOND,
    RENTE,
    SKATT,
    SLIDERS,
    Endring,
    Maate,
    Slider,
    change,
    line,
)
from kommuneindikatorer.items import POSTER
from kommuneindikatorer.json_text import Json, decimal_text
from kommuneindikatorer.measures.catalogue import HOVEDMAAL
from kommuneindikatorer.measures.indikator import Indikator
from kommuneindikatorer.model import Nivaa
from kommuneindikatorer.numbers import (
    EXACT,
    format_number,
    kroner,
    percent_of,
    round_half_up,
)
from kommuneindikatorer.unit import INNTEKT, Enhet
from kommuneindikatorer.wording import uncapitalised

NETTO = "netto_driftsresultat"

MOVES: Mapping[str, Mapping[str, int]] = {
    SKATT: {"inntekt": 1},
    INNTEKT: {"inntekt": 1},
    "driftsutgifter": {"utgifter": 1},
    "brutto_driftsresultat": {"inntekt": 1, "utgifter": -1},
    BRUTTO: {"inntekt": 1, "utgifter": -1},
    RENTE: {"rente": 1},
    "netto_finansutgifter": {"rente": -1},
    NETTO: {"inntekt": 1, "utgifter": -1, "rente": -1},
    "bruk_disposisjonsfond": {"fond": 1},
    "netto_avsetning_disposisjonsfond": {"fond": -1},
    FOND: {"fond": -1},
}
"""Which way each line of the accounts goes with a change; the others are held as they are.

Source: the formulas of `derivation`; the lines are those of Forskrift om økonomiplan mv. § 5-6,
where use of the fund (line 29) stands after netto driftsresultat (line 24)."""

FORUTSETNINGER = (
    (
        "Alt annet holdes uendret: rammetilskudd med inntektsutjevning, andre inntekter, "
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

type Amounts = Mapping[str, Fraction]
"""Changes in 1000 kr by the id of their slider; use of the fund is above zero."""


@dataclass(frozen=True, slots=True)
class Value:
    """One indicator: amount in 1000 kr and per cent of income; what is missing is None."""

    belop: Fraction | None
    pst: Fraction | None


def what_if(unit: Enhet, maate: str, written: Mapping[str, str]) -> Json:
    """Return each change with its limits, and the indicators before and after.

    Args:
        unit: One unit of the result.
        maate: How changes are given: ``tusen`` (1000 kr), else per cent.
        written: Numbers as people write them, by the sliders' ids.
    """
    way = Maate.TUSEN if maate == Maate.TUSEN else Maate.PROSENT
    found = {one.id: change(one, unit, written.get(one.id, ""), way) for one in SLIDERS}
    amounts = {ident: one.belop for ident, one in found.items()}
    shown = [one for one in HOVEDMAAL if _effects(one)]
    before = {one.id: _before(unit, one) for one in shown}
    later = {one.id: _after(unit, one, amounts) for one in shown}
    is_changed = any(amounts.values())
    return {
        "maate": way,
        "endret": is_changed,
        "valg": [_slider(one, found[one.id], unit, way) for one in SLIDERS],
        "indikatorer": [_indicator(one, before[one.id], later[one.id]) for one in shown],
        "setning": _sentence(before, later) if is_changed else "",
        "dekning": _covered(amounts) if is_changed else "",
        "forutsetninger": FORUTSETNINGER,
    }


def _moved(post: str, amounts: Amounts) -> Fraction:
    """Return how much a line changes, 1000 kr."""
    return sum((sign * amounts[one] for one, sign in MOVES.get(post, {}).items()), Fraction(0))


@cache
def _effects(one: Indikator) -> Mapping[str, Fraction]:
    """Return what the indicator changes by when each change is 1, where it changes at all.

    The indicators are sums of lines, so accounts of zeros show it for all.
    """
    found: dict[str, Fraction] = {}
    for slider in SLIDERS:
        amounts = {other.id: Fraction(other is slider) for other in SLIDERS}
        lines = {post.id: Decimal(int(_moved(post.id, amounts))) for post in POSTER}
        if effect := one.verdi(lines, Nivaa.KOMMUNE):
            found[slider.id] = Fraction(effect)
    return found


def _before(unit: Enhet, one: Indikator) -> Value:
    found = unit.indikatorer[one.id]
    return Value(None if found.belop is None else Fraction(found.belop), found.pst)


def _after(unit: Enhet, one: Indikator, amounts: Amounts) -> Value:
    """Return the indicator after the changes; what was missing is missing still."""
    by = {post: _moved(post, amounts) for post in one.behov}
    more = _moved(INNTEKT, amounts)
    before = _before(unit, one)
    if not (more or any(by.values())):
        return before
    if before.belop is None:
        return Value(None, None)
    lines = {post: _decimal((line(unit, post) or Fraction(0)) + by[post]) for post in one.behov}
    value = one.verdi(lines, unit.regnskap.nivaa)
    income = (line(unit, INNTEKT) or Fraction(0)) + more
    if value is None:
        return Value(None, None)
    return Value(Fraction(value), percent_of(value, income) if income > 0 else None)


def _decimal(value: Fraction) -> Decimal:
    """Return the same number; one that never ends would raise, but no amount here is such."""
    return EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))


def _slider(slider: Slider, one: Endring, unit: Enhet, maate: Maate) -> Json:
    words, base = slider.grunnlag(unit)
    return {
        "id": slider.id,
        "navn": slider.navn,
        "av": words,
        "grunnlag": base,
        "minst": one.reach.minst,
        "storst": one.reach.storst,
        "steg": one.reach.steg,
        "verdi": one.verdi,
        "belop": one.belop,
        "omregnet": _otherwise(one.belop, base, maate),
        "merknad": one.merknad,
        "mangler": one.mangler,
    }


def _otherwise(belop: Fraction, base: Fraction | None, maate: Maate) -> str | None:
    """Return the change as written in the other way; None where there is nothing to be a share of.

    An amount is exact; a per cent that need not end is rounded to hundredths, as a setting.
    """
    if maate is Maate.PROSENT:
        return decimal_text(belop)
    if base is None or base <= 0:
        return None
    return decimal_text(round_half_up(100 * belop / base, 2))


def _indicator(one: Indikator, first: Value, then: Value) -> Json:
    apart = Value(_apart(first.belop, then.belop), _apart(first.pst, then.pst))
    return {
        "id": one.id,
        "navn": one.etikett,
        "formel": _formula(one),
        "foer": first,
        "etter": then,
        "endring": apart,
    }


def _apart(first: Fraction | None, then: Fraction | None) -> Fraction | None:
    return None if first is None or then is None else then - first


def _formula(one: Indikator) -> str:
    """Return how the indicator is worked out: itself, and each change that moves it."""
    formula = uncapitalised(one.etikett)
    effects = _effects(one)
    for slider in SLIDERS:
        if effect := effects.get(slider.id):
            size = "" if abs(effect) == 1 else f"{format_number(abs(effect), 2)} × "
            formula += f" {'−' if effect < 0 else '+'} {size}{slider.endring}"
    return formula


def _sentence(before: Mapping[str, Value], later: Mapping[str, Value]) -> str:
    """Return what the result and the fund become, and were; empty where neither is known."""
    names = {NETTO: "Netto driftsresultat", FOND: "Disposisjonsfondet"}
    return " ".join(
        f"{name} blir {_said(later[ident])}, mot {_said(before[ident])}."
        for ident, name in names.items()
        if later[ident].belop is not None
    )


def _said(one: Value) -> str:
    written = "" if one.belop is None else kroner(one.belop)
    return written if one.pst is None else f"{format_number(one.pst, 1)} prosent ({written})"


def _covered(amounts: Amounts) -> str:
    """Return what is left to cover, or over, of the change when the fund is used as chosen."""
    left = _moved(NETTO, amounts) + amounts["fond"]
    if left == 0:
        return "Endret bruk av fond og endret resultat går opp i opp."
    written = kroner(abs(left))
    if left < 0:
        with_fund = "etter bruken av fond " if amounts["fond"] > 0 else ""
        return f"{written} må {with_fund}dekkes på annen måte."
    return f"{written} er til overs, og kan settes av eller brukes."
