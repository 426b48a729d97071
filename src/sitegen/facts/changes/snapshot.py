"""A build's data, as its parts are compared: the note, its values, its texts and unit data."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import ValidationError

from sitegen.facts.changes.model import Account, Part
from sitegen.facts.fact import COLUMNS, Fact, canonical_csv, facts_of
from sitegen.note.errors import Fault, SourceError
from sitegen.note.model import Exhibit, Footnote, Note, Paragraph, Passage, plain

NOTE = "notat.json"
ALL = "alle-tall.csv"
UNITS = "kommuner/"
KEYS = ("kommunenummer", "fylkesnummer")
WORDS = ("navn", "landsdel", "kommunenummer_2024", "folkemengde_kilde", "status")
REMEDY = "Gi en mappe som «sitegen build» eller «sitegen extract» har skrevet."


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A build's data.

    Attributes:
        note: Its note.
        facts: Every value of every table.
        accounts: Unit data by year and unit; ``None`` where the build holds none.
    """

    note: Note
    facts: tuple[Fact, ...]
    accounts: Mapping[tuple[int, str], Account] | None = None

    @property
    def name(self) -> str:
        """The note's date."""
        return self.note.about.date.isoformat()

    @property
    def sections(self) -> dict[str, tuple[Part, ...]]:
        """Section → its paragraphs in order."""
        return {
            section.id: tuple(
                Part(block.id, _where(section.number), plain(block.content), block.lines)
                for block in section.blocks
                if isinstance(block, Paragraph)
            )
            for section in self.note.sections
        }

    @property
    def parts(self) -> dict[str, Part]:
        """Headings, captions, notes, sources and footnotes by id."""
        return {part.id: part for part in _parts(self.note)}

    @property
    def texts(self) -> list[Part]:
        """Every piece of text: paragraphs first."""
        paragraphs = [part for section in self.sections.values() for part in section]
        return [*paragraphs, *self.parts.values()]


SAME = 0.5
"""Share of what two tables tell that must be common for them to be one and the same."""


def counterparts(before: Snapshot, after: Snapshot) -> dict[str, str]:
    """Return the tables and figures of one build that another has too: id before → id now.

    What they are is what they tell: of which indicators, groups, selection and basis. The printed
    number is not. Those without values are known by their short titles.
    """
    old, new = _told(before), _told(after)
    likeness = [
        (len(old[a] & new[b]) / len(old[a] | new[b]), a == b, a, b)
        for a in old
        for b in new
        if old[a] and new[b] and a.split("-")[0] == b.split("-")[0]
    ]
    found: dict[str, str] = {}
    for share, _, a, b in sorted(likeness, key=lambda one: one[:2], reverse=True):
        if share >= SAME and a not in found and b not in found.values():
            found[a] = b
    titles = {_title(one): one.id for one in after.note.exhibits}
    for one in before.note.exhibits:
        same = titles.get(_title(one))
        if one.id not in found and same and same not in found.values():
            found[one.id] = same
    return found


def _told(build: Snapshot) -> dict[str, set[tuple[str, ...]]]:
    told: dict[str, set[tuple[str, ...]]] = {one.id: set() for one in build.note.exhibits}
    for o in build.facts:
        told[o.tabell].add((o.indikator, o.gruppe, o.utvalg, o.grunnlag))
    return told


def _title(one: Exhibit) -> tuple[str, str]:
    return one.kind, re.sub(r"\d{4}", "", one.title)


def renamed(build: Snapshot, names: Mapping[str, str]) -> Snapshot:
    """Return a build with other ids for its tables and figures; their printed numbers stay."""

    def name(ident: str) -> str:
        part = re.match(r"(?:tabell|figur)-[\d-]*\d(?=-note|$)", ident)
        return names.get(part[0], part[0]) + ident[part.end() :] if part else ident

    exhibits = tuple(
        one.model_copy(
            update={
                "id": name(one.id),
                "footnotes": tuple(
                    note.model_copy(update={"id": name(note.id)}) for note in one.footnotes
                ),
            }
        )
        for one in build.note.exhibits
    )
    facts = tuple(replace(o, tabell=name(o.tabell)) for o in build.facts)
    note = build.note.model_copy(update={"exhibits": exhibits})
    return Snapshot(note, facts, build.accounts)


def snapshot(note: Note, values: Mapping[str, Sequence[Fact]]) -> Snapshot:
    """Return the data of a note that is read, with its values by table, without unit data."""
    return Snapshot(note, _all(values))


def read_snapshot(files: Mapping[str, bytes], folder: str) -> Snapshot:
    """Return the data of a build.

    Args:
        files: ``notat.json``, the canonical CSV files, and ``kommuner/*.csv`` where there are any.
        folder: Where they come from, for messages.

    Raises:
        SourceError: A file is missing or cannot be read, or the CSV files hold other values than
            the note: half a file is no data.
    """
    note = _note(files.get(NOTE), f"{folder}/{NOTE}")
    values = facts_of(note)
    if not any(values.values()):
        raise SourceError(Fault(folder, None, "minst ett tall", "ingen"))
    tables = {f"{name}.csv": rows for name, rows in values.items()}
    for name, rows in ({ALL: _all(values)} if ALL in files else tables).items():
        if name not in files:
            raise SourceError(Fault(f"{folder}/{name}", None, "tabellens tall", "ingen fil"))
        if not _holds(files[name], rows):
            raise SourceError(Fault(f"{folder}/{name}", None, f"tallene i {NOTE}", "andre tall"))
    units = {name: data for name, data in files.items() if name.startswith(UNITS)}
    return Snapshot(note, _all(values), read_accounts(units, folder) if units else None)


def _holds(data: bytes, rows: Sequence[Fact]) -> bool:
    """Return whether a file holds the rows, in the columns it has: an older build has fewer."""
    columns = data.partition(b"\n")[0].decode(errors="replace").split(",")
    return set(columns) <= set(COLUMNS) and data == canonical_csv(rows, columns)


def _note(data: bytes | None, place: str) -> Note:
    if data is None:
        raise SourceError(Fault(place, None, "notatets modell", "ingen fil", REMEDY))
    try:
        return Note.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(step) for step in first["loc"])
        found = f"noe annet ({key}: {first['msg']})"
        raise SourceError(Fault(place, None, "notatets modell", found, REMEDY)) from error


def _where(section: int) -> str:
    return f"del {section}" if section else "innledningen"


def _parts(note: Note) -> Iterator[Part]:
    about = note.about
    said = {"tittel": about.title, "mote": about.meeting}
    said |= {"opphav": about.publisher, "kilde": about.source}
    yield from (Part(f"notat-{key}", f"om notatet, {key}", text) for key, text in said.items())
    for number, passage in enumerate(note.heading, start=1):
        yield _part(f"overskrift-{number}", "overskriften", passage)
    for section in note.sections:
        where = f"overskriften til del {section.number}"
        yield Part(section.id, where, section.title, section.lines)
    for exhibit in note.exhibits:
        yield from _of_exhibit(exhibit)
    for footnote in note.footnotes:
        yield _part(footnote.id, f"fotnote {footnote.sign}", footnote)


def _of_exhibit(item: Exhibit) -> Iterator[Part]:
    name = item.name.lower()
    yield _part(f"{item.id}-bildetekst", f"{name}, tittelen", item.caption)
    yield Part(f"{item.id}-korttittel", f"{name}, korttittelen", item.title)
    if item.basis_note:
        yield Part(f"{item.id}-merknad", f"{name}, merknaden", item.basis_note)
    if item.source:
        yield _part(f"{item.id}-kilde", f"{name}, kilden", item.source)
    for footnote in item.footnotes:
        yield _part(footnote.id, f"{name}, note {footnote.sign}", footnote)


def _part(ident: str, where: str, printed: Passage | Footnote) -> Part:
    return Part(ident, where, plain(printed.content), printed.lines)


def _all(values: Mapping[str, Sequence[Fact]]) -> tuple[Fact, ...]:
    return tuple(o for rows in values.values() for o in rows)


def read_accounts(files: Mapping[str, bytes], folder: str) -> dict[tuple[int, str], Account]:
    """Return the accounts of all files by year and unit.

    Raises:
        SourceError: A file has no year or unit, a cell is no whole number, or a row stands twice.
    """
    found: dict[tuple[int, str], Account] = {}
    for name, data in sorted(files.items()):
        for line, account in _rows(data, f"{folder}/{name}"):
            key = (account.year, account.unit)
            if key in found:
                fault = Fault(f"{folder}/{name}", line, "hver enhet én gang i året", f"{key}")
                raise SourceError(fault)
            found[key] = account
    return found


def _rows(data: bytes, place: str) -> Iterator[tuple[int, Account]]:
    try:
        rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        key = next((key for key in KEYS if key in (rows.fieldnames or ())), None)
        if key is None or "aar" not in (rows.fieldnames or ()):
            raise SourceError(Fault(place, 1, "kolonnene aar og kommunenummer", "andre kolonner"))
        for row in rows:
            yield rows.line_num, _account(row, key)
    except (UnicodeDecodeError, csv.Error, ValueError, TypeError) as error:
        raise SourceError(Fault(place, None, "rader med hele tall", str(error))) from error


def _account(row: Mapping[str, str], key: str) -> Account:
    amounts = {
        name: int(value) if value else None
        for name, value in row.items()
        if name not in {*WORDS, *KEYS, "aar"}
    }
    words = {name: row[name] for name in WORDS if name in row}
    return Account(int(row["aar"]), row[key], words.get("navn", ""), amounts, words)
