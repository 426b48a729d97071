"""All that the page shows of a what-if, as one JSON object."""

import json
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.json_text import Json, decimal_text, json_text
from kommuneindikatorer.measures.catalogue import INDIKATOR
from kommuneindikatorer.numbers import round_half_up
from kommuneindikatorer.what_if.accounts import Tall, Verdi, read_unit
from kommuneindikatorer.what_if.after import FORMLER, FORUTSETNINGER, after, left_over
from kommuneindikatorer.what_if.changes import Endring, changes
from kommuneindikatorer.what_if.sliders import Maate
from kommuneindikatorer.what_if.words import covered, sentence


def what_if(text: str) -> str:
    """Return JSON: each change with its limits, and the indicators before and after.

    Args:
        text: ``{"enhet": a unit of the result, "maate": "prosent" or "tusen", "valg":
            {"inntekt": "-2", "utgifter": "0,5", "rente": "10", "fond": "50"}}``: numbers as
            people write them. Another way is per cent.
    """
    asked = json.loads(text, parse_float=Decimal)
    tall = read_unit(asked["enhet"])
    maate = Maate.TUSEN if asked.get("maate") == Maate.TUSEN else Maate.PROSENT
    found = changes(tall, asked["valg"], maate)
    amounts = {ident: one.belop for ident, one in found.items()}
    later = after(tall, amounts)
    is_changed = any(amounts.values())
    return json_text(
        {
            "maate": maate.value,
            "endret": is_changed,
            "valg": [_slider(one, tall) for one in found.values()],
            "indikatorer": [_indicator(ident, tall, later) for ident in FORMLER],
            "setning": sentence(tall, later) if is_changed else "",
            "dekning": covered(left_over(amounts), amounts["fond"]) if is_changed else "",
            "forutsetninger": FORUTSETNINGER,
        }
    )


def _slider(one: Endring, tall: Tall) -> Json:
    words, base = one.slider.grunnlag(tall)
    return {
        "id": one.slider.id,
        "navn": one.slider.navn,
        "av": words,
        "grunnlag": {"belop": base},
        "minst": decimal_text(one.reach.minst),
        "storst": decimal_text(one.reach.storst),
        "steg": decimal_text(one.reach.steg),
        "verdi": decimal_text(one.verdi),
        "belop": one.belop,
        "omregnet": _otherwise(one, base),
        "merknad": one.merknad,
        "mangler": one.mangler,
    }


def _otherwise(one: Endring, base: Fraction | None) -> str | None:
    """Return the change as written in the other way; None where there is nothing to be a share of.

    An amount is exact; a per cent that need not end is rounded to hundredths, as a setting.
    """
    if one.maate is Maate.PROSENT:
        return decimal_text(one.belop)
    if base is None or base <= 0:
        return None
    return decimal_text(round_half_up(100 * one.belop / base, 2))


def _indicator(ident: str, tall: Tall, later: Mapping[str, Verdi]) -> Json:
    first, then = tall.verdi(ident), later[ident]
    return {
        "id": ident,
        "navn": INDIKATOR[ident].etikett,
        "formel": FORMLER[ident],
        "foer": {"belop": first.belop, "pst": first.pst},
        "etter": {"belop": then.belop, "pst": then.pst},
        "endring": {
            "belop": _apart(first.belop, then.belop),
            "pst": _apart(first.pst, then.pst),
        },
    }


def _apart(first: Fraction | None, then: Fraction | None) -> Fraction | None:
    return None if first is None or then is None else then - first
