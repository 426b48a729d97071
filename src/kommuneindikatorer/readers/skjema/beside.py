"""Forms that stand beside each other in the same rows: each gets rows of its own."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kommuneindikatorer.document import Row
from kommuneindikatorer.numbers import read_number
from kommuneindikatorer.readers.skjema.names import Line, line_of

_ENOUGH = 3
"""Lines that each side must have."""
_FEW = 200
"""Rows among which they must stand."""


@dataclass(frozen=True, slots=True)
class Part:
    """One form's rows, and the place in the file of their first cell."""

    offset: int
    rows: tuple[Row, ...]


def parts_of(rows: Sequence[Row]) -> Iterator[Part]:
    """Yield the rows of each form from left to right; all rows where none stands beside another.

    The same lines again are another column of amounts for the same form, and stay with it.
    """
    place = _second_name(rows)
    if not place:
        yield Part(0, tuple(rows))
        return
    yield Part(0, tuple(Row(one.number, one.cells[:place], one.lines) for one in rows))
    right = [_right(one, place) for one in rows]
    for part in parts_of(right):
        yield Part(place + part.offset, part.rows)


def _right(row: Row, place: int) -> Row:
    """Return the right side; its lines of the file are counted on the left where that has any."""
    is_left = any(map(str.strip, row.cells[:place]))
    return Row(row.number, row.cells[place:], 0 if is_left else row.lines)


def _second_name(rows: Sequence[Row]) -> int:
    """Return the place of the next column of names of lines with amounts; 0 where there is none."""
    named = [[*_names(row)] for row in rows[:_FEW]]
    count = Counter(place for names in named for place, _ in names)
    main = min((place for place, number in count.items() if number >= _ENOUGH), default=0)
    later: Counter[int] = Counter()
    for names in named:
        own = dict(names).get(main)
        later.update(place for place, line in names if place > main and line != own)
    return min((place for place, number in later.items() if number >= _ENOUGH), default=0)


def _names(row: Row) -> Iterator[tuple[int, Line]]:
    """Yield the cells that are lines' names with an amount behind them and before the next."""
    known = [
        (place, line)
        for place, cell in enumerate(row.cells)
        if any(map(str.isalpha, cell)) and (line := line_of(cell.strip()))
    ]
    ends = [*(place for place, _ in known), len(row.cells)][1:]
    for (place, line), end in zip(known, ends, strict=False):
        if any(isinstance(read_number(one), Decimal) for one in row.cells[place + 1 : end]):
            yield place, line
