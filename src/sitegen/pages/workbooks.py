"""The Excel files of tables and figures: what each sheet holds, before the build writes them.

First the values in the printed layout with their notes and source, then every value with all that
is known of it, the notes, and what a reader must know who has the file and not the site.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from sitegen.charts.files import COLUMNS as POINT_COLUMNS
from sitegen.charts.files import point_cells
from sitegen.charts.model import Chart
from sitegen.facts.fact import Fact, caption_text, remark_lead
from sitegen.facts.licences import Licence
from sitegen.facts.provenance import SourceFile, statements, version_of_sources
from sitegen.formats.fields import UNIT_FIELDS
from sitegen.formats.files import BOOK
from sitegen.formats.origin import origin_of, origin_of_exhibit
from sitegen.formats.workbook import (
    Sheet,
    about_values,
    data_sheet,
    last_sheets,
    printed_rows,
    tidy_sheet,
)
from sitegen.note.model import Exhibit, plain
from sitegen.pages.data import WHOLE, description_of
from sitegen.pages.edition import Edition
from sitegen.pages.places import DATA, exhibit_page, folder, in_order
from sitegen.pages.words import long_date

MISSING = "Et tomt felt betyr at tallet mangler, ikke null."
Terms = Mapping[str, str]


def books(edition: Edition) -> dict[str, list[Sheet]]:
    """Return the sheets of each table's and figure's file, and of the one with all of them."""
    shown = [one for one in in_order(edition.note) if one.grid or edition.charts_of(one)]
    own = {f"{one.id}{BOOK}": _of_exhibit(edition, one) for one in shown}
    return {f"{WHOLE}{BOOK}": _of_all(edition, shown), **own}


def _of_exhibit(edition: Edition, exhibit: Exhibit) -> list[Sheet]:
    facts = edition.facts.get(exhibit.id, ())
    charts = edition.charts_of(exhibit)
    points = [[getattr(p, name) for name in POINT_COLUMNS] for c in charts for p in c.points]
    tidy = data_sheet(facts) if exhibit.grid else tidy_sheet(POINT_COLUMNS, points)
    notes = [*_notes(edition, exhibit), MISSING]
    return [
        *_printed(edition, exhibit),
        tidy,
        *last_sheets(notes, _about(edition, exhibit).items()),
    ]


def _of_all(edition: Edition, shown: Sequence[Exhibit]) -> list[Sheet]:
    note = edition.note
    notes = [f"{exhibit.name}: {words}" for exhibit in shown for words in _notes(edition, exhibit)]
    licences = dict.fromkeys(origin_of_exhibit(one).licence for one in shown)
    about = {
        "Innhold": f"{note.about.title}. Alle tabeller og figurer med tall.",
        "Kilde": note.about.source,
        **_terms(licences),
        **_issued(edition, f"{edition.address}{folder(DATA)}"),
    }
    every = [one for exhibit in shown for one in edition.facts.get(exhibit.id, ())]
    return [
        *(sheet for exhibit in shown for sheet in _printed(edition, exhibit)),
        data_sheet(every),
        *last_sheets([*notes, MISSING], about.items()),
    ]


def unit_sheets(edition: Edition, address: str, data: bytes) -> list[Sheet]:
    """Return the sheets of a file with every unit's figures; what is no number stays text."""
    head, *rows = csv.reader(io.StringIO(data.decode(), newline=""))
    numbers = [UNIT_FIELDS[name][0] != "string" for name in head]
    body = [
        [
            Decimal(cell) if cell and is_number else cell
            for cell, is_number in zip(row, numbers, strict=True)
        ]
        for row in rows
    ]
    said = [f"{name}: {UNIT_FIELDS[name][1]}" for name in head]
    origin = origin_of(edition.note, address)
    about = {
        "Innhold": address.rpartition("/")[2],
        "Kilde": " ".join(words for file in edition.sources for words in _source(file)),
        **_terms([origin.licence]),
        "Laget av": edition.publisher.made_by,
        "Versjon": version_of_sources(edition.sources),
        "Adresse": f"{edition.address}{address}",
    }
    return [tidy_sheet(head, body), *last_sheets([*said, MISSING], about.items())]


def _typed(cell: str, kind: str) -> str | Decimal:
    return Decimal(cell) if cell and kind != "string" else cell


def _source(file: SourceFile) -> list[str]:
    return [f"{file.name}: {words}" for term, words in statements(file) if term == "Kilde"]


def _printed(edition: Edition, exhibit: Exhibit) -> Iterator[Sheet]:
    """Yield a table as printed, or the values of each chart that is drawn anew."""
    facts = edition.facts.get(exhibit.id, ())
    notes = _notes(edition, exhibit)
    if exhibit.grid:
        rows = printed_rows(exhibit.grid, facts, signs=True)
        lead = [caption_text(exhibit), _sentence(about_values(facts))]
        yield Sheet(exhibit.name, rows, len(exhibit.grid.levels), lead, notes)
        return
    charts = edition.charts_of(exhibit)
    for place, chart in enumerate(charts, 1):
        name = exhibit.name if len(charts) == 1 else f"{exhibit.name} ({place})"
        lead = [f"Erstatning for {exhibit.name.lower()}: {exhibit.title}", chart.undertittel]
        yield Sheet(name, point_cells(chart), 1, lead, notes)


def _sentence(about: Terms) -> str:
    return " ".join(f"{term}: {words}." for term, words in about.items())


def _notes(edition: Edition, exhibit: Exhibit) -> list[str]:
    """Return the notes below a table, what must be said of it, and its source."""
    drawn: Sequence[Chart] = [] if exhibit.grid else edition.charts_of(exhibit)
    found = [
        *(f"{one.sign} {plain(one.content)}" for one in exhibit.footnotes),
        exhibit.basis_note,
        *_remarks(edition.facts.get(exhibit.id, ())),
        *(words for chart in drawn for words in (*chart.merknader, chart.kilde)),
        plain(exhibit.source.content) if exhibit.source and not drawn else "",
    ]
    return [one for one in dict.fromkeys(found) if one]


def _remarks(facts: Iterable[Fact]) -> list[str]:
    return [
        f"Merknad til {remark_lead(one, row=True)}: {one.merknad}" for one in facts if one.merknader
    ]


def _about(edition: Edition, exhibit: Exhibit) -> Terms:
    drawn: Sequence[Chart] = [] if exhibit.grid else edition.charts_of(exhibit)
    sources = [one.kilde for one in drawn] or [edition.note.about.source]
    return {
        "Innhold": description_of(edition, exhibit),
        **about_values(edition.facts.get(exhibit.id, ())),
        **({"Tegnet her": drawn[0].undertittel} if drawn else {}),
        "Merknader": " ".join([exhibit.basis_note, *_remarks(edition.facts.get(exhibit.id, ()))]),
        "Kilde": " ".join(dict.fromkeys(sources)),
        **_terms([origin_of_exhibit(exhibit).licence]),
        **_issued(edition, f"{edition.address}{folder(exhibit_page(exhibit))}"),
    }


def _terms(licences: Iterable[Licence]) -> Terms:
    return {"Vilkår": " ".join(f"{one.words} {one.credit}" for one in licences)}


def _issued(edition: Edition, address: str) -> Terms:
    about = edition.note.about
    return {
        "Notatet": f"{about.title}, notat fra {about.publisher} til {about.meeting}, "
        f"{long_date(about)}",
        "Laget av": edition.publisher.made_by,
        "Versjon": edition.version,
        "Adresse": address,
    }
