"""What a file is that cannot be read, by its bytes, and what to do with it."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file.

    Attributes:
        slag: What it is, in Norwegian with article.
        raad: What to do, one or two sentences.
    """

    slag: str
    raad: str


_AS_XLSX = "Åpne den i Excel eller LibreOffice, lagre den som .xlsx, og velg den nye filen."
_AS_CSV = "Lagre tallene som CSV eller Excel (.xlsx), og prøv igjen."
_PASTE = "Åpne den, kopier tabellen, og lim den inn her eller i et regneark som lagres som .xlsx."
_UNPACK = "Pakk den ut, og velg filene som er i den."
_PICTURE = "Tall i et bilde kan ikke leses. Velg regnearket eller filen som bildet viser."
_UNLOCK = (
    "Åpne den i Excel med passordet, fjern passordet (Fil, Informasjon, Beskytt arbeidsbok), "
    "lagre, og velg den igjen."
)

LOCKED = Kind("låst med passord", _UNLOCK)
LOCKED_ZIP = Kind("en zip-fil som er låst med passord", _UNPACK)
OLD_EXCEL = Kind("en eldre Excel-fil (.xls)", _AS_XLSX)
EMPTY_ZIP = Kind("en tom zip-fil", "Velg en fil med regnskapstall.")
UNKNOWN = Kind("en binær fil", _AS_CSV)

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x05\x06", EMPTY_ZIP),
    (b"%PDF", Kind("en PDF", _PASTE)),
    (b"\x89PNG", Kind("et bilde (PNG)", _PICTURE)),
    (b"\xff\xd8\xff", Kind("et bilde (JPEG)", _PICTURE)),
    (b"GIF8", Kind("et bilde (GIF)", _PICTURE)),
    (b"BM", Kind("et bilde (BMP)", _PICTURE)),
    (b"II*\0", Kind("et bilde (TIFF)", _PICTURE)),
    (b"MM\0*", Kind("et bilde (TIFF)", _PICTURE)),
    (b"RIFF", Kind("et bilde eller en lyd- eller videofil", _PICTURE)),
    (b"{\\rtf", Kind("et RTF-dokument", _PASTE)),
    (b"\x1f\x8b", Kind("en pakket fil (gzip)", _UNPACK)),
    (b"7z\xbc\xaf", Kind("en pakket fil (7z)", _UNPACK)),
    (b"Rar!", Kind("en pakket fil (RAR)", _UNPACK)),
    (b"SQLite format 3", Kind("en database (SQLite)", _AS_CSV)),
    (b"\0\1\0\0Standard ", Kind("en Access-database", _AS_CSV)),
    (b"PAR1", Kind("en Parquet-fil", _AS_CSV)),
    (b"L\0\0\0\1\x14\2\0", Kind("en snarvei", "Velg selve filen som snarveien peker på.")),
    (b"\x09\x08\x10\0", OLD_EXCEL),
    (b"\x09\x08\x08\0", OLD_EXCEL),
    (b"\x09\4\6\0", OLD_EXCEL),
    (b"\x09\2\6\0", OLD_EXCEL),
    (b"\x09\0\4\0", OLD_EXCEL),
)
_NEEDS_NULL = frozenset({b"BM", b"RIFF"})
"""Marks that a text may begin with too: then it has no null byte near its start."""
_OLE = b"\xd0\xcf\x11\xe0"
_STREAMS: tuple[tuple[str, Kind], ...] = (
    ("EncryptedPackage", LOCKED),
    ("EncryptionInfo", LOCKED),
    ("WordDocument", Kind("et eldre Word-dokument (.doc)", _PASTE)),
    ("PowerPoint Document", Kind("en eldre PowerPoint-fil (.ppt)", _PASTE)),
    ("Workbook", OLD_EXCEL),
    ("Book", OLD_EXCEL),
    ("__properties_version1.0", Kind("en e-post (.msg)", "Lagre vedlegget, og velg det.")),
)
_PROBE = 65_536


def binary_kind(data: bytes) -> Kind | None:
    """Return what the file is; None when it may be text, or a zip file that can be opened.

    A null byte near the start is taken as binary; UTF-16 must be recognised before this.
    """
    has_null = b"\0" in data[:_PROBE]
    if data.startswith(_OLE):
        return _ole_kind(data)
    for magic, kind in _MAGIC:
        if data.startswith(magic) and (has_null or magic not in _NEEDS_NULL):
            return kind
    if data[4:8] == b"ftyp":
        return Kind("et bilde eller en video", _PICTURE)
    return UNKNOWN if has_null else None


def _ole_kind(data: bytes) -> Kind:
    """Return what an old Office file is, by the names of its streams."""
    for name, kind in _STREAMS:
        if name.encode("utf-16-le") in data:
            return kind
    return Kind("en eldre Office-fil (.xls eller .doc)", _AS_XLSX)


WORKBOOK = "xl/workbook.xml"
ODS_CONTENT = "content.xml"
_PARTS: tuple[tuple[str, Kind], ...] = (
    ("xl/workbook.bin", Kind("en binær Excel-fil (.xlsb)", _AS_XLSX)),
    ("word/document.xml", Kind("et Word-dokument (.docx)", _PASTE)),
    ("ppt/presentation.xml", Kind("en PowerPoint-fil (.pptx)", _PASTE)),
    ("Index/Document.iwa", Kind("en fil fra Numbers, Pages eller Keynote", "")),
    ("Index.zip", Kind("en fil fra Numbers, Pages eller Keynote", "")),
    ("index.apxl", Kind("en fil fra Keynote", "")),
    ("META-INF/container.xml", Kind("en e-bok (EPUB)", _PASTE)),
    ("AndroidManifest.xml", Kind("et program", _AS_CSV)),
)
_OFFICE = frozenset({"[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml"})
"""What lies in every file of Office, whichever program it is of."""
_DAMAGED = Kind("en skadet Office-fil", "Åpne den i Excel, og lagre den på nytt som .xlsx.")
_NUMBERS = "Åpne den i Numbers, velg Arkiv, Eksporter til, Excel, og velg den nye filen."
_ODF = "application/vnd.oasis.opendocument."
_TEXT_ODF = Kind("et OpenDocument-dokument (ikke regneark)", _PASTE)


def zip_kind(data: bytes) -> Kind | str:
    """Return what a zip file is: ``xlsx``, ``ods``, ``zip`` to be opened, or a kind that is not."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if WORKBOOK in names:
                return "xlsx"
            if "mimetype" in names and ODS_CONTENT in names:
                return _of_odf(archive)
            return _of_parts(names) or ("zip" if names else EMPTY_ZIP)
    except Exception:  # noqa: BLE001 - a damaged zip makes zipfile raise errors of many kinds
        return Kind("en skadet zip-fil", "Last den ned eller lagre den på nytt.")


def _of_odf(archive: zipfile.ZipFile) -> Kind | str:
    with archive.open("mimetype") as stream:
        kind = stream.read(200).decode("ascii", errors="replace")
    if not kind.startswith(f"{_ODF}spreadsheet"):
        return _TEXT_ODF
    if "META-INF/manifest.xml" in archive.namelist():
        with archive.open("META-INF/manifest.xml") as stream:
            if b"encryption-data" in stream.read(1 << 20):
                return LOCKED
    return "ods"


def _of_parts(names: Iterable[str]) -> Kind | None:
    there = set(names)
    for part, kind in _PARTS:
        if part in there:
            return kind if kind.raad else Kind(kind.slag, _NUMBERS)
    if any(name.endswith(".iwa") for name in there):
        return Kind("en fil fra Numbers, Pages eller Keynote", _NUMBERS)
    return _DAMAGED if there & _OFFICE else None
