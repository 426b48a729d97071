"""What is asked of one unit: its own figures, and what the note and the final accounts say."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kommuneindikatorer.measures.maaling import INNTEKT
from kommuneindikatorer.model import Nivaa
from kommuneindikatorer.register import todays_code


@dataclass(frozen=True, slots=True)
class Verdi:
    """One indicator: amount in 1000 kr, per cent of income, years; what is missing is None."""

    belop: Decimal | None = None
    pst: Fraction | None = None
    aar: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Enkelt:
    """One unit in one year, as the result has it.

    Attributes:
        kommunenummer: None if unknown.
        navn: None if unknown.
        aar: None if unknown.
        nivaa: Municipality or county municipality.
        basis: ``kasse``, ``konsern`` or ``ukjent``.
        landsdel: None if unknown.
        folkemengde: None if unknown.
        indikatorer: By id.
        poster: Amounts of the lines of the accounts by id, 1000 kr; a missing one is None.
    """

    kommunenummer: str | None
    navn: str | None
    aar: int | None
    nivaa: Nivaa
    basis: str
    landsdel: str | None
    folkemengde: int | None
    indikatorer: Mapping[str, Verdi]
    poster: Mapping[str, Decimal | None]

    @property
    def inntekt(self) -> Decimal | None:
        """Gross operating income, 1000 kr; None if missing."""
        return self.poster.get(INNTEKT)

    @property
    def kode(self) -> str | None:
        """The code it has today."""
        return todays_code(self.kommunenummer)


@dataclass(frozen=True, slots=True)
class Trykt:
    """One value that the note prints, with what it is of and where it stands."""

    tabell: str
    rad: str
    gruppe: str
    indikator: str
    aar: int
    utvalg: str
    grunnlag: str
    status: str
    verdi: Decimal
    celle: str


@dataclass(frozen=True, slots=True)
class Kommunetall:
    """One municipality's final result: the distribution that a unit is placed in."""

    kommunenummer: str
    aar: int
    folkemengde: int | None
    pst: Fraction


@dataclass(frozen=True, slots=True)
class Spurt:
    """All of it: the unit, the note's values, every municipality, and the level asked for."""

    enhet: Enkelt
    trykt: tuple[Trykt, ...]
    kommuner: tuple[Kommunetall, ...]
    basis: str
    nivaa: str


def read_asked(text: str) -> Spurt:
    """Return what a page asks, from JSON; numbers may be numbers or text.

    ``{"enhet": a unit of the result, "notat": the site's reference file, "nivaa": "1,75"}``.
    """
    asked = json.loads(text, parse_float=Decimal)
    note = asked["notat"]
    return Spurt(
        read_unit(asked["enhet"]),
        tuple(Trykt(**{**one, "verdi": Decimal(str(one["verdi"]))}) for one in note["trykt"]),
        tuple(
            Kommunetall(code, year, people, Fraction(str(pst)))
            for code, _, year, people, pst in note["fordeling"]["kommuner"]
        ),
        note["fordeling"]["basis"],
        str(asked.get("nivaa") or ""),
    )


def read_unit(given: Mapping[str, Any]) -> Enkelt:
    """Return a unit of the result, from its JSON."""
    return Enkelt(
        given["kommunenummer"],
        given["navn"],
        given["aar"],
        Nivaa(given["nivaa"]),
        given["basis"],
        given["landsdel"],
        given["folkemengde"],
        {
            ident: Verdi(_amount(one["belop"]), _exact(one["pst"]), _exact(one.get("aar")))
            for ident, one in given["indikatorer"].items()
        },
        {post: _amount(one["belop"]) for post, one in given["poster"].items()},
    )


def _amount(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _exact(value: object) -> Fraction | None:
    return None if value is None else Fraction(str(value))
