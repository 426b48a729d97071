"""Format 4: tables exported from Statistics Norway, as CSV in any shape or as JSON-stat2."""

from dataclasses import replace

from kommuneindikatorer.document import Document
from kommuneindikatorer.model import Basis, Reading
from kommuneindikatorer.readers.amounts import settle_basis
from kommuneindikatorer.readers.reader import Task
from kommuneindikatorer.readers.ssb_cube import accounts
from kommuneindikatorer.readers.ssb_header import find_header
from kommuneindikatorer.readers.ssb_json import is_json, looks_like_table, read_json
from kommuneindikatorer.readers.ssb_table import Extract, read_rows

ID = "ssb"
ETIKETT = "Tabell fra Statistisk sentralbyrå (CSV eller JSON-stat2)"


def recognise(document: Document) -> int:
    """Return 90 for a heading of regions and years, or for JSON-stat2."""
    if is_json(document):
        return 90 if looks_like_table(document) else 0
    return 90 if find_header(document.head_rows) else 0


def read(task: Task) -> Reading:
    """Return every unit and year of all the tables, put together by unit, year and basis."""
    extracts = [_extract(task, document) for document in task.documents]
    titles = {extract.basis for extract in extracts if extract.observations}
    same = titles.pop() if len(titles) == 1 else None
    found = tuple(
        replace(one, basis=one.basis or _known(extract.basis if same is None else None))
        for extract in extracts
        for one in extract.observations
    )
    basis = same or Basis.UKJENT
    if any(one.basis is None for one in found):
        basis = settle_basis(task.assumptions, basis, "Etter tabellens tittel eller nummer.")
    regnskap = accounts(found, basis, task.options, task.assumptions)
    columns = tuple(dict.fromkeys(name for extract in extracts for name in extract.kolonner))
    return Reading(ID, tuple(extract.filing for extract in extracts), regnskap, columns)


def _extract(task: Task, document: Document) -> Extract:
    journal = task.journal(document)
    if is_json(document):
        return read_json(document, journal)
    return read_rows(document, journal, task.options.kolonne)


def _known(basis: Basis | None) -> Basis | None:
    """Return a file's own basis, used where the files' titles differ."""
    return None if basis is Basis.UKJENT else basis
