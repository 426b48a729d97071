"""The note as read: frozen parts, each with the source lines it stands on.

Lines are 1-based lines of ``note.txt``. ``spans`` name the exact characters, so that
coverage can be counted from the model alone.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of one source line: 1-based line, 0-based columns ``start`` up to ``end``."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """Words as printed, lines joined and runs of blanks made one."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark, taken off the word it was glued to.

    Attributes:
        sign: The mark as printed, ``1``.
        note: Id of the note it points to, ``fotnote-1`` or ``tabell-1-note-2``.
        spans: Where the sign stands.
    """

    sign: str
    note: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of a table, figure or section («tabell 3»), or an outside table with an address.

    Attributes:
        text: As printed; «3» alone in «tabell 2 og 3».
        target: ``tabell-3``, ``figur-4``, ``seksjon-2``, or an address that starts with ``https://``.
        spans: Where the words stand.
    """

    text: str
    target: str
    spans: tuple[Span, ...]


Inline = Text | Mark | Reference
Phrase = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text, rejoined over lines, pages and what stood between.

    Attributes:
        id: ``s3-a4`` is the fourth paragraph of section 3; the introduction is section 0.
        content: Text, footnote marks and references in order.
        lines: Every source line the text stands on, in order.
    """

    id: str
    content: Phrase
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A footnote of a page, or a note under a table or a figure.

    Attributes:
        id: ``fotnote-1``, ``tabell-1-note-2``, ``figur-1-note-1``.
        sign: The mark it answers to, ``1``.
        content: Its text; empty where the note prints the sign alone.
        lines: Source lines, the sign's own line first.
        spans: The sign's own place, and that of loose link lines that belong to it.
    """

    id: str
    sign: str
    content: Phrase
    lines: tuple[int, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A caption or a source line: a phrase with its lines."""

    content: Phrase
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a cell is about, put together from table, header, row group and row.

    Attributes:
        indikator: Our id of the indicator, ``netto_driftsresultat``.
        gruppe: Our id of the group of units, ``kommunene``.
        aar: Calendar year.
        utvalg: ``alle``, ``alle utenom Oslo`` or ``utvalget``.
        enhet: Unit in words, ``prosent av brutto driftsinntekter``.
        grunnlag: ``konsern`` or ``kasse``.
        status: ``endelig``, ``foreløpig`` or ``anslag``.
    """

    indikator: str
    gruppe: str
    aar: int
    utvalg: str
    enhet: str
    grunnlag: str
    status: str


@dataclass(frozen=True, slots=True)
class Heading:
    """One cell of a table's header.

    Attributes:
        text: As printed, without marks, lines joined.
        marks: Footnote marks glued to it.
        first: 0-based index of the first value column below it.
        width: How many value columns it stands over.
        lines: Source lines; empty for a header cell that the print leaves out.
        spans: Where the words stand.
    """

    text: str
    marks: tuple[Mark, ...]
    first: int
    width: int
    lines: tuple[int, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One value cell.

    Attributes:
        printed: The characters as in the text (``–0,6``, ``-``); empty where nothing is printed.
        line: Source line of the value, or of its row where nothing is printed.
        spans: Where it stands; empty where nothing is printed.
        meaning: Everything the note says of this value, put together from table, column and row.
    """

    printed: str
    line: int
    spans: tuple[Span, ...]
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its label without marks, its footnote marks, and one cell a value column."""

    label: str
    marks: tuple[Mark, ...]
    lines: tuple[int, ...]
    spans: tuple[Span, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under one printed heading; ``label`` is empty where the table has no such heading."""

    label: str
    marks: tuple[Mark, ...]
    lines: tuple[int, ...]
    spans: tuple[Span, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The body of a table, or the labels of a figure laid out as one.

    Attributes:
        levels: Header rows from top to bottom; each row's widths add up to the number of columns.
        groups: Row groups in printed order.
        missing: The printed sign for a missing value, ``-``; empty where the table has none.
    """

    levels: tuple[tuple[Heading, ...], ...]
    groups: tuple[RowGroup, ...]
    missing: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """Not content: ``sidetall``, ``akse``, ``forklaring``, ``kategori``, ``lenke``."""

    kind: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class RebuiltSeries:
    """A series of a rebuilt figure.

    Attributes:
        text: Its name, in the definite form: it begins a sentence.
        indikator: The table's indicator whose growth is chained.
        measure: Our id of the index that comes out.
    """

    text: str
    indikator: str
    measure: str


@dataclass(frozen=True, slots=True)
class Rebuild:
    """How a figure whose numbers are not printed can be drawn again from numbers that are there.

    Attributes:
        kind: ``indeks``: yearly growth printed in a table, chained; ``kommunepar``: every
            municipality's final result in the last two years.
        table: Id of the table with the growth; empty for ``kommunepar``.
        series: Its series; none for ``kommunepar``.
        differences: How it differs from the printed figure, a sentence each.
    """

    kind: str
    table: str
    series: tuple[RebuiltSeries, ...]
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A table or a figure.

    Attributes:
        kind: ``tabell`` or ``figur``.
        number: The printed number.
        caption: The printed caption with its number («Tabell 3 …»), marks split off.
        title: Short name from ``note.toml``, for navigation and headings.
        grid: Printed values; ``None`` for a figure whose data the text does not print.
        remarks: Notes below it, in printed order.
        source: The «Kilde:» line, if there is one.
        furniture: Axis, legend and categories of a figure.
        basis_note: What must be said in words about basis and status; empty if nothing.
        rebuild: How to draw a figure without printed numbers again; ``None`` if it cannot be.
        diagram: The form of its chart; empty where its shape says it.
    """

    kind: str
    number: int
    caption: Printed
    title: str
    grid: Grid | None
    remarks: tuple[Remark, ...]
    source: Printed | None
    furniture: tuple[Furniture, ...]
    basis_note: str
    rebuild: Rebuild | None = None
    diagram: str = ""

    @property
    def id(self) -> str:
        """``tabell-3`` or ``figur-1``."""
        return f"{self.kind}-{self.number}"

    @property
    def name(self) -> str:
        """«Tabell 3» or «Figur 1»."""
        return f"{self.kind.capitalize()} {self.number}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table or figure stands in a section: the id of an ``Exhibit``."""

    target: str


Block = Paragraph | Place


@dataclass(frozen=True, slots=True)
class Section:
    """A section: number, heading as printed without its number, and its blocks in order.

    The introduction before section 1 has number 0 and an empty heading.
    """

    number: int
    title: str
    lines: tuple[int, ...]
    spans: tuple[Span, ...]
    blocks: tuple[Block, ...]

    @property
    def id(self) -> str:
        """``seksjon-3``."""
        return f"seksjon-{self.number}"


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of the note that its own tables can confirm: a series is never below a level.

    Attributes:
        quote: The words, found in the running text.
        lines: Source lines of the paragraph that holds them.
        exhibit: Id of the table that holds the series.
        indikator: Which indicator.
        gruppe: Which group.
        years: The years the claim covers.
        at_least: The level, with decimal point.
        except_years: Years the sentence itself excepts.
    """

    quote: str
    lines: tuple[int, ...]
    exhibit: str
    indikator: str
    gruppe: str
    years: tuple[int, ...]
    at_least: str
    except_years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A share of the municipalities that stands in the running text, not in a table.

    Attributes:
        quote: The words, found in the running text.
        lines: Source lines of the paragraph that holds them.
        measure: Which share: ``andel_negativ``, ``andel_negativ_begge_aar`` or ``andel_svakere``.
        year: The year it is about.
        percent: The printed number, with decimal point.
    """

    quote: str
    lines: tuple[int, ...]
    measure: str
    year: int
    percent: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast the committee made earlier, as this note's text tells it.

    Attributes:
        quote: The words, found in the running text.
        lines: Source lines of the paragraph that holds them.
        when: When it was made: ``november 2024``.
        indikator: Which indicator.
        gruppe: Which group.
        year: The year it is about.
        percent: The number as told, with decimal point.
        grunnlag: ``konsern`` or ``kasse``; empty where the note does not say.
    """

    quote: str
    lines: tuple[int, ...]
    when: str
    indikator: str
    gruppe: str
    year: int
    percent: str
    grunnlag: str


@dataclass(frozen=True, slots=True)
class About:
    """What the editor says of the note in ``note.toml``: nothing here is read from the text.

    Attributes:
        title: Title of the note.
        date: Date of the meeting the note was written for.
        meeting: Which meeting.
        publisher: The committee's name.
        abbreviation: Its abbreviation, ``TBU``.
        source: Where the text was taken from, in words.
        budget_year: The budget year the meeting is about.
    """

    title: str
    date: date
    meeting: str
    publisher: str
    abbreviation: str
    source: str
    budget_year: int


@dataclass(frozen=True, slots=True)
class Note:
    """The whole note.

    Attributes:
        about: What the editor says of it.
        heading: The printed title and subtitle.
        sections: Introduction (number 0) and numbered sections, in order.
        exhibits: Tables and figures in printed order.
        footnotes: Page footnotes in order.
        furniture: Page numbers.
        claims: Sentences that the tables can confirm.
        shares: Shares of municipalities that the text tells.
        forecasts: Earlier forecasts that the text tells.
        lines: The raw text, one string a line, as decoded.
    """

    about: About
    heading: tuple[Printed, ...]
    sections: tuple[Section, ...]
    exhibits: tuple[Exhibit, ...]
    footnotes: tuple[Remark, ...]
    furniture: tuple[Furniture, ...]
    claims: tuple[Claim, ...]
    shares: tuple[Share, ...]
    forecasts: tuple[Forecast, ...]
    lines: tuple[str, ...]

    def exhibit(self, target: str) -> Exhibit:
        """Return the table or figure with the id ``target``; ``KeyError`` if there is none."""
        for exhibit in self.exhibits:
            if exhibit.id == target:
                return exhibit
        raise KeyError(target)
