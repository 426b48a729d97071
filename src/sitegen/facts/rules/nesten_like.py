"""Sentences that say nearly the same in two places: copied, and perhaps not kept alike.

Where their numbers or years differ one of them is likely wrong. Where nothing does, the sentence
stands twice, which is only worth knowing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from kommuneindikatorer.wording import listed
from sitegen.facts.rules.finding import Finding, Rule, sentence_place
from sitegen.facts.rules.material import Material
from sitegen.facts.rules.reading import MINUS, NUMBER
from sitegen.note.sentences import Sentence

type Split = tuple[list[str], set[str]]
"""The words of a sentence in order, and each once."""
RULE = Rule("nesten-like", "Nesten samme setning står flere steder", weight=10)
ALIKE = 0.8
"""Share of their words in common, in order."""
SHORTEST = 12
"""Words below which two sentences are alike by chance."""
DIFFERENT_NUMBERS = 75
COUNT = ("ingen", "ett", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti")
WORD = re.compile(rf"{NUMBER}|\w+(?:-\w+)*")
FREQUENT = {"bildetekst"}
"""Kinds of place whose sentences are alike by design."""


def find(material: Material) -> Iterator[Finding]:
    """Find groups of sentences that are nearly alike."""
    every = ((one, _words(one.text)) for one in material.sentences if one.kind not in FREQUENT)
    long = [(one, words, frozenset(words)) for one, words in every if len(words) >= SHORTEST]
    groups: list[list[Sentence]] = []
    for (first, a, mine), (second, b, theirs) in combinations(long, 2):
        common = len(mine & theirs) / max(len(mine), len(theirs))
        # Words in any order are compared first: that is quicker, and leaves few pairs.
        if common >= ALIKE - 0.1 and _alike(a, b):
            _join(groups, first, second)
    for group in groups:
        yield _finding(group)


def _words(text: str) -> list[str]:
    return [word.lower().translate(str.maketrans(MINUS, "---")) for word in WORD.findall(text)]


def _alike(a: Sequence[str], b: Sequence[str]) -> bool:
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= ALIKE


def _join(groups: list[list[Sentence]], first: Sentence, second: Sentence) -> None:
    for group in groups:
        if first in group:
            if second not in group:
                group.append(second)
            return
    groups.append([first, second])


def _finding(group: Sequence[Sentence]) -> Finding:
    places = [sentence_place(one) for one in group]
    numbers = {tuple(sorted(_numbers(one.text))) for one in group}
    as_many = len({len(found) for found in numbers}) == 1
    words = " ".join(group[0].text.split()[:8])
    if len(numbers) > 1 and as_many:
        different = sorted(_not_in_all(numbers))
        return RULE.finding(
            f"Samme setning («{words} …») står {COUNT[len(group)]} steder, men "
            f"med ulike tall: {listed(different)}.",
            places,
            weight=DIFFERENT_NUMBERS,
        )
    same = len({tuple(_words(one.text)) for one in group}) == 1
    alike = "helt likt" if same else "nesten likt"
    return RULE.finding(f"«{words} …» står {alike} {COUNT[len(group)]} steder.", places)


def _numbers(text: str) -> list[str]:
    return [word for word in _words(text) if re.search(r"[\d¼½¾]", word)]


def _not_in_all(several: Iterable[tuple[str, ...]]) -> set[str]:
    sets = [set(one) for one in several]
    return set[str]().union(*sets) - sets[0].intersection(*sets)
