"""Text that remembers, character by character, where in the source it came from."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from sitegen.note.model import Span, Text
from sitegen.note.source import Line

Origin = tuple[int, int]
SUSPENDED = {"og", "eller", "samt"}  # «helse- og omsorg»: the hyphen stands for a left-out word


@dataclass(frozen=True, slots=True)
class Traced:
    """Joined text; ``origins`` has each character's (line, column), ``None`` for an added blank."""

    text: str
    origins: tuple[Origin | None, ...]

    def cut(self, start: int, end: int | None = None) -> Self:
        """Return the part from ``start`` to ``end`` (end excluded)."""
        return type(self)(self.text[start:end], self.origins[start:end])

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the characters that are not blank stand, neighbours joined."""
        return tuple(_merge(origin for origin in self.origins if origin))

    @property
    def lines(self) -> tuple[int, ...]:
        """The source lines the text stands on, in order of reading."""
        return tuple(dict.fromkeys(span.line for span in self.spans))

    def inline(self) -> Text:
        """Return it as a run of words in a phrase."""
        return Text(self.text, self.spans)


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


def trace_line(line: Line) -> Traced:
    """Return one line, ends trimmed, with runs of white space made one blank."""
    text: list[str] = []
    origins: list[Origin | None] = []
    for word in re.finditer(r"\S+", line.text):
        if text:
            text.append(" ")
            origins.append(None)
        text.extend(word.group())
        origins.extend((line.number, column) for column in range(word.start(), word.end()))
    return Traced("".join(text), tuple(origins))


def join(parts: Iterable[Traced]) -> Traced:
    """Return the parts as one text: a blank between two, none where a word was broken."""
    text = ""
    origins: tuple[Origin | None, ...] = ()
    for part in parts:
        if text and part.text and not _broken(text, part.text):
            text, origins = text + " ", (*origins, None)
        text, origins = text + part.text, (*origins, *part.origins)
    return Traced(text, origins)


def _broken(before: str, after: str) -> bool:
    if re.search(r"\d–$", before):
        return after[0].isdigit()
    if not re.search(r"[\w.–]-$", before) or not after[0].islower():
        return False
    first = re.match(r"\w+", after)
    return first is None or first.group() not in SUSPENDED


def join_lines(lines: Iterable[Line]) -> Traced:
    """Return the lines as one text, blank lines left out."""
    return join(trace_line(line) for line in lines if not line.blank)
