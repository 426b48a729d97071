"""Which paragraphs, captions, notes and headings of the note changed."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from sitegen.facts.changes.model import TextChange
from sitegen.facts.changes.snapshot import Part, Snapshot

ALIKE = 0.5
"""Share of letters two paragraphs have in common, from which one is the other rewritten."""


def text_changes(before: Snapshot, after: Snapshot) -> Iterator[TextChange]:
    """Yield every piece of text that changed, came or went, in the order of the later build."""
    for ident in dict.fromkeys((*after.sections, *before.sections)):
        yield from _section(before.sections.get(ident, ()), after.sections.get(ident, ()))
    for ident in dict.fromkeys((*after.parts, *before.parts)):
        old, new = before.parts.get(ident), after.parts.get(ident)
        if old is None or new is None or old.text != new.text:
            yield TextChange(old, new)


def _section(old: Sequence[Part], new: Sequence[Part]) -> Iterator[TextChange]:
    matcher = SequenceMatcher(None, [p.text for p in old], [p.text for p in new], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield from _pairs(list(old[i1:i2]), list(new[j1:j2]))


def _pairs(old: list[Part], new: list[Part]) -> Iterator[TextChange]:
    """Yield rewritten paragraphs as pairs, then what is left on either side."""
    for part in new:
        likeness = [(_likeness(one.text, part.text), at) for at, one in enumerate(old)]
        best, at = max(likeness, default=(0.0, 0))
        yield TextChange(old.pop(at) if best >= ALIKE else None, part)
    yield from (TextChange(part, None) for part in old)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
