"""One folder holds all that MkDocs builds from, and nothing else of a checkout is written to."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.cli.main import main
from sitegen.note.errors import SourceError
from sitegen.publish.tree import CONFIGURATION, STAGING, stage
from support.checkouts import copy_checkout, share_cache

MKDOCS = Path(sys.executable).with_name("mkdocs")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs/om").mkdir(parents=True)
    (tmp_path / "docs/om/metode.md").write_text("Metode", encoding="utf-8")
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_generated_files_are_written_and_hand_written_ones_linked(root: Path) -> None:
    stage(root, {"index.md": b"Forside", "om/tall.md": b"Tall"}, "{}")
    staged = root / STAGING
    assert files(staged) == {
        "docs/index.md": b"Forside",
        "docs/om/metode.md": b"Metode",
        "docs/om/tall.md": b"Tall",
        CONFIGURATION: b"{}",
    }
    (root / "docs/om/metode.md").write_text("Ny metode", encoding="utf-8")
    assert (staged / "docs/om/metode.md").read_text(encoding="utf-8") == "Ny metode"
    moved = root.rename(root.with_name("flyttet"))
    assert (moved / STAGING / "docs/om/metode.md").read_text(encoding="utf-8") == "Ny metode"


def test_what_is_gone_is_gone_and_what_is_the_same_is_left_alone(root: Path) -> None:
    stage(root, {"index.md": b"1", "gammel.md": b"2"}, "{}")
    stage(root, {"index.md": b"1"}, "{}")
    page = root / STAGING / "docs/index.md"
    assert not page.with_name("gammel.md").exists()
    before = page.stat().st_ino
    stage(root, {"index.md": b"1"}, "{}")
    assert page.stat().st_ino == before
    (root / "docs/om/metode.md").rename(root / "docs/om/kilder.md")
    stage(root, {"index.md": b"1"}, "{}")
    assert [path.name for path in (root / STAGING / "docs/om").iterdir()] == ["kilder.md"]
    assert [path.name for path in (root / "build").iterdir()] == [STAGING.name]


def put_a_link(page: Path) -> None:
    page.unlink()
    page.symlink_to("om/metode.md")


def put_other_words(page: Path) -> None:
    page.write_bytes(b"2")


@pytest.mark.parametrize("spoil", [put_a_link, put_other_words, Path.unlink])
def test_what_someone_changed_is_written_anew(root: Path, spoil: Callable[[Path], None]) -> None:
    stage(root, {"index.md": b"1"}, "{}")
    page = root / STAGING / "docs/index.md"
    spoil(page)
    stage(root, {"index.md": b"1"}, "{}")
    assert (page.is_symlink(), page.read_bytes()) == (False, b"1")


def test_a_hand_written_file_in_the_place_of_a_generated_one_is_refused(root: Path) -> None:
    stage(root, {"index.md": b"1"}, "{}")
    before = files(root)
    with pytest.raises(SourceError, match=r"docs: ventet bare håndskrevne filer.*om/metode\.md"):
        stage(root, {"index.md": b"2", "om/metode.md": b"3"}, "{}")
    assert files(root) == before


@pytest.mark.slow
def test_plain_mkdocs_builds_after_generate_and_says_so_before(tmp_path: Path) -> None:
    root = copy_checkout(tmp_path / "prosjekt")
    share_cache(root)
    written = files(root)
    build = [str(MKDOCS), "build", "--quiet", "--strict"]
    run = subprocess.run(build, cwd=root, check=False, capture_output=True, text=True)
    assert run.returncode != 0
    (sentence,) = [line for line in run.stderr.splitlines() if line.startswith("Error")]
    assert "run-sitegen-generate-first" in sentence
    assert main(["generate", "--root", str(root)]) == 0
    subprocess.run(build, cwd=root, check=True)
    assert "0,2" in (root / "site/tabeller/resultat-konsern/index.html").read_text(encoding="utf-8")
    now = files(root)
    new = now.keys() - written.keys()
    assert {name.partition("/")[0] for name in new} == {"build", "site"}
    assert {name: now[name] for name in written} == written
