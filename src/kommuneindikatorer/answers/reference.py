"""What the site publishes for a unit to be compared with."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.groups.divisions import STANDARD, group_id, group_of, label
from kommuneindikatorer.json_text import Json
from kommuneindikatorer.model import Basis
from kommuneindikatorer.unit import Enhet
from kommuneindikatorer.wording import slug, uncapitalised


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


# The note's rows that one unit is compared with: its groups, in the years around its own.
KNOWN = frozenset({Basis.KASSE.value, Basis.KONSERN.value})
UNSAID = "Notatet sier ikke om tallet gjelder kasse eller konsern."


@dataclass(frozen=True, slots=True)
class Row:
    """A group's printed values of one year, selection, basis and status.

    Attributes:
        gruppe: The group in words.
        printed: Its values, one an indicator.
        naer: Whether it is on the unit's own basis, or the group has no row that is.
    """

    gruppe: str
    printed: tuple[Printed, ...]
    naer: bool = True

    @property
    def grunnlag(self) -> str:
        """Whose money it is of, as printed."""
        return self.printed[0].grunnlag

    def json(self) -> Json:
        """Return the row with its values by indicator."""
        first = self.printed[0]
        return {
            "gruppe": self.gruppe,
            "utvalg": first.utvalg,
            "aar": first.aar,
            "grunnlag": first.grunnlag,
            "status": first.status,
            "naer": self.naer,
            "verdier": {one.indikator: _value(one) for one in self.printed},
        }


def rows_beside(
    unit: Enhet, reference: Reference, people: int | None, bounds: Sequence[int]
) -> Iterator[Row]:
    """Yield each group's rows, the nearest group first, of it the unit's own basis and year."""
    for ident, name in _groups(unit, people, bounds):
        printed = [one for one in reference.printed if one.gruppe == ident]
        years = _years({one.aar for one in printed}, unit.regnskap.aar)
        rows = [Row(name, one) for one in _rows(one for one in printed if one.aar in years)]
        rows.sort(key=lambda row: _order(row, unit))
        for row in rows:
            yield replace(row, naer=row.grunnlag == rows[0].grunnlag)


def _years(there: set[int], own: int | None) -> range:
    """Return the unit's year and those beside it; where it is not printed, the newest that is."""
    middle = own if own in there else max(there, default=0)
    return range(middle - 1, middle + 2)


def _rows(printed: Iterable[Printed]) -> Iterator[tuple[Printed, ...]]:
    """Yield the values by year, selection, basis and status.

    A value printed without its basis stands in each row that it may belong to, with a remark.
    """
    rows: dict[tuple[int, str, str, str], dict[str, Printed]] = {}
    given = list(printed)
    for one in given:
        if one.grunnlag in KNOWN:
            row = rows.setdefault((one.aar, one.utvalg, one.grunnlag, one.status), {})
            row.setdefault(one.indikator, one)  # two tables may print the same fact
    for one in given:
        if one.grunnlag not in KNOWN:
            remarked = replace(one, merknad=f"{one.merknad} {UNSAID}".strip())
            alike = [(one.aar, one.utvalg, basis, one.status) for basis in KNOWN]
            own = (one.aar, one.utvalg, one.grunnlag, one.status)
            for key in [key for key in alike if key in rows] or [own]:
                rows.setdefault(key, {}).setdefault(one.indikator, remarked)
    yield from (tuple(row.values()) for row in rows.values())


def _order(row: Row, unit: Enhet) -> tuple[bool, str, bool, int, str, str]:
    first, own = row.printed[0], unit.regnskap
    return (
        first.grunnlag != own.basis.value,
        first.grunnlag,
        first.aar != own.aar,
        first.aar,
        first.utvalg,
        first.status,
    )


def _groups(unit: Enhet, people: int | None, bounds: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Yield the ids of the groups to compare with, and their names; groups leave Oslo out."""
    if unit.er_kommune:
        if people is not None and not unit.er_oslo:
            number = group_of(people, bounds)
            name = people_words(label(number, bounds))
            yield group_id(number, bounds), f"Kommuner med {name} innbyggere"
        if unit.landsdel and not unit.er_oslo:
            yield slug(unit.landsdel, "-"), unit.landsdel
        yield "landet", "Landet uten Oslo"
        yield "kommunene", "Kommunene med Oslo"
    else:
        yield "fylkeskommunene", "Fylkeskommunene"
    yield "kommunesektoren", "Kommunesektoren"


def _value(one: Printed) -> Json:
    """Return a printed value with its cell, and its remark where it has one."""
    said = {"merknad": one.merknad} if one.merknad else {}
    return {"verdi": f"{one.verdi:f}", "celle": one.celle, **said}


def people_words(group: str) -> str:
    """Return a population group's name inside a sentence: «0–3 000», «over 50 000»."""
    return uncapitalised(group).replace(" 000", "\u00a0000")


def printed_bounds(reference: Reference) -> tuple[int, ...]:
    """Return the limits of the population groups that the note prints; else the usual ones."""
    idents = {one.gruppe for one in reference.printed if one.gruppe.startswith("folkemengde-")}
    numbers = {int(found) for one in idents for found in re.findall(r"\d+", one)}
    return tuple(sorted(numbers - {0})) or STANDARD
