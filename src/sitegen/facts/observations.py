"""Printed cells → observations: values read exactly, with everything that says what they are."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from kommuneindikatorer.numbers import read_number
from sitegen.facts.observation import Observation
from sitegen.note.errors import Fault, ShapeError
from sitegen.note.model import Cell, Exhibit, Heading, Mark, Note, Row, RowGroup


def observe(note: Note) -> dict[str, tuple[Observation, ...]]:
    """Return every printed cell by table or figure, in reading order, missing ones included.

    Raises:
        ShapeError: A cell holds something that is no number; names its line.
    """
    return {item.id: tuple(_observations(item)) for item in note.exhibits if item.grid}


def _observations(exhibit: Exhibit) -> Iterator[Observation]:
    grid = exhibit.grid
    for group in grid.groups if grid else ():
        for row in group.rows:
            for column, cell in enumerate(row.cells):
                yield _observation(exhibit, group, row, cell, column)


def _observation(
    exhibit: Exhibit, group: RowGroup, row: Row, cell: Cell, column: int
) -> Observation:
    above = headings_over(exhibit, column)
    names = [heading.text for heading in above]
    marks = [*group.marks, *row.marks, *(mark for heading in above for mark in heading.marks)]
    about = cell.meaning
    return Observation(
        tabell=exhibit.id,
        radgruppe=group.label,
        rad=row.label,
        kolonnegruppe=names[0] if len(names) > 1 else "",
        kolonne=" ".join(names[1:] if len(names) > 1 else names),
        verdi=_value(exhibit, cell),
        fotnoter=_signs(marks),
        linje=cell.line,
        trykt=cell.printed,
        indikator=about.indikator,
        gruppe=about.gruppe,
        aar=about.aar,
        utvalg=about.utvalg,
        enhet=about.enhet,
        grunnlag=about.grunnlag,
        status=about.status,
    )


def headings_over(exhibit: Exhibit, column: int) -> list[Heading]:
    """Return the header cells over a value column, from the top down."""
    levels = exhibit.grid.levels if exhibit.grid else ()
    return [h for level in levels for h in level if h.first <= column < h.first + h.width]


def _signs(marks: Iterable[Mark]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mark.sign for mark in marks))


def _value(exhibit: Exhibit, cell: Cell) -> Decimal | None:
    missing = exhibit.grid.missing if exhibit.grid else ""
    if cell.printed in {"", missing}:
        return None
    value = read_number(cell.printed)
    if not isinstance(value, Decimal):
        fault = Fault("note.txt", cell.line, f"et tall i {exhibit.name}", f"«{cell.printed}»")
        raise ShapeError(fault)
    return value
