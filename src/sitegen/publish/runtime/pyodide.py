"""What a site takes from Pyodide's npm package."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.publish.tree import archive, read_package_file

MODULES = ("pyodide.mjs", "pyodide.asm.mjs")
WASM = "pyodide.asm.wasm"
STDLIB = "python_stdlib.zip"
LOCK = "pyodide-lock.json"
PACKAGE = "package.json"
NEEDED = (*MODULES, WASM, STDLIB, LOCK, PACKAGE)
_MAP_LINE = b"//# sourceMappingURL="
_UNUSED = {
    "_pyrepl",
    "bdb.py",
    "doctest.py",
    "ftplib.py",
    "imaplib.py",
    "mailbox.py",
    "multiprocessing",
    "pdb.py",
    "pickletools.py",
    "poplib.py",
    "pydoc.py",
    "smtplib.py",
    "unittest",
    "wsgiref",
    "xmlrpc",
}
"""Modules of the standard library for debugging, testing, other processes, post and servers:
nothing that reads accounts has a use for them."""


@dataclass(frozen=True, slots=True)
class Pyodide:
    """Pyodide's files, read.

    Attributes:
        files: By the names in `NEEDED`.
    """

    files: Mapping[str, bytes]

    @property
    def version(self) -> str:
        """Its version, as npm has it."""
        return str(json.loads(self.files[PACKAGE])["version"])

    @property
    def lock(self) -> str:
        """Return its lock file without packages: the core needs none."""
        return json.dumps({"info": json.loads(self.files[LOCK])["info"], "packages": {}})

    @property
    def library(self) -> bytes:
        """Its standard library without what the core cannot use, as an archive."""
        with zipfile.ZipFile(io.BytesIO(self.files[STDLIB])) as whole:
            names = (one.filename for one in whole.infolist() if not one.is_dir())
            return archive({one: whole.read(one) for one in names if _is_used(one)})

    @property
    def modules(self) -> dict[str, bytes]:
        """Its JavaScript without the line that names a source map, which a site has no use for."""
        return {name: _without_map(self.files[name]) for name in MODULES}


def read_pyodide(root: Path) -> Pyodide:
    """Return Pyodide as npm installed it; raises ``SourceError`` if a file is missing."""
    return Pyodide({name: read_package_file(root, f"pyodide/{name}") for name in NEEDED})


def _is_used(name: str) -> bool:
    return name.partition("/")[0] not in _UNUSED


def _without_map(script: bytes) -> bytes:
    lines = script.split(b"\n")
    return b"\n".join(line for line in lines if not line.startswith(_MAP_LINE))
