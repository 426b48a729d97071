"""A folder with a build's data on disk → the data, ready to be compared."""

from collections.abc import Iterator
from pathlib import Path

from sitegen.facts.changes.snapshot import NOTE, REMEDY, UNITS, Snapshot, read_snapshot
from sitegen.note.errors import Fault, SourceError
from sitegen.publish.edition_folder import read_bytes


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
        yield f"{UNITS}{path.name}", read_bytes(path)
