"""Text that remembers, character by character, where in the source it came from.

Joined from lines for running text; as a ``Stream`` for tables, blind to spacing and line breaks.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from typing import NamedTuple, Self

from sitegen.note.model import Span, Text
from sitegen.note.source import Line

Origin = tuple[int, int]
SIGNS = re.compile(r"\d\)?(?:,\d\)?)*$")
THOUSAND = re.compile(r"\d\u00a0\d{3}")
SUSPENDED = {"og", "eller", "samt"}  # «helse- og omsorg»: the hyphen stands for a left-out word


@dataclass(frozen=True)
class Traced:
    """Joined text; ``origins`` has each character's (line, column), ``None`` for an added blank."""

    text: str
    origins: tuple[Origin | None, ...]

    def cut(self, start: int, end: int | None = None) -> Self:
        """Return the part from ``start`` to ``end`` (end excluded)."""
        return type(self)(self.text[start:end], self.origins[start:end])

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Where the characters that are not blank stand, neighbours joined."""
        return tuple(_merge(origin for origin in self.origins if origin))

    @property
    def lines(self) -> tuple[int, ...]:
        """The source lines the text stands on, in order of reading."""
        return tuple(dict.fromkeys(span.line for span in self.spans))

    def inline(self) -> Text:
        """Return it as a run of words in a phrase."""
        return Text(text=self.text, spans=self.spans)


def _merge(origins: Iterable[Origin]) -> Iterator[Span]:
    start: Origin | None = None
    last: Origin | None = None
    for origin in origins:
        if start and last and origin != (last[0], last[1] + 1):
            yield Span(start[0], start[1], last[1] + 1)
            start = None
        start = start or origin
        last = origin
    if start and last:
        yield Span(start[0], start[1], last[1] + 1)


@lru_cache(maxsize=4096)
def trace_line(line: Line) -> Traced:
    """Return one line, ends trimmed, with runs of white space made one blank."""
    text: list[str] = []
    origins: list[Origin | None] = []
    for word in re.finditer(r"\S+", line.text):
        if text:
            text.append(" ")
            origins.append(None)
        text.extend(word.group())
        origins += [(line.number, column) for column in range(word.start(), word.end())]
    return Traced("".join(text), tuple(origins))


def join(parts: Iterable[Traced]) -> Traced:
    """Return the parts as one text: a blank between two, none where a word was broken."""
    text: list[str] = []
    origins: list[Origin | None] = []
    for part in parts:
        if text and part.text and not _broken("".join(text[-2:]), part.text):
            text.append(" ")
            origins.append(None)
        text.extend(part.text)
        origins.extend(part.origins)
    return Traced("".join(text), tuple(origins))


def _broken(before: str, after: str) -> bool:
    """Return whether a word that ends with the two characters ``before`` goes on in ``after``."""
    if re.search(r"\d–$", before):
        return after[0].isdigit()
    if not re.search(r"[\w.–]-$", before) or not after[0].islower():
        return False
    first = re.match(r"\w+", after)
    return first is None or first.group() not in SUSPENDED


def join_lines(lines: Iterable[Line]) -> Traced:
    """Return the lines as one text, blank lines left out."""
    return join(trace_line(line) for line in lines if not line.blank)


class Glyph(NamedTuple):
    """A character that is not blank: ``glued`` to the one before it, ``first`` of its line.

    ``joined`` is after a no-break space between digits: a thousand in the same number.
    """

    char: str
    line: int
    column: int
    glued: bool
    first: bool
    joined: bool = False


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
        return [cluster.cut(m.start(), m.end()) for m in re.finditer(r"\d\)?", cluster.text)]

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
        while end < len(self.glyphs) and (self.glyphs[end].glued or self.glyphs[end].joined):
            end += 1
        return min(end, len(self.glyphs)) - self.at

    def _cut(self, length: int) -> Traced:
        run = self.glyphs[self.at : self.at + length]
        self.at += length
        return join(_traced(list(part)) for _, part in groupby(run, key=lambda g: g.line))


@lru_cache(maxsize=4096)
def _glyphs(line: Line) -> tuple[Glyph, ...]:
    return tuple(_read_glyphs(line))


def _read_glyphs(line: Line) -> Iterator[Glyph]:
    for at, word in enumerate(re.finditer(r"\S+", line.text)):
        start = word.start()
        joined = bool(THOUSAND.match(line.text, max(start - 2, 0)))
        for column, char in enumerate(word.group(), start):
            glued = column > start
            first = not (at or glued)
            yield Glyph(char, line.number, column, glued, first, joined and not glued)


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
