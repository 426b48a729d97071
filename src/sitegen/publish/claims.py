"""The ledger of an edition on disk: its note, its ``utsagn.toml``, and the unit data at hand."""

from collections.abc import Sequence
from pathlib import Path

from kommuneindikatorer.result import Gruppe
from sitegen.facts.ledger.evidence import evidence
from sitegen.facts.ledger.ledger import ledger
from sitegen.facts.ledger.model import Ledger
from sitegen.note.claims import CLAIMS_FILE, ClaimEntry, read_claims
from sitegen.publish.edition_folder import ReadEdition, checkout_of
from sitegen.publish.tree import read_text
from sitegen.publish.unit_data import FOLDER, unit_groups


def read_entries(folder: Path) -> tuple[ClaimEntry, ...]:
    """Return the entries of an edition's folder; none where it has no such file.

    Raises:
        SitegenError: The file is faulty; names the entry.
    """
    path = folder / CLAIMS_FILE
    return read_claims(read_text(path), str(path)) if path.exists() else ()


def accounts_of(folder: Path) -> tuple[Gruppe, ...]:
    """Return the accounts of the checkout the folder lies in, else of the one we stand in."""
    roots = [root for root in (checkout_of(folder), Path()) if root and (root / FOLDER).is_dir()]
    return unit_groups(roots[0]) if roots else ()


def read_ledger(
    folder: Path, edition: ReadEdition, groups: Sequence[Gruppe] | None = None
) -> Ledger:
    """Return an edition's claims, each with its verdict.

    Args:
        folder: Its folder.
        edition: What was read from it.
        groups: The accounts, where they are at hand; else they are read.
    """
    known = accounts_of(folder) if groups is None else groups
    held = evidence(edition.note, edition.observations, known)
    return ledger(edition.reading, held, read_entries(folder))
