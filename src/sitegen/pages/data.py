"""The data sets of an edition with their files and years, and their descriptions for programs."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import htpy as h

from kommuneindikatorer.measures.catalogue import INDIKATOR, INDIKATORER
from kommuneindikatorer.wording import capitalised
from sitegen.charts.model import Chart
from sitegen.charts.part import Table
from sitegen.facts.fact import NETTO, caption_text
from sitegen.facts.licences import Licence
from sitegen.facts.provenance import (
    STATISTICS_NORWAY,
    STATISTICS_NORWAY_ADDRESS,
    SourceFile,
    cited_tables,
    of_kind,
    version_of_sources,
)
from sitegen.facts.publisher import SITE_NAME
from sitegen.facts.unit_files import KOMMUNER
from sitegen.formats.datapackage import KINDS
from sitegen.formats.files import DataFile
from sitegen.formats.origin import (
    ACCOUNTS,
    FROM_ACCOUNTS,
    FROM_NOTE,
    INDICATORS,
    OWN_FILES,
    PRINTED,
    Body,
    Origin,
    origin_of_exhibit,
)
from sitegen.note.model import Exhibit, Note
from sitegen.pages.edition import NEWEST, Edition
from sitegen.pages.phrase import Here
from sitegen.pages.places import (
    DATA,
    VALUES,
    exhibit_page,
    folder,
    in_order,
)

WHOLE, UNITS, MADE = "alle-tall", "kommuner", "nettstedet"
YEARS = re.compile(r"_(\d{4})(?:_(\d{4}))?\.csv$")
UNITS_TITLE = "Endelige regnskap for kommuner og fylkeskommuner"
UNITS_WORDS = (
    "Brutto driftsinntekter og netto driftsresultat for hver kommune og fylkeskommune, konsern, "
    "1000 kr, endelige tall fra Statistisk sentralbyrå{}."
)
INDICATORS_TITLE = "Indikatorer for kommuner og fylkeskommuner"
INDICATORS_WORDS = (
    "Indikatorene regnet ut av regnskapet til hver kommune og fylkeskommune, konsern, endelige "
    "tall fra Statistisk sentralbyrå{}."
)
MADE_TITLE = "Påstandene i notatet prøvd mot tallene, og beskrivelsen av filene"
MADE_WORDS = (
    "Hver påstand i teksten med det den er prøvd mot og utfallet, og en beskrivelse av alle "
    "filene. Laget av nettstedet."
)
MEDIA = {name.removeprefix("."): media for name, (_, media) in KINDS.items()}
DRAWN = "CSV for programmer, verdiene som er tegnet"


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data set.

    Attributes:
        id: ``tabell-3``, ``alle-tall``, ``kommuner``, ``indikatorer`` or ``nettstedet``.
        title: Its name.
        words: What it holds, in a sentence.
        page: The page that offers it, below the site's root; ends in a slash.
        files: Its files, at least one.
        years: First and last calendar year; ``None`` where they are not known.
        origin: Who made it, from what, and on which terms.
        sources: The files of accounts it is made from.
    """

    id: str
    title: str
    words: str
    page: str
    files: tuple[DataFile, ...]
    years: tuple[int, int] | None
    origin: Origin = PRINTED
    sources: tuple[SourceFile, ...] = ()

    @property
    def licence(self) -> Licence:
        """What one may do with it."""
        return self.origin.licence


def datasets(edition: Edition) -> list[Dataset]:
    """Return every data set: the whole note's, each table's and figure's, and the unit data."""
    whole, *others = _of_data_page(edition)
    return [one for one in (whole, *_exhibits(edition), *others) if one.files]


def dataset_of(edition: Edition, exhibit: Exhibit) -> Dataset | None:
    """Return the data set of a table or figure; ``None`` where it offers no file."""
    return next((one for one in _exhibits(edition, exhibit) if one.files), None)


def data_page_datasets(edition: Edition) -> list[Dataset]:
    """Return the data sets whose page is the one that lists all files."""
    return [one for one in _of_data_page(edition) if one.files]


def _of_data_page(edition: Edition) -> list[Dataset]:
    return [_whole(edition), _units(edition), _indicators(edition), _made(edition)]


def is_unit_file(file: DataFile) -> bool:
    """Return whether a file holds every municipality's or county municipality's own figures."""
    return file.address.startswith(("data/kommuner/", "data/indikatorer/"))


def _exhibits(edition: Edition, *only: Exhibit) -> Iterator[Dataset]:
    for exhibit in only or in_order(edition.note):
        own = tuple(file for file in edition.files if file.exhibit == exhibit.id)
        rebuilt = exhibit.grid is None and bool(edition.charts_of(exhibit))
        yield Dataset(
            exhibit.id,
            f"{exhibit.name} {exhibit.title}",
            description_of(edition, exhibit),
            folder(exhibit_page(exhibit)),
            own,
            _years_of(edition, exhibit),
            origin_of_exhibit(exhibit) if rebuilt else PRINTED,
            tuple(of_kind(edition.sources, KOMMUNER)) if rebuilt and _is_of_units(exhibit) else (),
        )


def description_of(edition: Edition, exhibit: Exhibit) -> str:
    """Return what a page's data are: the printed caption, or what is drawn in its place.

    A caption that is short says too little where it stands alone, in a list of search results.
    """
    charts = edition.charts_of(exhibit)
    if exhibit.grid is None and charts:
        return f"{charts[0].undertittel} Tegnet på nytt her i stedet for {exhibit.name.lower()}."
    return f"{caption_text(exhibit).rstrip('.')}. Kilde: {edition.note.about.source}."


def drawn_files(charts: Iterable[Chart], note: Note) -> list[DataFile]:
    """Return the files with rebuilt figures' values, for those whose numbers are not printed."""
    return [
        DataFile(f"{VALUES}{one.id}.csv", one.exhibit, DRAWN)
        for one in charts
        if note.exhibit(one.exhibit).grid is None
    ]


def _is_of_units(exhibit: Exhibit) -> bool:
    return exhibit.rebuild is not None and exhibit.rebuild.kind == "kommunepar"


def _years_of(edition: Edition, exhibit: Exhibit) -> tuple[int, int] | None:
    if _is_of_units(exhibit):
        return edition.note.about.years
    printed = [one.aar for one in edition.facts.get(exhibit.id, ())]
    drawn = [int(p.x) for c in edition.charts_of(exhibit) for p in c.points if p.x.isdecimal()]
    return _span(printed or drawn)


def _whole(edition: Edition) -> Dataset:
    about = edition.note.about
    return Dataset(
        WHOLE,
        f"{about.title}: alle tall i notatet",
        f"Alle tall i notatet fra {about.publisher} til {about.meeting}.",
        folder(DATA),
        tuple(f for f in whole_files(edition) if f.name not in OWN_FILES),
        _span(one.aar for rows in edition.facts.values() for one in rows),
    )


def whole_files(edition: Edition) -> list[DataFile]:
    """Return the files that are of no one table, and of no one unit."""
    return [one for one in edition.files if not one.exhibit and not is_unit_file(one)]


def _units(edition: Edition) -> Dataset:
    return _of_units(edition, (UNITS, UNITS_TITLE, UNITS_WORDS), ACCOUNTS)


def _indicators(edition: Edition) -> Dataset:
    words = (INDICATORS, INDICATORS_TITLE, INDICATORS_WORDS)
    return _of_units(edition, words, FROM_ACCOUNTS)


def _of_units(edition: Edition, about: tuple[str, str, str], origin: Origin) -> Dataset:
    name, title, words = about
    files = tuple(one for one in edition.files if one.address.startswith(f"data/{name}/"))
    found = (YEARS.search(file.address) for file in files)
    years = _span(int(year) for one in found if one for year in one.groups() if year)
    tables = cited_tables(edition.sources)
    sources = tuple(of_kind(edition.sources, ""))
    said = words.format(f" ({tables})" if tables else "")
    return Dataset(name, title, said, folder(DATA), files, years, origin, sources)


def _made(edition: Edition) -> Dataset:
    files = tuple(one for one in whole_files(edition) if one.name in OWN_FILES)
    return Dataset(MADE, MADE_TITLE, MADE_WORDS, folder(DATA), files, None, FROM_NOTE)


def _span(years: Iterable[int]) -> tuple[int, int] | None:
    found = sorted(set(years))
    return (found[0], found[-1]) if found else None


def schema_org(edition: Edition, one: Dataset) -> Mapping[str, object]:
    """Return the description; addresses are absolute, so that it can be read anywhere."""
    home = edition.address
    content: dict[str, object] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{home}{one.page}#{one.id}",
        "name": one.title,
        "description": one.words,
        "url": f"{home}{one.page}",
        "inLanguage": "nb",
        "license": one.licence.address,
        "isAccessibleForFree": True,
        "creator": _creator(edition, one),
        "publisher": {"@type": "Organization", "name": edition.publisher.named},
        "version": version_of(edition, one),
        "isBasedOn": based_on(edition, one),
        "distribution": [_download(home, file) for file in one.files],
        "identifier": f"{home}{one.page}#{one.id}",
        "keywords": keywords(edition, one),
        "spatialCoverage": {"@type": "Place", "name": "Norge"},
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": f"{SITE_NAME}: {edition.note.about.title}",
            "url": f"{home}{folder(DATA)}",
        },
    }
    if names := measured(edition, one):
        content["variableMeasured"] = names
    if newest := newest_address(edition, one):
        content["sameAs"] = newest
    if edition.day:
        content["dateModified"] = edition.day.isoformat()
    if one.origin.source:
        content["creditText"] = credited(edition, one.origin)
    if day := day_of(edition, one):
        content["datePublished"] = day.isoformat()
    if one.years:
        content["temporalCoverage"] = f"{one.years[0]}/{one.years[1]}"
    return content


def _creator(edition: Edition, one: Dataset) -> Mapping[str, object]:
    """Return who made the values: the committee only what it printed."""
    made = {"@type": "Organization", "name": _named(edition, one.origin.creator)}
    further = {
        Body.OFFICE: {"url": STATISTICS_NORWAY_ADDRESS},
        Body.COMMITTEE: {"alternateName": edition.note.about.abbreviation},
    }
    return {**made, **further.get(one.origin.creator, {})}


def credited(edition: Edition, origin: Origin) -> str:
    """Return whom to credit: who made it, and whose content it was made from."""
    name = capitalised(_credit_name(edition, origin.creator))
    return f"{name}. Kilde: {_credit_name(edition, origin.source)}" if origin.source else name


def _credit_name(edition: Edition, body: Body) -> str:
    return edition.publisher.made_by if body is Body.SITE else _named(edition, body)


def _named(edition: Edition, body: Body) -> str:
    return {
        Body.COMMITTEE: edition.note.about.publisher,
        Body.OFFICE: STATISTICS_NORWAY,
        Body.SITE: edition.publisher.named,
    }[body]


def version_of(edition: Edition, one: Dataset) -> str:
    """Return a data set's version: unit data have that of the accounts, never the note's."""
    if one.id in {UNITS, INDICATORS}:
        return version_of_sources(one.sources) or "ukjent"
    return edition.version


def day_of(edition: Edition, one: Dataset) -> dt.date | None:
    """Return the day a data set was published; ``None`` where it is not known.

    The accounts were read from a copy, and the day of that is no day they were published.
    """
    if one.origin is PRINTED:
        return edition.note.about.date
    return None if one.origin is ACCOUNTS else edition.day


def based_on(edition: Edition, one: Dataset) -> str:
    """Return what a data set is made from: the note's own text, or the statistics."""
    if one.origin.of_statistics:
        return next(iter(source_tables(one)), STATISTICS_NORWAY_ADDRESS)
    return f"{edition.address}data/note.txt"


def subjects(edition: Edition, one: Dataset) -> dict[str, str]:
    """Return what a data set measures by its id, which the glossary has too: its name."""
    printed = {id_: name for table in _tables(edition, one) for id_, name in table.measures.items()}
    known = INDIKATORER if one.id == INDICATORS else [INDIKATOR[NETTO]] if one.sources else []
    return {each.id: each.etikett for each in known} | printed


def _tables(edition: Edition, one: Dataset) -> list[Table]:
    return [
        Table(edition.note.exhibit(name), [(o, "") for o in own])
        for name, own in edition.facts.items()
        if one.id in {WHOLE, name} and own
    ]


KEYWORDS = ("kommuneøkonomi", "kommuner", "fylkeskommuner")
"""What every data set is about."""


def measured(edition: Edition, one: Dataset) -> list[str]:
    """Return what a data set measures, in words, each once."""
    tables = _tables(edition, one)
    names = [name for table in tables for name in table.measures.values()]
    charts = [chart for chart in edition.charts.values() if chart.exhibit == one.id]
    drawn = [chart.tittel for chart in charts if not tables]
    units = ["brutto driftsinntekter", "netto driftsresultat"] if one.sources and not charts else []
    return list(dict.fromkeys([*names, *drawn, *units]))


def keywords(edition: Edition, one: Dataset) -> list[str]:
    """Return words to find a data set by."""
    short = [name for name in measured(edition, one) if len(name) < MOST_KEYWORD]
    return [*KEYWORDS, *short]


MOST_KEYWORD = 60
"""Characters: what is longer is a sentence, and no word to search for."""


def newest_address(edition: Edition, one: Dataset) -> str:
    """Return where the newest version of a data set always is; empty where there is but one."""
    named = edition.named
    return f"{named.home}{NEWEST}/{one.page}#{one.id}" if named and not named.proposal else ""


def source_tables(one: Dataset) -> list[str]:
    """Return the addresses of the tables that the accounts are from."""
    return list(dict.fromkeys(file.about.tables[0].address for file in one.sources if file.about))


def media_type(file: DataFile) -> str:
    """Return a file's media type."""
    return MEDIA[ending(file)]


def ending(file: DataFile) -> str:
    """Return how a file's name ends, without the full stop."""
    return file.name.rpartition(".")[2]


def _download(home: str, file: DataFile) -> Mapping[str, object]:
    return {
        "@type": "DataDownload",
        "name": file.name,
        "description": file.words,
        "contentUrl": f"{home}{file.address}",
        "encodingFormat": media_type(file),
    }


def file_list(files: Sequence[DataFile], here: Here) -> h.Element:
    """Return files to download, each with what it is."""
    return h.ul(".filer")[
        (
            h.li[h.a(href=here.address(item.address), download=True)[item.name], f" – {item.words}"]
            for item in files
        )
    ]
