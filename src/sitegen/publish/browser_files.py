"""The calculator's files for the browser, read from the checkout and its installed packages."""

from pathlib import Path

from sitegen.publish.cache import cached, key_of
from sitegen.publish.memory_image import memory_image
from sitegen.publish.packages import read_package_file
from sitegen.publish.python_packages import CORE, EXCEL, PythonPackages, python_packages
from sitegen.publish.runtime.archive import packed
from sitegen.publish.runtime.bundle import Packed, bundle
from sitegen.publish.runtime.pyodide import NEEDED, WASM, Pyodide

RUNTIME = "assets/pyodide/"
PYTHON = "data/python/"
FROM_MANIFEST = "../../"
"""The way from the manifest to the root of the site."""


def browser_files(root: Path) -> dict[str, bytes]:
    """Return the calculator's files and the Python packages, by their path below the site.

    Raises:
        SitegenError: Pyodide or Node.js is not installed, or the image cannot be made.
    """
    pyodide = read_pyodide(root)
    packages = python_packages(root, pyodide.lock)
    core, excel = _wheels(packages, CORE), _wheels(packages, EXCEL)
    files = {
        "image": memory_image(root, pyodide, packages.core),
        "wasm": _packed(root, pyodide.files[WASM]),
        "stdlib": _packed(root, pyodide.library),
    }
    wheels = {"core": core, "excel": excel}
    runtime = bundle(pyodide.version, pyodide.lock, files, pyodide.modules, wheels)
    return {
        **{RUNTIME + name: data for name, data in runtime.items()},
        **{PYTHON + name: data for name, data in packages.files.items()},
    }


def read_pyodide(root: Path) -> Pyodide:
    """Return Pyodide as npm installed it; raises ``SourceError`` if a file is missing."""
    return Pyodide({name: read_package_file(root, f"pyodide/{name}") for name in NEEDED})


def _wheels(packages: PythonPackages, package: str) -> list[Packed]:
    """Return what the manifest says of a package's wheels: size, and the lock file's checksum."""
    return [
        Packed(FROM_MANIFEST + PYTHON + name, len(packages.files[name]), checksum)
        for name, checksum in packages.wheels(package).items()
    ]


def _packed(root: Path, data: bytes) -> bytes:
    """Return large data packed, which takes most of a second."""
    return cached(root, f"packed-{key_of(data)}.bin", lambda: packed(data))
