"""``sitegen diff`` tells the same, different and could not be compared apart, as diff(1) does."""

import json
import shutil
from pathlib import Path

import pytest

from sitegen.cli.main import main
from support.notes import FOLDER


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return two extractions that differ in one cell and its sentence; no test changes them."""
    tmp_path = tmp_path_factory.mktemp("uttrekk")
    other = tmp_path / "annet-notat"
    shutil.copytree(FOLDER, other)
    text = (other / "note.txt").read_text(encoding="utf-8")
    text = text.replace("0,8        -0,3", "0,8        -1,5").replace(
        "er krevende.", "er vanskelig."
    )
    (other / "note.txt").write_text(text, encoding="utf-8")
    for name, note in (("a", FOLDER), ("b", other)):
        assert main(["extract", str(note), "--out", str(tmp_path / name)]) == 0
    return tmp_path / "a", tmp_path / "b"


def diff(*arguments: object) -> int:
    return main(["diff", *map(str, arguments)])


def test_the_same_is_said_to_be_the_same(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    a, _ = folders
    made = [tmp_path / f"ut/forskjell.{ending}" for ending in ("md", "html", "json")]
    options = zip(("--markdown", "--html", "--json"), made, strict=True)
    assert diff(a, a, *(part for pair in options for part in pair)) == 0
    assert "Ingen forskjeller." in capsys.readouterr().out
    assert "Ingen forskjeller." in made[0].read_text("utf-8")
    assert "Ingen forskjeller." in made[1].read_text("utf-8")
    assert json.loads(made[2].read_text("utf-8"))["like"] is True


def test_a_difference_is_told_in_every_form(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    a, b = folders
    made = {name: tmp_path / name for name in ("kort.md", "alt.html", "alt.json")}
    assert (
        diff(
            *(a, b, "--markdown", made["kort.md"], "--html", made["alt.html"]),
            *("--json", made["alt.json"], "--link", "https://eksempel.no/alt.html"),
        )
        == 1
    )
    cell = "Tabell 3, Kommunene (inkl. Oslo): Netto driftsresultat, 2024"
    assert f"{cell}: −0,3 → −1,5 (−1,2)" in capsys.readouterr().out
    short = made["kort.md"].read_text("utf-8")
    assert f"| {cell} | −0,3 | −1,5 | −1,2 |" in short
    assert "| Tall endret med minst 1 | 1 |" in short
    assert "[Hele sammenligningen](https://eksempel.no/alt.html)" in short
    assert "«Tilsvarende tall for kommunene er i størrelsesorden –0,3 prosent" in short
    assert "Ingen forskjeller" not in short
    page = made["alt.html"].read_text("utf-8")
    assert "<!doctype html>" in page
    assert '<del><span class="skjult">tatt bort: </span>krevende.</del>' in page
    found = json.loads(made["alt.json"].read_text("utf-8"), parse_float=str)
    assert [(c["fra"], c["til"], c["endring"]) for c in found["tall"]] == [("-0.3", "-1.5", "-1.2")]
    assert {c["id"] for c in found["setninger"]} >= {"s1-a3", "s3-a7"}


@pytest.mark.parametrize("spoil", ["notat.json", "tabell-3.csv"])
def test_what_cannot_be_compared_is_trouble_and_writes_nothing(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str], tmp_path: Path, spoil: str
) -> None:
    a, b = folders[0], Path(shutil.copytree(folders[1], tmp_path / "ødelagt"))
    (b / spoil).write_text("ødelagt", encoding="utf-8")
    assert diff(a, b, "--markdown", tmp_path / "kort.md") == 2
    assert not (tmp_path / "kort.md").exists()
    told = capsys.readouterr()
    assert spoil in told.err
    assert "Ingen forskjeller" not in told.out


def test_a_folder_that_is_no_build_is_trouble_with_a_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert diff(tmp_path, tmp_path) == 2
    assert "Gi en mappe som «sitegen build» eller «sitegen extract»" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_trouble(
    folders: tuple[Path, Path], tmp_path: Path
) -> None:
    a, b = folders
    (tmp_path / "fil").write_text("", encoding="utf-8")
    assert diff(a, b, "--markdown", tmp_path / "fil/kort.md") == 2
