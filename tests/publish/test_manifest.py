"""The manifest of a built site."""

from pathlib import Path

from sitegen.publish.manifest import NAME, manifest, write_manifest

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
    told = manifest(folder)
    assert (folder / NAME).is_file()
    assert set(told["filer"]) == FILES
    assert told["bytes"] == len(b"tall\n") * len(FILES)
    assert told["notat"] == {
        "fil": "data/note.txt",
        "sha256": told["filer"]["index.html"]["sha256"],
    }
