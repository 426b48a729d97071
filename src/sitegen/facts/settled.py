"""The status of every printed value: what the release calendar allows on the note's own day.

A measure that the calendar does not know has the status of the statistics that most measures of
the same basis in its table are from. An editor may say in ``note.toml`` that a value is less
certain than the calendar says, for it may be an estimate of the committee's own; never more.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from sitegen.facts.rebuilt import LOOSENESS
from sitegen.facts.releases import Release
from sitegen.note.model import Cell, Exhibit, Note, Row, RowGroup

COUNT = "antall "


def settled(note: Note, releases: Sequence[Release]) -> Note:
    """Return the note with the status of its values as the calendar has it, or as said."""
    if not releases:
        return note
    exhibits = tuple(_exhibit(one, note, releases) for one in note.exhibits)
    return note.model_copy(update={"exhibits": exhibits})


def _exhibit(exhibit: Exhibit, note: Note, releases: Sequence[Release]) -> Exhibit:
    known = {name: release for release in releases for name in release.indicators}
    usual = _usual(exhibit, known)

    def cell(one: Cell) -> Cell:
        counted = one.enhet.startswith(COUNT)  # how many answered is no statistics of theirs
        release = known.get(one.indikator) or (None if counted else usual.get(one.grunnlag))
        released = release.status(one.aar, note.about.date) if release else one.status
        if one.aar >= note.about.date.year:  # nothing of a year is final before it has ended
            released = "anslag"
        loosest = max(one.status, released, key=LOOSENESS.index)
        return one if loosest == one.status else one.model_copy(update={"status": loosest})

    def row(one: Row) -> Row:
        return one.model_copy(update={"cells": tuple(map(cell, one.cells))})

    def group(one: RowGroup) -> RowGroup:
        return one.model_copy(update={"rows": tuple(map(row, one.rows))})

    return exhibit.model_copy(update={"groups": tuple(map(group, exhibit.groups))})


def _usual(exhibit: Exhibit, known: Mapping[str, Release]) -> dict[str, Release]:
    """Return the statistics that most known measures of each basis are from."""
    found: dict[str, Counter[str]] = {}
    for group in exhibit.groups:
        for cell in {one.indikator: one for row in group.rows for one in row.cells}.values():
            if cell.indikator in known:
                found.setdefault(cell.grunnlag, Counter())[cell.indikator] += 1
    by_name = {release.id: release for release in known.values()}
    return {
        basis: by_name[Counter(known[name].id for name in names).most_common(1)[0][0]]
        for basis, names in found.items()
    }
