"""Rows of a table from Statistics Norway to single values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kommuneindikatorer.document import Document, Row, shortened
from kommuneindikatorer.journal import Journal
from kommuneindikatorer.model import Basis, Filing, Origin
from kommuneindikatorer.numbers import Missing, Unreadable, read_number
from kommuneindikatorer.problems import MANGLER_KOLONNE, UKJENT_KOLONNE, ULIKT_ANTALL_FELT
from kommuneindikatorer.readers.ssb_codes import (
    SAMLERAD,
    UKJENT_BEGREP,
    UKJENT_VALGT_KOLONNE,
    UTEN_AAR,
)
from kommuneindikatorer.readers.ssb_cube import Observation
from kommuneindikatorer.readers.ssb_header import Header, Value, find_header
from kommuneindikatorer.readers.ssb_region import Region, read_region
from kommuneindikatorer.readers.ssb_words import (
    Meaning,
    basis_of_title,
    is_scope,
    meaning_of,
    scope_of,
    split_year,
)
from kommuneindikatorer.readers.template_key import NULL_FORAN

_NOTE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Extract:
    """What one file holds: its values, and what its title says of the basis."""

    filing: Filing
    observations: tuple[Observation, ...]
    basis: Basis
    kolonner: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    """One table while it is read; a blank cell that names repeats the one above."""

    header: Header
    values: tuple[Value, ...]
    journal: Journal
    title: Meaning
    above: dict[int, str] = field(default_factory=dict)
    found: list[Observation] = field(default_factory=list)


def read_rows(document: Document, journal: Journal, chosen: str) -> Extract:
    """Return the values of a table; `chosen` limits it to one column of values."""
    header = find_header(document.head_rows)
    title = _title(document.head_rows, header)
    reading = _start(header, journal, chosen, title) if header else None
    for row in document.rows(journal):
        if reading and row.number > reading.header.row and any(map(str.strip, row.cells)):
            _read_row(row, reading)
    if reading is None:
        journal.refuse_all(MANGLER_KOLONNE, navn="region")
    return Extract(
        journal.filing(document.kodet, document.skilletegn),
        tuple(reading.found) if reading else (),
        basis_of_title(title),
        tuple(value.heading for value in header.values) if header else (),
    )


def _title(rows: Sequence[Row], header: Header | None) -> str:
    """Return what stands above the heading, and a heading that is itself the title."""
    above = [cell for row in rows if header and row.number < header.row for cell in row.cells]
    values = [value.heading for value in header.values] if header else []
    numbered = [text for text in (*above, *values) if re.match(r"\s*[0-9]{5}:", text)]
    return " ".join(numbered or above).strip()


def _start(header: Header, journal: Journal, chosen: str, title: str) -> _Reading:
    values = header.values
    if chosen:
        values = tuple(
            value
            for number, value in enumerate(header.values, start=1)
            if chosen.strip() in (value.heading, str(value.aar or ""), str(number))
        )
    if not values:
        possible = ", ".join(value.heading for value in header.values)
        journal.report(UKJENT_VALGT_KOLONNE, header.row, chosen, mulige=possible)
        values = header.values
    for value in values:
        if value.meaning.ukjent:
            journal.report(UKJENT_KOLONNE, header.row, value.heading)
    usable = tuple(value for value in values if not value.meaning.ukjent)
    said = meaning_of(re.sub(r"^\s*[0-9]{5}:", "", title).partition(",")[0])
    return _Reading(header, usable, journal, Meaning() if said.ukjent else said)


def _read_row(row: Row, reading: _Reading) -> None:
    header, journal = reading.header, reading.journal
    if _is_note(row, header):
        return
    beyond = any(cell.strip() for cell in row.cells[header.width :])
    if len(row.cells) <= max(value.place for value in header.values) or beyond:
        count, wanted = len(row.cells), header.width
        journal.refuse(ULIKT_ANTALL_FELT, row.number, rows=row.lines, antall=count, ventet=wanted)
        return
    region = _region(row, reading)
    said = _said(row, reading)
    year = _year(row, reading)
    if region is None:
        journal.refuse(SAMLERAD, row.number, _named(row, reading), rows=row.lines)
    elif said.ukjent:
        journal.refuse(UKJENT_BEGREP, row.number, said.ukjent, rows=row.lines)
    elif header.year is not None and year is None:
        cell = row.cells[header.year]
        journal.refuse(UTEN_AAR, row.number, cell, rows=row.lines)
    else:
        _collect(row, reading, region, said, year)


def _collect(row: Row, reading: _Reading, region: Region, said: Meaning, year: int | None) -> None:
    """Keep each value that has a line, a year and a unit that can be used."""
    journal, used = reading.journal, False
    for value in reading.values:
        meaning = value.meaning.joined(said).joined(reading.title)
        text = row.cells[value.place]
        aar = value.aar or year
        if meaning.post is None or meaning.enhet == "per_innbygger" or aar is None:
            continue
        used = True
        origin = Origin(journal.fil, row.number, value.heading, shortened(text))
        reading.found.append(
            Observation(
                region, aar, meaning.basis, meaning.post, meaning.enhet, origin, text, journal
            )
        )
    if region.uten_null and used:
        text = _named(row, reading)
        journal.report(NULL_FORAN, row.number, text, nummer=region.kommunenummer)
    if not used:
        journal.refuse(UKJENT_BEGREP, row.number, _naming(row, reading), rows=row.lines)


def _cell(row: Row, place: int, reading: _Reading) -> str:
    """Return a cell that names; where it is blank, the last one above that was not."""
    text = row.cells[place].strip()
    if text:
        reading.above[place] = text
    return text or reading.above.get(place, "")


def _region(row: Row, reading: _Reading) -> Region | None:
    return read_region(_named(row, reading), reading.header.headings[reading.header.regions[0]])


def _named(row: Row, reading: _Reading) -> str:
    """Return the region, its code and name together where they have a column each."""
    return " ".join(_cell(row, place, reading) for place in reading.header.regions)


def _said(row: Row, reading: _Reading) -> Meaning:
    """Return what the naming columns say together."""
    meaning = Meaning()
    for place in reading.header.others:
        text = _cell(row, place, reading)
        heading = reading.header.headings[place]
        if text:
            meaning = meaning.joined(scope_of(text) if is_scope(heading) else meaning_of(text))
    return meaning


def _naming(row: Row, reading: _Reading) -> str:
    texts = (_cell(row, place, reading) for place in reading.header.others)
    return ", ".join(filter(None, texts)) or _named(row, reading)


def _year(row: Row, reading: _Reading) -> int | None:
    place = reading.header.year
    return None if place is None else split_year(_cell(row, place, reading))[1]


def _is_note(row: Row, header: Header) -> bool:
    """Return whether a row is a note below the table: one cell, or words and no value."""
    filled = [cell for cell in row.cells if cell.strip()]
    if len(filled) == 1 and not re.match(r"\s*[0-9]{3,4}\b", filled[0]):
        return True  # the office writes a mark for each missing value, never blanks
    cells = [row.cells[value.place] for value in header.values if value.place < len(row.cells)]
    if any(not isinstance(read_number(cell), Unreadable | Missing) for cell in cells):
        return False
    if re.match(r"\s*[0-9]{3,4}\b", row.cells[0]) or any(
        isinstance(read_number(cell), Missing) and cell.strip() for cell in cells
    ):
        return False
    words = max(len(cell.split()) for cell in filled)
    return words >= _NOTE_WORDS or ":" in filled[0]
