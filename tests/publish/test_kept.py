"""What took time to make is made once."""

from pathlib import Path

from sitegen.publish.kept import kept


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
