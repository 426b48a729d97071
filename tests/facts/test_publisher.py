"""Who runs the site is said in one file, and nothing is published before it is."""

from pathlib import Path

import pytest

from sitegen.cli.main import main
from sitegen.facts.publisher import NOBODY, read_publisher, require_publisher
from sitegen.note.errors import SourceError, SpecError
from sitegen.pages.insertions import report_sentence
from sitegen.publish.unit_data import site_publisher
from support.notes import ROOT

FILLED = """
[utgiver]
navn = "Ola Nordmann"
adresse = "ola@eksempel.no"
kodelager = "https://kode.eksempel.no/tbu/"
"""


def test_a_publisher_is_named_and_can_be_written_to() -> None:
    found = read_publisher(FILLED)
    assert found.words.startswith(
        "Nettstedet drives av: Ola Nordmann. Nettstedet er ikke offisielt"
    )
    assert found.contact == "mailto:ola@eksempel.no"
    assert found.report == "https://kode.eksempel.no/tbu/issues"
    require_publisher(found)


def test_a_page_to_write_to_is_a_link_as_it_is() -> None:
    found = read_publisher('[utgiver]\nadresse = "https://eksempel.no/kontakt"')
    assert found.contact == found.report == "https://eksempel.no/kontakt"


def test_what_is_not_filled_in_is_said_so() -> None:
    assert NOBODY.named == "ikke oppgitt"
    assert NOBODY.contact == NOBODY.report == ""
    with pytest.raises(SourceError) as refused:
        require_publisher(NOBODY)
    assert len(refused.value.faults) == 3
    assert "data/utgiver.toml: ventet «navn» for den som driver nettstedet" in str(refused.value)
    assert "Fyll ut [utgiver] før du publiserer" in str(refused.value)


@pytest.mark.parametrize(
    "line", ['adresse = "ring meg"', 'kodelager = "git@eksempel.no"', 'nvn = "Ola"']
)
def test_an_address_that_leads_nowhere_is_refused(line: str) -> None:
    with pytest.raises(SpecError, match=r"data/utgiver\.toml"):
        read_publisher(f"[utgiver]\n{line}")


def test_the_project_s_own_file_can_be_read() -> None:
    assert site_publisher(ROOT) is not None
    assert (ROOT / "data/utgiver.toml").is_file()


def test_where_to_report_a_fault_is_one_sentence() -> None:
    assert str(report_sentence(NOBODY)) == "<span>Hvor du kan melde feil, er ikke oppgitt.</span>"
    assert str(report_sentence(read_publisher(FILLED))) == (
        "<span>Finner du en feil, kan du "
        '<a href="https://kode.eksempel.no/tbu/issues" rel="external">melde den her</a>.</span>'
    )


def test_publishing_stops_before_it_builds_where_nobody_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = tmp_path / "data/notater/2025-03-07"
    edition.mkdir(parents=True)
    for name in ("note.toml", "note.txt"):
        (edition / name).write_bytes((ROOT / "data/notater/2025-03-07" / name).read_bytes())
    monkeypatch.setenv("SITE_URL", "https://eksempel.no/")
    assert main(["publish", "--root", str(tmp_path)]) == 1
    assert "Fyll ut [utgiver]" in capsys.readouterr().err
