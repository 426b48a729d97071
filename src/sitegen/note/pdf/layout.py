"""Pages → lines in the order they are read: columns one after the other, page furniture apart."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from sitegen.note.pdf.page import Page, TextLine, Word

FURNITURE = 2  # lines at each end of a page that may be a header or a footer
PAGE_NUMBER = re.compile(
    r"(?:side )?[-–] ?\d{1,4} ?[-–]|(?:side )?\d{1,4}(?: (?:av|of|/) ?\d{1,4})?"
)
DIGITS = re.compile(r"\d+")
WORDY = 12  # letters of a line in a column of running text; half as many in a table's
COLUMN_LINES = 4  # fewer lines side by side are no columns


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines in reading order, and those set aside: page headers, footers and numbers."""

    lines: tuple[TextLine, ...]
    furniture: tuple[TextLine, ...]


def flow(pages: Sequence[Page]) -> Flow:
    """Return the lines of all pages in reading order."""
    aside = _furniture(pages)
    lines: list[TextLine] = []
    for page in pages:
        left = [line for line in page.lines if id(line) not in aside]
        lines += _in_columns(page, left)
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
    return [*top, *bottom]


def _look(line: TextLine) -> tuple[str, int]:
    return DIGITS.sub("#", line.text), round(line.box.top / 3)


def _in_columns(page: Page, lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """Yield a page's lines; where two columns of text stand side by side, the left one first."""
    gutter = _gutter(page, lines)
    if gutter is None:
        yield from sorted(lines, key=lambda line: line.box.top)
        return
    run: list[TextLine] = []
    for line in sorted(lines, key=lambda line: line.box.top):
        if _crosses(line, gutter) or _ruled_across(page, line, gutter):
            yield from _band(run, gutter)
            run = []
            yield line
        else:
            run.append(line)
    yield from _band(run, gutter)


def _band(run: Sequence[TextLine], gutter: float) -> Iterator[TextLine]:
    for side in (True, False):
        for line in run:
            words = tuple(word for word in line.words if (word.box.x0 < gutter) == side)
            if words:
                yield TextLine(words)


def _gutter(page: Page, lines: Sequence[TextLine]) -> float | None:
    """Return where two columns part: a gap that many lines have, running text on both sides."""
    covered: Counter[int] = Counter()
    for word in (word for line in lines for word in line.words):
        covered.update(range(int(word.box.x0), int(word.box.x1) + 1))
    middle = range(int(page.width * 0.3), int(page.width * 0.7))
    fewest = min(covered[x] for x in middle)
    best = [x for x in middle if covered[x] == fewest]
    gutter = float(_widest_run(best))
    sides = [_sides(line, gutter) for line in lines if not _crosses(line, gutter)]
    left = [_letters(one) for one, _ in sides if one]
    right = [_letters(one) for _, one in sides if one]
    if min(len(left), len(right)) < COLUMN_LINES or fewest > min(len(left), len(right)):
        return None
    wordy = min(median(left), median(right)) >= WORDY
    return gutter if wordy and _long_left(lines, gutter) else None


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
