"""What pages fetch, joined and minified: one style sheet and one script for pages that ask alike.

The sources are plain modules and sheets, and a site that MkDocs alone builds asks for each of them.
In a finished site the pages say what belongs together: each list of sheets, or of modules, becomes
one file. What a page opens later, and what a worker begins with, are files of their own, at the
address that the source has.
"""

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.publish.cache import cached, key_of
from sitegen.publish.calculator import MANIFEST, RUNTIME
from sitegen.publish.packages import run_node
from sitegen.publish.tree import PACKAGES, files_below, read_package_file

SCRIPT = Path(__file__).with_name("joined.mjs")
TOOLS = ("rollup", "esbuild")
SOURCES = {".css", ".js"}
ALONE = "assets/offline.js"
"""Bears the release, which follows from all other files."""
_ELEMENTS = {
    "styles": re.compile(r'<link rel="stylesheet" href="(?P<address>[^"]+\.css)">'),
    "scripts": re.compile(
        r'<script(?=[^>]* type="module")[^>]* src="(?P<address>[^"]+\.js)"[^>]*></script>'
    ),
}
OPENED = {"<regn-selv": ("assets/runtime/client.js", "assets/calculator/element.js")}
"""Modules that a page with an element opens at once, though others do not have them."""
_FETCHED = '<link rel="preload" as="fetch" crossorigin fetchpriority="{}" href="{}">'
_NAMES = {"styles": "assets/styles/samlet{}.css", "scripts": "assets/samlet{}.js"}


class _Asked(NamedTuple):
    """An element of a page: its text, its address, and what comes before the file in it."""

    text: str
    address: str
    root: str
    file: str


def join_files(site: Path, root: Path) -> None:
    """Join what the pages of a built site fetch, and remove what it was joined from.

    Raises:
        SitegenError: There is no Node.js, or a file names another that is not there.
    """
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    asked = {path: _asked(site, path, page) for path, page in pages.items()}
    named = {kind: _named(kind, [one[kind] for one in asked.values()]) for kind in _ELEMENTS}
    made = _made(site, root, {kind: {to: of for of, to in named[kind].items()} for kind in named})
    for name in made["used"]:
        (site / name).unlink()
    for name, text in made["files"].items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8", newline="\n")
    for path, page in pages.items():
        text = page
        for kind, elements in asked[path].items():
            if elements:
                text = _with_one(text, elements, named[kind][_files(elements)])
        text = _with_preloads(site, text, asked[path]["scripts"], made["needs"])
        path.write_text(text, encoding="utf-8", newline="\n")


def _asked(site: Path, path: Path, page: str) -> dict[str, list[_Asked]]:
    """Return what a page asks for, by kind, in its order."""
    folder = path.parent.relative_to(site).as_posix()
    found = {
        kind: [
            _Asked(match[0], match["address"], *_file(site, folder, match["address"]))
            for match in element.finditer(page)
        ]
        for kind, element in _ELEMENTS.items()
    }
    return {kind: [one for one in found[kind] if one.file != ALONE] for kind in found}


def _file(site: Path, folder: str, address: str) -> tuple[str, str]:
    """Return the way to the site's root and the file from there.

    An address from the host's root has the site's own folder first, whatever that is.
    """
    if not address.startswith("/"):
        file = posixpath.normpath(posixpath.join(folder, address))
        return "../" * (0 if folder == "." else folder.count("/") + 1), file
    parts = address.split("/")
    ends = ("/".join(parts[at:]) for at in range(1, len(parts)))
    file = next((end for end in ends if (site / end).is_file()), address)
    return address.removesuffix(file), file


def _files(elements: Iterable[_Asked]) -> tuple[str, ...]:
    return tuple(one.file for one in elements)


def _named(kind: str, pages: Iterable[list[_Asked]]) -> dict[tuple[str, ...], str]:
    """Return a name for each list of files, that of most pages first; a single one has its own."""
    lists = Counter(_files(elements) for elements in pages if elements)
    return {
        files: _NAMES[kind].format(f"-{number}" if number else "") if files[1:] else files[0]
        for number, (files, _) in enumerate(lists.most_common())
    }


def _made(site: Path, root: Path, lists: Mapping[str, Mapping[str, Sequence[str]]]) -> Any:  # noqa: ANN401  JSON
    """Return the new files by name, and what they were made from; kept while that is the same."""
    asked = json.dumps(lists)
    below = files_below(site)
    sources = {name: path for name, path in below.items() if path.suffix in SOURCES}
    versions = (read_package_file(root, f"{name}/package.json") for name in TOOLS)
    key = key_of(asked, *sources, *sources.values(), *versions, SCRIPT)

    def make() -> bytes:
        return run_node(root, SCRIPT, root / PACKAGES, site.resolve(), given=asked).encode()

    return json.loads(cached(root, f"joined-{key}.json", make))


def _with_one(page: str, elements: list[_Asked], name: str) -> str:
    """Return a page that asks for one file where it asked for several."""
    first, *rest = elements
    for one in rest:
        page = page.replace(one.text, "", 1)
    return page.replace(first.text, first.text.replace(first.address, first.root + name), 1)


def _with_preloads(
    site: Path, page: str, scripts: Sequence[_Asked], needs: Mapping[str, Sequence[str]]
) -> str:
    """Return a page that asks in its head for what it opens at once, before any script has run.

    The large files of the calculator are asked for then too, but give way to what is drawn.
    """
    opened = [name for mark, names in OPENED.items() if mark in page for name in names]
    if not opened:
        return page
    root = scripts[0].root
    modules = dict.fromkeys(one for name in opened for one in (*needs[name], name))
    manifest = json.loads((site / RUNTIME / MANIFEST).read_text(encoding="utf-8"))
    large = [manifest["folder"] + manifest["files"][one]["name"] for one in ("wasm", "image")]
    links = [
        _FETCHED.format("high", root + RUNTIME + MANIFEST),
        *(f'<link rel="modulepreload" href="{root}{one}">' for one in modules),
        *(_FETCHED.format("low", root + RUNTIME + one) for one in large),
    ]
    return page.replace('<link rel="stylesheet"', "".join(links) + '<link rel="stylesheet"', 1)
