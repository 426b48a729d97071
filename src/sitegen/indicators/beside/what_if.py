"""What the indicators would be if income, expenses or interest were otherwise."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sitegen.indicators.beside.asked import Enkelt, Verdi, read_unit
from sitegen.indicators.items import POST
from sitegen.indicators.json_text import Json, json_text
from sitegen.indicators.measures import (
    brutto_driftsresultat,
    disposisjonsfond,
    etter_bundne_avsetninger,
    merforbruk,
    netto_driftsresultat,
)
from sitegen.indicators.measures.maaling import INNTEKT

NETTO = netto_driftsresultat.INDIKATOR.id
BRUTTO = brutto_driftsresultat.INDIKATOR.id
ETTER = etter_bundne_avsetninger.INDIKATOR.id
FOND = disposisjonsfond.INDIKATOR.id
MERFORBRUK = merforbruk.INDIKATOR.id
TAX, INTEREST = "inntekts_og_formuesskatt", "renteutgifter"
MOST = 100
"""Per cent that anything can be changed by, either way."""


@dataclass(frozen=True, slots=True)
class Endring:
    """One thing that can be otherwise.

    Attributes:
        navn: What is changed, in words.
        grunnlag: The amount that the change is a share of, 1000 kr; None where it is missing.
        belop: The change, 1000 kr.
    """

    navn: str
    grunnlag: Fraction | None
    belop: Fraction


def what_if(text: str) -> str:
    """Return JSON: what was changed by how much, and the indicators after it, exact.

    ``{"enhet": a unit of the result, "endringer": {"inntekt": "-2", "utgifter": "0.5",
    "rente": "10", "fond": "50"}}``, all in per cent. ``inntekt`` is of the tax on income and
    wealth, or of all income where that line is missing; ``utgifter`` of the expenses before
    depreciation; ``rente`` of the interest paid. A worse result is covered by the
    disposisjonsfond up to ``fond`` per cent of it, and what is left is merforbruk; a better one
    is put aside.
    """
    asked = json.loads(text, parse_float=Decimal)
    unit = read_unit(asked["enhet"])
    given = {name: _percent(value) for name, value in asked["endringer"].items()}
    changes = _changes(unit, given)
    share = max(Fraction(0), given.get("fond", Fraction(0)))
    return json_text(
        {
            "endringer": {
                name: {"navn": one.navn, "grunnlag": one.grunnlag, "belop": one.belop}
                for name, one in changes.items()
            },
            "indikatorer": _after(unit, changes, share),
        }
    )


def _percent(value: object) -> Fraction:
    found = max(Decimal(-MOST), min(Decimal(MOST), Decimal(str(value))))
    return Fraction(found.quantize(Decimal("0.0001")))


def _changes(unit: Enkelt, given: Mapping[str, Fraction]) -> dict[str, Endring]:
    tax = TAX if unit.poster.get(TAX) is not None else INNTEKT
    bases = {
        "inntekt": (POST[tax].nb, _exact(unit.poster.get(tax))),
        "utgifter": ("Driftsutgifter uten avskrivninger", _expenses(unit)),
        "rente": (POST[INTEREST].nb, _exact(unit.poster.get(INTEREST))),
    }
    return {
        name: Endring(words, base, (base or Fraction(0)) * given.get(name, Fraction(0)) / 100)
        for name, (words, base) in bases.items()
    }


def _expenses(unit: Enkelt) -> Fraction | None:
    """Return income less the gross result, which is what the expenses are before depreciation."""
    gross = _value(unit, BRUTTO)
    return None if unit.inntekt is None or gross is None else Fraction(unit.inntekt) - gross


def _after(unit: Enkelt, changes: Mapping[str, Endring], share: Fraction) -> Json:
    more = changes["inntekt"].belop
    gross = more - changes["utgifter"].belop
    net = gross - changes["rente"].belop
    income = None if unit.inntekt is None else Fraction(unit.inntekt) + more
    fund, worse, better = _value(unit, FOND), max(Fraction(0), -net), max(Fraction(0), net)
    used = min(worse, share * max(Fraction(0), fund or Fraction(0)) / 100)
    after = {
        NETTO: _plus(_value(unit, NETTO), net),
        BRUTTO: _plus(_value(unit, BRUTTO), gross),
        ETTER: _plus(_value(unit, ETTER), net),
        FOND: _plus(fund, better - used),
        MERFORBRUK: _plus(_value(unit, MERFORBRUK), worse - used),
    }
    return {name: {"belop": one, "pst": _share(one, income)} for name, one in after.items()}


def _plus(value: Fraction | None, change: Fraction) -> Fraction | None:
    return None if value is None else value + change


def _share(value: Fraction | None, income: Fraction | None) -> str | None:
    if value is None or income is None or income <= 0:
        return None
    return json_text(100 * value / income)


def _value(unit: Enkelt, ident: str) -> Fraction | None:
    return _exact(unit.indikatorer.get(ident, Verdi()).belop)


def _exact(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)
