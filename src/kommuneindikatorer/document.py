"""One file made readable: as lines for fixed positions, as rows for tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from kommuneindikatorer.codes import BINAER_FIL, FOR_STOR_FIL, TOM_FIL, UKJENTE_TEGN
from kommuneindikatorer.journal import Journal
from kommuneindikatorer.options import Options
from kommuneindikatorer.problems import Problems, Sted
from kommuneindikatorer.text.cells import NAMES, Row, find_delimiter, iter_lines, iter_rows
from kommuneindikatorer.text.decoding import Encoded, binary_kind, find_encoding, is_utf16

MAX_MB = 400
"""Megabytes of one file. The largest real one, a decade of KOSTRA records, is under 300."""
_HEAD_LINES = 200
_HEAD_SIGNS = 1 << 20
_BY_NAME = {name: delimiter for delimiter, name in NAMES.items()}


@dataclass(frozen=True, slots=True)
class Source:
    """A file as the user gave it: its name (shown, never trusted) and its bytes."""

    navn: str
    data: bytes


class Document(Protocol):
    """What a reader gets. Text files and sheets are both documents."""

    @property
    def navn(self) -> str:
        """The file's name, with the sheet's where it has one."""

    @property
    def kodet(self) -> str:
        """How it is encoded, as in `Filing.kodet`."""

    @property
    def grunn(self) -> str:
        """What the encoding was found from, in Norwegian."""

    @property
    def skilletegn(self) -> str:
        """The delimiter's name as in `Options.skilletegn`; empty for a sheet or plain text."""

    @property
    def head(self) -> tuple[str, ...]:
        """The first lines as text; empty for a sheet. For `recognise`."""

    @property
    def head_rows(self) -> tuple[Row, ...]:
        """The first rows as cells. For `recognise` and for finding headings."""

    def lines(self, journal: Journal) -> Iterator[tuple[int, str]]:
        """Yield numbered lines that are not blank, counted in the journal; none for a sheet."""

    def rows(self, journal: Journal) -> Iterator[Row]:
        """Yield rows that are not blank, counted in the journal."""

    def content(self) -> str:
        """Return the whole text at once; empty for a sheet. Only for JSON."""


@dataclass(frozen=True)
class TextDocument:
    """A text file, decoded as it is read."""

    navn: str
    encoded: Encoded
    delimiter: str
    head: tuple[str, ...]
    head_rows: tuple[Row, ...]

    @property
    def kodet(self) -> str:
        """How it is encoded."""
        return self.encoded.kodet

    @property
    def grunn(self) -> str:
        """What the encoding was found from."""
        return self.encoded.grunn

    @property
    def skilletegn(self) -> str:
        """The delimiter's name."""
        return NAMES.get(self.delimiter, "")

    def lines(self, journal: Journal) -> Iterator[tuple[int, str]]:
        """Yield numbered lines that are not blank."""
        return iter_lines(self.encoded, journal)

    def rows(self, journal: Journal) -> Iterator[Row]:
        """Yield rows; the whole line is one cell where there is no delimiter."""
        return iter_rows(self.lines(journal), self.delimiter or "\t")

    def content(self) -> str:
        """Return the whole text at once."""
        return self._text

    @cached_property
    def _text(self) -> str:
        # A JSON file is recognised by its whole text, and read from the same.
        return self.encoded.data.decode(self.encoded.codec, errors="replace")


def open_text(source: Source, options: Options, problems: Problems) -> TextDocument | None:
    """Return the text file as a document; None, with a problem, when it is none."""
    place = Sted(source.navn)
    if len(source.data) > MAX_MB * 1_000_000:
        problems.add(FOR_STOR_FIL, place, mb=len(source.data) // 1_000_000, grense=MAX_MB)
        return None
    if not source.data or source.data.isspace():
        problems.add(TOM_FIL, place)
        return None
    utf16 = is_utf16(source.data) or options.koding == "utf-16"
    if not utf16 and (kind := binary_kind(source.data)):
        problems.add(BINAER_FIL, place, slag=kind)
        return None
    return _decoded(source, options, problems)


def _decoded(source: Source, options: Options, problems: Problems) -> TextDocument:
    encoded = find_encoding(source.data, options.koding)
    if encoded.unknown:
        problems.add(UKJENTE_TEGN, Sted(source.navn), antall=encoded.unknown, koding=encoded.kodet)
    numbered = _head(encoded)
    lines = tuple(text for _, text in numbered)
    delimiter = _BY_NAME.get(options.skilletegn) or find_delimiter(lines) or ""
    rows = tuple(iter_rows(iter(numbered), delimiter or "\t"))
    return TextDocument(source.navn, encoded, delimiter, lines, rows)


def _head(encoded: Encoded) -> list[tuple[int, str]]:
    """Return the first lines, within bounds, without counting them."""
    head: list[tuple[int, str]] = []
    signs = 0
    for number, line in iter_lines(encoded, Journal("", Problems())):
        signs += len(line)
        if len(head) >= _HEAD_LINES or signs > _HEAD_SIGNS:
            break
        head.append((number, line))
    return head
