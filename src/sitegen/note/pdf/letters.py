"""Characters of a page → lines of words, marks told from the words they are raised beside.

Sizes are compared with each other, never with fixed numbers.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sitegen.note.pdf.page import Box, TextLine, Word, around

HYPHENS = dict.fromkeys(map(ord, "\u00ad\u2010\u2011"), "-")
BOLD = ("bold", "black", "heavy", "semibold", "cmbx", "bx1")
SMALL = 0.85  # of the line's size: a mark, if it is raised too
SAME_LINE = 0.12  # of the size: how far two baselines of one line may differ
MARK_CHARS = "0123456789)*,"
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
WORD_GAP = 0.18  # of the size: a wider gap is a blank


class _Char(NamedTuple):
    text: str
    box: Box
    size: float
    bold: bool
    baseline: float
    tag: int | None


def box_of(one: dict[str, Any], page: int) -> Box:
    """Return the box of something drawn."""
    return Box(page, one["x0"], one["top"], one["x1"], one["bottom"])


def lines_of(chars: Iterable[dict[str, Any]], page: int) -> Iterator[TextLine]:
    """Yield the lines from the top: characters on one baseline, with the small ones beside."""
    clusters: list[list[_Char]] = []
    for char in sorted((_char(one, page) for one in chars), key=lambda char: char.baseline):
        last = clusters[-1][0] if clusters else None
        near = last and abs(char.baseline - last.baseline) <= SAME_LINE * min(char.size, last.size)
        if near:
            clusters[-1].append(char)
        else:
            clusters.append([char])
    for cluster in _with_marks(clusters):
        words = tuple(_words(cluster))
        if words:
            yield TextLine(words)


def _char(one: dict[str, Any], page: int) -> _Char:
    text = unicodedata.normalize("NFKC", one["text"]) if len(one["text"]) == 1 else one["text"]
    kept = one["text"] in "¼½¾…" or ord(one["text"][0]) in SUPERSCRIPTS
    text = one["text"] if kept else text.translate(HYPHENS)
    font = one["fontname"].lower()
    bold = any(word in font for word in BOLD)
    baseline = -one["matrix"][5]
    return _Char(text, box_of(one, page), one["size"], bold, baseline, one.get("mcid"))


def _with_marks(clusters: Sequence[list[_Char]]) -> list[list[_Char]]:
    """Return the lines with raised and lowered characters put into the line they stand beside."""
    sizes = [
        max(char.size for char in cluster if char.text.strip() or char.size) for cluster in clusters
    ]
    lines = [list(cluster) for cluster in clusters]
    for at, cluster in enumerate(clusters):
        for char in cluster:
            if char.text not in MARK_CHARS or not char.text.strip():
                continue
            home = _home(char, at, clusters, sizes)
            if home is not None:
                lines[at].remove(char)
                lines[home].append(char)
    return [line for line in lines if any(char.text.strip() for char in line)]


def _home(
    char: _Char, at: int, clusters: Sequence[list[_Char]], sizes: Sequence[float]
) -> int | None:
    """Return the line a small character belongs to: larger, close, and with a neighbour."""
    for other in (at + 1, at + 2, at - 1, at - 2):
        if not 0 <= other < len(clusters) or char.size >= SMALL * sizes[other]:
            continue
        size = sizes[other]
        rise = clusters[other][0].baseline - char.baseline
        if not -0.35 * size < rise < 0.75 * size:
            continue
        for one in clusters[other]:
            if one.size <= char.size or not one.text.strip():
                continue
            after = -0.3 * size <= char.box.x0 - one.box.x1 <= 0.5 * size
            before = -0.3 * size <= one.box.x0 - char.box.x1 <= size
            between = char.size < SMALL * one.size and one.box.x0 - size * 2 < char.box.x0
            if after or (before and between):
                return other
    # A second digit of a mark stands beside the first.
    return None


def _words(chars: Sequence[_Char]) -> Iterator[Word]:
    """Yield the words of a line."""
    sizes: Counter[float] = Counter(round(char.size, 1) for char in chars if char.text.strip())
    size = max(sizes, key=lambda one: (sizes[one] > sum(sizes.values()) * 0.2, one))
    usual = [char for char in chars if char.size >= SMALL * size and char.text.strip()]
    baseline, bottom = usual[0].baseline, max(char.box.bottom for char in usual)
    word: list[_Char] = []
    was_raised = glued = False
    for char in sorted(chars, key=lambda one: (one.box.x0, one.box.x1)):
        blank = not char.text.strip()
        higher = baseline - char.baseline > 0.1 * size or bottom - char.box.bottom > 0.2 * size
        metre = char.text == "²" and bool(word) and word[-1].text == "m"
        raised = (char.size < SMALL * size and higher) or (_superscript(char) and not metre)
        gap = word and char.box.x0 - word[-1].box.x1 > WORD_GAP * char.size
        other = word and char.tag != word[-1].tag
        if word and (blank or gap or other or raised != was_raised):
            yield _word(word, raised=was_raised, glued=glued)
            near = not (blank or gap) and (bool(other) or not char.text.isalnum())
            glued = raised or (near and (was_raised or bool(other)))
            word = []
        if not blank:
            word.append(char)
            was_raised = raised
    if word:
        yield _word(word, raised=was_raised, glued=glued or was_raised)


def _superscript(char: _Char) -> bool:
    return len(char.text) == 1 and ord(char.text) in SUPERSCRIPTS


def _word(chars: Sequence[_Char], *, raised: bool, glued: bool) -> Word:
    text = "".join(char.text for char in chars)
    text = text.translate(SUPERSCRIPTS) if raised else text
    box = around(char.box for char in chars)
    return Word(text, box, chars[0].size, all(c.bold for c in chars), raised, glued, chars[0].tag)
