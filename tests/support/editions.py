"""Other editions, made of the real note: renumbered, moved, lacking a table, or of other years."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kommuneindikatorer.result import Gruppe
from sitegen.charts.fill import draw
from sitegen.charts.part import Subject
from sitegen.charts.render import DrawingContext
from sitegen.facts.fact import Fact, facts_of
from sitegen.facts.outcomes import verify
from sitegen.facts.releases import settled
from sitegen.facts.rules.catalogue import find_all
from sitegen.facts.rules.material import Material
from sitegen.note.model import Note
from sitegen.note.read import read_note
from sitegen.pages.edition import Edition
from sitegen.publish.edition_folder import release_calendar
from support.charts import NothingDrawn
from support.notes import FOLDER, accounts, raw, spec

YEAR = re.compile(r"(?<!\d)20(?:1[4-9]|2[0-9])")
"""A year of the note, also with a footnote's mark glued to it."""


@dataclass(frozen=True, slots=True)
class Described:
    """A note's text and what ``note.toml`` says of it."""

    text: str
    spec: str

    def edition(self) -> Edition:
        """Return the edition, held against the real accounts; made once for all who ask."""
        return _edition(self)

    def undrawn(self) -> Edition:
        """Return the edition without charts and findings; made once for all who ask."""
        return _undrawn(self)

    def edition_of(self, groups: Sequence[Gruppe]) -> Edition:
        """Return the edition, held against these accounts."""
        return _drawn(_read(self, groups), groups)


@cache
def _edition(described: Described) -> Edition:
    return _drawn(_undrawn(described), accounts())


@cache
def _undrawn(described: Described) -> Edition:
    return _read(described, accounts())


def drawn(note: Note, facts: Mapping[str, Sequence[Fact]], groups: Sequence[Gruppe]) -> Edition:
    """Return a note's edition with its findings and its charts, held against these accounts."""
    bare = Edition(note=note, facts=facts, comparisons=verify(note, facts, groups))
    return _drawn(bare, groups)


def _read(described: Described, groups: Sequence[Gruppe]) -> Edition:
    note = read_note(described.text.encode(), described.spec)
    note = settled(note, release_calendar(FOLDER))
    values = facts_of(note)
    return Edition(note=note, facts=values, comparisons=verify(note, values, groups))


def _drawn(bare: Edition, groups: Sequence[Gruppe]) -> Edition:
    note, values = bare.note, bare.facts
    return replace(
        bare,
        findings=find_all(Material(note, values, groups)),
        charts=draw(Subject(note, values, groups), DrawingContext(None, NothingDrawn())),
    )


def real() -> Described:
    return Described(raw().decode(), spec())


def renumbered(words: str, numbers: Mapping[int, int]) -> str:
    """Return words that name tables by other numbers: «tabell 5», ``tabell-5``."""

    def moved(found: re.Match[str]) -> str:
        return f"{found[1]}{numbers.get(int(found[2]), found[2])}"

    return re.sub(r"(?i)(tabell[ -])(\d)(?!\d)", moved, words)


def with_numbers(numbers: Mapping[int, int]) -> Described:
    """Return the note with some tables numbered otherwise, in its text and its description."""

    def number(found: re.Match[str]) -> str:
        return f"{found[1]}{numbers.get(int(found[2]), found[2])}"

    spec_text = re.sub(r"(\[\[tabell\]\]\nnummer = )(\d)", number, renumbered(spec(), numbers))
    spec_text = re.sub(r"(?m)^(tabell = )(\d)", number, spec_text)
    return Described(renumbered(raw().decode(), numbers), spec_text)


def later(words: str) -> str:
    """Return words with every year of the note's time moved on by one."""
    return YEAR.sub(lambda year: str(int(year[0]) + 1), words)


def a_year_later() -> Described:
    """Return the note as if all of it had been a year later."""
    return Described(later(raw().decode()), later(spec()))


def accounts_a_year_later() -> tuple[Gruppe, ...]:
    return tuple(replace(one, aar=one.aar + 1) for one in accounts() if one.aar)


def table_lines(number: int) -> tuple[int, int]:
    """Return the first and the last line of a table as printed: from caption to source."""
    lines = raw().decode().split("\n")
    first = next(
        at
        for at, line in enumerate(lines)
        if line.strip().startswith(f"Tabell {number} ") and "viser" not in line
    )
    last = next(at for at in range(first, len(lines)) if lines[at].strip().startswith("Kilde"))
    return first, last


def without_table(number: int) -> Described:
    """Return the note without a table: neither printed, described nor spoken of."""
    first, last = table_lines(number)
    lines = raw().decode().split("\n")
    text = "\n".join([*lines[:first], *lines[last + 1 :]])
    text = re.sub(rf"(?m)^Tabell {number}\b", "Oversikten", text)
    text = re.sub(rf"(?i)\btabell {number}\b", "oversikten", text)
    parts = re.split(r"(?m)^(?=\[\[(?:tabell|seksjon|figur|fotnote)\]\])", spec())
    kept = [part for part in parts if not part.startswith(f"[[tabell]]\nnummer = {number}\n")]
    return Described(text, "".join(kept))


def with_table_moved(number: int, before: int) -> Described:
    """Return the note with a table printed before another."""
    first, last = table_lines(number)
    place, _ = table_lines(before)
    lines = raw().decode().split("\n")
    block = lines[first : last + 1]
    rest = [*lines[:place], *block, *lines[place:first], *lines[last + 1 :]]
    return Described("\n".join(rest), spec())
