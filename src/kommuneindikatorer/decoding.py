"""How a text is written. Encoding by a ladder: byte order mark, UTF-8, what æ, ø and å show.

Windows-1252, unless the Norwegian letters come out as letters only in Mac Roman or DOS 865.

Cells are parted by what makes the most fields agree, lines with the same number of columns,
times that number. A line that a delimiter cuts through a quote or a number does not count for it.
"""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_CHUNK = 1 << 20
_UNDEFINED_IN_CP1252 = b"\x81\x8d\x8f\x90\x9d"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MOST = 0.7


@dataclass(frozen=True, slots=True)
class Encoded:
    """Bytes and how to read them.

    Attributes:
        data: The bytes without byte order mark, in an encoding where a line feed is one byte.
        codec: Python's name of that encoding.
        kodet: Its name as shown: ``utf-8``, ``utf-8-bom``, ``utf-16``, ``cp1252``, ``mac-roman``,
            ``cp865`` or as chosen.
        grunn: What it was found from, in Norwegian.
        unknown: How many bytes the encoding has no sign for (read as U+FFFD).
    """

    data: bytes
    codec: str
    kodet: str
    grunn: str
    unknown: int = 0


def is_utf16(data: bytes) -> bool:
    """Return whether the data starts with a byte order mark of UTF-16, or is plainly without."""
    return data.startswith(_UTF16) or _unmarked(data) != ""


def _unmarked(data: bytes) -> str:
    """Return the codec where every other byte is null, as in UTF-16 of western text; else empty."""
    start = data[:1000]
    even, odd = start[::2], start[1::2]
    for text, nulls, codec in ((even, odd, "utf-16-le"), (odd, even, "utf-16-be")):
        if len(nulls) > _LEAST and b"\0" not in text and nulls.count(0) > _MOST * len(nulls):
            return codec
    return ""


def find_encoding(data: bytes, chosen: str = "") -> Encoded:
    """Return the data with its encoding; the user's choice goes before the ladder."""
    body = data.rstrip(b"\x1a")
    if chosen:
        return _as_chosen(body, chosen)
    if body.startswith(codecs.BOM_UTF8):
        return Encoded(body[3:], "utf-8", "utf-8-bom", "Filen begynner med et UTF-8-merke.")
    if body.startswith(_UTF16):
        return _from_utf16(body, "utf-16", "Filen begynner med et UTF-16-merke.")
    if codec := _unmarked(body):
        return _from_utf16(body, codec, "Annenhver byte er null.")
    return _of_8_bits(body)


def _of_8_bits(body: bytes) -> Encoded:
    if _is_utf8(body):
        return Encoded(body, "utf-8", "utf-8", "Alle tegn er gyldig UTF-8.")
    if codec := _by_letters(body[:_CHUNK]):
        return Encoded(body, codec, codec, "Bare slik blir æ, ø og å bokstaver.")
    unknown = sum(body.count(byte) for byte in _UNDEFINED_IN_CP1252)
    return Encoded(body, "cp1252", "cp1252", "Filen er ikke gyldig UTF-8.", unknown)


_NORWEGIAN = "æøåÆØÅ"
_OTHERS = ("mac-roman", "cp865")
_LEAST = 2
"""Letters of another encoding that must be there: one sign may be a quotation mark."""


def _by_letters(data: bytes) -> str:
    """Return the encoding under which ø and å stand among letters, when cp1252 has none of them."""
    if _letters(data, "cp1252"):
        return ""
    found = {codec: _letters(data, codec) for codec in _OTHERS}
    best = max(found, key=lambda codec: found[codec])
    return best if found[best] >= _LEAST else ""


def _letters(data: bytes, codec: str) -> int:
    """Return how many Norwegian letters stand beside a letter; none without an ø or an å.

    One inside a word counts as enough, so does a capital one before it, and one that is no sign
    in cp1252.
    """
    letters = re.escape(_NORWEGIAN.encode(codec))
    rounded = "øåØÅ".encode(codec)
    found = re.findall(rb"(?<=[A-Za-z])[%b]|[%b](?=[a-z])" % (letters, letters), data)
    if not any(one in rounded for one in found):
        return 0
    capital = "ØÅ".encode(codec)
    is_inside = re.search(rb"(?:(?<=[A-Za-z])[%b]|[%b])(?=[a-z])" % (rounded, capital), data)
    is_unknown = any(one in _UNDEFINED_IN_CP1252 for one in found)
    return len(found) + (_LEAST if is_inside or is_unknown else 0)


def _as_chosen(data: bytes, chosen: str) -> Encoded:
    if chosen == "utf-16":
        marked = "utf-16" if data.startswith(_UTF16) else ""
        return _from_utf16(data, marked or _unmarked(data) or "utf-16-le", "")
    body = data.removeprefix(codecs.BOM_UTF8) if chosen == "utf-8" else data
    unknown = sum(body.count(byte) for byte in _UNDEFINED_IN_CP1252) if chosen == "cp1252" else 0
    return Encoded(body, chosen, chosen, "", unknown)


def _from_utf16(data: bytes, codec: str, grunn: str) -> Encoded:
    """Return the data as UTF-8, where a line feed is one byte."""
    text = data.decode(codec, errors="replace")
    return Encoded(text.encode("utf-8", errors="replace"), "utf-8", "utf-16", grunn)


def _is_utf8(data: bytes) -> bool:
    """Return whether all of it is UTF-8, looking at one piece at a time."""
    if data.isascii():
        return True
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(data[start : start + _CHUNK], final=start + _CHUNK >= len(data))
    except UnicodeDecodeError:
        return False
    return True


DELIMITERS = ("\t", ";", "|", ",")
"""Least likely inside a cell first: it wins when two make as many fields agree."""

NAMES = {"\t": "tab", ";": ";", "|": "|", ",": ","}
"""The delimiter as `Options.skilletegn` says it."""

_SAID = re.compile(r'"?sep=(?P<sign>[\t;|,])"?[\t;|,]*', re.IGNORECASE)
_RULE = re.compile(r"[\s|:+=-]*-{2,}[\s|:+=-]*")
_STRONGER = re.compile(r"[\t|]|;(?! )")
"""What no cell between commas has, unless in quotes: then comma is a decimal sign there."""


def said_delimiter(line: str) -> str:
    """Return the delimiter that a first line «sep=;» says; empty when it says none."""
    match = _SAID.fullmatch(line.strip(" "))
    return match["sign"] if match else ""


def find_delimiter(lines: Sequence[str]) -> str | None:
    """Return the delimiter under which the most fields agree; None for plain text."""
    if lines and (said := said_delimiter(lines[0])):
        return said
    scores = {delimiter: _agreeing(lines, delimiter) for delimiter in DELIMITERS}
    best = max(scores.values(), default=0)
    return next(one for one in DELIMITERS if scores[one] == best) if best else None


def _agreeing(lines: Iterable[str], delimiter: str) -> int:
    """Return the fields of the lines that share a number of columns above one, at most."""
    counts: Counter[int] = Counter()
    for line in lines:
        cells = split_cells(line, delimiter) or ()
        if len(cells) > 1 and not _is_cut(line, cells, delimiter):
            counts[len(cells)] += 1
    return max((columns * count for columns, count in counts.items()), default=0)


def _is_cut(line: str, cells: Iterable[str], delimiter: str) -> bool:
    """Return whether the delimiter cuts through what belongs together."""
    if '"' in line:
        return any(cell.count('"') % 2 for cell in cells)
    return delimiter == "," and _STRONGER.search(line) is not None


def split_cells(line: str, delimiter: str) -> tuple[str, ...] | None:
    """Return the cells of a line; None when a quote is not closed or closed too early."""
    if '"' not in line:
        return tuple(line.split(delimiter))
    try:
        return tuple(next(csv.reader([line], delimiter=delimiter, strict=True)))
    except (csv.Error, StopIteration):
        return None


def is_rule(line: str) -> bool:
    """Return whether a line of a pipe table only draws one, ``|---|:--|``."""
    return _RULE.fullmatch(line) is not None and "|" in line


def has_outer_pipes(lines: Iterable[str]) -> bool:
    """Return whether every line of a pipe table begins and ends with the pipe."""
    tabled = [line.strip() for line in lines if "|" in line]
    return bool(tabled) and all(len(one) > 1 and one[0] == one[-1] == "|" for one in tabled)
