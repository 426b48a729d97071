"""The lines over a table's first row → header levels, each cell over its columns.

A cell stands over the columns its text is aligned with: left, right or centred, the same way in
the whole line; a ruling line below it says so more surely.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sitegen.note.pdf.page import Box, TextLine, Word, around, words_text

BLANK = 0.45  # of the size: a wider gap parts two header cells
FAR = 1000.0
ALIGNMENTS = ("right", "left", "centre")
type Extent = tuple[float, float]
type _Row = tuple[TextLine, list[tuple[Word, ...]]]


@dataclass(frozen=True, slots=True)
class HeadPiece:
    """A header cell: its words, and its first and last value column, counted from 0."""

    words: tuple[Word, ...]
    first: int
    last: int

    @property
    def over(self) -> int:
        """How many columns it stands over."""
        return self.last - self.first + 1


def place_header(
    lines: Sequence[TextLine], columns: Sequence[Extent], rules: Sequence[Box], doubts: list[str]
) -> tuple[tuple[tuple[HeadPiece, ...], ...], tuple[Word, ...]]:
    """Return the levels from the top, and the words over the row labels."""
    values = columns[1:]
    stub: list[Word] = []
    rows: list[_Row] = []
    for line in lines:
        pieces = list(_pieces(line))
        over_labels = [one for one in pieces if _over_labels(one, columns)]
        stub += [word for one in over_labels for word in one]
        if rest := [one for one in pieces if one not in over_labels]:
            rows.append((line, rest))
    placed = [
        (line, _placed(pieces, values, _near(line, rules, columns), doubts))
        for line, pieces in _joined(rows, rules, len(values))
    ]
    return levels(_stacked(placed, rules), len(values)), tuple(stub)


def _joined(rows: Sequence[_Row], rules: Sequence[Box], width: int) -> list[_Row]:
    """Return the lines with those no ruling line parts made one, where their cells only stack."""
    found: list[_Row] = []
    for line, pieces in rows:
        if found and not _ruled(found[-1][0], line, rules):
            stacked = _stacks([*found[-1][1]], pieces)
            if stacked and len(stacked) <= width:
                found[-1] = line, stacked
                continue
        found.append((line, pieces))
    return found


def _stacks(
    above: list[tuple[Word, ...]], below: Sequence[tuple[Word, ...]]
) -> list[tuple[Word, ...]]:
    """Return cells with each part put below the one it is aligned with; none if one spans two."""
    for piece in below:
        box = around(word.box for word in piece)
        meets = [
            at
            for at, one in enumerate(above)
            if (other := around(word.box for word in one)).x0 < box.x1 and box.x0 < other.x1
        ]
        if len(meets) > 1 or (meets and not _aligned(above[meets[0]], box)):
            return []
        if meets:
            above[meets[0]] = (*above[meets[0]], *piece)
        else:
            above.append(piece)
    ends = sorted((around(word.box for word in one) for one in above), key=lambda box: box.x0)
    if any(one.x1 > after.x0 for one, after in pairwise(ends)):
        return []
    return sorted(above, key=lambda one: min(word.box.x0 for word in one))


def _aligned(words: Sequence[Word], box: Box) -> bool:
    other = around(word.box for word in words)
    off = (box.x0 - other.x0, box.x1 - other.x1, (box.x0 + box.x1 - other.x0 - other.x1) / 2)
    return min(map(abs, off)) < 0.3 * words[0].size


def _pieces(line: TextLine) -> Iterator[tuple[Word, ...]]:
    """Yield a header line's words, parted where the gap is wider than a blank."""
    run: list[Word] = []
    for word in line.words:
        apart = run and word.box.x0 - run[-1].box.x1 > BLANK * word.size
        if run and not word.raised and (apart or _two_years(run, word)):
            yield tuple(run)
            run = []
        run.append(word)
    if run:
        yield tuple(run)


def _two_years(run: Sequence[Word], word: Word) -> bool:
    before = next((one for one in reversed(run) if not one.raised), word)
    return all(re.fullmatch(r"(?:19|20)\d\d", one.text) for one in (before, word))


def _over_labels(words: Sequence[Word], columns: Sequence[Extent]) -> bool:
    box = around(word.box for word in words)
    middle = (box.x0 + box.x1) / 2
    return box.x0 < columns[0][1] and (
        box.x1 < columns[1][0] and middle < (columns[0][1] + columns[1][0]) / 2
    )


def _near(line: TextLine, rules: Sequence[Box], columns: Sequence[Extent]) -> list[Box]:
    """Return the short ruling lines right below a line: each says what a cell stands over."""
    width = columns[-1][1] - columns[0][0]
    return [
        rule
        for rule in rules
        if rule.page == line.page
        and -0.3 * line.size < rule.top - line.box.bottom < 0.9 * line.size
        and rule.x1 - rule.x0 < 0.9 * width
        and rule.x0 > columns[0][0] + 0.2 * line.size
    ]


def _placed(
    pieces: Sequence[tuple[Word, ...]],
    values: Sequence[Extent],
    rules: Sequence[Box],
    doubts: list[str],
) -> list[HeadPiece]:
    """Return the cells with the columns they fit best, all aligned the same way."""
    rules = [rule for rule in rules if sum(_over(one, rule) for one in pieces) == 1]
    tries = [_fit(pieces, values, rules, how) for how in ALIGNMENTS]
    cost, spans = min(tries, key=lambda one: one[0])
    size = pieces[0][0].size
    if cost >= FAR or cost > 1.5 * size * len(pieces):
        text = " | ".join(words_text(one) for one in pieces)
        doubts.append(f"hvilke kolonner «{text}» i hodet står over")
    if len(spans) != len(pieces):
        return [HeadPiece(tuple(w for one in pieces for w in one), 0, len(values) - 1)]
    return [HeadPiece(one, *span) for one, span in zip(pieces, spans, strict=True)]


def _over(words: Sequence[Word], rule: Box) -> bool:
    box = around(word.box for word in words)
    return rule.x0 <= (box.x0 + box.x1) / 2 <= rule.x1


def _fit(
    pieces: Sequence[tuple[Word, ...]], values: Sequence[Extent], rules: Sequence[Box], how: str
) -> tuple[float, list[tuple[int, int]]]:
    """Return the least cost, and each piece's columns: every way to deal them out, in order."""
    count, size = len(values), pieces[0][0].size
    best: list[tuple[float, list[tuple[int, int]]]] = [
        (skipped * 0.6 * size, []) for skipped in range(count + 1)
    ]
    for words in pieces:
        box = around(word.box for word in words)
        after: list[tuple[float, list[tuple[int, int]]]] = [
            (FAR * 10, []) for _ in range(count + 1)
        ]
        for first in range(count):
            for last in range(first, count):
                cost = best[first][0] + _cost(box, values, (first, last), rules, how, size)
                if cost < after[last + 1][0]:
                    after[last + 1] = cost, [*best[first][1], (first, last)]
        for at in range(1, count + 1):  # a column without a header cell
            cost = after[at - 1][0] + 0.6 * size
            if cost < after[at][0]:
                after[at] = cost, after[at - 1][1]
        best = after
    return best[count]


def _cost(  # noqa: PLR0913, PLR0917  what a cell may stand over is one question
    box: Box,
    values: Sequence[Extent],
    span: tuple[int, int],
    rules: Sequence[Box],
    how: str,
    size: float,
) -> float:
    first, last = span
    left, right = values[first][0], values[last][1]
    for rule in rules:
        if rule.x0 <= (box.x0 + box.x1) / 2 <= rule.x1:
            covered = [
                n for n, (x0, x1) in enumerate(values) if rule.x0 <= (x0 + x1) / 2 <= rule.x1
            ]
            return 0.0 if covered and (covered[0], covered[-1]) == span else FAR
    low = values[first - 1][1] if first else -FAR
    high = values[last + 1][0] if last + 1 < len(values) else FAR * 10
    if box.x0 < low - size or box.x1 > high + size:
        return FAR
    at = (box.x0 + box.x1) / 2
    # Between columns a cell may end anywhere: the middle of the gaps is the best guess.
    before = (values[first - 1][1] + left) / 2 if first else None
    after = (right + values[last + 1][0]) / 2 if last + 1 < len(values) else None
    middle = abs(at - (left + right) / 2)
    if before is not None and after is not None:
        middle = min(middle, abs(at - (before + after) / 2))
    off = {"right": abs(box.x1 - right), "left": abs(box.x0 - left), "centre": middle}[how]
    return off if first != last else min(off, middle)


def _stacked(
    placed: Sequence[tuple[TextLine, list[HeadPiece]]], rules: Sequence[Box]
) -> list[list[HeadPiece]]:
    """Return the lines' cells, with one that runs over several lines as one, in its last line."""
    rows = [list(pieces) for _, pieces in placed]
    for at in range(len(rows) - 1, 0, -1):
        above, below = placed[at - 1][0], placed[at][0]
        if _ruled(above, below, rules):
            continue
        for piece in list(rows[at - 1]):
            for other in rows[at]:
                if (piece.first, piece.last) == (other.first, other.last):
                    rows[at - 1].remove(piece)
                    rows[at][rows[at].index(other)] = replace(
                        other, words=(*piece.words, *other.words)
                    )
    return [row for row in rows if row]


def _ruled(above: TextLine, below: TextLine, rules: Sequence[Box]) -> bool:
    return any(
        rule.page == below.page
        and above.box.bottom - 0.3 * below.size <= rule.top <= below.box.top + 0.3 * below.size
        and rule.x1 > below.box.x0
        for rule in rules
    )


def levels(rows: Sequence[Sequence[HeadPiece]], width: int) -> tuple[tuple[HeadPiece, ...], ...]:
    """Return the levels from the top, each as wide as the table, gaps filled with empty cells.

    A cell comes as low as the cells below it let it.
    """
    found: list[list[HeadPiece]] = []
    height = [0] * width
    for row in reversed(rows):
        for piece in row:
            level = max(height[piece.first : piece.last + 1])
            while len(found) <= level:
                found.append([])
            found[level].append(piece)
            height[piece.first : piece.last + 1] = [level + 1] * piece.over
    return tuple(tuple(_filled(level, width)) for level in reversed(found))


def _filled(level: Sequence[HeadPiece], width: int) -> Iterator[HeadPiece]:
    at = 0
    for piece in sorted(level, key=lambda one: one.first):
        if piece.first > at:
            yield HeadPiece((), at, piece.first - 1)
        yield piece
        at = piece.last + 1
    if at < width:
        yield HeadPiece((), at, width - 1)
