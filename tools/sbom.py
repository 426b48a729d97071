"""Writes what the site is made with as a CycloneDX list: ``tools/sbom.py OUT``.

Everything is read from the locks, so the same locks give the same bytes. What is installed for
tests alone is left out.
"""

import base64
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
INSTALLED = "node_modules/"

type Json = dict[str, object]


def sbom(root: Path) -> Json:
    """Return the list: every package with its version, and its checksum where the lock has one."""
    components = [*_python(root), *_node(root)]
    listed = json.dumps(components, sort_keys=True)
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, listed)}",
        "version": 1,
        "metadata": {"component": _component("application", project["name"], project["version"])},
        "components": components,
    }


def _python(root: Path) -> Iterator[Json]:
    text = (root / "requirements/site.txt").read_text(encoding="utf-8")
    for name, version in PINNED.findall(text):
        yield _component("library", name, version) | {"purl": f"pkg:pypi/{name}@{version}"}


def _node(root: Path) -> Iterator[Json]:
    lock = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))
    for path, entry in sorted(lock["packages"].items()):
        if not path or entry.get("dev"):
            continue
        name, version = path.rpartition(INSTALLED)[2], entry["version"]
        kind, _, digest = entry["integrity"].partition("-")
        yield _component("library", name, version) | {
            "purl": f"pkg:npm/{name.replace('@', '%40')}@{version}",
            "hashes": [
                {
                    "alg": kind.upper().replace("SHA", "SHA-"),
                    "content": base64.b64decode(digest).hex(),
                }
            ],
        }


def _component(kind: str, name: str, version: str) -> Json:
    return {"type": kind, "name": name, "version": version}


def main() -> int:
    """Write the list where the first argument says."""
    out = Path(sys.argv[1])
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(f"{json.dumps(sbom(ROOT), indent=1)}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
