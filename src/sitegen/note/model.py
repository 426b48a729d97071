"""The note: one model, read from text and ``note.toml``, published as ``notat.json``, read back.

Field names are the code's, aliases are those of the files. Lines are 1-based lines of
``note.txt``. ``spans`` name the exact characters, so that coverage can be counted from the model
alone; they and what only a build needs are left out of ``notat.json``.
"""

import datetime as dt
import operator
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import (
    AliasChoices,
    BeforeValidator,
    Field,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)

from sitegen.note.patterns import Pattern
from sitegen.note.toml_file import Part

Status = Literal["endelig", "foreløpig", "anslag"]
Basis = Literal["konsern", "kasse", "ikke regnskap"]
Selection = Literal["alle", "alle utenom Oslo", "utvalget", "ikke relevant"]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[_-][a-z0-9]+)*$")]
Percent = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$")]
Number = int | Annotated[str, Field(pattern=r"^\d+\.\d+$")]
"""The printed number of a table or a figure: ``3``, or ``"2.1"`` where chapters are numbered."""
ExhibitKind = Literal["tabell", "figur"]
MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)


class Span(NamedTuple):
    """A stretch of one source line: 1-based line, 0-based columns ``start`` up to ``end``."""

    line: int
    start: int
    end: int


Lines = tuple[int, ...]
Spans = Annotated[tuple[Span, ...], Field(exclude=True)]


class Printed(Part, extra="ignore"):
    """Base of what is read from the text: a ``notat.json`` of another version may hold more."""


class Text(Printed):
    """Words as printed, lines joined and runs of blanks made one."""

    text: str = Field(alias="tekst")
    spans: Spans = ()


class Mark(Printed):
    """A footnote mark, taken off the word it was glued to.

    Attributes:
        sign: The mark as printed, ``1``.
        target: Id of the footnote it points to, ``fotnote-1`` or ``tabell-1-note-2``.
        spans: Where the sign stands.
    """

    sign: str = Field(alias="merke")
    target: str = Field(alias="note")
    spans: Spans = ()


class Reference(Printed):
    """A mention of a table, figure or section («tabell 3»), or an outside table with an address.

    Attributes:
        text: As printed; «3» alone in «tabell 2 og 3».
        target: ``tabell-3``, ``figur-4``, ``seksjon-2``, or an address that starts with ``https://``.
        spans: Where the words stand.
    """

    text: str = Field(alias="tekst")
    target: str = Field(alias="viser_til")
    spans: Spans = ()


Inline = Annotated[Mark | Reference | Text, Field(union_mode="left_to_right")]
Phrase = tuple[Inline, ...]


def plain(content: Iterable[Inline]) -> str:
    """Return a phrase's words with its footnote marks, and the commas between them, left out."""
    words: list[str] = []
    after_mark = False
    for inline in content:
        if isinstance(inline, Mark):
            after_mark = True
            continue
        if not (after_mark and inline.text == ","):
            words.append(inline.text)
        after_mark = False
    return "".join(words)


class Passage(Printed):
    """A caption, a source line or a title: a phrase with its lines."""

    content: Phrase = Field(alias="innhold")
    lines: Lines = Field(alias="linjer")


class Paragraph(Printed):
    """A paragraph of running text, rejoined over lines, pages and what stood between.

    Attributes:
        kind: What tells it from a ``Place``.
        id: ``s3-a4`` is the fourth paragraph of section 3; the introduction is section 0.
        content: Text, footnote marks and references in order.
        lines: Every source line the text stands on, in order.
    """

    kind: Literal["avsnitt"] = Field(default="avsnitt", alias="slag")
    id: str
    content: Phrase = Field(alias="innhold")
    lines: Lines = Field(alias="linjer")


class Place(Printed):
    """Where a table or figure stands in a section: the id of an ``Exhibit``."""

    kind: ExhibitKind = Field(alias="slag")
    target: str = Field(alias="id")


class Footnote(Printed):
    """A footnote of a page, or a note under a table or a figure.

    Attributes:
        id: ``fotnote-1``, ``tabell-1-note-2``, ``figur-1-note-1``.
        sign: The mark it answers to, ``1``.
        content: Its text; empty where the note prints the sign alone.
        lines: Source lines, the sign's own line first.
        spans: The sign's own place, and that of loose link lines that belong to it.
    """

    id: str
    sign: str = Field(alias="tegn")
    content: Phrase = Field(alias="innhold")
    lines: Lines = Field(alias="linjer")
    spans: Spans = ()


class Furniture(Printed):
    """Not content: ``sidetall``, ``akse``, ``forklaring``, ``kategori``, ``lenke``."""

    kind: str = Field(alias="slag")
    text: str = Field(alias="tekst")
    lines: Lines = Field(alias="linjer")
    spans: Spans = ()


class Meaning(Printed):
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


class PrintedAt(Printed):
    """Characters as printed, and where: empty and without spans where nothing is printed."""

    printed: str = Field(alias="trykt")
    line: int = Field(alias="linje")
    spans: Spans = ()


class Remark(Printed):
    """What a reader must know of one cell or one sentence: a rule found that something is wrong.

    Attributes:
        finding: Id of the finding, its anchor on the list page.
        rule: Id of the rule that found it.
        text: Whole Norwegian sentences: «Trykt 1,0. Tabell 5 har −0,4.»
        sentence: Id of the sentence, ``s1-a3-p1``; empty for a cell, which holds its own.
        place: Id of the paragraph, footnote or note the sentence stands in; empty for a cell.
        line: The sentence's first line; ``None`` for a cell.
    """

    finding: str = Field(alias="funn")
    rule: str = Field(alias="regel")
    text: str = Field(alias="tekst")
    sentence: str = Field(default="", alias="setning", exclude_if=operator.not_)
    place: str = Field(default="", alias="sted", exclude_if=operator.not_)
    line: int | None = Field(default=None, alias="linje", exclude_if=operator.not_)


class Cell(Meaning, PrintedAt):
    """A value cell: what is printed (``–0,6``, ``-``), then everything the note says of it.

    Where nothing is printed, ``line`` is that of its row. ``remarks`` are put there when the rules
    have looked at the whole note.
    """

    remarks: tuple[Remark, ...] = Field(default=(), alias="merknader", exclude_if=operator.not_)


def _signs(marks: Iterable[Mark]) -> list[str]:
    return [mark.sign for mark in marks]


def _marks(given: object) -> object:
    """Return marks of the bare signs that ``notat.json`` has on labels."""
    signs = given if isinstance(given, Sequence) else ()
    return tuple({"merke": one, "note": ""} if isinstance(one, str) else one for one in signs)


class Label(Printed):
    """Words of a header, row group or row as printed, without marks, lines joined.

    Attributes:
        label: The words; empty where the print leaves them out.
        marks: Footnote marks glued to them.
        lines: Source lines.
        spans: Where the words stand.
    """

    label: str = Field(alias="tekst")
    marks: Annotated[tuple[Mark, ...], BeforeValidator(_marks), PlainSerializer(_signs)] = Field(
        default=(), alias="merker"
    )
    lines: Lines = Field(default=(), alias="linjer")
    spans: Spans = ()


class Heading(Label):
    """One cell of a table's header, over its first to its last value column, counted from 1."""

    columns: tuple[int, int] = Field(alias="kolonner")

    @property
    def first(self) -> int:
        """0-based index of the first value column below it."""
        return self.columns[0] - 1

    @property
    def extent(self) -> tuple[int, int]:
        """0-based index of the first value column below it, and of the one after its last."""
        return self.first, self.columns[1]

    @property
    def width(self) -> int:
        """How many value columns it stands over."""
        return self.columns[1] - self.first


class Row(Label):
    """A row: its label, and one cell a value column."""

    cells: tuple[Cell, ...] = Field(alias="celler")


class RowGroup(Label):
    """Rows under one printed heading; ``label`` is empty where the table has no such heading."""

    rows: tuple[Row, ...] = Field(alias="rader")


class Grid(NamedTuple):
    """The body of a table, or the labels of a figure laid out as one.

    Attributes:
        levels: Header rows from top to bottom; each row's widths add up to the number of columns.
        groups: Row groups in printed order.
        missing: The printed sign for a missing value, ``-``; empty where the table has none.
    """

    levels: tuple[tuple[Heading, ...], ...]
    groups: tuple[RowGroup, ...]
    missing: str


class RebuiltSeries(Part):
    """A series of a rebuilt figure.

    Attributes:
        text: Its name, in the definite form: it begins a sentence.
        indikator: The table's indicator whose growth is chained.
        measure: Our id of the index that comes out.
    """

    text: str = Field(alias="tekst")
    indikator: Id
    measure: Id = Field(alias="maal")


class Rebuild(Part):
    """How a figure whose numbers are not printed can be drawn again from numbers that are there.

    Attributes:
        kind: ``indeks``: yearly growth printed in a table, chained; ``kommunepar``: every
            municipality's final result in the note's two years of accounts.
        number: Number of the table with the growth; ``None`` for ``kommunepar``.
        series: Its series; none for ``kommunepar``.
        differences: How it differs from the printed figure, a sentence each.
        finding: What the note says its own figure shows, quoted in «…»: the title where the
            drawing shows something else. Empty: the title says what is drawn.
    """

    kind: Literal["indeks", "kommunepar"] = Field(alias="slag")
    number: Number | None = Field(default=None, alias="tabell")
    series: tuple[RebuiltSeries, ...] = Field(default=(), alias="serie")
    differences: tuple[str, ...] = Field(alias="avvik")
    finding: str = Field(default="", alias="funn")

    @property
    def table(self) -> str:
        """Id of the table with the growth; empty for ``kommunepar``."""
        return "" if self.number is None else f"tabell-{self.number}".replace(".", "-")

    @model_validator(mode="after")
    def _an_index_has_its_table(self) -> Self:
        chained = self.kind == "indeks"
        if chained != (self.number is not None) or chained != bool(self.series):
            message = "gjenskapt: «indeks» må ha «tabell» og «serie», «kommunepar» ingen av dem"
            raise ValueError(message)
        return self


class ExhibitSaid[Words](Part):
    """What ``note.toml`` says of a table or a figure, and the note hands on as it is.

    Attributes:
        number: The printed number.
        title: Short name, for navigation and headings.
        caption: Where the printed caption stands (in ``note.toml``), or its words (in the note).
        basis_note: What must be said in words about basis and status; empty if nothing.
        diagram: The form of its chart, which ``charts`` knows; empty where its shape says it.
        role: What it is, whatever its number, by the vocabulary; empty where that is not said.
    """

    number: Number = Field(alias="nummer")
    title: str = Field(alias="tittel")
    caption: Words = Field(alias="bildetekst")
    basis_note: str = Field(default="", alias="merknad")
    diagram: str = Field(default="", exclude=True)
    role: Id | Literal[""] = Field(default="", alias="rolle", exclude=True)


class ExhibitId(Printed):
    """Id and kind of a table or figure: ``tabell-3``."""

    id: str
    kind: ExhibitKind = Field(alias="slag")


class Exhibit(ExhibitSaid[Passage], ExhibitId, extra="ignore"):
    """A table or a figure; the order of its bases is that of the keys in ``notat.json``.

    Attributes:
        levels: Header rows; none for a figure whose data the text does not print.
        groups: Row groups; as above.
        footnotes: Notes below it, in printed order.
        source: The «Kilde:» line, if there is one.
        furniture: Axis, legend and categories of a figure.
        missing: The printed sign for a missing value; published where it is not the usual one.
        rebuild: How to draw a figure without printed numbers again; ``None`` if it cannot be.
    """

    levels: tuple[tuple[Heading, ...], ...] = Field(default=(), alias="hode")
    groups: tuple[RowGroup, ...] = Field(default=(), alias="radgrupper")
    footnotes: tuple[Footnote, ...] = Field(alias="noter")
    source: Passage | None = Field(alias="kilde")
    furniture: tuple[Furniture, ...] = Field(default=(), alias="inventar")
    missing: str = Field(default="-", alias="mangler", exclude_if=lambda sign: sign in {"", "-"})
    rebuild: Rebuild | None = Field(default=None, alias="gjenskapt", exclude=True)

    @property
    def grid(self) -> Grid | None:
        """Printed values; ``None`` for a figure whose data the text does not print."""
        return Grid(self.levels, self.groups, self.missing) if self.groups else None

    @property
    def name(self) -> str:
        """«Tabell 3» or «Figur 1»."""
        return f"{self.kind.capitalize()} {self.number}"

    @property
    def place(self) -> tuple[int, ...]:
        """Its number as whole numbers, to put in order: 2.10 comes after 2.9."""
        return tuple(int(part) for part in str(self.number).split("."))


class Section(Printed):
    """A section: number, heading as printed without its number, and its blocks in order.

    The introduction before section 1 has number 0 and an empty heading. ``printed`` is the number
    as printed where it is not that in order: «2.1», or empty for a heading without one.
    """

    id: str
    number: int = Field(alias="nummer")
    printed: str | None = Field(default=None, alias="trykt", exclude_if=lambda said: said is None)
    title: str = Field(alias="tittel")
    lines: Lines = Field(alias="linjer")
    blocks: tuple[Paragraph | Place, ...] = Field(alias="innhold")
    spans: Spans = ()


class QuotedPercent(Part):
    """A percentage that the running text tells.

    Attributes:
        quote: The words.
        lines: Source lines they are looked up by, the first one shown.
        year: Year of accounts.
        percent: The number, with decimal point.
    """

    quote: str
    lines: Lines
    year: int
    percent: Percent


class Share(QuotedPercent):
    """A share of the municipalities that stands in the running text, not in a table."""

    measure: Literal["andel_negativ", "andel_negativ_begge_aar", "andel_svakere"]


class Forecast(QuotedPercent):
    """A forecast the committee made earlier, as this note's text tells it.

    Attributes:
        when: When it was made: ``november 2024``.
        indikator: Which indicator.
        gruppe: Which group.
        grunnlag: ``None`` where the note does not say.
    """

    when: str
    indikator: Id
    gruppe: Id
    grunnlag: Basis | None = None


class Dismissal(Part):
    """A finding that the editor has looked at and leaves out, with the reason.

    Attributes:
        rule: Id of the rule.
        quote: A pattern for what stands at one of its places, or for its message.
        reason: Why it is no fault, shown by ``sitegen check``.
    """

    rule: Id = Field(alias="regel")
    quote: Annotated[Pattern, Field(min_length=1)] = Field(alias="sitat")
    reason: str = Field(alias="grunn", min_length=1)


PUBLISHED_AS = ("utgiver", "opphav")
"""The committee in ``note.toml``, and in ``notat.json``: the site has a publisher of its own."""


class About(Part):
    """What the editor says of the note in ``note.toml``: nothing here is read from the text.

    Attributes:
        title: Title of the note.
        date: Date of the meeting the note was written for.
        meeting: Which meeting.
        publisher: The committee's name.
        source: Where the text was taken from, in words.
        abbreviation: The committee's abbreviation, ``TBU``.
        budget_year: The budget year the meeting is about.
        accounts: The two years of accounts the note is about, and is held against.
        pdf: SHA-256 of the PDF the text was read from; empty where a text is all there was.
    """

    title: str = Field(alias="tittel")
    date: dt.date = Field(alias="dato")
    meeting: str = Field(alias="mote")
    publisher: str = Field(
        validation_alias=AliasChoices(*PUBLISHED_AS), serialization_alias=PUBLISHED_AS[-1]
    )
    source: str = Field(alias="kilde")
    abbreviation: str = Field(default="", alias="forkortelse", exclude=True)
    budget_year: int = Field(default=0, alias="budsjettaar", exclude=True)
    accounts: tuple[int, int] | None = Field(default=None, alias="regnskapsaar", exclude=True)
    pdf: Annotated[str, Field(pattern="^(?:[0-9a-f]{64})?$")] = Field(
        default="", alias="pdf_sha256", exclude_if=operator.not_
    )

    @property
    def years(self) -> tuple[int, int]:
        """The two years of accounts: the last two before the note's date if they are not said."""
        return self.accounts or (self.date.year - 2, self.date.year - 1)

    @model_validator(mode="after")
    def _the_years_of_accounts_follow_each_other(self) -> Self:
        if self.years[1] != self.years[0] + 1:
            message = "regnskapsaar: to år på rad, som [2023, 2024]"
            raise ValueError(message)
        return self


class Note(Printed):
    """The whole note.

    Attributes:
        about: What the editor says of it.
        heading: The printed title and subtitle.
        sections: Introduction (number 0) and numbered sections, in order.
        exhibits: Tables and figures in printed order.
        footnotes: Page footnotes in order.
        furniture: Page numbers.
        shares: Shares of municipalities that the text tells; filled in by the ledger.
        forecasts: Earlier forecasts that the text tells; likewise.
        dismissals: Findings that the editor leaves out.
        remarks: What rules found of its sentences, in reading order of the findings.
        lines: The raw text, one string a line, as decoded.
    """

    about: About
    heading: tuple[Passage, ...] = Field(alias="overskrift")
    sections: tuple[Section, ...] = Field(alias="deler")
    exhibits: tuple[Exhibit, ...] = Field(alias="tabeller_og_figurer")
    footnotes: tuple[Footnote, ...] = Field(alias="fotnoter")
    furniture: tuple[Furniture, ...] = Field(default=(), alias="inventar")
    shares: tuple[Share, ...] = Field(default=(), exclude=True)
    forecasts: tuple[Forecast, ...] = Field(default=(), exclude=True)
    dismissals: tuple[Dismissal, ...] = Field(default=(), exclude=True)
    remarks: tuple[Remark, ...] = Field(default=(), alias="merknader", exclude_if=operator.not_)
    lines: tuple[str, ...] = Field(default=(), exclude=True)

    def exhibit(self, target: str) -> Exhibit:
        """Return the table or figure with the id ``target``; ``KeyError`` if there is none."""
        for exhibit in self.exhibits:
            if exhibit.id == target:
                return exhibit
        raise KeyError(target)

    # In notat.json what is said of the note stands beside its parts, not below a key of its own.
    @model_serializer(mode="wrap")
    def _flat(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        content = handler(self)
        return {**content.pop("about"), **content}

    @model_validator(mode="before")
    @classmethod
    def _nested(cls, data: object) -> object:
        if not isinstance(data, Mapping) or "about" in data:
            return data
        keys = {*PUBLISHED_AS, *(field.alias for field in About.model_fields.values())}
        return {"about": {key: value for key, value in data.items() if key in keys}, **data}
