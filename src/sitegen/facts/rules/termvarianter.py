"""Two names of one thing in one text."""

import re
from collections.abc import Iterator

from sitegen.facts.cells import Place
from sitegen.facts.rules.finding import Finding, Rule, match_place
from sitegen.facts.rules.material import Material

RULE = Rule("termvarianter", "To ord for det samme", weight=5, print_error=True)
FAMILIES = (
    (("vektet", r"\bu?vekte(?:t|de)\b"), ("veid", r"\bu?vei(?:d|de|et)\b")),
    (("sammenligne", r"\bsammenlign\w+"), ("sammenlikne", r"\bsammenlikn\w+")),
    (("frem", r"\bfrem(?!med|me|st)\w*"), ("fram", r"\bfram(?!med|me|st)\w*")),
    (("folketall", r"\bfolketall\w*"), ("folkemengde", r"\bfolkemengde\w*")),
)
"""Words for one thing, each with how it looks; «u» before one turns its sense, not its stem."""


def find(material: Material) -> Iterator[Finding]:
    """Find families of words of which the text has more than one."""
    for family in FAMILIES:
        found = [_places(material, pattern) for _, pattern in family]
        if all(found):
            used = " og ".join(f"«{one[0].quote.lower()}»" for one in found)
            stems = " og ".join(f"«{stem}»" for stem, _ in family)
            yield RULE.finding(
                f"Notatet skriver både {used}. Ordene {stems} betyr det samme.",
                [place for one in found for place in one],
            )


def is_variant(word: str) -> bool:
    """Return whether a word is one of a family, and so no misspelling."""
    return any(
        re.fullmatch(pattern, word, re.IGNORECASE) for family in FAMILIES for _, pattern in family
    )


def _places(material: Material, pattern: str) -> list[Place]:
    found = material.matches(re.compile(pattern, re.IGNORECASE))
    return [match_place(sentence, one) for sentence, one in found]
