"""Format 1: the project's own template, one row for each unit and year.

Whose each row is comes first: code, year, name and what else stands before the amounts.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kommuneindikatorer.document import Document, Row, without_blank_end
from kommuneindikatorer.items import find_post
from kommuneindikatorer.model import Basis, Belop, Filing, Nivaa, Origin, Reading, Regnskap
from kommuneindikatorer.numbers import Missing, Unreadable, read_number
from kommuneindikatorer.options import Options
from kommuneindikatorer.problems import (
    DOBBEL_RAD,
    MANGLER_KOLONNE,
    NULL_FORAN,
    UGYLDIG_AAR,
    UGYLDIG_NUMMER,
    UKJENT_KOLONNE,
    ULIKT_ANTALL_FELT,
    Alvor,
    Kode,
)
from kommuneindikatorer.readers.amounts import (
    WITHIN,
    AmountRule,
    Income,
    Origins,
    named_places,
    read_amount,
    settle_basis,
    settle_decimal,
    settle_unit,
    thousands,
)
from kommuneindikatorer.readers.reader import Task
from kommuneindikatorer.row_log import RowLog
from kommuneindikatorer.wording import shortened

ID = "mal"
ETIKETT = "Malen (én rad per kommune og år)"
PRECEDENCE = 2

UGYLDIG_FOLKEMENGDE = Kode(
    "ugyldig-folkemengde",
    Alvor.FEIL,
    "«{verdi}» er ikke en folkemengde, og er ikke brukt.",
    "Skriv et helt tall over null, eller la cellen stå tom.",
)
UGYLDIG_BASIS = Kode(
    "ugyldig-basis",
    Alvor.FEIL,
    "«{verdi}» er verken kasse eller konsern, og er ikke brukt.",
    "Skriv «kasse» eller «konsern», eller la cellen stå tom.",
)

_KEYS: Mapping[str, tuple[str, ...]] = {
    "aar": ("aar", "ar", "regnskapsaar", "regnskapsar"),
    "kommunenummer": ("kommunenummer", "kommunenr", "knr"),
    "fylkesnummer": ("fylkesnummer", "fylkesnr"),
    "navn": ("navn", "kommune", "kommunenavn", "fylkeskommune"),
    "landsdel": ("landsdel",),
    "folkemengde": ("folkemengde", "folketal", "innbyggere", "innbyggjarar"),
    "folkemengde_kilde": ("folkemengde_kilde",),
    "basis": ("basis",),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The heading row, understood.

    Attributes:
        row: 1-based line of the heading.
        headings: Its cells as shown, without empty ones at the end.
        keys: Place of each column that says whose the row is, by the template's name.
        amounts: Place of each column of amounts, by the line's id.
        unit: Their unit where a heading says it, else empty.
    """

    row: int
    headings: tuple[str, ...]
    keys: Mapping[str, int]
    amounts: Mapping[str, int]
    unit: str = ""

    @property
    def is_usable(self) -> bool:
        """Whether rows can be told apart, and hold something."""
        has_code = "kommunenummer" in self.keys or "fylkesnummer" in self.keys
        return has_code and bool(self.amounts or "folkemengde" in self.keys)

    def cell(self, row: Row, key: str) -> str:
        """Return a row's cell in one of the columns of `keys`; empty without the column."""
        place = self.keys.get(key)
        return "" if place is None else row.cells[place].strip()

    def code(self, row: Row, key: str) -> str:
        """Return a row's code or year, without the «.0» of programs that took it for a number."""
        return _DECIMALS.sub("", self.cell(row, key))


_LONGEST = 200
"""Signs of a heading that may be a name."""
_UNIT = re.compile(
    r"[ ,(]+(?:i )?(?:(?P<tusen>tkr|(?:1[ .]?000|hele tusen|tusen) (?:kr|kroner))"
    r"|(?P<millioner>mnok|(?:mill\.?|millioner) (?:kr|kroner))|(?P<kroner>kr|kroner))\)? *$",
    re.IGNORECASE,
)


def _parted(heading: str) -> tuple[str, str]:
    """Return a heading without the unit of amount it ends with, and that unit."""
    is_long = len(heading) > _LONGEST  # then the pattern would go back far for each blank
    match = None if is_long or find_post(heading) else _UNIT.search(heading)
    return (heading[: match.start()], match.lastgroup or "") if match else (heading, "")


def find_columns(rows: Sequence[Row]) -> Columns | None:
    """Return the first row that is a usable heading; None when there is none."""
    return next((found for found in map(_columns, rows[:WITHIN]) if found.is_usable), None)


def _columns(row: Row) -> Columns:
    headings = without_blank_end(row.cells)
    keys = named_places(headings, _KEYS)
    amounts: dict[str, int] = {}
    unit = ""
    for place, heading in enumerate(headings):
        bare, said = _parted(heading)
        post = find_post(bare)
        if post and (not said or said == (unit or said)):  # one unit is read
            unit = unit or said
            amounts.setdefault(post.id, place)
    return Columns(row.number, tuple(map(shortened, headings)), keys, amounts, unit)


def _say_unknown(columns: Columns, row_log: RowLog) -> None:
    """Report each heading that nothing is read from, also a second one of the same name."""
    used = {*columns.keys.values(), *columns.amounts.values()}
    for place, heading in enumerate(columns.headings):
        if place not in used and heading.strip():
            row_log.report(UKJENT_KOLONNE, columns.row, heading)


_CODE = re.compile("[0-9]{3,4}")
_DECIMALS = re.compile(r"(?<=[0-9])\.0+$")
_BETWEEN = re.compile("ikke entydig: ([0-9]{1,9})-([0-9]{1,9})")
_COUNTY = re.compile("([0-9]{1,2})(?:00)?")
_YEAR = re.compile("(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Record:
    """One row that can be used, and what it says of its unit; None where it does not say."""

    row: Row
    kommunenummer: str
    aar: int
    nivaa: Nivaa
    basis: Basis | None
    navn: str | None
    landsdel: str | None
    folkemengde: int | None
    folkemengde_mellom: tuple[int, int] | None


@dataclass(slots=True)
class Records:
    """Reads rows, and sees to it that each unit, year and basis stands once in each file."""

    options: Options
    first: dict[tuple[str, str, int, Basis | None], int] = field(default_factory=dict)

    def read(self, row: Row, columns: Columns, row_log: RowLog) -> Record | None:
        """Return the row; None when it is refused, which is said in the row_log."""
        if not _fits(row, columns, row_log):
            return None
        code = _code(row, columns, row_log)
        year = _year(row, columns, row_log, self.options) if code else None
        if code is None or year is None:
            return None
        basis = _basis(row, columns, row_log)
        first = self.first.setdefault((row_log.fil, code, year, basis), row.number)
        if first != row.number:
            whose = f"{code} i {year}"
            row_log.refuse(DOBBEL_RAD, row.number, whose, rows=row.lines, forste=first)
            return None
        return Record(
            row=row,
            kommunenummer=code,
            aar=year,
            nivaa=Nivaa.FYLKESKOMMUNE if code.endswith("00") else Nivaa.KOMMUNE,
            basis=basis,
            navn=columns.cell(row, "navn") or None,
            landsdel=columns.cell(row, "landsdel") or None,
            folkemengde=_population(row, columns, row_log),
            folkemengde_mellom=_between(columns.cell(row, "folkemengde_kilde")),
        )


def _fits(row: Row, columns: Columns, row_log: RowLog) -> bool:
    """Return whether the row has a cell for each heading, and nothing beyond them."""
    wanted, count = len(columns.headings), len(row.cells)
    if count >= wanted and not any(cell.strip() for cell in row.cells[wanted:]):
        return True
    row_log.refuse(ULIKT_ANTALL_FELT, row.number, rows=row.lines, antall=count, ventet=wanted)
    return False


def _code(row: Row, columns: Columns, row_log: RowLog) -> str | None:
    text, county = columns.code(row, "kommunenummer"), columns.code(row, "fylkesnummer")
    if _CODE.fullmatch(text) and int(text):
        number = text.zfill(4)
        if number != text:
            row_log.report(NULL_FORAN, row.number, text, nummer=number)
        return number
    match = None if text else _COUNTY.fullmatch(county)
    if match and int(match[1]):
        return f"{match[1].zfill(2)}00"
    row_log.refuse(UGYLDIG_NUMMER, row.number, text or county, rows=row.lines)
    return None


def _year(row: Row, columns: Columns, row_log: RowLog, options: Options) -> int | None:
    text = columns.code(row, "aar") or options.aar
    if _YEAR.fullmatch(text):
        return int(text)
    row_log.refuse(UGYLDIG_AAR, row.number, text, rows=row.lines)
    return None


def _basis(row: Row, columns: Columns, row_log: RowLog) -> Basis | None:
    text = columns.cell(row, "basis").lower()
    if text and text in (Basis.KASSE, Basis.KONSERN):
        return Basis(text)
    if text:
        row_log.report(UGYLDIG_BASIS, row.number, text)
    return None


def _between(text: str) -> tuple[int, int] | None:
    """Return least and most inhabitants where the file says that it does not know more."""
    found = _BETWEEN.match(text)
    return (int(found[1]), int(found[2])) if found else None


def _population(row: Row, columns: Columns, row_log: RowLog) -> int | None:
    """Return inhabitants; point or comma before three digits parts thousands: no one is split."""
    text = columns.cell(row, "folkemengde")
    is_open = read_number(text, None) is Unreadable.TVETYDIG
    value = read_number(text, "." if is_open and "," in text else ",")
    if isinstance(value, Missing):
        return None
    if isinstance(value, Decimal) and value > 0 and value == value.to_integral_value():
        return int(value)
    row_log.report(UGYLDIG_FOLKEMENGDE, row.number, text)
    return None


@dataclass(frozen=True, slots=True)
class Table:
    """One file's usable rows, with the log to report their cells in."""

    row_log: RowLog
    columns: Columns
    records: tuple[Record, ...]

    def cells(self, post: str) -> Iterator[tuple[Record, str]]:
        """Yield each record with its cell of one line; nothing without the column."""
        place = self.columns.amounts.get(post)
        if place is not None:
            yield from ((one, one.row.cells[place]) for one in self.records)


def recognise(document: Document) -> int:
    """Return 95 for a heading with code, year and values; 91 when only the year is missing."""
    columns = find_columns(document.head_rows)
    if columns is None:
        return 0
    return 95 if "aar" in columns.keys else 91


def read(task: Task) -> Reading:
    """Return every unit and year that has its own row, from all the files."""
    filer, tables = task.once(lambda: _taken(task), task.options.aar)
    basis = Basis.UKJENT
    if any(record.basis is None for table in tables for record in table.records):
        basis = settle_basis(task.assumptions, Basis.UKJENT)
    cells = (
        cell for table in tables for post in table.columns.amounts for _, cell in table.cells(post)
    )
    rule = AmountRule(settle_decimal(cells, task.assumptions))
    # The template says 1000 kr; a user may not have.
    incomes = [one for table in tables for one in _incomes(table, rule)]
    said = {table.columns.unit for table in tables}
    unit = settle_unit(incomes, task.assumptions, said.pop() if len(said) == 1 else "")
    origins = Origins(task.options)
    regnskap = tuple(
        Regnskap(
            kommunenummer=record.kommunenummer,
            navn=record.navn,
            aar=record.aar,
            belop=_amounts(record, table, rule, unit, origins),
            nivaa=record.nivaa,
            basis=record.basis or basis,
            landsdel=record.landsdel,
            folkemengde=record.folkemengde,
            folkemengde_mellom=record.folkemengde_mellom,
            fil=table.row_log.fil,
        )
        for table in tables
        for record in table.records
    )
    return Reading(ID, filer, regnskap)


def _taken(task: Task) -> tuple[tuple[Filing, ...], list[Table]]:
    """Return the count of each file, and the rows of those that can be used."""
    records = Records(task.options)
    tables: list[Table] = []
    filer = tuple(_take(one, task.row_log(one), records, tables) for one in task.documents)
    return filer, tables


def _take(document: Document, row_log: RowLog, records: Records, tables: list[Table]) -> Filing:
    """Add a file's usable rows to the tables; return the count, the others refused and said."""
    columns = find_columns(document.head_rows)
    if columns is None:
        return document.refused(row_log, MANGLER_KOLONNE, navn="kommunenummer")
    rows = document.rows_below(columns.row, row_log)
    found = tuple(filter(None, (records.read(row, columns, row_log) for row in rows)))
    _say_unknown(columns, row_log)
    tables.append(Table(row_log, columns, found))
    return row_log.filing(document.kodet, document.skilletegn)


def _incomes(table: Table, rule: AmountRule) -> Iterator[Income]:
    for record, cell in table.cells("brutto_driftsinntekter"):
        value = read_number(cell, rule.decimal)
        if isinstance(value, Decimal) and value > 0:
            yield Income(value, record.folkemengde, record.kommunenummer)


def _amounts(
    record: Record, table: Table, rule: AmountRule, unit: str, origins: Origins
) -> Mapping[str, Belop]:
    belop: dict[str, Belop] = {}
    for post, place in table.columns.amounts.items():
        text = record.row.cells[place]
        heading = table.columns.headings[place]
        origin = Origin(table.row_log.fil, record.row.number, heading, shortened(text))
        found = thousands(read_amount(text, origin, rule, table.row_log), unit)
        belop[post] = origins.bound(record.kommunenummer, found)
    return belop
