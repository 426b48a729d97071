"""Forms that are laid out in other ways than names down and amounts beside them.

On their side, beside each other in the same rows, and with one cell on each line, as tables come
out when they are copied from some pages and PDF files.
"""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kommuneindikatorer.document import Row
from kommuneindikatorer.numbers import Unreadable, read_number
from kommuneindikatorer.readers.skjema.headings import is_heading_cell, year_of
from kommuneindikatorer.readers.skjema.names import Line, line_of
from kommuneindikatorer.readers.skjema.sums import NOTES

_ENOUGH, _LEAST = 4, 2
"""Lines whose names must stand beside each other; fewer are enough above rows of years."""
_RESULT = frozenset({"brutto_driftsinntekter", "netto_driftsresultat"})
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
    least = min(len(_names_across(head)), _ENOUGH)
    below = [row for row in rows[at + 1 :] if _amounts(row, start) >= least]
    labels = [" ".join(filter(None, map(str.strip, row.cells[:start]))) for row in below]
    are_columns = all(map(is_heading_cell, labels))
    if least == _ENOUGH:
        are_columns = are_columns or len(below) == 1
    else:  # of two lines only where nothing but a year, once each, tells the rows apart
        years = {year_of(label) for label in labels} - {None}
        named = {line.post for cell in head.cells if (line := line_of(cell.strip()))}
        are_columns = are_columns and start == 1 and len(years) == len(labels) and named >= _RESULT
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
    if count < _ENOUGH or not any(_has_heading(row, place) for row in rows[:_WITHIN]):
        return rows
    return [
        Row(
            row.number,
            (*row.cells[place : place + 1], *row.cells[:place], *row.cells[place + 1 :]),
            row.lines,
        )
        for row in rows
    ]


def _has_heading(row: Row, place: int) -> bool:
    """Return whether a heading with a year stands before a place: numbers of lines have none."""
    if _names_across(row) or sum(map(bool, map(str.strip, row.cells))) < _LEAST:
        return False
    return any(year_of(cell) is not None for cell in row.cells[:place])


def _name_behind(row: Row) -> int:
    """Return the place of the first line's name where amounts stand before it; else 0."""
    first = next(iter(_names_across(row)), 0)
    return first if any(isinstance(read_number(one), Decimal) for one in row.cells[:first]) else 0


def _first_name(row: Row) -> int:
    """Return the place of the first line's name where several stand beside each other; else 0."""
    places = _names_across(row)
    has_amounts = any(isinstance(read_number(cell), Decimal) for cell in row.cells)
    return places[0] if len(places) >= _LEAST and not has_amounts else 0


def _names_across(row: Row) -> list[int]:
    return [
        place
        for place, cell in enumerate(row.cells)
        if any(map(str.isalpha, cell)) and (line := line_of(cell.strip())) and line.post
    ]


def _amounts(row: Row, start: int) -> int:
    return sum(isinstance(read_number(cell), Decimal) for cell in row.cells[start:])


_EACH_SIDE = 3
"""Lines that each side must have."""
_AMONG = 200
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
    named = [[*_names(row)] for row in rows[:_AMONG]]
    count = Counter(place for names in named for place, _ in names)
    main = min((place for place, number in count.items() if number >= _EACH_SIDE), default=0)
    if main and _stands_beside(rows[:_AMONG], main):
        return main
    later: Counter[int] = Counter()
    for names in named:
        own = dict(names).get(main)
        later.update(place for place, line in names if place > main and line != own)
    return min((place for place, number in later.items() if number >= _EACH_SIDE), default=0)


def _stands_beside(rows: Sequence[Row], main: int) -> bool:
    """Return whether names with amounts stand before a place, one of them a known line's.

    Of the assets beside the equity only the sum has a name that is known.
    """
    before = [Row(row.number, row.cells[:main], 0) for row in rows]
    named = [row for row in before if any(map(str.isalpha, row.cells[0])) and _amounts(row, 1)]
    return len(named) >= _EACH_SIDE and any(True for row in named for _ in _names(row))


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


type _Cell = tuple[int, str]
"""The number of a line, and the cell that it is."""


def _is_amount(text: str) -> bool:
    return text != "" and not isinstance(read_number(text), Unreadable)


def is_note(text: str) -> bool:
    """Return whether a cell is the numbers of notes."""
    return NOTES.fullmatch(text) is not None


def stacked_lines(lines: Sequence[str]) -> set[str]:
    """Return the lines of a form whose amounts stand on the lines below."""
    texts = [line.strip() for line in lines]
    return {
        known.post
        for name, after in itertools.pairwise(texts)
        if _is_amount(after) and not _is_amount(name) and (known := line_of(name)) and known.post
    }


def unstacked(numbered: Sequence[_Cell]) -> tuple[tuple[Row, ...], frozenset[int]]:
    """Return a row for each name with the cells below it, and the numbers of unclear rows.

    A row with more or fewer cells than most have is unclear, unless it begins with a note.
    """
    groups: list[list[_Cell]] = []
    for number, line in numbered:
        cell = (number, line.strip())
        beside = is_heading_cell(cell[1]) and groups and is_heading_cell(groups[-1][-1][1])
        if groups and (_is_amount(cell[1]) or is_note(cell[1]) or beside):
            groups[-1].append(cell)
        else:
            groups.append([cell])
    counts = Counter(len(group) for group in groups if line_of(group[0][1]) and len(group) > 1)
    width = counts.most_common(1)[0][0] if counts else 0
    rows = [_row(group, width) for group in groups]
    unclear = (
        group[0][0]
        for group, row in zip(groups, rows, strict=True)
        if len(row.cells) == 1 and len(group) > 1 and line_of(group[0][1])
    )
    return tuple(rows), frozenset(unclear)


def _row(group: Sequence[_Cell], width: int) -> Row:
    number, texts = group[0][0], [text for _, text in group]
    lines = len(group)
    if is_heading_cell(texts[0]) and lines == width - 1 and not line_of(texts[0]):
        return Row(number, ("", "", *texts), lines)
    if lines == width:
        return Row(number, (texts[0], "", *texts[1:]), lines)
    if lines == width + 1 and is_note(texts[1]):
        return Row(number, tuple(texts), lines)
    return Row(number, (" ".join(texts),), lines)
