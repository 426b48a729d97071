"""Notes below tables and figures, and footnotes at the foot of pages: two separate series."""

from sitegen.note.drafting.clues import (
    ADDRESS,
    LABEL_MARK,
    MISSING,
    ONLY_NUMBERS,
    PROSE_MARK,
    REMARK,
    YEAR,
    ended,
    signs,
)
from sitegen.note.drafting.found import Piece
from sitegen.note.drafting.survey import Survey
from sitegen.note.source import Line

SHORT = 0.75
"""A line this much of the width of those above it had room for more: the note ended there."""


FEWEST_VALUES = 2
"""Numbers on a line from which it may be a row of a table."""


def remarks(survey: Survey) -> None:
    """Find the notes of each table and figure: 1, 2, 3 between its caption and its source."""
    for name in survey.captions:
        survey.remarks[name] = []
        for line in survey.free(*survey.window(name)):
            found = REMARK.match(line.words)
            wanted = str(len(survey.remarks[name]) + 1)
            if found and found[1] == wanted and _belongs(survey, name, line, wanted):
                piece = Piece(tuple(_lines(survey, line)), wanted)
                survey.remarks[name].append(piece)
                survey.claim(f"{name}-note-{wanted}", piece.lines)


def footnotes(survey: Survey) -> None:
    """Find page footnotes: 1, 2, 3 through the note, each with its mark in the running text."""
    for line in survey.rest:
        found = REMARK.match(line.words)
        wanted = str(len(survey.footnotes) + 1)
        if found is None or found[1] != wanted or line.words == wanted:
            continue
        if _marked_in_text(survey, wanted):
            piece = Piece(tuple(_lines(survey, line)), wanted)
            survey.footnotes.append(piece)
            survey.claim(f"fotnote-{wanted}", piece.lines)


def links(survey: Survey) -> None:
    """Find loose address lines, which belong to a footnote."""
    survey.links = [line for line in survey.rest if ADDRESS.match(line.words)]
    survey.claim("lenker", survey.links)
    if survey.links and len(survey.footnotes) > 1:
        survey.doubt("fotnoter", survey.links[0].number, "hvilken fotnote adressene hører til")


def _belongs(survey: Survey, name: str, line: Line, sign: str) -> bool:
    """Return whether a numbered line is a note of an exhibit, and not a page's footnote."""
    if sign in survey.marked(name):
        return True
    source = survey.sources.get(name)
    if source and line.number < source.first.number:
        if not _marked_in_table(survey, name, sign):
            survey.doubt(name, line.number, f"fant ikke merket «{sign}» som viser til noten")
        return True
    is_table = name.startswith("tabell")
    return is_table and not survey.marked(name) and _marked_in_table(survey, name, sign)


def _marked_in_table(survey: Survey, name: str, sign: str) -> bool:
    """Return whether a header or a row label of the window carries the mark."""
    for line in survey.free(*survey.window(name)):
        words = line.words.split()
        if any(YEAR.match(word) and word[4:] == sign for word in words):
            return True
        label = [word for word in words if word != MISSING and not ONLY_NUMBERS.match(word)]
        if len(words) - len(label) < FEWEST_VALUES:
            continue
        if (found := LABEL_MARK.search(" ".join(label))) and sign in signs(found[1]):
            return True
    return False


def _marked_in_text(survey: Survey, sign: str) -> bool:
    marks = (mark for line in survey.rest for mark in PROSE_MARK.findall(line.words))
    return any(sign in signs(mark) for mark in marks)


def _lines(survey: Survey, first: Line) -> list[Line]:
    """Return a remark's lines: to the next part, a new page, a wide gap, or a short last line."""
    lines = [first]
    for line in survey.free(first.number + 1, len(survey.lines)):
        stops = survey.begins(line) or ADDRESS.match(line.words) or line.text.startswith(" ")
        between = range(lines[-1].number + 1, line.number)
        if stops or survey.hard_blank(lines[-1], line) or any(n in survey.owner for n in between):
            break
        if survey.gap(lines[-1], line) > 1 or _had_room(lines, line, survey):
            break
        lines.append(line)
    return lines


def _had_room(lines: list[Line], after: Line, survey: Survey) -> bool:
    """Return whether the last line ends a sentence and is short, and a blank line follows."""
    last, widest = lines[-1].words, max(len(line.words) for line in lines)
    short = len(last) < SHORT * max(widest, len(after.words))
    return ended(last) and short and survey.gap(lines[-1], after) > 0
