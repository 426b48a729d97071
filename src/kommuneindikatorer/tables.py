"""A table of a workbook or a page as a document: what all such files have in common.

Cells become the text that is shown; nothing is half-read beyond the bounds.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import override

from kommuneindikatorer.document import Document, Row, bounded, without_blank_end
from kommuneindikatorer.numbers import MAX_DIGITS, read_number
from kommuneindikatorer.row_log import RowLog

MAX_CELLS = 3_000_000
"""Cells of all sheets together, blank ones between them too."""
MAX_ROWS = 200_000
"""Rows of one sheet, blank ones between them too."""
MAX_COLUMNS = 20_000
"""Columns that one row or one merged cell may claim; Excel has 16 384."""
MAX_SPAN = 200
"""Columns over which a merged heading is spread, and that a page may merge."""
_HEAD = 200
_OPEN = 3
"""So many decimals could be thousands as well: one more settles it."""


class TooLargeError(Exception):
    """A sheet has more rows or cells than are read; the message says so in Norwegian."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table.

    Attributes:
        navn: Its name.
        rows: The rows that are not blank, all as wide as the table.
        hidden_columns: Places of hidden columns.
        is_hidden: Whether the whole sheet is hidden.
        uncomputed: How many cells hold a formula without a value.
    """

    navn: str
    rows: tuple[Row, ...]
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    uncomputed: int = 0


@dataclass(frozen=True)
class SheetDocument(Document):
    """One table as a document. Its name is the file's while it is the only one that is read."""

    all_rows: tuple[Row, ...]

    @override
    def lines(self, row_log: RowLog) -> Iterator[tuple[int, str]]:
        """Yield the rows of a sheet of one column: a text that was pasted there."""
        for row in self.rows(row_log) if self.head else ():
            yield row.number, row.cells[0]

    @override
    def content(self) -> str:
        return "\n".join(row.cells[0] for row in self.all_rows) if self.head else ""

    @override
    def rows(self, row_log: RowLog) -> Iterator[Row]:
        for row in self.all_rows:
            row_log.seen()
            yield row
        row_log.progress(row_log.fil, len(self.all_rows), len(self.all_rows))


def document_of(sheet: Sheet, navn: str, kodet: str, grunn: str) -> SheetDocument:
    """Return a table as a document of the file with this name."""
    first = sheet.rows[:_HEAD]
    is_text = all(len(row.cells) == 1 for row in first)
    return SheetDocument(
        navn,
        kodet,
        grunn,
        "",
        tuple(row.cells[0] for row in first) if is_text else (),
        first,
        all_rows=sheet.rows,
        is_hidden=sheet.is_hidden,
        ark=sheet.navn,
        hidden_columns=sheet.hidden_columns,
        uncomputed=sheet.uncomputed,
    )


class Builder:
    """Makes sheets of cells, and stops at the bounds."""

    def __init__(self) -> None:
        """Start with all the cells a file may have left."""
        self._left = MAX_CELLS
        self._rows: list[Row] = []

    def add(self, navn: str, number: int, cells: Sequence[str]) -> None:
        """Take a row, blank or not; raises `TooLargeError` beyond the bounds."""
        self._left -= len(cells) + 1
        if self._left < 0 or number > MAX_ROWS or len(cells) > MAX_COLUMNS:
            raise _too_large(navn)
        if filled := without_blank_end(tuple(cells)):
            self._rows.append(Row(number, bounded(filled)))

    def take(self, navn: str) -> tuple[Row, ...]:
        """Return the rows of a sheet, as wide as it is, and begin with the next."""
        rows, self._rows = self._rows, []
        width = max((len(row.cells) for row in rows), default=0)
        if width * len(rows) > MAX_CELLS:
            raise _too_large(navn)
        # As wide as the sheet, as rows of a text file with delimiters are.
        return tuple(row.widened(width) for row in rows)


def _too_large(navn: str) -> TooLargeError:
    return TooLargeError(f"arket «{navn}» har for mange rader eller kolonner")


def spread(cells: Sequence[str], merged: Iterable[tuple[int, int]]) -> list[str]:
    """Return a row of headings with each merged one over all its columns.

    A title stands alone in its row, and stays in its first cell; so do amounts.

    Args:
        cells: The row.
        merged: Place and width of its merged cells.
    """
    out = list(cells)
    filled = [cell for cell in out if cell.strip()]
    if len(filled) > 1 and all(map(_may_be_heading, filled)):
        for place, width in merged:
            width = min(width, MAX_SPAN)  # noqa: PLW2901 - a claim, not a size
            if 0 < place < len(out) and out[place].strip():
                out += [""] * (place + width - len(out))
                for at in range(place + 1, place + width):
                    out[at] = out[at] or out[place]
    return out


def _may_be_heading(cell: str) -> bool:
    number = read_number(cell)
    return not isinstance(number, Decimal) or is_year(number)


_YEARS = (1990, 2100)


def is_year(number: float | Decimal) -> bool:
    """Return whether a number may be a year of accounts."""
    return number == int(number) and _YEARS[0] <= number <= _YEARS[1]


def cell_text(value: object) -> str:
    """Return a value as the text of a cell.

    Numbers have a decimal comma and the 15 digits Excel keeps, so that 0,1 + 0,2 is 0,3; a date
    is written as in Norway, with the time where it has one.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "SANN" if value else "USANN"
    if isinstance(value, int | float | Decimal):
        return number_text(value)
    if isinstance(value, datetime) and value.time() != time():
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.}{value.year:04d}"
    return value.isoformat() if isinstance(value, time) else str(value)


def number_text(value: float | Decimal) -> str:
    """Return a number with a decimal comma, without what a computer adds beyond 15 digits."""
    text = format(value, f".{MAX_DIGITS}g") if isinstance(value, float) else str(value)
    exact = Decimal(text)
    if not exact.is_finite():
        return text
    whole, _, part = f"{exact:f}".partition(".")
    part = part[:MAX_DIGITS].rstrip("0")
    if not part:
        return "0" if whole == "-0" else whole
    return f"{whole},{part}{'0' if len(part) == _OPEN else ''}"


def percent_text(value: float | Decimal) -> str:
    """Return a share as per cent: 0.065 is «6,5 %»."""
    if isinstance(value, float):
        value = Decimal(format(value, f".{MAX_DIGITS}g"))
    return f"{number_text(Decimal(value) * 100)} %"


_ASIDE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_SECTION = re.compile(r'(?:"[^"]*"|\\.|[^";\\])*')
_WORDS = re.compile(r'\s*"(?P<before>[^"]*)"\s*0+(?P<after>)\s*|\s*0+\s*"(?P<end>[^"]*)"\s*')
_SCALED = re.compile(r"[0#?](,+)(?![0#?,])")
_YEAR_ONLY = re.compile(r"[yå]{2,4}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Format:
    """What is done to a number.

    Attributes:
        percent: It is shown a hundred times as large, with «%».
        thousands: It is divided by 1000 so many times.
        before, after: Words around a year: «Regnskap » before 2021.
        year: Of a date only the year is shown.
    """

    percent: bool
    thousands: int
    before: str
    after: str
    year: bool


@lru_cache(maxsize=256)
def read_format(code: str) -> Format:
    """Return what a format does, by its section for positive numbers."""
    match = _SECTION.match(code[:500])
    section = match[0] if match else ""
    bare = _ASIDE.sub("", section)
    scaled = _SCALED.search(bare)
    words = _WORDS.fullmatch(section)
    return Format(
        percent="%" in bare,
        thousands=len(scaled[1]) if scaled else 0,
        before=(words["before"] or "") if words else "",
        after=(words["end"] or "") if words else "",
        year=_YEAR_ONLY.fullmatch(bare.strip(" @")) is not None,
    )


def shown_text(value: object, code: str) -> str:
    """Return a value as the cell shows it, with all the digits that it has."""
    if isinstance(value, bool) or not isinstance(value, int | float | date):
        return cell_text(value)
    form = read_format(code)
    if isinstance(value, date):
        return f"{value.year}" if form.year else cell_text(value)
    if form.percent:
        return percent_text(value)
    if form.thousands and value == value and abs(value) != float("inf"):  # noqa: PLR0124 - no NaN
        exact = Decimal(value) if isinstance(value, int) else Decimal(format(value, ".15g"))
        return number_text(exact.scaleb(-3 * form.thousands))
    if isinstance(value, int | float) and (form.before or form.after) and _is_a_year(value):
        return f"{form.before}{number_text(value)}{form.after}"
    return number_text(value)


def _is_a_year(value: float) -> bool:
    return value == value and abs(value) != float("inf") and is_year(value)  # noqa: PLR0124 - no NaN
