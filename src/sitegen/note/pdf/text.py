"""Document → ``note.txt``, with page and box for every line, and what no text can say for sure.

A table's row is one line. A number's thousands are parted by a no-break space, so that «-18 420»
stays one number. A line with one blank ends every part.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sitegen.note.errors import Fault
from sitegen.note.pdf.document import CAPTION, Document, Exhibit, Heading, NoteText, Paragraph
from sitegen.note.pdf.grid import Grid, GridRow, is_value, plain, row_like
from sitegen.note.pdf.page import Box, Page, TextLine, Word, words_text

NUMERAL = re.compile(r"[-–−]?(?:\d{1,3}(?: \d{3})+|\d+)(?:,\d+)?|[-–−]?\d*[¼½¾]")
MISSING = re.compile(r"[-–−]|\.{1,3}|:")
YEAR = re.compile(r"(?:19|20)\d\d")
END = " "  # ends a part for the reader: a line that is blank, but not empty
BETWEEN = "   "
NO_BREAK = "\u00a0"
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Written:
    """A line of the text, and the boxes it was read from."""

    text: str
    boxes: tuple[Box, ...] = ()


def one_line(lines: Sequence[TextLine]) -> str:
    """Return lines as one, a broken word in one piece."""
    return words_text(word for line in lines for word in line.words)


def write_text(document: Document) -> list[Written]:
    """Return the text's lines in order."""
    found: list[Written] = []
    for block in document.blocks:
        found += _block(block)
        found.append(Written(END))
    return found[:-1]


def _block(block: Heading | Paragraph | Exhibit | NoteText) -> Iterator[Written]:
    match block:
        case Heading(lines=lines):
            yield _joined(lines)
        case Paragraph(lines=lines) | NoteText(lines=lines):
            yield from map(_line, lines)
        case Exhibit():
            yield from _exhibit(block)


def _joined(lines: Sequence[TextLine]) -> Written:
    return Written(one_line(lines), tuple(line.box for line in lines))


def _line(line: TextLine) -> Written:
    return Written(line.text, (line.box,))


def _exhibit(exhibit: Exhibit) -> Iterator[Written]:
    if exhibit.caption:
        yield _joined(exhibit.caption)
        yield Written(END)
    if exhibit.grid:
        yield from _grid(exhibit.grid)
        yield Written(END)
    for note in exhibit.notes:
        yield from map(_line, note.lines)
        yield Written(END)
    if exhibit.source:
        yield _joined(exhibit.source)


def _grid(grid: Grid) -> Iterator[Written]:
    for number, level in enumerate(grid.head, 1):
        cells = [piece.words for piece in level if piece.words]
        stub = [grid.stub] if grid.stub and number == len(grid.head) else []
        yield _cells([*stub, *cells])
    for row in grid.rows:
        label = [words_text(row.label)] if row.label else []
        texts = [*label, *(_value(cell) for cell in row.cells if cell)]
        boxes = tuple(word.box for cell in (row.label, *row.cells) for word in cell)
        yield Written(BETWEEN.join(texts), boxes)


def _cells(cells: Sequence[Sequence[Word]]) -> Written:
    text = BETWEEN.join(words_text(words) for words in cells)
    return Written(text, tuple(word.box for cell in cells for word in cell))


def _value(words: Sequence[Word]) -> str:
    """Return a value: thousands in one piece, and a mark in figures that no number has."""
    parts = (replace(w, text=w.text.translate(RAISED)) if w.raised else w for w in words)
    text = words_text(parts)
    return text.replace(" ", NO_BREAK) if NUMERAL.fullmatch(text) else text


def places(written: Sequence[Written], pages: int, sha256: str, document: Document) -> bytes:
    """Return the small file beside the text: page and box of every line, and what was left out.

    Boxes are in points from the page's top left: page, left, top, right, bottom.
    """
    lines = [[_rounded(box) for box in _by_page(one.boxes)] for one in written]
    omitted = [*document.furniture, *(x for one in document.exhibits for x in one.omitted)]
    left_out = [{"tekst": line.text, "sted": _rounded(line.box)} for line in omitted]
    rows = ",\n  ".join(json.dumps(line) for line in lines)
    out = ",\n  ".join(json.dumps(one, ensure_ascii=False) for one in left_out)
    head = f'{{"sha256": "{sha256}", "sider": {pages},\n'
    return f'{head} "linjer": [\n  {rows}],\n "utelatt": [\n  {out}]}}\n'.encode()


def _by_page(boxes: Sequence[Box]) -> list[Box]:
    """Return one box for each page that boxes stand on."""
    found: dict[int, Box] = {}
    for box in boxes:
        old = found.get(box.page, box)
        low, high = min(old.x0, box.x0), max(old.x1, box.x1)
        found[box.page] = Box(
            box.page, low, min(old.top, box.top), high, max(old.bottom, box.bottom)
        )
    return list(found.values())


def _rounded(box: Box) -> list[float]:
    return [box.page, *(round(value, 1) for value in box[1:])]


def refusals(document: Document, file: str) -> list[Fault]:
    """Return what cannot be known of the tables, each with its page and what to do."""
    found = [fault for exhibit in document.exhibits for fault in refused_exhibit(exhibit, file)]
    prose = (block for block in document.blocks if isinstance(block, Paragraph))
    loose = [line for block in prose for line in block.lines if row_like(line)]
    for line in loose:
        expected = f"en tabell rundt linjen «{line.text}» på side {line.page}"
        found.append(Fault(file, None, expected, "tall utenfor tabellene", BY_TEXT))
    return found


def unaccounted(document: Document, pages: Sequence[Page], file: str) -> list[Fault]:
    """Return the lines with a word that is nowhere in the document, or there twice.

    Whatever the page has must end somewhere: in text, a table, a note, or among what is set aside.
    """
    there = Counter(_placed(word) for word in document.words())
    faults = []
    for line in (one for page in pages for one in page.lines):
        if any(there[_placed(word)] != 1 for word in line.words):
            expected = f"linjen «{line.text}» på side {line.page} på ett sted"
            faults.append(Fault(file, None, expected, "ingen eller flere", BY_TEXT))
    return faults


def headers_again(document: Document, pages: Sequence[Page]) -> Iterator[TextLine]:
    """Yield what the tags' tables left out: words of a header that a new page has once more."""
    there = {_placed(word) for word in document.words()}
    grids = [one.grid for one in document.exhibits if one.grid]
    head = {word.text for one in grids for level in one.head for x in level for word in x.words}
    head |= {word.text for one in grids for word in one.stub}
    for line in (one for page in pages for one in page.lines):
        left = tuple(word for word in line.words if _placed(word) not in there)
        if left and all(word.text in head for word in left):
            yield TextLine(left)


def _placed(word: Word) -> tuple[Box, str]:
    return word.box, word.text


def refused_exhibit(exhibit: Exhibit, file: str) -> Iterator[Fault]:
    """Yield what cannot be known of a table."""
    if not exhibit.caption:
        box = (
            next((w.box for row in exhibit.grid.rows for w in row.label), None)
            if exhibit.grid
            else None
        )
        where = f"side {box.page}" if box else "en side"
        yield Fault(file, None, f"en bildetekst over tabellen på {where}", "ingen", BY_TEXT)
        return
    where = f"{exhibit.name} på side {exhibit.page}"
    text = one_line(exhibit.caption)
    if CAPTION.search(text, 1) and "Tabell" in text[1:]:
        yield Fault(file, None, f"én bildetekst i {where}", f"«{text}»", BY_TEXT)
    if exhibit.kind != "tabell":
        return
    if exhibit.grid is None or not exhibit.grid.head:
        lacking = "kolonner" if exhibit.grid is None else "et hode over tallene"
        yield Fault(file, None, f"{lacking} i {where}", "ingen", BY_TEXT)
        return
    yield from _refused_head(exhibit.grid, where, file)
    for row in exhibit.grid.rows:
        yield from _refused_row(row, exhibit, file)


def _refused_head(grid: Grid, where: str, file: str) -> Iterator[Fault]:
    pieces = [piece for level in grid.head for piece in level]
    for piece in grid.head[-1]:
        if piece.over > 1 or not any(
            one.words for one in pieces if one.first <= piece.first <= one.last
        ):
            expected = (
                f"et hode over hver kolonne fra {piece.first + 1} til {piece.last + 1} i {where}"
            )
            found = "ikke det; er tall der en del av etiketten?"
            yield Fault(file, None, expected, found, BY_TEXT)
    values = [row.cells for row in grid.rows if not row.heading]
    for number, column in enumerate(zip(*values, strict=True), 1):
        if not any(column):
            yield Fault(file, None, f"tall i kolonne {number} i {where}", "ingen", BY_TEXT)
    for piece in pieces:
        text = plain(piece.words)
        if piece.over == 1 and len(YEAR.findall(text)) > 1 and " " in text:
            found = f"«{text}» over én kolonne"
            yield Fault(file, None, f"kolonner som kan skilles i {where}", found, BY_TEXT)


BY_TEXT = "Hent tabellen ut som tekst, og beskriv den i note.toml."


def _refused_row(row: GridRow, exhibit: Exhibit, file: str) -> Iterator[Fault]:
    label = plain(row.label)
    where = f"{exhibit.name}, raden «{label}»"
    if not label and not row.heading:
        yield Fault(file, None, f"en etikett på hver rad i {exhibit.name}", "ingen", BY_TEXT)
    if _holds_a_number(row):
        expected = f"et tall i en kolonne eller i etiketten, {where}"
        yield Fault(file, None, expected, f"«{label}», som kan være begge deler", BY_TEXT)
    for number, cell in enumerate(row.cells, 1):
        text = words_text(cell)
        if any(word.raised for word in cell):
            expected = f"et tall uten notemerke i {where}, kolonne {number}"
            yield Fault(file, None, expected, f"«{plain(cell)}» med et merke", BY_TEXT)
        elif cell and not NUMERAL.fullmatch(text) and not MISSING.fullmatch(text):
            page = cell[0].box.page
            expected = f"et tall som 4,6 eller et tegn for manglende i {where}, kolonne {number}"
            yield Fault(file, None, expected, f"«{text}» på side {page}", BY_TEXT)


def _holds_a_number(row: GridRow) -> bool:
    """Return whether a label ends in a number that stands as far off as a value."""
    words = [word for word in row.label if not word.raised]
    for before, after in pairwise(words):
        wide = after.box.x0 - before.box.x1 > 1.2 * after.size
        if wide and is_value([after]) and any(row.cells):
            return True
    if row.heading:  # values that no column was found for
        return is_value(words[-2:]) and bool(words[2:])
    return bool(not row.cells[0] and words[1:] and _loose(words))


def _loose(words: Sequence[Word]) -> bool:
    """Return whether a label's last word is a decimal number."""
    return bool(re.fullmatch(r"[-–−]?\d+,\d+", words[-1].text))
