from pathlib import Path

from sitegen.publish.history import recorded_version
from sitegen.publish.versions.branch import Host, change, fetch
from sitegen.publish.versions.release import Release, data_before, release, title
from support.notes import FOLDER, corrected
from support.repositories import new_checkout, new_remote


def test_a_version_is_listed_by_its_days(tmp_path: Path) -> None:
    folder = corrected(tmp_path / FOLDER.name)
    assert title(recorded_version(folder, "2025-03-07")) == "7. mars 2025"
    assert title(recorded_version(folder, None)) == "7. mars 2025, rettet 17. desember 2026"


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
