"""Slips in how numbers and abbreviations are set: a word glued to its number, a lost full stop."""

import re
from collections import defaultdict
from collections.abc import Iterator

from sitegen.facts.cells import Place
from sitegen.facts.rules.finding import Finding, Rule, match_place
from sitegen.facts.rules.material import Material

RULE = Rule("skrivemaate", "Mellomrom eller punktum mangler", weight=4, print_error=True)
SLIPS = (
    (re.compile(r"\b[a-zæøå]{3,}[–−-]\d+,\d+"), "Et mellomrom mangler før tallet"),
    (re.compile(r"\b(?:pst|mrd|mill)\b(?!\.)"), "Punktum mangler etter forkortelsen"),
)


def find(material: Material) -> Iterator[Finding]:
    """Find each slip, the same words in several places as one finding."""
    for pattern, what in SLIPS:
        found: dict[str, list[Place]] = defaultdict(list)
        for sentence, one in material.matches(pattern):
            found[one[0]].append(match_place(sentence, one))
        for words, places in found.items():
            yield RULE.finding(f"{what}: «{words}».", places)
