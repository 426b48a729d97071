"""What the statistics office's API answers: an answer's values, and what it must hold.

In: the bytes of an answer in JSON-stat, as they came. Out: values by year, region and column, or
a fault that says what is wrong with it. ``landing`` makes files of unit data of them.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from kommuneindikatorer.model import Basis
from kommuneindikatorer.readers.ssb.cube import Cube, Dimension, MalformedError, places_of
from kommuneindikatorer.readers.ssb.json import read_cube
from kommuneindikatorer.readers.ssb.words import basis_of_title
from kommuneindikatorer.register import numbers_in
from kommuneindikatorer.wording import listed
from sitegen.facts.office_tables import FUND_TABLE, Table
from sitegen.facts.unit_checks import FIRST_YEAR
from sitegen.facts.unit_files import FUND, FYLKESKOMMUNER, INCOME, PEOPLE, stop
from sitegen.note.errors import Fault, SourceError

UPDATED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
_MUNICIPALITY = re.compile(r"\d{4}")
_UNIT_CODE = re.compile(r"(?:K[-_])?(?P<number>\d{4})")
_PERIOD = re.compile(r"\s*\((?:\d{4})?\s*[-–]\s*(?:\d{4})?\)\s*$")
AGAIN = "Prøv igjen senere. Ingenting er endret."


type Values = Mapping[str, int | None]
"""A region's values in one year by our column; ``None`` where the table has none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is whole.

    Attributes:
        table: What was asked.
        updated: When the office updated the table, as it says it (UTC).
        notes: What the office says of the figures.
        names: Names of the units by number, without the years they were valid.
        units: Values by year of ours and by number; a unit that did not exist is not there.
        nation: The national line by year.
    """

    table: Table
    updated: str
    notes: tuple[str, ...]
    names: Mapping[str, str]
    units: Mapping[int, Mapping[str, Values]]
    nation: Mapping[int, Values]


@dataclass(slots=True)
class _Found:
    """Values by year and region code, while they are read."""

    values: dict[tuple[int, str], dict[str, int | None]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def read_answer(table: Table, data: bytes) -> Answer:
    """Return an answer's values.

    Raises:
        SourceError: It is no answer to what was asked, or not a whole one.
    """
    text = _text(table, data)
    try:
        cube = read_cube(text)
    except MalformedError as wrong:
        raise _fault(table, "et helt svar i JSON-stat", str(wrong)) from None
    about = json.loads(text)
    about = about.get("dataset", about)
    updated = about.get("updated")
    if not isinstance(updated, str) or not UPDATED.fullmatch(updated):
        raise _fault(table, "når tabellen er oppdatert («updated»)", f"«{updated}»")
    stop([*_unasked(table, cube), *_other_basis(table, str(about.get("label", "")))])
    found = _read(table, cube)
    notes = about.get("note")
    units = _units(table, found.values)
    if not units:
        raise _fault(table, f"tall for {table.kind} fra {FIRST_YEAR}", "ingen")
    return Answer(
        table,
        updated,
        tuple(map(str, notes)) if isinstance(notes, list) else (),
        {_number(code): _PERIOD.sub("", name) for code, name in found.names.items()},
        units,
        _nation(table, found.values),
    )


def _fault(table: Table, expected: str, found: str, remedy: str = AGAIN) -> SourceError:
    return SourceError(Fault(table.name, None, expected, found, remedy))


def _text(table: Table, data: bytes) -> str:
    text = data.decode("utf-8-sig", errors="replace")
    if text.lstrip()[:1] == "<":
        raise _fault(table, "tall i JSON-stat", "en nettside (HTML)")
    return text


def _unasked(table: Table, cube: Cube) -> Iterator[Fault]:
    """Find what an answer has that was not asked for, lacks, or has twice."""
    if cube.number and cube.number != table.number:
        yield Fault(table.name, None, f"tabell {table.number}", f"tabell {cube.number}", AGAIN)
    asked = [code.upper() for codes in table.chosen.values() for code in codes]
    others = [one for one in cube.dimensions if one.role not in {"region", "time"}]
    given = [category.code.upper() for one in others for category in one.categories]
    for code in sorted(set(given) - set(asked)):
        yield Fault(table.name, None, f"bare {', '.join(asked)}", f"«{code}»", AGAIN)
    for code in asked:
        if code not in given:
            yield Fault(table.name, None, f"begrepet «{code}»", "det ikke", AGAIN)
    for role in ("region", "time"):
        ones = [one for one in cube.dimensions if one.role == role]
        if len(ones) != 1:
            yield Fault(table.name, None, f"én dimensjon for {role}", str(len(ones)), AGAIN)
    for one in cube.dimensions:
        yield from _doubled(table, one)


def _other_basis(table: Table, title: str) -> Iterator[Fault]:
    """Find figures of the fund that are not said to be the group's, as all our accounts are.

    What our own list has for the table's number is no answer to it: the table's words are.
    """
    words = title.removeprefix(f"{table.number}:")
    if table.number == FUND_TABLE and basis_of_title(words) is not Basis.KONSERN:
        expected = "en tittel som sier at tallene er konsern, som regnskapene her"
        remedy = "Tall for kommunekassen kan ikke stå sammen med konserntall. Ingenting er endret."
        yield Fault(table.name, None, expected, f"«{title[:120]}»", remedy)


def _doubled(table: Table, dimension: Dimension) -> Iterator[Fault]:
    codes = [_number(one.code) for one in dimension.categories]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        found = f"{listed(twice)} to ganger"
        yield Fault(table.name, None, "hver enhet og hvert år én gang", found, AGAIN)


def _read(table: Table, cube: Cube) -> _Found:
    found = _Found()
    columns = {code.upper(): name for code, name in table.columns.items()}
    for number, text in cube.cells:
        region = year = column = ""
        for dimension, place in zip(
            cube.dimensions, places_of(number, cube.dimensions), strict=True
        ):
            if dimension.role == "region":
                region = place.code
                found.names.setdefault(region, place.text)
            elif dimension.role == "time":
                year = place.code
            else:
                column = columns.get(place.code.upper(), column)
        key = (int(year) - table.turn if year.isdecimal() else 0, region)
        found.values.setdefault(key, {})[column] = _whole(table, f"{region} i {year}", text)
    return found


def _whole(table: Table, where: str, text: str) -> int | None:
    """Return a whole number; ``None`` for a cell that holds a mark (``..``, ``:``)."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    if not value.is_finite() or value != value.to_integral_value():
        raise _fault(table, f"et helt tall for {where}", f"«{text[:40]}»")
    return int(value)


def _number(code: str) -> str:
    """Return a unit's number without the sign of a code list: ``K-3101``."""
    match = _UNIT_CODE.fullmatch(code)
    return match["number"] if match else code


def _units(table: Table, values: Mapping[tuple[int, str], Values]) -> dict[int, dict[str, Values]]:
    """Return the units' values; the office writes 0 for a region that did not exist that year."""
    found: dict[int, dict[str, Values]] = {}
    size = next(one for one in (PEOPLE, INCOME, FUND) if one in table.columns.values())
    none = {None} if size == FUND else {None, 0}  # a fund may be empty
    for (year, code), row in sorted(values.items()):
        number = _unit_number(table, code)
        if number and year >= FIRST_YEAR and row.get(size) not in none:
            found.setdefault(year, {})[number] = row
    return found


def _unit_number(table: Table, code: str) -> str | None:
    """Return the number of a unit of the table's kind; ``None`` for sums, groups and Oslo twice."""
    match = _UNIT_CODE.fullmatch(code)
    is_county = bool(match) and _number(code).endswith("00")
    if match is None or is_county != (table.kind == FYLKESKOMMUNER):
        return None
    number = _number(code)
    if number == "9999" or number == "0300":  # noqa: PLR1714  unspecified, and Oslo as a county
        return None
    return number[:2] if is_county else number


def _nation(table: Table, values: Mapping[tuple[int, str], Values]) -> dict[int, Values]:
    """Return the national line by year; without Oslo, if the counties' line has it in."""
    found: dict[int, Values] = {}
    for year in sorted({year for year, _ in values}):
        lines = [(code, values.get((year, code), {})) for code in table.nation]
        code, line = next(((c, row) for c, row in lines if any(row.values())), ("", {}))
        oslo = values.get((year, "0300"), {}) if code == "EAFK" else {}
        found[year] = {
            name: None if amount is None else amount - (oslo.get(name) or 0)
            for name, amount in line.items()
        }
    return found


GROUPS = "KLASS 112"


def kostra_groups(answer: bytes) -> dict[str, str]:
    """Return the KOSTRA group of each municipality by its number, as the office writes it.

    Args:
        answer: The office's correspondence of KLASS 131 and 112 at a day.

    Raises:
        SourceError: It is something else, or has a municipality in two groups.
    """
    expected = "hvilken KOSTRA-gruppe hver kommune er i («correspondenceItems»)"
    try:
        items = json.loads(answer)["correspondenceItems"]
        pairs = [
            (str(one[f"{a}Code"]), str(one[f"{b}Name"]) or str(one[f"{b}Code"]))
            for one in items
            # It answers from either side.
            for a, b in (("source", "target"), ("target", "source"))
            if _MUNICIPALITY.fullmatch(str(one[f"{a}Code"]))
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise SourceError(Fault(GROUPS, None, expected, "noe annet", AGAIN)) from error
    found: dict[str, str] = {}
    for number, name in pairs:
        group = name if "gruppe" in name.lower() else f"KOSTRA-gruppe {name}"
        if found.setdefault(number, group) != group:
            both = f"{found[number]} og {group}"
            raise SourceError(Fault(GROUPS, None, f"én gruppe for {number}", both, AGAIN))
    stop([] if found else [Fault(GROUPS, None, expected, "ingen", AGAIN)])
    return found


def groups_held_against(answer: bytes, year: int) -> Sequence[Fault]:
    """Return which municipalities of a year the office's KOSTRA groups lack, or have besides."""
    found = kostra_groups(answer).keys() - {"9999"}
    own = {number: units[0].navn for number, units in numbers_in(year).items()}
    lacking = [f"{number} {own[number]}" for number in sorted(own.keys() - found)]
    remedy = "Endre kommuneregister.csv først. Se «Nye kommunetall»."
    return [
        *([Fault(GROUPS, None, f"også {listed(lacking)}", "dem ikke", AGAIN)] if lacking else []),
        *(
            Fault(GROUPS, None, "bare kommuner i registeret", number, remedy)
            for number in sorted(found - own.keys())
        ),
    ]


def held_against(klass: bytes, year: int) -> Sequence[Fault]:
    """Return what the office's register of municipalities has otherwise than ours of a year.

    Args:
        klass: Its answer: KLASS 131, the codes of a day.
        year: The year.
    """
    name = "KLASS 131"
    try:
        codes = {str(one["code"]): str(one["name"]) for one in json.loads(klass)["codes"]}
    except (ValueError, KeyError, TypeError):
        return [Fault(name, None, "en liste over kommuner («codes»)", "noe annet", AGAIN)]
    codes.pop("9999", None)
    own = {number: units[0].navn for number, units in numbers_in(year).items()}
    remedy = "Endre kommuneregister.csv først. Se «Nye kommunetall»."
    new = [f"{code} {codes[code]}" for code in sorted(codes.keys() - own.keys())]
    gone = [f"{code} {own[code]}" for code in sorted(own.keys() - codes.keys())]
    faults = []
    if new:
        faults.append(Fault(name, None, "bare kommuner i registeret", listed(new), remedy))
    if gone:
        faults.append(Fault(name, None, f"også {listed(gone)}", "dem ikke", remedy))
    return faults
