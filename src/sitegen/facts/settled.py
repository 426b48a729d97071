"""The status of every printed value: what the release calendar allows on the note's own day.

An editor may say in ``note.toml`` that a value is less certain than the calendar says, for it may
be an estimate of the committee's own; never that it is more.
"""

from collections.abc import Sequence

from sitegen.facts.rebuilt import LOOSENESS
from sitegen.facts.releases import Release, status_of
from sitegen.note.model import Cell, Exhibit, Note, Row, RowGroup


def settled(note: Note, releases: Sequence[Release]) -> Note:
    """Return the note with the status of its values as the calendar has it, or as said."""
    if not releases:
        return note
    exhibits = tuple(_exhibit(one, note, releases) for one in note.exhibits)
    return note.model_copy(update={"exhibits": exhibits})


def _exhibit(exhibit: Exhibit, note: Note, releases: Sequence[Release]) -> Exhibit:
    def cell(one: Cell) -> Cell:
        known = status_of(releases, one.indikator, one.aar, note.about.date)
        loosest = max(one.status, known or one.status, key=LOOSENESS.index)
        return one if loosest == one.status else one.model_copy(update={"status": loosest})

    def row(one: Row) -> Row:
        return one.model_copy(update={"cells": tuple(map(cell, one.cells))})

    def group(one: RowGroup) -> RowGroup:
        return one.model_copy(update={"rows": tuple(map(row, one.rows))})

    return exhibit.model_copy(update={"groups": tuple(map(group, exhibit.groups))})
