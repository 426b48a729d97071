"""Format 1: the project's own template, one row for each unit and year."""

from kommuneindikatorer.document import Document
from kommuneindikatorer.model import Basis, Reading
from kommuneindikatorer.readers.basis import settle_basis
from kommuneindikatorer.readers.reader import Task
from kommuneindikatorer.readers.template_amounts import accounts, decimal_sign, unit
from kommuneindikatorer.readers.template_columns import find_columns
from kommuneindikatorer.readers.template_key import Keys
from kommuneindikatorer.readers.template_rows import read_table

ID = "mal"
ETIKETT = "Malen (én rad per kommune og år)"


def recognise(document: Document) -> int:
    """Return 95 for a heading with code, year and values; 60 when only the year is missing."""
    columns = find_columns(document.head_rows)
    if columns is None:
        return 0
    return 95 if "aar" in columns.keys else 60


def read(task: Task) -> Reading:
    """Return every unit and year that has its own row, from all the files."""
    keys = Keys(task.options)
    tables = [read_table(document, task.journal(document), keys) for document in task.documents]
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
