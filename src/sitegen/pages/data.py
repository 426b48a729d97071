"""The data sets of an edition with their files and years, and the page that offers them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import htpy as h

from sitegen.facts.observation import caption_text
from sitegen.formats.files import DataFile
from sitegen.note.model import Exhibit
from sitegen.pages.edition import Edition, Page
from sitegen.pages.phrase import Here, heading, page
from sitegen.pages.places import DATA, DIAGRAMS, USE, Spot, exhibit_page, folder, in_order

WHOLE, UNITS = "alle-tall", "kommuner"
YEARS = re.compile(r"_(\d{4})(?:_(\d{4}))?\.csv$")
UNITS_TITLE = "Endelige regnskap for kommuner og fylkeskommuner"
UNITS_WORDS = (
    "Brutto driftsinntekter og netto driftsresultat for hver kommune og fylkeskommune, konsern, "
    "1000 kr, endelige tall fra Statistisk sentralbyrå (tabell 12137), og indikatorene som er "
    "regnet ut av dem."
)
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
STATISTICS = {
    "@type": "Organization",
    "name": "Statistisk sentralbyrå",
    "url": "https://www.ssb.no/",
}
STATISTICS_TABLE = "https://www.ssb.no/statbank/table/12137"
MEDIA = {"csv": "text/csv", "json": "application/json", "txt": "text/plain"}
DRAWN = "verdiene som er tegnet, CSV"


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data set.

    Attributes:
        id: ``tabell-3``, ``alle-tall`` or ``kommuner``.
        title: Its name.
        words: What it holds, in a sentence.
        page: The page that offers it, below the site's root; ends in a slash.
        files: Its files, at least one.
        years: First and last calendar year; ``None`` where they are not known.
        from_note: Whether its values come from the note; else from the statistics.
    """

    id: str
    title: str
    words: str
    page: str
    files: tuple[DataFile, ...]
    years: tuple[int, int] | None
    from_note: bool = True


def datasets(edition: Edition) -> list[Dataset]:
    """Return every data set: the whole note's, each table's and figure's, and the unit data."""
    found = [_whole(edition), *_exhibits(edition), _units(edition)]
    return [one for one in found if one.files]


def dataset_of(edition: Edition, exhibit: Exhibit) -> Dataset | None:
    """Return the data set of a table or figure; ``None`` where it offers no file."""
    return next((one for one in _exhibits(edition, exhibit) if one.files), None)


def data_page_datasets(edition: Edition) -> list[Dataset]:
    """Return the data sets whose page is the one that lists all files."""
    return [one for one in (_whole(edition), _units(edition)) if one.files]


def is_unit_file(file: DataFile) -> bool:
    """Return whether a file holds every municipality's or county municipality's own figures."""
    return file.address.startswith(("data/kommuner/", "data/indikatorer/"))


def _exhibits(edition: Edition, *only: Exhibit) -> Iterator[Dataset]:
    for exhibit in only or in_order(edition.note):
        own = tuple(file for file in edition.files if file.exhibit == exhibit.id)
        yield Dataset(
            exhibit.id,
            f"{exhibit.name} {exhibit.title}",
            caption_text(exhibit),
            folder(exhibit_page(exhibit)),
            own or _drawn(edition, exhibit),
            _years_of(edition, exhibit),
            from_note=not _is_of_units(exhibit),
        )


def _drawn(edition: Edition, exhibit: Exhibit) -> tuple[DataFile, ...]:
    """Return the files with a rebuilt figure's values, for one whose numbers are not printed."""
    charts = edition.charts_of(exhibit)
    return tuple(DataFile(f"{DIAGRAMS}{one.id}.csv", exhibit.id, DRAWN) for one in charts)


def _is_of_units(exhibit: Exhibit) -> bool:
    return exhibit.rebuild is not None and exhibit.rebuild.kind == "kommunepar"


def _years_of(edition: Edition, exhibit: Exhibit) -> tuple[int, int] | None:
    if _is_of_units(exhibit):
        return edition.note.about.years
    printed = [one.aar for one in edition.observations.get(exhibit.id, ())]
    drawn = [int(p.x) for c in edition.charts_of(exhibit) for p in c.points if p.x.isdecimal()]
    return _span(printed or drawn)


def _whole(edition: Edition) -> Dataset:
    about = edition.note.about
    return Dataset(
        WHOLE,
        f"{about.title}: alle tall i notatet",
        f"Alle tall i notatet fra {about.publisher} til {about.meeting}.",
        folder(DATA),
        tuple(f for f in edition.files if not f.exhibit and not is_unit_file(f)),
        _span(one.aar for rows in edition.observations.values() for one in rows),
    )


def _units(edition: Edition) -> Dataset:
    files = tuple(file for file in edition.files if is_unit_file(file))
    found = (YEARS.search(file.address) for file in files)
    years = _span(int(year) for one in found if one for year in one.groups() if year)
    page = folder(DATA)
    return Dataset(UNITS, UNITS_TITLE, UNITS_WORDS, page, files, years, from_note=False)


def _span(years: Iterable[int]) -> tuple[int, int] | None:
    found = sorted(set(years))
    return (found[0], found[-1]) if found else None


def schema_org(edition: Edition, one: Dataset) -> Mapping[str, object]:
    """Return the description; addresses are absolute, so that it can be read anywhere."""
    about, home = edition.note.about, edition.address
    note = {"@type": "Organization", "name": about.publisher, "alternateName": about.abbreviation}
    content: dict[str, object] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{home}{one.page}#{one.id}",
        "name": one.title,
        "description": one.words,
        "url": f"{home}{one.page}",
        "inLanguage": "nb",
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": note if one.from_note else STATISTICS,
        "publisher": note if one.from_note else STATISTICS,
        "datePublished": about.date.isoformat(),
        "version": edition.version,
        "isBasedOn": based_on(edition, one),
        "distribution": [_download(home, file) for file in one.files],
    }
    if one.years:
        content["temporalCoverage"] = f"{one.years[0]}/{one.years[1]}"
    return content


def based_on(edition: Edition, one: Dataset) -> str:
    """Return what a data set is made from: the note's own text, or the statistics."""
    return f"{edition.address}data/note.txt" if one.from_note else STATISTICS_TABLE


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


TITLE = "Data"
INTRODUCTION = (
    "Hvert trykte tall er en rad i en fil, med enhet, grunnlag, utvalg, status, fotnoter, linjen i"
    " råteksten og tegnene slik de er trykt. Et tomt felt betyr at tallet mangler, ikke null."
)


def data_text(edition: Edition) -> str:
    """Return the page of data files."""
    here = Here(DATA, edition.places)
    whole = [item for item in edition.files if not item.exhibit]
    parts: list[str | h.Element] = [
        heading(1, TITLE, "data"),
        INTRODUCTION,
        f"[Bruk dataene i R, Python og Excel]({here.markdown(Spot(USE))})",
    ]
    for exhibit in in_order(edition.note):
        if files := [item for item in edition.files if item.exhibit == exhibit.id]:
            parts += [
                heading(2, f"{exhibit.name} {exhibit.title}", exhibit.id),
                file_list(files, here),
            ]
    if whole:
        parts += [heading(2, "Alt samlet", "alt-samlet"), file_list(whole, here)]
    described = [schema_org(edition, one) for one in data_page_datasets(edition)]
    return page(TITLE, parts, **({"datasett": described} if described else {}))


def file_list(files: Sequence[DataFile], here: Here) -> h.Element:
    """Return files to download, each with what it is."""
    return h.ul(".filer")[
        (
            h.li[h.a(href=here.address(item.address), download=True)[item.name], f" – {item.words}"]
            for item in files
        )
    ]


PAGES = (
    Page(
        path=DATA,
        title=TITLE,
        menu="Data",
        render=data_text,
        summary="alle filene",
        invitation=(
            "Alle tall i notatet som filer, hvert med enhet, grunnlag, status og linje i råteksten."
        ),
    ),
)
