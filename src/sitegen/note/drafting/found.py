"""The parts a survey finds, each with its lines."""

from dataclasses import dataclass, field

from sitegen.note.source import Line
from sitegen.note.traced import join_lines


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the draft is not sure of.

    Attributes:
        line: 1-based line of ``note.txt`` to look at; ``None`` when the whole is meant.
        words: What to check, in Norwegian.
        row: The row it is about; empty if none.
    """

    line: int | None
    words: str
    row: str = ""

    def __str__(self) -> str:
        """Return the words with their row and line."""
        words = f"«{self.row}»: {self.words}" if self.row else self.words
        return words if self.line is None else f"{words} (linje {self.line})"


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines that belong together; ``sign`` is the mark of a note or footnote."""

    lines: tuple[Line, ...]
    sign: str = ""

    @property
    def first(self) -> Line:
        """The first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """The last line."""
        return self.lines[-1]

    @property
    def words(self) -> str:
        """The lines as one text."""
        return join_lines(self.lines).text


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row: heading of the group it opens if any, label without marks, how many values it has."""

    group: str
    label: str
    values: tuple[str, ...]
    line: Line
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadLevel:
    """A level of a header: each cell's words and how many columns it stands over."""

    cells: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class FoundTable:
    """A table's body."""

    levels: list[HeadLevel]
    columns: list[int]
    rows: list[FoundRow]
    first: Line
    missing: str = ""
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def width(self) -> int:
        """How many value columns it has."""
        return len(self.columns)


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """Loose labels of a figure: names of its series, its years, and the first line of numbers."""

    series: tuple[str, ...]
    years: tuple[int, ...]
    line: Line


@dataclass(frozen=True, slots=True)
class Share:
    """A share told in the running text."""

    quote: str
    measure: str
    year: int
    percent: str
    line: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """An earlier forecast of the sector's result told in the running text."""

    quote: str
    when: str
    year: int
    percent: str
    line: int
