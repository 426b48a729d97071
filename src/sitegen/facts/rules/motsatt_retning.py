"""«A hadde x og y før og etter …, og i motsatt retning B, … z etter»: B goes the other way, or not.

What B had before is what another sentence says of it.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from sitegen.facts.formatting import shown
from sitegen.facts.rules.finding import Finding, Rule, sentence_place
from sitegen.facts.rules.material import Material
from sitegen.facts.rules.reading import NUMBER, Named, named_units, names_in, number
from sitegen.note.sentences import Sentence

RULE = Rule("motsatt-retning", "To endringer går ikke hver sin vei", weight=70)
OPPOSITE = re.compile(r"\bi motsatt retning\b")
PAIR = re.compile(rf"henholdsvis (?P<foer>{NUMBER}) og (?P<etter>{NUMBER}) før og etter\b")
AFTER = re.compile(rf"\bvar (?P<etter>{NUMBER}) etter\b")


def find(material: Material) -> Iterator[Finding]:
    """Find pairs that are said to move in opposite directions, and do not."""
    for sentence in material.sentences:
        turn = OPPOSITE.search(sentence.text)
        pair = PAIR.search(sentence.text, 0, turn.start()) if turn else None
        last = AFTER.search(sentence.text, turn.end()) if turn else None
        if pair and last and turn:
            first = number(pair["etter"]) - number(pair["foer"])
            yield from _held(material, sentence, turn.end(), number(last["etter"]), first)


def _held(
    material: Material, sentence: Sentence, start: int, after: Decimal, first: Decimal
) -> Iterator[Finding]:
    name = next((name for at, name in names_in(sentence.text) if at >= start), "")
    before = _before(material, sentence, name)
    if before and first * (after - before.value) >= 0:
        yield RULE.finding(
            f"{name} skal ha gått i motsatt retning, men gikk fra {shown(before.value)} til "
            f"{shown(after)}, samme vei som den det sammenlignes med.",
            [sentence_place(sentence), before.place],
        )


def _before(material: Material, sentence: Sentence, name: str) -> Named | None:
    """Return what another sentence says that a unit had."""
    others = (one for one in material.sentences if one is not sentence)
    return next((unit for one in others for unit in named_units(one) if unit.name == name), None)
