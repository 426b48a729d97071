"""``note.toml``: what a human must say of a note, read and checked, every fault at once."""

import re
import tomllib
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from sitegen.note.corrections import Correction
from sitegen.note.errors import Fault, SpecError

Status = Literal["endelig", "foreløpig", "anslag"]
Basis = Literal["konsern", "kasse"]
Selection = Literal["alle", "alle utenom Oslo", "utvalget"]
Diagram = Literal["linje", "soyler", "prikker", "smaa_flere"]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[_-][a-z0-9]+)*$")]


class Part(BaseModel):
    """Base of every part of the file: frozen, and no unknown key goes unnoticed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Extent(Part):
    """Lines by pattern: from the one matching ``fra`` to the one matching ``til``, if any."""

    fra: str
    til: str | None = None


class Sense(Part):
    """What a table, column or row says of its values; a narrower part speaks before a wider.

    ``grunnlag`` and ``status`` may differ by year: ``{"2024" = "anslag"}``.
    """

    indikator: Id | None = None
    gruppe: Id | None = None
    aar: int | None = None
    utvalg: Selection | None = None
    enhet: str | None = None
    grunnlag: Basis | dict[str, Basis] | None = None
    status: dict[str, Status] | None = None


class HeadCell(Sense):
    """A header cell: its printed words, and how many columns it stands ``over``."""

    tekst: str
    over: int = 1


def _short(value: object) -> object:
    """Let a plain string stand for a header cell; four digits are its year."""
    if not isinstance(value, str):
        return value
    return {"tekst": value, "aar": int(value)} if value.isdigit() else {"tekst": value}


Head = Annotated[HeadCell, BeforeValidator(_short)]


class RowSpec(Sense):
    """A row: its label as printed; ``tomme`` names the years where nothing is printed."""

    tekst: str
    tomme: tuple[int, ...] = ()


class RowGroupSpec(Sense):
    """Rows under a printed heading, or under none."""

    tekst: str = ""
    rad: tuple[RowSpec, ...]


class RemarkSpec(Part):
    """A note or footnote: its sign, and the patterns of its first line and its last.

    Without ``til`` it ends at the next part, a new page or two blank lines. ``lenker`` is the
    pattern of address lines that belong to it but stand apart.
    """

    tegn: str
    fra: str
    til: str | None = None
    lenker: str | None = None


class ExhibitSpec(Sense):
    """What tables and figures share; ``diagram`` only where its shape would give another form."""

    nummer: int
    tittel: str
    bildetekst: Extent
    note: tuple[RemarkSpec, ...] = ()
    kilde: Extent | None = None
    merknad: str = ""
    diagram: Diagram | None = None


class TableSpec(ExhibitSpec):
    """A table: header levels from the top, row groups, and the printed sign for a missing value."""

    hode: tuple[tuple[Head, ...], ...]
    mangler: str = ""
    radgruppe: tuple[RowGroupSpec, ...]

    @property
    def width(self) -> int:
        """Number of value columns."""
        return sum(cell.over for cell in self.hode[-1])

    @model_validator(mode="after")
    def _levels_are_equally_wide(self) -> Self:
        if any(sum(cell.over for cell in level) != self.width for level in self.hode):
            message = f"hode: alle nivåer må dekke {self.width} kolonner"
            raise ValueError(message)
        return self


class SeriesSpec(Sense):
    """A series of a figure: its name in the legend."""

    tekst: str


class RebuiltSeriesSpec(Part):
    """A series of a rebuilt figure: its name, the growth that is chained, the index' own id."""

    tekst: str
    indikator: Id
    maal: Id


class RebuildSpec(Part):
    """How a figure without printed numbers is drawn again, and how that differs (``avvik``).

    ``indeks`` chains the growth that ``tabell`` prints for each ``serie``; ``kommunepar`` takes
    every municipality's final result in the last two years.
    """

    slag: Literal["indeks", "kommunepar"]
    tabell: int | None = None
    serie: tuple[RebuiltSeriesSpec, ...] = ()
    avvik: tuple[str, ...]

    @model_validator(mode="after")
    def _an_index_has_its_table(self) -> Self:
        chained = self.slag == "indeks"
        if chained != (self.tabell is not None) or chained != bool(self.serie):
            message = "gjenskapt: «indeks» må ha «tabell» og «serie», «kommunepar» ingen av dem"
            raise ValueError(message)
        return self


class FigureSpec(ExhibitSpec):
    """A figure; ``serie`` and ``aarene`` only where its data labels are printed in the text."""

    serie: tuple[SeriesSpec, ...] = ()
    aarene: tuple[int, ...] = ()
    gjenskapt: RebuildSpec | None = None

    @property
    def wanted_rows(self) -> tuple[tuple[int | None, str], ...]:
        """The rows it is rebuilt from: number of the table, and indicator."""
        spec = self.gjenskapt
        return tuple((spec.tabell, one.indikator) for one in spec.serie) if spec else ()


class SectionSpec(Part):
    """A section: number and heading as printed."""

    nummer: int
    tittel: str


class AboutSpec(Part):
    """The note itself."""

    tittel: str
    dato: date
    mote: str
    utgiver: str
    forkortelse: str
    kilde: str
    budsjettaar: int
    overskrift: tuple[Extent, ...]
    avsnitt: tuple[str, ...] = ()


class ClaimSpec(Part):
    """A sentence the tables can confirm: at least ``minst`` each year but the ``unntatt``."""

    sitat: str
    tabell: int
    indikator: Id
    gruppe: Id
    fra: int
    til: int
    minst: Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$")]
    unntatt: tuple[int, ...] = ()


class ShareSpec(Part):
    """A share of the municipalities told in the running text; its number stands in ``sitat``."""

    sitat: str
    maal: Literal["andel_negativ", "andel_negativ_begge_aar", "andel_svakere"]
    aar: int
    prosent: Annotated[str, Field(pattern=r"^\d+(\.\d+)?$")]

    @model_validator(mode="after")
    def _number_stands_in_the_quote(self) -> Self:
        if f"{self.prosent.replace('.', ',')} prosent" not in self.sitat:
            message = f"prosent: «{self.prosent}» står ikke i sitatet"
            raise ValueError(message)
        return self


class ForecastSpec(Part):
    """A forecast the committee made before this note, told in its text; its number in ``sitat``.

    ``grunnlag`` is left out where the note does not say.
    """

    sitat: str
    naar: str
    indikator: Id
    gruppe: Id
    aar: int
    prosent: Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$")]
    grunnlag: Basis | None = None

    @model_validator(mode="after")
    def _number_stands_in_the_quote(self) -> Self:
        if self.prosent.replace(".", ",") not in re.sub("[–−]", "-", self.sitat):
            message = f"prosent: «{self.prosent}» står ikke i sitatet"
            raise ValueError(message)
        return self


class NoteSpec(Part):
    """The whole file."""

    notat: AboutSpec
    seksjon: tuple[SectionSpec, ...]
    tabell: tuple[TableSpec, ...] = ()
    figur: tuple[FigureSpec, ...] = ()
    fotnote: tuple[RemarkSpec, ...] = ()
    pastand: tuple[ClaimSpec, ...] = ()
    andel: tuple[ShareSpec, ...] = ()
    prognose: tuple[ForecastSpec, ...] = ()

    @model_validator(mode="after")
    def _rebuilt_figures_have_rows_to_build_on(self) -> Self:
        rows = {
            (table.nummer, row.indikator)
            for table in self.tabell
            for group in table.radgruppe
            for row in group.rad
        }
        for figure in self.figur:
            for wanted in figure.wanted_rows:
                if wanted not in rows:
                    message = f"figur {figure.nummer}, gjenskapt: ingen rad i tabell %s med «%s»"
                    raise ValueError(message % wanted)
        return self


class CorrectionsSpec(Part):
    """``rettelser.toml``."""

    rettelse: tuple[Correction, ...] = ()


def read_spec(text: str, file: str) -> NoteSpec:
    """Return the checked content of ``note.toml``.

    Raises:
        SpecError: Every fault, each with the path of its key.
    """
    return read_part(NoteSpec, text, file)


def read_corrections(text: str, file: str) -> tuple[Correction, ...]:
    """Return the checked content of ``rettelser.toml``; raises ``SpecError`` with every fault."""
    return read_part(CorrectionsSpec, text, file).rettelse


def read_part[T: Part](kind: type[T], text: str, file: str) -> T:
    """Return the checked content of a TOML file; raises ``SpecError`` with every fault."""
    try:
        return kind.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise SpecError(Fault(file, None, "gyldig TOML", str(error))) from error
    except ValidationError as error:
        raise SpecError(*(_fault(file, dict(found)) for found in error.errors())) from error


EXPECTED = {
    "missing": "en verdi",
    "extra_forbidden": "en kjent nøkkel",
    "string_pattern_mismatch": "en id med små bokstaver, tall, «_» og «-»",
    "literal_error": "en av de faste verdiene",
}


def _fault(file: str, found: dict[str, object]) -> Fault:
    """Return a fault that names the key, counted from 1 as an editor counts."""
    place = found["loc"]
    steps = place if isinstance(place, tuple) else (place,)
    key = ".".join(str(step + 1) if isinstance(step, int) else str(step) for step in steps)
    kind = str(found["type"])
    expected = f"{EXPECTED.get(kind, str(found['msg']))} for «{key}»"
    seen = "ingenting" if kind == "missing" else f"«{found['input']}»"
    return Fault(file, None, expected, seen[:200])
