"""Files of unit data: every municipality's and county municipality's accounts, a year a row.

In: the bytes of files. Out: their rows, merged by unit and year, or every fault with its line.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.facts.fact import csv_text
from sitegen.note.errors import Fault, SourceError

KOMMUNER, FYLKESKOMMUNER = "kommuner", "fylkeskommuner"
NUMBER = {KOMMUNER: "kommunenummer", FYLKESKOMMUNER: "fylkesnummer"}
"""The column that a kind of file is known by: the unit's number in the year of accounts."""
INCOME, RESULT = "brutto_driftsinntekter", "netto_driftsresultat"
PEOPLE = "folkemengde"
DEBT, FUND = "netto_lanegjeld", "disposisjonsfond"
NEEDED = {
    KOMMUNER: ("aar", "kommunenummer", "navn", "landsdel", PEOPLE, INCOME, RESULT),
    FYLKESKOMMUNER: ("aar", "fylkesnummer", "navn", INCOME, RESULT),
}
ALLOWED = ("kommunenummer_2024", "folkemengde_kilde", DEBT, FUND, "status")
"""Columns that a file may have besides, in the order of a written file."""
ORDER = {
    KOMMUNER: (
        *("aar", "kommunenummer", "navn", "kommunenummer_2024", "landsdel"),
        *(PEOPLE, "folkemengde_kilde", INCOME, RESULT, DEBT, FUND, "status"),
    ),
    FYLKESKOMMUNER: (*NEEDED[FYLKESKOMMUNER], DEBT, FUND, "status"),
}
FORMS = {
    "aar": (re.compile(r"(?:19|20)\d\d"), "et årstall med fire sifre"),
    "kommunenummer": (re.compile(r"\d{4}"), "fire sifre"),
    "fylkesnummer": (re.compile(r"\d{2}"), "to sifre"),
    "navn": (re.compile(r".*\S.*"), "et navn"),
    PEOPLE: (re.compile(r"(?:[1-9]\d*)?"), "et helt tall, eller tomt når den ikke er kjent"),
    INCOME: (re.compile(r"[1-9]\d*"), "et helt tall over null, i 1000 kr"),
    RESULT: (re.compile(r"-?\d+"), "et helt tall i 1000 kr, med - foran når det er negativt"),
    DEBT: (re.compile(r"(?:-?\d+)?"), "et helt tall i 1000 kr, eller tomt"),
    FUND: (re.compile(r"\d*"), "et helt tall i 1000 kr, ikke under null, eller tomt"),
    "status": (re.compile("endelig"), "«endelig», for nettstedet sier at tallene er det"),
}
"""What a cell may hold, by column; the others may hold anything."""
SEPARATORS = {";": "semikolon", "\t": "tabulator"}
PLAIN = "Skriv tall uten mellomrom, komma og punktum."
SHOWN = 20
"""Faults of one file that are named; the rest is counted."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit in one year.

    Attributes:
        line: 1-based line of its file.
        year: Year of accounts.
        number: Its number that year, four digits or a county's two.
        cells: Its cells by column, as written.
    """

    line: int
    year: int
    number: str
    cells: Mapping[str, str]

    def amount(self, column: str) -> int | None:
        """Return a whole number; ``None`` where the cell is empty or the column is not there."""
        text = self.cells.get(column, "")
        return int(text) if text else None


@dataclass(frozen=True, slots=True)
class UnitFile:
    """A file whose every row has been read.

    Attributes:
        name: Its name, for messages.
        kind: ``kommuner`` or ``fylkeskommuner``.
        columns: Its columns in order.
        rows: Its rows in order; a unit is in it once a year.
    """

    name: str
    kind: str
    columns: tuple[str, ...]
    rows: tuple[UnitRow, ...]

    @property
    def keys(self) -> dict[tuple[int, str], UnitRow]:
        """The rows by year and number."""
        return {(row.year, row.number): row for row in self.rows}

    @property
    def years(self) -> tuple[int, ...]:
        """The years it has rows of."""
        return tuple(sorted({row.year for row in self.rows}))


ROWS_REMEDY = "Filen må ha en rad for hver enhet i hvert år, som filene i data/kommuner."


def read_unit_file(name: str, data: bytes) -> UnitFile:
    """Return the file's rows.

    Raises:
        SourceError: It is no such file, or a row of it is wrong; each fault with its line.
    """
    lines = _lines(name, data)
    if not lines:
        raise SourceError(Fault(name, None, "en overskrift og rader", "en tom fil", ROWS_REMEDY))
    columns = tuple(lines[0][1])
    stop(_separator_faults(name, columns))
    kind = next((kind for kind, key in NUMBER.items() if key in columns), KOMMUNER)
    stop(_heading_faults(name, columns, kind))
    faults: list[Fault] = []
    rows = [row for row in _rows(name, columns, kind, lines[1:], faults) if row]
    if not lines[1:]:
        faults.append(Fault(name, 1, "rader under overskriften", "ingen", ROWS_REMEDY))
    stop(faults or list(_twice(name, rows)))
    return UnitFile(name, kind, columns, tuple(rows))


def stop(faults: Iterable[Fault]) -> None:
    """Raise ``SourceError`` if there are faults: with the first of them, and how many more."""
    found = list(faults)
    if len(found) > SHOWN:
        more = f"{len(found) - SHOWN} feil til"
        found = [*found[:SHOWN], Fault(found[0].file, None, "ingen flere feil", more)]
    if found:
        raise SourceError(*found)


def _lines(name: str, data: bytes) -> list[tuple[int, list[str]]]:
    try:
        reader = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        return [(reader.line_num, cells) for cells in reader if any(cells)]
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        remedy = "Lagre filen som CSV i UTF-8."
        raise SourceError(Fault(name, line, "tekst i UTF-8", "noe annet", remedy)) from error
    except csv.Error as error:
        raise SourceError(Fault(name, None, "felt skilt med komma", str(error))) from error


def _separator_faults(name: str, columns: Sequence[str]) -> Iterator[Fault]:
    """Find a heading that is one cell: a Norwegian spreadsheet saves CSV with semicolons."""
    other = next((words for sign, words in SEPARATORS.items() if sign in columns[0]), None)
    if len(columns) == 1 and other:
        yield Fault(name, 1, "felt skilt med komma", other, "Lagre filen med komma mellom feltene.")


def _heading_faults(name: str, columns: Sequence[str], kind: str) -> Iterator[Fault]:
    remedy = f"Filen må ha kolonnene {', '.join(NEEDED[kind])}."
    for column in NEEDED[kind]:
        if column not in columns:
            yield Fault(name, 1, f"kolonnen {column}", ", ".join(columns), remedy)
    for place, column in enumerate(columns):
        if column not in {*NEEDED[kind], *ALLOWED} or column in columns[:place]:
            allowed = f"Den kan også ha {', '.join(ALLOWED)}."
            yield Fault(name, 1, "bare kjente kolonner, hver én gang", f"«{column}»", allowed)


def _rows(
    name: str,
    columns: Sequence[str],
    kind: str,
    lines: Sequence[tuple[int, list[str]]],
    faults: list[Fault],
) -> Iterator[UnitRow]:
    for line, found in lines:
        if len(found) != len(columns):
            expected = f"{len(columns)} felt, som i overskriften"
            faults.append(Fault(name, line, expected, f"{len(found)}"))
            continue
        cells = dict(zip(columns, found, strict=True))
        wrong = list(_cell_faults(name, line, cells))
        faults.extend(wrong)
        if not wrong:
            yield UnitRow(line, int(cells["aar"]), cells[NUMBER[kind]], cells)


def _cell_faults(name: str, line: int, cells: Mapping[str, str]) -> Iterator[Fault]:
    for column, text in cells.items():
        form, words = FORMS.get(column, (None, ""))
        if form and not form.fullmatch(text):
            remedy = PLAIN if column in {PEOPLE, INCOME, RESULT, DEBT, FUND} else ""
            yield Fault(name, line, f"{words} i kolonnen {column}", f"«{text}»", remedy)


def _twice(name: str, rows: Iterable[UnitRow]) -> Iterator[Fault]:
    first: dict[tuple[int, str], int] = {}
    for row in rows:
        line = first.setdefault((row.year, row.number), row.line)
        if line != row.line:
            found = f"{row.number} i {row.year} på linje {line} og {row.line}"
            remedy = "Ta bort den ene."
            yield Fault(name, row.line, "hver enhet én gang i året", found, remedy)


def merge(files: Iterable[UnitFile]) -> dict[str, UnitFile]:
    """Return one file of each kind, named by its years, with all rows by year and number.

    A unit may be in several files of the same year if what they say of it is the same.

    Raises:
        SourceError: Two files say different things of one unit and year.
    """
    found: dict[str, dict[tuple[int, str], tuple[UnitFile, UnitRow]]] = {}
    faults: list[Fault] = []
    for file in files:
        rows = found.setdefault(file.kind, {})
        for key, row in file.keys.items():
            held = rows.get(key)
            if held:
                faults.extend(_differences(*held, file, row))
                row = UnitRow(row.line, row.year, row.number, {**row.cells, **held[1].cells})  # noqa: PLW2901  the two are one
            rows[key] = (held[0] if held else file, row)
    stop(faults)
    return {kind: _one(kind, [row for _, row in rows.values()]) for kind, rows in found.items()}


def differing(one: UnitRow, other: UnitRow) -> list[str]:
    """Return the columns in which two rows of the same unit and year differ, of those both have."""
    return [
        name for name in one.cells if name in other.cells and one.cells[name] != other.cells[name]
    ]


def _differences(first: UnitFile, old: UnitRow, second: UnitFile, new: UnitRow) -> Iterator[Fault]:
    for column in differing(old, new):
        who = f"{new.cells['navn']} ({new.number}) i {new.year}"
        expected = f"samme {column} for {who} som i {first.name}, linje {old.line}"
        found = f"«{new.cells[column]}», ikke «{old.cells[column]}»"
        remedy = "Er den nye filen rettet, legges den inn med «sitegen add-data --replace»."
        yield Fault(second.name, new.line, expected, found, remedy)


def _one(kind: str, rows: Iterable[UnitRow]) -> UnitFile:
    ordered = tuple(sorted(rows, key=lambda row: (row.year, row.number)))
    there = {column for row in ordered for column in row.cells}
    columns = tuple(name for name in ORDER[kind] if name in there)
    return UnitFile(name_of(kind, [row.year for row in ordered]), kind, columns, ordered)


def name_of(kind: str, years: Sequence[int]) -> str:
    """Return a file's name: ``kommuner_2020_2025.csv``, or ``kommuner_2026.csv`` of one year."""
    span = dict.fromkeys((min(years), max(years)))
    return f"{'_'.join((kind, *map(str, span)))}.csv"


def unit_csv(file: UnitFile) -> bytes:
    """Return the file's rows as CSV: UTF-8, comma between the cells."""
    rows = ([row.cells.get(name, "") for name in file.columns] for row in file.rows)
    return csv_text(file.columns, rows).encode()
