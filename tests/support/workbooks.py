"""Excel files made for tests."""

import csv
import io
import re
from typing import Any

from openpyxl import Workbook

_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,3})?")


def workbook_of(**sheets: list[list[Any]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rows_of(lines: list[str], delimiter: str) -> list[list[str | None]]:
    """Return each line's cells, a blank one as None; the delimiter by its name or as it is."""
    sign = delimiter.replace("tab", "\t")
    return [
        [cell or None for cell in row]
        for line in lines
        for row in (list(csv.reader([line], delimiter=sign)) or [[]])
    ]


def with_numbers(rows: list[list[str | None]]) -> list[list[Any]]:
    """Return the rows with a number where a cell's text is one."""
    return [[_number(cell) for cell in row] for row in rows]


def _number(cell: str | None) -> str | float | None:
    if cell is None or not _NUMBER.fullmatch(cell):
        return cell
    return float(cell) if "." in cell else int(cell)
