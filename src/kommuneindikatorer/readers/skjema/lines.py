"""The tables of a file that holds forms: where each begins, what form it is, and its lines.

A file may have several below each other: § 5-6, § 5-4, § 5-8, a second page of the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kommuneindikatorer.document import Document, Row
from kommuneindikatorer.model import Filing, Origin
from kommuneindikatorer.numbers import Missing, read_number
from kommuneindikatorer.problems import DOBBEL_RAD, Alvor, Kode
from kommuneindikatorer.readers.skjema.arranged import parts_of, turned
from kommuneindikatorer.readers.skjema.columns import (
    Column,
    blank_columns,
    find_columns,
    moved_heading,
    short_heading,
)
from kommuneindikatorer.readers.skjema.headings import is_heading, is_heading_cell
from kommuneindikatorer.readers.skjema.names import (
    FUNDS,
    Line,
    Skjema,
    find_line,
    form_of,
    is_by_art,
    is_of_balance,
    is_of_company,
    line_of,
    title_of,
)
from kommuneindikatorer.readers.skjema.text import looks_like_form, split_text
from kommuneindikatorer.row_log import RowLog
from kommuneindikatorer.wording import shortened, slug

__all__ = ["find_line"]

NAME_WITHIN = 4
"""Cells among which a line's name stands; a line number or a group may stand before it."""
_ABOVE = 5
"""Rows above the first line among which the columns' headings stand."""
_LONGEST_TITLE = 150
MOST_ROWS = 5_000
"""Rows of a file that are read: a form has under a hundred."""

UKJENT_LINJE = Kode(
    "ukjent-linje",
    Alvor.ADVARSEL,
    "Linjen «{verdi}» er ikke kjent fra § 5-6 og er ikke brukt.",
    "Skriv navnet som i forskriften hvis den skal med.",
)
INGEN_LINJER = Kode(
    "ingen-linjer",
    Alvor.FEIL,
    "Filen har ingen linjer fra økonomisk oversikt (§ 5-6) med beløp.",
    "Sjekk at linjenavn og beløp står i hver sin kolonne.",
)
UKLAR_LINJE = Kode(
    "uklar-linje",
    Alvor.ADVARSEL,
    "Tallene på linjen «{verdi}» kan deles i kolonner på flere måter, og er ikke lest.",
    "Bruk tabulator eller semikolon mellom kolonnene.",
)
FOR_MANGE_RADER = Kode(
    "for-mange-rader",
    Alvor.FEIL,
    "Filen har flere rader enn et regnskapsskjema kan ha. Bare de første {grense} er lest.",
    "Ta ut arket eller siden med skjemaet.",
)

FOR_MANGE_TABELLER = Kode(
    "for-mange-tabeller",
    Alvor.FEIL,
    "Filen har mer enn {grense} tabeller etter hverandre under de samme overskriftene, og det har "
    "ikke noe regnskap.",
    "Ta ut arket eller siden med skjemaet, og la det stå i filen én gang.",
)
MOST_PAGES = 30
"""Tables that one row of headings may be over: each is read with the titles of those before it."""


@dataclass(frozen=True, slots=True)
class Named:
    """A row as a line: the place of its name, the name, and what it says."""

    row: Row
    place: int
    name: str
    line: Line | None
    has_amounts: bool


def named(row: Row) -> Named:
    """Return the first cell with letters that is a line's name, else the first with letters."""
    texts: list[tuple[int, str]] = []
    for place, cell in enumerate(row.cells[:NAME_WITHIN]):
        if any(sign.isalpha() for sign in cell):
            texts.append((place, cell.strip()))
        elif texts and isinstance(read_number(cell), Decimal):
            break
    known = [(place, text, line) for place, text in texts if (line := line_of(text))]
    # «Driftsinntekter | Rammetilskudd»: what a group is called stands before the line.
    place, name, line = known[-1] if known else (*(texts[0] if texts else (-1, "")), None)
    amounts = any(isinstance(read_number(cell), Decimal) for cell in row.cells[place + 1 :])
    return Named(row, place, name, line, place >= 0 and amounts)


@dataclass(slots=True)
class Table:
    """One table: headings, lines, and the form it is.

    Attributes:
        title: Everything that stands above its first line, as one text.
        above: The rows among which its headings stand.
        is_headed: Whether one of them is headings: asked once of a row, for there may be many.
        lines: Its rows below them, in order.
        form: What form it is, by its title and its lines.
        columns: Its columns of amounts, from left to right.
        values: The cells of known lines in each column, for what headings do not say.
        blank: The columns that have a heading and no amounts.
        offset: The place in the file of its rows' first cell.
        moved: A heading that shows that all are moved to the side; empty where none does.
        pages: How many tables its headings have been over, with itself.
    """

    title: str = ""
    above: list[Row] = field(default_factory=list)
    is_headed: bool = field(init=False)
    lines: list[Named] = field(default_factory=list)
    form: Skjema | None = None
    columns: tuple[Column, ...] = ()
    values: dict[int, list[str]] = field(default_factory=dict)
    blank: tuple[Column, ...] = ()
    offset: int = 0
    moved: str = ""
    pages: int = 1

    def hidden(self, document: Document) -> frozenset[int]:
        """Return the places of its columns that the workbook hides."""
        return frozenset(place - self.offset for place in document.hidden_columns)

    def __post_init__(self) -> None:
        """Look for headings among the rows it begins with."""
        self.is_headed = any(map(is_heading, self.above))

    def add(self, one: Named, title: Skjema | None) -> None:
        """Take one row."""
        if title and not self.lines:
            self.form = title
        headed = one.line or self.is_headed
        if self.lines or (headed and one.has_amounts and not _is_headings(one)):
            self.lines.append(one)
        else:
            self.above.append(one.row)
            self.is_headed = self.is_headed or is_heading(one.row)

    def begins(self, one: Named, title: Skjema | None) -> bool:
        """Return whether a row begins the next table."""
        if not any(line.line and line.has_amounts for line in self.lines):
            return False
        if title and not one.has_amounts and (title is not self.form or not one.line):
            return True
        return _is_headings(one)

    def without_end(self) -> list[Row]:
        """Take away the rows below the last line, which are the title of the next table."""
        taken: list[Row] = []
        while self.lines and self.lines[-1].line is None and not self.lines[-1].has_amounts:
            taken.insert(0, self.lines.pop().row)
        return taken

    def finish(self, before: "Table | None", *, is_sheet: bool) -> None:
        """Find the form and the columns, which without headings are those of the table before."""
        texts = (text for row in self.above for text in _titles(row))
        self.title = "; ".join(filter(None, (self.title, *texts)))
        lines = [one.line for one in self.lines if one.line and one.has_amounts]
        self.form = Skjema.ARTER if is_by_art(self.title, lines) else _form(self.form, lines)
        known = [one for one in self.lines if one.line] or self.lines
        if self.form is Skjema.BALANSE:
            known = [one for one in self.lines if one.has_amounts]
        places = sorted(
            {
                at
                for one in known
                for at in range(one.place + 1, len(one.row.cells))
                if isinstance(read_number(one.row.cells[at]), Decimal)
            }
        )
        self.values = {
            at: [one.row.cells[at] if at < len(one.row.cells) else "" for one in known]
            for at in places
        }
        above = self.above[-_ABOVE:]
        if before and before.columns and not any(map(is_heading, above)):
            same = [one for one in before.columns if one.place in self.values]
            self.columns = tuple(same)
            self.blank = tuple(one for one in before.blank if one.place not in self.values)
            self.pages = before.pages + 1
            if self.form is before.form and self.pages <= MOST_PAGES:
                self.title = f"{before.title}; {self.title}"
        if not self.columns and places:
            self.columns = find_columns(above, self.values, self.title)
            first = min(one.place for one in known) + 1
            self.blank = blank_columns(above, first, self.values)
            short = "" if is_sheet else short_heading(above)
            self.moved = moved_heading(above, self.values) or short


def _titles(row: Row) -> list[str]:
    """Return the texts of a row above a table that are no headings of columns."""
    is_headings = is_heading(row)
    return [
        text
        for place, cell in enumerate(row.cells)
        if (text := cell.strip())
        and len(text) <= _LONGEST_TITLE
        and not text.startswith("sep=")
        and not (is_headings and place and is_heading_cell(text))
    ]


_GROUPS = frozenset(
    {
        "",
        "brutto_driftsinntekter",
        "driftsutgifter",
        "netto_finansutgifter",
        "sum_disponeringer",
        "sum_eiendeler",
        "sum_egenkapital",
        "sum_egenkapital_og_gjeld",
        "investering_linje",
    }
)
"""Lines whose names are headings of groups too: «Driftsinntekter | 2021 | 2020»."""


def _is_headings(one: Named) -> bool:
    if one.line and one.has_amounts and one.line.post not in _GROUPS:
        return False
    return is_heading(one.row)


def _form(title: Skjema | None, found: Sequence[Line]) -> Skjema | None:
    """Return the form by lines that only one has, else by the title; None where neither says."""
    forms = [form for line in found if (form := form_of(line))]
    most = max(forms, key=forms.count, default=None)
    is_drift = any(line.post in {"brutto_driftsinntekter", "driftsutgifter"} for line in found)
    if is_drift and most is not Skjema.BEVILGNING:
        return title if title is Skjema.BEVILGNING else Skjema.DRIFT
    if most and title in (None, Skjema.DRIFT, most):
        return most
    return title or (Skjema.BALANSE if found and all(map(is_of_balance, found)) else None)


def tables_of(rows: Sequence[Row], sheet: str = "") -> tuple[Table, ...]:
    """Return the tables of a file, in order, those with no known line left out."""
    return tuple(
        table
        for part in parts_of(rows)
        for table in _tables_of(part.rows, sheet, part.offset)
        if table.columns
    )


def _tables_of(rows: Sequence[Row], sheet: str, offset: int) -> Iterator[Table]:
    """Yield the tables that stand below each other."""
    found: list[Table] = []
    current = Table(title=sheet, form=None if offset else title_of(sheet), offset=offset)
    for row in rows:
        if row.is_blank:
            continue
        one = named(row)
        title = None if one.has_amounts else title_of(_first_text(row))
        if current.begins(one, title):
            found.append(current)
            current = Table(above=current.without_end(), offset=offset)
        current.add(one, title)
    before: Table | None = None
    for table in (*found, current):
        table.finish(before, is_sheet=bool(sheet))
        before = table if table.columns else before
    yield from (*found, current)


def _first_text(row: Row) -> str:
    return next((cell for cell in row.cells if any(map(str.isalpha, cell))), "")


_FEW = 60
"""Rows among which a form must begin."""


def may_be_form(document: Document) -> bool:
    """Return whether the first rows name a form, a line of one, or the accounts of another kind."""
    rows = turned(document.head_rows[:_FEW])
    names = (cell for row in rows for cell in row.cells[:NAME_WITHIN])
    texts = [text for text in names if any(map(str.isalpha, text))]
    if any(title_of(text) or line_of(text) for text in texts) or is_of_company(texts):
        return True
    return document.skilletegn != ";" and looks_like_form(document.head[:_FEW]) > 0


def rows_of_head(document: Document) -> tuple[Row, ...]:
    """Return the first rows as cells, of text with blanks too."""
    if _is_text(document):
        return split_text([*enumerate(document.head, start=1)]).rows
    return turned(document.head_rows)


_ENOUGH = 3


def _is_text(document: Document) -> bool:
    """Return whether columns are parted by blanks rather than by the delimiter."""
    by_cells = {
        one.line.post for row in document.head_rows if (one := named(row)).line and one.has_amounts
    }
    if len(by_cells) >= _ENOUGH or document.skilletegn == ";":
        return False
    return looks_like_form(document.head) > max(len(by_cells), 1)


@dataclass(slots=True)
class Form:
    """One form, of one column.

    Attributes:
        row_log: The log to report its cells in.
        form: What form it is.
        table: The table it stands in.
        column: The column that is read.
        cells: The column's text and where it stood, by the line's id; several where parts are
            added up.
    """

    row_log: RowLog
    form: Skjema
    table: Table
    column: Column
    cells: dict[str, tuple[Origin, ...]] = field(default_factory=dict)


def read_rows(document: Document, row_log: RowLog) -> tuple[Row, ...]:
    """Return the rows of a file, counted; those beyond what a form can have are refused."""
    if _is_text(document):
        lines: list[tuple[int, str]] = []
        for number, line in document.lines(row_log):
            if len(lines) < MOST_ROWS:
                lines.append((number, line))
            else:
                row_log.refuse(FOR_MANGE_RADER, number, grense=MOST_ROWS)
        split = split_text(lines)
        for row in split.rows:
            if row.number in split.unclear:
                row_log.refuse(UKLAR_LINJE, row.number, " ".join(row.cells))
        return split.rows
    rows: list[Row] = []
    for count, row in enumerate(document.rows(row_log)):
        if count < MOST_ROWS:
            rows.append(row)
        elif not row.is_blank:
            row_log.refuse(FOR_MANGE_RADER, row.number, rows=row.lines, grense=MOST_ROWS)
    return turned(rows)


def forms_of(table: Table, column: Column, row_log: RowLog) -> Iterator[Form]:
    """Yield the forms of one table in one column: its first line again begins the next."""
    kind = table.form or Skjema.DRIFT
    current = Form(row_log, kind, table, column)
    taken: set[Line] = set()
    first: Line | None = None
    above = ""
    for one in table.lines:
        if one.line is None or not _counts(one):
            above = above if one.has_amounts else slug(one.name)
            _refuse_unknown(one, kind, row_log)
            continue
        line = _of_fund(one.line, kind, above)
        if line == first and line.post in _FIRST_LINES:
            yield current
            current, taken = Form(row_log, kind, table, column), set()
        first = first or line
        if not line.post:
            continue
        if line in taken:
            before = current.cells[line.post][0].rad
            row_log.refuse(DOBBEL_RAD, one.row.number, one.name, rows=one.row.lines, forste=before)
            continue
        taken.add(line)
        current.cells[line.post] = (
            *current.cells.get(line.post, ()),
            _origin(one, column, row_log),
        )
    yield current


_FIRST_LINES = frozenset(
    {
        "rammetilskudd",
        "inntekts_og_formuesskatt",
        "brukerbetalinger",
        "brutto_driftsinntekter",
        "sum_eiendeler",
    }
)


def _counts(one: Named) -> bool:
    """Return whether a row is a line: a name without amounts may be a heading («Overføringer»)."""
    if one.has_amounts:
        return True
    marks = [read_number(cell) for cell in one.row.cells[one.place + 1 :]]
    if any(mark in {Missing.STREK, Missing.MANGLER} for mark in marks):
        return True
    is_group = one.line is None or one.line.post in _GROUPS or one.line.part
    return not is_group and not one.name.rstrip().endswith(":")


def _of_fund(line: Line, kind: Skjema, above: str) -> Line:
    """Return a fund named alone below «Avsetninger til eller bruk av» as what is set aside."""
    is_disposed = any(word in above for word in ("avset", "bruk_av", "disponering", "disp_"))
    if kind is not Skjema.BALANSE and line.post in FUNDS and is_disposed:
        netted = f"netto_avsetning_{line.post}"
        return Line(netted if line.post in {"disposisjonsfond", "bundne_driftsfond"} else "")
    return line


def _refuse_unknown(one: Named, kind: Skjema, row_log: RowLog) -> None:
    if kind is not Skjema.BALANSE and one.has_amounts and one.line is None:
        row_log.refuse(UKJENT_LINJE, one.row.number, one.name, rows=one.row.lines)


def _origin(one: Named, column: Column, row_log: RowLog) -> Origin:
    cells = one.row.cells
    text = cells[column.place] if column.place < len(cells) else ""
    return Origin(row_log.fil, one.row.number, shortened(column.heading), shortened(text))


def filed(document: Document, row_log: RowLog) -> Filing:
    """Return the count of a file that is read to its end."""
    return row_log.filing(document.kodet, document.skilletegn)
