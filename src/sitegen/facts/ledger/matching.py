"""Finds the words of an entry of ``utsagn.toml`` in the note, whatever numbers stand there now.

Numbers are masked on both sides. If the words are not found so, names of groups and comparing
words are masked too: a swapped name or «lavere» for «høyere» is then a claim that is judged as it
now reads, and not one that is lost.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sitegen.facts.ledger.scan import COMPARING, NUMBER, WORDED
from sitegen.facts.ledger.words import Vocabulary
from sitegen.note.claims import ClaimEntry
from sitegen.note.sentences import Sentence

type Stretch = tuple[int, int]
BRACKETS = re.compile(r"[\[\]]")
LIMIT = re.compile(r"\b(?:under|over|mer enn|færre enn|inntil)(?= [\d#])")
QUOTES = str.maketrans({"’": "'", "−": "-", "–": "-", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Found:
    """Where an entry stands: the sentence, all of its words, and the part that is the claim."""

    entry: ClaimEntry
    sentence: Sentence
    quote: Stretch
    own: Stretch


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with stretches made one sign each; ``places`` has where each sign began."""

    text: str
    places: tuple[int, ...]

    def at(self, index: int) -> int:
        """Return the place in the whole text that an index of the masked one stands for."""
        return self.places[index]


class Matcher:
    """Finds entries in the sentences of one note."""

    def __init__(self, sentences: Sequence[Sentence], words: Vocabulary) -> None:
        """Take the sentences that claims may stand in."""
        self._words = words
        self._sentences = [one for one in sentences if one.kind != "bildetekst"]
        self._levels: tuple[Callable[[str], Iterable[tuple[int, int, str]]], ...] = (
            _numbers,
            self._loose,
        )

    def match(self, entries: Iterable[ClaimEntry]) -> list[Found | None]:
        """Return where each entry stands, or ``None``; two entries never own one place."""
        every = list(entries)
        found: list[Found | None] = [None] * len(every)
        taken: dict[str, list[Stretch]] = {}
        for level in self._levels:
            missing = [at for at, hit in enumerate(found) if hit is None]
            if not missing:
                break
            texts = [(one, _mask(one.text, level(one.text))) for one in self._sentences]
            for at in missing:
                found[at] = hit = next(self._places(every[at], texts, level, taken), None)
                if hit:
                    taken.setdefault(hit.sentence.id, []).append(hit.own)
        return found

    def _places(
        self,
        entry: ClaimEntry,
        texts: Iterable[tuple[Sentence, Masked]],
        level: Callable[[str], Iterable[tuple[int, int, str]]],
        taken: dict[str, list[Stretch]],
    ) -> Iterator[Found]:
        wanted, first, last = _wanted(entry.quote, level)
        for sentence, masked in texts:
            start = masked.text.find(wanted)
            while start >= 0:
                quote = masked.at(start), masked.at(start + len(wanted))
                own = masked.at(start + first), masked.at(start + last)
                others = taken.get(sentence.id, [])
                if all(own[1] <= low or own[0] >= high for low, high in others):
                    yield Found(entry, sentence, quote, own)
                start = masked.text.find(wanted, start + 1)

    def _loose(self, text: str) -> Iterator[tuple[int, int, str]]:
        taken: list[tuple[int, int]] = []
        groups = [one for one in self._words.mentions(text) if one.kind == "gruppe"]
        names = [
            (one.start, one.end, "@")
            for one in groups
            if not re.search(r"\d", text[one.start : one.end])
        ]
        words = [
            (hit.start(), hit.end(), "~")
            for look in (COMPARING, LIMIT)
            for hit in look.finditer(text)
        ]
        for start, end, sign in [*names, *_numbers(text), *words]:
            if all(end <= low or start >= high for low, high in taken):
                taken.append((start, end))
                yield start, end, sign


def _numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield every number of a text, years and dates with it."""
    for pattern in (NUMBER, WORDED):
        for hit in pattern.finditer(text):
            yield hit.start(), hit.end(), "#"


def _mask(text: str, stretches: Iterable[tuple[int, int, str]]) -> Masked:
    signs: list[str] = []
    places: list[int] = []
    at = 0
    for start, end, sign in sorted(stretches, key=lambda one: (one[0], one[0] - one[1])):
        if start < at:
            continue
        signs += text[at:start]
        places += range(at, start)
        signs.append(sign)
        places.append(start)
        at = end
    signs += text[at:]
    places += range(at, len(text) + 1)
    return Masked("".join(signs).translate(QUOTES), tuple(places))


def _wanted(
    quote: str, level: Callable[[str], Iterable[tuple[int, int, str]]]
) -> tuple[str, int, int]:
    """Return a quote masked, and where in it the claim begins and ends."""
    bare = BRACKETS.sub("", quote)
    first, last = 0, len(bare)
    if "[" in quote:
        first = quote.index("[")
        last = quote.index("]") - 1
    masked = _mask(bare, level(bare))
    begin = next(i for i, place in enumerate(masked.places) if place >= first)
    end = next((i for i, place in enumerate(masked.places) if place >= last), len(masked.text))
    return masked.text, begin, end
