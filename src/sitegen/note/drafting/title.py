"""The printed title, and what the opening lines say of the note."""

import re

from sitegen.note.drafting.clues import ended
from sitegen.note.drafting.found import Piece
from sitegen.note.drafting.survey import Survey
from sitegen.note.source import Line

SUBTITLE = re.compile(r"^Notat fra ")
SUBTITLE_END = re.compile(r"\b20\d\d\.?$")
LONGEST = 4
"""Lines of a title at most: what is longer is running text."""


def title(survey: Survey) -> None:
    """Find the title and the subtitle in the opening lines."""
    opening = survey.rest[: 2 * LONGEST]
    first = [opening[0]]
    for line in opening[1:]:
        apart = survey.gap(first[-1], line) > 0
        if apart or SUBTITLE.match(line.words) or len(first) == LONGEST:
            break
        first.append(line)
    _add(survey, first)
    below = [line for line in opening if SUBTITLE.match(line.words)]
    if below:
        _add(survey, _subtitle(opening[opening.index(below[0]) :]))
    else:
        survey.doubt("notat", opening[0].number, "fant ingen undertittel som begynner «Notat fra»")


def _subtitle(lines: list[Line]) -> list[Line]:
    """Return the lines down to the one that ends with the budget year."""
    for count, line in enumerate(lines[:LONGEST], start=1):
        if SUBTITLE_END.search(line.words) and not ended(line.words.rstrip(".")):
            return lines[:count]
    return lines[:1]


def _add(survey: Survey, lines: list[Line]) -> None:
    survey.claim("overskrift", lines)
    survey.heading.append(Piece(tuple(lines)))
