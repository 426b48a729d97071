"""A golden file is written only when asked for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.notes import ROOT

TEST = """
from pathlib import Path
import pytest
from support.golden import check_golden

@pytest.mark.parametrize("name", ["missing", "other", "same"])
def test_it(name):
    check_golden(Path(__file__).parent / f"golden/{name}.txt", b"new")
"""


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run tests that hold «new» against the folder's golden files."""
    (folder / "test_it.py").write_text(TEST, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "support.golden", "-c", os.devnull, *options]
    return subprocess.run(
        [*command, f"--rootdir={folder}", "-p", "no:cacheprovider", str(folder)],
        env=os.environ | {"PYTHONPATH": str(ROOT / "tests"), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_a_golden_file_is_written_only_when_asked_for(tmp_path: Path) -> None:
    golden = tmp_path / "golden"
    golden.mkdir()
    (golden / "other.txt").write_bytes(b"old")
    (golden / "same.txt").write_bytes(b"new")
    first = run(tmp_path)
    assert "2 failed, 1 passed" in first.stdout
    assert "missing.txt is missing" in first.stdout
    assert "other.txt differs" in first.stdout
    assert content(golden) == {"other.txt": b"old", "same.txt": b"new"}
    assert run(tmp_path, "--update-goldens").returncode == 0
    assert content(golden) == dict.fromkeys(["missing.txt", "other.txt", "same.txt"], b"new")


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}
