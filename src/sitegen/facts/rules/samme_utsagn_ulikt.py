"""One thing that two sentences give different numbers, as the ledger reads its subject."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from kommuneindikatorer.numbers import round_half_up
from sitegen.facts.cells import Place
from sitegen.facts.formatting import shown
from sitegen.facts.ledger.model import Draft
from sitegen.facts.ledger.scan import Hit
from sitegen.facts.rules.finding import Finding, Rule, sentence_place
from sitegen.facts.rules.material import Material

RULE = Rule("samme-utsagn-ulikt", "To setninger gir ulike tall for det samme", weight=85)
KINDS = {"celle", "kilde", "norm"}
"""Kinds of claims that give one value of their subject."""


def find(material: Material) -> Iterator[Finding]:
    """Find claims of one subject with different numbers; the first is compared with the others."""
    same: dict[object, list[Draft]] = defaultdict(list)
    for draft in material.drafts:
        if draft.slag in KINDS and draft.emne.indikator and draft.emne.aar and draft.numbers:
            unit = draft.numbers[0].unit
            same[draft.slag, draft.emne, draft.estimate, draft.leans, unit].append(draft)
    for first, *others in same.values():
        for other in others:
            if _differ(first.numbers[0], other.numbers[0]):
                yield _finding(first, other)


def _differ(a: Hit, b: Hit) -> bool:
    places = min(a.decimals, b.decimals)
    return _rounded(a, places) != _rounded(b, places)


def _rounded(hit: Hit, places: int) -> object:
    # A fraction as «1¾» has no decimals, and says a quarter exactly.
    value = hit.value or Fraction(0)
    return value if hit.decimals == 0 else round_half_up(value, places)


def _finding(first: Draft, other: Draft) -> Finding:
    return RULE.finding(
        f"Det samme er {_written(first)} ett sted (linje {_place(first).lines[0]}) og "
        f"{_written(other)} et annet.",
        (_place(other), _place(first)),
    )


def _written(draft: Draft) -> str:
    return shown(round_half_up(draft.value, 2).normalize())


def _place(draft: Draft) -> Place:
    """Return the lines of the claim, with its whole sentence as the quote."""
    place = sentence_place(draft.sentence, draft.start, draft.end)
    return replace(place, quote=draft.sentence.text)
