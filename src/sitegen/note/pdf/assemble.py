"""Lines in reading order → the document they make.

Both doors meet here: from tags a table comes as a grid with its rows, from positions as lines.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sitegen.note.pdf.document import (
    CAPTION,
    Document,
    Exhibit,
    Heading,
    Kind,
    NoteText,
    Paragraph,
    TableBody,
    caption_of,
)
from sitegen.note.pdf.grid import body_end, read_grid, with_values
from sitegen.note.pdf.page import Box, Page, TextLine, Word, around

CONTINUED = re.compile(r"\(?(?:forts|fortsatt|fortsettelse|cont)\b", re.IGNORECASE)
SOURCE = re.compile(r"Kilde[r]?\s?:")
NOTE = re.compile(r"(\d)(\)?)(?= |$)")
NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.? (?=[A-ZÆØÅ«])")
ENDED = re.compile(r"[.!?:»]\d?\)?$")
GAP = 30  # points: shapes farther apart are two drawings


def assemble(items: Sequence[TextLine | TableBody], pages: Sequence[Page]) -> Document:
    """Return the document that lines (and tagged tables among them) make."""
    reader = _Reader(list(items), {page.number: page for page in pages})
    while reader.at < len(reader.items):
        reader.step()
    return reader.document


@dataclass(slots=True)
class _Reader:
    """Reads items one after the other; ``open`` is the paragraph that may go on."""

    items: list[TextLine | TableBody]
    pages: dict[int, Page]
    document: Document = field(default_factory=Document)
    at: int = 0
    open: Paragraph | None = None
    body: float = 0.0
    leading: float = 0.0
    right: float = 0.0

    def __post_init__(self) -> None:
        sizes: Counter[float] = Counter()
        for line in self._lines():
            if len(line.segments) == 1 and not line.bold:
                sizes[line.size] += len(line.text)
        # Running text has one segment a line; rows and captions would make theirs the body's size.
        self.body = max(sizes, key=lambda one: sizes[one], default=0.0)
        steps: Counter[float] = Counter()
        lines = [line for line in self._lines() if abs(line.size - self.body) < 0.1]  # noqa: PLR2004  one size
        for before, after in pairwise(lines):
            if before.page == after.page and after.box.top > before.box.top:
                steps[round(after.box.top - before.box.top, 1)] += 1
        self.leading = max(steps, key=lambda one: steps[one], default=1.2 * self.body)

    def _lines(self) -> list[TextLine]:
        return [item for item in self.items if isinstance(item, TextLine)]

    def _peek(self, ahead: int = 0) -> TextLine | TableBody | None:
        at = self.at + ahead
        return self.items[at] if at < len(self.items) else None

    def step(self) -> None:
        """Read the next block."""
        item = self.items[self.at]
        if isinstance(item, TableBody):
            self._tagged(item)
        elif caption_of(item) and not self._in_running_text(item):
            self._exhibit(item)
        elif self._is_heading(item):
            self._heading(item)
        elif self._is_footnote(item):
            self.at += 1
            note = NoteText(_sign(item), [item])
            note.lines += self._following(item)
            self.document.blocks.append(note)
        else:
            self._prose(item)

    def _in_running_text(self, line: TextLine) -> bool:
        """Return whether a line that looks like a caption carries a sentence on."""
        if line.starts is not None:
            return not line.starts
        before = self.items[self.at - 1] if self.at else None
        if not isinstance(before, TextLine) or before.page != line.page or line.bold:
            return False
        if with_values(before):
            return False
        # «…vist i tabell / 1. Anslagene for…»: the line before has not ended, and stands close.
        close = line.box.top - before.box.top <= 1.1 * self.leading
        return close and before.size == line.size and not ENDED.search(before.text)

    def _is_heading(self, line: TextLine) -> bool:
        if line.role.startswith("H"):
            return True
        if line.role or len(line.segments) > 2:  # noqa: PLR2004  a number may stand apart
            return False
        larger = line.size > 1.08 * self.body
        bold = (
            line.bold
            and not line.text.endswith((".", ",", ":"))
            and any(c.isalpha() for c in line.text)
        )
        if larger or bold:
            return any(char.isalpha() for char in line.text)
        # Neither larger nor bold: a number, no full stop, and room on both sides make a heading.
        alone = NUMBERED.match(line.text) and not ENDED.search(line.text) and len(line.text) < 80  # noqa: PLR2004
        return bool(alone) and self._stands_alone(line)

    def _stands_alone(self, line: TextLine) -> bool:
        before = self.items[self.at - 1] if self.at else None
        after = self._peek(1)
        wide = 1.25 * self.leading
        above = (
            not isinstance(before, TextLine)
            or before.page != line.page
            or (line.box.top - before.box.top > wide)
        )
        below = isinstance(after, TextLine) and (
            after.page == line.page and after.box.top - line.box.top > wide
        )
        return above and below

    def _heading(self, line: TextLine) -> None:
        lines = [line]
        self.at += 1
        while isinstance(after := self._peek(), TextLine) and self._same(lines[-1], after):
            if NUMBERED.match(after.text) or caption_of(after) or after.role != line.role:
                break
            if after.starts:
                break
            lines.append(after)
            self.at += 1
        number = NUMBERED.match(line.text)
        first = not any(isinstance(block, Heading) for block in self.document.blocks)
        level = 0 if first and not number and line.page == 1 else 1
        self.document.blocks.append(Heading(lines, level, number[1] if number else ""))
        self.open = None

    def _same(self, before: TextLine, after: TextLine) -> bool:
        """Return whether a line goes on right below another, in the same type."""
        alike = abs(before.size - after.size) < 0.1 and before.bold == after.bold  # noqa: PLR2004  one size
        return (
            alike
            and before.page == after.page
            and (0 < after.box.top - before.box.top < 1.6 * before.size)
        )

    def _is_footnote(self, line: TextLine) -> bool:
        """Return whether a line is a footnote's first: small, with its sign, low on the page."""
        if line.role == "Note":
            return True
        small = line.size < 0.95 * self.body
        raised = line.words[0].raised and len(line.words) > 1
        sign = raised or (small and NOTE.match(line.text))
        return bool(sign) and (small or line.box.top > 0.5 * self.pages[line.page].height)

    def _following(self, first: TextLine) -> list[TextLine]:
        """Return and go past the lines that carry a note on."""
        lines = [first]
        while isinstance(after := self._peek(), TextLine):
            stop = _sign(after) or SOURCE.match(after.text) or caption_of(after) or after.starts
            # A footnote may go on at the foot of the next page, while its sentence has not ended.
            over = after.page == lines[-1].page + 1 and after.size < 0.95 * self.body
            step = after.box.top - lines[-1].box.top
            near = (
                0 < step < 1.7 * first.size
                if after.page == lines[-1].page
                else (over and not ENDED.search(lines[-1].text))
            )
            if stop or not near or abs(after.size - first.size) > 0.1 or after.bold != first.bold:  # noqa: PLR2004
                break
            lines.append(after)
            self.at += 1
        return lines[1:]

    def _prose(self, line: TextLine) -> None:
        self.at += 1
        if self.open and self._goes_on(self.open.lines[-1], line):
            self.open.lines.append(line)
            return
        self.open = Paragraph([line])
        self.document.blocks.append(self.open)

    def _goes_on(self, before: TextLine, line: TextLine) -> bool:
        if line.starts is not None:
            return not line.starts
        ended = bool(ENDED.search(before.text))
        step = line.box.top - before.box.top
        apart = before.page != line.page or step < 0 or step > 3 * self.leading
        if abs(before.size - line.size) > 0.1 or before.bold != line.bold:  # noqa: PLR2004
            return False
        # Across a table, a column or a page nothing but an unfinished sentence says it goes on.
        if apart or not self._adjacent(before):
            return not ended
        if step > 1.25 * self.leading:
            return not ended and line.text[0].islower()
        return not (ended and line.box.x0 > before.box.x0 + 0.8 * line.size)

    def _adjacent(self, before: TextLine) -> bool:
        return self.at >= 2 and self.items[self.at - 2] is before  # noqa: PLR2004  this one is read

    def _tagged(self, table: TableBody) -> None:
        """Read a tagged table: its own caption, or else that of the paragraph before it."""
        self.at += 1
        lines = list(table.caption)
        found = caption_of(lines[0]) if lines else None
        last = self.document.blocks[-1] if self.document.blocks else None
        if not found and isinstance(last, Exhibit) and last.kind == "tabell" and not last.grid:
            last.grid = table.grid
            self._below(last)
            return
        kind, number = found or ("tabell", "")
        exhibit = Exhibit(kind, number, lines, table.grid)
        self.document.blocks.append(exhibit)
        self._below(exhibit)

    def _exhibit(self, line: TextLine) -> None:
        kind, number = caption_of(line) or ("tabell", "")
        if self._carried_on(kind, number, line):
            return
        exhibit = Exhibit(kind, number, self._caption(line))
        self.document.blocks.append(exhibit)
        if kind == "figur":
            self._chart(exhibit)
        elif not isinstance(self._peek(), TableBody):
            self._body(exhibit)
        else:
            return
        self._below(exhibit)

    def _carried_on(self, kind: Kind, number: str, line: TextLine) -> bool:
        """Return whether it is the caption of an exhibit that goes on from the page before."""
        rest = CAPTION.sub("", line.text).strip(" .:")
        before = [one for one in self.document.exhibits if (one.kind, one.number) == (kind, number)]
        if before and (CONTINUED.search(rest) or rest == _rest(before[-1].caption[0])):
            self.at += 1
            self.document.furniture.append(line)
            return True
        return False

    def _caption(self, line: TextLine) -> list[TextLine]:
        """Return and go past a caption's lines: of one type, one below the other, no cells."""
        lines = [line]
        self.at += 1
        leading: float | None = None
        while isinstance(after := self._peek(), TextLine) and self._same(lines[-1], after):
            step = after.box.top - lines[-1].box.top
            below = leading is not None and step > 1.15 * leading
            apart = len(after.segments) > 1 and not line.starts
            cells = with_values(after) or (apart and not line.bold)
            stop = after.starts or caption_of(after) or SOURCE.match(after.text) or cells or below
            if stop or self._ruled_between(lines[-1], after):
                break
            # A second line starts near the first, or both are centred; far off it is a header cell.
            started = abs(after.box.x0 - line.box.x0) < 8 * line.size
            if not started and not _centred(line, after):
                break
            leading = step
            lines.append(after)
            self.at += 1
        return lines

    def _ruled_between(self, above: TextLine, below: TextLine) -> bool:
        return any(
            above.box.bottom - 0.4 * above.size <= rule.top <= below.box.top + 0.3 * below.size
            and rule.x0 < below.box.x1
            and rule.x1 > below.box.x0
            for rule in self.pages[above.page].rules
        )

    def _body(self, exhibit: Exhibit) -> None:
        """Read a table's body from the lines below its caption."""
        lines: list[TextLine] = []
        for item in self.items[self.at :]:
            if not isinstance(item, TextLine) or self._ends_body(item, lines):
                break
            lines.append(item)
        again = [line for line in lines if self._repeated(line, exhibit)]
        lines = [line for line in lines if line not in again]
        count = body_end(lines)
        rules = [rule for page in self.pages.values() for rule in page.rules]
        exhibit.grid = read_grid(lines[:count], rules) if count else None
        if exhibit.grid:
            last = lines[count - 1]
            end = next(at for at, item in enumerate(self.items) if item is last) + 1
            passed = self.items[self.at : end]
            self.document.furniture += [line for line in again if line in passed]
            self.at = end

    def _repeated(self, line: TextLine, exhibit: Exhibit) -> bool:
        """Return whether a line is the same table's caption once more, on a new page."""
        found = caption_of(line)
        return bool(found) and found == (exhibit.kind, exhibit.number)

    def _ends_body(self, line: TextLine, lines: Sequence[TextLine]) -> bool:
        found = caption_of(line)
        if found:
            again = CONTINUED.search(line.text) is not None
            return not again
        if SOURCE.match(line.text):
            return True
        valued = any(with_values(one) for one in lines)
        if with_values(line) or not valued:
            return False
        return bool(_sign(line)) or line.size > 1.15 * lines[-1].size

    def _chart(self, exhibit: Exhibit) -> None:
        """Set a figure's own words aside: what stands in it is no running text."""
        area = self._drawn_area(exhibit)
        while isinstance(line := self._peek(), TextLine):
            stop = caption_of(line) or SOURCE.match(line.text) or self._is_heading(line)
            note = _sign(line) and line.words[0].raised
            wide = line.box.x1 - line.box.x0 > 0.55 * self._measure()
            body = abs(line.size - self.body) < 0.1  # noqa: PLR2004  one size
            prose = body and len(line.segments) == 1 and (wide or ENDED.search(line.text))
            drawn = any(_stands_in(line, box) for box in area)
            if not drawn and (stop or note or prose or line.starts):
                return
            exhibit.omitted.append(line)
            self.at += 1

    def _drawn_area(self, exhibit: Exhibit) -> list[Box]:
        """Return the pictures of a page, and what is drawn right below a figure's caption."""
        caption, page = exhibit.caption[-1], self.pages[exhibit.page]
        lines = [line for line in page.lines if line.box.top > caption.box.bottom]
        ends = [x.box.top for x in lines if caption_of(x) or SOURCE.match(x.text)]
        end = min(ends, default=page.height)
        found: Box | None = None
        for shape in sorted(page.shapes, key=lambda one: one.box.top):
            box = shape.box
            if caption.box.bottom - 2 < box.top and box.bottom < end:
                if found and box.top > found.bottom + GAP:
                    break
                found = around((found, box)) if found else box
        pictures = [one for one in (*page.graphics, *page.pictures) if one.bottom - one.top > GAP]
        small = [line.box for line in lines if found and self._beside(line, found)]
        return [*pictures, *([around((found, *small))] if found else [])]

    def _beside(self, line: TextLine, drawn: Box) -> bool:
        """Return whether a line is small and stands right below what is drawn, as labels do."""
        small = line.size < 0.95 * self.body and not SOURCE.match(line.text) and not _sign(line)
        return small and -line.size < line.box.top - drawn.bottom < GAP

    def _measure(self) -> float:
        """Return the width of the widest line of running text."""
        if not self.right:
            self.right = max((one.box.x1 - one.box.x0 for one in self._lines()), default=0.0)
        return self.right

    def _below(self, exhibit: Exhibit) -> None:
        """Read the notes and the source line below an exhibit."""
        while isinstance(line := self._peek(), TextLine):
            if SOURCE.match(line.text) and not exhibit.source:
                self.at += 1
                exhibit.source = [line, *self._source_goes_on(line)]
            elif (sign := _sign(line) or self._bare_sign(line, exhibit)) and (
                self._is_note(line, exhibit, sign)
            ):
                self.at += 1
                exhibit.notes.append(NoteText(sign, [line, *self._following(line)]))
            else:
                return

    def _bare_sign(self, line: TextLine, exhibit: Exhibit) -> str:
        """Return the sign of a note without words: a small digit alone, below another note."""
        small = bool(exhibit.notes) and line.size < 0.85 * exhibit.notes[-1].lines[0].size
        return line.text if small and len(line.text) == 1 and line.text.isdigit() else ""

    def _is_note(self, line: TextLine, exhibit: Exhibit, sign: str) -> bool:
        due = sign == str(len(exhibit.notes) + 1)
        marked = line.words[0].raised or ")" in line.words[0].text or line.size < 0.95 * self.body
        return marked and line.page == self._last_page() and (sign in _marks(exhibit) or due)

    def _last_page(self) -> int:
        return self.items[self.at - 1].page

    def _source_goes_on(self, first: TextLine) -> list[TextLine]:
        lines = [first]
        while isinstance(after := self._peek(), TextLine) and self._same(lines[-1], after):
            full = lines[-1].box.x1 > 0.8 * (self._measure() + first.box.x0)
            stop = after.starts or _sign(after) or caption_of(after) or SOURCE.match(after.text)
            if stop or not full or after.box.top - lines[-1].box.top > 1.35 * first.size:
                break
            lines.append(after)
            self.at += 1
        return lines[1:]


def _stands_in(line: TextLine, drawn: Box) -> bool:
    """Return whether a line stands inside something drawn."""
    middle = (line.box.top + line.box.bottom) / 2
    across = drawn.x0 - GAP <= line.box.x1 and line.box.x0 <= drawn.x1 + GAP
    return across and drawn.top - line.size <= middle <= drawn.bottom


def _rest(line: TextLine) -> str:
    return CAPTION.sub("", line.text).strip(" .:")


def _centred(above: TextLine, below: TextLine) -> bool:
    middles = [(one.box.x0 + one.box.x1) / 2 for one in (above, below)]
    return abs(middles[0] - middles[1]) < above.size


def _sign(line: TextLine) -> str:
    """Return the sign of the note a line begins; empty if it begins none."""
    first: Word = line.words[0]
    found = NOTE.match(line.text if not first.raised else f"{first.text} ")
    if not found:
        return ""
    marked = first.raised or found[2] or (len(line.words) > 1 and line.words[1].text[0].isupper())
    return found[1] if marked and not with_values(line) else ""


def _marks(exhibit: Exhibit) -> set[str]:
    """Return the signs of the marks in an exhibit's caption, header and rows."""
    words = [word for line in exhibit.caption for word in line.words]
    if exhibit.grid:
        words += [word for level in exhibit.grid.head for one in level for word in one.words]
        words += [w for row in exhibit.grid.rows for cell in (row.label, *row.cells) for w in cell]
        words += exhibit.grid.stub
    return {sign for word in words if word.raised for sign in re.findall(r"\d", word.text)}
