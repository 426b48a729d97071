"""The bytes of any file to its documents: the text, each sheet, each table, each file of a zip.

What cannot be read is named for what it is, with what to do.
"""

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kommuneindikatorer import sheets
from kommuneindikatorer.decoding import is_utf16
from kommuneindikatorer.document import INSIDE, MAX_MB, Document, Source, TextDocument, open_text
from kommuneindikatorer.html_tables import is_mht, is_page, pages_of_mht, read_page
from kommuneindikatorer.json_records import read_records
from kommuneindikatorer.kinds import (
    LOCKED_ZIP,
    ODS_CONTENT,
    ZIP,
    Kind,
    binary_kind,
    zip_kind,
)
from kommuneindikatorer.options import Options
from kommuneindikatorer.problems import (
    BINAER_FIL,
    FOR_STOR_FIL,
    TOM_FIL,
    Alvor,
    Kode,
    Problems,
    Sted,
)
from kommuneindikatorer.tables import Sheet, SheetDocument, TooLargeError, document_of
from kommuneindikatorer.wording import shortened
from kommuneindikatorer.xml_sheets import is_spreadsheet, read_content, read_spreadsheet

UBRUKELIG_EXCEL = Kode(
    "ubrukelig-excel",
    Alvor.FEIL,
    "{slag} er ikke lest: {hva}.",
    "Lagre arket med regnskapet alene, som .xlsx eller CSV.",
)
IKKE_PAKKET_UT = Kode(
    "ikke-pakket-ut",
    Alvor.FEIL,
    "Zip-filen er ikke åpnet: {hva}.",
    "Pakk den ut, og velg filene med regnskapet.",
)
HOPPET_OVER = Kode(
    "hoppet-over-i-zip",
    Alvor.INFO,
    "«{verdi}» er {slag} og er ikke åpnet.",
)


def open_source(source: Source, options: Options, problems: Problems) -> tuple[Document, ...]:
    """Return what a file holds, each thing named by the file; none, with a problem, if nothing."""
    if len(source.data) > MAX_MB * 1_000_000:
        megabytes = len(source.data) // 1_000_000
        problems.add(FOR_STOR_FIL, Sted(source.navn), mb=megabytes, grense=MAX_MB)
        return ()
    if not source.data.startswith(ZIP):
        return _open_plain(source, options, problems)
    kind = zip_kind(source.data)
    if isinstance(kind, Kind):
        return _named(kind, source, problems)
    if kind == "zip":
        return tuple(_open_archive(source, options, problems))
    return _open_workbook(kind, source, problems)


def _named(kind: Kind, source: Source, problems: Problems) -> tuple[Document, ...]:
    problems.add(BINAER_FIL, Sted(source.navn), slag=kind.slag, raad=kind.raad)
    return ()


def _open_plain(source: Source, options: Options, problems: Problems) -> tuple[Document, ...]:
    """Return the documents of what is no zip file."""
    data = source.data
    if not data or data.isspace():
        problems.add(TOM_FIL, Sted(source.navn))
        return ()
    utf16 = is_utf16(data) or options.koding == "utf-16"
    if not utf16 and (kind := binary_kind(data)):
        return _named(kind, source, problems)
    if is_mht(data):
        return _open_mht(source, options, problems)
    document = open_text(source, options, problems)
    start = document.head[0].lstrip("\ufeff \t")[:1] if document.head else ""
    if start and start in "[{" and (sheet := read_records(document.content())):
        why = "Filen er JSON med en liste av poster."
        return _tables("json", why, lambda: (sheet,), source, problems)
    return _open_markup(document, source, problems) if start == "<" else (document,)


def _open_markup(
    document: TextDocument, source: Source, problems: Problems
) -> tuple[Document, ...]:
    """Return the tables of a page or an XML spreadsheet; what is neither is a text after all."""
    text = document.content()
    is_odf = "urn:oasis:names:tc:opendocument" in text[:8192]
    if not is_odf and not is_spreadsheet(text):
        if not is_page(text):
            return (document,)
        return _tables("html", "Filen er en nettside.", lambda: read_page(text), source, problems)
    read = read_content if is_odf else read_spreadsheet
    xml = _xml(text)
    if not xml:
        wrong = "den er for stor, eller har XML-definisjoner som regneark ikke har"
        problems.add(UBRUKELIG_EXCEL, Sted(source.navn), slag="XML-filen", hva=wrong)
        return ()
    return _tables("xml", "Filen er et XML-regneark.", lambda: read(xml), source, problems)


def _xml(text: str) -> bytes:
    """Return XML as UTF-8 without its declaration; empty when it is not safe to parse."""
    declared = text.lstrip("\ufeff \t\r\n")
    body = declared.partition("?>")[2] if declared.startswith("<?xml") else declared
    is_safe = "<!DOCTYPE" not in body and len(body) <= sheets.MAX_UNPACKED
    return body.encode("utf-8", errors="replace") if is_safe else b""


def _open_mht(source: Source, options: Options, problems: Problems) -> tuple[Document, ...]:
    """Return the tables of a page saved as one file."""

    def read() -> tuple[Sheet, ...]:
        pages = (Source(source.navn, page) for page in pages_of_mht(source.data) if page)
        texts = (open_text(page, options, problems).content() for page in pages)
        found = [sheet for text in texts for sheet in read_page(text)]
        return tuple(
            replace(sheet, navn=f"Tabell {number}") for number, sheet in enumerate(found, start=1)
        )

    return _tables("html", "Filen er en nettside i én fil (.mht).", read, source, problems)


def _open_workbook(kind: str, source: Source, problems: Problems) -> tuple[Document, ...]:
    def read() -> tuple[Sheet, ...]:
        if kind not in source.tables:
            source.tables[kind] = _sheets(kind, source.data)
        found: tuple[Sheet, ...] = source.tables[kind]
        return found

    if wrong := sheets.why_refused(source.data):
        problems.add(UBRUKELIG_EXCEL, Sted(source.navn), slag="Regnearket", hva=wrong)
        return ()
    why = "Filen er en Excel-fil." if kind == "xlsx" else "Filen er et OpenDocument-regneark."
    return _tables(kind, why, read, source, problems)


def _sheets(kind: str, data: bytes) -> tuple[Sheet, ...]:
    if kind == "xlsx":
        return sheets.read_workbook(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return read_content(archive.read(ODS_CONTENT))


def _tables(
    kodet: str,
    grunn: str,
    read: Callable[[], Sequence[Sheet]],
    source: Source,
    problems: Problems,
) -> tuple[SheetDocument, ...]:
    """Return tables with something in them; none, with a problem, when there are none."""
    found: Sequence[Sheet] = ()
    wrong = ""
    try:
        found = [sheet for sheet in read() if sheet.rows]
    except TooLargeError as error:
        wrong = str(error)
    except Exception as error:  # noqa: BLE001 - a damaged file makes parsers raise anything
        wrong = f"den er skadet ({type(error).__name__})"
    if not found:
        what = "tabeller" if kodet == "html" else "ark"
        said = {"slag": "Nettsiden" if kodet == "html" else "Regnearket"}
        problems.add(
            UBRUKELIG_EXCEL, Sted(source.navn), **said, hva=wrong or f"ingen {what} har innhold"
        )
    return tuple(document_of(sheet, source.navn, kodet, grunn) for sheet in _distinct(found))


def _distinct(found: Sequence[Sheet]) -> Iterator[Sheet]:
    """Yield the sheets, each with a name of its own."""
    names: set[str] = set()
    for number, sheet in enumerate(found, start=1):
        name = shortened(sheet.navn) or f"Ark {number}"
        name = f"{name} ({number})" if name in names else name
        names.add(name)
        yield replace(sheet, navn=name)


MAX_FILES = 200
"""Files of a zip that are opened."""


def _open_archive(source: Source, options: Options, problems: Problems) -> Iterator[Document]:
    """Yield what the files of a zip hold; other archives inside it are not opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            members = [one for one in archive.infolist() if _is_file(one)]
            if wrong := _why_not_unpacked(members):
                problems.add(IKKE_PAKKET_UT, Sted(source.navn), hva=wrong)
            elif any(one.flag_bits & 1 for one in members):
                problems.add(
                    BINAER_FIL, Sted(source.navn), slag=LOCKED_ZIP.slag, raad=LOCKED_ZIP.raad
                )
            else:
                files = [(_name(one), archive.read(one)) for one in members]
                yield from _members(source, files, options, problems)
    except Exception as error:  # noqa: BLE001 - a damaged zip makes zipfile raise errors of many kinds
        hva = f"den er skadet ({type(error).__name__})"
        problems.add(IKKE_PAKKET_UT, Sted(source.navn), hva=hva)


def _is_file(member: zipfile.ZipInfo) -> bool:
    """Return whether it is a file of the user's, not of the system that packed it."""
    last = member.filename.rpartition("/")[2]
    hidden = last.startswith(".") or last in ("Thumbs.db", "desktop.ini")
    return bool(last) and not hidden and not member.filename.startswith("__MACOSX/")


def _why_not_unpacked(members: Sequence[zipfile.ZipInfo]) -> str:
    if not members:
        return "den er tom"
    if len(members) > MAX_FILES:
        return f"den har {len(members)} filer, og grensen er {MAX_FILES}"
    megabytes = sum(one.file_size for one in members) // 1_000_000
    return f"den er på {megabytes} MB når den pakkes ut" if megabytes > MAX_MB else ""


def _name(member: zipfile.ZipInfo) -> str:
    """Return a file's name; where the zip does not say how it is written, as Windows writes it."""
    if member.flag_bits & 0x800:
        return member.filename
    return member.filename.encode("cp437", errors="replace").decode("cp865", errors="replace")


def _members(
    source: Source, files: Sequence[tuple[str, bytes]], options: Options, problems: Problems
) -> Iterator[Document]:
    """Yield the documents of the files; those that cannot be read are named, all the same."""
    for name, data in files:
        inside = Source(f"{source.navn}{INSIDE}{name}", data)
        kind = _closed_kind(data)
        if kind:
            said = {"slag": kind.slag}
            problems.add(HOPPET_OVER, Sted(source.navn), name, **said)
        elif data and not data.isspace():
            yield from open_source(inside, options, problems)
    if all(_closed_kind(data) for _, data in files):
        hva = "den har ingen fil som kan leses"
        problems.add(IKKE_PAKKET_UT, Sted(source.navn), hva=hva)


def _closed_kind(data: bytes) -> Kind | None:
    """Return the kind of a file in a zip that is not opened."""
    if not data.startswith(ZIP):
        return None if is_utf16(data) else binary_kind(data)
    kind = zip_kind(data)
    if kind == "zip":
        return Kind("en zip-fil i zip-filen", "")
    return kind if isinstance(kind, Kind) else None
