"""``notat.json`` read back: as much of the model as a comparison needs, checked."""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ConfigDict, ValidationError

from sitegen.note.errors import Fault, SourceError

REMEDY = "Gi en mappe som «sitegen build» eller «sitegen extract» har skrevet."


class _Part(BaseModel):
    """Base: what a comparison does not need may be there."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Piece(_Part):
    """A run of words, or a footnote mark."""

    tekst: str | None = None
    merke: str | None = None


class Printed(_Part):
    """A phrase with its lines."""

    innhold: tuple[Piece, ...] = ()
    linjer: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """The words, marks and the commas between them left out."""
        after_mark = False
        words: list[str] = []
        for piece in self.innhold:
            if piece.tekst is not None and not (after_mark and piece.tekst == ","):
                words.append(piece.tekst)
            after_mark = piece.merke is not None
        return "".join(words)


class Remark(Printed):
    """A note or footnote."""

    id: str
    tegn: str


class Block(Printed):
    """A paragraph, or the place of a table or figure."""

    id: str
    slag: str


class Section(_Part):
    """A section with its blocks."""

    id: str
    nummer: int
    tittel: str
    linjer: tuple[int, ...]
    innhold: tuple[Block, ...]


class Row(_Part):
    """A row of cells."""

    celler: tuple[Mapping[str, object], ...]


class Group(_Part):
    """Rows under a heading."""

    rader: tuple[Row, ...]


class Exhibit(_Part):
    """A table or figure."""

    id: str
    slag: str
    nummer: int
    tittel: str
    bildetekst: Printed
    merknad: str
    radgrupper: tuple[Group, ...]
    noter: tuple[Remark, ...]
    kilde: Printed | None

    @property
    def cells(self) -> int:
        """How many cells it has."""
        return sum(len(row.celler) for group in self.radgrupper for row in group.rader)


class NoteFile(_Part):
    """The whole file."""

    tittel: str
    dato: str
    mote: str
    utgiver: str
    kilde: str
    overskrift: tuple[Printed, ...]
    deler: tuple[Section, ...]
    tabeller_og_figurer: tuple[Exhibit, ...]
    fotnoter: tuple[Remark, ...]

    @property
    def with_cells(self) -> Iterator[Exhibit]:
        """Tables and figures that have printed values."""
        return (item for item in self.tabeller_og_figurer if item.cells)


def read_note_file(data: bytes | None, place: str) -> NoteFile:
    """Return the checked content; raises ``SourceError`` if it is missing or something else."""
    if data is None:
        raise SourceError(Fault(place, None, "notatets modell", "ingen fil", REMEDY))
    try:
        return NoteFile.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(step) for step in first["loc"])
        found = f"noe annet ({key}: {first['msg']})"
        raise SourceError(Fault(place, None, "notatets modell", found, REMEDY)) from error
