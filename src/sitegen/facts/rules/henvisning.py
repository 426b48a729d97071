"""References to a table, figure or part that the note has not, and links to another table."""

import re
from collections.abc import Iterator

from sitegen.facts.cells import Place
from sitegen.facts.rules.finding import Finding, Rule, sentence_place
from sitegen.facts.rules.material import Material
from sitegen.note.model import Footnote, plain
from sitegen.note.phrases import mentioned
from sitegen.note.sentences import Sentence

RULE = Rule("henvisning", "Teksten viser til noe som ikke finnes", weight=72)
OWN_DIGITS = 2
"""Most digits of a number of the note's own tables; a statistics office's have more."""
OTHERS_TABLE = re.compile(r"\btabell (\d{4,5})\b")
LINK = re.compile(r"https?://\S+/(?P<tabell>\d{4,5})\b")
WORDS = {"seksjon": "del"}


def find(material: Material) -> Iterator[Finding]:
    """Find references without what they refer to, and links without their table."""
    note = material.note
    known = {one.id for one in note.exhibits} | {f"seksjon-{one.number}" for one in note.sections}
    for sentence in material.sentences:
        for start, end, target in mentioned(sentence.text):
            if target not in known and len(target.rpartition("-")[2]) <= OWN_DIGITS:
                yield _missing(sentence, start, end, target)
    for footnote in note.footnotes:
        yield from _other_links(material, footnote)


def _missing(sentence: Sentence, start: int, end: int, target: str) -> Finding:
    kind, number = target.split("-")
    return RULE.finding(
        f"Teksten viser til {WORDS.get(kind, kind)} {number}, som ikke finnes i notatet.",
        [sentence_place(sentence, start, end)],
    )


def _other_links(material: Material, footnote: Footnote) -> Iterator[Finding]:
    """Hold the tables that a footnote names against those that its addresses lead to."""
    named = dict.fromkeys(OTHERS_TABLE.findall(plain(footnote.content)))
    links = {
        found["tabell"]: number
        for number, line in enumerate(material.note.lines, 1)
        if (found := LINK.search(line))
    }
    if not named or links.keys().isdisjoint(named):
        return
    missing = [table for table in named if table not in links]
    if missing:
        own = Place((footnote.lines[0], footnote.lines[-1]), plain(footnote.content))
        others = [table for table in links if table not in named]
        places = [Place((links[one], links[one]), f"tabell {one}") for one in others]
        yield RULE.finding(
            f"Fotnoten nevner tabell {missing[0]}, men ingen av adressene går dit.", [own, *places]
        )
