"""Two names of one thing in one text."""

import re
from collections.abc import Iterator

from sitegen.facts.cells import Place
from sitegen.facts.rules.finding import Finding, Rule, match_place
from sitegen.facts.rules.material import Material

RULE = Rule("termvarianter", "To ord for det samme", weight=5, print_error=True)
FAMILIES = (
    (r"\bu?vektede?\b|\bu?vektet\b", r"\bu?veide?\b"),
    (r"\bsammenlign\w+", r"\bsammenlikn\w+"),
    (r"\bfolketall\w*", r"\bfolkemengde\w*"),
)
"""Names of one thing, as patterns."""


def find(material: Material) -> Iterator[Finding]:
    """Find families of names of which the text has more than one."""
    for family in FAMILIES:
        found = [_places(material, pattern) for pattern in family]
        if all(found):
            words = " og ".join(f"«{one[0].quote.lower()}»" for one in found)
            yield RULE.finding(
                f"Notatet bruker både {words} om det samme.",
                [place for one in found for place in one],
            )


def _places(material: Material, pattern: str) -> list[Place]:
    found = material.matches(re.compile(pattern, re.IGNORECASE))
    return [match_place(sentence, one) for sentence, one in found]
