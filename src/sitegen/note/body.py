"""Table bodies: header, row groups, rows and value cells, read in the order ``note.toml`` says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitegen.note.draft import Draft
from sitegen.note.errors import ShapeError
from sitegen.note.meaning import meaning
from sitegen.note.model import Cell, Grid, Heading, Mark, Row, RowGroup
from sitegen.note.spec import RowGroupSpec, RowSpec, Sense, TableSpec
from sitegen.note.stream import Stream
from sitegen.note.traced import Traced

REMEDY = "Rett note.toml eller teksten."
NUMBER = re.compile(r"[-–−]?(?:\d+(?:,\d+)?[¼½¾]?|[¼½¾])$")


def read_bodies(draft: Draft, name: str, spec: TableSpec) -> None:
    """Read one table's body into ``draft.grids`` and claim its lines.

    Raises:
        ShapeError: The body does not have the header, rows and columns of ``note.toml``.
    """
    lines = draft.free(draft.window(name))
    reader = BodyReader(draft, name, spec, Stream(lines))
    draft.grids[name] = reader.read()
    used = {glyph.line for glyph in reader.stream.glyphs[reader.start : reader.stream.at]}
    draft.claim(name, [line for line in lines if line.number in used])


@dataclass(slots=True)
class BodyReader:
    """Reads one body; ``start`` is where its header begins in the stream."""

    draft: Draft
    name: str
    spec: TableSpec
    stream: Stream
    start: int = 0

    @property
    def called(self) -> str:
        """«tabell 5», for messages."""
        return self.name.replace("-", " ")

    def read(self) -> Grid:
        """Return the whole body."""
        self.start = self.stream.at = self._find_header()
        levels = tuple(self._level(number) for number in range(len(self.spec.hode)))
        if not self.stream.done and not self.stream.glyphs[self.stream.at].first:
            extra = f"en kolonne til: {self.stream.rest_of_line()}"
            raise self._fault(f"{self.spec.width} kolonner", extra)
        groups = tuple(self._group(number) for number in range(len(self.spec.radgruppe)))
        if not self.stream.done and not self.stream.glyphs[self.stream.at].first:
            raise self._fault("ikke flere tall på siste rad", self.stream.rest_of_line())
        return Grid(levels, groups, self.spec.mangler)

    def _fault(self, expected: str, found: str, line: int | None = None) -> ShapeError:
        at = self.stream.line if line is None else line
        return self.draft.fault(at, f"{expected} i {self.called}", found, REMEDY)

    def _find_header(self) -> int:
        """Return where the header begins: the first line where it stands whole."""
        best, most = None, 0
        for at, glyph in enumerate(self.stream.glyphs):
            if not glyph.first:
                continue
            self.stream.at = at
            read, whole = self._try_header()
            if whole:
                return at
            if read > most:
                best, most = self.stream.at, read
        if best is None:
            line = self.draft.captions[self.name].lines[0]
            raise self._fault(
                f"hodet «{self.spec.hode[0][0].tekst} …»", "ikke noe som ligner", line
            )
        self.stream.at = best
        wanted = [cell.tekst for level in self.spec.hode for cell in level][most]
        raise self._fault(f"«{wanted}» i hodet", self.stream.rest_of_line())

    def _try_header(self) -> tuple[int, bool]:
        """Return how many header cells stand at the present position, and whether all do."""
        cells = [cell for level in self.spec.hode for cell in level]
        for count, cell in enumerate(cells):
            if self.stream.take(cell.tekst) is None:
                return count, False
            self.stream.signs()
        return len(cells), True

    def _level(self, number: int) -> tuple[Heading, ...]:
        headings: list[Heading] = []
        first = 0
        for cell in self.spec.hode[number]:
            text, marks = self._label(cell.tekst, "kolonnen")
            spans = text.spans
            headings.append(Heading(text.text, marks, first, cell.over, text.lines, spans))
            first += cell.over
        return tuple(headings)

    def _label(self, label: str, kind: str) -> tuple[Traced, tuple[Mark, ...]]:
        text = self.stream.take(label)
        if text is None:
            raise self._fault(f"{kind} «{label}»", self.stream.rest_of_line())
        return text, self._marks(self.stream.signs())

    def _marks(self, signs: Sequence[Traced]) -> tuple[Mark, ...]:
        return tuple(Mark(sign.text, self._note(sign), sign.spans) for sign in signs)

    def _note(self, sign: Traced) -> str:
        if all(note.tegn != sign.text for note in self.spec.note):
            raise self._fault(f"en note «{sign.text}»", f"bare merket «{sign.text}»", sign.lines[0])
        return f"{self.name}-note-{sign.text}"

    def _group(self, number: int) -> RowGroup:
        group = self.spec.radgruppe[number]
        if not group.tekst:
            return RowGroup("", (), (), (), tuple(self._rows(group, number)))
        text, marks = self._label(group.tekst, "radgruppen")
        return RowGroup(text.text, marks, text.lines, text.spans, tuple(self._rows(group, number)))

    def _rows(self, group: RowGroupSpec, number: int) -> Iterator[Row]:
        after = self.spec.radgruppe[number + 1 : number + 2]
        following = [row.tekst for row in group.rad[1:]]
        following.append((after[0].tekst or after[0].rad[0].tekst) if after else "")
        for row, following_label in zip(group.rad, following, strict=True):
            yield self._row(group, row, following_label)

    def _row(self, group: RowGroupSpec, row: RowSpec, following: str) -> Row:
        text, marks = self._label(row.tekst, "raden")
        values = self._values(following)
        width = self.spec.width
        if len(values) == width + 1 and values[0].text in {note.tegn for note in self.spec.note}:
            marks = (*marks, *self._marks(values[:1]))
            values = values[1:]
        cells = self._cells(group, row, values, text.lines[-1])
        return Row(text.text, marks, text.lines, text.spans, cells)

    def _values(self, following: str) -> list[Traced]:
        """Return the number words up to the next row's label."""
        values: list[Traced] = []
        while not self.stream.done and self._is_value(self.stream.peek()):
            if values and following and self.stream.starts(following):
                break
            values.append(self.stream.word())
        return values

    def _is_value(self, word: str) -> bool:
        return bool(NUMBER.match(word)) or (self.spec.mangler != "" and word == self.spec.mangler)

    def _cells(
        self, group: RowGroupSpec, row: RowSpec, values: list[Traced], line: int
    ) -> tuple[Cell, ...]:
        senses = [self._senses(column) for column in range(self.spec.width)]
        where = f"{self.called}, raden «{row.tekst}»"
        meanings = [meaning(where, row, *above, group, self.spec) for above in senses]
        empty = [m.aar in row.tomme for m in meanings] if len(values) < len(meanings) else []
        if len(values) + sum(empty) != len(meanings):
            at = values[-1].lines[0] if values else line
            got = f"{len(values)} tall, og så {self.stream.rest_of_line()}"
            raise self._fault(f"{self.spec.width} tall på raden «{row.tekst}»", got, at)
        rest = iter(values)
        cells: list[Cell] = []
        for number, about in enumerate(meanings):
            value = None if empty and empty[number] else next(rest)
            at = value.lines[0] if value else (values[-1].lines[0] if values else line)
            cells.append(Cell(value.text if value else "", at, value.spans if value else (), about))
        return tuple(cells)

    def _senses(self, column: int) -> list[Sense]:
        """Return the header cells over a column, lowest first."""
        over: list[Sense] = []
        for level in self.spec.hode:
            first = 0
            for cell in level:
                if first <= column < first + cell.over:
                    over.append(cell)
                first += cell.over
        return over[::-1]
