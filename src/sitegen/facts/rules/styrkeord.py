"""«Klart lavere enn de øvrige», held against the margin to the nearest of the others."""

import re
from collections.abc import Iterator
from decimal import Decimal
from operator import attrgetter

from sitegen.facts.cells import AnchoredCell, alike
from sitegen.facts.formatting import bare
from sitegen.facts.rules.finding import Finding, Rule, sentence_place
from sitegen.facts.rules.material import WHOLE, Material
from sitegen.facts.rules.reading import years_in
from sitegen.note.sentences import Sentence

RULE = Rule("styrkeord", "Et styrkeord passer ikke med forskjellen", weight=60)
STRONG = re.compile(
    r"\b(?P<styrke>klart|betydelig|langt|godt) (?P<retning>lavere|høyere|svakere|bedre)\b"
    r"[^.;]*?\benn (?:i )?(?:de øvrige|de andre|alle andre)"
)
INDICATORS = (
    ("disposisjonsfond", re.compile(r"\bdisposisjonsfond", re.IGNORECASE)),
    ("netto_driftsresultat", re.compile(r"\b(?:netto )?driftsresultat", re.IGNORECASE)),
)
LOWER = {"lavere", "svakere"}
MARGIN = Decimal(1)
"""Points that a strong word promises at least."""


def find(material: Material) -> Iterator[Finding]:
    """Find strong words about groups that lie near the others, or on the other side."""
    for sentence in material.sentences:
        found = STRONG.search(sentence.text)
        indicator = next((i for i, words in INDICATORS if words.search(sentence.text)), "")
        if found and indicator:
            yield from _held(material, sentence, found, indicator)


def _held(
    material: Material, sentence: Sentence, found: re.Match[str], indicator: str
) -> Iterator[Finding]:
    years = years_in(sentence.text)
    parts = (
        cell
        for cell in material.valued
        if cell.fact.indikator == indicator and cell.fact.aar in years and cell.fact.gruppe != WHOLE
    )
    for cells in alike(parts, "tabell", "utvalg", "aar"):
        own = [cell for cell in cells if bare(cell.fact.rad) in bare(sentence.text)]
        others = [cell for cell in cells if cell not in own]
        if len(own) == 1 and others:
            yield from _compared(sentence, found, own[0], others)


def _compared(
    sentence: Sentence, found: re.Match[str], own: AnchoredCell, others: list[AnchoredCell]
) -> Iterator[Finding]:
    lower = found["retning"] in LOWER
    nearest = (min if lower else max)(others, key=attrgetter("value"))
    margin = (nearest.value - own.value) * (1 if lower else -1)
    if margin < MARGIN:
        yield RULE.finding(
            f"Teksten sier at {own.fact.rad} er «{found['styrke']} {found['retning']}» enn de "
            f"øvrige, men har {own.text} mot {nearest.text} i "
            f"{nearest.fact.rad} ({own.table}).",
            (sentence_place(sentence), own.place, nearest.place),
            weight=80 if margin <= 0 else RULE.weight,
        )
