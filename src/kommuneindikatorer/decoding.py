"""Encoding by a fixed ladder: byte order mark, strict UTF-8, Windows-1252."""

import codecs
from dataclasses import dataclass

ZIP = b"PK\x03\x04"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (ZIP, "en zip-fil"),
    (b"PK\x05\x06", "en tom zip-fil"),
    (b"%PDF", "en PDF"),
    (b"\x89PNG", "et bilde (PNG)"),
    (b"\xff\xd8\xff", "et bilde (JPEG)"),
    (b"GIF8", "et bilde (GIF)"),
    (b"\xd0\xcf\x11\xe0", "en eldre Office-fil (.xls eller .doc)"),
    (b"{\\rtf", "et RTF-dokument"),
    (b"\x1f\x8b", "en pakket fil (gzip)"),
    (b"7z\xbc\xaf", "en pakket fil (7z)"),
    (b"Rar!", "en pakket fil (RAR)"),
    (b"SQLite format 3", "en database (SQLite)"),
    (b"PAR1", "en Parquet-fil"),
)
_PROBE = 65_536


def binary_kind(data: bytes) -> str | None:
    """Return what the file is, in Norwegian with article; None when it may be text.

    A null byte near the start is taken as binary; UTF-16 must be recognised before this.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    return "en binær fil" if b"\0" in data[:_PROBE] else None


_CHUNK = 1 << 20
_UNDEFINED_IN_CP1252 = b"\x81\x8d\x8f\x90\x9d"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Encoded:
    """Bytes and how to read them.

    Attributes:
        data: The bytes without byte order mark, in an encoding where a line feed is one byte.
        codec: Python's name of that encoding.
        kodet: Its name as shown: ``utf-8``, ``utf-8-bom``, ``utf-16``, ``cp1252`` or as chosen.
        grunn: What it was found from, in Norwegian.
        unknown: How many bytes the encoding has no sign for (read as U+FFFD).
    """

    data: bytes
    codec: str
    kodet: str
    grunn: str
    unknown: int = 0


def is_utf16(data: bytes) -> bool:
    """Return whether the data starts with a byte order mark of UTF-16."""
    return data.startswith(_UTF16)


def find_encoding(data: bytes, chosen: str = "") -> Encoded:
    """Return the data with its encoding; the user's choice goes before the ladder."""
    body = data.rstrip(b"\x1a")
    if chosen:
        return _as_chosen(body, chosen)
    if body.startswith(codecs.BOM_UTF8):
        return Encoded(body[3:], "utf-8", "utf-8-bom", "Filen begynner med et UTF-8-merke.")
    if is_utf16(body):
        return _from_utf16(body, "utf-16", "Filen begynner med et UTF-16-merke.")
    if _is_utf8(body):
        return Encoded(body, "utf-8", "utf-8", "Alle tegn er gyldig UTF-8.")
    unknown = sum(body.count(byte) for byte in _UNDEFINED_IN_CP1252)
    return Encoded(body, "cp1252", "cp1252", "Filen er ikke gyldig UTF-8.", unknown)


def _as_chosen(data: bytes, chosen: str) -> Encoded:
    if chosen == "utf-16":
        return _from_utf16(data, "utf-16" if is_utf16(data) else "utf-16-le", "")
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
