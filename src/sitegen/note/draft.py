"""The note while it is being read: what has been found, and which line belongs to what."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sitegen.note.errors import Fault, ShapeError
from sitegen.note.model import Footnote, Furniture, Grid, Passage, Section
from sitegen.note.source import Line, Source
from sitegen.note.spec import Extent, NoteSpec

ALIKE = 0.7  # below this, naming the most similar line would mislead
Window = tuple[int, int]  # first and last line number, both included


@dataclass(slots=True)
class Draft:
    """What the rules have read so far.

    Attributes:
        source: The corrected text.
        spec: ``note.toml``.
        owner: Line number → id of the part that has claimed it.
        heading: Printed title lines.
        headings: Section number → its heading's line.
        captions: Exhibit id → caption.
        sources: Exhibit id → source line.
        starts: Footnote id → its first line.
        grids: Exhibit id → table body or figure labels.
        footnotes: Footnote id → footnote.
        axes: Exhibit id → axis numbers of a figure.
        furniture: Page numbers.
        sections: The finished sections.
    """

    source: Source
    spec: NoteSpec
    owner: dict[int, str] = field(default_factory=dict)
    heading: list[Passage] = field(default_factory=list)
    headings: dict[int, Line] = field(default_factory=dict)
    captions: dict[str, Passage] = field(default_factory=dict)
    sources: dict[str, Passage] = field(default_factory=dict)
    starts: dict[str, Line] = field(default_factory=dict)
    grids: dict[str, Grid] = field(default_factory=dict)
    footnotes: dict[str, Footnote] = field(default_factory=dict)
    axes: dict[str, tuple[Furniture, ...]] = field(default_factory=dict)
    furniture: list[Furniture] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    @property
    def whole(self) -> Window:
        """The window that is the whole text."""
        return 1, len(self.source.lines)

    def line(self, number: int) -> Line:
        """Return the line with a 1-based number."""
        return self.source.lines[number - 1]

    def free(self, window: Window) -> list[Line]:
        """Return the lines of a window that hold text and belong to nothing yet."""
        first, last = window
        rows = self.source.lines[first - 1 : last]
        return [line for line in rows if not line.blank and line.number not in self.owner]

    def claim(self, owner: str, lines: Iterable[Line]) -> None:
        """Give lines to a part; a line has one owner."""
        for line in lines:
            self.owner[line.number] = owner

    def window(self, exhibit: str) -> Window:
        """Return the lines from an exhibit's caption to the line before the next caption."""
        start = self.captions[exhibit].lines[0]
        later = [c.lines[0] for c in self.captions.values() if c.lines[0] > start]
        return start, min(later, default=len(self.source.lines) + 1) - 1

    def fault(self, line: int | None, expected: str, found: str, remedy: str = "") -> ShapeError:
        """Return an error at a line of the note."""
        return ShapeError(Fault(self.source.file, line, expected, found, remedy))

    def find(self, pattern: str, window: Window, what: str) -> Line:
        """Return the one free line that matches a pattern.

        Raises:
            ShapeError: None matches (names the most similar line), or several do.
        """
        lines = self.free(window)
        looks = re.compile(pattern)
        hits = [line for line in lines if looks.search(line.words)]
        if len(hits) == 1:
            return hits[0]
        if hits:
            places = ", ".join(str(line.number) for line in hits)
            once = f"{what} på én linje («{pattern}»)"
            raise self.fault(hits[1].number, once, f"linjene {places}")
        raise self._missing(pattern, lines, window, what)

    def _missing(
        self, pattern: str, lines: Sequence[Line], window: Window, what: str
    ) -> ShapeError:
        expected = f"{what}: en linje som passer «{pattern}»"
        remedy = "Rett mønsteret i note.toml eller teksten."
        line, likeness = _most_alike(re.sub(r"[\\^$]", "", pattern), lines)
        if line is None or likeness < ALIKE:
            nothing = f"ingen på linje {window[0]}–{window[1]}"
            return self.fault(window[0], expected, nothing, remedy)
        return self.fault(line.number, expected, f"«{line.words}», som ligner mest", remedy)

    def extent(self, spec: Extent, window: Window, what: str) -> list[Line]:
        """Return the free lines from the one matching ``fra`` to the one matching ``til``.

        Without ``til``: the first line alone.
        """
        first = self.find(spec.start, window, what)
        return self.until(first, spec.end, window, what) if spec.end else [first]

    def until(self, first: Line, end: str, window: Window, what: str) -> list[Line]:
        """Return the free lines from ``first`` to the next that matches ``end``.

        Raises:
            ShapeError: No such line follows in the window.
        """
        lines = [first, *self.free((first.number + 1, window[1]))]
        for count, line in enumerate(lines, start=1):
            if re.search(end, line.words):
                return lines[:count]
        expected = f"slutten på {what} («{end}»)"
        raise self.fault(first.number, expected, "ingen slik linje etterpå")


def _most_alike(wanted: str, lines: Sequence[Line]) -> tuple[Line | None, float]:
    """Return the line whose beginning is most like the wanted words, and how much (0 to 1)."""
    best, most = None, 0.0
    for line in lines:
        start = line.words[: len(wanted)]
        likeness = difflib.SequenceMatcher(None, wanted, start, autojunk=False).ratio()
        if likeness > most:
            best, most = line, likeness
    return best, most
