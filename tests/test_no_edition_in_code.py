"""The code knows no note by heart: no table's number, no date and no year of an edition."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from support.notes import ROOT

TABLE = re.compile(r"(?i)\b(?:tabell|figur)[ \u00a0_-]?\d\b")
DATE = re.compile(r"20\d\d-\d\d-\d\d|\b\d\d?\. (?:januar|februar|mars|april|mai|juni) 20\d\d")
YEAR = re.compile(r"(?<![\du])20(?:1\d|2\d)(?!\d)")
ALLOWED = {
    # When accounts and numbers changed by law, which is no edition's.
    "kommuneindikatorer/register/__init__.py": "2020 2023 2024",
    "kommuneindikatorer/unit.py": "2020 2023 2024 2026",
    "kommuneindikatorer/derivation.py": "2020",
    "kommuneindikatorer/readers/kontoplan.py": "2015 2019 2020 2024",
    "kommuneindikatorer/readers/kostra/controls.py": "2026",
    "kommuneindikatorer/measures/disposisjonsfond_med_arets_resultat.py": "2019",
    "sitegen/pages/template.py": "2020",
    # When the committee changed the levels it recommends.
    "kommuneindikatorer/measures/indikator.py": "2014",
    "sitegen/facts/unit_checks.py": "2020 2023 2024",
    "sitegen/facts/unit_files.py": "2024",
    "sitegen/facts/landing.py": "2024",
    "sitegen/facts/changes/snapshot.py": "2024",
    "sitegen/pages/diff/words.py": "2024",
    "sitegen/formats/datapackage.py": "2024",
    "sitegen/formats/fields.py": "2020 2023 2024",
    "sitegen/formats/units.py": "2020 2023 2024",
    "sitegen/facts/licences.py": "2018-06-15 2018",
    # The made-up municipality's accounts are of years of their own.
    "sitegen/formats/example.py": "2023 2024",
    # Examples of a file, in help and in faults.
    "sitegen/pages/notebook.py": "2024",
    "sitegen/cli/new_note.py": "2026-03-06 2026",
    "sitegen/note/model.py": "2023 2024",
    "sitegen/publish/versions/release.py": "2025-03-07 2025",
}
"""Files that may hold some of it, each with what it may hold."""


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the text and whole numbers of a Python module that are no docstrings."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    documentation = {id(one.value) for one in nodes if isinstance(one, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and id(node) not in documentation:
            yield node.lineno, str(node.value)


def code(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a script without its comments."""
    text = re.sub(
        r"/\*.*?\*/",
        lambda found: "\n" * found[0].count("\n"),
        path.read_text("utf-8"),
        flags=re.DOTALL,
    )
    for number, line in enumerate(text.split("\n"), 1):
        yield number, re.sub(r"(?<![:\"'`])//.*", "", line)


@cache
def found(path: Path) -> list[str]:
    """Return everything of an edition in a file."""
    lines = literals(path) if path.suffix == ".py" else code(path)
    return [
        f"{number}: {one[0]}"
        for number, text in lines
        for pattern in (TABLE, DATE, YEAR)
        for one in pattern.finditer(text)
    ]


def files() -> list[Path]:
    return sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "docs/assets").rglob("*.js")])


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix().removeprefix("src/").removeprefix("docs/assets/")


def test_no_file_holds_a_number_or_a_date_of_an_edition() -> None:
    beyond = {
        name(path): kept
        for path in files()
        if (kept := [one for one in found(path) if one.partition(": ")[2] not in allowed(path)])
    }
    assert beyond == {}


def allowed(path: Path) -> list[str]:
    return ALLOWED.get(name(path), "").split()


# An example of a correction, as an editor writes one.
EXAMPLE = ROOT / "docs/redaksjon/rettelser-og-nye-tall.md"


def test_no_page_by_hand_names_a_table_by_its_number() -> None:
    words = re.compile(r"(?i)\b(?:tabell|figur)[ \u00a0]\d\b")
    pages = {*(ROOT / "docs").rglob("*.md"), *(ROOT / "docs").rglob("*.ipynb")} - {EXAMPLE}
    assert EXAMPLE.is_file()
    named = {
        (name(path), match[0])
        for path in pages
        if "decisions" not in path.parts
        for match in words.finditer(path.read_text(encoding="utf-8"))
    }
    assert named == set()


def test_what_is_looked_for_is_found(tmp_path: Path) -> None:
    module, script = tmp_path / "a.py", tmp_path / "a.js"
    module.write_text('"""Tabell 5, 2024."""\nA = "tabell-5"\nB = (2024, "7. mars 2025")\n')
    script.write_text('// tabell 5\nconst a = "Tabell 5";\n/* 2024 */ const b = 2024;\n')
    assert found(module) == ["2: tabell-5", "3: 2024", "3: 7. mars 2025", "3: 2025"]
    assert found(script) == ["2: Tabell 5", "3: 2024"]


def test_an_exception_is_of_a_file_that_needs_it() -> None:
    for known, words in ALLOWED.items():
        path = ROOT / "src" / known
        assert {one.partition(": ")[2] for one in found(path)} == set(words.split()), known
