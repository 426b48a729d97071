"""The statistics office over the network: what is asked, and every way an answer can fail."""

import shutil
import tomllib
from pathlib import Path

import pytest

from sitegen.cli.main import main
from support.notes import ROOT
from support.office import Office, Reply, answers, groups, office

RECORDED = ROOT / "tests/cases/office"
PAGE = b"<!DOCTYPE html><html><body>404 - File or directory not found.</body></html>"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a checkout with the six years."""
    (tmp_path / "data").mkdir()
    shutil.copytree(ROOT / "data/kommuner", tmp_path / "data/kommuner")
    shutil.copy(ROOT / "data/kalender.toml", tmp_path / "data")
    return tmp_path


def held(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def replies() -> dict[str, Reply]:
    given = answers() | {"klass": (RECORDED / "klass.json").read_bytes()}
    return {name: Reply(data) for name, data in given.items()}


def run(server: Office, root: Path, *names: str) -> int:
    return main(["fetch", *names, "--office", server.address, "--root", str(root)])


def test_each_table_is_asked_once_and_then_nothing_is_new(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with office(replies()) as server:
        assert run(server, root) == 0
        assert [name for name, _ in server.asked] == ["12137", "12366", "07459", "klass"]
        assert server.asked[0][1]["selection"] == [
            {"variableCode": "KOKkommuneregion0000", "valueCodes": ["*"]},
            {"variableCode": "KOKartkap0000", "valueCodes": ["AGD13", "AGD23", "KG31"]},
            {"variableCode": "ContentsCode", "valueCodes": ["KOSbelop0000"]},
            {"variableCode": "Tid", "valueCodes": ["from(2020)"]},
        ]
        before = held(root)
        assert {name for name in before if name.endswith("_2024_2025.csv")}
        capsys.readouterr()
        assert run(server, root) == 0
    assert held(root) == before
    printed = capsys.readouterr().out
    assert printed == "Ingen av tabellene er oppdatert siden sist. Ingenting er endret.\n"


def test_groups_are_asked_of_the_register_for_a_day(root: Path) -> None:
    with office({"kostragrupper": Reply(groups())}) as server:
        assert run(server, root, "kostragrupper") == 0
        (name, query), *others = server.asked
    assert (name, query["targetClassificationId"], others) == ("kostragrupper", "112", [])
    about = tomllib.loads(held(root)["data/kilder/kostragrupper.toml"].decode())
    assert f"date={query['date']}" in about["adresse"]


whole = answers()["12137"]
FAULTS = [
    (
        Reply(b"{}", 429, {"Retry-After": "25"}),
        (
            "tabell 12137: ventet et svar; fant at det er spurt for ofte (429). "
            "Prøv igjen om 25 sekunder. Ingenting er endret."
        ),
    ),
    (Reply(b"", 503), "fant at tjenesten er nede (503). Prøv igjen senere."),
    (Reply(PAGE), "tabell 12137: ventet tall i JSON-stat; fant en nettside (HTML)."),
    (Reply(PAGE, 404), "fant avslag (404). Tabellen eller kodene i den er endret."),
    (
        Reply((RECORDED / "refused.json").read_bytes(), 400),
        "fant avslag (400: Non-existent table). Tabellen eller kodene",
    ),
    (Reply(whole[:5000], missing=5000), "ventet et helt svar; fant et som er avbrutt."),
    (Reply(whole[:5000]), "ventet et helt svar i JSON-stat; fant teksten er ikke gyldig JSON."),
    (Reply(b""), "ventet et helt svar i JSON-stat; fant teksten er ikke gyldig JSON."),
]


@pytest.mark.parametrize(("fault", "words"), FAULTS)
def test_a_fault_of_the_network_is_one_sentence_and_changes_nothing(
    fault: Reply, words: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = held(root)
    with office(replies() | {"12137": fault}) as server:
        assert run(server, root, "07459", "12137") == 1
    assert held(root) == before
    printed = capsys.readouterr()
    assert words in printed.err
    assert printed.err.count("\n") == 1
    assert printed.out == ""


def test_an_office_that_is_not_there_is_said(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with office({}) as server:
        address = server.address
    before = held(root)
    assert main(["fetch", "12137", "--office", address, "--root", str(root)]) == 1
    assert held(root) == before
    assert "ventet et helt svar; fant ingen forbindelse." in capsys.readouterr().err
