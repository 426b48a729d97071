"""Data of a note as a build publishes it, and the means to change it."""

from collections.abc import Callable
from functools import cache

from sitegen.facts.changes.compare import compare
from sitegen.facts.changes.model import Diff
from sitegen.facts.changes.snapshot import Snapshot, read_snapshot
from sitegen.facts.fact import facts_of
from sitegen.formats.files import extract_files
from sitegen.note.model import Note
from support.notes import changed, raw, read, spec

KOMMUNER = (
    "aar,kommunenummer,navn,landsdel,folkemengde,brutto_driftsinntekter,netto_driftsresultat\n"
    "2023,1101,Eigersund,Agder og Rogaland,15221,1000000,45669\n"
    "2023,1103,Stavanger,Agder og Rogaland,149048,2000000,20000\n"
)


def files(note: Note) -> dict[str, bytes]:
    """Return what ``sitegen extract`` writes, and some unit data."""
    data = extract_files(note, facts_of(note))
    return {**data, "kommuner/kommuner_2023_2024.csv": KOMMUNER.encode()}


@cache
def base_files() -> dict[str, bytes]:
    """Return the present note's files; copy them before changing any."""
    return files(read())


@cache
def base() -> Snapshot:
    return read_snapshot(base_files(), "mappe")


def snapshot(data: bytes | None = None, spec_text: str | None = None) -> Snapshot:
    return read_snapshot(files(read(data or raw(), spec_text or spec())), "mappe")


def text_diff(*changes: tuple[str, str]) -> Diff:
    """Return the difference that changes of the note's text make."""
    return compare(base(), snapshot(changed(*changes)))


def spec_diff(change: Callable[[str], str]) -> Diff:
    """Return the difference that a change of ``note.toml`` makes."""
    assert change(spec()) != spec()
    return compare(base(), snapshot(spec_text=change(spec())))


def unit_diff(old: str, new: str) -> Diff:
    """Return the difference that a change of the unit data makes."""
    assert KOMMUNER.count(old) == 1
    data = {**base_files(), "kommuner/a.csv": KOMMUNER.replace(old, new).encode()}
    del data["kommuner/kommuner_2023_2024.csv"]
    return compare(base(), read_snapshot(data, "mappe"))
