"""Values of a table's body, and of the data labels of a figure that stand loose in the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sitegen.note.draft import Draft
from sitegen.note.errors import ShapeError
from sitegen.note.model import Cell, Furniture, Grid, Heading, Mark, Meaning, Row, RowGroup
from sitegen.note.source import Line
from sitegen.note.spec import (
    FigureSpec,
    PartialMeaning,
    RowGroupSpec,
    RowSpec,
    TableSpec,
    meaning,
)
from sitegen.note.traced import Stream, Traced, join_lines

REMEDY = "Rett note.toml eller teksten."
NUMBER = re.compile(r"[-–−]?(?:\d+(?:,\d+)?[¼½¾]?|[¼½¾])$")
LABEL = re.compile(r"[-–−]?\d+,\d+")
NUMBERS_ONLY = re.compile(r"(?:[-–−]?\d++(?:,\d++)? ?)++$")


def read_table(draft: Draft, spec: TableSpec) -> None:
    """Read one table's body into ``draft.grids`` and claim its lines.

    Raises:
        ShapeError: The body does not have the header, rows and columns of ``note.toml``.
    """
    lines = draft.free(draft.window(spec.id))
    reader = BodyReader(draft, spec, Stream(lines))
    draft.grids[spec.id] = reader.read()
    used = {glyph.line for glyph in reader.stream.glyphs[reader.start : reader.stream.at]}
    draft.claim(spec.id, [line for line in lines if line.number in used])


@dataclass(slots=True)
class BodyReader:
    """Reads one body; ``start`` is where its header begins in the stream."""

    draft: Draft
    spec: TableSpec
    stream: Stream
    start: int = 0

    def read(self) -> Grid:
        """Return the whole body."""
        self.start = self.stream.at = self._find_header()
        levels = tuple(self._level(number) for number in range(len(self.spec.header)))
        if not self.stream.done and not self.stream.glyphs[self.stream.at].first:
            extra = f"en kolonne til: {self.stream.rest_of_line()}"
            raise self._fault(f"{self.spec.width} kolonner", extra)
        groups = tuple(self._group(number) for number in range(len(self.spec.groups)))
        if not self.stream.done and not self.stream.glyphs[self.stream.at].first:
            raise self._fault("ikke flere tall på siste rad", self.stream.rest_of_line())
        return Grid(levels, groups, self.spec.missing)

    def _fault(self, expected: str, found: str, line: int | None = None) -> ShapeError:
        at = self.stream.line if line is None else line
        return self.draft.fault(at, f"{expected} i {self.spec.called}", found, REMEDY)

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
            line = self.draft.captions[self.spec.id].lines[0]
            raise self._fault(
                f"hodet «{self.spec.header[0][0].text} …»", "ikke noe som ligner", line
            )
        self.stream.at = best
        wanted = [cell.text for level in self.spec.header for cell in level][most]
        raise self._fault(f"«{wanted}» i hodet", self.stream.rest_of_line())

    def _try_header(self) -> tuple[int, bool]:
        """Return how many header cells stand at the present position, and whether all do."""
        cells = [cell for level in self.spec.header for cell in level]
        for count, cell in enumerate(cells):
            if self.stream.take(cell.text) is None:
                return count, False
            self.stream.signs()
        return len(cells), True

    def _level(self, number: int) -> tuple[Heading, ...]:
        headings: list[Heading] = []
        first = 0
        for cell in self.spec.header[number]:
            text, marks = self._label(cell.text, "kolonnen")
            last = first + cell.over
            headings.append(Heading(**_words(text), marks=marks, columns=(first + 1, last)))
            first = last
        return tuple(headings)

    def _label(self, label: str, kind: str) -> tuple[Traced, tuple[Mark, ...]]:
        text = self.stream.take(label)
        if text is None:
            raise self._fault(f"{kind} «{label}»", self.stream.rest_of_line())
        return text, self._marks(self.stream.signs())

    def _marks(self, signs: Sequence[Traced]) -> tuple[Mark, ...]:
        return tuple(
            Mark(sign=sign.text.rstrip(")"), target=self._note(sign), spans=sign.spans)
            for sign in signs
        )

    def _note(self, sign: Traced) -> str:
        name = sign.text.rstrip(")")
        if all(note.sign != name for note in self.spec.footnotes):
            raise self._fault(f"en note «{name}»", f"bare merket «{name}»", sign.lines[0])
        return f"{self.spec.id}-note-{name}"

    def _group(self, number: int) -> RowGroup:
        group = self.spec.groups[number]
        if not group.label:
            return RowGroup(label="", rows=tuple(self._rows(group, number)))
        text, marks = self._label(group.label, "radgruppen")
        return RowGroup(**_words(text), marks=marks, rows=tuple(self._rows(group, number)))

    def _rows(self, group: RowGroupSpec, number: int) -> Iterator[Row]:
        after = self.spec.groups[number + 1 : number + 2]
        following = [row.label for row in group.rows[1:]]
        following.append((after[0].label or after[0].rows[0].label) if after else "")
        for row, following_label in zip(group.rows, following, strict=True):
            yield self._row(group, row, following_label)

    def _row(self, group: RowGroupSpec, row: RowSpec, following: str) -> Row:
        text, marks = self._label(row.label, "raden")
        values = self._values(following)
        width = self.spec.width
        if len(values) == width + 1 and values[0].text in {
            note.sign for note in self.spec.footnotes
        }:
            marks = (*marks, *self._marks(values[:1]))
            values = values[1:]
        cells = self._cells(group, row, values, text.lines[-1])
        return Row(**_words(text), marks=marks, cells=cells)

    def _values(self, following: str) -> list[Traced]:
        """Return the number words up to the next row's label."""
        values: list[Traced] = []
        while not self.stream.done and self._is_value(self.stream.peek()):
            if values and following and self.stream.starts(following):
                break
            values.append(self.stream.word())
        return values

    def _is_value(self, word: str) -> bool:
        return bool(NUMBER.match(word)) or word in self.spec.missing.split()

    def _cells(
        self, group: RowGroupSpec, row: RowSpec, values: list[Traced], line: int
    ) -> tuple[Cell, ...]:
        levels = [self._over(column) for column in range(self.spec.width)]
        where = f"{self.spec.called}, raden «{row.label}»"
        meanings = [meaning(where, row, *above, group, self.spec) for above in levels]
        empty = [m.aar in row.empty for m in meanings] if len(values) < len(meanings) else []
        if row.empty_columns and empty:
            empty = [number in row.empty_columns for number in range(1, len(meanings) + 1)]
        if len(values) + sum(empty) != len(meanings):
            at = values[-1].lines[0] if values else line
            got = f"{len(values)} tall, og så {self.stream.rest_of_line()}"
            raise self._fault(f"{self.spec.width} tall på raden «{row.label}»", got, at)
        rest = iter(values)
        cells: list[Cell] = []
        for number, about in enumerate(meanings):
            value = None if empty and empty[number] else next(rest)
            at = value.lines[0] if value else (values[-1].lines[0] if values else line)
            cells.append(_cell(value, at, about))
        return tuple(cells)

    def _over(self, column: int) -> list[PartialMeaning]:
        """Return the header cells over a column, lowest first."""
        over: list[PartialMeaning] = []
        for level in self.spec.header:
            first = 0
            for cell in level:
                if first <= column < first + cell.over:
                    over.append(cell)
                first += cell.over
        return over[::-1]


def read_labels(draft: Draft, spec: FigureSpec) -> None:
    """Read a figure's loose labels into ``draft.grids`` and its axis into ``draft.axes``.

    The legend is found first; the numbers stand right before it, the categories right after.
    Labels have a decimal comma and go year by year; the axis has whole numbers.

    Raises:
        ShapeError: Legend, categories or the right number of labels are not there.
    """
    lines = draft.free(draft.window(spec.id))
    legend, years, used = _legend(draft, spec, lines)
    numbers = _numbers_before(lines, used[0])
    words = [word for line in numbers for word in _split(line)]
    labels = [word for word in words if LABEL.fullmatch(word.text)]
    _check(draft, spec, labels, used[0])
    rows = tuple(
        Row(**_words(text), cells=_cells(spec, number, labels))
        for number, text in enumerate(legend)
    )
    heads = tuple(Heading(**_words(y), columns=(at, at)) for at, y in enumerate(years, start=1))
    draft.grids[spec.id] = Grid((heads,), (RowGroup(label="", rows=rows),), "")
    axis = [word for word in words if not LABEL.fullmatch(word.text)]
    draft.axes[spec.id] = tuple(
        Furniture(kind="akse", text=word.text, lines=word.lines, spans=word.spans) for word in axis
    )
    draft.claim(spec.id, [*numbers, *used])


def _legend(
    draft: Draft, spec: FigureSpec, lines: list[Line]
) -> tuple[list[Traced], list[Traced], list[Line]]:
    """Return legend texts, category texts and the lines both stand on."""
    wanted = [*(serie.label for serie in spec.series), *(str(aar) for aar in spec.years)]
    stream = Stream(lines)
    for start in [at for at, glyph in enumerate(stream.glyphs) if glyph.first]:
        stream.at = start
        taken = [text for label in wanted if (text := stream.take(label)) is not None]
        if len(taken) == len(wanted):
            used = {number for text in taken for number in text.lines}
            split = len(spec.series)
            return taken[:split], taken[split:], [line for line in lines if line.number in used]
    line = draft.captions[spec.id].lines[0]
    expected = f"forklaringen «{' '.join(wanted)}» til {spec.called}"
    raise draft.fault(line, expected, "ingen slike linjer")


def _numbers_before(lines: list[Line], legend: Line) -> list[Line]:
    """Return the run of lines with only numbers that ends right before the legend."""
    before = [line for line in lines if line.number < legend.number]
    run: list[Line] = []
    while before and NUMBERS_ONLY.match(before[-1].words):
        run.insert(0, before.pop())
    return run


def _split(line: Line) -> list[Traced]:
    text = join_lines([line])
    return [text.cut(m.start(), m.end()) for m in re.finditer(r"\S+", text.text)]


def _check(draft: Draft, spec: FigureSpec, labels: list[Traced], legend: Line) -> None:
    expected = len(spec.series) * len(spec.years)
    if len(labels) != expected:
        at = labels[-1].lines[0] if labels else legend.number
        found = f"{len(labels)}: {' '.join(label.text for label in labels)}"
        raise draft.fault(at, f"{expected} dataetiketter i {spec.called}", found)


def _cells(spec: FigureSpec, number: int, labels: list[Traced]) -> tuple[Cell, ...]:
    serie = spec.series[number]
    where = f"{spec.id}, serien «{serie.label}»"
    cells: list[Cell] = []
    for at, aar in enumerate(spec.years):
        label = labels[at * len(spec.series) + number]
        about = meaning(where, serie, PartialMeaning(aar=aar), spec)
        cells.append(_cell(label, label.lines[0], about))
    return tuple(cells)


def _words(text: Traced) -> dict[str, Any]:
    """Return what every label has: its words and where they stand."""
    return {"label": text.text, "lines": text.lines, "spans": text.spans}


def _cell(text: Traced | None, line: int, about: Meaning) -> Cell:
    spans = text.spans if text else ()
    return Cell(printed=text.text if text else "", line=line, spans=spans, **about.model_dump())
