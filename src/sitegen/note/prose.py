"""Running text rejoined into paragraphs, and the notes below tables, figures and pages."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

from sitegen.note.draft import Draft, Window
from sitegen.note.model import Footnote, Paragraph, Place, Section
from sitegen.note.phrases import PROSE_MARK, phrase
from sitegen.note.source import Line
from sitegen.note.spec import FootnoteSpec
from sitegen.note.traced import join_lines

SENTENCE_END = re.compile(r"[.!?:»)]\d?$")
NARROW = 0.95  # a line this much of the usual length had room for one more word


def read_prose(draft: Draft) -> None:
    """Read the paragraphs, with tables and figures in their places, into ``draft.sections``."""
    starts = [(0, None), *((s.number, draft.headings[s.number]) for s in draft.spec.sections)]
    firsts = [line.number if line else 1 for _, line in starts]
    ends = [*(first - 1 for first in firsts[1:]), len(draft.source.lines)]
    for (number, heading), first, end in zip(starts, firsts, ends, strict=True):
        draft.sections.append(_section(draft, number, heading, (first, end)))


def _section(draft: Draft, number: int, heading: Line | None, window: Window) -> Section:
    paragraphs = [
        _paragraph(draft, f"s{number}-a{count}", lines)
        for count, lines in enumerate(split_paragraphs(draft, window), start=1)
    ]
    blocks: list[tuple[int, Paragraph | Place]] = [(p.lines[0], p) for p in paragraphs]
    blocks += [
        (line, Place(kind=spec.kind, target=spec.id))
        for spec in draft.spec.exhibits
        if window[0] <= (line := draft.captions[spec.id].lines[0]) <= window[1]
    ]
    words = join_lines([heading] if heading else [])
    printed = next((one.printed for one in draft.spec.sections if one.number == number), "")
    title = words.cut(words.text.find(" ") + 1 if printed else 0)
    ordered = tuple(block for _, block in sorted(blocks, key=lambda block: block[0]))
    return Section(
        id=f"seksjon-{number}",
        number=number,
        printed=None if printed == str(number) or not number else printed,
        title=title.text,
        lines=words.lines,
        blocks=ordered,
        spans=words.spans,
    )


def _paragraph(draft: Draft, ident: str, lines: list[Line]) -> Paragraph:
    text = join_lines(lines)
    for line in lines:
        draft.claim(ident, [line])

    def note_of(sign: str) -> str:
        if f"fotnote-{sign}" not in draft.footnotes:
            expected = f"en fotnote «{sign}» i note.toml"
            raise draft.fault(lines[0].number, expected, f"merket «{sign}» i {ident}")
        return f"fotnote-{sign}"

    content = phrase(text, PROSE_MARK, note_of, _targets(draft))
    return Paragraph(id=ident, content=content, lines=text.lines)


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
        if any(re.search(start, after.words) for start in self.draft.spec.about.breaks):
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


def find_start(draft: Draft, ident: str, spec: FootnoteSpec, window: Window) -> None:
    """Find and claim a footnote's first line, so that nothing else reads it.

    Raises:
        ShapeError: No line fits, or it does not begin with the sign.
    """
    line = draft.find(spec.start, window, f"note {spec.sign} ({ident})")
    if line.words.split(" ")[0].removesuffix(")") != spec.sign:
        raise draft.fault(line.number, f"merket «{spec.sign}» først på linjen", f"«{line.words}»")
    draft.starts[ident] = line
    draft.claim(ident, [line])


def read_footnote(draft: Draft, ident: str, spec: FootnoteSpec) -> None:
    """Read a footnote from its first line to where it ends, into ``draft.footnotes``."""
    lines = _lines(draft, ident, spec)
    draft.claim(ident, lines)
    links = _links(draft, spec)
    draft.claim(ident, links)
    whole = join_lines(lines)
    printed = len(whole.text.split(" ")[0])  # «1» or «1)»
    sign, text = whole.cut(0, printed), whole.cut(printed + 1)
    content = phrase(text, None, lambda _: None, _targets(draft) | _addresses(links))
    spans = (*sign.spans, *(span for link in links for span in join_lines([link]).spans))
    draft.footnotes[ident] = Footnote(
        id=ident, sign=spec.sign, content=content, lines=whole.lines, spans=spans
    )


def _lines(draft: Draft, ident: str, spec: FootnoteSpec) -> list[Line]:
    first = draft.starts[ident]
    if spec.end is None:
        return [first, *_following(draft, first)]
    return draft.until(first, spec.end, draft.whole, f"note {spec.sign} ({ident})")


def _targets(draft: Draft) -> dict[str, str]:
    """Return what running text may refer to, each with where it leads: itself."""
    names = [spec.id for spec in draft.spec.exhibits]
    sections = ((section.printed, section.number) for section in draft.spec.sections)
    parts = {f"seksjon-{printed}": f"seksjon-{number}" for printed, number in sections if printed}
    return {name: name for name in names} | parts


def _following(draft: Draft, first: Line) -> list[Line]:
    """Return the lines that carry it on: none claimed, no gap over one line, no new page."""
    lines: list[Line] = []
    gap = 0
    for line in draft.source.lines[first.number :]:
        if line.text == "":
            gap += 1
        elif line.blank or gap > 1 or line.number in draft.owner or line.text.startswith(" "):
            break
        else:
            gap = 0
            lines.append(line)
    return lines


def _links(draft: Draft, spec: FootnoteSpec) -> list[Line]:
    if spec.links is None:
        return []
    found = [line for line in draft.free(draft.whole) if re.search(spec.links, line.words)]
    if not found:
        raise draft.fault(None, f"linjer som passer «{spec.links}»", "ingen")
    return found


def _addresses(links: list[Line]) -> dict[str, str]:
    """Return «tabell-11585» → its address, for loose address lines that end in a table number."""
    numbers = [(re.search(r"/(\d+)$", link.words), link.words) for link in links]
    return {f"tabell-{found[1]}": address for found, address in numbers if found}
