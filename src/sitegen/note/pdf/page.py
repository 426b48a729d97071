"""What is on the pages of a PDF: words on lines, shapes, and tags, in points from the top left.

Nothing here knows what a table is.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

SUSPENDED = {"og", "eller", "samt"}  # «helse- og omsorg»


class Box(NamedTuple):
    """A rectangle on a page, counted from 1."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around boxes; the page is that of the first."""
    page, x0, top, x1, bottom = zip(*boxes, strict=True)
    return Box(page[0], min(x0), min(top), max(x1), max(bottom))


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a blank between them.

    ``raised`` is a mark; ``glued`` is whether it stands right after the word before.
    """

    text: str
    box: Box
    size: float
    bold: bool
    raised: bool = False
    glued: bool = False
    tag: int | None = None


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words on one baseline, from left to right.

    ``starts`` is whether a paragraph begins here where the PDF's tags say it, else ``None``;
    ``role`` is then the tag: ``H1``, ``P``.
    """

    words: tuple[Word, ...]
    starts: bool | None = None
    role: str = ""

    @property
    def box(self) -> Box:
        """The box around the words."""
        return around(word.box for word in self.words)

    @property
    def page(self) -> int:
        """The page's number, from 1."""
        return self.words[0].box.page

    @property
    def size(self) -> float:
        """The size most of its characters have."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[round(word.size, 1)] += len(word.text)
        return max(sizes, key=lambda size: (sizes[size], size))

    @property
    def bold(self) -> bool:
        """Whether all words but marks are bold."""
        return all(word.bold for word in self.words if not word.raised)

    @property
    def text(self) -> str:
        """The words, marks glued to the one before."""
        return words_text(self.words)

    @property
    def segments(self) -> list[tuple[Word, ...]]:
        """The runs of words with wider gaps between them than blanks have in running text."""
        found = [[self.words[0]]]
        for before, after in pairwise(self.words):
            gap = after.box.x0 - before.box.x1
            if gap > max(before.size, after.size) and not after.raised:
                found.append([])
            found[-1].append(after)
        return [tuple(run) for run in found]


def words_text(words: Iterable[Word]) -> str:
    """Return words as text, a word broken over two lines in one piece with its hyphen."""
    text = ""
    before: Word | None = None
    for word in words:
        # A raised mark belongs to the word before, also where the setter left a blank: «Brutto ¹)».
        glued = before is None or word.glued or word.raised or _broken(before, word)
        text += word.text if glued else f" {word.text}"
        before = word
    return text


def _broken(before: Word, word: Word) -> bool:
    below = word.box.top > before.box.top + 0.5 * word.size or word.box.page > before.box.page
    open_ended = before.text.endswith("-") or (before.text.endswith("–") and word.text[0].isdigit())
    return below and open_ended and len(before.text) > 1 and word.text not in SUSPENDED


class Shape(NamedTuple):
    """Something drawn: the corners of its path, its colour, and whether it is filled."""

    box: Box
    points: tuple[tuple[float, float], ...]
    colour: str
    filled: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its lines from the top, ruling lines across, and where graphics are drawn."""

    number: int
    width: float
    height: float
    lines: tuple[TextLine, ...]
    rules: tuple[Box, ...]
    graphics: tuple[Box, ...]
    pictures: tuple[Box, ...]
    shapes: tuple[Shape, ...] = ()


@dataclass(frozen=True, slots=True)
class Scan:
    """All pages, and the PDF's structure tree: empty where it has none."""

    pages: tuple[Page, ...]
    tree: tuple["TagNode", ...]


@dataclass(frozen=True, slots=True)
class TagNode:
    """An element of the structure tree, its role a standard one where the PDF maps its own.

    ``children`` are elements, and pieces of content: page and number on the page.
    """

    role: str
    children: tuple["TagNode | tuple[int, int]", ...]
    rows: int = 1
    columns: int = 1
