"""What the explorer can choose: measures, units and groups, as columns coded by a dictionary."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.groups.grouping import Gruppe
from kommuneindikatorer.measures.catalogue import INDIKATOR
from kommuneindikatorer.numbers import round_half_up
from kommuneindikatorer.register import find_kommuner
from kommuneindikatorer.unit import Enhet, amount
from kommuneindikatorer.wording import slug
from sitegen.facts.formatting import bare
from sitegen.facts.observation import COLUMNS, Observation

_ENTRY = re.compile(r"^(?P<name>.+?) \{ #(?P<id>\w+) \}$", re.MULTILINE)

RESULT = "netto_driftsresultat"
RESULT_AMOUNT = "netto_driftsresultat_belop"
INCOME = "brutto_driftsinntekter"
PEOPLE = "folkemengde"
SHARES = {
    "andel_negativ": ("Andel med negativt netto driftsresultat", "prosent av enhetene"),
    "andel_under_minus_2": (
        "Andel med netto driftsresultat under −2 prosent",
        "prosent av enhetene",
    ),
    "andel_negativ_begge_aar": (
        "Andel med negativt netto driftsresultat to år på rad",
        "prosent av enhetene med tall begge år",
    ),
    "andel_svakere": (
        "Andel med svakere netto driftsresultat enn året før",
        "prosent av enhetene med tall begge år",
    ),
}
"""Shares of a group's units, by their names in ``Statistikk``: label and unit."""

AMOUNTS = {
    RESULT_AMOUNT: ("Netto driftsresultat i kroner", "1000 kr"),
    INCOME: ("Brutto driftsinntekter", "1000 kr"),
    PEOPLE: ("Folkemengde", "innbyggere"),
}
"""Amounts of a unit: label and unit."""


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
    """

    id: str
    etikett: str
    enhet: str
    ordliste: bool
    anbefalt: bool
    ikke_ment_for: str


def measures(observations: Mapping[str, Sequence[Observation]], glossary: str) -> list[Measure]:
    """Return every measure, the note's own main ones first, then as the note prints them.

    Args:
        observations: The note's values by table.
        glossary: The glossary's Markdown, which names each measure.
    """
    names = {entry["id"]: entry["name"] for entry in _ENTRY.finditer(glossary)}
    units = {o.indikator: o.enhet for rows in observations.values() for o in rows}
    order = sorted(units, key=lambda ident: ident not in INDIKATOR)
    of_note = [_of_note(ident, names.get(ident, ident), units[ident]) for ident in order]
    return [*of_note, *_of_accounts()]


def _of_note(ident: str, name: str, unit: str) -> Measure:
    known = INDIKATOR.get(ident)
    level = bool(known and known.har_anbefalt_nivaa and ident == RESULT)
    return Measure(ident, name, unit, True, level, known.ikke_ment_for if known else "")  # noqa: FBT003


def _of_accounts() -> Iterator[Measure]:
    for ident, (label, unit) in (AMOUNTS | SHARES).items():
        yield Measure(ident, label, unit, ordliste=False, anbefalt=False, ikke_ment_for="")


NOT_WORDS = {"aar", "verdi", "fotnoter", "linje"}
WORDS = tuple(name for name in COLUMNS if name not in NOT_WORDS)

type Json = int | str | Sequence[Json] | Mapping[str, Json] | None


def coded(words: Iterable[str]) -> Mapping[str, Json]:
    """Return a column of text: ``ord``, each word once as first met, and ``nr``, one a row."""
    column = list(words)
    known = list(dict.fromkeys(column))
    place = {word: number for number, word in enumerate(known)}
    return {"ord": known, "nr": [place[word] for word in column]}


def packed(content: Json) -> bytes:
    """Return JSON without blanks, UTF-8, one line."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()


def note_rows(rows: Iterable[tuple[Observation, str]]) -> Mapping[str, Json]:
    """Return the columns.

    Args:
        rows: Each observation with its cell's anchor: ``tabell-3-r5-k9``.
    """
    values, cells = zip(*rows, strict=True)
    return {name: coded(getattr(one, name) for one in values) for name in WORDS} | {
        "aar": [one.aar for one in values],
        "verdi": coded("" if one.verdi is None else format(one.verdi, "f") for one in values),
        "fotnoter": coded(";".join(one.fotnoter) for one in values),
        "linje": [one.linje for one in values],
        "celle": coded(
            cell.removeprefix(f"{one.tabell}-") for cell, one in zip(cells, values, strict=True)
        ),
    }


WHOLES = {
    "kommunesektoren": ("kommunesektoren", "alle"),
    "alle": ("kommunene", "alle"),
    "alle_uten_oslo": ("landet", "alle utenom Oslo"),
    "fylkeskommuner": ("fylkeskommunene", "alle"),
}
"""The note's id and selection by the core's division."""

COUNTY_ENDING = "00"
MEANS = ("vektet", "uvektet", "median")
OUTSIDE_OSLO = "alle utenom Oslo"


@dataclass(frozen=True, slots=True)
class GroupValue:
    """One figure of one group, rounded once to one decimal, its sign kept."""

    gruppe: str
    utvalg: str
    aar: int
    indikator: str
    beregning: str
    antall: int
    verdi: str


def group_values(groups: Iterable[Gruppe], ids: Mapping[str, str]) -> Iterator[GroupValue]:
    """Yield what the explorer shows of each group.

    Args:
        groups: The groups, with statistics.
        ids: The note's id of a group by its label without blanks: ``{"0–3000": "…"}``.
    """
    for one in groups:
        gruppe, utvalg = WHOLES.get(
            one.inndeling, (ids.get(bare(one.gruppe), slug(one.gruppe, "-")), OUTSIDE_OSLO)
        )
        found = one.statistikk[RESULT]
        for name in MEANS:
            value = getattr(found, name)
            yield GroupValue(
                gruppe, utvalg, one.aar or 0, RESULT, name, found.antall, one_decimal(value)
            )
        for name in SHARES:
            count = found.antall_begge_aar if _of_two_years(name) else found.antall
            value = getattr(found, name)
            yield GroupValue(gruppe, utvalg, one.aar or 0, name, "", count, one_decimal(value))


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


def _of_two_years(name: str) -> bool:
    return name in {"andel_negativ_begge_aar", "andel_svakere"}


def unit_columns(units: Iterable[Enhet]) -> Mapping[str, Json]:
    """Return one row a unit, by number: who it is, then one list a year of each amount.

    A unit has the number it has today. A missing amount is null.
    """
    found: dict[str, dict[int, Enhet]] = {}
    for one in units:
        number = one.kode or one.regnskap.kommunenummer or ""
        found.setdefault(number, {})[one.regnskap.aar or 0] = one
    years = sorted({year for times in found.values() for year in times})
    numbers = sorted(found)
    latest = [found[number][max(found[number])] for number in numbers]
    return {
        "nummer": [short_number(number) for number in numbers],
        "navn": [one.navn or "" for one in latest],
        "landsdel": coded(one.landsdel or "" for one in latest),
        "fylke": coded(_county(one) for one in latest),
        "aar": years,
        "folkemengde": [[_people(found[n].get(year)) for n in numbers] for year in years],
        INCOME: _amounts(found, numbers, years, INCOME),
        RESULT: _amounts(found, numbers, years, RESULT),
    }


def short_number(number: str) -> str:
    """Return ``4601`` for a municipality, ``46`` for a county municipality."""
    return number.removesuffix(COUNTY_ENDING)


def _county(one: Enhet) -> str:
    if not one.er_kommune:
        return ""
    found = find_kommuner(one.regnskap.kommunenummer)
    return found[0].fylke if found else ""


def _people(one: Enhet | None) -> int | None:
    return one.regnskap.folkemengde if one else None


def _amounts(
    found: Mapping[str, Mapping[int, Enhet]],
    numbers: Sequence[str],
    years: Sequence[int],
    item: str,
) -> list[list[int | None]]:
    return [[_amount(found[n].get(year), item) for n in numbers] for year in years]


def _amount(one: Enhet | None, item: str) -> int | None:
    value = amount(one.regnskap, item) if one else None
    if value is None:
        return None
    if value != value.to_integral_value():
        raise ValueError(value)
    return int(Decimal(value))
