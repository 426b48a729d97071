"""How many municipalities the survey has: one number wherever the text says it."""

import re
from collections import Counter
from collections.abc import Iterator

from sitegen.facts.rules.finding import Finding, Rule, match_place, sentence_place
from sitegen.facts.rules.material import Material
from sitegen.note.sentences import Sentence

RULE = Rule("antall-kommuner", "Antallet kommuner i undersøkelsen er oppgitt ulikt", weight=80)
IN_SURVEY = re.compile(
    r"\b(?:data fra|[Tt]all for|omfatt(?:et|er)(?: alle fylkeskommunene og)?) (\d{2,3}) kommuner\b"
)


def find(material: Material) -> Iterator[Finding]:
    """Find places with another number than most have."""
    said: list[tuple[int, Sentence, re.Match[str]]] = [
        (int(found[1]), sentence, found) for sentence, found in material.matches(IN_SURVEY)
    ]
    counts = Counter(number for number, _, _ in said)
    if len(counts) < 2:  # noqa: PLR2004  one number is as it should be
        return
    usual, times = counts.most_common(1)[0]
    for number, sentence, found in said:
        if number != usual:
            like = next(other for n, other, _ in said if n == usual)
            yield RULE.finding(
                f"Her står det {number} kommuner. {times} andre steder er det {usual}.",
                (match_place(sentence, found), sentence_place(like)),
            )
