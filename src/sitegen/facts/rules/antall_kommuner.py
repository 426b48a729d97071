"""How many municipalities the survey has: one number in all places, and no part larger."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from sitegen.facts.rules.finding import Finding, Rule, match_place, sentence_place
from sitegen.facts.rules.material import Material
from sitegen.note.sentences import Sentence

RULE = Rule("antall-kommuner", "Antallet kommuner i undersøkelsen er oppgitt ulikt", weight=80)
IN_SURVEY = re.compile(
    r"\b(?:data fra|[Tt]all for|omfatt(?:et|er)(?: alle fylkeskommunene og)?) (\d{2,3}) kommuner\b"
)
PART = re.compile(
    r"(?i)\b(?:svarte på|i|omfattet av) (?:regnskaps)?undersøkelsen\b[^.;]*?\b(\d{2,3}) kommuner\b"
)
"""«Av kommunene som svarte på undersøkelsen, hadde 184 kommuner …»."""


def find(material: Material) -> Iterator[Finding]:
    """Find places with another number than most have, and parts that are more than all."""
    said: list[tuple[int, Sentence, re.Match[str]]] = [
        (int(found[1]), sentence, found) for sentence, found in material.matches(IN_SURVEY)
    ]
    counts = Counter(number for number, _, _ in said)
    if not counts:
        return
    usual, times = counts.most_common(1)[0]
    for sentence, found in material.matches(PART):
        if int(found[1]) > usual:
            whole = next(one for n, one, _ in said if n == usual)
            more = RULE.finding(
                f"Her er {found[1]} av kommunene i undersøkelsen nevnt, men den har bare {usual}.",
                (match_place(sentence, found), sentence_place(whole)),
            )
            yield replace(more, title="Flere kommuner enn undersøkelsen har")
    for number, sentence, found in said:
        if number != usual:
            like = next(other for n, other, _ in said if n == usual)
            yield RULE.finding(
                f"Her står det {number} kommuner. {times} andre steder er det {usual}.",
                (match_place(sentence, found), sentence_place(like)),
            )
