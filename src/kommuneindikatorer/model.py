"""What every reader hands on, whatever file it read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from kommuneindikatorer.problems import Tvil


class Basis(StrEnum):
    """Whose money: the municipality's own account, with its companies, or not known."""

    KASSE = "kasse"
    KONSERN = "konsern"
    UKJENT = "ukjent"


class Nivaa(StrEnum):
    """Municipality (Oslo too) or county municipality."""

    KOMMUNE = "kommune"
    FYLKESKOMMUNE = "fylkeskommune"


class Kilde(StrEnum):
    """What the amounts are: accounts of a year that has been, or a budget for one to come."""

    REGNSKAP = "regnskap"
    BUDSJETT = "budsjett"


@dataclass(frozen=True, slots=True)
class Origin:
    """One row an amount came from, as the file has it.

    Attributes:
        fil: The file's name, with that of the sheet where several are read.
        rad: 1-based line of the file.
        kolonne: The column's heading; empty in files without columns.
        tekst: The cell, or the record, as written (`shortened`).
    """

    fil: str
    rad: int
    kolonne: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Avledning:
    """How an amount was derived: the formula in Norwegian, and the ids that went in."""

    formel: str
    av: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Belop:
    """One amount, or why there is none.

    Attributes:
        verdi: Exact amount in 1000 kr (in per cent under `Regnskap.prosent`), signed as
            `Slag` says; None when missing.
        mangler: Why it is missing, a Norwegian sentence; empty when it is not.
        rader: How many rows of files went in.
        opphav: Those rows, or the first of them where they are too many to keep.
        avledet: How it was derived; None when the file gives it.
    """

    verdi: Decimal | None
    mangler: str = ""
    rader: int = 0
    opphav: tuple[Origin, ...] = ()
    avledet: Avledning | None = None


@dataclass(frozen=True, slots=True)
class Regnskap:
    """One unit's accounts for one year: only what the files give, nothing derived.

    Attributes:
        kommunenummer: Four digits, a county municipality's with 00 last; None if unknown.
        navn: Name as the file has it; None if unknown.
        aar: Year of accounts; None if unknown.
        nivaa: Municipality or county municipality.
        basis: Whose money the amounts are.
        landsdel: Region as the file has it; None if it does not say.
        folkemengde: Inhabitants; None if the file does not say.
        folkemengde_mellom: Least and most inhabitants, where the file knows no more; enough to
            place a unit in a group, never shown as its population.
        belop: Amounts by id of `items.POSTER`. A line the file does not have is absent; a
            line it has without a number is there, missing, with the reason.
        prosent: Per cent of gross operating income, where the file gives that, by the same ids.
        tvil: Why its figures may be wrong; they are held back until it is settled.
        kilde: Whether they are accounts or a budget.
        fil: The file they are from, the first of several.
    """

    kommunenummer: str | None
    navn: str | None
    aar: int | None
    belop: Mapping[str, Belop]
    nivaa: Nivaa = Nivaa.KOMMUNE
    basis: Basis = Basis.UKJENT
    landsdel: str | None = None
    folkemengde: int | None = None
    folkemengde_mellom: tuple[int, int] | None = None
    prosent: Mapping[str, Belop] = field(default_factory=dict)
    tvil: tuple[Tvil, ...] = ()
    kilde: Kilde = Kilde.REGNSKAP
    fil: str = ""


def whose(regnskap: Regnskap) -> str:
    """Return the unit and year for a sentence: «Oslo 2023»."""
    name = regnskap.navn or regnskap.kommunenummer or "Regnskapet"
    return name if regnskap.aar is None else f"{name} {regnskap.aar}"


@dataclass(frozen=True, slots=True)
class Filing:
    """How one file was taken in. ``lest + avvist == rader``, always.

    Attributes:
        navn: The file's name.
        kodet: ``utf-8``, ``utf-8-bom``, ``utf-16``, ``cp1252``, another of `Options.koding`,
            or ``xlsx``, ``ods``, ``html``, ``json``, ``xml``; empty for a file that is not opened.
        skilletegn: Delimiter, as in `Options`; empty where there is none.
        rader: Lines with something on them.
        lest: Of these, understood: values, headings, titles, notes.
        avvist: Of these, refused, each with a problem.
    """

    navn: str
    kodet: str
    skilletegn: str
    rader: int
    lest: int
    avvist: int


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a reader found in the files given to it.

    Attributes:
        format: The reader's id.
        filer: The files, in the order given.
        regnskap: One for each unit, year and basis.
        kolonner: Headings to choose from with ``Options.kolonne``; empty where not offered.
        skjemaer: Names of the forms that records are of, ``0A``; empty where there are none.
    """

    format: str
    filer: tuple[Filing, ...]
    regnskap: tuple[Regnskap, ...]
    kolonner: tuple[str, ...] = ()
    skjemaer: tuple[str, ...] = ()
