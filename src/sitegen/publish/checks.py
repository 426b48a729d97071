"""What an edition is held against, read from a checkout: by rules, and by the ledger of claims."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kommuneindikatorer.result import Gruppe
from sitegen.facts.fact import facts_of
from sitegen.facts.ledger.evidence import evidence
from sitegen.facts.ledger.ledger import ledger
from sitegen.facts.ledger.model import Ledger
from sitegen.facts.releases import CALENDAR_FILE, Release, read_calendar
from sitegen.facts.rules.finding import Finding, with_remarks
from sitegen.facts.rules.material import Material
from sitegen.facts.vocabulary import Vocabulary
from sitegen.note.claims import CLAIMS_FILE, ClaimEntry, read_claims
from sitegen.publish.edition_folder import ReadEdition, checkout_of
from sitegen.publish.tree import PACKAGES, data_path, read_text
from sitegen.publish.unit_data import FOLDER, unit_groups

DICTIONARY = PACKAGES / "dictionary-nb"


def read_material(
    read: ReadEdition,
    folder: Path,
    root: Path | None,
    groups: Sequence[Gruppe] | None = None,
) -> Material:
    """Return what rules look at.

    Args:
        read: The edition.
        folder: Its folder.
        root: The checkout; ``None`` for an edition that lies alone, which is held against itself.
        groups: Statistics of all units, where they are at hand; else they are computed.

    Raises:
        SitegenError: A file of the checkout is missing or faulty.
    """
    entries = read_entries(folder)
    if root is None:
        return Material(read.note, read.facts, reading=read.reading, entries=entries)
    known = unit_groups(root) if groups is None else groups
    releases, vocabulary = read_releases(root), read_vocabulary(root)
    return Material(read.note, read.facts, known, releases, vocabulary, read.reading, entries)


def remarked(read: ReadEdition, findings: Iterable[Finding]) -> ReadEdition:
    """Return the edition with what rules found put at its cells and sentences."""
    note = with_remarks(read.note, findings)
    return replace(read, note=note, facts=facts_of(note))


def read_releases(root: Path) -> tuple[Release, ...]:
    """Return the release calendar; raises ``SitegenError``."""
    path = data_path(root, CALENDAR_FILE)
    return read_calendar(read_text(path), str(path))


def read_vocabulary(root: Path) -> Vocabulary | None:
    """Return the word list, with the words of the hand-written pages; ``None`` if not installed."""
    folder = root / DICTIONARY
    if not folder.is_dir():
        return None
    own = [read_text(path) for path in sorted((root / "docs").rglob("*.md"))]
    return Vocabulary(read_text(folder / "index.aff"), read_text(folder / "index.dic"), own)


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
    held = evidence(edition.note, edition.facts, known)
    return ledger(edition.reading, held, read_entries(folder))
