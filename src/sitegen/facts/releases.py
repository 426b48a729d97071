"""When official statistics are preliminary and when final: ``data/kalender.toml``.

So also the status of every printed value: what the calendar allows on the note's own day. A measure
that it does not know has the status of the statistics that most measures of the same basis in its
table are from. An editor may say in ``note.toml`` that a value is less certain than the calendar
says, for it may be an estimate of the committee's own; never more.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from pydantic import Field

from sitegen.facts.rebuilt import LOOSENESS
from sitegen.note.model import Cell, Exhibit, Note, Row, RowGroup, Status
from sitegen.note.toml_file import Part, read_part

CALENDAR_FILE = "data/kalender.toml"
COUNT = "antall "
"""Beginning of the unit of a count."""
FRIDAY, DAYS = 4, 7
"""The last working day of a week, Monday being 0, and how many days a week has."""


class ReleaseDay(Part):
    """The usual day of a release: so many years after the year it is about.

    One that would be on a weekend is on the next working day.
    """

    years_after: int = Field(alias="aar")
    month: int = Field(alias="maaned", ge=1, le=12)
    day: int = Field(alias="dag", ge=1, le=31)

    def date(self, year: int) -> dt.date:
        """Return the day that a year's figures are released."""
        day = dt.date(year + self.years_after, self.month, self.day)
        return day + dt.timedelta(days=DAYS - day.weekday() if day.weekday() > FRIDAY else 0)


class Release(Part):
    """One statistic.

    Attributes:
        id: Stable id.
        name: Its Norwegian name.
        words: Patterns for what a note calls it.
        preliminary: When there are first figures for a year.
        final: When they change no more.
        indicators: Ids of the note's indicators that it gives.
        source: Where the days are from.
        quarterly: Whether parts of a year are released before the whole of it.
    """

    id: str
    name: str = Field(alias="navn")
    words: tuple[str, ...] = Field(alias="ord")
    preliminary: ReleaseDay = Field(alias="forelopig")
    final: ReleaseDay = Field(alias="endelig")
    indicators: tuple[str, ...] = Field(alias="indikatorer")
    source: str = Field(alias="kilde")
    quarterly: bool = Field(default=False, alias="kvartalsvis")

    def status(self, year: int, day: dt.date) -> Status:
        """Return what a year's figures are on a day: an estimate before the first release."""
        if day < self.preliminary.date(year):
            return "anslag"
        return "foreløpig" if day < self.final.date(year) else "endelig"


class Calendar(Part):
    """The whole file."""

    releases: tuple[Release, ...] = Field(alias="utgivelse")


def read_calendar(text: str, file: str = CALENDAR_FILE) -> tuple[Release, ...]:
    """Return the release calendar.

    Raises:
        SpecError: Every fault, each with the path of its key.
    """
    return read_part(Calendar, text, file).releases


def status_of(
    releases: Sequence[Release], indikator: str, year: int, day: dt.date
) -> Status | None:
    """Return what an indicator's figures for a year are on a day; ``None`` if none is known."""
    found = release_of(releases, indikator)
    return found.status(year, day) if found else None


def release_of(releases: Sequence[Release], indikator: str) -> Release | None:
    """Return the statistic that gives an indicator; ``None`` if none is known."""
    return next((one for one in releases if indikator in one.indicators), None)


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
