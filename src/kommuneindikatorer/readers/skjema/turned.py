"""A form on its side: its lines are columns, and years or columns of amounts are rows.

And a form whose names stand behind its amounts.
"""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from kommuneindikatorer.document import Row
from kommuneindikatorer.numbers import read_number
from kommuneindikatorer.readers.skjema.headings import is_heading_cell
from kommuneindikatorer.readers.skjema.names import line_of

_ENOUGH, _LEAST = 4, 2
"""Lines whose names must stand beside each other; fewer are enough above rows of years."""
_WITHIN, _MOST = 30, 40
"""Rows among which those names must stand, and rows of amounts that may follow."""


def turned(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows, those of a form on its side turned upright, its names before its amounts.

    Rows of units rather than of years are no form, and stay.
    """
    rows = _named_first(rows)
    at = next((at for at, row in enumerate(rows[:_WITHIN]) if _first_name(row)), None)
    if at is None:
        return tuple(rows)
    head, start = rows[at], _first_name(rows[at])
    below = [row for row in rows[at + 1 :] if _amounts(row, start) >= _LEAST]
    labels = [" ".join(filter(None, map(str.strip, row.cells[:start]))) for row in below]
    is_form = len(_names(head)) >= _ENOUGH
    are_columns = (is_form and len(below) == 1) or all(map(is_heading_cell, labels))
    if not below or len(below) > _MOST or not are_columns:
        return tuple(rows)
    # The rows of the file were counted as they were read; these are none of them.
    upright = (
        Row(
            head.number,
            (name, *(row.cells[place] if place < len(row.cells) else "" for row in below)),
            0,
        )
        for place, name in enumerate(head.cells)
        if place >= start and name.strip()
    )
    return (*rows[:at], Row(head.number, ("", *labels), 0), *upright)


def _named_first(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows with the column of names first, where it stands behind the amounts."""
    behind = Counter(place for row in rows[:_WITHIN] if (place := _name_behind(row)))
    if not behind:
        return rows
    (place, count), *_ = behind.most_common(1)
    if count < _ENOUGH:
        return rows
    return [
        Row(
            row.number,
            (*row.cells[place : place + 1], *row.cells[:place], *row.cells[place + 1 :]),
            row.lines,
        )
        for row in rows
    ]


def _name_behind(row: Row) -> int:
    """Return the place of the first line's name where amounts stand before it; else 0."""
    first = next(iter(_names(row)), 0)
    return first if any(isinstance(read_number(one), Decimal) for one in row.cells[:first]) else 0


def _first_name(row: Row) -> int:
    """Return the place of the first line's name where several stand beside each other; else 0."""
    places = _names(row)
    has_amounts = any(isinstance(read_number(cell), Decimal) for cell in row.cells)
    return places[0] if len(places) >= _LEAST and not has_amounts else 0


def _names(row: Row) -> list[int]:
    return [
        place
        for place, cell in enumerate(row.cells)
        if any(map(str.isalpha, cell)) and (line := line_of(cell.strip())) and line.post
    ]


def _amounts(row: Row, start: int) -> int:
    return sum(isinstance(read_number(cell), Decimal) for cell in row.cells[start:])
