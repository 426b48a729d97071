"""Other versions: this edition's, the editions before it, and a build's data read from disk."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from sitegen.facts.changes.compare import compare
from sitegen.facts.changes.snapshot import NOTE, REMEDY, UNITS, Snapshot, read_snapshot, snapshot
from sitegen.formats.origin import NUMBERS, REGISTER
from sitegen.note.errors import Fault, SourceError, SpecError
from sitegen.note.versions import Version, first_version, read_versions
from sitegen.pages.edition import History
from sitegen.publish.edition_folder import (
    VERSIONS,
    ReadEdition,
    editions_before,
    read_about,
    read_edition,
)
from sitegen.publish.tree import read_bytes, read_text


def read_history(root: Path, folder: Path, edition: ReadEdition, before: Path | None) -> History:
    """Return the history of an edition.

    Args:
        root: The checkout.
        folder: The edition's folder.
        edition: The edition, read.
        before: The version before it, as a built site; optional.

    Raises:
        SitegenError: An edition before this one, or a ``versjoner.toml``, cannot be read.
    """
    older = [path for path in editions_before(root, edition.note.about.date) if path != folder]
    now = _data(edition)
    read = [read_edition(path) for path in older]
    last = _data(read[-1]) if read else None
    return History(
        versions=_versions(folder, edition.note.about.date),
        earlier=tuple(_earlier(path) for path in older),
        printed=tuple((one.note.about.date, one.facts) for one in read),
        since_edition=compare(last, now) if last else None,
        since_version=compare(_texts_only(read_data_folder(before)), now) if before else None,
    )


def recorded_version(folder: Path, wanted: str | None) -> Version:
    """Return the version an edition is published as: the wanted one, else the newest recorded.

    Raises:
        SpecError: The wanted version is not recorded, so that its pages could not tell of it.
    """
    _, versions = _earlier(folder)
    names = [one.name for one in versions]
    if wanted and wanted not in names:
        remedy = f"Skriv hva som er rettet, og hvorfor, i {folder / VERSIONS}."
        expected = f"en versjon som er beskrevet ({', '.join(names)})"
        raise SpecError(Fault(str(folder / VERSIONS), None, expected, f"«{wanted}»", remedy))
    return versions[names.index(wanted)] if wanted else versions[-1]


def _versions(folder: Path, day: date) -> tuple[Version, ...]:
    path = folder / VERSIONS
    if not path.exists():
        return (first_version(day),)
    return read_versions(read_text(path), str(path), day)


def _earlier(folder: Path) -> tuple[str, tuple[Version, ...]]:
    about = read_about(folder)
    return about.title, _versions(folder, about.date)


def _data(edition: ReadEdition) -> Snapshot:
    return snapshot(edition.note, edition.facts)


def _texts_only(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot without unit data: the pages compare what the note says."""
    return replace(snapshot, accounts=None)


def read_data_folder(folder: Path) -> Snapshot:
    """Return the data of a built site, or of what ``sitegen extract`` wrote.

    Raises:
        SourceError: The folder holds neither, or a file of it cannot be read.
    """
    base = next((path for path in (folder, folder / "data") if (path / NOTE).is_file()), None)
    if base is None:
        found = "ingen slik mappe" if not folder.is_dir() else "ingen av delene"
        expected = f"{NOTE} eller data/{NOTE}"
        raise SourceError(Fault(str(folder), None, expected, found, REMEDY))
    return read_snapshot(dict(_files(base)), str(base))


def _files(base: Path) -> Iterator[tuple[str, bytes]]:
    yield NOTE, read_bytes(base / NOTE)
    for path in sorted(base.glob("*.csv")):
        if not path.name.endswith("-excel.csv"):
            yield path.name, read_bytes(path)
    for path in sorted((base / UNITS).glob("*.csv")):
        if path.name not in {REGISTER, NUMBERS}:  # who the units are, and no accounts
            yield f"{UNITS}{path.name}", read_bytes(path)
