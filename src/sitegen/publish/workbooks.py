"""Writes Excel files: in Node.js, with the module that browsers write theirs with.

What is written is packed anew without the time it was written, so the same content gives the same
bytes, and is found again while its content is the same.
"""

import base64
import html
import io
import json
import pickle
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from sitegen.formats import workbook
from sitegen.formats.workbook import Sheet
from sitegen.pages import unit
from sitegen.pages import workbooks as sheets_of
from sitegen.pages.edition import Edition
from sitegen.pages.unit import BOOK, FRAMES, HOME, source_of
from sitegen.pages.workbooks import profile_sheets
from sitegen.publish.cache import cached, key_of
from sitegen.publish.packages import run_node
from sitegen.publish.tree import PACKAGES, archive, deflated, read_package_file

SCRIPT = Path(__file__).with_name("workbooks.mjs")
PACKAGE = "write-excel-file"
WRITER = f"{PACKAGE}/universal/index.js"
BUNDLE = f"{PACKAGE}/bundle/write-excel-file.min.js"
SHEETS = Path("docs/assets/shared/workbook.js")
type Books = Mapping[str, Sequence[Sheet]]
_MAP = b"\n//# sourceMappingURL="


def workbooks(root: Path, books: Books) -> dict[str, bytes]:
    """Return workbooks by name; written only if their content, or what writes them, is new.

    Raises:
        SitegenError: There is no Node.js, or a workbook cannot be written.
    """
    asked = _asked(books)
    return _kept(root, key_of(asked), lambda: asked, _timeless)


def _asked(books: Books) -> str:
    plain = {name: [_plain(sheet) for sheet in sheets] for name, sheets in books.items()}
    return json.dumps(plain, ensure_ascii=False)


def _kept(
    root: Path, key: str, asked: Callable[[], str], packed: Callable[[bytes], bytes] = bytes
) -> dict[str, bytes]:
    package = read_package_file(root, f"{PACKAGE}/package.json")
    whole = key_of(key, package, SCRIPT, root / SHEETS, Path(__file__))

    def made() -> bytes:
        return archive({name: packed(book) for name, book in _written(root, asked()).items()})

    kept = cached(root, f"workbooks-{whole}.zip", made)
    with zipfile.ZipFile(io.BytesIO(kept)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def _plain(sheet: Sheet) -> dict[str, object]:
    said = {one.name: getattr(sheet, one.name) for one in fields(sheet)}
    return {name: value for name, value in said.items() if value is not None}


def _written(root: Path, asked: str) -> dict[str, bytes]:
    writer = (root / PACKAGES / WRITER).resolve()
    found = json.loads(run_node(root, SCRIPT, writer, root / SHEETS, given=asked))
    return {name: base64.b64decode(data) for name, data in found.items()}


def _timeless(book: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as opened:
        return deflated({name: opened.read(name) for name in opened.namelist()})


def unit_books(root: Path, edition: Edition) -> dict[str, bytes]:
    """Return every unit's workbook by the address of its page, as the writer packed it.

    Not worked out if it is kept; ``frame_books`` packs it for good.
    """
    sources = {kind: source_of(edition, kind) for kind in FRAMES}
    code = (Path(str(module.__file__)) for module in (unit, sheets_of, workbook))
    key = key_of(pickle.dumps((edition.profiles, sources)), *code)

    def asked() -> str:
        return _asked({u.adresse: profile_sheets(u, sources[u.slag]) for u in edition.profiles})

    return _kept(root, key, asked)


def frame_books(site: Path, books: Mapping[str, bytes], home: str) -> None:
    """Write every unit's workbook beside its page, with the address below which the pages lie."""
    for address, book in books.items():
        (site / address / BOOK).write_bytes(_at(book, html.escape(home).encode()))


def _at(book: bytes, home: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    return deflated({name: part.replace(HOME.encode(), home) for name, part in parts.items()})


def writer_files(root: Path) -> dict[str, bytes]:
    """Return what browsers write workbooks with; its map of the source is not published."""
    bundle = read_package_file(root, BUNDLE)
    return {BUNDLE.rpartition("/")[2]: bundle.partition(_MAP)[0] + b"\n"}
