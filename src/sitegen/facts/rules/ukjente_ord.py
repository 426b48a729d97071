"""Words that no word list knows but that are one slip from one it does, and lost first letters.

An unknown word alone is no fault: Norwegian makes new compounds. It is one when a known word is
one letter away. A known word may be a slip too: «åles» where the texts have «måles».
"""

import re
from collections import Counter
from collections.abc import Iterator

from sitegen.facts.cells import Place
from sitegen.facts.rules.finding import Finding, Rule, match_place
from sitegen.facts.rules.material import Material
from sitegen.facts.rules.termvarianter import is_variant
from sitegen.facts.vocabulary import LETTERS, Vocabulary, edits

RULE = Rule("ukjente-ord", "Trolig skrivefeil", weight=6, print_error=True)
WORD = re.compile(r"(?<![\w-])[a-zæøåA-ZÆØÅ][a-zæøå]+(?![\w-])")
SHORTEST = 6
"""Letters of the shortest unknown word that is held to be a slip; names and signs are shorter."""
SHORTEST_LOST = 4
"""Letters that must be left of a word that lost its first."""
ROOT = 3
"""Letters of a word that its relatives begin with: a rare word has fewer than the one meant."""
MOST = 2
"""Times a slip is made: a word used more often is the writer's own."""
ENDING = 2
"""Letters at the end that inflection changes."""


def find(material: Material) -> Iterator[Finding]:
    """Find likely misspellings, each with the word that is likely meant."""
    if material.vocabulary is None:
        return
    used = Counter(found[0].lower() for _, found in material.matches(WORD))
    for word, count in used.items():
        meant = _meant(word, material.vocabulary, used) if count <= MOST else ""
        if meant:
            yield RULE.finding(
                f"«{word}» er trolig en skrivefeil for «{meant}».", _places(material, word)
            )


def _meant(word: str, vocabulary: Vocabulary, used: Counter[str]) -> str:
    if is_variant(word):
        return ""
    if not vocabulary.knows(word):
        return _nearest(word, vocabulary, used) if len(word) >= SHORTEST else ""
    if not vocabulary.is_own(word) and not vocabulary.has(word):
        return _oftener(word, used)
    if len(word) < SHORTEST_LOST or used[word] > 1 or vocabulary.is_own(word):
        return ""
    # A word that only the dictionary has may be rare: «økning» is no slip of «røkning».
    meant = (one + word for one in LETTERS if used[one + word] or vocabulary.is_own(one + word))
    start = word[:ROOT]
    usual = vocabulary.relatives(start)
    commoner = (one for one in meant if vocabulary.relatives(one[: ROOT + 1]) > usual)
    return next((one for one in commoner if vocabulary.has(one)), "")


def _oftener(word: str, used: Counter[str]) -> str:
    """Return a word the note uses more often, one slip from one that is only put together."""
    near = (one for one in edits(word) if used[one] > used[word] and one != word)
    return next((one for one in near if not _is_inflection(word, one)), "")


def _nearest(word: str, vocabulary: Vocabulary, used: Counter[str]) -> str:
    """Return the likeliest known word one slip away; one that the note uses before others."""
    in_note = [one for one in edits(word) if used[one] and vocabulary.knows(one)]
    near = [*in_note, *vocabulary.neighbours(word)]
    return next((one for one in near if not _is_inflection(word, one)), "")


def _is_inflection(word: str, other: str) -> bool:
    """Return whether two words differ in their ending only, and not by a doubled letter."""
    common = min(len(word), len(other)) - ENDING
    doubled = word == other + other[-1:] or other == word + word[-1:]
    return word[:common] == other[:common] and not doubled


def _places(material: Material, word: str) -> list[Place]:
    return [
        match_place(sentence, found)
        for sentence, found in material.matches(WORD)
        if found[0].lower() == word
    ]
