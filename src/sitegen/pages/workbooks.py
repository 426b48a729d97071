"""The Excel files of tables, figures and units: what each sheet holds, before they are written.

First the values in the printed layout with their notes and source, then every value with all that
is known of it, the notes, and what a reader must know who has the file and not the site.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from kommuneindikatorer.measures.catalogue import INDIKATOR
from sitegen.charts.files import COLUMNS as POINT_COLUMNS
from sitegen.charts.files import point_cells
from sitegen.charts.model import Chart
from sitegen.facts.fact import FINAL, NETTO, Fact, caption_text, remark_lead
from sitegen.facts.formatting import span
from sitegen.facts.licences import SITE, STATISTICS, Licence
from sitegen.facts.outcomes import BASIS
from sitegen.facts.profile import COUNTY, Profile, Ranking
from sitegen.facts.provenance import SourceFile, statements, version_of_sources
from sitegen.facts.unit_files import DEBT
from sitegen.formats.fields import UNIT_FIELDS
from sitegen.formats.files import BOOK
from sitegen.formats.origin import origin_of, origin_of_exhibit
from sitegen.formats.workbook import (
    Cell,
    Sheet,
    about_values,
    data_sheet,
    last_sheets,
    number,
    printed_rows,
    styled,
    tidy_sheet,
)
from sitegen.note.model import Exhibit, plain
from sitegen.pages.data import WHOLE, description_of
from sitegen.pages.edition import Edition
from sitegen.pages.places import DATA, exhibit_page, folder, in_order
from sitegen.pages.unit import COLUMNS, HOME, Source, marks, unit_rows
from sitegen.pages.words import basis_words, long_date

MISSING = "Et tomt felt betyr at tallet mangler, ikke null."
UNIT_TITLE = "{}: netto driftsresultat i prosent av brutto driftsinntekter, {}"
UNIT_MISSING = f"{MISSING} Tall for grupper er veide snitt."
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


def profile_sheets(profile: Profile, source: Source) -> list[Sheet]:
    """Return the sheets of a unit's own file: years, the county's list, values, notes, terms."""
    years = span(profile.aar[0].aar, profile.siste.aar)
    title = UNIT_TITLE.format(profile.navn, years)
    notes = list(_unit_notes(profile))
    about = {
        "Innhold": title,
        "Enhet": INDIKATOR[NETTO].enhet,
        "Grunnlag": basis_words(BASIS),
        "Status": _statuses(profile),
        "Utvalg": f"{profile.navn} ({profile.nummer}), og gruppene den hører til",
        "Kilde": f"{source.office}. {source.copied}".strip(),
        "Vilkår": f"{STATISTICS.words} {STATISTICS.credit} {SITE.words} {SITE.credit}",
        "Merknader": " ".join(notes),
        "Laget av": source.made_by,
        "Versjon": f"Tall til og med {profile.siste.aar}. Siden følger alltid de nyeste tallene.",
        "Adresse": f"{HOME}{profile.adresse}",
    }
    lead = [title, f"{basis_words(BASIS)}. {about['Status'].capitalize()}."]
    below = [*notes, source.line]
    return [
        Sheet("År for år", list(_years(profile)), 1, lead, below),
        _county(profile),
        tidy_sheet(COLUMNS, unit_rows(profile)),
        *last_sheets(notes, about.items()),
    ]


def _years(profile: Profile) -> Iterator[list[Cell]]:
    debt = any(DEBT in one.maal for one in profile.aar)
    heads = [
        f"{profile.kort}, prosent",
        "1000 kroner",
        *(f"{one.navn}, prosent" for one in profile.ved),
        *(["Netto lånegjeld, prosent"] if debt else []),
    ]
    yield [styled("År", "radhode"), *(styled(name, "hode") for name in heads)]
    for at, year in reversed(list(enumerate(profile.aar, -len(profile.aar)))):
        owed = year.maal.get(DEBT)
        status = f" ({year.status})" if year.status != FINAL else ""
        yield [
            f"{year.aar}{'*' if year.med else ''}{status}",
            number(year.netto.pst, 1),
            number(year.netto.belop, 0, thousands=True),
            *(number(one.verdier[at], 1) for one in profile.ved),
            *([number(owed.pst if owed else None, 1)] if debt else []),
        ]


def _county(profile: Profile) -> Sheet:
    """Return the list of the county's municipalities, the own one brought forward.

    The other lists are in the files with every unit: here they would be most of the bytes.
    """
    ranking = next((one for one in profile.lister if one.id == COUNTY), profile.lister[0])
    year = profile.siste.aar
    left, right = ("Plass", "Nummer", "Navn"), (f"{year}, prosent", f"{year - 1}, prosent")
    heads = [*(styled(one, "radhode") for one in left), *(styled(one, "hode") for one in right)]
    return Sheet("Plasser", [heads, *_places(ranking, profile)], 1, [ranking.navn])


def _places(ranking: Ranking, profile: Profile) -> Iterator[list[Cell]]:
    for at, one in enumerate(ranking.plasser, 1):
        own = one.nummer == profile.nummer
        name = styled(one.kort, "gruppe") if own else one.kort
        yield [number(at), one.nummer, name, number(one.naa, 1), number(one.fjor, 1)]


def _unit_notes(profile: Profile) -> Iterator[str]:
    if marked := [one for one in profile.aar if one.med]:
        yield f"* Tallene er {marks(marked)}."
    yield UNIT_MISSING


def _statuses(profile: Profile) -> str:
    years: dict[str, list[int]] = {}
    for one in profile.aar:
        years.setdefault(one.status, []).append(one.aar)
    return ", ".join(f"{status} ({span(of[0], of[-1])})" for status, of in years.items())
