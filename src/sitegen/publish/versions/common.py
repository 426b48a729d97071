"""What versions have in common: files that lie once, by their hash, beside the versions.

In: a built site's files. Out: the version's own, which ask for the others where they lie, and the
others. A file moves only where every mention of it is an address that is found and can be written
anew. What a script puts together of parts is not found, so it stays. May not: let what is published
decide which files move.
"""

import hashlib
import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sitegen.pages.places import is_shared
from sitegen.publish.tree import MANIFEST
from sitegen.publish.versions.branch import Published, PublishError, blob_id, refuse

COMMON = "felles/"
"""Folder beside the versions."""
OFFERED = ("assets/", "diagram/", "data/python/")
"""Folders whose files may move. Other data have an address that is cited, and stay."""
STARTED_FROM = "assets/pyodide/manifest.json"
"""The calculator's list of files, with addresses relative to itself."""
WORKER, PAGE_MODULE = "sw.js", "assets/offline.js"
ASKING = {".css", ".html", ".js", ".mjs", ".webmanifest"}
"""Files whose relative addresses are written anew, as are those of `STARTED_FROM`."""
SCRIPTS = {".js", ".mjs"}
TEXTS = ASKING | {".bib", ".ics", ".json", ".jsonld", ".ris", ".svg", ".txt", ".xml"}
ODD = "surrogateescape"
"""How bytes that are no UTF-8 are read, so that they are written as they were."""
_LISTS = {MANIFEST, WORKER}
"""Name every file; made anew when the others are done."""
_DATA = "data/"
_SEARCHED = "search/"
_ITSELF = re.compile(r"import\.meta|importScripts|currentScript")
"""How a script asks for more from where it lies itself."""
_WORDS = re.compile(r"(<(?:script|style)\b[^>]*>.*?</(?:script|style)>)|>[^<]*", re.DOTALL)
"""What a page shows, which nothing follows. Only the first group does not."""
_NAME = re.compile(r"(?<=/)[\w.@%+~-]+")
_RELEASE = re.compile(r"^(const RELEASE = [^\n]*?\()(\{[^\n]*\})(\);)$", re.MULTILINE)
_OF_VERSION = r"https?://[^\s\"'`<>()&]{{0,200}}?/{version}/(?P<path>[^\s\"'`<>()&?#]*)"
_IN_QUOTES = r"(?<=[\"'`(])(?P<way>[^\s\"'`<>()&?#]+)(?=[\"'`)?#])"


@dataclass(frozen=True, slots=True)
class Parted:
    """A built site, parted.

    Attributes:
        own: The version's files, by path.
        common: The others, by path from the branch's root.
        moved: Where each of the others is, by the path it was built at.
    """

    own: Mapping[str, bytes]
    common: Mapping[str, bytes]
    moved: Mapping[str, str]

    def built(self, wanted: Callable[[str], bool]) -> dict[str, bytes]:
        """Return the moved files that are wanted by the path they were built at, by that path."""
        return {path: self.common[to] for path, to in self.moved.items() if wanted(path)}


class _Address(NamedTuple):
    """An address in a text: its place, the file or folder it means, and what leads to the root."""

    start: int
    end: int
    target: str
    root: str
    whole: bool


def part(version: str, files: Mapping[str, bytes]) -> Parted:
    """Return a built site parted; one without a list of its files is a version's own, all of it."""
    if MANIFEST not in files:
        return Parted(files, {}, {})
    parted = _Site(version, files).parted()
    own = {**parted.own, **_release(parted)}
    listed = Parted(own, parted.common, parted.moved)
    return Parted(own | {MANIFEST: _manifest(listed)}, parted.common, parted.moved)


class _Site:
    """A built site with the addresses in its texts."""

    def __init__(self, version: str, files: Mapping[str, bytes]) -> None:
        self._files, self._version = files, version
        self._folders = {f"{one}/" for path in files for one in _above(posixpath.dirname(path))}
        above = {one for folder in self._folders for one in _above(posixpath.dirname(folder[:-1]))}
        self._leaves = self._folders - {f"{one}/" for one in above}
        wanted = (path for path in files if posixpath.splitext(path)[1] in TEXTS)
        self._texts = {
            path: files[path].decode(errors=ODD) for path in wanted if path not in _LISTS
        }
        pattern = f"{_OF_VERSION.format(version=re.escape(version))}|{_IN_QUOTES}"
        self._pattern = re.compile(pattern)
        self._addresses = {path: [*self._found(path)] for path in self._texts}
        self._moved: dict[str, str] = {}
        self._common: dict[str, bytes] = {}

    def parted(self) -> Parted:
        """Return the site parted; a folder that is asked for as one goes as a whole."""
        waiting = self._movable()
        while ready := [name for name, own in waiting.items() if self._is_ready(own)]:
            for name in ready:
                self._move(name, waiting.pop(name))
        moved = {path: to for path, to in self._moved.items() if path in self._files}
        own = {path: self._written(path) for path in self._files if path not in moved}
        return Parted(own, self._common, moved)

    def _movable(self) -> dict[str, list[str]]:
        """Return the files that may move, by what is asked for: the file, or its folder."""
        asked = {one.target for found in self._addresses.values() for one in found}
        folders = asked & self._leaves
        groups: dict[str, list[str]] = {}
        for path in sorted(path for path in self._files if path.startswith(OFFERED)):
            folder = f"{posixpath.dirname(path)}/"
            groups.setdefault(folder if folder in folders else path, []).append(path)
        mentioned = self._mentioned(groups)
        return {
            name: own
            for name, own in groups.items()
            if name not in mentioned and asked & {name, *own} and not self._is_bound(name, own)
        }

    def _mentioned(self, groups: Mapping[str, list[str]]) -> set[str]:
        """Return what a text mentions in another way than by an address that can be written."""
        of = {one: name for name, own in groups.items() for one in (name, *own)}
        marks: dict[str, list[tuple[str, str]]] = {}
        for one, name in of.items():  # by the name alone, which is sooner found
            mark = "/".join(one.rstrip("/").split("/")[-2:])
            marks.setdefault(posixpath.basename(mark), []).append((mark, name))
        found: set[str] = set()
        for path, text in self._texts.items():
            own, here = self._addresses[path], of.get(path)
            names = {of.get(one.target) for one in own if not _may_write(path, one)}
            if path.startswith(_SEARCHED):  # words of the pages, never fetched
                continue
            ends = [0, *(one.end for one in own)]
            starts = [*(one.start for one in own), len(text)]
            rest = "\n".join(text[end:start] for end, start in zip(ends, starts, strict=True))
            if path.endswith(".html"):
                rest = _WORDS.sub(r"\1", rest)
            said = {one.rstrip(".") for one in _NAME.findall(rest)} & marks.keys()
            names |= {name for one in said for mark, name in marks[one] if mark in rest}
            found |= {name for name in names if name and name != here}
        return found

    def _is_bound(self, name: str, own: Iterable[str]) -> bool:
        """Return whether files ask for more from their own place, so that they cannot leave it."""
        if _is_folder(name):
            return any(not one.startswith(name) for path in own for one in self._asked(path))
        return posixpath.splitext(name)[1] in SCRIPTS and bool(_ITSELF.search(self._texts[name]))

    def _is_ready(self, own: Sequence[str]) -> bool:
        """Return whether all that files ask for has moved, but for what goes with them."""
        asked = {target for path in own for target in self._asked(path)}
        return asked <= self._moved.keys() | set(own)

    def _asked(self, path: str) -> Iterator[str]:
        """Yield what a file asks for from its own place."""
        if _asks(path):
            yield from (one.target for one in self._addresses.get(path, ()) if not one.whole)

    def _move(self, name: str, own: Sequence[str]) -> None:
        if _is_folder(name):
            made = {path.removeprefix(name): self._files[path] for path in own}
            sums = "".join(f"{path} {digest(data)}\n" for path, data in made.items())
            place = f"{COMMON}{digest(sums.encode())}/"
            self._moved[name] = place
        else:
            data = self._written(name, beside=True)
            made = {posixpath.basename(name): data}
            place = f"{COMMON}{digest(data)}/"
        self._moved |= {path: place + posixpath.relpath(path, _parent(name)) for path in own}
        self._common |= {place + path: data for path, data in made.items()}

    def _written(self, path: str, *, beside: bool = False) -> bytes:
        """Return a file that asks for what has moved where it lies: beside it, if it moves too."""
        text = self._texts.get(path, "")
        parts, at = [], 0
        for one in self._addresses.get(path, ()):
            to = self._moved.get(one.target)
            if to is None or not _may_write(path, one):
                continue
            way = "../" + to.removeprefix(COMMON) if beside and not one.whole else one.root + to
            parts += [text[at : one.start], way]
            at = one.end
        return "".join([*parts, text[at:]]).encode(errors=ODD) if parts else self._files[path]

    def _found(self, path: str) -> Iterator[_Address]:
        """Yield the addresses of the site's own files and folders in a text, in order."""
        bases = _bases(path)
        for match in self._pattern.finditer(self._texts[path]):
            target, way = match["path"], match["way"]
            if way and ("/" in way or "." in way):
                yield from self._at(bases, way, match.start())
            elif target and self._is_there(target):
                root = match[0].removesuffix(f"{self._version}/{target}")
                yield _Address(*match.span(), target, root, whole=True)

    def _at(self, bases: Sequence[str], way: str, start: int) -> Iterator[_Address]:
        end = start + len(way)
        if way.startswith("/"):  # from the host's root, wherever the versions lie there
            before, own, target = way.partition(f"/{self._version}/")
            if own and self._is_there(target):
                yield _Address(start, end, target, f"{before}/", whole=True)
            return
        for base in bases:
            up = "../" * (base.count("/") + 1 if base else 0)
            target = way[len(up) :]
            if not way.startswith(up) or "./" in target:
                target = posixpath.normpath(posixpath.join(base, way)) + "/" * way.endswith("/")
            if self._is_there(target):
                yield _Address(start, end, target, f"../{up}", whole=False)
                return

    def _is_there(self, target: str) -> bool:
        return target in self._files or target in self._folders


def _bases(path: str) -> list[str]:
    """Return what a text's addresses are relative to; a joined script has its parts' places too."""
    parts = ["assets/-"] if posixpath.splitext(path)[1] in SCRIPTS else []
    return [posixpath.dirname(path), *parts]


def _may_write(path: str, one: _Address) -> bool:
    return _asks(path) or (one.whole and not path.startswith(_DATA))


def _asks(path: str) -> bool:
    return posixpath.splitext(path)[1] in ASKING or path == STARTED_FROM


def _above(folder: str) -> Iterator[str]:
    """Yield a folder and those it is in, the site's root not among them."""
    while folder:
        yield folder
        folder = posixpath.dirname(folder)


def _is_folder(name: str) -> bool:
    return name.endswith("/")


def _parent(name: str) -> str:
    return name if _is_folder(name) else posixpath.dirname(name)


def digest(data: bytes) -> str:
    """Return half of the SHA-256, as the offline worker knows files by."""
    return hashlib.sha256(data).hexdigest()[:32]


def _release(parted: Parted) -> dict[str, bytes]:
    """Return the offline worker and the module that bears its release, with the parted files in it.

    A site without a release has none afterwards either.
    """
    own, moved = parted.own, parted.moved
    worker = own.get(WORKER, b"").decode()
    found = _RELEASE.search(worker)
    if not found:
        return {}
    before = _json(found[2], WORKER)
    sums = {path: digest(own[path]) for path in before["files"] if path in own}
    sums |= {f"../{to}": digest(data) for to, data in parted.common.items()}
    sums = dict(sorted(sums.items()))
    named = digest("".join(f"{path} {one}\n" for path, one in sums.items()).encode())
    page = own[PAGE_MODULE].replace(before["id"].encode(), named.encode())

    def kept(names: Iterable[str]) -> list[str]:
        return [f"../{moved[one]}" if one in moved else one for one in names]

    release = {
        "id": named,
        "files": sums | {PAGE_MODULE: digest(page)},
        "first": [*dict.fromkeys(kept(before["first"]))],
        "later": {page: [*dict.fromkeys(kept(names))] for page, names in before["later"].items()},
    }
    text = json.dumps(release, ensure_ascii=False)
    return {
        WORKER: f"{worker[: found.start(2)]}{text}{worker[found.end(2) :]}".encode(),
        PAGE_MODULE: page,
    }


def _manifest(parted: Parted) -> bytes:
    """Return the list of files with their sums; of a moved one, what it was built as too."""
    built = _json(parted.own[MANIFEST], MANIFEST)
    of: dict[str, list[str]] = {}
    for path, to in parted.moved.items():
        of.setdefault(to, []).append(path)
    own = {path: data for path, data in parted.own.items() if path != MANIFEST}
    files = {path: _sums(data) for path, data in sorted(own.items()) if not is_shared(path)}
    files |= {f"../{to}": _sums(parted.common[to]) | {"fra": of[to]} for to in sorted(of)}
    built |= {"bytes": sum(one["bytes"] for one in files.values()), "filer": files}
    return f"{json.dumps(built, ensure_ascii=False, indent=1)}\n".encode()


def _sums(data: bytes) -> dict[str, Any]:
    return {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def built_as(manifest: bytes | None) -> dict[str, str]:
    """Return where a published folder's common files lie, by the paths they were built at.

    Raises:
        PublishError: The manifest cannot be read.
    """
    files = _json(manifest, MANIFEST).get("filer") if manifest else {}
    if not isinstance(files, dict):
        raise _unreadable(MANIFEST)
    return {
        path: name.removeprefix("../")
        for name, one in files.items()
        if name.startswith(f"../{COMMON}")
        for path in one["fra"]
    }


def _json(text: str | bytes, name: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise _unreadable(name) from error
    if not isinstance(found, dict):
        raise _unreadable(name)
    return found


def _unreadable(name: str) -> PublishError:
    return refuse(name, "en liste over filene, som byggingen skriver den", "noe annet")


def added(published: Published, common: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the common files that are not published yet.

    Raises:
        PublishError: Under a file's address lies another.
    """
    there = published.blobs(COMMON.rstrip("/"))
    for path, data in common.items():
        if there.get(path.removeprefix(COMMON), blob_id(data)) != blob_id(data):
            raise refuse(path, "en fil med innholdet navnet sier", "en annen")
    return {path: data for path, data in common.items() if path.removeprefix(COMMON) not in there}


def unused(published: Published, gone: str, kept: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the common files that nothing published asks for once a folder is gone.

    Args:
        published: The branch.
        gone: The folder, of which the branch will hold no more or something else.
        kept: Common files that are asked for all the same.
    """
    used = {*kept}
    for folder in published.folders():
        if folder == gone:
            continue
        try:
            used |= {*built_as(published.read(f"{folder}/{MANIFEST}")).values()}
        except PublishError:
            return ()  # what it asks for is not known, so all of it stays
    there = (f"{COMMON}{path}" for path in published.blobs(COMMON.rstrip("/")))
    return tuple(path for path in there if path not in used)
