"""The pages branch: fetched, changed by one commit, pushed; done again if another was faster."""

import hashlib
import os
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mike import git_utils
from mike.commands import versions_file
from mike.versions import Versions

from sitegen.note.errors import Fault, SitegenError
from sitegen.publish.tree import is_alive


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


BRANCH = re.compile(r"(?!.*(?:\.\.|//|\.lock$|/$))[\w][\w./-]*", re.ASCII)
HOST_LIMIT = 1_000_000_000
"""Bytes a site may have. Source: GitHub Pages' usage limits, 1 GB for a published site."""
PUBLISHING = "publisering-"
"""What the branch of one moment is called, before the number of its process."""
ATTEMPTS = 5
"""How often a push is tried when others push at the same time."""


@dataclass(frozen=True, slots=True)
class Host:
    """Where versions are published.

    Attributes:
        root: A checkout that has the remote.
        remote: The remote's name or address.
        branch: The branch that the host serves.
    """

    root: Path
    remote: str = "origin"
    branch: str = "gh-pages"

    def __post_init__(self) -> None:
        """Raise ``PublishError`` for a remote or a branch that git would read as an option."""
        if self.remote.startswith("-") or not self.remote.isprintable() or not self.remote:
            raise refuse(
                "--remote", "navnet på eller adressen til et fjernlager", repr(self.remote)
            )
        if not BRANCH.fullmatch(self.branch):
            raise refuse("--branch", "navnet på en gren", repr(self.branch))


@dataclass(frozen=True, slots=True)
class Published:
    """The pages branch as it stands at the remote.

    Attributes:
        repository: The checkout, which holds the fetched commit.
        commit: The newest commit; ``None`` before the first publication.
        versions: What ``versions.json`` says.
    """

    repository: Repository
    commit: str | None
    versions: Versions

    def blobs(self, folder: str) -> dict[str, str]:
        """Return the ids of the files below a folder, by path; empty if there is none."""
        return self.repository.blobs(self.commit, folder) if self.commit else {}

    def folders(self) -> list[str]:
        """Return the names of the folders at the branch's root."""
        if not self.commit:
            return []
        listing = self.repository.run("ls-tree", "-d", "--name-only", "-z", self.commit)
        return [name for name in listing.split("\0") if name]

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes; ``None`` if there is no such file."""
        return self.repository.show(self.commit, path) if self.commit else None


@dataclass(frozen=True, slots=True)
class Change:
    """One commit to be.

    Attributes:
        message: What it says.
        versions: The new ``versions.json``.
        gone: Folders and files taken away before the new ones are put in.
        files: New content by path from the branch's root.
    """

    message: str
    versions: Versions
    gone: tuple[str, ...]
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Room:
    """What is used, and what is left.

    Attributes:
        used: Bytes of all that is served, what versions have in common among it.
        version: Bytes that are the looked at version's alone.
    """

    used: int
    version: int

    @property
    def further(self) -> int:
        """How many versions more that have no more of their own the host has room for."""
        return max(0, HOST_LIMIT - self.used) // self.version if self.version else 0


type Plan = Callable[[Published], Change | None]
"""What to change, decided anew on what stands there; ``None`` for nothing to do."""


def change(host: Host, plan: Plan) -> bool:
    """Carry out a plan on the pages branch, and return whether anything changed.

    The branch moves by one push or not at all. Was someone else faster, the plan is made again
    on what they left.

    Raises:
        PublishError: The plan refuses, git fails, or others were faster every time.
    """
    repository = Repository(host.root)
    _clear_litter(repository)
    for _ in range(ATTEMPTS):
        published = fetch(host)
        wanted = plan(published)
        if wanted is None:
            return False
        with _commit(repository, published.commit, wanted) as commit:
            if repository.succeeds(
                "push",
                _lease(host, published),
                "--end-of-options",
                host.remote,
                f"{commit}:refs/heads/{host.branch}",
            ):
                return True
        if _head(host) == published.commit:  # nobody else moved it: trying again will not help
            raise refuse(
                f"{host.remote} {host.branch}",
                "lov til å skrive til grenen",
                "at den ble avvist",
                "Se etter rettigheter og vern av grenen.",
            )
    raise refuse(
        f"{host.remote} {host.branch}",
        "å være alene om å skrive",
        f"at andre kom først {ATTEMPTS} ganger",
        "Prøv igjen.",
    )


def fetch(host: Host) -> Published:
    """Return the pages branch as it stands at the remote."""
    repository = Repository(host.root)
    head = _head(host)
    if head and repository.commit_of(head) is None:
        repository.run("fetch", "--quiet", "--no-tags", "--end-of-options", host.remote, head)
    listing = repository.show(head, versions_file) if head else None
    versions = Versions.loads(listing) if listing else Versions()
    return Published(repository, head, versions)


def room(published: Published, version: str) -> Room:
    """Return what a published version takes of the host's room."""
    if published.commit is None:
        return Room(0, 0)
    listing = published.repository.run("ls-tree", "-r", "-l", "-z", published.commit)
    entries = (entry.split("\t", 1) for entry in listing.split("\0") if entry)
    sizes = {path: int(meta.split()[3]) for meta, path in entries}
    own = sum(size for path, size in sizes.items() if path.startswith(f"{version}/"))
    return Room(sum(sizes.values()), own)


def _head(host: Host) -> str | None:
    asked = ("ls-remote", "--end-of-options", host.remote, f"refs/heads/{host.branch}")
    listing = Repository(host.root).run(*asked)
    return listing.split()[0] if listing else None


def _lease(host: Host, published: Published) -> str:
    """Return the option by which a push fails unless the branch is where it was read."""
    return f"--force-with-lease=refs/heads/{host.branch}:{published.commit or ''}"


@contextmanager
def _commit(repository: Repository, parent: str | None, wanted: Change) -> Iterator[str]:
    """Give a commit made of a change; its branch of one moment is taken away afterwards."""
    name = f"{PUBLISHING}{os.getpid()}"
    with _mike_in(repository):
        if parent:
            git_utils.update_ref(name, parent)
        try:
            with git_utils.Commit(name, wanted.message, allow_empty=True) as made:
                made.delete_files(wanted.gone)
                for path, data in sorted(_all_files(wanted).items()):
                    made.add_file(git_utils.FileInfo(path, data))
            yield git_utils.get_latest_commit(name)
        finally:
            # It is pushed by now: a lock that a killed git left here must not tell otherwise.
            repository.succeeds("branch", "--quiet", "-D", name)


def _clear_litter(repository: Repository) -> None:
    """Take away the branches of publications that were killed."""
    names = repository.run("for-each-ref", "--format=%(refname:short)", f"refs/heads/{PUBLISHING}*")
    for name in names.split():
        process = name.removeprefix(PUBLISHING)
        if process.isdecimal() and not is_alive(int(process)):
            repository.succeeds("branch", "--quiet", "-D", name)


def _all_files(wanted: Change) -> dict[str, bytes]:
    listing = f"{wanted.versions.dumps()}\n".encode()
    return {**wanted.files, versions_file: listing, ".nojekyll": b""}


@contextmanager
def _mike_in(repository: Repository) -> Iterator[None]:
    """Let mike, which runs git where the process stands, work in a repository."""
    folder = repository.run("rev-parse", "--absolute-git-dir").strip()
    before = os.environ.get("GIT_DIR")
    os.environ["GIT_DIR"] = folder
    try:
        yield
    except git_utils.GitError as error:
        raise refuse("grenen", "en ny innsjekking", str(error)) from error
    finally:
        if before is None:
            del os.environ["GIT_DIR"]
        else:
            os.environ["GIT_DIR"] = before
