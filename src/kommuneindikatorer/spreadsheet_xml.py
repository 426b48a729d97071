"""Excel's «XML-regneark 2003» as tables: some systems export it and call it .xls or .xml."""

import io
from collections.abc import Iterator
from datetime import datetime
from xml.etree import ElementTree as ET

from kommuneindikatorer.cell_format import shown_text
from kommuneindikatorer.ods import count, local, said
from kommuneindikatorer.tables import MAX_COLUMNS, Builder, Sheet, cell_text, spread

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
    return tuple(_sheets(xml))


def _sheets(xml: bytes) -> Iterator[Sheet]:
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
            cells, without = _cells(element, formats)
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


def _cells(row: ET.Element, formats: dict[str, str]) -> tuple[list[str], int]:
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
        cells.append(_text(data, formula, formats.get(said(cell, "StyleID"), "")))
        if across := min(count(cell, "MergeAcross", 0), MAX_COLUMNS):
            merged.append((len(cells) - 1, across + 1))
            cells += [""] * across
    return spread(cells, merged), without


def _text(data: ET.Element | None, formula: str, code: str) -> str:
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
