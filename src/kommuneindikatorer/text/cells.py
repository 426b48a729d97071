"""Lines to rows of cells: quotes as in RFC 4180, and what to do when they do not close."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

MAX_JOINED = 20
"""Lines that one quoted cell may run over."""
LONGEST_SHOWN = 200
"""Signs of a heading, a name or a cell that are kept for showing it."""
_MAX_TEXT = 65_536
_MAX_FAILED = 50
"""Stray quotes after which no more lines are tried together, so that time stays linear."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Attributes:
        number: 1-based line of the file (row of the sheet) where it begins.
        cells: Its cells as text, untouched but for the quotes.
        lines: How many lines of the file it runs over.
    """

    number: int
    cells: tuple[str, ...]
    lines: int = 1


def shortened(text: str) -> str:
    """Return a heading, a name or a cell as it is shown: cut, with «…», where too long to read.

    A browser takes many seconds to lay out a name of 100 000 signs.
    """
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def split_cells(line: str, delimiter: str) -> tuple[str, ...] | None:
    """Return the cells of a line; None when a quote is not closed or closed too early."""
    if '"' not in line:
        return tuple(line.split(delimiter))
    try:
        return tuple(next(csv.reader([line], delimiter=delimiter, strict=True)))
    except (csv.Error, StopIteration):
        return None


def iter_rows(lines: Iterator[tuple[int, str]], delimiter: str) -> Iterator[Row]:
    """Yield rows. A cell in quotes may hold line breaks; a stray quote spoils only its line.

    A line whose quotes do not close is joined with those that follow until they do. When
    they never do, its quotes are read as ordinary signs and the next line starts anew: one
    stray quote must not swallow the rest of the file.
    """
    waiting: deque[tuple[int, str]] = deque()
    failed = 0
    while line := (waiting.popleft() if waiting else next(lines, None)):
        cells = split_cells(line[1], delimiter)
        if cells is not None:
            yield Row(line[0], cells)
            continue
        if failed < _MAX_FAILED:
            waiting.extend(islice(lines, MAX_JOINED - len(waiting)))
        row = _join(line, waiting, delimiter)
        failed += row.lines == 1
        for _ in range(row.lines - 1):
            waiting.popleft()
        yield row


def _join(line: tuple[int, str], ahead: Iterable[tuple[int, str]], delimiter: str) -> Row:
    """Return the row that begins with the line, with as many of the next as its quotes need."""
    number, text = line
    for count, (_, more) in enumerate(ahead, start=2):
        text = f"{text}\n{more}"
        if len(text) > _MAX_TEXT:
            break
        if (cells := split_cells(text, delimiter)) is not None:
            return Row(number, cells, count)
    return Row(number, tuple(line[1].split(delimiter)))
