"""The manifest of a built site."""

import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sitegen.publish.finish import TOOLS, manifest, write_manifest
from sitegen.publish.tree import MANIFEST

FILES = {"index.html", "assets/pyodide/manifest.json", "data/note.txt"}


def site(folder: Path) -> Path:
    for name in FILES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"tall\n")
    return folder


def test_it_tells_of_every_file_but_itself(tmp_path: Path) -> None:
    folder = site(tmp_path)
    write_manifest(folder)
    told: Any = manifest(folder)
    assert (folder / MANIFEST).is_file()
    assert set(told["filer"]) == FILES
    assert told["bytes"] == len(b"tall\n") * len(FILES)
    assert told["notat"] == {
        "fil": "data/note.txt",
        "sha256": told["filer"]["index.html"]["sha256"],
    }


def test_every_file_has_its_own_checksum_and_size_in_the_order_of_its_name(tmp_path: Path) -> None:
    folder = site(tmp_path)
    contents = {"index.html": b"", "data/note.txt": "Notat æ\n".encode()}
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    write_manifest(folder)
    told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    assert list(told["filer"]) == sorted(FILES)
    for name, data in contents.items():
        checksum = hashlib.sha256(data).hexdigest()
        assert told["filer"][name] == {"sha256": checksum, "bytes": len(data)}
    assert told["notat"]["sha256"] == hashlib.sha256(contents["data/note.txt"]).hexdigest()


def test_it_names_the_tools_with_their_versions(tmp_path: Path) -> None:
    told = manifest(site(tmp_path))["verktoy"]
    assert isinstance(told, dict)
    assert told.keys() == {"python", *TOOLS}
    assert told["mkdocs"] == version("mkdocs")


def test_a_site_without_its_note_names_none(tmp_path: Path) -> None:
    (site(tmp_path) / "data/note.txt").unlink()
    assert manifest(tmp_path)["notat"] is None
