"""Two groups with identical statistics in one sentence: one of them is likely copied."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from sitegen.facts.formatting import shown
from sitegen.facts.rules.evidence import Evidence
from sitegen.facts.rules.finding import Finding, Rule, sentence_place
from sitegen.facts.rules.reading import NUMBER, number
from sitegen.note.sentences import Sentence

RULE = Rule("like-par", "To grupper har helt like tall i én setning", weight=75)
FEWEST = 2
"""Numbers that must be equal: one can be so by chance."""
PARENTHESIS = re.compile(r"(?P<navn>[^()]*?) ?\((?P<inni>[^()]*\d[^()]*)\)")


def find(evidence: Evidence) -> Iterator[Finding]:
    """Find sentences where two parentheses hold the same two numbers or more."""
    for sentence in evidence.sentences:
        # The pattern tries every start of a sentence to its end, and most have no parenthesis.
        if sentence.text.count("(") > 1:
            yield from _alike(sentence)


def _alike(sentence: Sentence) -> Iterator[Finding]:
    same: dict[tuple[Decimal, ...], list[re.Match[str]]] = defaultdict(list)
    for found in PARENTHESIS.finditer(sentence.text):
        inside = re.sub(r"(?<!\d)\d+ ?[–-] ?\d+(?!\d)", "", found["inni"])
        numbers = tuple(number(one[0]) for one in re.finditer(NUMBER, inside))
        if len(numbers) >= FEWEST:
            same[numbers].append(found)
    for numbers, groups in same.items():
        if len(groups) > 1:
            names = " og ".join(_name(found["navn"]) for found in groups)
            values = " og ".join(shown(one) for one in numbers)
            yield RULE.finding(
                f"{names[:1].upper()}{names[1:]} har nøyaktig samme tall ({values}) i samme "
                "setning. Det ene er trolig skrevet av det andre.",
                [sentence_place(sentence, groups[0].start("inni"), groups[-1].end("inni"))],
            )


def _name(words: str) -> str:
    """Return the group's name: the words from the last capital, or the last few."""
    capital = re.findall(r"(?:[A-ZÆØÅ][\w-]*)(?: (?:og|i) [A-ZÆØÅ][\w-]*)*", words)
    return capital[-1] if capital else " ".join(words.split()[-3:])
