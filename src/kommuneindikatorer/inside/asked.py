"""Which figure is asked for, and of which units."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kommuneindikatorer.groups.statistics import TELLER
from kommuneindikatorer.measures.maaling import INNTEKT, Maaling
from kommuneindikatorer.model import Basis, Belop, Nivaa, Regnskap
from kommuneindikatorer.options import Options, options_from
from kommuneindikatorer.problems import Problems
from kommuneindikatorer.unit import Enhet

VEKTET = "vektet"
"""The figure that is a sum over a sum; the others are shares, counted."""


@dataclass(frozen=True, slots=True)
class Spurt:
    """One figure of one group.

    Attributes:
        inndeling: The division's id.
        gruppe: The group's name in it.
        aar: Year of accounts; None if unknown.
        basis: Whose money.
        indikator: The indicator's id.
        maal: The figure's name in `Statistikk`: `VEKTET` or one of `TELLER`.
        valg: What the user has chosen.
        enheter: Every unit of the result, in its order, with this one indicator.
    """

    inndeling: str
    gruppe: str
    aar: int | None
    basis: Basis
    indikator: str
    maal: str
    valg: Options
    enheter: tuple[Enhet, ...]


def read_asked(text: str) -> Spurt:
    """Return what a page asks, from JSON; amounts may be numbers or text.

    ``{"gruppe": {"inndeling", "gruppe", "aar", "basis"}, "indikator": id, "maal": figure,
    "valg": choices, "enheter": [{"kommunenummer", "navn", "aar", "nivaa", "basis", "landsdel",
    "folkemengde", "inntekt", "belop", "pst"}]}``.

    Raises:
        KeyError: The figure is neither weighted nor a share.
    """
    asked = json.loads(text, parse_float=Decimal)
    group, ident, figure = asked["gruppe"], asked["indikator"], asked["maal"]
    if figure != VEKTET and figure not in TELLER:
        raise KeyError(figure)
    return Spurt(
        group["inndeling"],
        group["gruppe"],
        group["aar"],
        Basis(group["basis"]),
        ident,
        figure,
        options_from(asked["valg"], Problems()),
        _units(asked["enheter"], ident),
    )


def _units(given: Sequence[Mapping[str, Any]], ident: str) -> tuple[Enhet, ...]:
    return tuple(_unit(one, ident) for one in given)


def _unit(given: Mapping[str, Any], ident: str) -> Enhet:
    income, value = _amount(given["inntekt"]), _amount(given["belop"])
    regnskap = Regnskap(
        given["kommunenummer"],
        given["navn"],
        given["aar"],
        {INNTEKT: Belop(income)},
        Nivaa(given["nivaa"]),
        Basis(given["basis"]),
        folkemengde=given["folkemengde"],
    )
    measured = {ident: Maaling(value, _percent(value, income, given["pst"]))}
    return Enhet(regnskap, measured, given["landsdel"], given["navn"])


def _percent(value: Decimal | None, income: Decimal | None, given: object) -> Fraction | None:
    """Return the percentage worked out anew, since the JSON's is cut short; else the one given."""
    if value is not None and income is not None and income > 0:
        return 100 * Fraction(value) / Fraction(income)
    return None if given is None else Fraction(str(given))


def _amount(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
