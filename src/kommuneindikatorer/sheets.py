"""An Excel file as documents, one for each sheet that holds something.

The one module of the core that uses a package: openpyxl, imported when a file needs it.
Nothing is unpacked beyond the bounds, and no sheet is half-read.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import pairwise, zip_longest
from typing import Any, override

from kommuneindikatorer.document import MAX_MB, Document, Row, Source, without_blank_end
from kommuneindikatorer.problems import Alvor, Kode, Problems, Sted
from kommuneindikatorer.row_log import RowLog

MAX_UNPACKED = 150_000_000
"""Bytes a workbook may say it unpacks to; what says less than it holds is cut off there."""
MAX_PARTS = 2_000
_WORKBOOK = "xl/workbook.xml"
_PROBE = 4_096
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^<>]*?\sr=["']([0-9]{1,9})["']""")


def is_workbook(data: bytes) -> bool:
    """Return whether the bytes are a zip file with an Excel workbook in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _WORKBOOK in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def why_refused(data: bytes) -> str:
    """Return why a workbook is not to be unpacked, in Norwegian; empty when it may be."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _wrong_size(archive) or _wrong_content(archive)
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, EOFError):
        return "den er skadet eller låst med passord"
    except Exception as error:  # noqa: BLE001 - decompressors raise errors of their own kinds
        return f"den kan ikke pakkes ut ({type(error).__name__})"


def _wrong_size(archive: zipfile.ZipFile) -> str:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        return f"den har {len(parts)} deler"
    unpacked = sum(part.file_size for part in parts)
    too_large = unpacked > MAX_UNPACKED
    return f"den er på {unpacked // 1_000_000} MB når den pakkes ut" if too_large else ""


def _wrong_content(archive: zipfile.ZipFile) -> str:
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels")) and _has_doctype(archive, part):
            return "den har XML-definisjoner som Excel ikke skriver"
        is_sheet = part.filename.startswith("xl/worksheets/")
        if is_sheet and _has_rows_out_of_order(archive.read(part)):
            return "radene står ikke i rekkefølge"
    return ""


def _has_doctype(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Return whether a part begins with definitions, which could expand without end."""
    with archive.open(part) as stream:
        return b"<!DOCTYPE" in stream.read(_PROBE).replace(b"\0", b"").upper()


def _has_rows_out_of_order(sheet: bytes) -> bool:
    """Return whether a row is numbered no higher than the one before: it would be passed over."""
    numbers = [int(match[1]) for match in _ROW.finditer(sheet)]
    return any(after <= before for before, after in pairwise(numbers))


_OPEN = 3
"""So many decimals could be thousands as well: one more settles it."""


def cell_text(value: object, formula: object = None) -> str:
    """Return the value as text; a formula that was never computed is returned itself.

    Numbers have a decimal comma and the 15 digits Excel keeps, so that 0,1 + 0,2 is 0,3.
    """
    if value is None:
        return formula if isinstance(formula, str) and formula.startswith("=") else ""
    if isinstance(value, bool):
        return "SANN" if value else "USANN"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)


def _number(value: float) -> str:
    text = str(value) if isinstance(value, int) else format(value, ".15g")
    exact = Decimal(text)
    if not exact.is_finite():
        return text
    whole, _, part = f"{exact:f}".partition(".")
    part = part.rstrip("0")
    return f"{whole},{part}{'0' if len(part) == _OPEN else ''}" if part else whole


MAX_CELLS = 3_000_000
"""Cells of all sheets together, blank ones between them too."""
MAX_ROWS = 200_000
"""Rows of one sheet, blank ones between them too."""


class TooLargeError(Exception):
    """A sheet has more rows or cells than are read; the message says so in Norwegian."""


def is_available() -> bool:
    """Return whether Excel files can be read here."""
    try:
        import openpyxl  # noqa: F401, PLC0415 - an optional extra, loaded when a file needs it
    except ImportError:
        return False
    return True


def read_sheets(data: bytes) -> dict[str, tuple[Row, ...]]:
    """Return the rows that are not blank, by the sheet's name, in the workbook's order.

    Raises:
        TooLargeError: When there is more than can be read; nothing is half-read.
        Exception: Whatever openpyxl raises on a damaged file.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions, which are not read
        with (
            closing(_open(data, computed=True)) as values,
            closing(_open(data, computed=False)) as formulas,
        ):
            return _sheets(values, formulas)


def _open(data: bytes, *, computed: bool) -> Any:  # noqa: ANN401 - openpyxl has no types
    from openpyxl import load_workbook  # noqa: PLC0415 - an optional extra

    return load_workbook(io.BytesIO(data), read_only=True, data_only=computed, keep_links=False)


def _sheets(values: Any, formulas: Any) -> dict[str, tuple[Row, ...]]:  # noqa: ANN401 - as _open
    found: dict[str, tuple[Row, ...]] = {}
    left = MAX_CELLS
    for sheet, same in zip(values.worksheets, formulas.worksheets, strict=True):
        rows: list[Row] = []
        for number, cells in enumerate(_rows(sheet, same), start=1):
            left -= len(cells) + 1
            if left < 0 or number > MAX_ROWS:
                raise _too_large(sheet)
            if filled := without_blank_end(cells):
                rows.append(Row(number, filled))
        width = max((len(row.cells) for row in rows), default=0)
        if width * len(rows) > MAX_CELLS:
            raise _too_large(sheet)
        # As wide as the sheet, as rows of a text file with delimiters are.
        found[str(sheet.title)] = tuple(row.widened(width) for row in rows)
    return found


def _too_large(sheet: Any) -> TooLargeError:  # noqa: ANN401 - as _open
    return TooLargeError(f"arket «{sheet.title}» har for mange rader eller kolonner")


def _rows(sheet: Any, same: Any) -> Iterator[tuple[str, ...]]:  # noqa: ANN401 - as _open
    """Yield every row as text, as wide as its last cell; sizes a file claims are not trusted."""
    for one in (sheet, same):
        one.reset_dimensions()
    pairs = zip_longest(
        sheet.iter_rows(values_only=True), same.iter_rows(values_only=True), fillvalue=()
    )
    for row, formulas in pairs:
        yield tuple(cell_text(value, formula) for value, formula in zip_longest(row, formulas))


UTEN_EXCEL = Kode(
    "uten-excel",
    Alvor.FEIL,
    "Excel-filer kan ikke leses her: tillegget openpyxl er ikke installert.",
    "Lagre arket som CSV, eller installer tillegget «excel».",
)
UBRUKELIG_EXCEL = Kode(
    "ubrukelig-excel",
    Alvor.FEIL,
    "Excel-filen er ikke lest: {hva}.",
    "Lagre arket med regnskapet alene, som .xlsx eller CSV.",
)
_HEAD = 200


@dataclass(frozen=True)
class SheetDocument(Document):
    """One sheet. Its name is the file's: the sheet is said as an assumption of its own."""

    ark: str
    all_rows: tuple[Row, ...]

    @override
    def rows(self, row_log: RowLog) -> Iterator[Row]:
        for row in self.all_rows:
            row_log.seen()
            yield row
        row_log.progress(row_log.fil, len(self.all_rows), len(self.all_rows))


def _document(navn: str, ark: str, rows: tuple[Row, ...]) -> SheetDocument:
    why = "Filen er en Excel-fil."
    return SheetDocument(navn, "xlsx", why, "", (), rows[:_HEAD], ark=ark, all_rows=rows)


def open_sheets(source: Source, problems: Problems) -> tuple[SheetDocument, ...]:
    """Return the workbook's sheets with something on them; none, with a problem, if unusable."""
    place = Sted(source.navn)
    if not is_available():
        problems.add(UTEN_EXCEL, place)
        return ()
    too_large = len(source.data) > MAX_MB * 1_000_000
    wrong = f"den er på mer enn {MAX_MB} MB" if too_large else why_refused(source.data)
    found: tuple[SheetDocument, ...] = ()
    if not wrong:
        found, wrong = _read(source)
    if wrong:
        problems.add(UBRUKELIG_EXCEL, place, hva=wrong)
    return found


def _read(source: Source) -> tuple[tuple[SheetDocument, ...], str]:
    try:
        sheets = read_sheets(source.data)
    except TooLargeError as error:
        return (), str(error)
    except Exception as error:  # noqa: BLE001 - a damaged file makes openpyxl raise anything
        return (), f"den er skadet ({type(error).__name__})"
    found = tuple(_document(source.navn, name, rows) for name, rows in sheets.items() if rows)
    return found, "" if found else "ingen ark har innhold"
