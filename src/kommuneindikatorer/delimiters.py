"""What parts the cells of a text file, and a line parted by it.

The delimiter is what makes the most fields agree: lines with the same number of columns, times
that number. A line that a delimiter cuts through a quote or a number does not count for it.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence

DELIMITERS = ("\t", ";", "|", ",")
"""Least likely inside a cell first: it wins when two make as many fields agree."""

NAMES = {"\t": "tab", ";": ";", "|": "|", ",": ","}
"""The delimiter as `Options.skilletegn` says it."""

_SAID = re.compile(r'"?sep=(?P<sign>[\t;|,])"?[\t;|,]*', re.IGNORECASE)
_RULE = re.compile(r"[\s|:+=-]*-{2,}[\s|:+=-]*")
_STRONGER = re.compile(r"[\t|]|;(?! )")
"""What no cell between commas has, unless in quotes: then comma is a decimal sign there."""


def said_delimiter(line: str) -> str:
    """Return the delimiter that a first line «sep=;» says; empty when it says none."""
    match = _SAID.fullmatch(line.strip(" "))
    return match["sign"] if match else ""


def find_delimiter(lines: Sequence[str]) -> str | None:
    """Return the delimiter under which the most fields agree; None for plain text."""
    if lines and (said := said_delimiter(lines[0])):
        return said
    scores = {delimiter: _agreeing(lines, delimiter) for delimiter in DELIMITERS}
    best = max(scores.values(), default=0)
    return next(one for one in DELIMITERS if scores[one] == best) if best else None


def _agreeing(lines: Iterable[str], delimiter: str) -> int:
    """Return the fields of the lines that share a number of columns above one, at most."""
    counts: Counter[int] = Counter()
    for line in lines:
        cells = split_cells(line, delimiter) or ()
        if len(cells) > 1 and not _is_cut(line, cells, delimiter):
            counts[len(cells)] += 1
    return max((columns * count for columns, count in counts.items()), default=0)


def _is_cut(line: str, cells: Iterable[str], delimiter: str) -> bool:
    """Return whether the delimiter cuts through what belongs together."""
    if '"' in line:
        return any(cell.count('"') % 2 for cell in cells)
    return delimiter == "," and _STRONGER.search(line) is not None


def split_cells(line: str, delimiter: str) -> tuple[str, ...] | None:
    """Return the cells of a line; None when a quote is not closed or closed too early."""
    if '"' not in line:
        return tuple(line.split(delimiter))
    try:
        return tuple(next(csv.reader([line], delimiter=delimiter, strict=True)))
    except (csv.Error, StopIteration):
        return None


def is_rule(line: str) -> bool:
    """Return whether a line of a pipe table only draws one, ``|---|:--|``."""
    return _RULE.fullmatch(line) is not None and "|" in line


def has_outer_pipes(lines: Iterable[str]) -> bool:
    """Return whether every line of a pipe table begins and ends with the pipe."""
    tabled = [line.strip() for line in lines if "|" in line]
    return bool(tabled) and all(len(one) > 1 and one[0] == one[-1] == "|" for one in tabled)
