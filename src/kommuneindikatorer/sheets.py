"""An Excel file as tables, one for each sheet that holds something.

Read as its parts are: a zip of XML files, which say where cells are, what they hold and how a
number is shown. Nothing is unpacked beyond the bounds.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from posixpath import join, normpath
from xml.etree import ElementTree as ET

from kommuneindikatorer.kinds import WORKBOOK
from kommuneindikatorer.tables import MAX_COLUMNS, Builder, Sheet, shown_text, spread
from kommuneindikatorer.xml_sheets import local, said

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


def read_workbook(data: bytes) -> tuple[Sheet, ...]:
    """Return the sheets in the workbook's order.

    Raises:
        TooLargeError: When there is more than can be read; nothing is half-read.
        Exception: Whatever a damaged file makes the parsers raise.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root, parts = _parsed(archive, WORKBOOK), _parts(archive)
        book = _book(archive, parts, _child(root, "workbookPr"))
        builder = Builder()
        listed = (
            (one, parts[said(one, "id")]) for one in _child(root, "sheets") if said(one, "id")
        )
        return tuple(
            _sheet(one, archive.read(path), book, builder)
            for one, path in listed
            if path in archive.namelist()
        )


def _parsed(archive: zipfile.ZipFile, path: str) -> ET.Element:
    return ET.fromstring(archive.read(path))  # noqa: S314 - what has definitions is refused before


def _child(element: ET.Element, name: str) -> ET.Element:
    """Return the first child with this name; an empty one when there is none."""
    return next((one for one in element if local(one.tag) == name), ET.Element(name))


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the paths of the workbook's parts, by id and by the last word of their kind."""
    found: dict[str, str] = {}
    for one in _parsed(archive, "xl/_rels/workbook.xml.rels"):
        path = normpath(join("/xl", said(one, "Target"))).lstrip("/")
        found[said(one, "Id")] = path
        found.setdefault(said(one, "Type").rpartition("/")[2], path)
    return found


_BEFORE_1 = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell's date has no zone
_BEFORE_1_MAC = datetime(1904, 1, 1)  # noqa: DTZ001 - as above
_NO_LEAP_DAY = 60
"""Excel's day 60 is 29 February 1900, which never was."""
_BUILT_IN = {
    **dict.fromkeys((*range(14, 23), 45, 47), "d"),
    9: "0%",
    10: "0.00%",
    46: "[h]",
}
"""The formats that a file need not spell out, as far as they change what is read."""
_NOT_SHOWN = re.compile(r'".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]')
_OF_DATES = re.compile(r"(?<![_\\])[dmhys]", re.IGNORECASE)
_OF_DURATIONS = re.compile(r"\[(?:hh?|mm?|ss?)\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Format:
    code: str
    is_date: bool
    is_duration: bool


@dataclass(frozen=True, slots=True)
class _Book:
    """What cells point to.

    Attributes:
        strings: The texts, by number.
        formats: How numbers are shown, by the number of a cell's style.
        start: The day that dates count from.
    """

    strings: tuple[str, ...]
    formats: Mapping[int, _Format]
    start: datetime


def _book(archive: zipfile.ZipFile, parts: Mapping[str, str], settings: ET.Element) -> _Book:
    there = set(archive.namelist())
    strings, styles = parts.get("sharedStrings", ""), parts.get("styles", "")
    is_mac = said(settings, "date1904") in ("1", "true")
    return _Book(
        tuple(_text(one).replace("x005F_", "") for one in _parsed(archive, strings))
        if strings in there
        else (),
        _formats(_parsed(archive, styles)) if styles in there else {0: _format("")},
        _BEFORE_1_MAC if is_mac else _BEFORE_1,
    )


def _text(element: ET.Element) -> str:
    """Return a text without its typefaces, and without how it is pronounced."""
    runs = (one if local(one.tag) == "t" else _child(one, "t") for one in element if _is_said(one))
    return "".join(run.text or "" for run in runs)


def _is_said(part: ET.Element) -> bool:
    return local(part.tag) in ("t", "r")


def _formats(styles: ET.Element) -> dict[int, _Format]:
    own = {int(said(one, "numFmtId")): said(one, "formatCode") for one in _child(styles, "numFmts")}
    numbers = (int(one.get("numFmtId", "0")) for one in _child(styles, "cellXfs"))
    return dict(enumerate(_format((_BUILT_IN | own).get(one, "")) for one in numbers))


@lru_cache(maxsize=256)
def _format(code: str) -> _Format:
    first = _NOT_SHOWN.sub("", code.partition(";")[0])
    is_duration = _OF_DURATIONS.search(code.partition(";")[0]) is not None
    return _Format(code, _OF_DATES.search(first) is not None, is_duration)


def _sheet(listed: ET.Element, xml: bytes, book: _Book, builder: Builder) -> Sheet:
    name, merged = said(listed, "name"), _merged(xml)
    number = uncomputed = 0
    for _, element in ET.iterparse(io.BytesIO(xml)):  # noqa: S314 - as above
        if local(element.tag) == "row":
            before, number = number, int(element.get("r", number + 1))
            if number <= before:
                raise ValueError(number)
            cells, without = _cells(element, book)
            uncomputed += without
            if any(cells):
                builder.add(name, number, spread(cells, merged.get(number, ())))
            element.clear()
    is_hidden = said(listed, "state") in ("hidden", "veryHidden")
    return Sheet(name, builder.take(name), frozenset(_hidden(xml)), is_hidden, uncomputed)


def _cells(row: ET.Element, book: _Book) -> tuple[list[str], int]:
    """Return a row's cells, each in its place, and how many hold a formula without a value."""
    cells: list[str] = []
    filled: set[int] = set()
    place, without, space = -1, 0, row.tag.removesuffix("row")
    for cell in row.iterfind(f"{space}c"):
        reference, value = cell.get("r"), cell.findtext(f"{space}v")
        place = _column(reference.rstrip("0123456789")) if reference else place + 1
        if value:
            text = _value(cell, value, book)
        elif (inline := cell.find(f"{space}is")) is not None:
            text = _text(inline)
        elif (formula := cell.find(f"{space}f")) is not None and cell.get("t") != "str":
            # An empty text that a formula gives is a value.
            text = f"={formula.text or 'FORMEL'}"
            without += 1
        else:
            continue
        if place in filled:
            raise ValueError(reference)
        filled.add(place)
        cells += [""] * (place + 1 - len(cells))
        cells[place] = text
    return cells, without


def _value(cell: ET.Element, value: str, book: _Book) -> str:
    """Return the text that a cell shows, whatever kind it says its value is."""
    kind = cell.get("t", "n")
    if kind == "n":
        form = book.formats[int(cell.get("s", "0"))]
        number = float(value) if "." in value or "e" in value.lower() else int(value)
        return shown_text(_dated(number, form, book.start) if form.is_date else number, form.code)
    if kind == "s":
        number = int(value)
        return book.strings[number if number >= 0 else len(book.strings)]
    if kind == "b":
        return shown_text(bool(int(value)), "")
    if kind == "d":
        return shown_text(_of_iso(value), book.formats[int(cell.get("s", "0"))].code)
    return value


def _dated(number: float, form: _Format, start: datetime) -> object:
    """Return the date, time or duration that a number counts in days."""
    try:
        since = timedelta(seconds=round(number * 86_400, 3))
        if form.is_duration:
            return since
        if 0 <= number < 1 and not since.days:
            return (start + since).time()
        is_early = 0 < number < _NO_LEAP_DAY and start == _BEFORE_1
        return start + timedelta(days=is_early) + since
    except (OverflowError, ValueError):
        return "#VALUE!"


def _of_iso(value: str) -> object:
    for kind in (date, time, datetime):
        with suppress(ValueError):
            return kind.fromisoformat(value.removesuffix("Z"))
    return value


_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^<>]*)>")
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^<>]*?ref=["']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})[0-9]{1,7}["']"""
)
_ATTRIBUTE = re.compile(rb"""(?<![\w:])([\w:]++)\s*=\s*["']([^"']*)["']""")


def _merged(xml: bytes) -> dict[int, list[tuple[int, int]]]:
    """Return place and width of cells merged sideways, by row: they stand after all rows."""
    found: dict[int, list[tuple[int, int]]] = {}
    for match in _MERGED.finditer(xml):
        first, last = _column(match[1].decode()), _column(match[3].decode())
        if last > first:
            found.setdefault(int(match[2]), []).append((first, last - first + 1))
    return found


def _hidden(xml: bytes) -> Iterator[int]:
    for match in _COLUMN.finditer(xml):
        attributes = dict[bytes, bytes](_ATTRIBUTE.findall(match[1]))
        ends = (attributes.get(b"min", b""), attributes.get(b"max", b""))
        if attributes.get(b"hidden") in (b"1", b"true") and all(one.isdigit() for one in ends):
            yield from range(int(ends[0]) - 1, min(int(ends[1]), MAX_COLUMNS))


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    """Return a column's place: A is 0, AA is 26; raises ``ValueError`` for what is none."""
    if not re.fullmatch("[A-Z]{1,3}", letters):
        raise ValueError(letters)
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1
