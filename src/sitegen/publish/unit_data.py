"""The unit data of a checkout: read and merged, computed by the core, and added to."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from kommuneindikatorer.compute import compute
from kommuneindikatorer.document import Source
from kommuneindikatorer.options import Options
from kommuneindikatorer.result import Gruppe
from sitegen.facts.provenance import SourceFile, read_provenance, source_file
from sitegen.facts.publisher import NOBODY, PUBLISHER_FILE, Publisher, read_publisher
from sitegen.facts.unit_checks import Sums, check_sums, check_units, sums_of
from sitegen.facts.unit_files import (
    NUMBER,
    UnitFile,
    differing,
    merge,
    name_of,
    read_unit_file,
    stop,
    unit_csv,
)
from sitegen.note.errors import Fault, SourceError
from sitegen.note.model import Note
from sitegen.publish.tree import data_path, files_within, read_bytes, read_text, write_files

FOLDER = Path("data/kommuner")
REGISTER = "kommuneregister.csv"
"""Lies in the same folder, and is the one file of it that holds no accounts."""


def read_unit_files(root: Path) -> dict[str, bytes]:
    """Return one file of each kind by name, as bytes; raises ``SourceError``."""
    return as_csv(unit_files(root))


def as_csv(files: Mapping[str, UnitFile]) -> dict[str, bytes]:
    """Return files of unit data by name, as bytes."""
    return {file.name: unit_csv(file) for file in files.values()}


def unit_files(root: Path) -> dict[str, UnitFile]:
    """Return one file of each kind, merged by unit and year of all in the folder.

    Raises:
        SourceError: A kind is missing, a row cannot be read, or two files say different things.
    """
    found = merge(_read(path) for path in _paths(root))
    expected = "en fil med regnskapstall"
    stop(
        Fault(str(root / FOLDER / f"{kind}_*.csv"), None, expected, "ingen")
        for kind in NUMBER
        if kind not in found
    )
    return {kind: found[kind] for kind in NUMBER}


def _paths(root: Path) -> list[Path]:
    paths = files_within(root / FOLDER).values()
    return [path for path in paths if path.suffix == ".csv" and path.name != REGISTER]


def _read(path: Path) -> UnitFile:
    return read_unit_file(str(path), read_bytes(path))


def source_files(root: Path) -> tuple[SourceFile, ...]:
    """Return the files of unit data and the register, each with where it is from.

    Raises:
        SpecError: A file that says where is faulty.
    """
    paths = [*_paths(root), *sorted((root / FOLDER).glob(REGISTER))]
    return tuple(_source_file(path) for path in paths)


def _source_file(path: Path) -> SourceFile:
    beside = path.with_suffix(".toml")
    about = read_provenance(read_text(beside), str(beside)) if beside.is_file() else None
    return source_file(path.name, read_bytes(path), about)


def site_publisher(root: Path) -> Publisher:
    """Return who runs the site; nobody where a checkout does not say."""
    path = data_path(root, PUBLISHER_FILE)
    return read_publisher(read_text(path), str(path)) if path.is_file() else NOBODY


def unit_groups(root: Path) -> tuple[Gruppe, ...]:
    """Return the groups of all units of a checkout; raises ``SourceError``."""
    return groups_of(read_unit_files(root))


def groups_of(files: Mapping[str, bytes]) -> tuple[Gruppe, ...]:
    """Return the groups of all units in the files, final figures, konsern.

    Raises:
        SourceError: A row was refused; names it.
    """
    return _computed(tuple(files.items()))


# «check» asks for the ledger and for the rules, and «serve» builds again when a page has changed.
@lru_cache(maxsize=2)
def _computed(files: tuple[tuple[str, bytes], ...]) -> tuple[Gruppe, ...]:
    sources = [Source(name, data) for name, data in files]
    # Figures the office has published are not doubted, however far out one of them is.
    options = Options(basis="konsern", belopsenhet="tusen", bekreftet="alle")
    result = compute(sources, options)
    wrong = [one for one in result.problemer if one.alvor == "feil"]
    stop(Fault(str(one.sted.fil), one.sted.rad, "en gyldig rad", one.melding) for one in wrong)
    return result.grupper


def unit_years(root: Path) -> set[int]:
    """Return the years that the unit data hold of both kinds."""
    found = merge(_read(path) for path in _paths(root))
    return set.intersection(*(set(file.years) for file in found.values())) if found else set()


def note_years(note: Note, held: Collection[int]) -> tuple[str, ...]:
    """Return what to tell of figures that wait for accounts, a Norwegian sentence each.

    Accounts of a note's last year come months after the note, so an edition may wait for them.
    A year that is not there although a later one is, has been lost.

    Args:
        note: The note.
        held: The years that the unit data hold.

    Raises:
        SourceError: A year that a figure is drawn from is lost.
    """
    drawn = [one for one in note.exhibits if one.rebuild and one.rebuild.kind == "kommunepar"]
    missing = [year for year in note.about.years if year not in held]
    words = " og ".join(map(str, missing))
    last = max(held, default=0)
    remedy = "Legg dem inn med «sitegen add-data FIL», eller rett regnskapsaar i note.toml."
    stop(
        Fault(
            str(FOLDER),
            None,
            f"regnskap for {words}, som {one.name.lower()} tegnes av",
            "ingen",
            remedy,
        )
        for one in drawn
        if any(year < last for year in missing)
    )
    return tuple(
        f"{one.name} tegnes ikke før det er regnskap for {words}. Legg dem inn med "
        "«sitegen add-data FIL»."
        for one in drawn
        if missing
    )


@dataclass(frozen=True, slots=True)
class Added:
    """What was done with a file.

    Attributes:
        place: Where it lies now.
        sums: National sums by year.
        removed: Files that all of it replaced.
        shortened: Files that some rows were taken out of.
    """

    place: Path
    sums: Mapping[int, Sums]
    removed: tuple[Path, ...]
    shortened: tuple[Path, ...]


def add_unit_file(
    root: Path, path: Path, published: Mapping[int, tuple[int, int]], *, replace: bool
) -> Added:
    """Check a file and put it in its place, whole and unchanged.

    Args:
        root: The checkout.
        path: The file.
        published: National income and result by year, 1000 kr, that its rows must sum to.
        replace: Whether it may say something else than the files there do of a unit and year.

    Raises:
        SourceError: Something is wrong; then nothing is changed.
    """
    placement = place_unit_file(root, str(path), read_bytes(path), published, replace=replace)
    write_placements([placement])
    return placement.added


@dataclass(frozen=True, slots=True)
class Placement:
    """What is to be done with a file that is right; nothing is done yet.

    Attributes:
        write: The files to write.
        added: What will have been done.
    """

    write: Mapping[Path, bytes]
    added: Added


def place_unit_file(
    root: Path,
    name: str,
    data: bytes,
    published: Mapping[int, tuple[int, int]],
    *,
    replace: bool,
) -> Placement:
    """Check a file, and return where it belongs; see `add_unit_file`."""
    new = read_unit_file(name, data)
    check_units(new)
    check_sums(new, published)
    old = {there: _read(there) for there in _paths(root)}
    if not replace:
        stop(fault for file in old.values() for fault in _contradictions(file, new))
    place = root / FOLDER / name_of(new.kind, new.years)
    rest = {there: _without(file, new) for there, file in old.items()}
    after = _after(place, data, rest)
    gone = tuple(there for there, left in rest.items() if left is not None and there not in after)
    shortened = tuple(one for one in after if one != place)
    return Placement(after, Added(place, sums_of(new), gone, shortened))


def write_placements(
    placements: Iterable[Placement], others: Mapping[Path, bytes] = MappingProxyType({})
) -> None:
    """Put files in their places, all or none, and take away what they replace.

    Args:
        placements: The files of unit data.
        others: What is to be written with them.
    """
    every = tuple(placements)
    write = {path: data for one in every for path, data in one.write.items()}
    write_files({**write, **others})
    for there in (path for one in every for path in one.added.removed):
        there.unlink()
        there.with_suffix(".toml").unlink(missing_ok=True)


def _after(place: Path, data: bytes, rest: Mapping[Path, UnitFile | None]) -> dict[Path, bytes]:
    """Return the files to write: the new one, and what is left of those it takes rows from.

    Raises:
        SourceError: Two files would have one name.
    """
    after = {place: data}
    for there, left in rest.items():
        target = there
        if left is not None and left.rows:
            target = there.with_name(name_of(left.kind, left.years))
            if target not in after:
                after[target] = unit_csv(left)
                continue
        if target in after and (left is None or left.rows):
            remedy = "Slå dem sammen for hånd først."
            raise SourceError(Fault(str(there), None, "et filnavn for seg", target.name, remedy))
    return after


def _contradictions(old: UnitFile, new: UnitFile) -> Iterator[Fault]:
    """Find what the file there says otherwise of a unit and year, or has and the new one lacks."""
    rows = old.keys if old.kind == new.kind else {}
    both = [(rows[key], row) for key, row in new.keys.items() if key in rows]
    remedy = "Er den nye filen den rette, legger du til --replace."
    for there, row in both:
        for column in differing(there, row):
            who = f"{row.cells['navn']} ({row.number}) i {row.year}"
            expected = f"samme {column} for {who} som i {old.name}, linje {there.line}"
            found = f"«{row.cells[column]}», ikke «{there.cells[column]}»"
            yield Fault(new.name, row.line, expected, found, remedy)
    for column in old.columns if both else ():
        if column not in new.columns:
            expected = f"kolonnen {column}, som {old.name} har"
            yield Fault(new.name, 1, expected, "ingen", remedy)


def _without(old: UnitFile, new: UnitFile) -> UnitFile | None:
    """Return a file without the rows that the new one has; ``None`` if it has none of them."""
    there = new.keys if old.kind == new.kind else {}
    rows = tuple(row for row in old.rows if (row.year, row.number) not in there)
    same = len(rows) == len(old.rows)
    return None if same else UnitFile(old.name, old.kind, old.columns, rows)
