"""A form as text from a PDF or a page: columns parted by blanks, thousands with blanks too.

Wide gaps part the columns where there are any. Where all gaps are one blank, a line is split into
as many numbers as there are columns; of several ways to do it, the one by which the form adds up.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kommuneindikatorer.document import Row
from kommuneindikatorer.numbers import fold, read_number
from kommuneindikatorer.readers.skjema.arranged import stacked_lines, unstacked
from kommuneindikatorer.readers.skjema.headings import is_heading_cell
from kommuneindikatorer.readers.skjema.names import Skjema, line_of, title_of
from kommuneindikatorer.readers.skjema.sums import (
    NOTES,
    Piece,
    TextLine,
    closing,
    is_clear,
    likely_width,
    ways_of,
)

_GAP = re.compile(r" {2,}|\t+| *\| *")
_TOKEN = re.compile(r"\S+")
_LEADER = re.compile(r"\.{4,}|(?:\. ){3,}\.?|…{2,}|_{3,}")
"""Dots between a name and its amounts; two or three of them are a mark for a missing number."""
_DIGITS = re.compile(r"[-+(]?[0-9][0-9.,]*\)?(?:,-)?%?-?")
_HEADINGS = re.compile(
    r"\b(?:note?r?|notar)\b"
    r"|(?:\b(?:oppr\w*|opph\w*|just\w*|rev\w*|reg|regulert|vedtatt\w*|års|års)\b[. ]*)*"
    r"(?:[\wæøå]*(?:regnskap|rekneskap|budsjett?)\w*|regn\.|avvik|endring|prognose|forslag"
    r"|økonomiplan|plan|vedtatt"
    r"|\b[rb](?= ?(?:19|20)[0-9]{2}))(?:[ .-]*(?:19|20)[0-9]{2})?|\b(?:19|20)[0-9]{2}\b",
    re.IGNORECASE,
)


_ENOUGH = 3
"""Known lines by which columns are placed, where there are so many."""
_ENDS_IN_YEAR = re.compile(r"[a-zæøå.] ?(?:19|20)[0-9]{2}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Split:
    """Text as rows of cells.

    Attributes:
        rows: A row for each line.
        unclear: The numbers of lines that cannot be split, or in several ways as good.
    """

    rows: tuple[Row, ...]
    unclear: frozenset[int] = frozenset()


def looks_like_form(lines: Sequence[str]) -> int:
    """Return how many different lines of a form stand with numbers behind blanks."""
    found = set()
    for line in lines:
        one = _line(0, line)
        if one.name and one.pieces and (known := line_of(one.name)) and known.post:
            found.add(known.post)
    return max(len(found), len(stacked_lines(lines)))


def split_text(numbered: Sequence[tuple[int, str]]) -> Split:
    """Return the lines as rows whose cells stand under their headings."""
    parts = _parts([_line(number, text) for number, text in numbered])
    if len(parts) > 1:
        split = [split_text(part) for part in parts]
        rows = tuple(row for one in split for row in one.rows)
        return Split(rows, frozenset().union(*(one.unclear for one in split)))
    lines = [_line(number, text) for number, text in numbered]
    known = [one for one in lines if one.pieces and line_of(one.name)]
    stacked = stacked_lines([text for _, text in numbered])
    if len(stacked) > len({line_of(one.name) for one in known}):
        return Split(*unstacked(numbered))
    gaps = sum(_has_gaps(one) for one in known)
    if 2 * gaps > len(known):
        return Split(tuple(_by_gaps(lines)))
    return _by_sums(lines)


def _parts(lines: Sequence[TextLine]) -> list[list[tuple[int, str]]]:
    """Return the lines of each table apart: below other headings stand other columns."""
    parts: list[list[tuple[int, str]]] = [[]]
    current: list[str] = []
    seen = 0
    for line in lines:
        heads = [text for _, text in _headings([line])]
        if len(heads) > 1:
            if seen and current and heads != current:
                parts.append([])
            current, seen = heads, 0
        seen += bool(line.name and line.pieces and line_of(line.name))
        parts[-1].append((line.number, line.text))
    return parts


def _line(number: int, raw: str) -> TextLine:
    """Return the line with the numbers that end it apart from the name before them."""
    text = _LEADER.sub(lambda dots: " " * len(dots[0]), fold(raw.replace("\t", "    ")))
    tokens = list(_TOKEN.finditer(text))
    first = len(tokens)
    while first and _is_numeric(tokens, first - 1, len(tokens)):
        first -= 1
    while first < len(tokens) and tokens[first][0] in {"og", "+", ")"}:
        first += 1
    name = text[: tokens[first].start()].strip(" |") if first < len(tokens) else text.strip(" |")
    if not any(sign.isalpha() for sign in name):
        return TextLine(number, "" if first < len(tokens) else name, (), text)
    pieces = tuple(Piece(one.start(), one.end(), one[0]) for one in tokens[first:])
    return TextLine(number, name, pieces, text)


def _is_numeric(tokens: list[re.Match[str]], at: int, end: int) -> bool:
    text = tokens[at][0]
    if _DIGITS.fullmatch(text) or text in {"-", "|", "kr", "%", ".."}:
        return True
    return text == "og" and at + 1 < end and bool(NOTES.fullmatch(tokens[at + 1][0]))


def _has_gaps(line: TextLine) -> bool:
    """Return whether every number of a line is apart from the next by two blanks or more."""
    cells = _cells(line)
    return len(cells) > 1 and all(_is_cell(one.text) for one in cells)


def _is_cell(text: str) -> bool:
    is_number = isinstance(read_number(text), Decimal) or text in {"-", ".."}
    return is_number or re.fullmatch(r"[0-9]{1,2}(?:(?:,| og |/)[0-9]{1,2})*|.*%", text) is not None


def _cells(line: TextLine) -> list[Piece]:
    """Return the pieces of a line's end joined where one blank is between them."""
    joined: list[Piece] = []
    for one in line.pieces:
        last = joined[-1] if joined else None
        if last and one.start - last.end == 1 and "|" not in (one.text, last.text):
            joined[-1] = Piece(last.start, one.end, f"{last.text} {one.text}")
        elif one.text != "|":
            joined.append(one)
    return joined


def _by_gaps(lines: Sequence[TextLine]) -> Iterator[Row]:
    """Yield rows whose cells are placed by where they stand, as cells of a column overlap."""
    headings = {line.number: pieces for line in lines if (pieces := _heading_pieces(line))}
    several = sum(len(_cells(line)) > 1 for line in lines if line.name)
    for number, pieces in [*headings.items()] if several else []:
        if len(pieces) == 1 and not pieces[0].start:
            del headings[number]  # a title, as on each page: «Årsregnskap 2024 – Bergen kommune»
    of_amounts = [
        line for line in lines if line.pieces and line.name and line.number not in headings
    ]
    known = [line for line in of_amounts if line_of(line.name)]
    # «Side 12 av 40» has no column of its own.
    placing = known if len(known) >= _ENOUGH else of_amounts
    spans = _columns([cell for line in placing for cell in _cells(line)])
    if any(_overlap(_cells(line), spans) for line in of_amounts):
        of_amounts, spans = _in_order(of_amounts)
    amounts = {line.number: line for line in of_amounts}
    for line in lines:
        if line.number in amounts:
            cells = _cells(amounts[line.number])
            yield Row(line.number, (line.name, *_placed(cells, spans)))
        elif line.number in headings:
            yield Row(line.number, _heading_cells(headings[line.number], spans))
        else:
            yield Row(line.number, (line.text.strip(),))


def _overlap(cells: Sequence[Piece], spans: Sequence[tuple[int, int]]) -> bool:
    """Return whether two numbers of a line stand in the same column: then places say nothing."""
    at = [_at(cell, spans) for cell in cells]
    return len(set(at)) < len(at)


def _in_order(lines: Sequence[TextLine]) -> tuple[list[TextLine], list[tuple[int, int]]]:
    """Return the lines with as many numbers as most have, moved to stand in columns by order.

    A note before them has a column of its own.
    """
    width = _width_without_notes([_cells(line) for line in lines])
    moved = []
    for line in lines:
        cells = _cells(line)
        has_note = len(cells) == width + 1 and _is_note(cells[0].text)
        if len(cells) == width or has_note:
            first = 0 if has_note else 1
            pieces = tuple(
                Piece(9 * (first + at), 9 * (first + at) + 1, cell.text)
                for at, cell in enumerate(cells)
            )
            moved.append(TextLine(line.number, line.name, pieces, line.text))
    return moved, [(9 * at, 9 * at + 1) for at in range(width + 1)]


def _width_without_notes(rows: Sequence[Sequence[Piece]]) -> int:
    """Return how many numbers most lines have, not counting the note that most may begin with."""
    width = Counter(map(len, rows)).most_common(1)[0][0]
    widest = [row for row in rows if len(row) == width]
    bare = [row for row in rows if len(row) == width - 1 and not _is_note(row[0].text)]
    return width - 1 if bare and all(_is_note(row[0].text) for row in widest) else width


def _is_note(text: str) -> bool:
    return re.fullmatch(f"{NOTES.pattern}(?: og [0-9]{{1,2}})?", text) is not None


def _at(one: Piece, spans: Sequence[tuple[int, int]]) -> int:
    return next((at for at, span in enumerate(spans) if span[0] <= one.start < span[1]), -1)


def _columns(cells: Iterable[Piece]) -> list[tuple[int, int]]:
    """Return where columns start and end: cells that overlap stand in the same."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted({(one.start, one.end) for one in cells}):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _placed(cells: Sequence[Piece], spans: Sequence[tuple[int, int]]) -> list[str]:
    placed = [""] * len(spans)
    for one in cells:
        at = _at(one, spans)
        if at >= 0:
            placed[at] = f"{placed[at]} {one.text}".strip()
    return placed


def _heading_pieces(line: TextLine) -> list[Piece]:
    """Return the texts of a line of headings; none for another line."""
    pieces = []
    at = 0
    for gap in [*_GAP.finditer(line.text), None]:
        end = gap.start() if gap else len(line.text)
        if line.text[at:end].strip():
            pieces.append(Piece(at, end, line.text[at:end].strip()))
        at = gap.end() if gap else end
    known = bool(pieces) and line_of(pieces[0].text)
    said = [one for one in pieces if is_heading_cell(one.text)]
    close = [Piece(one.start(), one.end(), one[0]) for one in _HEADINGS.finditer(line.text)]
    if len(close) > max(len(said), 1) and all(_ENDS_IN_YEAR.search(one.text) for one in close):
        return [] if known else close  # one blank apart: «Regnskap 2024 Budsjett 2024»
    return pieces if said and not known and 2 * len(said) >= len(pieces) else []


def _heading_cells(pieces: list[Piece], spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Return headings under which the columns stand: in order when as many, else by place."""
    said = [one for one in pieces if is_heading_cell(one.text)]
    title = " ".join(one.text for one in pieces if one not in said and one.end <= said[0].start)
    placed = [""] * len(spans)
    in_order = len(said) == len(spans) or (bool(spans) and spans[0] == (0, 1))
    for number, one in enumerate(said if spans else []):
        last = len(spans) - 1
        at = max(number, number + last + 1 - len(said)) if in_order else _nearest(one, spans)
        at = min(at, last)  # more headings than columns
        placed[at] = f"{placed[at]} {one.text}".strip()
    return (title, *placed)


def _nearest(one: Piece, spans: Sequence[tuple[int, int]]) -> int:
    """Return the column whose right edge, or middle, is nearest."""
    middle = (one.start + one.end) / 2
    return min(
        range(len(spans)),
        key=lambda at: min(abs(spans[at][1] - one.end), abs(sum(spans[at]) / 2 - middle)),
    )


def _by_sums(lines: Sequence[TextLine]) -> Split:
    """Return rows of lines with single blanks, split by the number of columns and the sums."""
    headings = _headings(lines)
    width = len(headings) or likely_width(lines)
    if not width:
        return Split(tuple(Row(one.number, (one.text.strip(),)) for one in lines))
    ways = {
        line.number: ways_of(line, width)
        for line in lines
        if line.pieces and line.name and line.number not in dict(headings)
    }
    chosen, sure = closing(lines, ways, width)
    unclear = {
        number
        for number, several in ways.items()
        if number not in sure and not is_clear(several, chosen.get(number))
    }
    rows = []
    for line in lines:
        if line.number in chosen and line.number not in unclear:
            way = chosen[line.number]
            rows.append(Row(line.number, (line.name, way.note, *way.numbers)))
        elif headings and line.number == headings[0][0]:
            above = _HEADINGS.split(line.text, maxsplit=1)[0].strip()
            rows.append(Row(line.number, (above, "", *(text for _, text in headings))))
        else:
            rows.append(Row(line.number, (line.text.strip(),)))
    known = (line.number for line in lines if line_of(line.name))
    return Split(tuple(rows), frozenset(unclear.intersection(known)))


_CLEARLY = 3
"""Headings that a line with the form's title must have to be a line of headings."""


def _headings(lines: Sequence[TextLine]) -> list[tuple[int, str]]:
    """Return the headings of the columns in order, with the number of their line."""
    found: list[tuple[int, str]] = []
    for line in lines:
        if line.pieces and line.name and (one := line_of(line.name)) and one.post:
            break
        parts = [
            one
            for one in _HEADINGS.findall(line.text)
            if not re.fullmatch("note?r?|notar", one, re.IGNORECASE)
        ]
        years = re.search(r"(19|20)[0-9]{2}.*(19|20)[0-9]{2}", line.text)
        if title_of(line.text) is Skjema.DRIFT and not years and len(parts) < _CLEARLY:
            continue
        if len(parts) > 1 and len(parts) == len(found):
            found = [
                (number, f"{above} {part}")
                for (number, above), part in zip(found, parts, strict=True)
            ]
        elif len(parts) > 1 or (parts and not found and is_heading_cell(line.text.strip())):
            found = [(line.number, part.strip()) for part in parts]
    return found
