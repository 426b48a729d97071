"""The heading of a table from Statistics Norway: which columns name, which hold values."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kommuneindikatorer.document import Row, shortened
from kommuneindikatorer.readers.ssb_region import is_region_heading, read_region
from kommuneindikatorer.readers.ssb_words import Meaning, meaning_of, split_year
from kommuneindikatorer.wording import slug

_WITHIN = 30
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
    above = (_NO_ROW, *rows[:_WITHIN])
    for (before, row), after in zip(pairwise(above), (*rows[1:_WITHIN], _NO_ROW), strict=False):
        if header := _header(before, row, after):
            return header
    return None


def _header(before: Row, row: Row, after: Row) -> Header | None:
    cells = row.cells
    years = tuple(place for place, cell in enumerate(cells) if split_year(cell)[1] and place)
    if years:
        return _wide(before, row, after, years)
    named = tuple(place for place, cell in enumerate(cells) if is_region_heading(cell))
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
        Value(place, shortened(cell), None, meaning_of(cell))
        for place, cell in enumerate(cells)
        if place not in taken and meaning_of(cell).post
    )
    last = max((place for place, cell in enumerate(cells) if cell.strip()), default=-1)
    if found or last in taken or last < 0:
        return found
    said = meaning_of(cells[last])
    return (Value(last, shortened(cells[last]), None, Meaning() if said.ukjent else said),)


def _wide(before: Row, row: Row, after: Row, years: tuple[int, ...]) -> Header | None:
    """Return the heading whose columns say years, perhaps under a row of what they hold."""
    stubs = tuple(range(years[0]))
    named = tuple(place for place in stubs if is_region_heading(row.cells[place]))
    blank = all(not row.cells[place].strip() for place in stubs)
    first = after.cells[0] if after.cells else ""
    is_unit = read_region(first, "region") is not None and bool(meaning_of(first).ukjent)
    if not named and not (blank and is_unit):
        return None
    over = _filled(before, years[0], len(row.cells)) if _spans(before, years[0]) else {}
    values = tuple(_value(place, cell, over.get(place, "")) for place, cell in enumerate(row.cells))
    named = named or _unnamed(after, len(stubs))
    others = tuple(place for place in stubs if place not in named)
    wanted = tuple(value for value in values if value.aar and value.place >= years[0])
    if blank and all(value.meaning.ukjent for value in wanted):
        return None
    return Header(row.number, row.cells, named, None, others, wanted)


def _unnamed(row: Row, stubs: int) -> tuple[int, ...]:
    """Return the columns of regions below blank headings: a code alone has its name beside it."""
    beside = stubs > 1 and len(row.cells) > 1 and bool(meaning_of(row.cells[1]).ukjent)
    return (0, 1) if beside and row.cells[0].strip().isdigit() else (0,)


def _value(place: int, cell: str, over: str) -> Value:
    text, year = split_year(cell)
    said = f"{over} {text}".strip()
    heading = shortened(f"{over} {cell.strip()}".strip())
    return Value(place, heading, year, meaning_of(said) if said else Meaning())


def _spans(row: Row, first: int) -> bool:
    """Return whether a row stands over the columns of values only, and not over the stubs."""
    return any(cell.strip() for cell in row.cells[first:]) and not any(
        cell.strip() for cell in row.cells[:first]
    )


def _filled(row: Row, first: int, width: int) -> dict[int, str]:
    """Return what stands over each column, where a name stands once over several years."""
    over: dict[int, str] = {}
    current = ""
    for place in range(first, width):
        cell = row.cells[place].strip() if place < len(row.cells) else ""
        current = cell or current
        over[place] = current
    return over
