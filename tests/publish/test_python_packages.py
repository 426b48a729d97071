"""The wheels that the site offers: whole, pure, the same bytes twice, and as the lock file says."""

import hashlib
import io
import json
import os
import zipfile
from pathlib import Path

import pytest

import kommuneindikatorer
from sitegen.note.errors import SitegenError
from sitegen.publish.python_packages import (
    CORE,
    LOCK,
    PythonPackages,
    audit,
    lock_of,
    python_packages,
)
from sitegen.publish.runtime.pyodide import read_pyodide
from sitegen.publish.tree import deflated
from support.notes import ROOT

WASM = b"\0asm\1\0\0\0"


@pytest.fixture(scope="module")
def packages() -> PythonPackages:
    return python_packages(ROOT, read_pyodide(ROOT).lock)


def names_in(wheel: bytes) -> set[str]:
    return set(zipfile.ZipFile(io.BytesIO(wheel)).namelist())


def made_up(folder: Path, name: str = "a", tag: str = "py3-none-any", **files: bytes) -> Path:
    """Return a wheel; `__` in a file's name is a slash and `_dot_` a full stop."""
    content = {key.replace("__", "/").replace("_dot_", "."): data for key, data in files.items()}
    content[f"{name}-1.dist-info/METADATA"] = (
        f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n".encode()
    )
    path = folder / f"{name}-1-{tag}.whl"
    path.write_bytes(deflated(content))
    return path


def test_the_core_goes_with_its_register_its_readme_and_its_version(
    packages: PythonPackages,
) -> None:
    names = names_in(packages.core)
    assert f"{CORE}/register/kommuneregister.csv" in names
    info = f"{CORE}-{kommuneindikatorer.__version__}.dist-info"
    assert {name.split("/")[0] for name in names} == {CORE, info}
    metadata = zipfile.ZipFile(io.BytesIO(packages.core)).read(f"{info}/METADATA").decode()
    assert "Requires-Dist" not in metadata
    assert "Requires-Python: >=3.12\n" in metadata


def test_every_module_of_the_core_is_in_its_wheel(packages: PythonPackages) -> None:
    source = Path(kommuneindikatorer.__file__).parent
    modules = {f"{CORE}/{p.relative_to(source).as_posix()}" for p in source.rglob("*.py")}
    assert {name for name in names_in(packages.core) if name.endswith(".py")} == modules


def test_the_lock_file_holds_the_checksum_of_every_wheel(packages: PythonPackages) -> None:
    listed = json.loads(packages.lock)["packages"].values()
    assert {one["file_name"]: one["sha256"] for one in listed} == {
        name: hashlib.sha256(data).hexdigest()
        for name, data in packages.files.items()
        if name != LOCK
    }


def test_the_core_depends_on_no_other_package(packages: PythonPackages) -> None:
    assert [name.partition("-")[0] for name in packages.wheels(CORE)] == [CORE]


@pytest.mark.slow
def test_the_same_bytes_are_made_twice_and_for_every_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packages: PythonPackages
) -> None:
    monkeypatch.setitem(os.environ, "SOURCE_DATE_EPOCH", "1700000000")
    assert python_packages(tmp_path, read_pyodide(ROOT).lock).files == packages.files


@pytest.mark.slow
@pytest.mark.parametrize("library", [b"\x7fELF and so on", WASM])
def test_a_wheel_with_native_code_is_refused(tmp_path: Path, library: bytes) -> None:
    wheel = made_up(tmp_path, a____init___dot_py=b"", a__fast_dot_so=library)
    with pytest.raises(SitegenError, match="auditwheel"):
        audit([wheel])


@pytest.mark.slow
def test_a_wheel_of_python_alone_passes(tmp_path: Path) -> None:
    audit([made_up(tmp_path, "b", a____init___dot_py=b"")])


@pytest.mark.slow
def test_a_wheel_for_another_platform_is_refused(tmp_path: Path) -> None:
    wheel = made_up(tmp_path, tag="cp314-cp314-win_amd64")
    with pytest.raises(SitegenError, match="don't match"):
        lock_of([wheel], read_pyodide(ROOT).lock)
