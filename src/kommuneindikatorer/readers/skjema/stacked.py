"""Text with one cell on each line, as a table copied from some pages and PDF files comes out."""

import itertools
from collections import Counter
from collections.abc import Sequence

from kommuneindikatorer.document import Row
from kommuneindikatorer.numbers import Unreadable, read_number
from kommuneindikatorer.readers.skjema.headings import is_heading_cell
from kommuneindikatorer.readers.skjema.names import line_of
from kommuneindikatorer.readers.skjema.sums import NOTES

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
