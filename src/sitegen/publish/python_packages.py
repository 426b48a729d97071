"""The core and what reads Excel files as wheels, with a lock file that Pyodide reads.

The calculator starts from these wheels, and anyone's notebook can. `pyodide auditwheel` looks for
native code in each; `pyodide lockfile add-wheels` checks that they fit this Pyodide, resolves what
depends on what, and writes names and checksums.
"""

import base64
import hashlib
import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution, version
from pathlib import Path

import kommuneindikatorer
from sitegen.note.errors import Fault, SitegenError
from sitegen.publish.cache import cached, key_of
from sitegen.publish.tree import archive, deflated

CORE = "kommuneindikatorer"
EXCEL = "openpyxl"
INSTALLED = ("et-xmlfile", EXCEL)
LOCK = "pyodide-lock.json"
SOURCE = Path(kommuneindikatorer.__file__).parent
TOOLS = ("hatchling", "pyodide-build", "pyodide-lock", "auditwheel-emscripten")
# The date of the edition: with it in the wheel, each edition would have another.
_DATE = "SOURCE_DATE_EPOCH"
# What the installer wrote, and the list of files that is made anew.
_INSTALLED = {"INSTALLER", "RECORD", "REQUESTED", "direct_url.json"}


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
    versions = (f"{name} {version(name)}" for name in (*INSTALLED, *TOOLS))
    return key_of(Path(__file__), lock, *sources, *versions)


def _make(lock: str) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _build_core(folder)
        for package in INSTALLED:
            name, data = wheel_of(distribution(package))
            (folder / name).write_bytes(data)
        wheels = sorted(folder.glob("*.whl"))
        audit(wheels)
        (folder / LOCK).write_bytes(lock_of(wheels, lock))
        return {path.name: path.read_bytes() for path in (*wheels, folder / LOCK)}


def _build_core(out: Path) -> None:
    _run("hatchling", "build", "--target", "wheel", "--directory", out, folder=SOURCE)


def wheel_of(package: Distribution) -> tuple[str, bytes]:
    """Return an installed package as the wheel it was installed from: its name and content."""
    files = dict(_files(package))
    info = next(name.partition("/")[0] for name in files if name.endswith(".dist-info/WHEEL"))
    files[f"{info}/RECORD"] = _record(files, f"{info}/RECORD").encode()
    tags = [
        line.removeprefix("Tag: ").split("-")
        for line in files[f"{info}/WHEEL"].decode().splitlines()
        if line.startswith("Tag: ")
    ]
    tag = "-".join(".".join(dict.fromkeys(parts)) for parts in zip(*tags, strict=True))
    return f"{info.removesuffix('.dist-info')}-{tag}.whl", deflated(files)


def _files(package: Distribution) -> Iterator[tuple[str, bytes]]:
    for file in package.files or ():
        if file.suffix != ".pyc" and file.name not in _INSTALLED:
            yield file.as_posix(), Path(str(file.locate())).read_bytes()


def _record(files: Mapping[str, bytes], own: str) -> str:
    lines = [f"{name},sha256={_digest(data)},{len(data)}" for name, data in sorted(files.items())]
    return "\n".join([*lines, f"{own},,", ""])


def _digest(data: bytes) -> str:
    whole = base64.urlsafe_b64encode(hashlib.sha256(data).digest())
    return whole.rstrip(b"=").decode()


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
