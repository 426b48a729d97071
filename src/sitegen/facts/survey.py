"""What the note says of the survey it rests on, and of how far apart the two bases are.

Both numbers are read where the text says them; an edition that does not say them has none.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from sitegen.note.model import Note
from sitegen.note.sentences import Sentence, sentences

_SIZE = re.compile(r"\b(?:data fra|tall for) (\d+) kommuner\b", re.IGNORECASE)
_GAP = re.compile(
    r"\bresultatene for kommunene lå i snitt (\d+(?:,\d+)?) prosentpoeng (høyere|lavere)\b",
    re.IGNORECASE,
)
_COMPANIES = "interkommunale selskaper tas med"
"""What the sentence before must speak of: else «høyere» is not than without companies."""
_HIGHER = "høyere"


@dataclass(frozen=True, slots=True)
class Gap:
    """How far the konsern's result is above the municipality's own account on average.

    Attributes:
        pst: Percentage points, with the decimals printed; below zero where it is lower.
        place: Id of the paragraph or note that says so.
        line: 1-based first line of ``note.txt``.
    """

    pst: Decimal
    place: str
    line: int


def survey_size(note: Note) -> int | None:
    """Return how many municipalities the survey has, by most of the places that say it."""
    said = [match[1] for one in sentences(note) for match in _SIZE.finditer(one.text)]
    return int(Counter(said).most_common(1)[0][0]) if said else None


def selection_names(note: Note) -> dict[str, str]:
    """Return what each selection is called outside quotes from the note.

    «Utvalget» is in the note both the committee and the sample.
    """
    size = survey_size(note)
    surveyed = "kommunene" if size is None else f"de {size}"
    return {
        "alle": "alle",
        "alle utenom Oslo": "alle uten Oslo",
        "utvalget": f"{surveyed} i KS’ undersøkelse",
    }


def basis_gap(note: Note) -> Gap | None:
    """Return the gap between the bases; None where the note gives none."""
    for before, one in _pairs(sentences(note)):
        match = _GAP.search(one.text)
        if match and _COMPANIES in before.text and before.place == one.place:
            size = Decimal(match[1].replace(",", "."))
            return Gap(size if match[2].lower() == _HIGHER else -size, one.place, one.lines[0])
    return None


def _pairs(found: Iterable[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
    """Yield each sentence after the one before it."""
    before: Sentence | None = None
    for one in found:
        if before is not None:
            yield before, one
        before = one
