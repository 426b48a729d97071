"""The rules of the house that no single room can keep alone."""

import ast
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "sitegen"
CORE = ROOT / "src" / "kommuneindikatorer"
# The rooms of the site's scripts, and those each takes from.
SCRIPTS = ROOT / "docs" / "assets"
ROOMS = {
    "shared": set(),
    "runtime": set(),
    "chart": {"shared"},
    "explorer": {"chart", "shared"},
    "calculator": {"chart", "runtime", "shared"},
}
TAKEN = re.compile(r'(?:\bfrom |\bimport\()"\.\./(\w+)/')
# In pieces, so that this file does not name what it looks for.
REGISTRY_HOSTS = tuple(
    ".".join(labels)
    for labels in (
        ("pypi", "org"),
        ("python\x68osted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("conda", "anaconda", "org"),
    )
)


# A fixed wait, or a clock read by a test: red on a loaded machine. Time is measured by «make bench».
BY_THE_CLOCK = re.compile(
    r"wait_for_timeout|\bsleep\(|perf_counter|process_time|monotonic|time\.time\(|performance\.now"
)
CLOCKS_ALLOWED = {Path(__file__), ROOT / "tests/support/waiting.py"}


def tracked_files() -> list[Path]:
    """Return every file that git tracks and the work tree still has."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    paths = (ROOT / name for name in listing.split("\0") if name)
    return [path for path in paths if path.is_file()]


def imported_modules(source: str) -> set[str]:
    """Return the top-level names of what `source` imports; '' stands for a relative import."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add("" if node.level else node.module or "")
    return {name if name.startswith("sitegen.") else name.partition(".")[0] for name in names}


def foreign_imports(source: str) -> set[str]:
    """Return what `source` imports beyond the standard library and `kommuneindikatorer`."""
    return {
        name
        for name in imported_modules(source)
        if name
        and name not in sys.stdlib_module_names
        and name != "kommuneindikatorer"
        and not name.startswith("kommuneindikatorer.")
    }


def test_a_room_imports_only_what_stands_below_it() -> None:
    result = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    "path",
    sorted(CORE.rglob("*.py")),
    ids=lambda path: str(path.relative_to(CORE)),
)
def test_the_indicators_import_only_the_standard_library(path: Path) -> None:
    assert foreign_imports(path.read_text(encoding="utf-8")) == set()


def test_an_import_from_outside_the_standard_library_is_seen() -> None:
    source = "import json, numpy.linalg\nfrom sitegen.note import x\nfrom . import y\n"
    assert foreign_imports(source) == {"numpy", "sitegen.note"}


def test_the_root_holds_one_configuration_of_mkdocs_and_no_generated_one() -> None:
    names = {path.name for path in tracked_files() if path.parent == ROOT}
    assert {name for name in names if name.startswith("mkdocs")} == {"mkdocs.yml"}


def test_no_file_names_a_package_registry() -> None:
    found = [
        (str(path.relative_to(ROOT)), host)
        for path in tracked_files()
        for host in REGISTRY_HOSTS
        if host.encode() in path.read_bytes()
    ]
    assert found == []


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "src").rglob("__init__.py")),
    ids=lambda path: str(path.relative_to(ROOT / "src")),
)
def test_a_package_says_what_it_is_in_five_lines(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring, f"{path} has no docstring"
    assert len(docstring.splitlines()) <= 5


def test_no_test_waits_or_is_judged_by_the_clock() -> None:
    files = {path for path in tracked_files() if (ROOT / "tests") in path.parents}
    scripts = {path for path in files if path.suffix in {".py", ".js", ".mjs"}} - CLOCKS_ALLOWED
    lines = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted(scripts)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if BY_THE_CLOCK.search(line)
    ]
    assert lines == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_of_scripts_takes_only_from_those_below_it(room: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (SCRIPTS / room).glob("*.js")]
    assert texts
    assert {name for text in texts for name in TAKEN.findall(text)} <= ROOMS[room]


def test_every_test_in_the_list_of_costly_ones_is_there() -> None:
    listed = (ROOT / "tests/costly.txt").read_text(encoding="utf-8").splitlines()
    assert listed == sorted(set(listed))
    named: dict[str, set[str]] = {}
    for path in sorted({line.partition("::")[0] for line in listed}):
        body = ast.parse((ROOT / path).read_text(encoding="utf-8")).body
        named[path] = {one.name for one in body if isinstance(one, ast.FunctionDef)}
    assert [
        line for line in listed if line.rpartition("::")[2] not in named[line.partition("::")[0]]
    ] == []


def test_a_run_that_fails_leaves_the_list_of_costly_tests_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs = runpy.run_path(str(ROOT / "tools/costs.py"))
    main, given = costs["main"], tmp_path / "costly.txt"
    given.write_text("tests/test_one.py::test_it\n", encoding="utf-8")
    monkeypatch.setitem(main.__globals__, "LIST", given)
    monkeypatch.setattr(pytest, "main", lambda *_, **__: pytest.ExitCode.TESTS_FAILED)
    assert main() == pytest.ExitCode.TESTS_FAILED
    assert given.read_text(encoding="utf-8") == "tests/test_one.py::test_it\n"
    monkeypatch.setattr(pytest, "main", lambda *_, **__: pytest.ExitCode.OK)
    assert main() == 0
    assert given.read_text(encoding="utf-8") == ""
