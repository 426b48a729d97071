"""One edition's folder on disk → its note, its raw bytes and its observations; a new one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sitegen.facts.findings import find_contradictions
from sitegen.facts.observation import Observation, observe
from sitegen.note.drafting import Drafted, draft_note
from sitegen.note.errors import Fault, SourceError
from sitegen.note.model import Note
from sitegen.note.read import read_note
from sitegen.note.spec import NoteSpec, read_spec
from sitegen.publish.tree import create_folder

NOTES = Path("data/notater")


@dataclass(frozen=True, slots=True)
class ReadEdition:
    """An edition as read: model, raw text, values by table, and what contradicts what."""

    note: Note
    raw: bytes
    observations: Mapping[str, Sequence[Observation]]
    findings: tuple[str, ...]


def read_edition(folder: Path) -> ReadEdition:
    """Return the edition in a folder with ``note.txt``, ``note.toml`` and ``rettelser.toml``.

    Raises:
        SitegenError: A file is missing, or the note does not fit its description.
    """
    raw = read_bytes(folder / "note.txt")
    spec = read_text(folder / "note.toml")
    corrections = folder / "rettelser.toml"
    corrected = read_text(corrections) if corrections.exists() else ""
    note = read_note(raw, spec, corrected, folder=str(folder))
    observations = observe(note)
    return ReadEdition(note, raw, observations, find_contradictions(note, observations))


def read_description(folder: Path) -> NoteSpec:
    """Return what an edition's ``note.toml`` says; raises ``SitegenError`` if it is faulty."""
    path = folder / "note.toml"
    return read_spec(read_text(path), str(path))


def editions(root: Path) -> list[Path]:
    """Return every edition's folder below a checkout, oldest first."""
    return sorted(path.parent for path in (root / NOTES).glob("*/note.toml"))


def editions_before(root: Path, day: date) -> list[Path]:
    """Return the folders of the editions before a day's, oldest first."""
    return [path for path in editions(root) if path.name < day.isoformat()]


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


REASONS = {
    FileNotFoundError: "ingen slik fil",
    IsADirectoryError: "en mappe",
    NotADirectoryError: "ingen slik mappe",
    PermissionError: "en det ikke er tilgang til",
}


def reason(error: OSError) -> str:
    """Return in Norwegian why a file could not be read or written."""
    return REASONS.get(type(error)) or error.strerror or "en feil"


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes; raises ``SourceError`` if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        remedy = f"Sjekk navnet. Det er lest fra mappa {Path.cwd()}."
        lacking = isinstance(error, FileNotFoundError) and not path.is_absolute()
        fault = Fault(
            str(path), None, "en fil som kan leses", reason(error), remedy if lacking else ""
        )
        raise SourceError(fault) from error


def read_text(path: Path) -> str:
    """Return a file's text; raises ``SourceError`` if it cannot be read or is not UTF-8."""
    data = read_bytes(path)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(Fault(str(path), line, "tekst i UTF-8", "noe annet")) from error


@dataclass(frozen=True, slots=True)
class NewEdition:
    """What was written: the folder, the draft, and the edition it learned from, if any."""

    folder: Path
    draft: Drafted
    learned_from: Path | None


def add_edition(root: Path, note: Path, day: date) -> NewEdition:
    """Return the new edition, written whole.

    Raises:
        SitegenError: The text cannot be read, the edition before is faulty, or the folder is
            there already; then nothing is written.
    """
    folder = root / NOTES / day.isoformat()
    data = read_bytes(note)
    before = editions_before(root, day)
    if before:
        read_description(before[-1])
    previous = read_text(before[-1] / "note.toml") if before else ""
    draft = draft_note(data, day, previous, str(note))
    try:
        create_folder(folder, {"note.txt": data, "note.toml": draft.text.encode()})
    except FileExistsError as error:
        remedy = "Slett eller flytt mappa først, eller velg en annen dato med --date."
        fault = Fault(str(folder), None, "en mappe som ikke finnes", "en utgave", remedy)
        raise SourceError(fault) from error
    except OSError as error:
        raise SourceError(Fault(str(folder), None, "å kunne skrive", reason(error))) from error
    return NewEdition(folder, draft, before[-1] if before else None)
