"""``note.toml``: what a human must say of a note, most of it where and how its parts stand."""

from functools import lru_cache
from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, Field, model_validator

from sitegen.note.errors import Fault, SpecError
from sitegen.note.model import (
    About,
    Basis,
    Dismissal,
    ExhibitKind,
    ExhibitSaid,
    Id,
    Meaning,
    Number,
    Rebuild,
    Selection,
    Status,
)
from sitegen.note.patterns import Pattern
from sitegen.note.toml_file import Part, read_part

SPEC_FILE = "note.toml"
WHERE = (
    "Si det der, under tabellen eller figuren, eller i data/begreper.toml om det alltid gjelder."
)


class Extent(Part):
    """Lines by pattern: from the one matching ``fra`` to the one matching ``til``, if any."""

    start: Pattern = Field(alias="fra")
    end: Pattern | None = Field(default=None, alias="til")


class PartialMeaning(Part):
    """What a table, column or row says of its values; the most specific level wins.

    ``grunnlag`` and ``status`` may differ by year: ``{"2024" = "anslag"}``. ``tillegg`` goes with
    the indicator of another level: growth, where the rows name what grows.
    """

    indikator: Id | None = None
    tillegg: Id | None = None
    gruppe: Id | None = None
    aar: int | None = None
    utvalg: Selection | None = None
    enhet: str | None = None
    grunnlag: Basis | dict[str, Basis] | None = None
    status: dict[str, Status] | None = None


class HeadCell(PartialMeaning):
    """A header cell: its printed words, and over how many columns it stands."""

    text: str = Field(alias="tekst")
    over: int = 1


def _short(value: object) -> object:
    """Let a plain string stand for a header cell; four digits are its year."""
    if not isinstance(value, str):
        return value
    return {"tekst": value, "aar": int(value)} if value.isdigit() else {"tekst": value}


class RowSpec(PartialMeaning):
    """A row: its label as printed; ``tomme`` names the years where nothing is printed.

    ``tomme_kolonner`` names columns, from 1, where a year stands over several.
    """

    label: str = Field(alias="tekst")
    empty: tuple[int, ...] = Field(default=(), alias="tomme")
    empty_columns: tuple[int, ...] = Field(default=(), alias="tomme_kolonner")


class RowGroupSpec(PartialMeaning):
    """Rows under a printed heading, or under none."""

    label: str = Field(default="", alias="tekst")
    rows: tuple[RowSpec, ...] = Field(alias="rad")


class FootnoteSpec(Part):
    """A note or footnote: its sign, and the patterns of its first line and its last.

    Without ``til`` it ends at the next part, a new page or two blank lines. ``lenker`` is the
    pattern of address lines that belong to it but stand apart.
    """

    sign: str = Field(alias="tegn")
    start: Pattern = Field(alias="fra")
    end: Pattern | None = Field(default=None, alias="til")
    links: Pattern | None = Field(default=None, alias="lenker")


class ExhibitSpec(ExhibitSaid[Extent], PartialMeaning):
    """What tables and figures share."""

    kind: ClassVar[ExhibitKind]
    footnotes: tuple[FootnoteSpec, ...] = Field(default=(), alias="note")
    source: Extent | None = Field(default=None, alias="kilde")

    @property
    def id(self) -> str:
        """``tabell-3`` or ``figur-1``."""
        return f"{self.kind}-{self.number}".replace(".", "-")

    @property
    def called(self) -> str:
        """«tabell 3» or «figur 1», for messages."""
        return f"{self.kind} {self.number}"


class TableSpec(ExhibitSpec):
    """A table: header levels from the top, row groups, and the printed sign for a missing value."""

    kind = "tabell"
    header: tuple[tuple[Annotated[HeadCell, BeforeValidator(_short)], ...], ...] = Field(
        alias="hode"
    )
    missing: str = Field(default="", alias="mangler")
    groups: tuple[RowGroupSpec, ...] = Field(alias="radgruppe")

    @property
    def width(self) -> int:
        """Number of value columns."""
        return sum(cell.over for cell in self.header[-1])

    @model_validator(mode="after")
    def _levels_are_equally_wide(self) -> Self:
        if any(sum(cell.over for cell in level) != self.width for level in self.header):
            message = f"hode: alle nivåer må dekke {self.width} kolonner"
            raise ValueError(message)
        return self


class SeriesSpec(PartialMeaning):
    """A series of a figure: its name in the legend."""

    label: str = Field(alias="tekst")


class FigureSpec(ExhibitSpec):
    """A figure; ``serie`` and ``aarene`` only where its data labels are printed in the text."""

    kind = "figur"
    series: tuple[SeriesSpec, ...] = Field(default=(), alias="serie")
    years: tuple[int, ...] = Field(default=(), alias="aarene")
    rebuild: Rebuild | None = Field(default=None, alias="gjenskapt")

    @property
    def wanted_rows(self) -> tuple[tuple[Number | None, str], ...]:
        """The rows it is rebuilt from: number of the table, and indicator."""
        said = self.rebuild
        return tuple((said.number, one.indikator) for one in said.series) if said else ()


class SectionSpec(Part):
    """A section: its number in order, and its heading as printed.

    ``trykt`` is the printed number where that is another («2.1»), or empty where there is none.
    """

    number: int = Field(alias="nummer")
    title: str = Field(alias="tittel")
    said: str | None = Field(default=None, alias="trykt")

    @property
    def printed(self) -> str:
        """The number as printed; empty if none is."""
        return str(self.number) if self.said is None else self.said


class AboutSpec(About):
    """The note itself: what is said of it (all of it), and how its text begins and breaks."""

    abbreviation: str = Field(alias="forkortelse")
    budget_year: int = Field(alias="budsjettaar")
    heading: tuple[Extent, ...] = Field(alias="overskrift")
    breaks: tuple[Pattern, ...] = Field(default=(), alias="avsnitt")


class NoteSpec(Part):
    """The whole file."""

    about: AboutSpec = Field(alias="notat")
    sections: tuple[SectionSpec, ...] = Field(alias="seksjon")
    tables: tuple[TableSpec, ...] = Field(default=(), alias="tabell")
    figures: tuple[FigureSpec, ...] = Field(default=(), alias="figur")
    footnotes: tuple[FootnoteSpec, ...] = Field(default=(), alias="fotnote")
    dismissals: tuple[Dismissal, ...] = Field(default=(), alias="avvist")

    @property
    def exhibits(self) -> tuple[TableSpec | FigureSpec, ...]:
        """Every table and figure."""
        return (*self.tables, *self.figures)

    @model_validator(mode="after")
    def _rebuilt_figures_have_rows_to_build_on(self) -> Self:
        rows = {
            (table.number, row.indikator)
            for table in self.tables
            for group in table.groups
            for row in group.rows
        }
        for figure in self.figures:
            for wanted in figure.wanted_rows:
                if wanted not in rows:
                    message = f"figur {figure.number}, gjenskapt: ingen rad i tabell %s med «%s»"
                    raise ValueError(message % wanted)
        return self


@lru_cache(maxsize=8)
def read_spec(text: str, file: str) -> NoteSpec:
    """Return the checked content of ``note.toml``.

    Raises:
        SpecError: Every fault, each with the path of its key.
    """
    return read_part(NoteSpec, text, file)


def meaning(where: str, *parts: PartialMeaning) -> Meaning:
    """Return the meaning of a cell from the parts that cover it, the most specific first.

    Raises:
        SpecError: Something every value must say is said nowhere.
    """
    aar = next((part.aar for part in parts if part.aar is not None), None)
    if aar is None:
        raise SpecError(Fault(SPEC_FILE, None, f"et år for {where}", "ingenting", WHERE))

    def said(key: str, place: str = where) -> str:
        value = _said(parts, key, aar)
        if value is None:
            raise SpecError(Fault(SPEC_FILE, None, f"«{key}» for {place}", "ingenting", WHERE))
        return value

    return Meaning(
        indikator="_".join(filter(None, (said("indikator"), _said(parts, "tillegg", aar)))),
        gruppe=said("gruppe"),
        aar=aar,
        utvalg=said("utvalg"),
        enhet=said("enhet"),
        grunnlag=said("grunnlag", f"{where}, {aar}"),
        status=_said(parts, "status", aar) or "endelig",
    )


def _said(parts: tuple[PartialMeaning, ...], key: str, aar: int) -> str | None:
    for part in parts:
        value = getattr(part, key)
        if isinstance(value, dict):
            value = value.get(str(aar))
        if value is not None:
            return str(value)
    return None
