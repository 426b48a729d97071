"""``utsagn.toml``: what an editor says of each claim of a note, one entry a line.

An entry quotes the words of its claim, with ``#`` where a number stands: the number, the years and
the names are read from the note itself, so that an entry still fits when they are changed.
"""

from typing import Literal

from pydantic import Field

from sitegen.note.model import Basis, Id, Selection
from sitegen.note.toml_file import Part, read_part

CLAIMS_FILE = "utsagn.toml"
Slag = Literal[
    "celle",
    "differanse",
    "andel",
    "rang",
    "alle_ingen",
    "periode",
    "terskel",
    "spenn",
    "sum",
    "norm",
    "kilde",
    "utenfor",
]
"""Kinds of claims."""


class ClaimEntry(Part):
    """One claim: its words, its kind, and what its words do not say themselves.

    Attributes:
        quote: Words of one sentence. ``#`` stands for a number; a part in ``[…]`` is the claim,
            the rest tells where it stands. Without brackets all of it is the claim.
        slag: Its kind.
        indikator: Which indicator, where the words say something else.
        gruppe: Which groups, likewise.
        aar: Which years, counted from the last year of accounts: ``0`` is that year, ``-1`` the
            one before.
        grunnlag: Which basis, likewise.
        utvalg: Which selection, likewise.
        maal: Which figure of the group, ``andel_negativ``; likewise.
        formula: Sums that must hold: «a > b», where each part is an indicator with its year,
            ``netto_driftsresultat@0``; «?» is the comparing word of the claim.
        other: Why what can be tested here is on another basis than the claim.
        source: What could test it, where nothing here can.
    """

    quote: str = Field(alias="sitat")
    slag: Slag
    indikator: Id | None = None
    gruppe: tuple[str, ...] = ()
    aar: tuple[int, ...] = ()
    grunnlag: Basis | None = None
    utvalg: Selection | None = None
    maal: Id | None = None
    formula: tuple[str, ...] = Field(default=(), alias="regnes")
    other: str = Field(default="", alias="annet")
    source: str = Field(default="", alias="kilde")


class ClaimFile(Part):
    """The whole file."""

    entries: tuple[ClaimEntry, ...] = Field(default=(), alias="utsagn")


def read_claims(text: str, file: str = CLAIMS_FILE) -> tuple[ClaimEntry, ...]:
    """Return the entries in order; raises ``SpecError`` with every fault."""
    return read_part(ClaimFile, text, file).entries
