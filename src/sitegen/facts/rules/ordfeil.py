"""Slips between words: one that is missing, one printed twice, and half a compound badly cut."""

import re
from collections import Counter
from collections.abc import Iterator

from sitegen.facts.cells import Place
from sitegen.facts.rules.finding import Finding, Rule, match_place
from sitegen.facts.rules.material import Material

RULE = Rule(
    "ordfeil", "Et ord mangler, står to ganger eller er delt feil", weight=6, print_error=True
)
TWICE = re.compile(r"\b(?P<ord>[a-zæøå]{2,}) (?P=ord)\b", re.IGNORECASE)
MAY_BE_TWICE = {"det", "den", "de", "som", "har"}
"""«Det det gjelder», «de de møtte»: words that may follow themselves."""
HELD = r"(?:anslås|antas|ventes|forventes|forutsettes|beregnes)"
BETWEEN = r"(?:nå|også|fortsatt|likevel|derfor|dermed|samlet|igjen)"
INFINITIVE = (
    r"(?:ligge|være|bli|gå|øke|komme|få|ha|avta|falle|stige|vokse|synke|utgjøre|gi|bidra|reduseres"
    r"|fortsette|holde|endre|bedre|svekke)"
)
WITHOUT_AA = re.compile(rf"\b(?P<verb>{HELD})(?: {BETWEEN})* (?P<infinitiv>{INFINITIVE})\b")
HALF = re.compile(r"(?<![\w-])(?P<stamme>[a-zæøå]{3,})- (?:og|eller) [a-zæøå]", re.IGNORECASE)
"""The first half of a compound that shares its end: «aktivitets- og inntektsutviklingen»."""
WORD = re.compile(r"(?<![\w-])[a-zæøå]+(?![\w])", re.IGNORECASE)
FEWEST = 2
"""Compounds with the binding letter that show how the note makes them."""
REST = 4
"""Letters of the shortest word that ends a compound."""


def find(material: Material) -> Iterator[Finding]:
    """Find the slips, in the text and in the headings of its parts."""
    for sentence, found in material.matches(TWICE):
        if found["ord"].lower() not in MAY_BE_TWICE:
            yield _finding(f"Ordet «{found['ord']}» står to ganger", match_place(sentence, found))
    for sentence, found in material.matches(WITHOUT_AA):
        words = f"{found['verb']} å {found['infinitiv']}"
        yield _finding(
            f"«{found[0]}» mangler trolig et ord: «{words}»", match_place(sentence, found)
        )
    yield from _badly_cut(material)


def _badly_cut(material: Material) -> Iterator[Finding]:
    """Find a half without the binding «s» that the note's own compounds of the word have."""
    halves = [
        (one["stamme"], match_place(sentence, one)) for sentence, one in material.matches(HALF)
    ]
    halves += [
        (one["stamme"], Place((section.lines[0], section.lines[-1]), section.title))
        for section in material.note.sections
        if section.lines
        for one in HALF.finditer(section.title)
    ]
    words = Counter(found[0].lower() for _, found in material.matches(WORD))
    for stem, place in halves:
        start = stem.lower()
        bound = [one for one in words if _is_compound(one, f"{start}s")]
        plain = [one for one in words if _is_compound(one, start) and one not in bound]
        if len(bound) >= FEWEST and not plain:
            yield _finding(f"«{stem}-» skal trolig være «{stem}s-», som i «{min(bound)}»", place)


def _is_compound(word: str, first: str) -> bool:
    return word.startswith(first) and len(word) >= len(first) + REST


def _finding(what: str, place: Place) -> Finding:
    return RULE.finding(f"{what}.", [place])
