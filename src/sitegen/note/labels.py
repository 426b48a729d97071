"""Data labels of a figure that stand loose in the text, with axis, legend and categories."""

import re

from sitegen.note.draft import Draft
from sitegen.note.meaning import meaning
from sitegen.note.model import Cell, Furniture, Grid, Heading, Row, RowGroup
from sitegen.note.source import Line
from sitegen.note.spec import FigureSpec, Sense
from sitegen.note.stream import Stream
from sitegen.note.traced import Traced, join_lines

VALUE = re.compile(r"[-–−]?\d+,\d+")
NUMBERS_ONLY = re.compile(r"(?:[-–−]?\d+(?:,\d+)? ?)+$")


def read_labels(draft: Draft, name: str, spec: FigureSpec) -> None:
    """Read a figure's loose labels into ``draft.grids`` and its axis into ``draft.axes``.

    The legend is found first; the numbers stand right before it, the categories right after.
    Labels have a decimal comma and go year by year; the axis has whole numbers.

    Raises:
        ShapeError: Legend, categories or the right number of labels are not there.
    """
    lines = draft.free(draft.window(name))
    legend, years, used = _legend(draft, name, spec, lines)
    numbers = _numbers_before(lines, used[0])
    words = [word for line in numbers for word in _words(line)]
    labels = [word for word in words if VALUE.fullmatch(word.text)]
    _check(draft, name, spec, labels, used[0])
    rows = tuple(
        Row(text.text, (), text.lines, text.spans, _cells(name, spec, number, labels))
        for number, text in enumerate(legend)
    )
    heads = tuple(Heading(y.text, (), at, 1, y.lines, y.spans) for at, y in enumerate(years))
    draft.grids[name] = Grid((heads,), (RowGroup("", (), (), (), rows),), "")
    axis = [word for word in words if not VALUE.fullmatch(word.text)]
    draft.axes[name] = tuple(Furniture("akse", word.text, word.spans) for word in axis)
    draft.claim(name, [*numbers, *used])


def _legend(
    draft: Draft, name: str, spec: FigureSpec, lines: list[Line]
) -> tuple[list[Traced], list[Traced], list[Line]]:
    """Return legend texts, category texts and the lines both stand on."""
    wanted = [*(serie.tekst for serie in spec.serie), *(str(aar) for aar in spec.aarene)]
    stream = Stream(lines)
    for start in [at for at, glyph in enumerate(stream.glyphs) if glyph.first]:
        stream.at = start
        taken = [text for label in wanted if (text := stream.take(label)) is not None]
        if len(taken) == len(wanted):
            used = {number for text in taken for number in text.lines}
            split = len(spec.serie)
            return taken[:split], taken[split:], [line for line in lines if line.number in used]
    line = draft.captions[name].lines[0]
    expected = f"forklaringen «{' '.join(wanted)}» til {name.replace('-', ' ')}"
    raise draft.fault(line, expected, "ingen slike linjer")


def _numbers_before(lines: list[Line], legend: Line) -> list[Line]:
    """Return the run of lines with only numbers that ends right before the legend."""
    before = [line for line in lines if line.number < legend.number]
    run: list[Line] = []
    while before and NUMBERS_ONLY.match(before[-1].words):
        run.insert(0, before.pop())
    return run


def _words(line: Line) -> list[Traced]:
    text = join_lines([line])
    return [text.cut(m.start(), m.end()) for m in re.finditer(r"\S+", text.text)]


def _check(draft: Draft, name: str, spec: FigureSpec, labels: list[Traced], legend: Line) -> None:
    expected = len(spec.serie) * len(spec.aarene)
    if len(labels) != expected:
        at = labels[-1].lines[0] if labels else legend.number
        found = f"{len(labels)}: {' '.join(label.text for label in labels)}"
        raise draft.fault(at, f"{expected} dataetiketter i {name.replace('-', ' ')}", found)


def _cells(name: str, spec: FigureSpec, number: int, labels: list[Traced]) -> tuple[Cell, ...]:
    serie = spec.serie[number]
    where = f"{name}, serien «{serie.tekst}»"
    cells: list[Cell] = []
    for at, aar in enumerate(spec.aarene):
        label = labels[at * len(spec.serie) + number]
        about = meaning(where, serie, Sense(aar=aar), spec)
        cells.append(Cell(label.text, label.lines[0], label.spans, about))
    return tuple(cells)
