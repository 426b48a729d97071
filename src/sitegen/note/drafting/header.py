"""A table's header: its levels, and how many columns each cell stands over."""

import re
from collections.abc import Sequence
from itertools import batched, pairwise

from sitegen.note.drafting.clues import YEAR
from sitegen.note.drafting.found import HeadLevel

COLUMN_WORDS = (
    "Alle kommuner utenom Oslo",
    "Alle kommuner",
    "Utvalget",
    "Alle",
)
"""Column headings that hold a name, or run over two lines."""
NAMES = re.compile(r"(?<=[a-zæøå\d)]) (?=[A-ZÆØÅ])(?!(?:Oslo|Norge|Agder|Rogaland)\b)")


def years_of(words: str) -> list[int]:
    """Return the years of a line that holds only years, marks taken off; else an empty list."""
    found = [YEAR.match(word) for word in words.split()]
    return [int(year[1]) for year in found if year] if all(found) else []


def cycles(years: Sequence[int]) -> int:
    """Return how many times a row of years starts over."""
    return 1 + sum(after <= before for before, after in pairwise(years))


def split_words(text: str, known: Sequence[str] = ()) -> list[str]:
    """Return the cells of a header line: known ones whole, the others from capital to capital."""
    cells: list[str] = []
    rest = text
    while rest:
        hit = next((words for words in (*known, *COLUMN_WORDS) if _starts(rest, words)), None)
        cell = hit or NAMES.split(rest, maxsplit=1)[0]
        cells.append(cell)
        rest = rest[len(cell) :].strip()
    return cells


def _starts(text: str, words: str) -> bool:
    return text == words or text.startswith(f"{words} ")


def head_levels(
    years: Sequence[int], top: str, below: str, width: int
) -> tuple[list[HeadLevel], list[int], str]:
    """Return the levels, each column's year, and the words below the years that are no header.

    Raises:
        ValueError: The words do not make whole columns; says what was expected.
    """
    rounds = cycles(years)
    if width == len(years):
        levels = [HeadLevel(tuple((str(year), 1) for year in years))]
        return [*_top(top, rounds, width), *levels], list(years), below
    cells = split_words(below)
    last, rest = cells[:width], " ".join(cells[width:])
    if len(last) < width:
        message = f"{width} kolonner, men bare {len(last)} overskrifter: {' | '.join(last)}"
        raise ValueError(message)
    spans = _spans(last, len(years), rounds)
    levels = [
        HeadLevel(tuple((str(y), span) for y, span in zip(years, spans, strict=True))),
        HeadLevel(tuple((cell, 1) for cell in last)),
    ]
    columns = [year for year, span in zip(years, spans, strict=True) for _ in range(span)]
    return [*_top(top, rounds, width), *levels], columns, rest


def _top(top: str, rounds: int, width: int) -> list[HeadLevel]:
    if rounds == 1:
        return []
    cells = split_words(top)
    if len(cells) != rounds:
        message = f"{rounds} overskrifter over årene, men fant {len(cells)}: {' | '.join(cells)}"
        raise ValueError(message)
    return [HeadLevel(tuple((cell, width // rounds) for cell in cells))]


def _spans(cells: Sequence[str], years: int, rounds: int) -> list[int]:
    """Return how many columns each year stands over: a year never has one heading twice."""
    spans: list[int] = []
    for part in batched(cells, max(1, len(cells) // rounds)):
        seen: set[str] = set()
        spans.append(0)
        for cell in part:
            if cell in seen:
                spans.append(0)
                seen = set()
            spans[-1] += 1
            seen.add(cell)
    if len(spans) != years:
        message = f"kolonner under {years} år, men overskriftene deler seg i {len(spans)}"
        raise ValueError(message)
    return spans
