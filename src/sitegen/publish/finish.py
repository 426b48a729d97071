"""What is done with a finished site: less of the theme, a policy, offline use, a manifest."""

import hashlib
import json
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from platform import python_version

from sitegen.publish.offline import offer_offline
from sitegen.publish.policy import protect
from sitegen.publish.tree import files_below

SEARCH = Path("assets/javascripts/lunr")
NEEDED = {"lunr.no.min.js", "lunr.stemmer.support.min.js"}
"""What the search asks for when its language is Norwegian alone."""
NAME = "manifest.json"
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


def drop_unused(site: Path) -> None:
    """Remove maps of the theme's source and the search's other languages: half of its bytes."""
    languages = (path for path in (site / SEARCH).rglob("*.js") if path.name not in NEEDED)
    for path in [*site.rglob("*.map"), *languages]:
        path.unlink()


def write_manifest(site: Path) -> None:
    """Write ``manifest.json`` into a finished site: the last thing a build does."""
    text = json.dumps(manifest(site), ensure_ascii=False, indent=1)
    (site / NAME).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def manifest(site: Path) -> dict[str, object]:
    """Return each file's SHA-256 and bytes, the note's checksum and the tools' versions."""
    files = {name: path.read_bytes() for name, path in files_below(site).items() if name != NAME}
    tools = {name: version(name) for name in TOOLS}
    return {
        "notat": {"fil": NOTE, "sha256": _sum(files[NOTE])} if NOTE in files else None,
        "verktoy": {"python": python_version()} | tools,
        "bytes": sum(len(data) for data in files.values()),
        "filer": {name: {"sha256": _sum(data), "bytes": len(data)} for name, data in files.items()},
    }


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# In this order. A release without «offer_offline» makes browsers remove what they have of it.
FINISHES: tuple[Callable[[Path], None], ...] = (
    drop_unused,
    protect,
    offer_offline,
    write_manifest,
)
