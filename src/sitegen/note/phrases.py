"""Joined text → phrase: footnote marks taken off, mentions of tables and figures found."""

import re
from collections.abc import Callable, Iterator, Mapping

from sitegen.note.model import Inline, Mark, Phrase, Reference
from sitegen.note.traced import Traced

# «inntekter1», «selskaper1,2.», «2015-20241»; never «RNB24» or «=100»
CAPTION_MARK = re.compile(
    r"(?:(?<=[a-zæøå)])|(?<=\b(?:19|20)\d\d))(\d\)?(?:,\d\)?)*)(?=[\s.,:;]|$)"
)
# «før.1 Det», «prosent.3»; never «0,1» or «17. mars»
PROSE_MARK = re.compile(r"(?:(?<=[a-zæøå][.!?])|(?<=[a-zæøå]))(\d\)?(?:,\d\)?)*)(?=[\s.,:;]|$)")
MENTION = re.compile(
    r"\b(?P<kind>tabell|figur)(?:er|ene)? \d+(?:\.\d+)?(?:(?:, | og )\d+(?:\.\d+)?(?![\d,]))*",
    re.IGNORECASE,
)
PARTS = re.compile(r"\b(?P<kind>del) \d+(?: og \d+)*(?= i notatet)", re.IGNORECASE)
KIND = {"tabell": "tabell", "figur": "figur", "del": "seksjon"}

Piece = tuple[int, int, Inline]


def phrase(
    text: Traced,
    marks: re.Pattern[str] | None,
    note_of: Callable[[str], str | None],
    targets: Mapping[str, str],
) -> Phrase:
    """Return the text as words, marks and references.

    Args:
        text: Joined text.
        marks: How a mark looks here; ``None`` where there are none.
        note_of: The id of the note a sign points to; may raise.
        targets: What may be referred to (``tabell-3``) → where the reference leads.
    """
    pieces = [*_marks(text, marks, note_of), *_mentions(text, targets)]
    found = sorted(pieces, key=lambda piece: piece[0])
    inlines: list[Inline] = []
    at = 0
    for start, end, inline in found:
        if start > at:
            inlines.append(text.cut(at, start).inline())
        inlines.append(inline)
        at = end
    if at < len(text.text):
        inlines.append(text.cut(at).inline())
    return tuple(inlines)


def _marks(
    text: Traced, pattern: re.Pattern[str] | None, note_of: Callable[[str], str | None]
) -> Iterator[Piece]:
    for cluster in pattern.finditer(text.text) if pattern else ():
        for sign in re.finditer(r"\d\)?", cluster.group()):
            start, end = cluster.start() + sign.start(), cluster.start() + sign.end()
            name = sign.group().rstrip(")")
            if note := note_of(name):
                spans = text.cut(start, end).spans
                yield start, end, Mark(sign=name, target=note, spans=spans)


def _mentions(text: Traced, targets: Mapping[str, str]) -> Iterator[Piece]:
    for start, end, ident in mentioned(text.text):
        if target := targets.get(ident):
            words = text.cut(start, end)
            yield start, end, Reference(text=words.text, target=target, spans=words.spans)


def mentioned(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each table, figure and section is mentioned, and its id: ``tabell-3``."""
    for mention in (one for pattern in (MENTION, PARTS) for one in pattern.finditer(text)):
        kind, start = KIND[mention["kind"].lower()], mention.start()
        for number in re.finditer(r"\d+(?:\.\d+)?", mention.group()):
            end = mention.start() + number.end()
            yield start, end, f"{kind}-{number.group().replace('.', '-')}"
            joint = re.match(r", | og ", text[end:])
            start = end + (joint.end() if joint else 0)
