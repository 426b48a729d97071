"""A built site as it goes onto the branch: the same bytes twice, with the redirects to it."""

import json
import posixpath
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from sitegen.pages.citation import CITATIONS
from sitegen.pages.fixed_places import ONWARDS_SCRIPT, onward_page
from sitegen.pages.places import (
    CALENDAR,
    CATALOGUE,
    DIAGRAMS,
    EMBEDS,
    FEED,
    LLMS,
    ROBOTS,
    SECURITY,
    SHARED,
    TEMPLATE_FILE,
    is_shared,
)
from sitegen.publish.policy import allow_changed
from sitegen.publish.tree import files_within, write_folder
from sitegen.publish.versions.branch import blob_id, differences, refuse

SHOWN = 10
"""How many unlike files a refusal names."""


def build_version(
    name: str, build: Callable[[Path, Path | None], object], before: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return the files of a version of the site.

    Args:
        name: The version's.
        build: Builds the site into a folder, given the version before it as a folder.
        before: Data files of the edition's version before it, by path, to show what is corrected.

    Raises:
        SitegenError: The note cannot be read, or two builds differ; names the files.
    """
    first, second = (_build(build, before) for _ in range(2))
    unlike = differences(first, {path: blob_id(data) for path, data in second.items()})
    if unlike:
        raise refuse(
            name,
            "to like bygg av det samme",
            f"{len(unlike)} filer som er ulike: {', '.join(unlike[:SHOWN])}",
        )
    return first


def _build(
    build: Callable[[Path, Path | None], object], before: Mapping[str, bytes]
) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as temporary:
        out, earlier = Path(temporary) / "site", Path(temporary) / "before"
        write_folder(earlier, before)
        build(out, earlier if before else None)
        return read_site(out)


def read_site(folder: Path) -> dict[str, bytes]:
    """Return a built site's files by path; raises ``SitegenError`` when there is none."""
    if not (folder / "index.html").is_file():
        raise refuse(str(folder), "et bygget nettsted", "ingen index.html", "Kjør «make site».")
    return {name: path.read_bytes() for name, path in files_within(folder).items()}


FILES = ("data/", DIAGRAMS, CITATIONS, EMBEDS)
"""Folders with files to take away, or that programs read: an alias has copies of all but pages."""
COPIED = {FEED, CATALOGUE, LLMS, CALENDAR, TEMPLATE_FILE}
"""Such files outside them."""
SITEMAP = "sitemap.xml"
_URL = re.compile(r"<url>(?:(?!</url>).)*</url>", re.DOTALL)
_SITEMAP_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
)
AT_ROOT = ("404.html", CATALOGUE, LLMS, ROBOTS, SECURITY)
SCRIPT = "videre.js"
WORKER, WEB_MANIFEST = "sw.js", "nettsted.webmanifest"
_NO_VERSION, _NO_GUARD = b'VERSION = ""', b'GUARD = ""'
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def version_files(alias: str, version: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return a version's own files; where pages lie that versions share, ways to them."""
    own = {path: data for path, data in files.items() if not is_shared(path)}
    shared = (path for path in _pages(files) if is_shared(path))
    return own | {path: _page(f"{version}/{path}", alias, path, alias) for path in shared}


def shared_files(alias: str, version: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the alias's files that versions share, whole; what else they need is a version's."""
    found = {path: data for path, data in files.items() if is_shared(path)}
    if not found:
        return {}
    pages = {
        f"{alias}/{path}": _outwards(data, path, alias, version) if _is_page(path) else data
        for path, data in found.items()
    }
    urls = [one for one in _URL.findall(files.get(SITEMAP, b"").decode()) if _is_shared_url(one)]
    address = "".join(urls).replace(f"/{version}/", f"/{alias}/")
    whole = {f"{alias}/{SITEMAP}": f"{_SITEMAP_HEAD}{address}</urlset>\n".encode()}
    guard = next((_policy(page) for path, page in pages.items() if _is_page(path)), "")
    installed = _installed(version, files, guard)
    return pages | whole | {f"{alias}/{name}": one for name, one in installed}


def _installed(version: str, files: Mapping[str, bytes], guard: str) -> Iterator[tuple[str, bytes]]:
    """Yield what lets an installed site start with the newest version, also without a network."""
    if worker := files.get(WORKER):
        found = worker.replace(_NO_VERSION, f'VERSION = "../{version}/"'.encode(), 1)
        yield WORKER, found.replace(_NO_GUARD, f"GUARD = {json.dumps(guard)}".encode(), 1)
    if manifest := files.get(WEB_MANIFEST):
        said = json.loads(manifest)
        icons = [one | {"src": f"../{version}/{one['src']}"} for one in said["icons"]]
        own = said | {"scope": "../", "icons": icons}
        yield WEB_MANIFEST, f"{json.dumps(own, ensure_ascii=False, indent=2)}\n".encode()


def _policy(page: bytes) -> str:
    """Return a page's policy: the units' pages all have the same."""
    found = _POLICY.search(page.decode())
    return found[1] if found else ""


def _outwards(page: bytes, path: str, alias: str, version: str) -> bytes:
    """Return a page whose ways to the rest of its site lead into a version of it.

    Those out of the site, to what versions have in common, lead there from here too.
    """
    up = "../" * path.count("/")
    quoted = r"""(?<=["'])"""
    ways = re.compile(rf"{quoted}{re.escape(up)}(?!{'|'.join(SHARED)}|\.\./)")
    # The site's root alone, which scripts resolve others against: with its slash, as a folder.
    root = re.compile(rf"""{quoted}{re.escape(up[:-1])}(?=["'])""")
    given = page.decode()
    text = root.sub(f"{up}../{version}/.", ways.sub(f"{up}../{version}/", given))
    for folder in SHARED:
        text = text.replace(f"/{version}/{folder}", f"/{alias}/{folder}")
    return allow_changed(given, text).encode()


def _is_shared_url(entry: str) -> bool:
    return any(f"/{folder}" in entry for folder in SHARED)


def alias_files(alias: str, version: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return an alias's files by path from the branch's root.

    Pages are redirects, and data files are copies: a script that reads
    ``siste/data/tabell-3.csv`` follows no redirect of a page.
    """
    own = [path for path in _pages(files) if not is_shared(path)]
    pages = {f"{alias}/{path}": _page(f"{alias}/{path}", version, path, alias) for path in own}
    data = {f"{alias}/{path}": files[path] for path in files if is_data(path)}
    return {**pages, **data, f"{alias}/{SCRIPT}": ONWARDS_SCRIPT}


def root_files(alias: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what stands at the branch's root: the way in, and what is looked for only there."""
    way_in = {"index.html": redirect(f"{alias}/", f"{alias}/{SCRIPT}")}
    return way_in | {path: files[path] for path in AT_ROOT if path in files}


def redirect(address: str, script: str) -> bytes:
    """Return a page that sends the reader to an address in the newest version."""
    return onward_page(address, script, "Siden ligger i siste utgave", "Gå til siste utgave")


def _pages(files: Mapping[str, bytes]) -> Iterable[str]:
    return filter(_is_page, files)


def _is_page(path: str) -> bool:
    return path.endswith(".html")


def is_data(path: str) -> bool:
    """Return whether an alias has a copy of a file, which no redirect could stand for."""
    return path in COPIED or (path.startswith(FILES) and not _is_page(path))


def _page(place: str, to: str, path: str, alias: str) -> bytes:
    """Return the page at a place that leads to the page of a path in another folder."""
    here = posixpath.dirname(place)
    target = posixpath.relpath(f"{to}/{path}", here)
    address = target.removesuffix("index.html") if path.endswith("index.html") else target
    script = posixpath.relpath(f"{alias}/{SCRIPT}", here)
    return redirect(address, script)
