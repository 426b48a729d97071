"""The note's sentences: of paragraphs, captions, footnotes and notes, traced to the source.

A sentence's text has footnote marks left out and runs of blanks made one, so that patterns can
be written against plain words; every character still knows the line and column it stands on.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Literal

from sitegen.note.model import Footnote, Inline, Mark, Note, Paragraph, Phrase, Span, Text

Origin = tuple[int, int]
"""1-based line and 0-based column of ``note.txt``."""

Kind = Literal["avsnitt", "fotnote", "note", "bildetekst"]

# Full stops after these never end a sentence: what they shorten goes on.
GOES_ON = frozenset(
    {"jf", "jfr", "nr", "prop", "st", "meld", "innst", "inkl", "ekskl", "eks", "ca", "bl", "bl.a"}
    | {"f.eks", "dvs", "hhv", "kap", "pkt", "art", "tab", "fig", "t.o.m", "f.o.m", "o.l", "evt"}
)
# These may be the last word: what follows tells, by a capital letter or a new number.
MAY_END = frozenset({"pst", "mrd", "mill", "mva", "mv", "m.v", "m.m", "etc", "osv", "kr", "e.l"})
STOP = re.compile(r"[.!?]+[»”\")]*(?= |$)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence.

    Attributes:
        id: ``s3-a4-p2``, ``fotnote-3-p1``, ``tabell-1-note-2-p1``, ``figur-3-bildetekst-p1``.
        place: Id of the paragraph, footnote or note; ``tabell-1-bildetekst`` for a caption.
        kind: ``avsnitt``, ``fotnote``, ``note`` or ``bildetekst``.
        text: Its words, marks left out, blanks single.
        origins: Where each character stands; ``None`` for a blank that joins two lines.
    """

    id: str
    place: str
    kind: Kind
    text: str
    origins: tuple[Origin | None, ...]

    @property
    def lines(self) -> tuple[int, int]:
        """First and last source line."""
        return self.lines_of(0, len(self.text))

    def lines_of(self, start: int, end: int) -> tuple[int, int]:
        """Return the first and last source line of a stretch of the text, ``end`` excluded."""
        lines = [origin[0] for origin in self.origins[start:end] if origin]
        return (min(lines), max(lines)) if lines else self.lines


def sentences(note: Note) -> tuple[Sentence, ...]:
    """Return every sentence of the note in order of reading: text, page footnotes, exhibits."""
    return tuple(
        sentence
        for place, kind, content in _places(note)
        for sentence in split_sentences(place, kind, content)
    )


# The quotes, the ledger, the rules and the pages all read the sentences of one note.
@lru_cache(maxsize=1024)
def split_sentences(place: str, kind: Kind, content: Phrase) -> tuple[Sentence, ...]:
    """Return the sentences of one phrase."""
    return tuple(_split(place, kind, content))


def _split(place: str, kind: Kind, content: Phrase) -> Iterator[Sentence]:
    text, origins = _plain(content)
    start = 0
    count = 0
    for end in (*_ends(text), len(text)):
        first, last = _trimmed(text, start, end)
        start = end
        if first < last:
            count += 1
            yield Sentence(
                f"{place}-p{count}", place, kind, text[first:last], tuple(origins[first:last])
            )


def _places(note: Note) -> Iterator[tuple[str, Kind, Phrase]]:
    for section in note.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield block.id, "avsnitt", block.content
    yield from _footnotes("fotnote", note.footnotes)
    for exhibit in note.exhibits:
        yield f"{exhibit.id}-bildetekst", "bildetekst", exhibit.caption.content
        yield from _footnotes("note", exhibit.footnotes)


def _footnotes(kind: Kind, notes: Iterable[Footnote]) -> Iterator[tuple[str, Kind, Phrase]]:
    for one in notes:
        yield one.id, kind, one.content


def _plain(content: Phrase) -> tuple[str, list[Origin | None]]:
    """Return the words without marks and the commas between marks, and where each stands."""
    text: list[str] = []
    origins: list[Origin | None] = []
    after_mark = False
    for inline in content:
        mark = isinstance(inline, Mark)
        if not (after_mark and not isinstance(inline, Mark) and inline.text == ","):
            for char, origin in _characters(inline):
                if char == " " and text[-1:] == [" "]:
                    continue
                text.append(char)
                origins.append(origin)
        after_mark = mark
    return "".join(text), origins


def _characters(inline: Inline) -> Iterator[tuple[str, Origin | None]]:
    text = "" if isinstance(inline, Mark) else inline.text
    places = ((span.line, at) for span in inline.spans for at in range(span.start, span.end))
    for char in text:
        blank = char.isspace()
        yield (" " if blank else char), (None if blank else next(places, None))


def _ends(text: str) -> Iterator[int]:
    for stop in STOP.finditer(text):
        if _is_end(text[: stop.start()], stop.group(), text[stop.end() :].lstrip()):
            yield stop.end()


def _is_end(before: str, stop: str, after: str) -> bool:
    """Return whether a stop ends a sentence, from the word before it and the text after it."""
    starts = after.lstrip('«“"( ')[:1].isupper()
    counts = bool(re.match(r"[–−-]?\d", after))
    word = re.search(r"[^\s(«]+$", before)
    last = word.group().lower() if word and stop.startswith(".") else ""
    if last in GOES_ON:
        return False
    if last in MAY_END:
        return starts or (counts and not re.match(r"\d{4}-kr", after))
    if re.fullmatch(r"\d{1,2}", last):  # «7. mars», «1. konsultasjonsmøte», «1. 2. og 3. kvartal»
        return starts
    return starts or counts


def cut(content: Phrase, before: Collection[Origin], after: Collection[Origin] = ()) -> Phrase:
    """Return a phrase whose words are parted before some characters and after others.

    Args:
        content: The phrase.
        before: Where a new part begins.
        after: Where one ends. Marks and references stay whole.
    """
    return tuple(part for inline in content for part in _parted(inline, before, after))


def _parted(
    inline: Inline, before: Collection[Origin], after: Collection[Origin]
) -> Iterator[Inline]:
    if not isinstance(inline, Text):
        yield inline
        return
    origins = [origin for _, origin in _characters(inline)]
    starts = {at for at, origin in enumerate(origins) if origin in before}
    starts |= {at + 1 for at, origin in enumerate(origins) if origin in after}
    bounds = [0, *sorted(starts - {0, len(origins)}), len(origins)]
    for start, end in pairwise(bounds):
        yield Text(text=inline.text[start:end], spans=tuple(_runs(origins[start:end])))


def _runs(origins: Iterable[Origin | None]) -> Iterator[Span]:
    """Yield where characters stand, blanks left out: what is parted once can be parted again."""
    known = sorted(origin for origin in origins if origin)
    runs = groupby(enumerate(known), key=lambda pair: (pair[1][0], pair[1][1] - pair[0]))
    for _, run in runs:
        places = [origin for _, origin in run]
        yield Span(places[0][0], places[0][1], places[-1][1] + 1)


def first_of(inline: Inline) -> Origin | None:
    """Return where a part of a phrase begins in the source; ``None`` for one that is not there."""
    return (inline.spans[0].line, inline.spans[0].start) if inline.spans else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return start, end
