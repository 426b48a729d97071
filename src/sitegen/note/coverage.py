"""How much of the raw text is in the model: every character that is not blank, exactly once."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from sitegen.note.errors import CoverageError, Fault
from sitegen.note.model import Furniture, Note, Span
from sitegen.note.toml_file import Part

KINDS = {
    "Note.heading": "overskrift",
    "Note.sections": "overskrift",
    "Section.blocks": "brødtekst",
    "Note.footnotes": "fotnote",
    "Exhibit.caption": "bildetekst",
    "Exhibit.footnotes": "note",
    "Exhibit.source": "kilde",
    "Exhibit.levels": "hode",
    "Exhibit.groups": "radgruppe",
    "RowGroup.rows": "rad",
    "Row.cells": "tall",
}
"""Field of the model → kind of the characters that it, and all below it, holds."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was counted.

    Attributes:
        total: Characters of the text that are not blank.
        kinds: Kind of part → characters it holds.
        missing: Lines with characters in no part.
        twice: Lines with characters in more than one.
    """

    total: int
    kinds: dict[str, int]
    missing: tuple[int, ...]
    twice: tuple[int, ...]

    @property
    def full(self) -> bool:
        """Whether every character is in exactly one part."""
        return not self.missing and not self.twice


def measure(note: Note) -> Coverage:
    """Return how the model covers the text, counted from the model's own spans."""
    wanted = {number: _columns(line) for number, line in enumerate(note.lines, start=1)}
    held: Counter[int] = Counter()
    twice: set[int] = set()
    kinds: Counter[str] = Counter()
    held_by: list[tuple[str, Span]] = []
    _take_spans(held_by, "", note)
    for kind, span in held_by:
        columns = (1 << span.end) - (1 << span.start)
        if columns & (held[span.line] | ~wanted.get(span.line, 0)):
            twice.add(span.line)
        held[span.line] |= columns
        kinds[kind] += span.end - span.start
    missing = [line for line, columns in wanted.items() if columns & ~held[line]]
    total = sum(columns.bit_count() for columns in wanted.values())
    return Coverage(total, dict(kinds), tuple(missing), tuple(sorted(twice)))


def _columns(line: str) -> int:
    """Return the columns of a line that are not blank, each as a bit."""
    return sum((1 << word.end()) - (1 << word.start()) for word in re.finditer(r"\S+", line))


def require_full(note: Note, file: str) -> None:
    """Raise ``CoverageError``, naming every line, unless the model covers the text exactly once."""
    coverage = measure(note)
    once = "at hvert tegn hører til nøyaktig én del"
    found = [(line, "uten del") for line in coverage.missing]
    found += [(line, "i to deler") for line in coverage.twice]
    if found:
        lines = note.lines
        raise CoverageError(
            *(Fault(file, n, once, f"tegn {what}: «{lines[n - 1].strip()}»") for n, what in found)
        )


def _take_spans(found: list[tuple[str, Span]], kind: str, value: object) -> None:
    """Add every span below a value, each with the kind of part that holds it."""
    if isinstance(value, Span):
        found.append((kind, value))
    elif isinstance(value, tuple):
        for one in value:
            if isinstance(one, tuple | Part):
                _take_spans(found, kind, one)
    elif isinstance(value, Furniture):
        found.extend((value.kind, span) for span in value.spans)
    elif isinstance(value, Part):
        for name, own in _fields(type(value)):
            held = getattr(value, name)
            if isinstance(held, tuple | Part):
                _take_spans(found, own or kind, held)


@cache
def _fields(model: type[Part]) -> tuple[tuple[str, str], ...]:
    """Return a model's fields, each with its kind; empty for that of what holds the model."""
    return tuple((name, KINDS.get(f"{model.__name__}.{name}", "")) for name in model.model_fields)
