"""The outcome in plain sentences, for who listens and for the print."""

from collections.abc import Mapping
from fractions import Fraction

from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.what_if.accounts import FOND, NETTO, Tall, Verdi


def sentence(tall: Tall, later: Mapping[str, Verdi]) -> str:
    """Return what the result and the fund become, and were; empty where neither is known."""
    names = {NETTO: "Netto driftsresultat", FOND: "Disposisjonsfondet"}
    return " ".join(
        f"{name} blir {_said(later[ident])}, mot {_said(tall.verdi(ident))}."
        for ident, name in names.items()
        if later[ident].belop is not None
    )


def covered(left: Fraction, used: Fraction) -> str:
    """Return what is left to cover, or over, of the change when the fund is used as chosen."""
    if left == 0:
        return "Endret bruk av fond og endret resultat går opp i opp."
    amount = f"{format_number(abs(left))} tusen kroner"
    if left < 0:
        with_fund = "etter bruken av fond " if used > 0 else ""
        return f"{amount} må {with_fund}dekkes på annen måte."
    return f"{amount} er til overs, og kan settes av eller brukes."


def _said(one: Verdi) -> str:
    amount = "" if one.belop is None else f"{format_number(one.belop)} tusen kroner"
    if one.pst is None:
        return amount
    return f"{format_number(one.pst, 1)} prosent ({amount})"
