"""A table's characters in reading order, blind to spacing and line breaks."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from sitegen.note.source import Line
from sitegen.note.traced import Origin, Traced, join, trace_line

SIGNS = re.compile(r"\d(?:,\d)*$")


class Glyph(NamedTuple):
    """A character that is not blank: ``glued`` to the one before it, ``first`` of its line."""

    char: str
    line: int
    column: int
    glued: bool
    first: bool


class Stream:
    """Reads labels and words from lines, character by character, from a position that moves on."""

    def __init__(self, lines: Iterable[Line]) -> None:
        """Take the lines' characters that are not blank."""
        self.glyphs: Sequence[Glyph] = [glyph for line in lines for glyph in _glyphs(line)]
        self.at = 0

    @property
    def done(self) -> bool:
        """Whether nothing is left."""
        return self.at >= len(self.glyphs)

    @property
    def line(self) -> int:
        """The line of the next character, or of the last one when nothing is left."""
        return self.glyphs[min(self.at, len(self.glyphs) - 1)].line

    def agrees(self, label: str) -> int:
        """Return how many characters of a label stand here, blanks left out."""
        wanted = "".join(label.split())
        count = 0
        for char, glyph in zip(wanted, self.glyphs[self.at : self.at + len(wanted)], strict=False):
            if char != glyph.char:
                break
            count += 1
        return count

    def starts(self, label: str) -> bool:
        """Return whether a label stands here, at the start of a line."""
        if self.done or not self.glyphs[self.at].first:
            return False
        return self.agrees(label) == len("".join(label.split()))

    def take(self, label: str) -> Traced | None:
        """Return the label as printed and go past it; ``None`` if it does not stand here."""
        length = len("".join(label.split()))
        if self.agrees(label) != length:
            return None
        return self._cut(length)

    def word(self) -> Traced:
        """Return the next word (characters glued together) and go past it."""
        return self._cut(self._word_length())

    def peek(self) -> str:
        """Return the next word without going past it; empty when nothing is left."""
        return "".join(g.char for g in self.glyphs[self.at : self.at + self._word_length()])

    def signs(self) -> list[Traced]:
        """Return the footnote signs glued to what was just read, and go past them."""
        if self.done or not self.glyphs[self.at].glued or not SIGNS.match(self.peek()):
            return []
        cluster = self.word()
        return [cluster.cut(m.start(), m.end()) for m in re.finditer(r"\d", cluster.text)]

    def rest_of_line(self) -> str:
        """Return what is left of the line, for messages."""
        if self.done:
            return "slutten av teksten"
        row = self.line
        left = [glyph for glyph in self.glyphs[self.at :] if glyph.line == row]
        words = (glyph.char if glyph.glued else f" {glyph.char}" for glyph in left)
        return f"«{''.join(words).strip()}»"

    def _word_length(self) -> int:
        end = self.at + 1
        while end < len(self.glyphs) and self.glyphs[end].glued:
            end += 1
        return min(end, len(self.glyphs)) - self.at

    def _cut(self, length: int) -> Traced:
        run = self.glyphs[self.at : self.at + length]
        self.at += length
        return join(_traced(list(part)) for _, part in groupby(run, key=lambda g: g.line))


def _glyphs(line: Line) -> Iterable[Glyph]:
    traced = trace_line(line)
    for at, (char, origin) in enumerate(zip(traced.text, traced.origins, strict=True)):
        if origin:
            glued = at > 0 and traced.origins[at - 1] is not None
            yield Glyph(char, origin[0], origin[1], glued, first=at == 0)


def _traced(run: Sequence[Glyph]) -> Traced:
    text = ""
    origins: list[Origin | None] = []
    for at, glyph in enumerate(run):
        if at and not glyph.glued:
            text += " "
            origins.append(None)
        text += glyph.char
        origins.append((glyph.line, glyph.column))
    return Traced(text, tuple(origins))
