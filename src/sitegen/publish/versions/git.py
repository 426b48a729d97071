"""Git: one process for each question, ids of files, and the error that stops a publication."""

import hashlib
import subprocess
from collections.abc import Mapping
from pathlib import Path

from sitegen.note.errors import Fault, SitegenError


class PublishError(SitegenError):
    """A publication stops; the pages branch is as it was."""


def refuse(place: str, expected: str, found: str, remedy: str = "") -> PublishError:
    """Return the error of one fault: its place, what was expected, found, and the remedy."""
    return PublishError(Fault(place, None, expected, found, remedy))


class Repository:
    """A checkout or a bare repository on this machine."""

    def __init__(self, folder: Path) -> None:
        """Know the folder; nothing is run yet."""
        self.folder = folder

    def run(self, *arguments: str) -> str:
        """Return what a git command printed; raises ``PublishError`` with its complaint."""
        done = self._run(*arguments)
        if done.returncode:
            raise self._failed(arguments, done.stderr)
        return done.stdout.decode()

    def succeeds(self, *arguments: str) -> bool:
        """Return whether a git command ends well."""
        return self._run(*arguments).returncode == 0

    def commit_of(self, name: str) -> str | None:
        """Return the commit a name stands for; ``None`` if it stands for none."""
        done = self._run("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        return None if done.returncode else done.stdout.decode().strip()

    def show(self, commit: str, path: str) -> bytes | None:
        """Return a file's bytes in a commit; ``None`` if there is no such file."""
        done = self._run("cat-file", "blob", f"{commit}:{path}")
        return None if done.returncode else done.stdout

    def blobs(self, commit: str, folder: str) -> dict[str, str]:
        """Return the ids of all files below a folder of a commit, by their path below it."""
        listing = self.run("ls-tree", "-r", "-z", commit, "--", f"{folder}/")
        entries = (entry.split("\t", 1) for entry in listing.split("\0") if entry)
        return {path.removeprefix(f"{folder}/"): meta.split()[2] for meta, path in entries}

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = ["git", "-C", str(self.folder), *arguments]
        return subprocess.run(command, check=False, capture_output=True)  # noqa: S603 our own words

    def _failed(self, arguments: tuple[str, ...], complaint: bytes) -> PublishError:
        words = complaint.decode(errors="replace").strip() or "en feil uten forklaring"
        return refuse(f"git {arguments[0]}", "at kommandoen gikk bra", words)


def blob_id(data: bytes) -> str:
    """Return the id git gives a file's bytes."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def differences(files: Mapping[str, bytes], published: Mapping[str, str]) -> list[str]:
    """Return the paths that are changed, new or gone against the ids of what is published."""
    ids = {path: blob_id(data) for path, data in files.items()}
    return sorted(
        path for path in ids.keys() | published.keys() if ids.get(path) != published.get(path)
    )
