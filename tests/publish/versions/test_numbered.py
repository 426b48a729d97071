from pathlib import Path
from shutil import copytree

import pytest

from sitegen.publish.history import recorded_version
from sitegen.publish.versions.branch import Host, change, fetch
from sitegen.publish.versions.numbered import title
from sitegen.publish.versions.release import Release, data_before, release
from support.notes import FOLDER
from support.repositories import new_checkout, new_remote

REVISION = """
[[versjon]]
navn = "2025-03-07.1"
dato = 2025-06-17
hva = "Ett tall i tabell 3 er rettet."
hvorfor = "Uttrekket hadde mistet et minustegn."
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = copytree(FOLDER, tmp_path / FOLDER.name)
    with (copy / "versjoner.toml").open("a", encoding="utf-8") as file:
        file.write(REVISION)
    return copy


def test_a_version_is_listed_by_its_days(folder: Path) -> None:
    assert title(recorded_version(folder, "2025-03-07")) == "7. mars 2025"
    assert title(recorded_version(folder, None)) == "7. mars 2025, rettet 17. juni 2025"


def test_a_revision_is_compared_with_the_data_of_the_version_before_it(tmp_path: Path) -> None:
    host = Host(new_checkout(tmp_path / "arbeid", new_remote(tmp_path)))
    for name in ("2024-03-01", "2025-03-07", "2025-03-07.1"):
        files = {"index.html": b"<p>", "data/tall.csv": name.encode(), "data/kommuner/a.csv": b"1"}
        change(host, release(Release(name, name, files)))
    published = fetch(host)
    assert data_before(published, "2025-03-07.2") == {
        "data/tall.csv": b"2025-03-07.1",
        "data/kommuner/a.csv": b"1",
    }
    assert data_before(published, "2025-03-07") == {}
