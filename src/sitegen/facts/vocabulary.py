"""Which words are Norwegian: a Hunspell dictionary read as far as spelling needs, and own texts.

The dictionary is a tool of the build, as a compiler is: no word of it is published. Source: the
spell-norwegian project, as the npm package ``dictionary-nb``; GPL 2.0.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

WORD = re.compile(r"[a-zæøåéèêóòôüäö]+", re.IGNORECASE)
AFFIX_FIELDS = 5
LAST = "\U0010ffff"
"""Sorts after every letter."""
COMPOUND = "z"
"""The dictionary's flag of words that may begin a compound."""
SHORTEST_PART = 4
"""Letters of the shortest word that a compound is made of: shorter ones fit anywhere."""
MOST_PARTS = 3
NOT = "u"
"""The prefix of a word's opposite, which the dictionary has with few words: «uvektet»."""
LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
BINDING = ("", "s", "e")
"""What may stand between two parts of a compound: «inntekt-s-vekst», «barn-e-hage»."""


@dataclass(frozen=True, slots=True)
class _Affix:
    """One rule of an affix: what it takes away, puts on, and the stems it may be put on."""

    flag: str
    strip: str
    add: str
    condition: re.Pattern[str]


class Dictionary:
    """The words of a Hunspell dictionary, in any form that its affixes give them."""

    def __init__(self, affixes: str, words: str) -> None:
        """Take the texts of the ``.aff`` and the ``.dic`` file; read when first asked."""
        self._affixes = affixes
        self._words = words
        self._forms: dict[str, bool] = {}

    def has(self, word: str) -> bool:
        """Return whether it has a word, in any form of it."""
        forms = {word, word.lower(), word.capitalize()}
        return any(self._has_form(form) for form in forms)

    def begins_compounds(self, word: str) -> bool:
        """Return whether a word may be the first part of a compound."""
        return COMPOUND in self._stems.get(word, "")

    def relatives(self, start: str) -> int:
        """Return how many words begin so."""
        ordered = self._ordered
        return bisect_left(ordered, start + LAST) - bisect_left(ordered, start)

    def _has_form(self, word: str) -> bool:
        # One reading asks for 30 000 forms, the slips of unknown words, and the next one for the
        # same again.
        known = self._forms.get(word)
        if known is None:
            known = self._forms[word] = self._is_form(word)
        return known

    def _is_form(self, word: str) -> bool:
        stems = self._stems
        return (
            word in stems
            or self._inflected(word, "")
            or any(
                flag in stems.get(w, "") or self._inflected(w, flag) for w, flag in self._bare(word)
            )
        )

    def _bare(self, word: str) -> Iterator[tuple[str, str]]:
        """Yield a word without each prefix it begins with, and the prefix's flag."""
        for affix in self._prefixes:
            if word.startswith(affix.add) and len(word) > len(affix.add):
                yield affix.strip + word[len(affix.add) :], affix.flag

    def _inflected(self, word: str, needed: str) -> bool:
        """Return whether a word is a stem with a suffix it may have, and the flag needed."""
        for length in range(max(0, len(word) - self._longest_suffix), len(word)):
            for strip, affixes in self._suffixes.get(word[length:], {}).items():
                stem = word[:length] + strip
                flags = self._stems.get(stem, "")
                if flags and needed in flags:
                    fitting = (one for one in affixes if one.flag in flags)
                    if any(one.condition.search(stem) for one in fitting):
                        return True
        return False

    @cached_property
    def _ordered(self) -> list[str]:
        return sorted(self._stems)

    @cached_property
    def _stems(self) -> dict[str, str]:
        lines = self._words.splitlines()[1:]
        pairs = (line.partition("/") for line in lines)
        found: dict[str, str] = {}
        for stem, _, flags in pairs:
            found[stem] = found.get(stem, "") + flags
        return found

    @cached_property
    def _suffixes(self) -> dict[str, dict[str, list[_Affix]]]:
        """The suffixes by what they put on, and by what they take away: one stem to look up."""
        found: dict[str, dict[str, list[_Affix]]] = {}
        for affix in _rules(self._affixes, "SFX"):
            found.setdefault(affix.add, {}).setdefault(affix.strip, []).append(affix)
        return found

    @cached_property
    def _longest_suffix(self) -> int:
        return max(map(len, self._suffixes), default=0)

    @cached_property
    def _prefixes(self) -> list[_Affix]:
        return list(_rules(self._affixes, "PFX"))


dictionary = lru_cache(maxsize=2)(Dictionary)
"""One for all who read the same files: what it knows of words it need not find again."""


class Vocabulary:
    """A dictionary, and the words of texts that are known to be well spelt."""

    def __init__(self, affixes: str, words: str, own_texts: Iterable[str] = ()) -> None:
        """Read the two files of a Hunspell dictionary, and own texts beside it.

        Args:
            affixes: Text of the ``.aff`` file.
            words: Text of the ``.dic`` file.
            own_texts: Texts whose words are known.
        """
        self._dictionary = dictionary(affixes, words)
        self._own = frozenset(w.lower() for text in own_texts for w in WORD.findall(text))
        self._known: dict[str, bool] = {}

    def is_own(self, word: str) -> bool:
        """Return whether own texts use the word."""
        return word.lower() in self._own

    def neighbours(self, word: str) -> Iterator[str]:
        """Yield the known words that are one slip of the pen away."""
        for other in edits(word.lower()):
            if self.is_own(other) or self.has(other):
                yield other

    def relatives(self, start: str) -> int:
        """Return how many of the dictionary's words begin so: few where a word is a rare one."""
        return self._dictionary.relatives(start)

    def knows(self, word: str) -> bool:
        """Return whether a word, or every part of a compound, is in the dictionary or own texts."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._is_word(word, MOST_PARTS)
        return known

    def _is_word(self, word: str, parts: int) -> bool:
        if word.lower() in self._own or self.has(word):
            return True
        if word.lower().startswith(NOT) and self._is_word(word[len(NOT) :], 1):
            return True
        return parts > 1 and any(
            self._dictionary.begins_compounds(first) and self._is_word(rest, parts - 1)
            for first, rest in _splits(word.lower())
        )

    def has(self, word: str) -> bool:
        """Return whether the dictionary has a word, in any form of it."""
        return self._dictionary.has(word)

    def last_parts(self, word: str) -> Iterator[str]:
        """Yield the words a compound ends in, the longest first: «skatteinntekter», «inntekter»."""
        for first, rest in _splits(word.lower()):
            if self._dictionary.begins_compounds(first) and self.has(rest):
                yield rest
                yield from self.last_parts(rest)
                return


def edits(word: str) -> Iterator[str]:
    """Yield every string with one letter more, less, changed or swapped with the next."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield from (head + letter + tail for letter in LETTERS)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in LETTERS if letter != tail[0])
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def _rules(affixes: str, kind: str) -> Iterator[_Affix]:
    for line in affixes.splitlines():
        fields = line.split()
        if len(fields) >= AFFIX_FIELDS and fields[0] == kind:
            _, flag, strip, add, condition = fields[:AFFIX_FIELDS]
            at = f"(?:{condition})$" if kind == "SFX" else f"^(?:{condition})"
            put_on = "" if add == "0" else add.partition("/")[0]
            yield _Affix(flag, "" if strip == "0" else strip, put_on, re.compile(at))


def _splits(word: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to take a first part off a compound, its binding letter left out."""
    for end in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        for binding in BINDING:
            rest = word[end + len(binding) :]
            if word[end:].startswith(binding) and len(rest) >= SHORTEST_PART:
                yield word[:end], rest
