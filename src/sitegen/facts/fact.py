"""One fact: a printed value, read exactly, with everything that says what it is.

As CSV, a row holds a cell: every value with what it is and where it stands.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal

from kommuneindikatorer.numbers import read_number
from sitegen.note.errors import Fault, ShapeError
from sitegen.note.model import (
    Cell,
    Exhibit,
    Heading,
    Mark,
    Meaning,
    Note,
    Remark,
    Row,
    RowGroup,
    plain,
)

FINAL = "endelig"
"""The status of a value that will not change."""
NETTO = "netto_driftsresultat"
"""Id of the committee's main indicator."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A printed value, exact, with its meaning and its place.

    Attributes:
        tabell: Id of the table or figure, ``tabell-3``.
        radgruppe: Heading of the row group as printed, marks taken off; empty if none.
        rad: Row label as printed, marks taken off, lines joined.
        kolonnegruppe: Top header as printed where the header has several levels; else empty.
        kolonne: The lower header levels as printed, marks taken off, joined by a blank.
        indikator: Our id of the indicator.
        gruppe: Our id of the group of units.
        aar: Calendar year.
        utvalg: ``alle``, ``alle utenom Oslo``, ``utvalget``, or ``ikke relevant`` where the value
            is of no units.
        verdi: The value; ``None`` means missing, which is not zero.
        enhet: Unit in words.
        grunnlag: ``konsern``, ``kasse``, or ``ikke regnskap`` for other statistics.
        status: ``endelig``, ``foreløpig`` or ``anslag``.
        fotnoter: Signs of the notes on its row group, row and columns, in order, each once.
        linje: 1-based line of ``note.txt``.
        trykt: The characters as in the text; empty where nothing is printed.
        merknader: What a reader must know of it: what the rules found, the heaviest first.
    """

    tabell: str
    radgruppe: str
    rad: str
    kolonnegruppe: str
    kolonne: str
    indikator: str
    gruppe: str
    aar: int
    utvalg: str
    verdi: Decimal | None
    enhet: str
    grunnlag: str
    status: str
    fotnoter: tuple[str, ...]
    linje: int
    trykt: str
    merknader: tuple[Remark, ...] = ()

    @property
    def merknad(self) -> str:
        """The remarks as one text; empty if there is none."""
        return " ".join(one.text for one in self.merknader)


def facts_of(note: Note) -> dict[str, tuple[Fact, ...]]:
    """Return every printed cell by table or figure, in reading order, missing ones included.

    Raises:
        ShapeError: A cell holds something that is no number; names its line.
    """
    return {item.id: tuple(_observations(item)) for item in note.exhibits if item.grid}


def _observations(exhibit: Exhibit) -> Iterator[Fact]:
    for group in exhibit.groups:
        for row in group.rows:
            for column, cell in enumerate(row.cells):
                yield _observation(exhibit, group, row, cell, column)


def _observation(exhibit: Exhibit, group: RowGroup, row: Row, cell: Cell, column: int) -> Fact:
    above = headings_over(exhibit, column)
    names = [heading.label for heading in above]
    marks = [*group.marks, *row.marks, *(mark for heading in above for mark in heading.marks)]
    about = {name: getattr(cell, name) for name in Meaning.model_fields}
    return Fact(
        tabell=exhibit.id,
        radgruppe=group.label,
        rad=row.label,
        kolonnegruppe=names[0] if len(names) > 1 else "",
        kolonne=" ".join(names[1:] if len(names) > 1 else names),
        verdi=_value(exhibit, cell),
        fotnoter=_signs(marks),
        linje=cell.line,
        trykt=cell.printed,
        merknader=cell.remarks,
        **about,
    )


def caption_text(exhibit: Exhibit) -> str:
    """Return the printed caption without marks."""
    return plain(exhibit.caption.content)


def headings_over(exhibit: Exhibit, column: int) -> list[Heading]:
    """Return the header cells over a value column, from the top down."""
    every = (heading for level in exhibit.levels for heading in level)
    return [one for one in every if one.first <= column < one.first + one.width]


def _signs(marks: Iterable[Mark]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mark.sign for mark in marks))


def _value(exhibit: Exhibit, cell: Cell) -> Decimal | None:
    if cell.printed in {"", *exhibit.missing.split()}:
        return None
    value = read_number(cell.printed)
    if not isinstance(value, Decimal):
        fault = Fault("note.txt", cell.line, f"et tall i {exhibit.name}", f"«{cell.printed}»")
        raise ShapeError(fault)
    return value


def remark_lead(o: Fact, *, row: bool = False) -> str:
    """Return which of a table's values a remark is about: «2024, Utvalget», «Landet, 2024»."""
    column = o.kolonne if str(o.aar) in o.kolonne else f"{o.aar} {o.kolonne}".strip()
    if column == o.kolonne == str(o.aar) or not o.kolonnegruppe:
        words = [o.rad if row else "", column]
    else:
        words = [o.rad if row else "", o.kolonnegruppe, column]
    return ", ".join(word for word in words if word)


def with_cells(exhibit: Exhibit, values: Sequence[Fact]) -> tuple[tuple[Fact, str], ...]:
    """Return values in reading order, each with its cell's anchor: ``tabell-3-r1-k1``."""
    columns = len(exhibit.groups[0].rows[0].cells) if exhibit.groups else 1
    return tuple(
        (item, f"{exhibit.id}-r{index // columns + 1}-k{index % columns + 1}")
        for index, item in enumerate(values)
    )


COLUMNS = (*(one.name for one in fields(Fact) if one.name != "merknader"), "merknad")
"""The columns of the canonical CSV."""


def canonical_csv(facts: Iterable[Fact], columns: Sequence[str] = COLUMNS) -> bytes:
    """Return UTF-8 CSV with comma and LF; a missing value is an empty field."""
    rows = ([getattr(one, name) for name in columns] for one in facts)
    return csv_text(columns, rows).encode()


_UNSEEN = r"\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_SIGN = r"(?:[=+@\uff1d\uff0b\uff20]|[-\uff0d].)"
_RUN = re.compile(rf"[{_UNSEEN}]*{_SIGN}|[\t\r]", re.DOTALL)
"""What a spreadsheet would run. Some programs read full-width signs as signs, and pass over what
cannot be seen before one. A minus alone stands for what is missing."""
_BEFORE = rf"[,;\"'{_UNSEEN}]"
_RUN_IF_CUT = re.compile(rf"(?<!{_BEFORE}){_BEFORE}*+(?={_SIGN})", re.DOTALL)
_CUTS = re.compile(r"[,;\t\r\n]")
"""What ends a cell in one country or another. A spreadsheet that cuts a file by another sign than
the file's own heeds no quotes, so what comes after such a sign may run too."""
_SIGNED = re.compile(r"[-+]?\d[\d\s.,]*", re.ASCII)
_SEPARATORS = re.compile(r'[",;\t\r\n]')


def csv_text(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return rows below their columns' names, decimals exact, with comma and LF."""
    every = ([_cell(value) for value in row] for row in (columns, *rows))
    return "".join(f"{','.join(map(quoted, row))}\n" for row in every)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    text = ";".join(value) if isinstance(value, tuple) else str(value)
    return text if _SIGNED.fullmatch(text) else harmless(text)


def harmless(text: str) -> str:
    """Return a text so that no spreadsheet, Norwegian or English, runs any of it as a formula."""
    whole = _RUN_IF_CUT.sub(lambda at: f"{at[0]}'" if _CUTS.search(at[0]) else at[0], text)
    return f"'{whole}" if _RUN.match(whole) else whole


def quoted(field: str) -> str:
    """Return a field in quotes if it has any sign that may separate fields.

    LibreOffice proposes comma beside semicolon, and would cut «14,0» in two.
    """
    return f'"{field.replace('"', '""')}"' if _SEPARATORS.search(field) else field
