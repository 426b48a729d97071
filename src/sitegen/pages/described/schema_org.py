"""A data set as ``schema.org/Dataset``, for the head of its page.

Source: https://schema.org/Dataset, and what search engines ask of it.
"""

from collections.abc import Mapping

from sitegen.pages.described.dataset import Dataset
from sitegen.pages.edition import DataFile, Edition

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
STATISTICS = {
    "@type": "Organization",
    "name": "Statistisk sentralbyrå",
    "url": "https://www.ssb.no/",
}
STATISTICS_TABLE = "https://www.ssb.no/statbank/table/12137"
MEDIA = {"csv": "text/csv", "json": "application/json", "txt": "text/plain"}


def schema_org(edition: Edition, one: Dataset) -> Mapping[str, object]:
    """Return the description; addresses are absolute, so that it can be read anywhere."""
    about, home = edition.note.about, edition.address
    note = {"@type": "Organization", "name": about.publisher, "alternateName": about.abbreviation}
    told: dict[str, object] = {
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
        told["temporalCoverage"] = f"{one.years[0]}/{one.years[1]}"
    return told


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
