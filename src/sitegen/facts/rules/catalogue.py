"""All rules, and all they find."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sitegen.facts.rules import (
    coverage,
    dates,
    exhibits,
    repetition,
    series,
    shares,
    sources,
    spelling,
    strength,
    wholes,
)
from sitegen.facts.rules.finding import Finding, is_dismissed_by
from sitegen.facts.rules.material import Material
from sitegen.note.model import Dismissal

LEDGER = sources.CLAIMS.id
CONTRADICTS = 50
"""Least weight of a finding that says a claim is wrong, not that it is repeated or misspelt."""
RULES = tuple(
    sorted(
        (
            *coverage.RULES,
            *dates.RULES,
            *exhibits.RULES,
            *repetition.RULES,
            *series.RULES,
            *shares.RULES,
            *sources.RULES,
            *spelling.RULES,
            *strength.RULES,
            *wholes.RULES,
        ),
        key=lambda pair: (-pair[0].weight, pair[0].id),
    )
)
"""Each rule with the function that finds what it is about, the heaviest first."""


def find_all(material: Material) -> tuple[Finding, ...]:
    """Return every finding, dismissed ones marked, the heaviest first, then by line."""
    found = [
        _judged(finding, material.note.dismissals)
        for _, find in RULES
        for finding in find(material)
    ]
    ordered = sorted(_once(found), key=lambda one: (-one.weight, one.lines, one.rule, one.message))
    return tuple(_with_ids(ordered))


def _once(found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings; one of the ledger only where no rule says the same."""
    every = list(found)
    of_rules = [one for one in every if one.rule != LEDGER and one.weight >= CONTRADICTS]
    for one in every:
        if one.rule != LEDGER or not any(_says_same(other, one) for other in of_rules):
            yield one


def _says_same(other: Finding, one: Finding) -> bool:
    """Return whether a rule doubts the cells of a claim, or its words where it has no cells."""
    if one.cells:
        return other.sentences[:1] == one.sentences[:1] and not {*one.cells}.isdisjoint(other.cells)
    claim = one.places[0]
    return any(
        place.sentence == claim.sentence
        and place.lines[0] <= claim.lines[1]
        and claim.lines[0] <= place.lines[1]
        for place in other.places
    )


def _with_ids(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings named by rule and first line, and a number where two share both."""
    used: Counter[str] = Counter()
    for one in findings:
        name = f"{one.rule}-{one.places[0].lines[0]}"
        used[name] += 1
        yield replace(one, id=name if used[name] == 1 else f"{name}-{used[name]}")


def unused_dismissals(material: Material, findings: tuple[Finding, ...]) -> Iterator[str]:
    """Yield a sentence for each dismissal that no finding answers to."""
    for one in material.note.dismissals:
        if not any(is_dismissed_by(finding, one) for finding in findings):
            yield f"avvist i note.toml uten et funn: regel «{one.rule}», «{one.quote}»"


def _judged(finding: Finding, dismissals: tuple[Dismissal, ...]) -> Finding:
    reason = next((one.reason for one in dismissals if is_dismissed_by(finding, one)), "")
    return replace(finding, dismissed=reason) if reason else finding
