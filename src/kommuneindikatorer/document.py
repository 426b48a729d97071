"""One file made readable: as lines for fixed positions, as rows of cells for tables.

Quotes are read as in RFC 4180, and lines joined no further than it takes to close them. Never
holds a file twice, never raises on what is in it.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import Any, override

from kommuneindikatorer.decoding import (
    NAMES,
    Encoded,
    find_delimiter,
    find_encoding,
    has_outer_pipes,
    is_rule,
    said_delimiter,
    split_cells,
)
from kommuneindikatorer.model import Filing
from kommuneindikatorer.options import Options
from kommuneindikatorer.problems import (
    FOR_LANG_LINJE,
    UKJENTE_TEGN,
    Kode,
    Problems,
    Sted,
)
from kommuneindikatorer.row_log import RowLog

MAX_LINE = 1 << 20
"""Bytes of the longest line that is read; also the size of a block."""


def iter_lines(encoded: Encoded, row_log: RowLog) -> Iterator[tuple[int, str]]:
    """Yield each line that is not blank, with its 1-based number, without line ending.

    Lines end at LF or CR LF, or at CR in a file that has more of it. A line longer than
    `MAX_LINE` is refused here, and the next one is read. Counts rows and tells progress.
    """
    end = _line_end(encoded.data)
    number = 0
    for start, stop in _blocks(encoded.data, end):
        if stop - start > MAX_LINE:
            number += 1
            row_log.seen()
            row_log.refuse(FOR_LANG_LINJE, number, grense=MAX_LINE)
        else:
            text = encoded.data[start:stop].decode(encoded.codec, errors="replace")
            for line in text.split(end.decode()):
                number += 1
                if line and not line.isspace():
                    row_log.seen()
                    yield number, line.removesuffix("\r")
        row_log.progress(row_log.fil, stop, len(encoded.data))


def _line_end(data: bytes) -> bytes:
    """Return LF, or CR where it ends more lines alone: a cell in quotes may hold an LF."""
    alone = data.count(b"\r") - data.count(b"\r\n") if b"\r" in data else 0
    return b"\r" if alone > data.count(b"\n") else b"\n"


def _blocks(data: bytes, end: bytes) -> Iterator[tuple[int, int]]:
    """Yield where blocks of whole lines start and stop, the last line ending left out.

    A block is longer than `MAX_LINE` only when it is one line that is.
    """
    start = 0
    while start < len(data):
        stop = len(data)
        if stop - start > MAX_LINE:
            stop = data.rfind(end, start, start + MAX_LINE + 1)
            if stop < 0:
                stop = data.find(end, start)
            if stop < 0:
                stop = len(data)
        yield start, stop
        start = stop + 1


MAX_JOINED = 20
"""Lines that one quoted cell may run over."""
_MAX_TEXT = 65_536
_MAX_FAILED = 50
"""Stray quotes after which no more lines are tried together, so that time stays linear."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Attributes:
        number: 1-based line of the file (row of the sheet) where it begins.
        cells: Its cells as text, untouched but for the quotes.
        lines: How many lines of the file it runs over.
    """

    number: int
    cells: tuple[str, ...]
    lines: int = 1

    @property
    def is_blank(self) -> bool:
        """Whether it has delimiters only."""
        return not any(map(str.strip, self.cells))

    def widened(self, width: int) -> "Row":
        """Return the row with so many cells at least, blank ones at its end."""
        return replace(self, cells=(*self.cells, *("",) * (width - len(self.cells))))


def without_blank_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return cells without the blank ones after the last that holds something."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


MAX_CELL = 500
"""Signs of a cell that a reader sees: patterns may go back over all of them more than once."""


def bounded(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return cells no longer than `MAX_CELL`; one that is cut ends in «…», and is no number."""
    if max(map(len, cells), default=0) <= MAX_CELL:
        return cells
    return tuple(one if len(one) <= MAX_CELL else f"{one[: MAX_CELL - 1]}…" for one in cells)


def iter_rows(lines: Iterator[tuple[int, str]], delimiter: str) -> Iterator[Row]:
    """Yield rows. A cell in quotes may hold line breaks; a stray quote spoils only its line.

    A line whose quotes do not close is joined with those that follow until they do. When
    they never do, its quotes are read as ordinary signs and the next line starts anew: one
    stray quote must not swallow the rest of the file.
    """
    waiting: deque[tuple[int, str]] = deque()
    failed = 0
    while line := (waiting.popleft() if waiting else next(lines, None)):
        cells = split_cells(line[1], delimiter)
        if cells is not None:
            yield Row(line[0], bounded(cells))
            continue
        if failed < _MAX_FAILED:
            waiting.extend(islice(lines, MAX_JOINED - len(waiting)))
        row = _join(line, waiting, delimiter)
        failed += row.lines == 1
        for _ in range(row.lines - 1):
            waiting.popleft()
        yield row


def _join(line: tuple[int, str], ahead: Iterable[tuple[int, str]], delimiter: str) -> Row:
    """Return the row that begins with the line, with as many of the next as its quotes need."""
    number, text = line
    for count, (_, more) in enumerate(ahead, start=2):
        text = f"{text}\n{more}"
        if len(text) > _MAX_TEXT:
            break
        if (cells := split_cells(text, delimiter)) is not None:
            return Row(number, bounded(cells), count)
    return Row(number, bounded(tuple(line[1].split(delimiter))))


INSIDE = " › "
"""Between a file's name and the name of what is inside it."""
MAX_MB = 400
"""Megabytes of one file. The largest real one, a decade of KOSTRA records, is under 300."""
_HEAD_LINES = 200
_HEAD_SIGNS = 1 << 20
_BY_NAME = {name: delimiter for delimiter, name in NAMES.items()}


@dataclass(frozen=True, slots=True)
class Source:
    """A file as the user gave it: its name (shown, never trusted) and its bytes.

    Attributes:
        navn: Its name.
        data: Its bytes.
        tables: Sheets that were made of them before: a question tries several answers, and a
            workbook takes long to open.
    """

    navn: str
    data: bytes
    tables: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)


def named_apart(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Return the files, those named as one before them with a number: «a.csv (2)»."""
    found: dict[str, Source] = {}
    for one in sources:
        number, name = 1, one.navn
        while name in found:
            number += 1
            name = f"{one.navn} ({number})"
        found[name] = replace(one, navn=name) if number > 1 else one
    return tuple(found.values())


@dataclass(frozen=True)
class Document:
    """What a reader gets: a text file, one sheet of a workbook, one table of a page.

    Attributes:
        navn: The file's name; with «fil.xlsx › Ark» and «fil.zip › 0A.dat» what is inside it.
        kodet: How it is encoded, as in `Filing.kodet`.
        grunn: What the encoding was found from, in Norwegian.
        skilletegn: The delimiter as in `Options.skilletegn`; empty for a sheet or plain text.
        head: The first lines as text; empty for a sheet of several columns. For `recognise`.
        head_rows: The first rows as cells. For `recognise` and for finding headings.
        ark: The sheet's name; empty for a text file.
        hidden_columns: Places of columns the workbook hides: read, but not to be chosen first.
        uncomputed: How many cells hold a formula without a value.
        is_hidden: Whether the whole sheet is hidden.
        forside: What the sheets without figures say of the whole workbook.
    """

    navn: str
    kodet: str
    grunn: str
    skilletegn: str
    head: tuple[str, ...]
    head_rows: tuple[Row, ...]
    ark: str = field(default="", kw_only=True)
    hidden_columns: frozenset[int] = field(default=frozenset(), kw_only=True)
    uncomputed: int = field(default=0, kw_only=True)
    is_hidden: bool = field(default=False, kw_only=True)
    forside: str = field(default="", kw_only=True)

    def lines(self, row_log: RowLog) -> Iterator[tuple[int, str]]:  # noqa: ARG002 - the text's
        """Yield numbered lines that are not blank, counted in the row_log; none for columns."""
        return iter(())

    def rows(self, row_log: RowLog) -> Iterator[Row]:
        """Yield rows that are not blank, counted in the row_log."""
        raise NotImplementedError

    def content(self) -> str:
        """Return the whole text at once; empty for columns. Only for JSON and PX."""
        return ""

    def rows_below(self, heading: int, row_log: RowLog) -> Iterator[Row]:
        """Yield the rows below a heading's line that have a cell with something in it."""
        for row in self.rows(row_log):
            if row.number > heading and not row.is_blank:
                yield row

    def refused(self, row_log: RowLog, kode: Kode, **fields: object) -> Filing:
        """Return the count with every row refused, for one reason."""
        for _ in self.rows(row_log):
            pass
        row_log.refuse_all(kode, **fields)
        return row_log.filing(self.kodet, self.skilletegn)


@dataclass(frozen=True)
class TextDocument(Document):
    """A text file, decoded as it is read; the whole line is one cell without a delimiter."""

    encoded: Encoded

    @override
    def lines(self, row_log: RowLog) -> Iterator[tuple[int, str]]:
        return iter_lines(self.encoded, row_log)

    @override
    def rows(self, row_log: RowLog) -> Iterator[Row]:
        return self.cut(self.lines(row_log))

    def cut(self, lines: Iterator[tuple[int, str]]) -> Iterator[Row]:
        """Yield lines as rows; what only says or draws the delimiter is no row."""
        if self.head and said_delimiter(self.head[0]):
            next(lines, None)
        delimiter = _BY_NAME.get(self.skilletegn, "\t")
        if delimiter != "|":
            return iter_rows(lines, delimiter)
        drawn = ((number, line) for number, line in lines if not is_rule(line))
        if has_outer_pipes(self.head):
            drawn = ((number, line.strip()[1:-1]) for number, line in drawn)
        return iter_rows(drawn, delimiter)

    @override
    def content(self) -> str:
        return self._text

    @cached_property
    def _text(self) -> str:
        # A JSON file is recognised by its whole text, and read from the same.
        return self.encoded.data.decode(self.encoded.codec, errors="replace")


def open_text(source: Source, options: Options, problems: Problems) -> TextDocument:
    """Return a file that holds text as a document."""
    encoded = find_encoding(source.data, options.koding)
    if encoded.unknown:
        problems.add(UKJENTE_TEGN, Sted(source.navn), antall=encoded.unknown, koding=encoded.kodet)
    numbered = _head(encoded)
    lines = tuple(text for _, text in numbered)
    delimiter = _BY_NAME.get(options.skilletegn) or find_delimiter(lines) or ""
    document = TextDocument(
        navn=source.navn,
        kodet=encoded.kodet,
        grunn=encoded.grunn,
        skilletegn=NAMES.get(delimiter, ""),
        head=lines,
        head_rows=(),
        encoded=encoded,
    )
    return replace(document, head_rows=tuple(document.cut(iter(numbered))))


def _head(encoded: Encoded) -> list[tuple[int, str]]:
    """Return the first lines, within bounds, without counting them."""
    head: list[tuple[int, str]] = []
    signs = 0
    for number, line in iter_lines(encoded, RowLog("", Problems())):
        signs += len(line)
        if len(head) >= _HEAD_LINES or signs > _HEAD_SIGNS:
            break
        head.append((number, line))
    return head
