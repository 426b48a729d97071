"""The delimiter of a table, by consistent numbers of columns."""

from collections import Counter
from collections.abc import Sequence

from kommuneindikatorer.text.cells import split_cells

DELIMITERS = ("\t", ";", "|", ",")
"""Least likely inside a cell first: it wins when two are as consistent."""

NAMES = {"\t": "tab", ";": ";", "|": "|", ",": ","}
"""The delimiter as `Options.skilletegn` says it."""


def find_delimiter(lines: Sequence[str]) -> str | None:
    """Return the delimiter under which most lines have the same number of columns.

    Title lines above and notes below are in the minority. In `a;1,5;2,5` comma is as
    consistent as semicolon; the order of `DELIMITERS` settles that. None for plain text.
    """
    scores = {delimiter: _agreeing(lines, delimiter) for delimiter in DELIMITERS}
    best = max(scores.values(), default=0)
    if best == 0:
        return None
    return next(one for one in DELIMITERS if 10 * scores[one] >= 9 * best)


def _agreeing(lines: Sequence[str], delimiter: str) -> int:
    """Return how many lines share the commonest number of columns above one."""
    counts = Counter(len(cells) for line in lines if (cells := split_cells(line, delimiter)))
    del counts[1]
    return max(counts.values(), default=0)
