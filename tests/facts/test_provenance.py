"""Where the unit data are from: said for every file, and true of the bytes that lie there."""

import csv
from dataclasses import replace

import pytest

from sitegen.facts.provenance import (
    SourceFile,
    cited_tables,
    dated,
    provenance_notices,
    read_provenance,
    source_file,
    statements,
)
from sitegen.note.errors import SpecError
from sitegen.publish.unit_data import source_files
from support.notes import ROOT

FOLDER = ROOT / "data/kommuner"


@pytest.fixture(scope="module")
def files() -> tuple[SourceFile, ...]:
    return source_files(ROOT)


def test_every_file_says_where_it_is_from_and_is_the_one_that_was_checked(
    files: tuple[SourceFile, ...],
) -> None:
    assert {file.name for file in files} == {path.name for path in FOLDER.glob("*.csv")}
    assert all(file.as_checked for file in files)
    assert list(provenance_notices(files, "data/kommuner")) == []


def test_it_is_not_said_that_the_office_was_asked(files: tuple[SourceFile, ...]) -> None:
    for file in files:
        words = dict(statements(file))
        assert words["Hentet"].endswith(("Når: ikke oppgitt.", "oppdatert 19. september 2026."))
        assert words["SHA-256"] == file.sha256
    municipalities = dict(statements(next(f for f in files if f.name.startswith("kommuner_"))))
    assert "ikke direkte fra Statistisk sentralbyrå" in municipalities["Hentet"]
    assert municipalities["Kilde"] == (
        "Statistisk sentralbyrå, tabell 12137 (brutto driftsinntekter, netto driftsresultat og "
        "netto lånegjeld) og tabell 07459 (folkemengde)."
    )
    assert "avrundingen lar flere tall være mulige" in municipalities["Folkemengde"]
    assert municipalities["Versjon"] == "2026-09-19. Status: endelig."


def test_the_register_has_every_municipality_of_the_accounts() -> None:
    with (FOLDER / "kommuneregister.csv").open(encoding="utf-8") as file:
        registered = {row["kommunenummer"] for row in csv.DictReader(file)}
    with next(FOLDER.glob("kommuner_*.csv")).open(encoding="utf-8") as file:
        accounts = {row["kommunenummer"] for row in csv.DictReader(file) if row["aar"] == "2024"}
    assert len(accounts) == 357
    assert accounts <= registered


def test_a_file_that_was_changed_is_not_said_to_be_checked(files: tuple[SourceFile, ...]) -> None:
    changed = source_file(files[0].name, b"noe annet", files[0].about)
    assert not changed.as_checked
    assert dict(statements(changed))["Kontroll"].startswith(
        "Filen er endret siden den ble kontroll"
    )
    (notice,) = provenance_notices([changed], "data/kommuner")
    assert f'skriv sha256 = "{changed.sha256}"' in notice


def test_a_file_that_nobody_describes_says_so(files: tuple[SourceFile, ...]) -> None:
    bare = replace(files[0], about=None)
    assert statements(bare)[0] == ("Kilde", "Ikke oppgitt.")
    (notice,) = provenance_notices([bare], "data/kommuner")
    assert notice.startswith(f"data/kommuner/{bare.name.removesuffix('.csv')}.toml mangler.")
    assert dated([bare]) is None


def test_only_the_figures_own_tables_are_cited(files: tuple[SourceFile, ...]) -> None:
    assert cited_tables(files) == "tabell 12137"


def test_a_faulty_description_names_its_key() -> None:
    with pytest.raises(SpecError, match=r"datasett\.sha256"):
        read_provenance(
            '[datasett]\ntittel = "a"\nversjon = "1"\nsha256 = "kort"\n'
            '[[datasett.tabell]]\nnummer = "1"\ninnhold = "a"\n'
            'adresse = "https://a.no"',
            "a.toml",
        )
