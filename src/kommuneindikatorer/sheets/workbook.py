"""Sheets of a workbook as rows. The one module of the core that imports a package."""

import io
import warnings
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from typing import Any

from kommuneindikatorer.sheets.cells import cell_text
from kommuneindikatorer.text.cells import Row

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
            if filled := _without_blank_end(cells):
                rows.append(Row(number, filled))
        width = max((len(row.cells) for row in rows), default=0)
        if width * len(rows) > MAX_CELLS:
            raise _too_large(sheet)
        found[str(sheet.title)] = tuple(_widened(row, width) for row in rows)
    return found


def _too_large(sheet: Any) -> TooLargeError:  # noqa: ANN401 - as _open
    return TooLargeError(f"arket «{sheet.title}» har for mange rader eller kolonner")


def _without_blank_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _widened(row: Row, width: int) -> Row:
    """Return the row as wide as its sheet, as rows of a text file with delimiters are."""
    return Row(row.number, (*row.cells, *("",) * (width - len(row.cells))))


def _rows(sheet: Any, same: Any) -> Iterator[tuple[str, ...]]:  # noqa: ANN401 - as _open
    """Yield every row as text, as wide as its last cell; sizes a file claims are not trusted."""
    for one in (sheet, same):
        one.reset_dimensions()
    pairs = zip_longest(
        sheet.iter_rows(values_only=True), same.iter_rows(values_only=True), fillvalue=()
    )
    for row, formulas in pairs:
        yield tuple(cell_text(value, formula) for value, formula in zip_longest(row, formulas))
