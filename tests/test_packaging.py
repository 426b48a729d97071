"""What `pip install .` gives: every package that is imported is asked for."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path
from zipfile import ZipFile

import pytest

from support.notes import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OWN = {"kommuneindikatorer", "sitegen"}
# What mkdocs.yml names, and no module imports.
CONFIGURED = {"mkdocs-jupyter", "mkdocs-material"}
# What a build runs as commands of their own, with «python -m».
RUN = {"hatchling", "pyodide-build", "pyodide-lock"}
# What else must be there: fontTools opens woff2 files only with this extra.
EXTRAS = {"fonttools[woff]", "pyodide-lock[wheel]"}


def sources() -> Iterator[str]:
    """Return every module of both packages, and the code of the notebook that a build runs."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        yield path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "docs").rglob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        yield from ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def imports(source: str) -> set[str]:
    """Return the top-level names of the modules that `source` imports, in functions too."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add((node.module or "").partition(".")[0])
    return names


def normalized(requirement: str) -> str:
    name = re.split(r"[\[<>=~!; ]", requirement)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def needed() -> set[str]:
    names = {name for source in sources() for name in imports(source)}
    third_party = names - OWN - sys.stdlib_module_names
    return {owner(name) for name in third_party}


def owner(module: str) -> str:
    """Return the distribution that a module belongs to, of those that are declared if it can be."""
    for requirement in PROJECT["dependencies"]:
        name = normalized(requirement)
        if module in modules_of(name):
            return name
    return normalized(metadata.packages_distributions()[module][0])


@cache
def modules_of(distribution: str) -> frozenset[str]:
    """Return the names of a distribution's modules and folders at the top."""
    record = metadata.distribution(distribution).read_text("RECORD")
    assert record
    return frozenset(line.partition("/")[0].partition(".")[0] for line in record.splitlines())


def test_every_package_that_is_imported_is_declared_and_no_other() -> None:
    extras = PROJECT["optional-dependencies"].values()
    every = [*PROJECT["dependencies"], *(one for extra in extras for one in extra)]
    declared = {normalized(requirement) for requirement in every}
    assert declared == needed() | CONFIGURED | RUN


def test_the_extras_that_no_import_shows_are_declared() -> None:
    assert set(PROJECT["dependencies"]) >= EXTRAS


def test_what_is_declared_is_what_make_installs() -> None:
    installed = (ROOT / "requirements/site.txt").read_text(encoding="utf-8")
    pinned = {normalized(line) for line in installed.splitlines() if re.match(r"[\w.-]+==", line)}
    assert {normalized(requirement) for requirement in PROJECT["dependencies"]} <= pinned


@pytest.mark.slow
def test_the_wheel_holds_both_packages_with_all_their_files(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*command, "--no-build-isolation", "-w", tmp_path, ROOT], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "src"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert names == {line.removeprefix("src/") for line in tracked.splitlines()}
