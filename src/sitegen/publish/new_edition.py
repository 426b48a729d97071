"""A raw note on disk → a new edition's folder with a drafted ``note.toml``."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sitegen.note.drafting import Drafted, draft_note
from sitegen.note.errors import Fault, SourceError
from sitegen.publish.edition_folder import (
    NOTES,
    editions_before,
    read_bytes,
    read_description,
    read_text,
)
from sitegen.publish.tree import create_folder


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
        reason = error.strerror or "en feil"
        raise SourceError(Fault(str(folder), None, "å kunne skrive", reason)) from error
    return NewEdition(folder, draft, before[-1] if before else None)
