"""What took time to make is made once."""

from pathlib import Path

import pytest

from sitegen.publish.kept import FolderStore, kept


def test_a_content_is_made_once_for_each_name(tmp_path: Path) -> None:
    made: list[str] = []

    def make(what: str) -> bytes:
        made.append(what)
        return what.encode()

    folder = tmp_path / "build/noe"
    assert kept(folder, "a.bin", lambda: make("a")) == b"a"
    assert kept(folder, "a.bin", lambda: make("another a")) == b"a"
    assert kept(folder, "b.bin", lambda: make("b")) == b"b"
    assert made == ["a", "b"]


def test_a_folder_keeps_contents_by_name(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "ny")
    assert (len(store), "a" in store) == (0, False)
    store["a.json"] = b"en"
    store["b.png"] = b"to"
    assert (dict(store), len(store)) == ({"a.json": b"en", "b.png": b"to"}, 2)
    del store["a.json"]
    assert list(store) == ["b.png"]
    with pytest.raises(KeyError):
        store["a.json"]
    with pytest.raises(KeyError):
        del store["a.json"]
