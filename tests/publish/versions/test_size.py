"""How much room the versions take is counted from what is served."""

from pathlib import Path

from sitegen.publish.versions.branch import HOST_LIMIT, Host, Room, change, fetch, room
from sitegen.publish.versions.release import Release, release
from support.repositories import new_checkout, new_remote, served

FIRST, REVISION = "2025-03-07", "2025-03-07.1"


def test_a_version_takes_what_its_own_files_take_and_no_other_s(tmp_path: Path) -> None:
    host = Host(new_checkout(tmp_path / "arbeid", new_remote(tmp_path)))
    assert room(fetch(host), FIRST) == Room(0, 0)
    for name, size in ((FIRST, 1000), (REVISION, 300)):
        files = {"index.html": b"x" * size, "data/a.csv": b"y" * 7}
        change(host, release(Release(name, name, files)))
    found = room(fetch(host), FIRST)
    assert found.version == 1007
    assert room(fetch(host), REVISION).version == 307
    everything = served(tmp_path / "remote.git").values()
    assert found.used == sum(len(text.encode()) for text in everything)


def test_how_many_versions_more_the_host_has_room_for() -> None:
    assert Room(0, HOST_LIMIT // 3).further == 3
    assert Room(0, HOST_LIMIT // 3 + 1).further == 2
    assert Room(HOST_LIMIT // 2, HOST_LIMIT // 3).further == 1
    assert Room(HOST_LIMIT - 1, HOST_LIMIT // 3).further == 0
    assert Room(HOST_LIMIT + 1, 1).further == 0
    assert Room(0, 0).further == 0
