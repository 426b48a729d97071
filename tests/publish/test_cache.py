"""What took time to make is made once for the same parts."""

from pathlib import Path

import pytest

from sitegen.publish.cache import CACHE, FolderStore, cached, key_of


def test_a_content_is_made_once_for_each_name(tmp_path: Path) -> None:
    made: list[str] = []

    def make(what: str) -> bytes:
        made.append(what)
        return what.encode()

    assert cached(tmp_path, "a.bin", lambda: make("a")) == b"a"
    assert cached(tmp_path, "a.bin", lambda: make("another a")) == b"a"
    assert cached(tmp_path, "b.bin", lambda: make("b")) == b"b"
    assert made == ["a", "b"]
    assert [path.name for path in sorted((tmp_path / CACHE).iterdir())] == ["a.bin", "b.bin"]


def test_a_key_stands_for_every_part_and_where_it_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(b"a")
    assert key_of(path) == key_of("a") == key_of(b"a")
    keys = {key_of(), key_of("ab"), key_of("a", "b"), key_of("b", "a"), key_of("a", "b", "")}
    assert len(keys) == 5
    path.write_bytes(b"b")
    assert key_of(path) == key_of("b")


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
