"""An Excel file as tables, one for each sheet that holds something.

The one module of the core that uses a package: openpyxl, imported when a file needs it.
What openpyxl passes over when it streams (hidden and merged cells, formulas that were never
computed) is read from the sheet's own XML. Nothing is unpacked beyond the bounds.
"""

import html
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from kommuneindikatorer.tables import MAX_COLUMNS, Builder, Sheet, shown_text, spread

MAX_UNPACKED = 150_000_000
"""Bytes a workbook may say it unpacks to; what says less than it holds is cut off there."""
MAX_PARTS = 2_000
_SHEET = re.compile(rb"<(?:\w+:)?worksheet[\s>]")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^<>]*?\sr=["']([0-9]{1,9})["']""")


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
    """Say what is wrong with any part: a sheet may have any name, and lie anywhere."""
    for part in archive.infolist():
        if part.filename.startswith(("xl/media/", "Pictures/")):
            continue
        content = archive.read(part)
        if b"\0" in content[:4]:  # in UTF-16 each letter has a zero beside it
            content = content.replace(b"\0", b"")
        if b"<!DOCTYPE" in content:  # definitions could expand without end
            return "den har XML-definisjoner som regneark ikke har"
        # What is remembered of another workbook has rows of several sheets.
        if _SHEET.search(content) and _has_rows_out_of_order(content):
            return "radene står ikke i rekkefølge"
    return ""


def _has_rows_out_of_order(sheet: bytes) -> bool:
    """Return whether a row is numbered no higher than the one before: it would be passed over."""
    numbers = [int(match[1]) for match in _ROW.finditer(sheet)]
    return any(after <= before for before, after in pairwise(numbers))


def is_available() -> bool:
    """Return whether Excel files can be read here."""
    try:
        import openpyxl  # noqa: F401, PLC0415 - an optional extra, loaded when a file needs it
    except ImportError:
        return False
    return True


def read_workbook(data: bytes) -> tuple[Sheet, ...]:
    """Return the sheets in the workbook's order.

    Raises:
        TooLargeError: When there is more than can be read; nothing is half-read.
        Exception: Whatever openpyxl raises on a damaged file.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - an optional extra

    with warnings.catch_warnings(), zipfile.ZipFile(io.BytesIO(data)) as archive:
        warnings.simplefilter("ignore")  # about styles and extensions, which are not read
        stream = io.BytesIO(data)
        with closing(
            load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        ) as book:
            builder = Builder()
            return tuple(_sheet(sheet, archive, builder) for sheet in book.worksheets)


def _sheet(sheet: Any, archive: zipfile.ZipFile, builder: Builder) -> Sheet:  # noqa: ANN401 - openpyxl has no types
    layout = _read_layout(archive, sheet)
    name = str(sheet.title)
    sheet.reset_dimensions()  # sizes a file claims are not trusted
    for number, row in enumerate(sheet.iter_rows(), start=1):
        formulas = layout.formulas.get(number, {})
        cells = [
            formulas[place]
            if place in formulas
            else ""
            if cell.value is None
            else shown_text(cell.value, cell.number_format or "")
            for place, cell in enumerate(row)
        ]
        builder.add(name, number, spread(cells, layout.merged.get(number, ())))
    rows = builder.take(name)
    hidden = getattr(sheet, "sheet_state", "visible") != "visible"
    count = sum(len(one) for one in layout.formulas.values())
    return Sheet(name, rows, layout.hidden, hidden, count)


@dataclass(slots=True)
class _Layout:
    """What is read from a sheet's own XML.

    Attributes:
        hidden: Places of hidden columns.
        merged: Place and width of cells merged sideways, by row.
        formulas: Formulas without a value, by row and place.
    """

    hidden: frozenset[int] = frozenset()
    merged: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    formulas: dict[int, dict[int, str]] = field(default_factory=dict)


_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^<>]*)>")
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^<>]*?ref=["']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})[0-9]{1,7}["']"""
)
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s([^<>]*)>\s*<(?:\w+:)?f\b[^<>]*(?:/>|>([^<]*)</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>\s*|<(?:\w+:)?v></(?:\w+:)?v>\s*)?</(?:\w+:)?c>"
)
_ATTRIBUTE = re.compile(rb"""(?<![\w:])([\w:]++)\s*=\s*["']([^"']*)["']""")
_PLACE = re.compile(rb"([A-Z]{1,3})([0-9]{1,7})")


def _read_layout(archive: zipfile.ZipFile, sheet: Any) -> _Layout:  # noqa: ANN401 - as _sheet
    path = str(getattr(sheet, "_worksheet_path", ""))
    if path not in archive.namelist():
        return _Layout()
    xml = archive.read(path)
    layout = _Layout(hidden=frozenset(_hidden(xml)))
    for match in _MERGED.finditer(xml):
        first, last = _column(match[1]), _column(match[3])
        if last > first:
            layout.merged.setdefault(int(match[2]), []).append((first, last - first + 1))
    for match in _FORMULA.finditer(xml):
        said = _attributes(match[1])
        place = _PLACE.fullmatch(said.get(b"r", b""))
        # An empty text that a formula gives is a value.
        if place and said.get(b"t") != b"str":
            text = html.unescape((match[2] or b"").decode("utf-8", errors="replace"))
            row = layout.formulas.setdefault(int(place[2]), {})
            row[_column(place[1])] = f"={text or 'FORMEL'}"
    return layout


def _hidden(xml: bytes) -> Iterator[int]:
    for match in _COLUMN.finditer(xml):
        said = _attributes(match[1])
        ends = (said.get(b"min", b""), said.get(b"max", b""))
        if said.get(b"hidden") in (b"1", b"true") and all(one.isdigit() for one in ends):
            yield from range(int(ends[0]) - 1, min(int(ends[1]), MAX_COLUMNS))


def _attributes(text: bytes) -> Mapping[bytes, bytes]:
    return dict(_ATTRIBUTE.findall(text))


def _column(letters: bytes) -> int:
    """Return a column's place: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number - 1
