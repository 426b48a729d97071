"""Captions of tables and figures, and the source lines that end them."""

from collections.abc import Callable

from sitegen.note.drafting.clues import CAPTION, SOURCE, YEAR, ended
from sitegen.note.drafting.found import Piece
from sitegen.note.drafting.survey import Survey
from sitegen.note.source import Line

LONGEST = 6
"""Lines of a caption or source at most."""


def captions(survey: Survey) -> None:
    """Find every caption: «Tabell 3 Netto …», never «Tabell 3 viser …»."""
    for line in survey.rest:
        found = CAPTION.match(line.words)
        if found is None or line.number in survey.owner:
            continue
        name = f"{found[1].lower()}-{found[2]}"
        if name in survey.captions:
            survey.doubt(
                name, line.number, "to linjer ser ut som bildeteksten; den første er brukt"
            )
            continue
        piece = Piece(tuple(_lines(survey, line, _caption_goes_on)))
        survey.captions[name] = piece
        survey.claim(name, piece.lines)


def sources(survey: Survey) -> None:
    """Find each exhibit's source line between its caption and the next."""
    for name in survey.captions:
        lines = [line for line in survey.free(*survey.window(name)) if SOURCE.match(line.words)]
        for extra in lines[1:]:
            survey.doubt(
                name, extra.number, "flere linjer begynner med «Kilde»; den første er brukt"
            )
        if lines:
            piece = Piece(tuple(_lines(survey, lines[0], _source_goes_on)))
            survey.sources[name] = piece
            survey.claim(name, piece.lines)
        elif name.startswith("tabell"):
            survey.doubt(name, survey.captions[name].first.number, "fant ingen kildelinje")


def _lines(
    survey: Survey, first: Line, goes_on: Callable[[Survey, Line, Line], bool]
) -> list[Line]:
    lines = [first]
    for line in survey.free(first.number + 1, first.number + 2 * LONGEST):
        if len(lines) == LONGEST or survey.begins(line) or not goes_on(survey, lines[-1], line):
            break
        lines.append(line)
    return lines


def _caption_goes_on(survey: Survey, before: Line, after: Line) -> bool:
    """Return whether a caption carries on: an unfinished sentence, or a finished one more."""
    if all(YEAR.match(word) for word in after.words.split()):
        return False
    if survey.hard_blank(before, after) or after.text.startswith(" "):
        return False
    gap = survey.gap(before, after)
    if ended(before.words):
        return gap == 0 and ended(after.words)
    return gap <= 1 and (after.words[0].islower() or ended(after.words))


def _source_goes_on(survey: Survey, before: Line, after: Line) -> bool:
    if ended(before.words) or survey.hard_blank(before, after) or after.text.startswith(" "):
        return False
    gap = survey.gap(before, after)
    return after.words[0].islower() and gap <= 1
