"""What the site publishes for a unit to be compared with."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Printed:
    """One value that the note prints, by its meaning.

    Attributes:
        gruppe: Id of the group of units, as in `Gruppe.id`.
        indikator: Id of the indicator.
        aar: Year of accounts.
        utvalg: Which units the note's figure is of, as it is called in a sentence.
        grunnlag: ``kasse`` or ``konsern``.
        status: ``endelig``, or what kind of estimate it is.
        verdi: Per cent, with the decimals printed.
        celle: Address of its cell below the site's root.
        merknad: What a reader must know of it; empty for nothing.
    """

    gruppe: str
    indikator: str
    aar: int
    utvalg: str
    grunnlag: str
    status: str
    verdi: Decimal
    celle: str
    merknad: str = ""


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality's final net operating result: a point in the distribution."""

    kommunenummer: str
    aar: int
    folkemengde: int | None
    pst: Fraction


@dataclass(frozen=True, slots=True)
class Gap:
    """How far a municipality's own account is below the konsern on average, by the note.

    Attributes:
        pst: Percentage points that the konsern is higher.
        desimaler: Decimals it is printed with.
    """

    pst: Fraction
    desimaler: int


@dataclass(frozen=True, slots=True)
class Reference:
    """The note's printed values, and every municipality's final result on one basis.

    Attributes:
        printed: The values, of tables, figures and text.
        municipalities: The distribution.
        basis: Whose money its results are of.
        gap: How far apart the bases are; None where the note does not say.
    """

    printed: tuple[Printed, ...] = ()
    municipalities: tuple[Municipality, ...] = ()
    basis: str = ""
    gap: Gap | None = None


def read_reference(text: str) -> Reference:
    """Return the site's reference file, ``regndata/notat.json``, as values."""
    given = json.loads(text)
    names = [field.name for field in fields(Printed)]
    printed = ({name: one[name] for name in names if name in one} for one in given["trykt"])
    called = given.get("utvalg", {})
    return Reference(
        tuple(
            Printed(
                **one
                | {
                    "verdi": Decimal(one["verdi"]),
                    "utvalg": called.get(one["utvalg"], one["utvalg"]),
                }
            )
            for one in printed
        ),
        tuple(
            Municipality(code, year, people, Fraction(pst))
            for code, _, year, people, pst in given["fordeling"]["kommuner"]
        ),
        given["fordeling"]["basis"],
        _gap(given.get("avstand")),
    )


def _gap(given: Mapping[str, str] | None) -> Gap | None:
    """Return the gap between the bases; None where the note gives none."""
    if given is None:
        return None
    return Gap(Fraction(given["pst"]), len(given["pst"].partition(".")[2]))
