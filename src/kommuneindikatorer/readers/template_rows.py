"""The template's rows: which can be used, and which are refused."""

from dataclasses import dataclass

from kommuneindikatorer.codes import MANGLER_KOLONNE, ULIKT_ANTALL_FELT
from kommuneindikatorer.document import Document
from kommuneindikatorer.journal import Journal
from kommuneindikatorer.model import Filing
from kommuneindikatorer.readers.template_columns import Columns, find_columns, say_unknown
from kommuneindikatorer.readers.template_key import Key, Keys
from kommuneindikatorer.text.cells import Row

_NONE = Columns(0, (), {}, {})


@dataclass(frozen=True, slots=True)
class Record:
    """One row that can be used: whose it is, and its cells."""

    key: Key
    row: Row


@dataclass(frozen=True, slots=True)
class Table:
    """One file's usable rows, with the log to report their cells in."""

    journal: Journal
    columns: Columns
    records: tuple[Record, ...]
    filing: Filing


def read_table(document: Document, journal: Journal, keys: Keys) -> Table:
    """Return the rows below the heading that have a key; the rest is refused, and said."""
    columns = find_columns(document.head_rows)
    records: list[Record] = []
    for row in document.rows(journal):
        if columns is None or row.number <= columns.row or not _has_content(row):
            continue
        key = keys.read(row, columns, journal) if _fits(row, columns, journal) else None
        if key:
            records.append(Record(key, row))
    if columns is None:
        journal.refuse_all(MANGLER_KOLONNE, navn="kommunenummer")
    else:
        say_unknown(columns, journal)
    filing = journal.filing(document.kodet, document.skilletegn)
    return Table(journal, columns or _NONE, tuple(records), filing)


def _has_content(row: Row) -> bool:
    return any(cell.strip() for cell in row.cells)


def _fits(row: Row, columns: Columns, journal: Journal) -> bool:
    """Return whether the row has a cell for each heading, and nothing beyond them."""
    wanted = len(columns.headings)
    beyond = any(cell.strip() for cell in row.cells[wanted:])
    if len(row.cells) >= wanted and not beyond:
        return True
    journal.refuse(
        ULIKT_ANTALL_FELT, row.number, rows=row.lines, antall=len(row.cells), ventet=wanted
    )
    return False
