"""A PDF's document: headings, paragraphs, tables, figures, notes and footnotes, in order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from sitegen.note.pdf.grid import Grid
from sitegen.note.pdf.page import TextLine, Word

CAPTION = re.compile(r"(Tabell|Figur) (\d+(?:\.\d+)?[a-z]?)([.:]?)(?= [A-ZÆØÅ0-9«(]|$)")

type Kind = Literal["tabell", "figur"]


@dataclass(frozen=True, slots=True)
class TableBody:
    """A table of the tags: its grid, its last page, and its caption where that is tagged too."""

    grid: Grid | None
    page: int
    caption: tuple[TextLine, ...] = ()


@dataclass(slots=True)
class NoteText:
    """A note or footnote: its sign without the parenthesis, and its lines."""

    sign: str
    lines: list[TextLine]


@dataclass(slots=True)
class Exhibit:
    """A table or a figure; ``grid`` is ``None`` for a figure, or where none could be read."""

    kind: Kind
    number: str
    caption: list[TextLine]
    grid: Grid | None = None
    notes: list[NoteText] = field(default_factory=list)
    source: list[TextLine] = field(default_factory=list)
    omitted: list[TextLine] = field(default_factory=list)

    def own_lines(self) -> list[TextLine]:
        """Return all its lines but those of its grid."""
        notes = [line for note in self.notes for line in note.lines]
        return [*self.caption, *notes, *self.source, *self.omitted]

    @property
    def name(self) -> str:
        """«Tabell 2.1», for messages."""
        return f"{self.kind.capitalize()} {self.number}"

    @property
    def page(self) -> int:
        """The page its caption stands on."""
        return self.caption[0].page


@dataclass(slots=True)
class Heading:
    """A title (level 0) or a section's heading, with the number as printed, if any."""

    lines: list[TextLine]
    level: int
    number: str = ""


@dataclass(slots=True)
class Paragraph:
    """Lines of one paragraph, over pages and columns."""

    lines: list[TextLine]


type Block = Heading | Paragraph | Exhibit | NoteText


@dataclass(slots=True)
class Document:
    """The whole document in order, and what was set aside: page furniture."""

    blocks: list[Block] = field(default_factory=list)
    furniture: list[TextLine] = field(default_factory=list)

    @property
    def exhibits(self) -> list[Exhibit]:
        """Tables and figures in order."""
        return [block for block in self.blocks if isinstance(block, Exhibit)]

    def words(self) -> Iterator[Word]:
        """Yield every word of it, what was set aside among them."""
        for block in self.blocks:
            lines = block.own_lines() if isinstance(block, Exhibit) else block.lines
            yield from (word for line in lines for word in line.words)
            if isinstance(block, Exhibit) and block.grid:
                yield from block.grid.words()
                yield from (word for line in block.grid.repeated for word in line.words)
        yield from (word for line in self.furniture for word in line.words)


def caption_of(line: TextLine) -> tuple[Kind, str] | None:
    """Return the kind and number of the exhibit a line is the caption of; ``None`` if of none."""
    found = CAPTION.match(line.text)
    if not found:
        return None
    return ("tabell" if found[1] == "Tabell" else "figur"), found[2]
