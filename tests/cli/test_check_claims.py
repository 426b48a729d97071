"""``sitegen check`` covers every claim or fails, and says the same as JSON."""

import json
import shutil
from pathlib import Path

import pytest

from sitegen.cli.main import main
from support.notes import FOLDER, ROOT

SENTENCE = "Det er store forskjeller mellom kommunene."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the edition, checked from the checkout with its accounts."""
    monkeypatch.chdir(ROOT)
    return Path(shutil.copytree(FOLDER, tmp_path / "2025-03-07"))


def test_claims_and_findings_are_told_as_json(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--json", str(folder)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["utsagn", "funn"]
    first = ["id", "linjer", "sitat", "slag", "utfall", "grunnlag"]
    assert {tuple(one)[: len(first)] for one in told["utsagn"]} == {tuple(first)}
    assert {tuple(one)[:3] for one in told["funn"]} == {("regel", "linjer", "melding")}
    exception = next(one for one in told["utsagn"] if one["utfall"].startswith("motsies"))
    assert (exception["linjer"], exception["slag"]) == ([391, 393], "periode")
    assert exception["emne"]["gruppe"] == ["kommunene"]
    assert exception["emne"]["grunnlag"] == "konsern"


def test_a_claim_without_an_entry_fails_with_its_line_and_a_proposal(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = folder / "note.txt"
    text = note.read_text(encoding="utf-8")
    wrong = "Netto driftsresultat i kommunene ble 2,9 prosent i 2023."
    note.write_text(text.replace(SENTENCE, wrong), encoding="utf-8")
    assert main(["check", str(folder)]) == 1
    told = capsys.readouterr().out
    assert "påstander: 184 av 185" in told
    assert f"linje 40: «{wrong}» hører ikke til noe utsagn i utsagn.toml." in told
    assert "motsies av tabell 3: 0,8 i tabell 3" in told
    assert '[# prosent] i #.", slag = "celle" },' in told
    assert main(["check", "--json", str(folder)]) == 1
    first = json.loads(capsys.readouterr().out)["funn"][0]
    assert (first["regel"], first["linjer"]) == ("udekket", [[40, 40]])


def test_an_entry_whose_words_are_gone_is_told_as_json(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "utsagn.toml"
    text = path.read_text(encoding="utf-8")
    gone = (
        '  { sitat = "Dette står [ingen] steder.", slag = "utenfor", kilde = "ingen: prøve" },\n]'
    )
    path.write_text(text.rstrip().removesuffix("]") + gone, encoding="utf-8")
    main(["check", "--json", str(folder)])
    found = [one for one in json.loads(capsys.readouterr().out)["funn"] if not one["linjer"]]
    assert [one["regel"] for one in found] == ["uten-sted"]
    assert "«Dette står [ingen] steder.» står ikke i teksten lenger" in found[0]["melding"]


def test_an_edition_without_entries_covers_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "utsagn.toml").unlink()
    assert main(["check", str(folder)]) == 1
    assert "påstander: 0 av 185" in capsys.readouterr().out


def test_a_faulty_entry_is_told_with_its_place(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "utsagn.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('slag = "alle_ingen"', 'slag = "alt"', 1), encoding="utf-8")
    assert main(["check", str(folder)]) == 1
    assert "en av de faste verdiene for «utsagn.1.slag»" in capsys.readouterr().err
