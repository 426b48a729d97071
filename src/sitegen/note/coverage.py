"""How much of the raw text is in the model: every character that is not blank, exactly once."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitegen.note.errors import CoverageError, Fault
from sitegen.note.model import (
    Exhibit,
    Grid,
    Heading,
    Note,
    Paragraph,
    Phrase,
    Remark,
    Row,
    RowGroup,
    Span,
)

Claim = tuple[str, "Span"]


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
    wanted = {
        (number, column)
        for number, line in enumerate(note.lines, start=1)
        for column, char in enumerate(line)
        if not char.isspace()
    }
    held: Counter[tuple[int, int]] = Counter()
    kinds: Counter[str] = Counter()
    for kind, span in _claims(note):
        places = [(span.line, column) for column in range(span.start, span.end)]
        held.update(places)
        kinds[kind] += len(places)
    missing = sorted({line for line, _ in wanted - held.keys()})
    twice = sorted({place[0] for place, count in held.items() if count > 1 or place not in wanted})
    return Coverage(len(wanted), dict(kinds), tuple(missing), tuple(twice))


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


def _claims(note: Note) -> Iterator[Claim]:
    for printed in note.heading:
        yield from _phrase("overskrift", printed.content)
    for section in note.sections:
        yield from (("overskrift", span) for span in section.spans)
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield from _phrase("brødtekst", block.content)
    for footnote in note.footnotes:
        yield from _remark("fotnote", footnote)
    for exhibit in note.exhibits:
        yield from _exhibit(exhibit)
    yield from ((item.kind, span) for item in note.furniture for span in item.spans)


def _exhibit(exhibit: Exhibit) -> Iterator[Claim]:
    yield from _phrase("bildetekst", exhibit.caption.content)
    for remark in exhibit.remarks:
        yield from _remark("note", remark)
    if exhibit.source:
        yield from _phrase("kilde", exhibit.source.content)
    yield from ((item.kind, span) for item in exhibit.furniture for span in item.spans)
    if exhibit.grid:
        yield from _grid(exhibit.grid)


def _grid(grid: Grid) -> Iterator[Claim]:
    for level in grid.levels:
        yield from _labels("hode", level)
    yield from _labels("radgruppe", grid.groups)
    for group in grid.groups:
        yield from _labels("rad", group.rows)
        yield from (
            ("tall", span) for row in group.rows for cell in row.cells for span in cell.spans
        )


def _labels(kind: str, parts: Iterable[Heading | RowGroup | Row]) -> Iterator[Claim]:
    for part in parts:
        yield from ((kind, span) for span in part.spans)
        yield from ((kind, span) for mark in part.marks for span in mark.spans)


def _remark(kind: str, remark: Remark) -> Iterator[Claim]:
    yield from ((kind, span) for span in remark.spans)
    yield from _phrase(kind, remark.content)


def _phrase(kind: str, phrase: Phrase) -> Iterator[Claim]:
    yield from ((kind, span) for inline in phrase for span in inline.spans)
