"""Lines below a caption → a grid: columns by the gaps all rows share, rows by ruling lines.

The body of a table in a PDF without tags. Values are found by their columns, so an empty or an
unreadable cell moves nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from sitegen.note.pdf.header import HeadPiece, place_header
from sitegen.note.pdf.page import Box, TextLine, Word, words_text

VALUE = re.compile(r"[-–−+(]?\d[\d.,)]*%?[¼½¾]?|[¼½¾%]|[-–−.:…]{1,3}")
YEARS = re.compile(r"(?:19|20)?\d\d[-–/]\d\d(?:\d\d)?|(?:19|20)\d\d(?:\d\)?)?")
GUTTER = 0.4  # of the size: narrower gaps are blanks within a number or a label
APART = 0.5  # of the size: narrower gaps between values are a justified line's blanks
JOINS = ("-", ",", " og", " i", " av", " pst.", " for", " til", " per")


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row as printed: label and value cells, empty ones without words."""

    label: tuple[Word, ...]
    cells: tuple[tuple[Word, ...], ...]

    @property
    def heading(self) -> bool:
        """Whether it has a label alone: a heading over the rows below it."""
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's body: header levels from the top, rows, and what is not certain, in words.

    ``repeated`` is the header once more, at the top of a page the table goes on to.
    """

    head: tuple[tuple[HeadPiece, ...], ...]
    stub: tuple[Word, ...]
    rows: tuple[GridRow, ...]
    doubts: tuple[str, ...] = ()
    repeated: tuple[TextLine, ...] = ()

    def words(self) -> list[Word]:
        """Return every word of it."""
        head = [word for level in self.head for piece in level for word in piece.words]
        rows = [word for row in self.rows for cell in (row.label, *row.cells) for word in cell]
        return [*head, *self.stub, *rows]

    @property
    def width(self) -> int:
        """Number of value columns."""
        return len(self.rows[0].cells)


def plain(words: Sequence[Word]) -> str:
    """Return the words without marks."""
    return words_text(word for word in words if not word.raised)


def is_value(words: Sequence[Word]) -> bool:
    """Return whether words look like a value: digits and signs alone."""
    found = [word for word in words if not word.raised]
    return bool(found) and all(VALUE.fullmatch(word.text) for word in found)


def is_year(words: Sequence[Word]) -> bool:
    """Return whether the words are a year, or two."""
    return bool(YEARS.fullmatch(plain(words).rstrip("*")))


def with_values(line: TextLine) -> bool:
    """Return whether a line ends in values that stand apart from what is before them."""
    parts = line_parts(line)
    return is_value(parts[-1]) and (len(parts) > 1 or len(line.words) == len(parts[-1]))


def line_parts(line: TextLine) -> list[tuple[Word, ...]]:
    """Return a line's segments, several values at its end as one, however narrow their gaps."""
    *parts, last = line.segments
    values = 0
    at = len(last)
    while at and is_value([last[at - 1]]):
        at -= 1
        gap = last[at].box.x0 - last[at - 1].box.x1 if at else 0.0
        values += at == 0 or gap > APART * line.size
    return [*parts, last[:at], last[at:]] if values > 1 and at else [*parts, last]


def row_like(line: TextLine) -> bool:
    """Return whether a line is a table's row and no part of a sentence: values stand apart."""
    *_, before, last = [(), *line.segments]
    return is_value(last) and (is_value(before) or len(last) > 2)  # noqa: PLR2004  two may be years


def body_end(lines: Sequence[TextLine]) -> int:
    """Return how many of the lines below a caption belong to the table's body.

    Lines of values do, and what stands between them; after the last, what carries its label on.
    """
    edge = limit = None
    end = count = 0
    for at, line in enumerate(lines):
        if with_values(line):
            values = [part for part in line_parts(line) if is_value(part)]
            first = values[0][0].box.x0
            if count and (edge is None or first < line.words[0].box.x0 + 1) and len(values) == 1:
                first = edge or first
            edge = min(edge, first) if edge and len(line.segments) > 1 else (edge or first)
            limit = line.size
            count += 1
            end = at + 1
        elif count and limit is not None and edge is not None:
            odd = len(line.segments) > 1 and line.segments[-1][0].box.x0 >= edge - limit
            if odd and abs(line.size - limit) < 0.1 * limit:
                end = at + 1
                continue
            apart = at - end > 3  # noqa: PLR2004  no label has more lines
            if abs(line.size - limit) > 0.15 * limit or apart:
                break
    return end + _tail(lines, end, edge)


def _tail(lines: Sequence[TextLine], end: int, edge: float | None) -> int:
    """Return how many lines after the last values carry its label on."""
    count = 0
    while edge is not None and 0 < end + count < len(lines):
        before, line = lines[end + count - 1], lines[end + count]
        near = line.page == before.page and line.box.top - before.box.bottom < 0.6 * line.size
        if not _label(before, edge) and end + count > 1:  # the values stand in the middle
            before = lines[end + count - 2]
        inside = line.box.x1 < edge and abs(line.size - before.size) < 0.1 * line.size
        if not (near and inside and _carries_on(_label(before, edge), line.words, edge)):
            break
        count += 1
    return count


def _label(line: TextLine, edge: float) -> tuple[Word, ...]:
    return tuple(word for word in line.words if word.box.x0 < edge)


def _carries_on(before: Sequence[Word], after: Sequence[Word], edge: float) -> bool:
    """Return whether a label goes on in the words below: they say so, or had no room before."""
    if not before or not after:
        return False
    text = words_text(before)
    if after[0].text[0].islower() or text.endswith(JOINS):
        return True
    if before[-1].box.x1 > edge:
        return False
    room = edge - before[-1].box.x1 - before[-1].size
    return after[0].box.x1 - after[0].box.x0 + 0.25 * after[0].size > room


def read_grid(lines: Sequence[TextLine], rules: Sequence[Box]) -> Grid | None:
    """Return the grid that lines make; ``None`` where there are no columns."""
    sure = [line for line in lines if with_values(line)]
    columns = _columns(sure)
    if len(columns) < 2:  # noqa: PLR2004  a label and a value
        return None
    starts = (at for at, line in enumerate(lines) if _is_data(line, columns))
    first = next(
        (at for at in starts if not _broken_off(lines[max(at - 2, 0) : at], lines[at])), None
    )
    if first is None:
        return None
    first = _label_start(lines, first, columns)
    doubts: list[str] = []
    head, stub = place_header(lines[:first], columns, rules, doubts)
    doubts += _alone_above(lines[:first], stub)
    header = {line.text for line in lines[:first]}
    again = [line for line in lines if line.page > lines[0].page and line.text in header]
    body = [line for line in lines[first:] if line not in again]
    rows = _rows(body, columns, rules, doubts)
    return Grid(head, stub, tuple(rows), tuple(doubts), tuple(again))


def _alone_above(lines: Sequence[TextLine], stub: Sequence[Word]) -> Iterator[str]:
    """Yield a doubt for a line of words alone between caption and header: whose is it?"""
    for line in lines[:-1]:
        if not set(line.words) <= set(stub):
            return
        if len(line.words) > 2:  # noqa: PLR2004  a label's heading is a word or two
            yield f"om linjen «{line.text}» over hodet hører til bildeteksten"


def _broken_off(above: Sequence[TextLine], line: TextLine) -> bool:
    """Return whether a line carries on what a narrow header broke: «22» below «21–»."""
    words = [word for one in above for word in one.words]
    open_ended = [word.box for word in words if word.text.endswith(("–", "-"))]
    return all(
        any(box.x0 < word.box.x1 and word.box.x0 < box.x1 for box in open_ended)
        for word in line.words
    )


def _columns(lines: Sequence[TextLine]) -> list[tuple[float, float]]:
    """Return the columns' extents, the label's first: what gaps in all lines part."""
    rows = [line for line in lines if not _all_years(line)]  # a header may be aligned otherwise
    words = sorted((word for line in rows for word in line.words), key=lambda word: word.box.x0)
    if not words:
        return []
    size = median(word.size for word in words)
    found: list[tuple[float, float]] = []
    for word in words:
        if found and word.box.x0 - found[-1][1] < GUTTER * size:
            found[-1] = found[-1][0], max(found[-1][1], word.box.x1)
        else:
            found.append((word.box.x0, word.box.x1))
    while len(found) > 1 and _is_text(rows, found[1]):
        found[:2] = [(found[0][0], found[1][1])]
    return found


def _all_years(line: TextLine) -> bool:
    values = [word for word in line.words if is_value([word])]
    return all(is_year([word]) for word in values if not word.raised)


def _is_text(lines: Sequence[TextLine], column: tuple[float, float]) -> bool:
    """Return whether most of a column's cells in rows with a label are words, not values."""
    cells = [
        tuple(w for w in line.words if column[0] <= w.box.x0 <= column[1])
        for line in lines
        if not all(VALUE.fullmatch(word.text) for word in line.words if not word.raised)
    ]
    full = [cell for cell in cells if cell]
    return sum(not is_value(cell) for cell in full) > len(full) / 2


def cell_at(words: Sequence[Word], columns: Sequence[tuple[float, float]]) -> list[list[Word]]:
    """Return the words by column: each stands in the one whose extent it overlaps or is nearest."""
    found: list[list[Word]] = [[] for _ in columns]
    for word in words:
        middle = (word.box.x0 + word.box.x1) / 2
        if len(columns) > 1 and word.box.x1 <= columns[1][0]:
            found[0].append(word)
            continue
        distance = [max(x0 - middle, middle - x1, 0.0) for x0, x1 in columns]
        found[distance.index(min(distance))].append(word)
    return found


def _is_data(line: TextLine, columns: Sequence[tuple[float, float]]) -> bool:
    """Return whether a line is a row and no header: it has values, and they are not all years."""
    if not with_values(line):
        return False
    full = [cell for cell in cell_at(line.words, columns)[1:] if cell]
    return any(is_value(cell) and not is_year(cell) for cell in full)


def _label_start(
    lines: Sequence[TextLine], first: int, columns: Sequence[tuple[float, float]]
) -> int:
    """Return where the body begins: labels and headings above the first row belong to it."""
    edge = columns[1][0]
    while first > 0:
        line = lines[first - 1]
        below = lines[first]
        inside = line.box.x1 < edge or (line.box.x0 < columns[0][1] and len(line.segments) == 1)
        starts_left = line.box.x0 < columns[0][0] + 3 * line.size
        if not (inside and starts_left and len(line.segments) == 1) or line.page != below.page:
            break
        first -= 1
    return first


def _rows(
    lines: Sequence[TextLine],
    columns: Sequence[tuple[float, float]],
    rules: Sequence[Box],
    doubts: list[str],
) -> Iterator[GridRow]:
    """Yield the rows: what stands between two ruling lines, else lines that belong together."""
    bands = _bands(lines, rules, columns)
    valued = [sum(with_values(line) for line in band) for band in bands]
    ruled = len(bands) > 2 and max(valued) <= 1  # noqa: PLR2004  header and end alone are no rows
    for band in bands if ruled else [list(lines)]:
        groups = [band] if ruled else _together(band, columns, doubts)
        for group in groups:
            yield _row(group, columns)


def _bands(
    lines: Sequence[TextLine], rules: Sequence[Box], columns: Sequence[tuple[float, float]]
) -> list[list[TextLine]]:
    """Return the lines between ruling lines that go through the label column."""
    bands: list[list[TextLine]] = []
    before: TextLine | None = None
    for line in lines:
        cut = (
            before is None
            or before.page != line.page
            or any(
                rule.page == line.page
                and rule.x0 < columns[0][1]
                and rule.x1 > columns[0][1]
                and before.box.bottom - 0.3 * line.size
                <= rule.top
                <= line.box.top + 0.3 * line.size
                for rule in rules
            )
        )
        if cut:
            bands.append([])
        bands[-1].append(line)
        before = line
    return bands


def _together(
    lines: Sequence[TextLine], columns: Sequence[tuple[float, float]], doubts: list[str]
) -> list[list[TextLine]]:
    """Return lines that make one row each, where no ruling lines say it."""
    edge = columns[1][0]
    pitch = _pitch(lines)
    labels = ((id(line), _label(line, edge)) for line in lines)
    ends = sorted(
        ((at, words[-1].box.x1) for at, words in labels if words), key=lambda one: -one[1]
    )
    groups: list[list[TextLine]] = []
    for line in lines:
        before = groups[-1][-1] if groups else None
        if before is None:
            groups.append([line])
            continue
        has, had = with_values(line), any(with_values(one) for one in groups[-1])
        close = line.page == before.page and line.box.top - before.box.top < 0.85 * pitch
        label = _label(line, edge)
        others = (end for at, end in ends if at != id(before))
        limit = next(others, 0.0) + line.size  # what wraps is not the widest label of all
        above = _label(before, edge)
        says = bool(label) and (label[0].text[0].islower() or words_text(above).endswith(JOINS))
        same = abs(line.size - before.size) < 0.1 * line.size and line.bold == before.bold
        joined = not (has and had) and (close or (says and same))
        if has and not label:
            joined = not had
        if not (joined or had) and same and _carries_on(above, label, limit):
            doubts.append(f"om «{words_text(label)}» hører til linjen over")
        if joined:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _pitch(lines: Sequence[TextLine]) -> float:
    """Return the usual distance between two rows with values; 0 where there are no two."""
    steps = [
        after.box.top - before.box.top
        for before, after in pairwise(lines)
        if with_values(before) and with_values(after) and before.page == after.page
    ]
    return median(steps) if steps else 0.0


def _row(lines: Sequence[TextLine], columns: Sequence[tuple[float, float]]) -> GridRow:
    if not any(with_values(line) for line in lines) and not _in_columns(lines, columns):
        return GridRow(
            tuple(word for line in lines for word in line.words), ((),) * (len(columns) - 1)
        )
    cells: list[list[Word]] = [[] for _ in columns]
    for line in lines:
        for cell, words in zip(cells, cell_at(line.words, columns), strict=True):
            cell.extend(words)
    label, *values = (tuple(cell) for cell in cells)
    return GridRow(label, tuple(values))


def _in_columns(lines: Sequence[TextLine], columns: Sequence[tuple[float, float]]) -> bool:
    """Return whether something stands in a value column by itself, apart from the label."""
    return any(
        len(line.segments) > 1 and line.segments[-1][0].box.x0 >= columns[1][0] - line.size
        for line in lines
    )
