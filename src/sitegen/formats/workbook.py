"""Sheets of cells, before they are a workbook or a CSV file for people.

The cells are as ``docs/assets/shared/csv.js`` describes them: the module that writes workbooks, in
the build as in browsers, takes the same. Programs have CSV files of their own, with a point.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sitegen.facts.fact import COLUMNS, Fact, harmless, quoted, remark_lead
from sitegen.facts.formatting import decimals, span
from sitegen.note.model import Grid, Heading, Label, RowGroup

type Cell = str | Mapping[str, object] | None
type Rows = Sequence[Sequence[Cell]]

REMARK = "Merknad"
DATA, NOTES, ABOUT = "Data", "Noter", "Om"
"""The sheets after those in the printed layout."""
MISTAKEN = re.compile(r"0\d+|\d+[.:/-]\d+(?:[.:/-]\d+)?")
"""What a spreadsheet would take for a number or a date, though it is a code or words: 0301, 1-2."""
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
FEW = 3
MOST_PLACES = 4
"""Decimals shown of a value that has no end; all of them are in the cell."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, as the module that writes it takes it.

    Attributes:
        navn: Its name, at most 31 characters.
        rader: A table, its header rows first.
        hoder: How many header rows it has: they stay in sight when the rest is scrolled.
        over: What stands above it: a title, then what the numbers are.
        under: Its notes and source.
        bredder: Widths of its columns, in characters; ``None``: as wide as what is in them.
    """

    navn: str
    rader: Rows
    hoder: int = 0
    over: Sequence[str] = ()
    under: Sequence[str] = ()
    bredder: Sequence[int] | None = None


def styled(text: str, style: str = "note", over: int = 1) -> Cell:
    """Return a text in a style of the writer's, over as many columns."""
    return {"tekst": text, "stil": style, "over": over}


def number(
    value: Decimal | int | None, places: int | None = None, *, thousands: bool = False
) -> Cell:
    """Return a number shown with its own decimals, or with as many as asked; exact all the same."""
    if value is None:
        return None
    exact = Decimal(value)
    shown = decimals(exact) if places is None else places
    return {"tall": f"{exact:f}", "desimaler": shown, "tusen": thousands}


def spread(text: str, style: str, over: int) -> list[Cell]:
    """Return a cell over several columns, and those it covers."""
    return [styled(text, style, over), *[None] * (over - 1)]


def printed_rows(grid: Grid, facts: Sequence[Fact], *, signs: bool = False) -> list[list[Cell]]:
    """Return a table as printed: header rows, group headings, rows, all equally wide.

    A missing value has the printed sign. A value that must not be used unread has its remark, in a
    last column that only such a table has.

    Args:
        grid: The table.
        facts: Its values, in reading order.
        signs: Have the marks of notes at what they stand at.
    """
    remarked = any(one.merknader for one in facts)
    width = len(grid.groups[0].rows[0].cells) + remarked
    rows = []
    for place, level in enumerate(grid.levels, 1):
        last = [styled(REMARK if place == len(grid.levels) else "", "radhode")] * remarked
        heads = (cell for heading in level for cell in _heading(heading, signs=signs))
        rows.append([styled("", "radhode"), *heads, *last])
    values = iter(facts)
    for group in grid.groups:
        if group.label:
            rows.append([styled(_label(group, signs=signs), "gruppe"), *[None] * width])
        rows += _body(group, values, remarked=remarked, signs=signs)
    return rows


def _heading(heading: Heading, *, signs: bool) -> list[Cell]:
    return spread(_label(heading, signs=signs), "hode", heading.width)


def _label(label: Label, *, signs: bool) -> str:
    marks = "".join(mark.sign for mark in label.marks) if signs else ""
    return f"{label.label}{marks.translate(SUPERSCRIPTS)}"


def _body(
    group: RowGroup, values: Iterator[Fact], *, remarked: bool, signs: bool
) -> Iterator[list[Cell]]:
    for row in group.rows:
        own = [next(values) for _ in row.cells]
        remarks = " ".join(f"{remark_lead(one)}: {one.merknad}" for one in own if one.merknader)
        yield [_label(row, signs=signs), *map(_value, own), *[remarks] * remarked]


def _value(fact: Fact) -> Cell:
    return styled(fact.trykt, "mangler") if fact.verdi is None else number(fact.verdi)


def data_sheet(facts: Iterable[Fact]) -> Sheet:
    """Return every value with all that is known of it, one a row."""
    return tidy_sheet(COLUMNS, ([getattr(one, name) for name in COLUMNS] for one in facts))


def tidy_sheet(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Sheet:
    """Return rows of plain values under their columns' names."""
    body = [[plain_cell(value) for value in row] for row in rows]
    head = [styled(name, "radhode") for name in columns]
    return Sheet(DATA, [head, *body], 1)


def plain_cell(value: object) -> Cell:
    """Return a value as it is: only numbers are numbers, so a code stays text."""
    if value is None or value == "":
        return None
    if isinstance(value, Decimal | int):
        return number(value, min(MOST_PLACES, decimals(Decimal(value))))
    return ";".join(value) if isinstance(value, tuple) else str(value)


def last_sheets(notes: Sequence[str], about: Iterable[tuple[str, str]]) -> list[Sheet]:
    """Return what every workbook ends with: the notes, and what the numbers are."""
    terms = [[styled(term, "navn"), styled(said)] for term, said in about if said]
    own = [[styled(one)] for one in notes]
    return [Sheet(NOTES, own, bredder=[110]), Sheet(ABOUT, terms, bredder=[20, 100])]


def spreadsheet_text(lead: Iterable[str], rows: Rows) -> bytes:
    """Return what a Norwegian spreadsheet opens: semicolon, decimal comma, byte-order mark.

    Args:
        lead: What the numbers are, a row each above the table, with an empty row after.
        rows: The table; a cell over several columns stands in each of them.
    """
    width = max(map(len, rows))
    above = [[safe(one), *[""] * (width - 1)] for one in lead]
    every = [*above, *([[""] * width] if above else []), *map(_spread, rows)]
    text = "".join(f"{';'.join(map(quoted, row))}\r\n" for row in every)
    return text.encode("utf-8-sig")


def _spread(row: Sequence[Cell]) -> list[str]:
    found: list[str] = []
    covered = 0
    for cell in row:
        found.append(found[-1] if covered else _written(cell))
        covered = covered - 1 if covered else _over(cell) - 1
    return found


def _over(cell: Cell) -> int:
    return 1 if cell is None or isinstance(cell, str) else int(str(cell.get("over", 1)))


def _written(cell: Cell) -> str:
    if cell is None or isinstance(cell, str):  # most are, and to ask for a mapping takes time
        return safe(cell or "")
    return str(cell["tall"]).replace(".", ",") if "tall" in cell else safe(_text(cell))


def _text(cell: Cell) -> str:
    if isinstance(cell, Mapping):
        return str(cell.get("tekst", cell.get("tall", "")))
    return cell or ""


def safe(cell: str) -> str:
    """Return a text so that no spreadsheet runs it as a formula, or takes it for a number.

    A space without width after it makes it text, and is not seen.
    """
    return f"{cell}\u200b" if MISTAKEN.fullmatch(cell) else harmless(cell)


FIELDS = {"enhet": "Enhet", "grunnlag": "Grunnlag", "utvalg": "Utvalg", "status": "Status"}
"""What must be said of values, by the name of the field that says it."""


def about_values(facts: Sequence[Fact]) -> dict[str, str]:
    """Return what values are, by term; where they differ, with the years or rows of each."""
    return {term: _differing(facts, name) for name, term in FIELDS.items()} if facts else {}


def _differing(facts: Sequence[Fact], name: str) -> str:
    years: dict[str, list[int]] = {}
    rows: dict[str, dict[str, None]] = {}
    for one in facts:
        word = getattr(one, name)
        years.setdefault(word, []).append(one.aar)
        rows.setdefault(word, {})[one.rad] = None
    if len(years) == 1:
        return next(iter(years))
    spans = {word: (min(of), max(of)) for word, of in years.items()}
    if len(set(spans.values())) > 1:
        return ", ".join(f"{word} ({span(*spans[word])})" for word in years)
    if len(years) > FEW:
        return "forskjellig fra rad til rad"
    fewest, *others = sorted(years, key=lambda word: len(rows[word]))
    return ", ".join(
        [f"{fewest} ({'; '.join(rows[fewest])})", *(f"{one} (ellers)" for one in others)]
    )
