"""The local server's rebuild: in a process of its own, and a fault leaves the last good build."""

import shutil
from pathlib import Path

import pytest

from sitegen.publish.build import build_site
from sitegen.publish.serve import rebuild
from support.notes import FOLDER


@pytest.mark.slow
def test_a_fault_is_printed_and_the_last_good_build_stays_up(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    note, site = tmp_path / "notat", tmp_path / "site"
    shutil.copytree(FOLDER, note)
    text = (note / "note.txt").read_text(encoding="utf-8")
    (note / "note.txt").write_text(text.replace("18,2   18,8", "18,2", 1), encoding="utf-8")
    site.mkdir()
    (site / "index.html").write_bytes(b"1")
    rebuild(build_site, tmp_path, note, site)
    assert "linje 263: ventet 10 tall på raden" in capfd.readouterr().err
    assert (site / "index.html").read_bytes() == b"1"
