"""A golden file is written only when asked for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.notes import ROOT

TEST = """
from pathlib import Path
from support.golden import check_golden

def test_it():
    check_golden(Path(__file__).parent / "golden/words.txt", b"new")
"""


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run a test that holds «new» against the folder's golden file."""
    (folder / "test_it.py").write_text(TEST, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "support.golden", "-c", os.devnull, *options]
    return subprocess.run(
        [*command, f"--rootdir={folder}", "-p", "no:cacheprovider", str(folder)],
        env=os.environ | {"PYTHONPATH": str(ROOT / "tests"), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(None, "words.txt is missing"), (b"old", "words.txt differs"), (b"new", None)],
)
def test_a_golden_file_is_written_only_when_asked_for(
    tmp_path: Path, content: bytes | None, complaint: str | None
) -> None:
    golden = tmp_path / "golden/words.txt"
    if content is not None:
        golden.parent.mkdir()
        golden.write_bytes(content)
    first = run(tmp_path)
    assert first.returncode == (complaint is not None), first.stdout
    assert (complaint or "1 passed") in first.stdout
    assert (golden.read_bytes() if golden.exists() else None) == content
    assert run(tmp_path, "--update-goldens").returncode == 0
    assert golden.read_bytes() == b"new"
