"""Where the unit data are from: said for every file, and true of the bytes that lie there."""

import csv
from dataclasses import replace

import pytest

from sitegen.facts.provenance import (
    SourceFile,
    cited_tables,
    copies,
    copy_words,
    of_kind,
    provenance_notices,
    read_provenance,
    source_file,
    statements,
    version_of_sources,
    years_words,
)
from sitegen.note.errors import SpecError
from sitegen.publish.unit_data import source_files
from support.notes import ROOT
from support.units import published

FOLDER = ROOT / "data/kommuner"
UNDATED = "Tallene for 2023 og 2024 er lest av en kopi uten oppgitt dato."
COPIES = f"Tallene for 2020–2022 og 2025 er lest av en kopi oppdatert 19. september 2026. {UNDATED}"


@pytest.fixture(scope="module")
def files() -> tuple[SourceFile, ...]:
    return source_files(ROOT)


@pytest.fixture(scope="module")
def copied(files: tuple[SourceFile, ...]) -> tuple[SourceFile, ...]:
    """Return the files from before the office was asked, and the register."""
    return tuple(file for file in files if "_2020" in file.name or "register" in file.name)


def test_every_file_says_where_it_is_from_and_is_the_one_that_was_checked(
    files: tuple[SourceFile, ...],
) -> None:
    assert {file.name for file in files} == {path.name for path in FOLDER.glob("*.csv")}
    assert all(file.as_checked for file in files)
    assert list(provenance_notices(files, "data/kommuner")) == []


def test_it_is_not_said_that_the_office_was_asked(copied: tuple[SourceFile, ...]) -> None:
    for file in copied:
        words = dict(statements(file))
        register = file.name == "kommuneregister.csv"
        assert words["Hentet"].endswith("Når: ikke oppgitt." if register else COPIES)
        assert words["SHA-256"] == file.sha256
    municipalities = dict(statements(next(f for f in copied if f.name.startswith("kommuner_"))))
    assert "ikke direkte fra Statistisk sentralbyrå" in municipalities["Hentet"]
    assert municipalities["Kilde"] == (
        "Statistisk sentralbyrå, tabell 12137 (brutto driftsinntekter, netto driftsresultat og "
        "netto lånegjeld) og tabell 07459 (folkemengde)."
    )
    assert "Netto lånegjeld er bare med for 2024 og 2025." in municipalities["Kjente mangler"]
    assert municipalities["Versjon"] == "1. Status: endelig."


def test_a_copy_s_day_is_said_only_of_the_years_read_from_it(
    copied: tuple[SourceFile, ...],
) -> None:
    accounts = of_kind(copied, "kommuner")
    assert len(accounts) == 1
    assert copy_words(accounts) == COPIES
    assert copy_words(accounts, (2023, 2024)) == UNDATED
    assert copy_words(accounts, (2025,)) == (
        "Tallene for 2025 er lest av en kopi oppdatert 19. september 2026."
    )
    assert [years for years, _ in copies(accounts)] == [[2020, 2021, 2022, 2025], [2023, 2024]]
    assert years_words([2020, 2021, 2025]) == "2020, 2021 og 2025"
    assert len(of_kind(copied, "indikatorer_2020_2025.csv")) == 2


def test_what_is_said_of_the_population_is_what_the_file_holds(
    copied: tuple[SourceFile, ...],
) -> None:
    (source,) = of_kind(copied, "kommuner")
    with (FOLDER / source.name).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    how = [row["folkemengde_kilde"] for row in rows]
    told = {
        "lik": sum("07459 likt" in one for one in how),
        "fra tabellen": how.count("07459"),
        "grensejustering": sum("grensejustering" in one for one in how),
        "midt i": sum("kan avvike" in one for one in how),
        "tom": sum(row["folkemengde"] == "" for row in rows),
    }
    assert told == {"lik": 692, "fra tabellen": 10, "grensejustering": 10, "midt i": 10, "tom": 11}
    unsure = told["fra tabellen"] + told["midt i"] + told["tom"]
    said = dict(statements(source))
    both = sum(row["aar"] in {"2020", "2021"} for row in rows)
    assert f"i {len(rows) - unsure} av {len(rows)} rader. I de andre {unsure}" in said["Kontroll"]
    assert f"er {told['lik']} av {both} folketall lik tabell 07459" in said["Kontroll"]
    assert "i 11 rader i 2022, 2024 og 2025 er den tom" in said["Folkemengde"]
    assert {row["aar"] for row in rows if not row["folkemengde"]} == {"2022", "2024", "2025"}


def test_the_register_has_every_municipality_of_the_accounts() -> None:
    with (FOLDER / "kommuneregister.csv").open(encoding="utf-8") as file:
        registered = {row["kommunenummer"] for row in csv.DictReader(file)}
    accounts = {row["kommunenummer"] for row in csv.DictReader(published("kommuner", 2024))}
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
    assert version_of_sources([bare]) == ""


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
