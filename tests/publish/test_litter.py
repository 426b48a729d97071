"""What a killed run leaves is cleared by the next, and no link leads out of a folder."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.note.errors import SitegenError
from sitegen.publish.checks import read_releases
from sitegen.publish.edition_folder import read_edition, release_calendar, vocabulary
from sitegen.publish.kept_answers import kept_answer, kept_groups, usual
from sitegen.publish.proposal import read_evidence
from sitegen.publish.tree import (
    beside,
    files_within,
    is_alive,
    stage,
    write_files,
    write_folder,
)
from sitegen.publish.unit_data import site_publisher, unit_files
from sitegen.publish.versions.branch import Host, change
from sitegen.publish.versions.release import preview
from sitegen.publish.versions.site import read_site
from support.notes import FOLDER, ROOT
from support.repositories import git, new_checkout, new_remote, served

KILLED = """
import os, signal, sys
from pathlib import Path
from sitegen.publish.tree import beside
with beside(Path(sys.argv[1])) as folder:
    (folder / "halv.txt").write_text("x")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def killed(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert done.returncode < 0
    assert len(list(path.parent.glob(".ny-*"))) == 1


def ended() -> int:
    """Return the number of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.parametrize("number", [0, 1])
def test_a_killed_build_s_folder_is_cleared_by_the_next(tmp_path: Path, number: int) -> None:
    killed(tmp_path / "site")
    writers = [
        lambda: write_folder(tmp_path / "ut", {"a": b"1"}),
        lambda: write_files({tmp_path / "b": b"1"}),
    ]
    writers[number]()
    assert list(tmp_path.glob(".ny-*")) == []


def test_the_folder_of_one_who_still_builds_is_left_alone(tmp_path: Path) -> None:
    with beside(tmp_path / "en") as first, beside(tmp_path / "to") as second:
        assert first.is_dir()
        assert second.is_dir()
    assert list(tmp_path.iterdir()) == []
    assert not is_alive(ended())


def test_what_is_left_is_ignored_by_git() -> None:
    for name in (".ny-12-abc", ".gammel-site", "data/kommuner/.ny-3-x"):
        command = ["git", "check-ignore", "--quiet", name]
        assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def test_the_branch_of_a_killed_publication_is_cleared_by_the_next(tmp_path: Path) -> None:
    host = Host(new_checkout(tmp_path / "arbeid", new_remote(tmp_path)))
    git(host.root, "branch", "publisering-min")
    for changed in (True, False):  # what it began may have been published by git itself
        git(host.root, "branch", f"publisering-{ended()}")
        assert change(host, preview(1, {"index.html": b"<p>"})) == changed
        branches = git(host.root, "branch", "--format=%(refname:short)").split()
        assert branches == ["main", "publisering-min"]


def test_a_lock_that_a_killed_git_left_stops_no_publication(tmp_path: Path) -> None:
    host = Host(new_checkout(tmp_path / "arbeid", new_remote(tmp_path)))
    lock = host.root / ".git/packed-refs.lock"
    lock.touch()
    assert change(host, preview(1, {"index.html": b"<p>"}))
    assert "pr-1/index.html" in served(tmp_path / "remote.git")
    lock.unlink()
    # The process that published lives on here, so the branch stays; another's is cleared.
    git(host.root, "branch", "-m", f"publisering-{os.getpid()}", f"publisering-{ended()}")
    assert not change(host, preview(1, {"index.html": b"<p>"}))
    assert git(host.root, "branch", "--format=%(refname:short)").split() == ["main"]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    (tmp_path / "hemmelig.txt").write_text("hemmelig", encoding="utf-8")
    return tmp_path / "hemmelig.txt"


def test_no_link_is_followed_out_of_a_built_site(tmp_path: Path, secret: Path) -> None:
    write_folder(tmp_path / "site", {"index.html": b"<p>", "data/a.csv": b"1"})
    (tmp_path / "site/data/b.csv").symlink_to("a.csv")
    assert set(read_site(tmp_path / "site")) == {"index.html", "data/a.csv", "data/b.csv"}
    (tmp_path / "site/data/c.csv").symlink_to(secret)
    with pytest.raises(SitegenError, match="en lenke ut"):
        read_site(tmp_path / "site")


def test_no_link_is_followed_out_of_evidence_or_of_the_pages(tmp_path: Path, secret: Path) -> None:
    write_folder(tmp_path / "forslag", {"index.html": b"<p>"})
    (tmp_path / "forslag/b.png").symlink_to("../hemmelig.txt")
    with pytest.raises(SitegenError, match=r"forslag/b\.png.*en lenke ut"):
        read_evidence(tmp_path)
    write_folder(tmp_path / "docs", {"a.md": b"a"})
    (tmp_path / "docs/b.md").symlink_to(secret)
    with pytest.raises(SitegenError, match="en lenke ut"):
        stage(tmp_path, {}, "{}")
    assert set(files_within(tmp_path / "borte")) == set()


@pytest.mark.parametrize("name", ["note.txt", "versjoner.toml"])
def test_no_link_is_followed_out_of_an_edition(tmp_path: Path, secret: Path, name: str) -> None:
    shutil.copytree(FOLDER, tmp_path / FOLDER.name)
    (tmp_path / FOLDER.name / name).unlink()
    (tmp_path / FOLDER.name / name).symlink_to(secret)
    with pytest.raises(SitegenError, match=rf"{name}.*en lenke ut"):
        read_edition(tmp_path / FOLDER.name)


READERS: dict[str, Callable[[Path], object]] = {
    "begreper.toml": vocabulary,
    "kalender.toml": read_releases,
    "kalender.toml ": lambda root: release_calendar(root / "data/notater/2025-03-07"),
    "utgiver.toml": site_publisher,
    "kilder/12137.json": lambda root: kept_answer(root, "12137"),
    "kilder/12143.json": usual,
    "kilder/kostragrupper.json": kept_groups,
}


@pytest.mark.parametrize("name", READERS)
def test_no_link_is_followed_out_of_the_data(tmp_path: Path, secret: Path, name: str) -> None:
    write_folder(tmp_path / "data", {"kilder/a.md": b"a"})
    (tmp_path / "data" / name.strip()).symlink_to(secret)
    with pytest.raises(SitegenError, match=rf"{name.strip()}.*en lenke ut"):
        READERS[name](tmp_path)


def test_no_link_is_followed_to_answers_kept_elsewhere(tmp_path: Path) -> None:
    write_folder(tmp_path / "andre", {"12137.json": b"{}"})
    write_folder(tmp_path / "data", {"a.md": b"a"})
    (tmp_path / "data/kilder").symlink_to(tmp_path / "andre")
    with pytest.raises(SitegenError, match=r"12137\.json.*en lenke ut"):
        kept_answer(tmp_path, "12137")


def test_no_link_is_followed_out_of_the_accounts(tmp_path: Path, secret: Path) -> None:
    write_folder(tmp_path / "data/kommuner", {"a.csv": b"a"})
    (tmp_path / "data/kommuner/b.csv").symlink_to(secret)
    with pytest.raises(SitegenError, match=r"b\.csv.*en lenke ut"):
        unit_files(tmp_path)
