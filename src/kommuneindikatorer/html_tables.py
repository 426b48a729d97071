"""Tables of a web page, which many systems call .xls; and the page inside an .mht file.

A small tokenizer rather than `html.parser`: its time is linear whatever the page holds.
"""

import binascii
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kommuneindikatorer.tables import MAX_COLUMNS, MAX_SPAN, Builder, Sheet, spread

_TOKEN = re.compile(r"<(?P<end>/?)(?P<tag>[a-zA-Z][\w:-]*+)(?P<said>[^<>]*+)>|<|[^<]+")
_SPAN = re.compile(
    r"""\b(?P<name>colspan|rowspan)\s*=\s*["']?\s*(?P<count>[0-9]{1,4})""", re.IGNORECASE
)
_TITLES = frozenset({"caption", "h1", "h2", "h3", "h4", "h5", "h6"})
_SKIPPED = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"))
_LONGEST_TITLE = 60
_DEEPEST = 20


def is_page(text: str) -> bool:
    """Return whether a text is a web page, or a part of one with a table."""
    start = text[:4096].lstrip("\ufeff \t\r\n").lower()
    if not start.startswith("<"):
        return False
    return "<html" in start or "<!doctype html" in start or "<table" in text.lower()


def read_page(text: str) -> tuple[Sheet, ...]:
    """Return the tables with two columns or more, named by what stands above them."""
    reader = _Reader()
    for token in _TOKEN.finditer(_without_skipped(text)):
        if token["tag"]:
            reader.tag(token["tag"].lower(), token["said"], is_end=bool(token["end"]))
        else:
            reader.text(token[0])
    while reader.open:
        reader.close_table()
    return tuple(reader.found)


def _without_skipped(text: str) -> str:
    """Return the page without comments, scripts and styles; one that never ends stays."""
    for begin, end in _SKIPPED:
        parts: list[str] = []
        lower, at = text.lower(), 0
        while (start := lower.find(begin, at)) >= 0 and (stop := lower.find(end, start)) >= 0:
            parts.append(text[at:start])
            at = stop + len(end)
        text = "".join((*parts, text[at:]))
    return text


@dataclass(slots=True)
class _Table:
    """A table while it is read.

    Attributes:
        title: What stood above it.
        cells: The open row; None between rows.
        open: Text of the open cell; None between cells.
        merged: Place and width of the row's merged cells.
        below: How many more rows a cell covers, by its place.
        rows: The rows so far.
    """

    title: str
    cells: list[str] | None = None
    open: list[str] | None = None
    merged: list[tuple[int, int]] = field(default_factory=list)
    below: dict[int, int] = field(default_factory=dict)
    rows: list[list[str]] = field(default_factory=list)


class _Reader:
    """Follows the tags; a table inside a cell is a table of its own."""

    def __init__(self) -> None:
        self.open: list[_Table] = []
        self.found: list[Sheet] = []
        self._title: list[str] | None = None
        self._above = ""
        self._builder = Builder()

    def text(self, text: str) -> None:
        if self._title is not None:
            self._title.append(text)
        elif self.open and self.open[-1].open is not None:
            self.open[-1].open.append(text)

    def tag(self, tag: str, said: str, *, is_end: bool) -> None:
        if tag in _TITLES:
            self._heading(is_end=is_end)
        elif tag == "table":
            if is_end and self.open:
                self.close_table()
            elif not is_end and len(self.open) < _DEEPEST:
                self.open.append(_Table(self._above))
                self._above = ""
        elif self.open:
            self._inside(self.open[-1], tag, said, is_end=is_end)

    def _heading(self, *, is_end: bool) -> None:
        if not is_end:
            self._title = []
        elif self._title is not None:
            self._above = _plain(self._title)[:_LONGEST_TITLE]
            self._title = None
            if self.open and not self.open[-1].title:
                self.open[-1].title = self._above

    def _inside(self, table: _Table, tag: str, said: str, *, is_end: bool) -> None:
        if tag in ("td", "th"):
            _close_cell(table)
            if not is_end:
                _open_cell(table, said)
        elif tag == "tr":
            _close_row(table)
            table.cells = None if is_end else []
        elif table.open is not None:
            table.open.append(" ")

    def close_table(self) -> None:
        table = self.open.pop()
        _close_row(table)
        if sum(sum(map(bool, row)) > 1 for row in table.rows) > 1:
            name = table.title or f"Tabell {len(self.found) + 1}"
            for number, row in enumerate(table.rows, start=1):
                self._builder.add(name, number, row)
            self.found.append(Sheet(name, self._builder.take(name)))


def _open_cell(table: _Table, said: str) -> None:
    """Begin a cell at the next place that none above it covers."""
    cells = table.cells = [] if table.cells is None else table.cells
    while len(cells) < MAX_COLUMNS and table.below.get(len(cells), 0):
        table.below[len(cells)] -= 1
        cells.append("")
    spans = {one["name"].lower(): int(one["count"]) for one in _SPAN.finditer(said)}
    width = min(max(1, spans.get("colspan", 1)), MAX_SPAN)
    height = spans.get("rowspan", 1)
    if width > 1:
        table.merged.append((len(cells), min(width, MAX_COLUMNS)))
    if height > 1:
        for at in range(len(cells), min(len(cells) + width, MAX_COLUMNS)):
            table.below[at] = height - 1
    table.open = []
    cells += [""] * min(width, MAX_COLUMNS)


def _close_cell(table: _Table) -> None:
    if table.open is not None and table.cells:
        at = len(table.cells) - 1
        if table.merged and table.merged[-1][0] + table.merged[-1][1] == len(table.cells):
            at = table.merged[-1][0]
        table.cells[at] = _plain(table.open)
    table.open = None


def _close_row(table: _Table) -> None:
    _close_cell(table)
    if table.cells is not None:
        for at in range(len(table.cells), max(table.below, default=-1) + 1):
            if table.below.get(at):
                table.below[at] -= 1
        table.rows.append(spread(table.cells, table.merged))
    table.cells, table.merged = None, []


def _plain(parts: list[str]) -> str:
    return " ".join(html.unescape("".join(parts)).split())


_MHT = re.compile(rb"\s*(?:from|mime-version|subject|date|content-type)\s*:", re.IGNORECASE)
_BOUNDARY = re.compile(rb"""boundary\s*=\s*"?([^"\s;]+)""", re.IGNORECASE)


def is_mht(data: bytes) -> bool:
    """Return whether the data are a web page in one file (.mht)."""
    start = data[:4096]
    return _MHT.match(start) is not None and b"multipart/related" in data[:8192].lower()


def pages_of_mht(data: bytes) -> Iterator[bytes]:
    """Yield the pages of an .mht file: each sheet of a workbook saved as one is a page."""
    found = _BOUNDARY.search(data[:8192])
    for part in data.split(b"--" + found[1])[1:] if found else ():
        head, _, body = part.replace(b"\r\n", b"\n").lstrip(b"\n").partition(b"\n\n")
        said = head.lower()
        if b"text/html" in said:
            if b"quoted-printable" in said:
                yield binascii.a2b_qp(body)
            elif b"base64" in said:
                try:
                    yield binascii.a2b_base64(body)
                except binascii.Error:
                    continue
            else:
                yield body
