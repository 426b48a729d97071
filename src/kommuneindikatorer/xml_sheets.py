"""Spreadsheets written as XML, as tables: OpenDocument (.ods, .fods) and Excel's of 2003.

Some systems export the latter and call it .xls or .xml.
"""

import io
import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree as ET

from kommuneindikatorer.dressing import mark_of_error
from kommuneindikatorer.numbers import read_number
from kommuneindikatorer.tables import (
    MAX_COLUMNS,
    Builder,
    Sheet,
    cell_text,
    is_year,
    number_text,
    percent_text,
    shown_text,
    spread,
)

_TABLE, _ROW, _COLUMN, _STYLE = "table", "table-row", "table-column", "style"
_CELLS = frozenset({"table-cell", "covered-table-cell"})


def read_content(xml: bytes) -> tuple[Sheet, ...]:
    """Return the tables of a file's content.

    Raises:
        TooLargeError: When there is more than can be read.
        Exception: Whatever the XML parser raises on a damaged file.
    """
    return tuple(_Reader().sheets(xml))


class _Reader:
    """Goes through the elements once, and keeps of each table what is needed."""

    def __init__(self) -> None:
        self._builder = Builder()
        self._hidden_styles: set[str] = set()

    def sheets(self, xml: bytes) -> Iterator[Sheet]:
        name, style, depth = "", "", 0
        parsed = ET.iterparse(io.BytesIO(xml), events=("start", "end"))  # noqa: S314 - see above
        for event, element in parsed:
            tag = local(element.tag)
            if event == "start" and tag == _TABLE:
                depth += 1
                if depth == 1:
                    name, style = said(element, "name"), said(element, "style-name")
                    self._begin()
            elif event == "end" and tag == _TABLE:
                depth -= 1
                if depth == 0:
                    rows = self._builder.take(name)
                    is_hidden = style in self._hidden_styles
                    yield Sheet(name, rows, frozenset(self._hidden), is_hidden, self._uncomputed)
                    element.clear()
            elif event == "end" and depth <= 1:
                self._take(element, tag, name)

    def _begin(self) -> None:
        self._hidden: set[int] = set()
        self._columns = self._number = self._uncomputed = 0

    def _take(self, element: ET.Element, tag: str, name: str) -> None:
        if tag == _STYLE:
            if any(said(one, "display") == "false" for one in element):
                self._hidden_styles.add(said(element, "name"))
        elif tag == _COLUMN:
            last = self._columns + count(element, "number-columns-repeated")
            if said(element, "visibility") in ("collapse", "filter"):
                self._hidden.update(range(self._columns, min(last, MAX_COLUMNS)))
            self._columns = last
        elif tag == _ROW:
            self._row(element, name)
            element.clear()

    def _row(self, element: ET.Element, name: str) -> None:
        cells: list[str] = []
        merged: list[tuple[int, int]] = []
        blanks = 0
        for cell in element:
            if local(cell.tag) not in _CELLS:
                continue
            text, times = self._text(cell), count(cell, "number-columns-repeated")
            if not text:
                blanks += times
                continue
            cells += [""] * min(blanks, MAX_COLUMNS)
            blanks = 0
            if (width := count(cell, "number-columns-spanned")) > 1:
                merged.append((len(cells), min(width, MAX_COLUMNS)))
            cells += [text] * min(times, MAX_COLUMNS)
        times = count(element, "number-rows-repeated")
        for _ in range(times if cells else 0):
            self._number += 1
            self._builder.add(name, self._number, spread(cells, merged))
        self._number += 0 if cells else times

    def _text(self, cell: ET.Element) -> str:
        """Return a cell's text; a formula without a value is that formula."""
        shown = "\n".join("".join(one.itertext()) for one in cell if local(one.tag) == "p")
        kind, value = said(cell, "value-type"), said(cell, "value")
        if mark_of_error(shown):
            return shown
        if kind in ("float", "currency", "percentage"):
            return _number(value, kind, shown)
        if kind == "date":
            return _date(said(cell, "date-value"), shown)
        if not kind and not shown and (formula := said(cell, "formula")):
            self._uncomputed += 1
            return f"={formula.partition('=')[2] or 'FORMEL'}"
        return shown


def _number(value: str, kind: str, shown: str) -> str:
    """Return a number with all its digits, in the thousands it is shown in."""
    try:
        exact = Decimal(format(float(value), ".15g"))
    except (ValueError, InvalidOperation):
        return shown
    if not exact.is_finite():
        return shown
    if kind == "percentage":
        return percent_text(exact)
    if is_year(exact) and any(map(str.isalpha, shown)):
        return shown  # «Regnskap 2021»
    printed = read_number(shown)
    if isinstance(printed, Decimal) and round(printed) not in (0, round(exact)):
        for scaled in (exact.scaleb(-3), exact.scaleb(-6)):
            if round(scaled) == round(printed):
                return number_text(scaled)
    return number_text(exact)


def _date(value: str, shown: str) -> str:
    """Return a date as written in Norway; of one that is shown as its year, the year."""
    if shown == value[:4]:
        return shown
    year, _, rest = value[:10].partition("-")
    month, _, day = rest.partition("-")
    return f"{day}.{month}.{year}" if day else shown or value


def local(tag: str) -> str:
    """Return an element's name without its namespace."""
    return tag.rpartition("}")[2]


def said(element: ET.Element, name: str) -> str:
    """Return an attribute whatever its namespace; empty when it is not there."""
    return next((value for key, value in element.items() if local(key) == name), "")


def count(element: ET.Element, name: str, otherwise: int = 1) -> int:
    """Return an attribute that is a whole number; what it is otherwise when it is none."""
    digits = said(element, name)
    return int(digits) if re.fullmatch("[0-9]{1,8}", digits) else otherwise


_NAMED = {"percent": "0%", "0%": "0%", "0.00%": "0%"}


def is_spreadsheet(text: str) -> bool:
    """Return whether a text is such a file, by its namespace."""
    return "urn:schemas-microsoft-com:office:spreadsheet" in text[:8192]


def read_spreadsheet(xml: bytes) -> tuple[Sheet, ...]:
    """Return the sheets.

    Raises:
        TooLargeError: When there is more than can be read.
        Exception: Whatever the XML parser raises on a damaged file.
    """
    return tuple(_excel_sheets(xml))


def _excel_sheets(xml: bytes) -> Iterator[Sheet]:
    builder, formats = Builder(), dict[str, str]()
    name, number, columns, hidden, uncomputed = "", 0, 0, set[int](), 0
    for event, element in ET.iterparse(io.BytesIO(xml), events=("start", "end")):  # noqa: S314 - as above
        tag = local(element.tag)
        if event == "start":
            if tag == "Worksheet":
                name, number, columns, hidden, uncomputed = said(element, "Name"), 0, 0, set(), 0
        elif tag == "Style":
            formats[said(element, "ID")] = _format(element)
        elif tag == "Column":
            first = count(element, "Index", columns + 1) - 1
            columns = min(first + count(element, "Span", 0) + 1, MAX_COLUMNS)
            if said(element, "Hidden") == "1":
                hidden.update(range(first, columns))
        elif tag == "Row":
            number = max(number + 1, count(element, "Index", 0))
            cells, without = _excel_cells(element, formats)
            uncomputed += without
            builder.add(name, number, cells)
            element.clear()
        elif tag == "Worksheet":
            rows = builder.take(name)
            yield Sheet(name, rows, frozenset(hidden), uncomputed=uncomputed)
            element.clear()


def _format(style: ET.Element) -> str:
    code = next((said(one, "Format") for one in style if local(one.tag) == "NumberFormat"), "")
    return _NAMED.get(code.lower(), code)


def _excel_cells(row: ET.Element, formats: dict[str, str]) -> tuple[list[str], int]:
    """Return a row's cells, and how many hold a formula without a value."""
    cells: list[str] = []
    merged: list[tuple[int, int]] = []
    without = 0
    for cell in row:
        if local(cell.tag) != "Cell":
            continue
        place = min(count(cell, "Index", len(cells) + 1) - 1, MAX_COLUMNS)
        cells += [""] * (place - len(cells))
        data = next((one for one in cell if local(one.tag) == "Data"), None)
        formula = said(cell, "Formula")
        without += data is None and bool(formula)
        cells.append(_excel_text(data, formula, formats.get(said(cell, "StyleID"), "")))
        if across := min(count(cell, "MergeAcross", 0), MAX_COLUMNS):
            merged.append((len(cells) - 1, across + 1))
            cells += [""] * across
    return spread(cells, merged), without


def _excel_text(data: ET.Element | None, formula: str, code: str) -> str:
    if data is None:
        return f"={formula.removeprefix('=') or 'FORMEL'}" if formula else ""
    shown, kind = "".join(data.itertext()), said(data, "Type")
    try:
        if kind == "Number":
            return shown_text(float(shown), code)
        if kind == "DateTime":
            return cell_text(datetime.fromisoformat(shown))
    except ValueError:
        return shown
    return shown
