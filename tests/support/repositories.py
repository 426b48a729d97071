"""A bare repository as the remote, and a checkout of it, as the host and an editor have them."""

import io
import shutil
import subprocess
import tarfile
from pathlib import Path

from mike.versions import Versions

SETTINGS = """
[user]
    name = Redaktør
    email = redaktor@example.org
[remote "origin"]
    url = {}
    fetch = +refs/heads/*:refs/remotes/origin/*
"""


def git(folder: Path, *arguments: str) -> str:
    """Return what a git command prints; a failure fails the test with its complaint."""
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def new_remote(folder: Path) -> Path:
    """Return an empty bare repository."""
    remote = folder / "remote.git"
    remote.mkdir(parents=True)
    git(remote, "init", "--quiet", "--bare", "--initial-branch=main")
    return remote


def new_checkout(folder: Path, remote: Path) -> Path:
    """Return a checkout whose ``origin`` is the remote, with one commit."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    with (folder / ".git/config").open("a", encoding="utf-8") as file:
        file.write(SETTINGS.format(remote))
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "Begin")
    return folder


def copy_of(made: Path, folder: Path) -> Path:
    """Return a copy of the checkout in a folder that also holds its remote."""
    shutil.copytree(made, folder, dirs_exist_ok=True)
    config = folder / "arbeid/.git/config"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace(str(made), str(folder)), encoding="utf-8")
    return folder / "arbeid"


def served(remote: Path, branch: str = "gh-pages") -> dict[str, str]:
    """Return what the host would serve: every file's text by path."""
    command = ["git", "-C", str(remote), "archive", "--format=tar", branch]
    done = subprocess.run(command, check=True, capture_output=True)
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        return {
            one.name: file.read().decode() for one in archive if (file := archive.extractfile(one))
        }


def listed(remote: Path) -> dict[str, tuple[set[str], dict[str, object]]]:
    """Return aliases and properties by version, as ``versions.json`` has them."""
    versions = Versions.loads(git(remote, "show", "gh-pages:versions.json"))
    return {str(one.version): (one.aliases, one.properties or {}) for one in versions}
