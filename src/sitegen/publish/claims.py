"""The ledger of an edition on disk: its note, its ``utsagn.toml``, and the unit data at hand."""

from collections.abc import Sequence
from pathlib import Path

from kommuneindikatorer.result import Gruppe
from sitegen.facts.ledger.ledger import Ledger, Reading, ledger, read
from sitegen.note.claims import CLAIMS_FILE, ClaimEntry, read_claims
from sitegen.publish.edition_folder import ReadEdition
from sitegen.publish.tree import read_text


def read_entries(folder: Path) -> tuple[ClaimEntry, ...]:
    """Return the entries of an edition's folder; none where it has no such file.

    Raises:
        SitegenError: The file is faulty; names the entry.
    """
    path = folder / CLAIMS_FILE
    return read_claims(read_text(path), str(path)) if path.exists() else ()


def read_ledger(
    folder: Path, edition: ReadEdition, groups: Sequence[Gruppe] = ()
) -> tuple[Reading, Ledger]:
    """Return an edition's claims as read, and judged; ``groups`` are statistics of all units."""
    reading = read(edition.note, edition.observations, groups)
    return reading, ledger(reading, read_entries(folder))
