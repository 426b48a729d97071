"""Bodies of tables: where they stand, their header's shape, their rows."""

import re
from collections.abc import Sequence

from sitegen.note.drafting.clues import MISSING, ended
from sitegen.note.drafting.found import Doubt, FoundRow, FoundTable, HeadLevel
from sitegen.note.drafting.header import cycles, head_levels, years_of
from sitegen.note.drafting.rows import read_row, value_rows, width_of
from sitegen.note.drafting.survey import Survey
from sitegen.note.source import Line
from sitegen.note.traced import join_lines

LOOSE = re.compile(r"(?:(?:^| )[-–−]?\d+(?:,\d+)?){2,}$")
NEAR = 3
"""Blank lines at most between the top of a header and its years."""


def tables(survey: Survey) -> None:
    """Find the body of every table, wherever it stands between two captions."""
    for name in survey.captions:
        if not name.startswith("tabell"):
            continue
        table = _table(survey, name)
        if table is None:
            line = survey.captions[name].first.number
            survey.doubt(
                name, line, "fant ikke tallene: ingen linje med årstall over rader med tall"
            )
            continue
        survey.tables[name] = table
        for doubt in table.doubts:
            survey.doubt(name, doubt.line, doubt.words)


def _table(survey: Survey, name: str) -> FoundTable | None:
    lines = survey.free(*survey.window(name))
    for at, line in enumerate(lines):
        years = years_of(line.words)
        rows = value_rows(lines[at + 1 :], len(years)) if years else []
        if rows:
            return _body(survey, name, lines[: at + 1], years, rows)
    return None


def _body(
    survey: Survey,
    name: str,
    above: Sequence[Line],
    years: list[int],
    rows: list[tuple[list[Line], Line, int]],
) -> FoundTable:
    top = _top(survey, above)
    below = join_lines(rows[0][0]).text
    width = width_of(rows, len(years))
    doubts: list[Doubt] = []
    try:
        levels, columns, rest = head_levels(years, top.words if top else "", below, width)
    except ValueError as error:
        doubts.append(Doubt(above[-1].number, f"ventet {error} i hodet"))
        levels, columns, rest = [HeadLevel(tuple((str(y), 1) for y in years))], years, below
    used = top if cycles(years) > 1 else None
    found = _rows(survey, name, rows, rest if rest != below else None)
    body = [line for words, line, _ in rows for line in (*words, line)]
    survey.claim(name, [*([used] if used else []), above[-1], *body])
    missing = MISSING if any(MISSING in row.values for row in found) else ""
    return FoundTable(levels, columns, found, used or above[-1], missing, doubts)


def _top(survey: Survey, above: Sequence[Line]) -> Line | None:
    """Return the line over the years, where it belongs to the header."""
    if len(above) == 1:
        return None
    line, years = above[-2], above[-1]
    apart = survey.gap(line, years) > NEAR
    return None if apart or ended(line.words) else line


def _rows(
    survey: Survey, name: str, rows: list[tuple[list[Line], Line, int]], first: str | None
) -> list[FoundRow]:
    """Return the rows; ``first`` is what is left of the words over the first, if not all."""
    notes = survey.remarks[name]
    found: list[FoundRow] = []
    for at, (pending, line, count) in enumerate(rows):
        words = [one.words for one in pending]
        if at == 0 and first is not None:
            words = [first] if first else []
        found.append(read_row(words, line, count, notes))
    return found


def loose_rows(survey: Survey) -> None:
    """Tell of lines that look like rows of numbers, and are in no table."""
    for line in survey.rest:
        if LOOSE.search(line.words):
            survey.doubt("notat", line.number, "linjen ser ut som en rad, men er ikke i en tabell")
