"""Format 1: the project's own template, one row for each unit and year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kommuneindikatorer.document import Document, Row, shortened
from kommuneindikatorer.model import Basis, Belop, Filing, Origin, Reading, Regnskap
from kommuneindikatorer.numbers import DecimalSign, read_number
from kommuneindikatorer.options import Assumptions, Options
from kommuneindikatorer.problems import MANGLER_KOLONNE, ULIKT_ANTALL_FELT
from kommuneindikatorer.readers.amounts import (
    AmountRule,
    Income,
    Origins,
    read_amount,
    settle_basis,
    settle_decimal,
    settle_unit,
    thousands,
)
from kommuneindikatorer.readers.reader import Task
from kommuneindikatorer.readers.template_key import Columns, Key, Keys, find_columns, say_unknown
from kommuneindikatorer.row_log import RowLog

_NONE = Columns(0, (), {}, {})


@dataclass(frozen=True, slots=True)
class Record:
    """One row that can be used: whose it is, and its cells."""

    key: Key
    row: Row


@dataclass(frozen=True, slots=True)
class Table:
    """One file's usable rows, with the log to report their cells in."""

    row_log: RowLog
    columns: Columns
    records: tuple[Record, ...]
    filing: Filing


def read_table(document: Document, row_log: RowLog, keys: Keys) -> Table:
    """Return the rows below the heading that have a key; the rest is refused, and said."""
    columns = find_columns(document.head_rows)
    records: list[Record] = []
    for row in document.rows(row_log):
        if columns is None or row.number <= columns.row or not _has_content(row):
            continue
        key = keys.read(row, columns, row_log) if _fits(row, columns, row_log) else None
        if key:
            records.append(Record(key, row))
    if columns is None:
        row_log.refuse_all(MANGLER_KOLONNE, navn="kommunenummer")
    else:
        say_unknown(columns, row_log)
    filing = row_log.filing(document.kodet, document.skilletegn)
    return Table(row_log, columns or _NONE, tuple(records), filing)


def _has_content(row: Row) -> bool:
    return any(cell.strip() for cell in row.cells)


def _fits(row: Row, columns: Columns, row_log: RowLog) -> bool:
    """Return whether the row has a cell for each heading, and nothing beyond them."""
    wanted = len(columns.headings)
    beyond = any(cell.strip() for cell in row.cells[wanted:])
    if len(row.cells) >= wanted and not beyond:
        return True
    row_log.refuse(
        ULIKT_ANTALL_FELT, row.number, rows=row.lines, antall=len(row.cells), ventet=wanted
    )
    return False


def decimal_sign(tables: Sequence[Table], assumptions: Assumptions) -> DecimalSign:
    """Return the decimal sign of all the files' amounts."""
    cells = (
        record.row.cells[place]
        for table in tables
        for record in table.records
        for place in table.columns.amounts.values()
    )
    return settle_decimal(cells, assumptions)


def unit(tables: Sequence[Table], decimal: DecimalSign, assumptions: Assumptions) -> str:
    """Return ``kroner`` or ``tusen``; the template says 1000 kr, a user may not have."""
    incomes: list[Income] = []
    for table in tables:
        place = table.columns.amounts.get("brutto_driftsinntekter")
        for record in table.records if place is not None else ():
            value = read_number(record.row.cells[place or 0], decimal)
            if isinstance(value, Decimal) and value > 0:
                key = record.key
                incomes.append(Income(value, key.folkemengde, key.kommunenummer))
    return settle_unit(incomes, assumptions)


def accounts(
    tables: Sequence[Table], decimal: DecimalSign, unit: str, basis: Basis, options: Options
) -> tuple[Regnskap, ...]:
    """Return one account for each row.

    Args:
        tables: The files' usable rows.
        decimal: Their decimal sign.
        unit: Their unit of amount.
        basis: Whose money it is in rows that do not say.
        options: Which rows to keep as origins.
    """
    origins = Origins(options)
    rule = AmountRule(decimal)
    return tuple(
        Regnskap(
            kommunenummer=record.key.kommunenummer,
            navn=record.key.navn,
            aar=record.key.aar,
            belop=_amounts(record, table, rule, unit, origins),
            nivaa=record.key.nivaa,
            basis=record.key.basis or basis,
            landsdel=record.key.landsdel,
            folkemengde=record.key.folkemengde,
            folkemengde_mellom=record.key.folkemengde_mellom,
        )
        for table in tables
        for record in table.records
    )


def _amounts(
    record: Record, table: Table, rule: AmountRule, unit: str, origins: Origins
) -> Mapping[str, Belop]:
    belop: dict[str, Belop] = {}
    for post, place in table.columns.amounts.items():
        text = record.row.cells[place]
        heading = table.columns.headings[place]
        origin = Origin(table.row_log.fil, record.row.number, heading, shortened(text))
        found = thousands(read_amount(text, origin, rule, table.row_log), unit)
        belop[post] = origins.bound(record.key.kommunenummer, found)
    return belop


ID = "mal"
ETIKETT = "Malen (én rad per kommune og år)"
PRECEDENCE = 1


def recognise(document: Document) -> int:
    """Return 95 for a heading with code, year and values; 60 when only the year is missing."""
    columns = find_columns(document.head_rows)
    if columns is None:
        return 0
    return 95 if "aar" in columns.keys else 60


def read(task: Task) -> Reading:
    """Return every unit and year that has its own row, from all the files."""
    keys = Keys(task.options)
    tables = [read_table(document, task.row_log(document), keys) for document in task.documents]
    silent = any(record.key.basis is None for table in tables for record in table.records)
    basis = (
        settle_basis(task.assumptions, Basis.UKJENT, "Filen sier det ikke.")
        if silent
        else Basis.UKJENT
    )
    decimal = decimal_sign(tables, task.assumptions)
    in_unit = unit(tables, decimal, task.assumptions)
    regnskap = accounts(tables, decimal, in_unit, basis, task.options)
    return Reading(ID, tuple(table.filing for table in tables), regnskap)
