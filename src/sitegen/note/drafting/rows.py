"""Rows of a table's body: labels, values, and the headings of groups, from loose lines."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from sitegen.note.drafting.clues import (
    DECIMAL,
    LABEL_MARK,
    LOOSE_LABEL_MARK,
    MISSING,
    WHOLE,
    signs,
)
from sitegen.note.drafting.found import FoundRow, Piece
from sitegen.note.source import Line
from sitegen.note.traced import Traced, join

MOST_PENDING = 8
"""Lines of words before a row of values: the lowest header level and a heading at most."""
LONGEST = 60
"""Characters of a line with one number only, for it to be a row."""
LETTERED = re.compile(r"^[A-Z]\. ")


def value_rows(lines: Sequence[Line], years: int) -> list[tuple[list[Line], Line, int]]:
    """Return each row as the lines of words before it, its own line, and how many values it has.

    Args:
        lines: The free lines after the line of years.
        years: How many years that line has: no row has fewer columns.
    """
    rows: list[tuple[list[Line], Line, int]] = []
    pending: list[Line] = []
    for line in lines:
        count = _values(line.words, years)
        if count > 1 or (count == 1 and len(line.words) < LONGEST):
            rows.append((pending, line, count))
            pending = []
        else:
            pending.append(line)
        if len(pending) > (MOST_PENDING if not rows else MOST_PENDING // 2):
            break
    width = width_of(rows, years)
    return [(words, line, _all_values(line.words, count, width)) for words, line, count in rows]


def width_of(rows: Sequence[tuple[list[Line], Line, int]], years: int) -> int:
    """Return how many value columns a table has: what most rows have, but one a year at least."""
    counts = Counter(count for _, _, count in rows)
    most = max(counts, key=lambda count: (counts[count], count), default=0)
    return max(most, years)


def _values(words: str, years: int) -> int:
    """Return how many values a line ends with: with decimal comma, or one a year of any kind."""
    parts = words.split()[::-1]
    decimals = sum(1 for _ in takewhile(_is_decimal, parts))
    numbers = sum(1 for _ in takewhile(_is_number, parts))
    return years if decimals < years <= numbers else decimals


def _is_decimal(word: str) -> bool:
    return bool(DECIMAL.match(word)) or word == MISSING


def _is_number(word: str) -> bool:
    return _is_decimal(word) or bool(WHOLE.match(word))


def _all_values(words: str, count: int, width: int) -> int:
    """Return the count with whole numbers among the values taken in, up to the width."""
    parts = words.split()
    while count < min(width, len(parts)):
        if not _is_number(parts[-count - 1]):
            break
        count += 1
    return count


def read_row(pending: Sequence[str], line: Line, count: int, notes: Sequence[Piece]) -> FoundRow:
    """Return a row: which words before it are its label, and which are a heading of a group."""
    parts = line.words.split()
    values = tuple(parts[len(parts) - count :])
    own = " ".join(parts[: len(parts) - count])
    group, label = _split(list(pending), own)
    marks = {note.sign for note in notes}
    group, _ = unmarked(group, marks)
    label, found = unmarked(label, marks)
    return FoundRow(group, label, values, line, found)


def _split(pending: list[str], own: str) -> tuple[str, str]:
    """Return the heading and the label: a row whose own label is whole has no words above it."""
    if own and (own[0].isupper() or own[0].isdigit()):
        return _joined(pending), own
    heading = [pending.pop(0)] if pending and LETTERED.match(pending[0]) else []
    return _joined(heading), _joined([*pending, *([own] if own else [])])


def _joined(words: Sequence[str]) -> str:
    """Return lines as one text, a word that was broken made whole."""
    return join(Traced(one, (None,) * len(one)) for one in words).text


def unmarked(label: str, marks: set[str]) -> tuple[str, tuple[str, ...]]:
    """Return a label without the footnote marks at its end, and the marks."""
    for pattern in (LABEL_MARK, LOOSE_LABEL_MARK):
        found = pattern.search(label)
        if found and set(signs(found[1])) <= marks:
            return label[: found.start()].strip(), tuple(signs(found[1]))
    return label, ()
