"""What the explorer shows of the accounts: measures, groups and units, as columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from kommuneindikatorer.groups.grouping import HELE_SEKTOREN
from kommuneindikatorer.groups.statistics import BEGGE_AAR, TELLER, TELLER_ORD, Statistikk
from kommuneindikatorer.measures.catalogue import INDIKATOR
from kommuneindikatorer.measures.indikator import Enhet, Indikator
from kommuneindikatorer.numbers import round_half_up
from kommuneindikatorer.register import as_it_was, find_kommuner
from kommuneindikatorer.result import Gruppe
from kommuneindikatorer.unit import Enhet as Unit
from kommuneindikatorer.wording import slug, uncapitalised
from sitegen.facts.formatting import bare
from sitegen.facts.profile import display, short_name
from sitegen.formats.units import column, short_number

INCOME = "brutto_driftsinntekter"
PEOPLE = "folkemengde"
AMOUNTS = {
    INCOME: ("Brutto driftsinntekter", "1000 kr"),
    PEOPLE: ("Folkemengde", "innbyggere"),
}
"""Amounts of a unit that are no indicator: label and unit."""

RESULT = "netto_driftsresultat"
SHARES_OF_RESULT = {
    "andel_negativ": "Andel med negativt netto driftsresultat",
    "andel_under_minus_2": "Andel med netto driftsresultat under −2 prosent",
    "andel_negativ_begge_aar": "Andel med negativt netto driftsresultat to år på rad",
    "andel_svakere": "Andel med svakere netto driftsresultat enn året før",
}
"""Shares of a group's units in the note's own words, by their names in ``Statistikk``."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Something to look at.

    Attributes:
        id: Stable id, which addresses use.
        etikett: Name as readers see it.
        enhet: Unit in words.
        ordliste: Whether the glossary has it.
        anbefalt: Whether the committee's recommended levels are about it.
        ikke_ment_for: What it must not be read as; empty if nothing is said.
        fortegn: What its sign means; empty where it is plain.
    """

    id: str
    etikett: str
    enhet: str
    ordliste: bool
    anbefalt: bool
    ikke_ment_for: str
    fortegn: str = ""


UNITS = {Enhet.KRONER: "1000 kr", Enhet.AAR: "år"}
"""Units of indicators that are no percentage."""


def named(ident: str, name: str, unit: str) -> Measure:
    """Return a measure of the note or of the catalogue, with what the catalogue says of it."""
    known = INDIKATOR.get(ident)
    level = bool(known and known.har_anbefalt_nivaa and known.enhet is Enhet.PROSENT)
    warning, sign = (known.ikke_ment_for, known.fortegn) if known else ("", "")
    return Measure(ident, name, unit, True, level, warning, sign)  # noqa: FBT003


def measures_of_accounts(indicators: Sequence[Indikator]) -> Iterator[Measure]:
    """Yield amounts in kroner and shares of units, which the glossary does not have."""
    of_income = [one for one in indicators if one.enhet is Enhet.PROSENT]
    amounts = {amount_of(one): (f"{one.etikett} i kroner", "1000 kr") for one in of_income}
    shares = {
        share_of(one, name): (_share_words(one, name), _share_unit(name))
        for one in of_income
        for name in shares_of(one)
    }
    for ident, (label, unit) in (amounts | AMOUNTS | shares).items():
        yield Measure(ident, label, unit, ordliste=False, anbefalt=False, ikke_ment_for="")


def amount_of(indikator: Indikator) -> str:
    """Return the id of a percentage's amount."""
    return f"{indikator.id}_belop"


def shares_of(indikator: Indikator) -> list[str]:
    """Return the shares of a group's units that say something of an indicator."""
    return [name for name in indikator.andeler if name in TELLER]


def share_of(indikator: Indikator, name: str) -> str:
    """Return the id of a share: the result's are older than the others, and go by their name."""
    return name if indikator.id == RESULT else f"{name}_{indikator.id}"


def _share_words(indikator: Indikator, name: str) -> str:
    if indikator.id == RESULT and name in SHARES_OF_RESULT:
        return SHARES_OF_RESULT[name]
    return f"Andel med {uncapitalised(indikator.etikett)} {TELLER_ORD[name]}"


def _share_unit(name: str) -> str:
    return f"prosent av enhetene{' med tall begge år' if name in BEGGE_AAR else ''}"


type Json = int | str | Sequence[Json] | Mapping[str, Json] | None


def coded(words: Iterable[str]) -> Mapping[str, Json]:
    """Return a column of text: ``ord``, each word once as first met, and ``nr``, one a row."""
    column = list(words)
    known = list(dict.fromkeys(column))
    place = {word: number for number, word in enumerate(known)}
    return {"ord": known, "nr": [place[word] for word in column]}


WHOLES = {
    "kommunesektoren": ("kommunesektoren", "alle"),
    "alle": ("kommunene", "alle"),
    "alle_uten_oslo": ("landet", "alle utenom Oslo"),
    "fylkeskommuner": ("fylkeskommunene", "alle"),
}
"""The note's id and selection by the core's division."""

MEANS = ("vektet", "uvektet", "median")
OUTSIDE_OSLO = "alle utenom Oslo"


@dataclass(frozen=True, slots=True)
class GroupValue:
    """One figure of one group, rounded once to one decimal, with its sign."""

    gruppe: str
    utvalg: str
    aar: int
    indikator: str
    beregning: str
    antall: int
    verdi: str


def group_values(groups: Iterable[Gruppe], ids: Mapping[str, str]) -> Iterator[GroupValue]:
    """Yield what the explorer shows of each group: of every percentage that its units have.

    Args:
        groups: The groups, with statistics.
        ids: The note's id of a group by its label without blanks: ``{"0–3000": "…"}``.
    """
    for one in groups:
        gruppe, utvalg = WHOLES.get(
            one.inndeling, (ids.get(bare(one.gruppe), slug(one.gruppe, "-")), OUTSIDE_OSLO)
        )
        about = (gruppe, utvalg, one.aar or 0)
        whole = one.inndeling == HELE_SEKTOREN.id
        for ident, found in one.statistikk.items():
            # What only municipalities have a figure of is none of the whole sector's.
            if found.antall and not (whole and found.antall < len(one.enheter)):
                yield from _of_indicator(about, INDIKATOR[ident], found)


def _of_indicator(
    about: tuple[str, str, int], indikator: Indikator, found: Statistikk
) -> Iterator[GroupValue]:
    for name in MEANS:
        value = one_decimal(getattr(found, name))
        yield GroupValue(*about, indikator.id, name, found.antall, value)
    for name in shares_of(indikator):
        count = found.antall_begge_aar if name in BEGGE_AAR else found.antall
        value = one_decimal(getattr(found, name))
        yield GroupValue(*about, share_of(indikator, name), "", count, value)


def group_columns(values: Iterable[GroupValue]) -> Mapping[str, Json]:
    """Return the values as columns; a group that has none holds an empty text."""
    rows = list(values)
    words = ("gruppe", "utvalg", "indikator", "beregning", "verdi")
    return {name: coded(getattr(row, name) for row in rows) for name in words} | {
        "aar": [row.aar for row in rows],
        "antall": [row.antall for row in rows],
    }


def one_decimal(value: Fraction | None) -> str:
    """Return ``-0.0`` for what is negative but rounds to zero; empty for what is missing."""
    if value is None:
        return ""
    digits = format(abs(round_half_up(value, 1)), "f")
    return f"-{digits}" if value < 0 else digits


def unit_measures(indicators: Sequence[Indikator], basis: str) -> list[Json]:
    """Return how each measure of a unit is had from the columns.

    ``av`` names the column that a percentage is of; it is empty where the column is the value.
    """
    found: list[Json] = []
    for one in indicators:
        percent = one.enhet is Enhet.PROSENT
        found.append(_measure(one.id, one.id, INCOME if percent else "", basis))
        if percent:
            found.append(_measure(amount_of(one), one.id, "", basis))
    return [*found, _measure(INCOME, INCOME, "", basis), _measure(PEOPLE, PEOPLE, "", "")]


def _measure(ident: str, column: str, of: str, basis: str) -> Json:
    return {"id": ident, "kolonne": column, "av": of, "grunnlag": basis}


def unit_columns(
    units: Sequence[Unit],
    indicators: Sequence[Indikator],
    kostra: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Json]:
    """Return one row a unit, by number: who it is, then one list a year of each amount.

    A unit has the number it has today; a missing amount is null. Of a unit that was split, the
    parts have its amounts, as on their pages: ``delt`` holds its number, its parts and the years.
    """
    found: dict[str, dict[int, Unit]] = {}
    for one in units:
        found.setdefault(short_number(one), {})[one.regnskap.aar or 0] = one
    years = sorted({year for times in found.values() for year in times})
    split = _split(found, years)
    wholes = set(split.values())
    numbers = sorted(found.keys() - wholes)
    latest = [found[number][max(found[number])] for number in numbers]
    by_year = [
        [found[split.get((number, year), number)].get(year) for number in numbers] for year in years
    ]
    return {
        "nummer": list(numbers),
        "navn": [display(one.navn or "") for one in latest],
        "kort": {
            number: short
            for number, one in zip(numbers, latest, strict=True)
            if (short := short_name(number, one.navn or "")) != one.navn
        },
        "landsdel": coded(one.landsdel or "" for one in latest),
        "fylke": coded(_county(one) for one in latest),
        "kostra": coded(kostra.get(number, "") for number in numbers),
        "aar": list(years),
        "delt": [_parts(split, whole) for whole in sorted(wholes)],
        PEOPLE: [[_people(one) for one in row] for row in by_year],
        INCOME: [[_income(one) for one in row] for row in by_year],
        **{one.id: [column(one, row) for row in by_year] for one in indicators},
    }


def _split(
    found: Mapping[str, Mapping[int, Unit]], years: Iterable[int]
) -> dict[tuple[str, int], str]:
    """Return the number of the unit that one of today was a part of, by its number and year."""
    return {
        (number, year): before.number
        for year in years
        for number in found
        if (before := as_it_was(number, year)) and before.others
        if year in found.get(before.number, {})
    }


def _parts(split: Mapping[tuple[str, int], str], whole: str) -> Json:
    parts = [key for key, of in split.items() if of == whole]
    return {
        "nummer": whole,
        "deler": sorted({number for number, _ in parts}),
        "aar": sorted({year for _, year in parts}),
    }


def _county(one: Unit) -> str:
    if not one.er_kommune:
        return ""
    found = find_kommuner(one.regnskap.kommunenummer)
    return found[0].fylke if found else ""


def _people(one: Unit | None) -> int | None:
    return one.regnskap.folkemengde if one else None


def _income(one: Unit | None) -> int | None:
    return None if one is None or one.inntekt is None else int(one.inntekt)
