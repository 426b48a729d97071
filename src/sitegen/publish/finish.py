"""From the staging folder to a finished site.

MkDocs builds it; then come less of the theme, a policy, offline use and a manifest.
"""

import hashlib
import json
import logging
import os
import re
import shutil
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from platform import python_version

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from sitegen.note.errors import Fault, SitegenError
from sitegen.pages.places import is_shared
from sitegen.publish.policy import protect
from sitegen.publish.tree import MANIFEST, files_below

# How pages are recomputed: their template, and a settings file instead of the user's own.
RECOMPUTING = "docs/templates"
MKDOCS = "mkdocs.yml"
SEARCH = Path("assets/javascripts/lunr")
LANGUAGE, ITS_BASE = "lunr.no.min.js", "lunr.stemmer.support.min.js"
"""What the search asks for when its language is Norwegian alone."""
SEARCHER = "assets/javascripts/workers/search.*.js"
ASKING = re.compile(r"`\$\{\w+\}/min/" + re.escape(ITS_BASE) + "`,")
"""How the search's worker asks for the base of any language, before the language."""
NOTE = "data/note.txt"
TOOLS = (
    "altair",
    "mike",
    "mkdocs",
    "mkdocs-jupyter",
    "mkdocs-material",
    "pandas",
    "vl-convert-python",
)
WORKER = "sw.js"
PAGE_MODULE = "assets/offline.js"
# How the two files stand before a release is written in; as they stand, nothing is stored.
NO_RELEASE = "(null);"
NO_ID = 'RELEASE = "";'
# Stored at the first visit: all pages, and what reading, search, tables and charts need.
FIRST = {".html", ".css", ".js", ".json", ".csv", ".dat", ".svg", ".woff2", ".xml", ".webmanifest"}
ICONS = "assets/merke"
# Left until they are opened, for their size.
NOT_FIRST = "data/"
# Stored when a page is opened: large files, by folder and ending.
LATER = {"regn-selv/index.html": (("assets/pyodide/", "data/python/"), {".bin", ".mjs", ".whl"})}


def run_mkdocs(root: Path, out: Path) -> None:
    """Run the site builder strictly; raises ``SitegenError`` with every warning it gave."""
    os.environ["JUPYTER_CONFIG_DIR"] = str(root / RECOMPUTING)
    warnings = _Warnings(logging.WARNING)
    log = logging.getLogger("mkdocs")
    log.setLevel(logging.WARNING)
    log.addHandler(warnings)
    try:
        config = load_config(str(root / MKDOCS), site_dir=str(out), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build.build(config)
    except (Abort, MkDocsException) as error:
        messages = warnings.messages or [str(error)]
        expected = "et bygg uten advarsler"
        raise SitegenError(*(Fault(MKDOCS, None, expected, m) for m in messages)) from error
    except Exception as error:
        # A page that recomputes raises whatever its code does: the notebook's error names it.
        name = getattr(error, "ename", type(error).__name__)
        words = " ".join(getattr(error, "evalue", str(error)).split())
        found = f"{name}: {words}"
        raise SitegenError(Fault(MKDOCS, None, "sider som lar seg kjøre", found)) from error
    finally:
        log.removeHandler(warnings)


class _Warnings(logging.Handler):
    """Collects what the site builder warns of, for the error that ends the build."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def drop_unused(site: Path) -> None:
    """Remove maps of the theme's source and the search's other languages: half of its bytes."""
    needed = {LANGUAGE, ITS_BASE}
    languages = (path for path in (site / SEARCH).rglob("*.js") if path.name not in needed)
    for path in [*site.rglob("*.map"), *languages]:
        path.unlink()


def join_language(site: Path) -> None:
    """Let the search ask for its language in one file, with the base of it; raises if it cannot."""
    base, language = site / SEARCH / "min" / ITS_BASE, site / SEARCH / "min" / LANGUAGE
    for worker in site.glob(SEARCHER):
        text, found = ASKING.subn("", worker.read_text(encoding="utf-8"))
        if found != 1:
            raise SitegenError(Fault(str(worker), None, f"at søket ber om {ITS_BASE}", "noe annet"))
        worker.write_text(text, encoding="utf-8", newline="\n")
        language.write_bytes(base.read_bytes() + b"\n" + language.read_bytes())
        base.unlink()


def write_manifest(site: Path) -> None:
    """Write ``manifest.json`` into a finished site: the last thing a build does."""
    text = json.dumps(manifest(site), ensure_ascii=False, indent=1)
    (site / MANIFEST).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def manifest(site: Path) -> dict[str, object]:
    """Return each file's SHA-256 and bytes, the note's checksum and the tools' versions."""
    files = {name: path.read_bytes() for name, path in _own(site).items() if name != MANIFEST}
    tools = {name: version(name) for name in TOOLS}
    return {
        "notat": {"fil": NOTE, "sha256": _sum(files[NOTE])} if NOTE in files else None,
        "verktoy": {"python": python_version()} | tools,
        "bytes": sum(len(data) for data in files.values()),
        "filer": {name: {"sha256": _sum(data), "bytes": len(data)} for name, data in files.items()},
    }


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def offer_offline(site: Path) -> None:
    """Write the release into the worker of a finished site: what it holds, and what is stored when.

    Raises:
        SitegenError: A file has no place for the release.
    """
    release_id = _digest("".join(f"{n} {h}\n" for n, h in _hashes(site).items()).encode())
    _write_in(site, PAGE_MODULE, NO_ID, f'RELEASE = "{release_id}";')
    files = _hashes(site)
    release = {
        "id": release_id,
        "files": files,
        "first": [name for name in files if _stored_first(name)],
        "later": {page: _stored_later(page, files) for page in LATER},
    }
    _write_in(site, WORKER, NO_RELEASE, f"({json.dumps(release, ensure_ascii=False)});")


def withdraw_offline(root: Path, site: Path) -> None:
    """Take the release out of a site: what is seen here is always fresh, and nothing is stored."""
    for name in (WORKER, PAGE_MODULE):
        shutil.copyfile(root / "docs" / name, site / name)


def _hashes(site: Path) -> dict[str, str]:
    """Return the hash of every file by its path, in order; not of those that list the others."""
    paths = _own(site)
    listing = {WORKER, MANIFEST}
    return {name: _digest(paths[name].read_bytes()) for name in sorted(paths.keys() - listing)}


def _digest(data: bytes) -> str:
    """Return half of the SHA-256: enough to tell releases apart, and half the bytes to fetch."""
    return hashlib.sha256(data).hexdigest()[:32]


def _stored_first(name: str) -> bool:
    wanted = Path(name).suffix in FIRST or name.startswith(ICONS)
    return wanted and (name.endswith(".html") or not name.startswith(NOT_FIRST))


def _stored_later(page: str, files: Iterable[str]) -> list[str]:
    folders, suffixes = LATER[page]
    return [name for name in files if name.startswith(folders) and Path(name).suffix in suffixes]


def _write_in(site: Path, name: str, before: str, after: str) -> None:
    path = site / name
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    if text.count(before) != 1:
        raise SitegenError(Fault(name, None, f"én «{before}»", f"{text.count(before)}"))
    path.write_text(text.replace(before, after), encoding="utf-8", newline="\n")


def finish(site: Path, join: Callable[[Path], None], frame: Callable[[Path], None]) -> None:
    """Do the rest with a built site.

    Args:
        site: Its folder.
        join: Joins what its pages fetch.
        frame: Sets more pages into frames that are done by then.
    """
    # A release without «offer_offline» makes browsers remove what they have of it.
    for step in (drop_unused, join_language, join, protect, frame, offer_offline, write_manifest):
        step(site)


def _own(site: Path) -> dict[str, Path]:
    """Return the files of the version itself, by path: those that versions share are not."""
    return {name: path for name, path in files_below(site).items() if not is_shared(name)}
