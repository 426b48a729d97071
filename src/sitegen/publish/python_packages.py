"""The core as a wheel, with a lock file that Pyodide reads.

The calculator starts from it, and anyone's notebook can. `pyodide auditwheel` looks for native
code; `pyodide lockfile add-wheels` checks that it fits this Pyodide, and writes name and checksum.
"""

import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import kommuneindikatorer
from sitegen.note.errors import Fault, SitegenError
from sitegen.publish.cache import cached, key_of
from sitegen.publish.tree import archive

CORE = "kommuneindikatorer"
LOCK = "pyodide-lock.json"
SOURCE = Path(kommuneindikatorer.__file__).parent
TOOLS = ("hatchling", "pyodide-build", "pyodide-lock", "auditwheel-emscripten")
# The date of the edition: with it in the wheel, each edition would have another.
_DATE = "SOURCE_DATE_EPOCH"


@dataclass(frozen=True, slots=True)
class PythonPackages:
    """Wheels, and the lock file that names them.

    Attributes:
        files: Every file by its name, the lock file among them.
    """

    files: Mapping[str, bytes]

    @property
    def lock(self) -> str:
        """The lock file's text."""
        return self.files[LOCK].decode()

    @property
    def core(self) -> bytes:
        """The core's wheel."""
        (name,) = self.wheels(CORE)
        return self.files[name]

    def wheels(self, package: str) -> dict[str, str]:
        """Return the SHA-256 of a package's wheel, and of those it depends on, by file name."""
        found: dict[str, str] = {}
        listed = json.loads(self.lock)["packages"]
        names = [package]
        for name in names:
            found[listed[name]["file_name"]] = listed[name]["sha256"]
            names += listed[name]["depends"]
        return found


def python_packages(root: Path, lock: str) -> PythonPackages:
    """Return the packages; made anew when what they are made from changes.

    Args:
        root: The checkout; its cache holds what was made before.
        lock: Pyodide's lock file without packages: which Python, and which platform.

    Raises:
        SitegenError: A wheel cannot be made, or does not run in this Pyodide.
    """
    made = cached(root, f"wheels-{_key(lock)}.zip", lambda: archive(_make(lock)))
    with zipfile.ZipFile(io.BytesIO(made)) as opened:
        return PythonPackages({name: opened.read(name) for name in opened.namelist()})


def _key(lock: str) -> str:
    """Return what stands for all that the packages are made from."""
    paths = sorted(path for path in SOURCE.rglob("*") if path.suffix not in {"", ".pyc"})
    sources = (part for path in paths for part in (path.relative_to(SOURCE).as_posix(), path))
    versions = (f"{name} {version(name)}" for name in TOOLS)
    return key_of(Path(__file__), lock, *sources, *versions)


def _make(lock: str) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _build_core(folder)
        wheels = sorted(folder.glob("*.whl"))
        audit(wheels)
        (folder / LOCK).write_bytes(lock_of(wheels, lock))
        return {path.name: path.read_bytes() for path in (*wheels, folder / LOCK)}


def _build_core(out: Path) -> None:
    _run("hatchling", "build", "--target", "wheel", "--directory", out, folder=SOURCE)


def audit(wheels: Iterable[Path]) -> None:
    """Look for native code in wheels; raises ``SitegenError`` if there is any.

    The tool takes a wheel only if its name says that it holds native code, so it is given a folder
    with all of them unpacked.
    """
    with tempfile.TemporaryDirectory() as folder:
        for wheel in wheels:
            zipfile.ZipFile(wheel).extractall(folder)
        found = _run("pyodide_cli", "auditwheel", "show", folder).strip()
    if found:
        raise SitegenError(Fault("auditwheel", None, "hjul med bare Python", found))


def lock_of(wheels: Sequence[Path], lock: str) -> bytes:
    """Return a lock file with the wheels in it; raises ``SitegenError`` if one does not fit."""
    with tempfile.TemporaryDirectory() as temporary:
        empty, full = (Path(temporary) / name for name in ("empty.json", "full.json"))
        empty.write_text(lock, encoding="utf-8")
        files = ("--input", empty, "--output", full)
        _run("pyodide_cli", "lockfile", "add-wheels", *files, *wheels)
        content = json.loads(full.read_bytes())
    return json.dumps(content, indent=1, sort_keys=True).encode() + b"\n"


def _run(tool: str, *arguments: str | Path, folder: Path | None = None) -> str:
    """Return what a Python tool prints; raises ``SitegenError`` with what it says when it fails."""
    environment = {name: value for name, value in os.environ.items() if name != _DATE}
    run = subprocess.run(  # noqa: S603 - every part is ours
        [sys.executable, "-m", tool, *arguments],
        check=False,
        capture_output=True,
        cwd=folder,
        env=environment,
        text=True,
    )
    if run.returncode:
        said = (run.stderr.strip().splitlines() or [""])[-1]
        raise SitegenError(Fault(f"{tool} {arguments[0]}", None, "pakker for Pyodide", said))
    return run.stdout
