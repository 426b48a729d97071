"""The manifest of a built site: what every file is, what it was made from, and with which tools."""

import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from platform import python_version

from sitegen.publish.tree import files_below

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
