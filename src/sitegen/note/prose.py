"""Running text: what no other rule has claimed, rejoined into paragraphs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

from sitegen.note.draft import Draft, Window
from sitegen.note.model import Block, Paragraph, Place, Section
from sitegen.note.phrases import PROSE_MARK, phrase
from sitegen.note.remarks import targets
from sitegen.note.source import Line
from sitegen.note.traced import join_lines

SENTENCE_END = re.compile(r"[.!?:»)]\d?$")
NARROW = 0.95  # a line this much of the usual length had room for one more word


def read_prose(draft: Draft) -> None:
    """Read the paragraphs, with tables and figures in their places, into ``draft.sections``."""
    starts = [(0, None), *((s.nummer, draft.headings[s.nummer]) for s in draft.spec.seksjon)]
    firsts = [line.number if line else 1 for _, line in starts]
    ends = [*(first - 1 for first in firsts[1:]), len(draft.source.lines)]
    for (number, heading), first, end in zip(starts, firsts, ends, strict=True):
        draft.sections.append(_section(draft, number, heading, (first, end)))


def _section(draft: Draft, number: int, heading: Line | None, window: Window) -> Section:
    paragraphs = [
        _paragraph(draft, f"s{number}-a{count}", lines)
        for count, lines in enumerate(split_paragraphs(draft, window), start=1)
    ]
    places = [(c.lines[0], Place(name)) for name, c in draft.captions.items()]
    blocks: list[tuple[int, Block]] = [(p.lines[0], p) for p in paragraphs]
    blocks += [(line, place) for line, place in places if window[0] <= line <= window[1]]
    words = join_lines([heading] if heading else [])
    title = words.cut(words.text.find(" ") + 1)
    ordered = tuple(block for _, block in sorted(blocks, key=lambda block: block[0]))
    return Section(number, title.text, words.lines, words.spans, ordered)


def _paragraph(draft: Draft, ident: str, lines: list[Line]) -> Paragraph:
    text = join_lines(lines)
    for line in lines:
        draft.claim(ident, [line])

    def note_of(sign: str) -> str:
        if f"fotnote-{sign}" not in draft.remarks:
            expected = f"en fotnote «{sign}» i note.toml"
            raise draft.fault(lines[0].number, expected, f"merket «{sign}» i {ident}")
        return f"fotnote-{sign}"

    return Paragraph(ident, phrase(text, PROSE_MARK, note_of, targets(draft)), text.lines)


def split_paragraphs(draft: Draft, window: Window) -> list[list[Line]]:
    """Return the free lines of a window, a list a paragraph."""
    lines = draft.free(window)
    if not lines:
        return []
    rule = _Breaks(draft, lines)
    paragraphs = [[lines[0]]]
    for before, after in pairwise(lines):
        if rule.between(before, after):
            paragraphs.append([])
        paragraphs[-1].append(after)
    return paragraphs


@dataclass(slots=True, init=False)
class _Breaks:
    """Where a paragraph ends, from spacing, line length, page breaks and the editor's own word."""

    draft: Draft
    usual_gap: int
    usual_length: int

    def __init__(self, draft: Draft, lines: Sequence[Line]) -> None:
        self.draft = draft
        gaps = Counter(self._gap(a, b) for a, b in pairwise(lines))
        self.usual_gap = min((g for g, n in gaps.items() if n == max(gaps.values())), default=0)
        self.usual_length = median_low(len(line.words) for line in lines)

    def between(self, before: Line, after: Line) -> bool:
        """Return whether a paragraph ends between two lines that follow each other."""
        ended = bool(SENTENCE_END.search(before.words))
        if any(re.search(start, after.words) for start in self.draft.spec.notat.avsnitt):
            return True
        if self._interrupted(before, after) or after.text.startswith(" "):
            return ended
        if self._gap(before, after) > self.usual_gap or self._hard_blank(before, after):
            return True
        return ended and (before.text.endswith("  ") or self._had_room(before, after))

    def _gap(self, before: Line, after: Line) -> int:
        return after.number - before.number - 1

    def _interrupted(self, before: Line, after: Line) -> bool:
        return any(number in self.draft.owner for number in range(before.number + 1, after.number))

    def _hard_blank(self, before: Line, after: Line) -> bool:
        rows = self.draft.source.lines[before.number : after.number - 1]
        return any(row.text for row in rows)

    def _had_room(self, before: Line, after: Line) -> bool:
        first_word = after.words.split(" ")[0]
        return len(before.words) + 1 + len(first_word) <= NARROW * self.usual_length
