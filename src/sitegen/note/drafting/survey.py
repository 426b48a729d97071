"""What has been found in a note so far, and what is not certain."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from sitegen.note.drafting.clues import CAPTION, CAPTION_MARK, ONLY_NUMBERS, REMARK, SOURCE, signs
from sitegen.note.drafting.found import Doubt, Forecast, FoundFigure, FoundTable, Piece, Share
from sitegen.note.source import Line
from sitegen.note.spec import NoteSpec


@dataclass(slots=True)
class Survey:
    """The note while it is being surveyed.

    Attributes:
        lines: The note's lines.
        day: The date the editor gave.
        previous: The ``note.toml`` of the edition before, to learn from.
        ident: Makes an id of Norwegian words.
        owner: Line number → name of the part it belongs to.
        heading: Printed title and subtitle.
        captions: ``tabell-3`` → its caption, in order of the text.
        sections: Section number → heading.
        sources: ``tabell-3`` → its source line.
        remarks: ``tabell-3`` → its notes in order.
        footnotes: Page footnotes in order.
        links: Loose address lines.
        tables: ``tabell-3`` → its body.
        figures: ``figur-3`` → its loose labels.
        shares: Shares of municipalities in the running text.
        forecasts: Earlier forecasts in the running text.
        doubts: Name of a part → what is not certain about it.
    """

    lines: tuple[Line, ...]
    day: date
    previous: NoteSpec | None
    ident: Callable[[str], str]
    owner: dict[int, str] = field(default_factory=dict)
    heading: list[Piece] = field(default_factory=list)
    captions: dict[str, Piece] = field(default_factory=dict)
    sections: dict[int, Piece] = field(default_factory=dict)
    sources: dict[str, Piece] = field(default_factory=dict)
    remarks: dict[str, list[Piece]] = field(default_factory=dict)
    footnotes: list[Piece] = field(default_factory=list)
    links: list[Line] = field(default_factory=list)
    tables: dict[str, FoundTable] = field(default_factory=dict)
    figures: dict[str, FoundFigure] = field(default_factory=dict)
    shares: list[Share] = field(default_factory=list)
    forecasts: list[Forecast] = field(default_factory=list)
    doubts: dict[str, list[Doubt]] = field(default_factory=dict)

    def free(self, first: int, last: int) -> list[Line]:
        """Return the lines of a stretch that hold text and belong to nothing yet."""
        rows = self.lines[first - 1 : last]
        return [line for line in rows if not line.blank and line.number not in self.owner]

    @property
    def rest(self) -> list[Line]:
        """Every line that belongs to nothing yet."""
        return self.free(1, len(self.lines))

    def claim(self, owner: str, lines: Iterable[Line]) -> None:
        """Give lines to a part."""
        self.owner.update(dict.fromkeys((line.number for line in lines), owner))

    def doubt(self, part: str, line: int | None, words: str, row: str = "") -> None:
        """Remember what is not certain of a part, or of a row in it."""
        self.doubts.setdefault(part, []).append(Doubt(line, words, row))

    def window(self, name: str) -> tuple[int, int]:
        """Return the lines from a caption to the line before the next one."""
        start = self.captions[name].first.number
        later = [c.first.number for c in self.captions.values() if c.first.number > start]
        return start, min(later, default=len(self.lines) + 1) - 1

    def gap(self, before: Line, after: Line) -> int:
        """Return how many lines stand between two."""
        return after.number - before.number - 1

    def hard_blank(self, before: Line, after: Line) -> bool:
        """Return whether a line that holds only blanks stands between two lines."""
        return any(line.text for line in self.lines[before.number : after.number - 1])

    def begins(self, line: Line) -> bool:
        """Return whether something new begins here: a caption, note, source, or bare numbers."""
        if CAPTION.match(line.words) or SOURCE.match(line.words) or REMARK.match(line.words):
            return True
        return line.number in self.owner or bool(ONLY_NUMBERS.match(line.words))

    def marked(self, name: str) -> set[str]:
        """Return the footnote marks printed in a caption."""
        words = self.captions[name].words
        return {sign for found in CAPTION_MARK.findall(words) for sign in signs(found)}

    def moved(self, words: str) -> str:
        """Return words of the edition before with their years moved on to this one's."""
        step = self.day.year - self.previous.notat.dato.year if self.previous else 0
        return re.sub(r"\b20\d\d\b", lambda year: str(int(year[0]) + step), words)
