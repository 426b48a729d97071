"""One edition's folder on disk → its note, its raw bytes and its facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sitegen.facts.fact import Fact, facts_of
from sitegen.facts.ledger.reading import Reading, read, with_quotes
from sitegen.facts.releases import CALENDAR_FILE, Release, read_calendar, settled
from sitegen.note.concepts import CONCEPTS_FILE
from sitegen.note.described import Description, about_of
from sitegen.note.errors import Fault, SitegenError, SourceError
from sitegen.note.model import About, Note
from sitegen.note.read import read_note
from sitegen.publish.tree import data_path, files_within, read_bytes, read_text

NOTES = Path("data/notater")
DESCRIPTION = "note.toml"
LAYOUT = "oppsett.toml"
"""Where the parts of a text read from a PDF stand, as its reader wrote it down."""
VERSIONS = "versjoner.toml"


@dataclass(frozen=True, slots=True)
class ReadEdition:
    """An edition as read: model, raw text and ``note.toml``, values by table, and its text."""

    note: Note
    raw: bytes
    description: str
    facts: Mapping[str, Sequence[Fact]]
    reading: Reading


def read_edition(folder: Path) -> ReadEdition:
    """Return the edition in a folder with ``note.txt``, ``note.toml`` and ``rettelser.toml``.

    Raises:
        SitegenError: A file is missing or leads out of the folder, or the note does not fit its
            description.
    """
    files_within(folder)
    raw = read_bytes(folder / "note.txt")
    spec = read_text(folder / DESCRIPTION)
    words = vocabulary(checkout_of(folder) or Path())
    said = Description(spec, words, _if_there(folder / LAYOUT))
    corrected = _if_there(folder / "rettelser.toml")
    note = read_note(raw, said, corrected, folder=str(folder))
    note = settled(note, release_calendar(folder))
    facts = facts_of(note)
    reading = read(note, facts)
    quoted = with_quotes(note, reading.drafts)
    return ReadEdition(quoted, raw, spec, facts, reading)


def _if_there(path: Path) -> str:
    return read_text(path) if path.exists() else ""


def vocabulary(root: Path) -> str:
    """Return the text of a checkout's vocabulary; empty where it has none."""
    return _if_there(data_path(root, CONCEPTS_FILE))


def release_calendar(folder: Path) -> tuple[Release, ...]:
    """Return when statistics are released: of the edition's checkout, else of the present folder.

    Raises:
        SpecError: The calendar is faulty.
    """
    path = data_path(checkout_of(folder) or Path(), CALENDAR_FILE)
    return read_calendar(read_text(path), str(path)) if path.is_file() else ()


def read_about(folder: Path) -> About:
    """Return what an edition's ``note.toml`` says of it; raises ``SitegenError`` if faulty."""
    path = folder / DESCRIPTION
    return about_of(read_text(path), str(path))


def editions(root: Path) -> list[Path]:
    """Return every edition's folder below a checkout, oldest first."""
    return sorted(path.parent for path in (root / NOTES).glob("*/note.toml"))


def editions_before(root: Path, day: date) -> list[Path]:
    """Return the folders of the finished editions before a day's, oldest first."""
    earlier = (path for path in editions(root) if path.name < day.isoformat())
    return [path for path in earlier if not lacking_in(path)]


def lacking_in(folder: Path) -> str:
    """Return why an edition is unfinished: empty where it can be read, or has versions.

    One with versions has been, or is to be, published: what is wrong with it is an error.
    """
    if (folder / VERSIONS).exists():
        return ""
    try:
        read_edition(folder)
    except SitegenError as error:
        return str(error)
    return ""


def checkout_of(folder: Path) -> Path | None:
    """Return the checkout that an edition's folder lies in; ``None`` for one that lies alone."""
    parent = folder.resolve().parent
    return parent.parent.parent if parent.parts[-2:] == NOTES.parts else None


def newest(root: Path) -> Path:
    """Return the newest edition's folder below a checkout; raises ``SourceError`` if none."""
    folders = editions(root)
    if not folders:
        raise SourceError(Fault(str(root / NOTES), None, "en mappe med et notat", "ingen"))
    return folders[-1]
