"""Patterns for ``note.toml``: as few words of a line as name it alone."""

import re
from collections.abc import Sequence

from sitegen.note.drafting.found import Piece
from sitegen.note.source import Line

FEWEST = 4
"""Words a pattern begins with: fewer read as a coincidence."""


def start_pattern(line: Line, scope: Sequence[Line]) -> str:
    """Return a pattern that fits this line and no other in the scope."""
    words = line.words.split()
    for count in range(min(FEWEST, len(words)), len(words) + 1):
        whole = "$" if count == len(words) else ""
        pattern = f"^{_escaped(words[:count])}{whole}"
        if sum(bool(re.search(pattern, other.words)) for other in scope) == 1:
            return pattern
    return f"^{_escaped(words)}$"


def end_pattern(piece: Piece) -> str:
    """Return a pattern that fits the last line of a piece, and none before it."""
    words = piece.last.words.split()
    for count in range(min(2, len(words)), len(words) + 1):
        whole = "^" if count == len(words) else ""
        pattern = f"{whole}{_escaped(words[-count:])}$"
        if not any(re.search(pattern, line.words) for line in piece.lines[:-1]):
            return pattern
    return f"^{_escaped(words)}$"


def is_alone(pattern: str, scope: Sequence[Line]) -> bool:
    """Return whether a pattern fits one line of the scope only."""
    return sum(bool(re.search(pattern, line.words)) for line in scope) == 1


def _escaped(words: Sequence[str]) -> str:
    return " ".join(re.escape(word).replace(r"\-", "-") for word in words)
