"""What a build knows of other versions, and the name it is published as."""

import shutil
from argparse import Namespace
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sitegen.cli.command import note_folder
from sitegen.formats.origin import NUMBERS, REGISTER
from sitegen.note.errors import SpecError
from sitegen.pages.edition import Edition, Named
from sitegen.pages.feed import released
from sitegen.publish.edition_folder import editions_before, read_edition
from sitegen.publish.history import read_history, recorded_version
from sitegen.publish.tree import write_folder
from support.notes import FOLDER, changed, corrected
from support.snapshots import files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the present edition with a correction recorded."""
    return corrected(tmp_path / "data/notater/2025-03-07")


def test_an_unfinished_edition_stops_only_itself(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, draft = folder.parents[2], folder.with_name("2026-03-06")
    write_folder(draft, {"note.txt": b"Notatet", "note.toml": b"[notat]"})
    arguments = Namespace(root=root, note=None)
    assert note_folder(arguments) == folder
    assert "2026-03-06 er uferdig og tas ikke med:" in capsys.readouterr().err
    assert editions_before(root, date(2027, 3, 5)) == [folder]
    # With versions it is to be published: then it is no longer passed over.
    write_folder(draft, {"versjoner.toml": b""})
    assert note_folder(arguments) == draft
    assert editions_before(root, date(2027, 3, 5)) == [folder, draft]


def test_an_edition_is_published_as_its_newest_recorded_version(folder: Path) -> None:
    assert recorded_version(FOLDER, None).name == "2025-03-07"
    assert recorded_version(folder, None).name == "2025-03-07.1"
    assert recorded_version(folder, "2025-03-07").name == "2025-03-07"
    (folder / "versjoner.toml").unlink()
    assert recorded_version(folder, None).name == "2025-03-07"


def test_a_version_nobody_has_described_is_not_published() -> None:
    with pytest.raises(SpecError, match="Skriv hva som er rettet, og hvorfor"):
        recorded_version(FOLDER, "2025-03-07.1")


def test_what_differs_from_the_version_before_is_found_from_its_data(
    folder: Path, tmp_path: Path
) -> None:
    old = read_edition(FOLDER)
    numbers = {f"kommuner/{name}": b"nummer,navn\n1508,A\n" for name in (REGISTER, NUMBERS)}
    built = {**files(old.note), **numbers}  # with unit data, which notes have not
    write_folder(tmp_path / "forrige", built)
    (folder / "note.txt").write_bytes(changed(("0,8        -0,3", "0,8        -0,5")))
    edition = read_edition(folder)
    history = read_history(tmp_path, folder, edition, tmp_path / "forrige")
    assert history.since_version
    assert [str(change.difference) for change in history.since_version.values] == ["-0.2"]
    assert history.since_version.caveats == ()
    assert (history.since_edition, history.earlier) == (None, ())
    assert [one.name for one in history.versions] == ["2025-03-07", "2025-03-07.1"]


def test_addresses_in_the_feed_follow_where_versions_lie(folder: Path) -> None:
    edition = read_edition(folder)
    history = read_history(folder.parents[2], folder, edition, None)
    alone = Edition(
        note=edition.note,
        facts=edition.facts,
        history=history,
        address="https://a.no/",
    )
    assert {one.address for one in released(alone)} == {"https://a.no/endringer/"}
    apart = replace(alone, named=Named("2025-03-07.1", "https://a.no/"))
    assert [one.address for one in released(apart)] == [
        "https://a.no/2025-03-07/endringer/",
        "https://a.no/2025-03-07.1/endringer/",
    ]


def test_neither_a_later_edition_nor_itself_came_before_an_edition(folder: Path) -> None:
    own = shutil.copytree(folder, folder.with_name("2025-03-01"))  # the note says 7 March
    shutil.copytree(folder, folder.with_name("2026-03-06"))
    shutil.rmtree(folder)
    history = read_history(own.parents[2], own, read_edition(own), None)
    assert (history.earlier, history.since_edition) == ((), None)
