"""An OpenDocument spreadsheet (.ods, .fods) as tables."""

import io
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree as ET

from kommuneindikatorer.dressing import mark_of_error
from kommuneindikatorer.numbers import read_number
from kommuneindikatorer.tables import (
    MAX_COLUMNS,
    Builder,
    Sheet,
    is_year,
    number_text,
    percent_text,
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
