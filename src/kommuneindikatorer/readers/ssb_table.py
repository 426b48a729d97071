"""A table from Statistics Norway to single values: its heading, then its rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kommuneindikatorer.document import Document, Row
from kommuneindikatorer.model import Basis, Origin
from kommuneindikatorer.numbers import Missing, Unreadable, read_number
from kommuneindikatorer.problems import (
    MANGLER_KOLONNE,
    NULL_FORAN,
    UKJENT_KOLONNE,
    UKJENT_VALGT_KOLONNE,
    ULIKT_ANTALL_FELT,
)
from kommuneindikatorer.readers import ssb_words as words
from kommuneindikatorer.readers.amounts import WITHIN
from kommuneindikatorer.readers.ssb_words import NOTHING, Extract, Fact, Meaning, Region
from kommuneindikatorer.row_log import RowLog
from kommuneindikatorer.wording import shortened, slug

_YEARS = frozenset({"aar", "ar", "tid", "time", "year"})
_NO_ROW = Row(0, ())


@dataclass(frozen=True, slots=True)
class Value:
    """One column of values: its place, heading, year if it says, and what it says else."""

    place: int
    heading: str
    aar: int | None
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Header:
    """The heading row, understood.

    Attributes:
        row: 1-based line where the heading ends.
        headings: Its cells.
        regions: Places of the columns that name the region (code and text may be two).
        year: Place of the column of years; None when the headings say the years.
        others: Places of the other columns that name.
        values: The columns of values.
    """

    row: int
    headings: tuple[str, ...]
    regions: tuple[int, ...]
    year: int | None
    others: tuple[int, ...]
    values: tuple[Value, ...]

    @property
    def width(self) -> int:
        """Cells a full row has."""
        return max(len(self.headings), *(value.place + 1 for value in self.values))


def find_header(rows: Sequence[Row]) -> Header | None:
    """Return the first row that can be such a heading; None when there is none."""
    above = (_NO_ROW, *rows[:WITHIN])
    for (before, row), after in zip(pairwise(above), (*rows[1:WITHIN], _NO_ROW), strict=False):
        if header := _header(before, row, after):
            return header
    return None


def _header(before: Row, row: Row, after: Row) -> Header | None:
    cells = row.cells
    years = tuple(place for place, cell in enumerate(cells) if words.split_year(cell)[1] and place)
    if years:
        return _wide(before, row, after, years)
    named = tuple(place for place, cell in enumerate(cells) if words.is_region_heading(cell))
    year = next((place for place, cell in enumerate(cells) if slug(cell) in _YEARS), None)
    if not named or year is None or len(cells) <= len(named) + 1:
        return None
    columns = _named_values(cells, {*named, year})
    taken = {*named, year, *(value.place for value in columns)}
    others = tuple(place for place in range(len(cells)) if place not in taken and cells[place])
    return Header(row.number, cells, named, year, others, columns) if columns else None


def _named_values(cells: tuple[str, ...], taken: set[int]) -> tuple[Value, ...]:
    """Return the columns headed by a line's name; else the last one, whatever its heading."""
    found = tuple(
        Value(place, shortened(cell), None, words.meaning_of(cell))
        for place, cell in enumerate(cells)
        if place not in taken and words.meaning_of(cell).post
    )
    last = max((place for place, cell in enumerate(cells) if cell.strip()), default=-1)
    if found or last in taken or last < 0:
        return found
    said = words.meaning_of(cells[last])
    return (Value(last, shortened(cells[last]), None, said.known),)


def _wide(before: Row, row: Row, after: Row, years: tuple[int, ...]) -> Header | None:
    """Return the heading whose columns say years, perhaps under a row of what they hold."""
    stubs = tuple(range(years[0]))
    named = tuple(place for place in stubs if words.is_region_heading(row.cells[place]))
    blank = all(not row.cells[place].strip() for place in stubs)
    first = after.cells[0] if after.cells else ""
    is_unit = words.read_region(first, "region") is not None and bool(
        words.meaning_of(first).ukjent
    )
    if not named and not (blank and is_unit):
        return None
    over = _over(before, years[0], len(row.cells))
    values = tuple(_value(place, cell, over.get(place, "")) for place, cell in enumerate(row.cells))
    named = named or _unnamed(after, len(stubs))
    others = tuple(place for place in stubs if place not in named)
    wanted = tuple(value for value in values if value.aar and value.place >= years[0])
    if blank and all(value.meaning.ukjent for value in wanted):
        return None
    return Header(row.number, row.cells, named, None, others, wanted)


def _unnamed(row: Row, stubs: int) -> tuple[int, ...]:
    """Return the columns of regions below blank headings: a code alone has its name beside it."""
    beside = stubs > 1 and len(row.cells) > 1 and bool(words.meaning_of(row.cells[1]).ukjent)
    return (0, 1) if beside and row.cells[0].strip().isdigit() else (0,)


def _value(place: int, cell: str, over: str) -> Value:
    text, year = words.split_year(cell)
    said = f"{over} {text}".strip()
    heading = shortened(f"{over} {cell.strip()}".strip())
    return Value(place, heading, year, words.meaning_of(said) if said else NOTHING)


def _over(row: Row, first: int, width: int) -> dict[int, str]:
    """Return what a row has over each column of values, where a name stands once over several.

    Nothing when the row also stands over the columns that name.
    """
    over: dict[int, str] = {}
    if any(cell.strip() for cell in row.cells[:first]):
        return over
    current = ""
    for place, cell in enumerate(row.cells[first:width], start=first):
        current = over[place] = cell.strip() or current
    return over | dict.fromkeys(range(len(row.cells), width), current)


@dataclass(slots=True)
class _Table:
    """One table while it is read.

    Attributes:
        header: Its heading.
        values: The columns of values that are read.
        title: What its title says.
        row_log: Its log.
        above: The last cell of each naming column that was not blank; a blank one repeats it.
        found: The values.
    """

    header: Header
    values: tuple[Value, ...]
    title: Meaning
    row_log: RowLog
    above: dict[int, str] = field(default_factory=dict)
    found: list[Fact] = field(default_factory=list)

    def read(self, row: Row) -> None:
        """Collect a row's values, or refuse it."""
        header, row_log = self.header, self.row_log
        if _is_note(row, header):
            return
        beyond = any(cell.strip() for cell in row.cells[header.width :])
        if len(row.cells) <= max(value.place for value in header.values) or beyond:
            count = len(row.cells)
            row_log.refuse(
                ULIKT_ANTALL_FELT, row.number, rows=row.lines, antall=count, ventet=header.width
            )
            return
        row = row.widened(header.width)
        named = " ".join(self._cell(row, place) for place in header.regions)
        region = words.read_region(named, header.headings[header.regions[0]])
        others = {place: self._cell(row, place) for place in header.others}
        said = NOTHING.joined(
            *(_said(header.headings[place], text) for place, text in others.items() if text)
        )
        year = None if header.year is None else words.split_year(self._cell(row, header.year))[1]
        if region is None:
            row_log.refuse(words.SAMLERAD, row.number, named, rows=row.lines)
        elif said.ukjent:
            row_log.refuse(words.UKJENT_BEGREP, row.number, said.ukjent, rows=row.lines)
        elif header.year is not None and year is None:
            row_log.refuse(words.UTEN_AAR, row.number, row.cells[header.year], rows=row.lines)
        elif self._collect(row, region, said, year):
            if region.uten_null:
                row_log.report(NULL_FORAN, row.number, named, nummer=region.kommunenummer)
        else:
            naming = ", ".join(filter(None, others.values())) or named
            row_log.refuse(words.UKJENT_BEGREP, row.number, naming, rows=row.lines)

    def _cell(self, row: Row, place: int) -> str:
        """Return a cell that names; where it is blank, the last one above that was not."""
        if text := row.cells[place].strip():
            self.above[place] = text
        return self.above.get(place, "")

    def _collect(self, row: Row, region: Region, said: Meaning, year: int | None) -> bool:
        """Take each value that has a line, a year and a unit that can be used; are there any?"""
        count = len(self.found)
        for value in self.values:
            meaning = value.meaning.joined(said, self.title)
            text, aar = row.cells[value.place], value.aar or year
            if meaning.wanted and aar:
                origin = Origin(self.row_log.fil, row.number, value.heading, shortened(text))
                self.found.append(
                    Fact(region, aar, meaning.wanted, meaning, origin, text, self.row_log)
                )
        return len(self.found) > count


def _said(heading: str, text: str) -> Meaning:
    return words.scope_of(text) if words.is_scope(heading) else words.meaning_of(text)


def read_rows(document: Document, row_log: RowLog, chosen: str) -> Extract:
    """Return the values of a table; `chosen` limits it to one column of values."""
    header = find_header(document.head_rows)
    if header is None:
        return Extract(document.refused(row_log, MANGLER_KOLONNE, navn="region"), (), Basis.UKJENT)
    title = _title(document.head_rows, header)
    table = _start(header, row_log, chosen, title)
    for row in document.rows_below(header.row, row_log):
        table.read(row)
    return Extract(
        row_log.filing(document.kodet, document.skilletegn),
        tuple(table.found),
        words.basis_of_title(title),
        tuple(value.heading for value in header.values),
    )


def _title(rows: Sequence[Row], header: Header) -> str:
    """Return what stands above the heading, and a heading that is itself the title."""
    above = [cell for row in rows if row.number < header.row for cell in row.cells]
    values = [value.heading for value in header.values]
    numbered = [text for text in (*above, *values) if re.match(r"\s*[0-9]{5}:", text)]
    return " ".join(numbered or above).strip()


def _start(header: Header, row_log: RowLog, chosen: str, title: str) -> _Table:
    values = header.values
    if chosen:
        values = tuple(
            value
            for number, value in enumerate(header.values, start=1)
            if chosen.strip() in (value.heading, str(value.aar or ""), str(number))
        )
    if not values:
        possible = ", ".join(value.heading for value in header.values)
        row_log.report(UKJENT_VALGT_KOLONNE, header.row, chosen, mulige=possible)
        values = header.values
    for value in values:
        if value.meaning.ukjent:
            row_log.report(UKJENT_KOLONNE, header.row, value.heading)
    usable = tuple(value for value in values if not value.meaning.ukjent)
    said = words.meaning_of(re.sub(r"^\s*[0-9]{5}:", "", title).partition(",")[0])
    return _Table(header, usable, said.known, row_log)


_NOTE_WORDS = 4
_starts_with_code = re.compile(r"\s*[0-9]{3,4}\b").match


def _is_note(row: Row, header: Header) -> bool:
    """Return whether a row is a note below the table: one cell, or words and no value."""
    filled = [cell for cell in row.cells if cell.strip()]
    if len(filled) == 1 and not _starts_with_code(filled[0]):
        return True  # the office writes a mark for each missing value, never blanks
    cells = [row.cells[value.place] for value in header.values if value.place < len(row.cells)]
    read = [(cell, read_number(cell)) for cell in cells]
    has_value = any(
        not isinstance(number, Unreadable | Missing)
        or (isinstance(number, Missing) and bool(cell.strip()))
        for cell, number in read
    )
    if has_value or _starts_with_code(row.cells[0]):
        return False
    return max(len(cell.split()) for cell in filled) >= _NOTE_WORDS or ":" in filled[0]
