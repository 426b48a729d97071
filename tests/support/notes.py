"""The real note, and the means to change it."""

import re
import shutil
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from kommuneindikatorer.result import Gruppe
from sitegen.facts.fact import facts_of
from sitegen.facts.ledger.reading import read as read_claims
from sitegen.facts.ledger.reading import with_quotes
from sitegen.facts.releases import settled
from sitegen.note.described import Description
from sitegen.note.model import Mark, Note, Paragraph, Phrase
from sitegen.note.read import read_note
from sitegen.publish.edition_folder import release_calendar
from sitegen.publish.unit_data import unit_groups

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "data/notater/2025-03-07"
CORRECTION = """
[[versjon]]
navn = "2025-03-07.1"
dato = 2026-12-17
hva = "Ett tall er rettet."
hvorfor = "Et minustegn manglet."
"""
"""A second version, for ``versjoner.toml``."""


def raw() -> bytes:
    return (FOLDER / "note.txt").read_bytes()


def spec() -> str:
    """Return a description that says everything itself, as one may without the vocabulary."""
    return (ROOT / "tests/cases/note/2025-03-07.toml").read_text(encoding="utf-8")


def own() -> str:
    """Return the edition's own description, which leaves the rest to text and vocabulary."""
    return (FOLDER / "note.toml").read_text(encoding="utf-8")


def vocabulary() -> str:
    """Return the vocabulary as it was for the note of 7 March 2025: it grows with every note."""
    return (ROOT / "tests/cases/note/begreper.toml").read_text(encoding="utf-8")


@lru_cache(maxsize=128)
def read(data: bytes | None = None, spec_text: str | None = None, corrections: str = "") -> Note:
    note = without_quotes(data, spec_text, corrections)
    return with_quotes(note, read_claims(note, facts_of(note)).drafts)


def without_quotes(
    data: bytes | None = None, spec_text: str | None = None, corrections: str = ""
) -> Note:
    """Return a note without the shares and forecasts of its text, for who does not look at them."""
    said = spec_text or Description(own(), vocabulary())
    note = read_note(raw() if data is None else data, said, corrections)
    return settled(note, release_calendar(FOLDER))


@cache
def accounts() -> tuple[Gruppe, ...]:
    """Return the groups of all units, as the unit data of this checkout give them."""
    return unit_groups(ROOT)


def changed(*changes: tuple[str, str]) -> bytes:
    """Return the note's bytes with each text replaced where it stands, exactly once."""
    text = raw().decode()
    for old, new in changes:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    return text.encode()


def corrected(folder: Path) -> Path:
    """Return a folder, made a copy of the edition with a correction recorded."""
    shutil.copytree(FOLDER, folder)
    if folder.parents[1].name == "data":  # in a checkout of its own
        (folder.parents[1] / "begreper.toml").write_text(vocabulary(), encoding="utf-8")
    with (folder / "versjoner.toml").open("a", encoding="utf-8") as file:
        file.write(CORRECTION)
    return folder


def words(phrase: Phrase) -> str:
    return "".join(part.text for part in phrase if not isinstance(part, Mark))


def paragraphs(note: Note) -> list[Paragraph]:
    blocks = [block for section in note.sections for block in section.blocks]
    return [block for block in blocks if isinstance(block, Paragraph)]


def pasted(words: str) -> dict[str, list[dict[str, str]]]:
    """Return the lines to paste of a message, as TOML reads the blocks it prints."""
    block = re.search(r"(?ms)^\w+ = \[\n.*^\]$", words)
    assert block, words
    return tomllib.loads(block[0])
