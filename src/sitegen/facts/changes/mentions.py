"""Sentences of the note that hold a number some cell has changed from or to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from sitegen.facts.changes.model import Mention, ValueChange
from sitegen.facts.changes.snapshot import Part

NUMBER = re.compile(
    r"(?<![\d,.])(?:(?<!\d)[-–−])?"
    r"(?:\d+,\d+|\d+(?= (?:prosent|pst|prosentpoeng)\b))"
)
"""A number with decimals, or a whole one that is a percentage: not a year, a date or a table's."""
SENTENCE = re.compile(
    r"(?<=[.!?])(?<!inkl\.)(?<!eks\.)(?<!jf\.)(?<!mrd\.)(?<!pst\.)\s+(?=[A-ZÆØÅ0-9–«])"
)
SENTENCES = re.compile(r"^s\d+-a\d+$|note-\d$")
"""Ids of paragraphs and notes; captions, headings and sources are no sentences."""
SUBJECTS = {
    "netto_driftsresultat": ("netto driftsresultat", "driftsresultat", "resultat"),
    "netto_driftsresultat_etter_bundne_avsetninger": ("bundne",),
    "brutto_driftsresultat_eks_avskrivninger": ("brutto driftsresultat",),
    "disposisjonsfond": ("disposisjonsfond",),
    "disposisjonsfond_med_arets_resultat": ("disposisjonsfond",),
}
"""Words a sentence or its paragraph uses for an indicator; others go by their own id's words."""
SMALLEST_WORD = 5


def find_mentions(changes: Sequence[ValueChange], texts: Iterable[Part]) -> Iterator[Mention]:
    """Yield sentences of paragraphs and notes that hold a changed number and speak of its subject.

    A number alone proves little: the paragraph must name the indicator as well, and the cell's
    year where the sentence does not name the indicator itself.
    """
    for part in texts:
        if SENTENCES.search(part.id):
            for sentence in SENTENCE.split(part.text):
                yield from _in_sentence(part, sentence, changes)


def _in_sentence(part: Part, sentence: str, changes: Sequence[ValueChange]) -> Iterator[Mention]:
    for printed in dict.fromkeys(NUMBER.findall(sentence)):
        value = _value(printed)
        for stale in (True, False):
            cells = tuple(
                change
                for change in changes
                if change.before
                and change.after
                and (change.old if stale else change.new) == value
                and _speaks(part, sentence, change, stale=stale)
            )
            if cells:
                yield Mention(part, sentence, printed, stale, cells)


def _speaks(part: Part, sentence: str, change: ValueChange, *, stale: bool) -> bool:
    """Return whether a sentence may speak of a cell; a value from before needs less proof."""
    cell = change.now
    words = SUBJECTS.get(cell.indikator) or _own_words(cell.indikator)
    in_part = any(word in part.text.lower() for word in words)
    in_sentence = any(word in sentence.lower() for word in words)
    year = str(cell.aar) in part.text
    return in_part and (year or in_sentence) if stale else in_sentence and year


def _own_words(indikator: str) -> tuple[str, ...]:
    return tuple(word for word in indikator.split("_") if len(word) >= SMALLEST_WORD)


def _value(printed: str) -> Decimal:
    return Decimal(re.sub("[–−]", "-", printed).replace(",", "."))
