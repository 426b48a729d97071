"""Section headings: a number and a few words, alone on a line, in rising order."""

from sitegen.note.drafting.clues import HEADING_LENGTH, SECTION, ended
from sitegen.note.drafting.found import Piece
from sitegen.note.drafting.survey import Survey
from sitegen.note.source import Line


def sections(survey: Survey) -> None:
    """Find the headings; one that the edition before did not have is told."""
    known = {part.tittel for part in survey.previous.seksjon} if survey.previous else set()
    rest = survey.rest
    for line, after in zip(rest, [*rest[1:], None], strict=True):
        wanted = len(survey.sections) + 1
        found = SECTION.match(line.words)
        if found is None or int(found[1]) != wanted or not _stands_alone(line, after):
            continue
        survey.sections[wanted] = Piece((line,))
        survey.claim(f"seksjon-{wanted}", [line])
        if known and found[2] not in known:
            survey.doubt(f"seksjon-{wanted}", line.number, "forrige notat hadde ikke denne delen")
    if not survey.sections:
        survey.doubt("notat", None, "fant ingen deler («1 Tittel» alene på en linje)")


def _stands_alone(line: Line, after: Line | None) -> bool:
    """Return whether a line is no sentence, and what follows is a new one."""
    if len(line.words) > HEADING_LENGTH or ended(line.words):
        return False
    return after is None or after.words[0].isupper()
