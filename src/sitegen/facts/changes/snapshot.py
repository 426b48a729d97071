"""One build's data as read back from its files: values, texts and unit data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.facts.changes.accounts import Account, read_accounts
from sitegen.facts.changes.note_file import Exhibit, NoteFile, Section, read_note_file
from sitegen.facts.changes.read_values import read_observations
from sitegen.facts.observation import Observation
from sitegen.note.errors import Fault, SourceError

NOTE = "notat.json"
ALL = "alle-tall.csv"
UNITS = "kommuner/"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the note's text.

    Attributes:
        id: ``s3-a4``, ``tabell-1-note-2``, ``tabell-3-bildetekst``, ``seksjon-2``.
        where: Where it stands, in words: «del 3», «tabell 1, note 2».
        text: Its words, marks left out.
        lines: Source lines.
    """

    id: str
    where: str
    text: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A build's data.

    Attributes:
        name: The note's date.
        observations: Every value of every table.
        sections: Section → its paragraphs in order.
        parts: Headings, captions, notes, sources and footnotes by id.
        accounts: Unit data by year and unit; ``None`` where the build holds none.
    """

    name: str
    observations: tuple[Observation, ...]
    sections: Mapping[str, tuple[Part, ...]]
    parts: Mapping[str, Part]
    accounts: Mapping[tuple[int, str], Account] | None


def read_snapshot(files: Mapping[str, bytes], folder: str) -> Snapshot:
    """Return the data of a build.

    Args:
        files: ``notat.json``, the canonical CSV files, and ``kommuner/*.csv`` where there are any.
        folder: Where they come from, for messages.

    Raises:
        SourceError: A file is missing or cannot be read, or the values are not all there.
    """
    note = read_note_file(files.get(NOTE), f"{folder}/{NOTE}")
    observations = tuple(_observations(files, note, folder))
    _require_all(note, observations, folder)
    units = {name: data for name, data in files.items() if name.startswith(UNITS)}
    return Snapshot(
        name=note.dato,
        observations=observations,
        sections={part.id: tuple(_paragraphs(part)) for part in note.deler},
        parts={part.id: part for part in _parts(note)},
        accounts=read_accounts(units, folder) if units else None,
    )


def _observations(files: Mapping[str, bytes], note: NoteFile, folder: str) -> Iterator[Observation]:
    names = [ALL] if ALL in files else [f"{item.id}.csv" for item in note.with_cells]
    for name in names:
        if name not in files:
            raise SourceError(Fault(f"{folder}/{name}", None, "tabellens tall", "ingen fil"))
        yield from read_observations(files[name], f"{folder}/{name}")


def _require_all(note: NoteFile, observations: Sequence[Observation], folder: str) -> None:
    """Refuse data where a table has other cells than the model says: half a file is no data."""
    wanted = {item.id: item.cells for item in note.with_cells}
    for name in dict.fromkeys((*wanted, *(o.tabell for o in observations))):
        found = sum(o.tabell == name for o in observations)
        if found != wanted.get(name, 0):
            expected = f"{wanted.get(name, 0)} tall i {name}"
            raise SourceError(Fault(folder, None, expected, str(found)))
    if not observations:
        raise SourceError(Fault(folder, None, "minst ett tall", "ingen"))


def _paragraphs(section: Section) -> Iterator[Part]:
    where = f"del {section.nummer}" if section.nummer else "innledningen"
    for block in section.innhold:
        if block.slag == "avsnitt":
            yield Part(block.id, where, block.words, block.linjer)


def _parts(note: NoteFile) -> Iterator[Part]:
    for key in ("tittel", "mote", "utgiver", "kilde"):
        yield Part(f"notat-{key}", f"om notatet, {key}", str(getattr(note, key)), ())
    for number, printed in enumerate(note.overskrift, start=1):
        yield Part(f"overskrift-{number}", "overskriften", printed.words, printed.linjer)
    for section in note.deler:
        where = f"overskriften til del {section.nummer}"
        yield Part(section.id, where, section.tittel, section.linjer)
    for exhibit in note.tabeller_og_figurer:
        yield from _of_exhibit(exhibit)
    for remark in note.fotnoter:
        yield Part(remark.id, f"fotnote {remark.tegn}", remark.words, remark.linjer)


def _of_exhibit(item: Exhibit) -> Iterator[Part]:
    name = f"{item.slag} {item.nummer}"
    caption, source = item.bildetekst, item.kilde
    yield Part(f"{item.id}-bildetekst", f"{name}, tittelen", caption.words, caption.linjer)
    yield Part(f"{item.id}-korttittel", f"{name}, korttittelen", item.tittel, ())
    if item.merknad:
        yield Part(f"{item.id}-merknad", f"{name}, merknaden", item.merknad, ())
    if source:
        yield Part(f"{item.id}-kilde", f"{name}, kilden", source.words, source.linjer)
    for remark in item.noter:
        yield Part(remark.id, f"{name}, note {remark.tegn}", remark.words, remark.linjer)
