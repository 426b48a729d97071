"""What a file is when it is not text."""

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
