"""The calculator's files for the browser, read from the checkout and its installed packages."""

import hashlib
from importlib.metadata import files as installed
from pathlib import Path

from sitegen.publish.kept import kept
from sitegen.publish.memory_image import memory_image
from sitegen.publish.packages import read_package_file
from sitegen.publish.runtime.archive import archive, packed
from sitegen.publish.runtime.parcel import parcel
from sitegen.publish.runtime.pyodide import NEEDED, WASM, Pyodide

CORE = Path(__file__).parents[2] / "kommuneindikatorer"
EXCEL = ("openpyxl", "et_xmlfile")
CACHE = Path("build/pakket")
_KINDS = {".py", ".csv"}


def browser_files(root: Path) -> dict[str, bytes]:
    """Return the calculator's files by their path below their folder.

    Raises:
        SitegenError: Pyodide or Node.js is not installed, or the image cannot be made.
    """
    pyodide = read_pyodide(root)
    core = core_archive()
    files = {
        "image": memory_image(root, pyodide, core),
        "wasm": _packed(root, pyodide.files[WASM]),
        "stdlib": _packed(root, pyodide.library),
        "core": packed(core),
        "excel": packed(excel_archive()),
    }
    return parcel(pyodide.version, pyodide.lock, files, pyodide.modules)


def read_pyodide(root: Path) -> Pyodide:
    """Return Pyodide as npm installed it; raises ``SourceError`` if a file is missing."""
    return Pyodide({name: read_package_file(root, f"pyodide/{name}") for name in NEEDED})


def core_archive() -> bytes:
    """Return the indicators with their register, as an archive to be put on Python's path."""
    files = {
        f"kommuneindikatorer/{path.relative_to(CORE).as_posix()}": path.read_bytes()
        for path in CORE.rglob("*")
        if path.suffix in _KINDS
    }
    return archive(files)


def excel_archive() -> bytes:
    """Return the installed packages that read Excel files, as an archive."""
    return archive(
        {
            file.as_posix(): Path(str(file.locate())).read_bytes()
            for package in EXCEL
            for file in installed(package) or ()
            if file.suffix == ".py"
        }
    )


def _packed(root: Path, data: bytes) -> bytes:
    """Return large data packed, which takes most of a second."""
    return kept(root / CACHE, f"{hashlib.sha256(data).hexdigest()}.bin", lambda: packed(data))
