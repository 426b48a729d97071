"""What a site takes from Pyodide's npm package."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

MODULES = ("pyodide.mjs", "pyodide.asm.mjs")
WASM = "pyodide.asm.wasm"
STDLIB = "python_stdlib.zip"
LOCK = "pyodide-lock.json"
PACKAGE = "package.json"
NEEDED = (*MODULES, WASM, STDLIB, LOCK, PACKAGE)
_MAP_LINE = b"//# sourceMappingURL="


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
    def modules(self) -> dict[str, bytes]:
        """Its JavaScript without the line that names a source map, which a site has no use for."""
        return {name: _without_map(self.files[name]) for name in MODULES}


def _without_map(script: bytes) -> bytes:
    lines = script.split(b"\n")
    return b"\n".join(line for line in lines if not line.startswith(_MAP_LINE))
