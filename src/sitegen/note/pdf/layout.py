"""Pages → lines in the order they are read: columns one after the other, page furniture apart."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from sitegen.note.pdf.document import caption_of
from sitegen.note.pdf.grid import is_value, row_like, with_values
from sitegen.note.pdf.page import Page, TextLine, Word

FURNITURE = 2  # lines at each end of a page that may be a header or a footer
PAGE_NUMBER = re.compile(
    r"(?:side )?[-–] ?\d{1,4} ?[-–]|(?:side )?\d{1,4}(?: (?:av|of|/) ?\d{1,4})?"
)
DIGITS = re.compile(r"\d+")
WORDY = 12  # letters of a line in a column of running text; half as many in a table's
COLUMN_LINES = 4  # fewer lines side by side are no columns
EDGE = 0.8  # of the size: how far from a column's edge its lines may begin


class _Split(NamedTuple):
    """Where two columns part: the middle of the gap, and where lines on the right begin."""

    gutter: float
    right: float


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines in reading order, and those set aside: page headers, footers and numbers."""

    lines: tuple[TextLine, ...]
    furniture: tuple[TextLine, ...]


def flow(pages: Sequence[Page]) -> Flow:
    """Return the lines of all pages in reading order."""
    aside = _furniture(pages)
    rest = [[line for line in page.lines if id(line) not in aside] for page in pages]
    splits = [_split(page, lines) for page, lines in zip(pages, rest, strict=True)]
    usual = Counter(split for split in splits if split).most_common(1)
    lines: list[TextLine] = []
    for page, left, own in zip(pages, rest, splits, strict=True):
        split = own or next((one for one, _ in usual if _fits(one, left)), None)
        lines += _in_columns(page, left, split)
    return Flow(tuple(lines), tuple(aside.values()))


def _furniture(pages: Sequence[Page]) -> dict[int, TextLine]:
    """Return the first and last lines of pages that are page numbers, or alike on several."""
    ends = [line for page in pages for line in _ends(page)]
    alike: Counter[tuple[str, int]] = Counter()
    for page in pages:
        alike.update({_look(line) for line in _ends(page)})
    found = {}
    for line in ends:
        bare = PAGE_NUMBER.fullmatch(line.text.lower().strip())
        if bare or alike[_look(line)] > 1:
            found[id(line)] = line
    return found


def _ends(page: Page) -> list[TextLine]:
    """Return a page's first and last lines, as far as they stand apart from the rest."""
    lines = sorted(page.lines, key=lambda line: line.box.top)
    if not lines:
        return []
    top = [one for one in lines[:FURNITURE] if one.box.bottom < page.height * 0.15]
    bottom = [one for one in lines[-FURNITURE:] if one.box.top > page.height * 0.85]
    return [one for one in (*top, *bottom) if not caption_of(one) and not row_like(one)]


def _look(line: TextLine) -> tuple[str, int]:
    return DIGITS.sub("#", line.text), round(line.box.top / 3)


def _in_columns(page: Page, lines: Sequence[TextLine], split: _Split | None) -> Iterator[TextLine]:
    """Yield a page's lines; where two columns of text stand side by side, the left one first."""
    ordered = sorted(lines, key=lambda line: line.box.top)
    if split is None:
        yield from ordered
        return
    across = _across(page, ordered, split)
    run: list[TextLine] = []
    for at, line in enumerate(ordered):
        if at in across:
            yield from _band(run, split.gutter)
            run = []
            yield line
        else:
            run.append(line)
    yield from _band(run, split.gutter)


def _across(page: Page, lines: Sequence[TextLine], split: _Split) -> set[int]:
    """Return which lines stand across both columns: of a table, also those that seem not to."""
    found = {
        at
        for at, line in enumerate(lines)
        if _crosses(line, split.gutter) or _ruled_across(page, line, split.gutter)
    }
    run: list[int] = []
    for at, line in enumerate([*lines, None]):
        if line is not None and (at in found or not _begins(line, split)):
            run.append(at)
            continue
        cells = [n for n in run if _is_row(lines[n], split)]
        if len(cells) > 1 or (cells and not run[0]):  # the last row of a table from the page before
            first = next((n for n in run if caption_of(lines[n])), cells[0])
            found.update(n for n in run if min(first, cells[0]) <= n <= cells[-1])
        run = []
    return found


def _begins(line: TextLine, split: _Split) -> bool:
    """Return whether a line of the right column begins here: words at its edge."""
    _, right = _sides(line, split.gutter)
    near = bool(right) and abs(right[0].box.x0 - split.right) < EDGE * line.size
    return near and not is_value(right[:1])


def _is_row(line: TextLine, split: _Split) -> bool:
    """Return whether a line ends in values right of the gutter, and has a label left of it."""
    left, right = _sides(line, split.gutter)
    if not left or not right or not with_values(TextLine(tuple(right))):
        return False
    return left[-1].box.x1 < split.gutter - 2 * line.size or is_value(left[-1:])


def _band(run: Sequence[TextLine], gutter: float) -> Iterator[TextLine]:
    for side in (True, False):
        for line in run:
            words = tuple(word for word in line.words if (word.box.x0 < gutter) == side)
            if words:
                yield TextLine(words)


def _split(page: Page, lines: Sequence[TextLine]) -> _Split | None:
    """Return where two columns part: a gap that many lines have, running text on both sides."""
    text = [line for line in lines if not with_values(line)]
    covered: Counter[int] = Counter()
    for word in (word for line in text for word in line.words):
        covered.update(range(int(word.box.x0), int(word.box.x1) + 1))
    middle = range(int(page.width * 0.3), int(page.width * 0.7))
    fewest = min(covered[x] for x in middle)
    best = [x for x in middle if covered[x] == fewest]
    gutter = float(_widest_run(best))
    sides = [_sides(line, gutter) for line in text if not _crosses(line, gutter)]
    left = [_letters(one) for one, _ in sides if one]
    right = [_letters(one) for _, one in sides if one]
    if min(len(left), len(right)) < COLUMN_LINES or fewest > min(len(left), len(right)):
        return None
    if min(median(left), median(right)) < WORDY or not _long_left(text, gutter):
        return None
    edges = Counter(round(one[0].box.x0) for _, one in sides if one)
    return _Split(gutter, float(edges.most_common(1)[0][0]))


def _fits(split: _Split, lines: Sequence[TextLine]) -> bool:
    """Return whether most lines of a page without running text keep to another's columns."""
    rights = [line for line in lines if line.box.x1 > split.gutter]
    begun = [line for line in rights if _begins(line, split)]
    crossing = [line for line in lines if _crosses(line, split.gutter)]
    return len(begun) > 0.6 * len(rights) and len(crossing) < 0.2 * len(lines)


def _widest_run(places: Sequence[int]) -> float:
    """Return the middle of the longest run of whole numbers."""
    runs: list[list[int]] = []
    for x in places:
        if runs and x == runs[-1][-1] + 1:
            runs[-1].append(x)
        else:
            runs.append([x])
    longest = max(runs, key=len)
    return (longest[0] + longest[-1]) / 2


def _long_left(lines: Sequence[TextLine], gutter: float) -> bool:
    """Return whether the lines left of the gutter mostly reach it, as running text does."""
    apart = [line for line in lines if not _crosses(line, gutter)]
    left = [side for side, _ in (_sides(line, gutter) for line in apart) if side]
    start = min(side[0].box.x0 for side in left)
    long = [side for side in left if side[-1].box.x1 - start > 0.7 * (gutter - start)]
    return len(long) > len(left) / 3


def _sides(line: TextLine, gutter: float) -> tuple[list[Word], list[Word]]:
    left = [word for word in line.words if word.box.x0 < gutter]
    return left, [word for word in line.words if word.box.x0 >= gutter]


def _letters(words: Sequence[Word]) -> int:
    return sum(char.isalpha() for word in words for char in word.text)


def _crosses(line: TextLine, gutter: float) -> bool:
    """Return whether words stand across the gutter, with no wider gap than a blank's."""
    left, right = _sides(line, gutter)
    if left and left[-1].box.x1 > gutter:
        return True
    if not left or not right:
        return False
    return right[0].box.x0 - left[-1].box.x1 < 0.5 * line.size


def _ruled_across(page: Page, line: TextLine, gutter: float) -> bool:
    """Return whether a line stands in a table as wide as the page: a ruling line right by it."""
    return any(
        rule.x0 < gutter - 20
        and rule.x1 > gutter + 20
        and -2 * line.size < rule.top - line.box.bottom < 2 * line.size
        for rule in page.rules
    )
