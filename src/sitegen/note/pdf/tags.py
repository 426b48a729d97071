"""A PDF's structure tree → paragraphs and tables as they are tagged, in the tree's order.

Tags say which words make a cell. Some producers leave empty cells out of the tree, so a row with
fewer cells than the table has columns is placed by where its cells stand on the page.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from sitegen.note.pdf.document import TableBody
from sitegen.note.pdf.grid import Grid, GridRow, is_value, is_year
from sitegen.note.pdf.header import HeadPiece, levels
from sitegen.note.pdf.page import Page, Scan, TagNode, TextLine, Word, around, words_text

LEAVES = {
    "P",
    "H",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "Caption",
    "Note",
    "FENote",
    "LBody",
    "Title",
}
MOST = 0.8  # of the words: with fewer of them tagged, the tags are not the document
FAR = 1e6
type Place = tuple[int, int]
"""Page and number of tagged content on it."""


@dataclass(slots=True)
class _Cell:
    words: tuple[Word, ...]
    rows: int
    columns: int
    at: int = -1


@dataclass(frozen=True, slots=True)
class _Content:
    """Every tagged word by its place, each with the number of its line on the page."""

    words: Mapping[Place, list[tuple[int, Word]]] = field(default_factory=dict)

    def lines(self, places: Sequence[Place], role: str) -> list[TextLine]:
        """Return the words of places as lines, the first of which begins a paragraph."""
        found: dict[tuple[int, int], list[Word]] = {}
        for page, tag in places:
            for line, word in self.words.get((page, tag), ()):
                found.setdefault((page, line), []).append(word)
        rows = [
            tuple(sorted(words, key=lambda one: one.box.x0)) for _, words in sorted(found.items())
        ]
        return [TextLine(words, starts=not at, role=role) for at, words in enumerate(rows)]


def tagged(scan: Scan) -> list[TextLine | TableBody] | None:
    """Return a document's parts in the order of its tags; ``None`` if the tags hold too little.

    Lines without a tag (page headers and footers) are left out.
    """
    content = _content(scan.pages)
    whole = sum(len(line.words) for page in scan.pages for line in page.lines)
    places = [place for node in scan.tree for place in _places(node)]
    held = sum(len(content.words.get(place, ())) for place in dict.fromkeys(places))
    if held < MOST * whole or not any(_tables(node) for node in scan.tree):
        return None
    return [item for node in scan.tree for item in _items(node, content)]


def untagged(scan: Scan) -> list[TextLine]:
    """Return the lines that are in no tag."""
    lines = (line for page in scan.pages for line in page.lines)
    return [line for line in lines if all(word.tag is None for word in line.words)]


def _content(pages: Sequence[Page]) -> _Content:
    words: dict[Place, list[tuple[int, Word]]] = {}
    for page in pages:
        for at, line in enumerate(sorted(page.lines, key=lambda one: one.box.top)):
            for word in line.words:
                if word.tag is not None:
                    words.setdefault((page.number, word.tag), []).append((at, word))
    return _Content(words)


def _places(node: TagNode) -> Iterator[Place]:
    for child in node.children:
        if isinstance(child, TagNode):
            yield from _places(child)
        else:
            yield child


def _tables(node: TagNode) -> bool:
    nodes = [child for child in node.children if isinstance(child, TagNode)]
    return (node.role == "Table" and len(list(_rows(node))) > 1) or any(map(_tables, nodes))


def _items(node: TagNode, content: _Content) -> Iterator[TextLine | TableBody]:
    if node.role == "Table":
        yield from _table(node, content)
        return
    if node.role in LEAVES or node.role == "Figure":
        tables = [child for child in node.children if isinstance(child, TagNode) and _tables(child)]
        if not tables:
            yield from content.lines(list(_places(node)), node.role)
            return
    loose: list[Place] = []
    for child in node.children:
        if isinstance(child, TagNode) and child.role not in {"Span", "NonStruct", "Link"}:
            yield from content.lines(loose, "P")
            loose = []
            yield from _items(child, content)
        elif isinstance(child, TagNode):
            loose += _places(child)
        else:
            loose.append(child)
    yield from content.lines(loose, "P")


def _rows(node: TagNode) -> Iterator[TagNode]:
    for child in node.children:
        if isinstance(child, TagNode):
            if child.role == "TR":
                yield child
            elif child.role in {"THead", "TBody", "TFoot", "NonStruct", "Div"}:
                yield from _rows(child)


def _table(node: TagNode, content: _Content) -> Iterator[TextLine | TableBody]:
    captions = [one for one in node.children if isinstance(one, TagNode) and one.role == "Caption"]
    caption = [line for one in captions for line in content.lines(list(_places(one)), "Caption")]
    rows = [
        [_cell(one, content) for one in row.children if isinstance(one, TagNode)]
        for row in _rows(node)
    ]
    rows = [row for row in rows if any(cell.words for cell in row)]
    words = [word for row in rows for cell in row for word in cell.words]
    if words:
        yield TableBody(_grid(rows), max(word.box.page for word in words), tuple(caption))


def _cell(node: TagNode, content: _Content) -> _Cell:
    places = _printed_once(list(_places(node)), content)
    words = tuple(word for line in content.lines(places, "") for word in line.words)
    return _Cell(words, node.rows, node.columns)


def _printed_once(places: list[Place], content: _Content) -> list[Place]:
    """Return a cell's places without those of a header that is printed again further on."""
    texts = [words_text(word for _, word in content.words.get(place, ())) for place in places]
    for length in range(1, len(places) // 2 + 1):
        if texts[:length] * (len(places) // length) == texts:
            return places[:length]
    return places


def _grid(rows: Sequence[list[_Cell]]) -> Grid | None:
    """Return the rows as a grid; ``None`` where no row is whole."""
    width = _width(rows)
    doubts: list[str] = []
    taken: list[set[int]] = [set() for _ in rows]
    short: list[int] = []
    for number, row in enumerate(rows):
        free = [at for at in range(width) if at not in taken[number]]
        if sum(cell.columns for cell in row) != len(free):
            short.append(number)
            continue
        _put(rows, number, free, taken)
    extents = _extents(rows, width)
    if len(extents) < width or width < 2:  # noqa: PLR2004  a label and a value
        return None
    for number in short:
        _place_short(
            rows[number], [at for at in range(width) if at not in taken[number]], extents, doubts
        )
    count = next((n for n, row in enumerate(rows) if _is_data(row)), 0)
    while count and _is_label(rows[count - 1]):
        count -= 1
    head = [
        [HeadPiece(c.words, c.at - 1, c.at + c.columns - 2) for c in row if c.at > 0 and c.words]
        for row in rows[:count]
    ]
    stub = tuple(
        word for row in rows[:count] for cell in row if cell.at == 0 for word in cell.words
    )
    body = tuple(_grid_row(row, width) for row in rows[count:])
    again = {tuple(w.text for c in row for w in c.words) for row in rows[:count]}
    body = tuple(
        r for r in body if tuple(w.text for c in (r.label, *r.cells) for w in c) not in again
    )
    if not body or not count:
        return None
    return Grid(levels([row for row in head if row], width - 1), stub, body, tuple(doubts))


def _width(rows: Sequence[list[_Cell]]) -> int:
    return max(sum(cell.columns for cell in row) for row in rows)


def _put(
    rows: Sequence[list[_Cell]], number: int, free: Sequence[int], taken: list[set[int]]
) -> None:
    """Give a whole row's cells their columns, and take those columns in the rows they span."""
    rest = list(free)
    for cell in rows[number]:
        cell.at = rest[0]
        columns, rest = rest[: cell.columns], rest[cell.columns :]
        for below in range(number + 1, min(number + cell.rows, len(rows))):
            taken[below].update(columns)


def _extents(rows: Sequence[list[_Cell]], width: int) -> list[tuple[float, float]]:
    """Return where each column's words stand, from the cells that are placed and alone in it."""
    found: list[tuple[float, float]] = []
    for column in range(width):
        cells = [c for row in rows for c in row if c.at == column and c.columns == 1 and c.words]
        boxes = [around(word.box for word in cell.words) for cell in cells]
        if boxes:
            found.append((median(box.x0 for box in boxes), median(box.x1 for box in boxes)))
    return found


def _place_short(
    row: list[_Cell], free: Sequence[int], extents: Sequence[tuple[float, float]], doubts: list[str]
) -> None:
    """Place the cells of a row that lacks some, in order, where each stands nearest a column."""
    row[:] = [cell for cell in row if cell.words]
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for cell in row:
        after: dict[int, tuple[float, tuple[int, ...]]] = {}
        box = around(word.box for word in cell.words)
        for used, (cost, places) in best.items():
            for at in range(used, len(free) - cell.columns + 1):
                columns = free[at : at + cell.columns]
                x0, x1 = extents[columns[0]][0], extents[columns[-1]][1]
                off = min(abs(box.x0 - x0), abs(box.x1 - x1), abs(box.x0 + box.x1 - x0 - x1) / 2)
                total = cost + off
                if total < after.get(at + cell.columns, (FAR, ()))[0]:
                    after[at + cell.columns] = total, (*places, columns[0])
        best = after
    if not best:
        doubts.append("en rad med flere celler enn kolonner")
        return
    cost, places = min(best.values())
    for cell, at in zip(row, places, strict=True):
        cell.at = at
    if row and cost / len(row) > 2 * row[0].words[0].size:
        doubts.append(f"hvilke kolonner raden «{' '.join(w.text for w in row[0].words)}» står i")


def _is_data(row: Sequence[_Cell]) -> bool:
    return any(cell.at > 0 and is_value(cell.words) and not is_year(cell.words) for cell in row)


def _is_label(row: Sequence[_Cell]) -> bool:
    """Return whether a row holds a label alone, so that it is no header."""
    full = [cell for cell in row if cell.words]
    return len(full) == 1 and full[0].at == 0


def _grid_row(row: Sequence[_Cell], width: int) -> GridRow:
    full = [cell for cell in row if cell.words]
    if len(full) == 1 and (full[0].at == 0 or full[0].columns > 1):
        return GridRow(full[0].words, ((),) * (width - 1))
    cells: list[tuple[Word, ...]] = [()] * width
    for cell in full:
        cells[cell.at] = cell.words
    return GridRow(cells[0], tuple(cells[1:]))
