"""What the calculator's page holds a file against."""

import json
from csv import DictReader
from functools import cache

from kommuneindikatorer.compute import compute
from kommuneindikatorer.document import Source
from kommuneindikatorer.measures.catalogue import INDIKATOR
from kommuneindikatorer.options import Options
from sitegen.facts.fact import facts_of
from sitegen.facts.ledger.reading import read as read_claims
from sitegen.facts.reference import Context, only_in_text, reference
from sitegen.facts.unit_files import KOMMUNER
from sitegen.pages.edition import Edition
from sitegen.publish.calculator import calculator_files
from sitegen.publish.checks import read_ledger
from sitegen.publish.edition_folder import read_edition
from sitegen.publish.unit_data import unit_files
from support.notes import FOLDER, ROOT, accounts, changed, read

TWO_YEARS = ROOT / "tests/cases/unit_data/kommuner_2023_2024.csv"


@cache
def files() -> dict[str, bytes]:
    read = read_edition(FOLDER)
    claims = read_ledger(FOLDER, read, accounts()).every
    edition = Edition(note=read.note, facts=read.facts, claims=claims)
    return dict(calculator_files(edition, accounts(), unit_files(ROOT)[KOMMUNER]))


def test_every_printed_value_of_the_calculators_indicators_is_there_with_its_cell() -> None:
    printed = json.loads(files()["assets/regndata/notat.json"])["trykt"]
    cells = [one for rows in read_edition(FOLDER).facts.values() for one in rows]
    wanted = [one for one in cells if one.indikator in INDIKATOR and one.verdi is not None]
    assert len([one for one in printed if one["tabell"]]) == len(wanted)
    one = next(
        p
        for p in printed
        if (p["tabell"], p["gruppe"], p["aar"], p["grunnlag"])
        == ("tabell-3", "kommunesektoren", 2022, "konsern")
        and p["indikator"].startswith("brutto")
    )
    assert one["verdi"] == "7.8"
    one = next(p for p in printed if p["tabell"] == "tabell-5" and p["rad"] == "5–10 000")
    assert one["verdi"] == "-0.5"
    assert one["celle"] == "tabeller/resultat-etter-innbyggertall/#tabell-5-r3-k1"


def test_what_only_the_text_prints_is_there_with_its_paragraph() -> None:
    printed = json.loads(files()["assets/regndata/notat.json"])["trykt"]
    found = [one for one in printed if not one["tabell"]]
    assert [(one["gruppe"], one["indikator"], one["aar"], one["verdi"]) for one in found] == [
        ("fylkeskommunene", "disposisjonsfond", 2024, "12.8"),
        ("fylkeskommunene", "disposisjonsfond", 2023, "15.2"),
    ]
    assert {one["celle"] for one in found} == {
        "notat/3-netto-driftsresultat-og-disposisjonsfond/#s3-a21"
    }
    assert [one["status"] for one in found] == ["anslag", "endelig"]


def test_an_edition_with_other_numbers_is_read_as_it_is() -> None:
    text = changed(("utgjorde 12,8 prosent", "utgjorde 11,9 prosent")).decode()
    text = text.replace("Resultatene for kommunene lå i snitt 0,3", "Resultatene lå i snitt 0,3")
    note = read(text.replace("225", "231").encode())
    facts = facts_of(note)
    claims = tuple(only_in_text(facts, read_claims(note, facts).drafts))
    found = json.loads(reference(note, {}, [], Context(claims=claims)))
    assert [one["verdi"] for one in found["trykt"]] == ["11.9", "15.2"]
    assert found["avstand"] is None
    assert found["utvalg"]["utvalget"] == "de 231 i KS’ undersøkelse"


def test_the_gap_between_the_bases_is_the_notes_with_its_place() -> None:
    found = json.loads(files()["assets/regndata/notat.json"])
    assert found["avstand"] == {"pst": "0.3", "side": "tabeller/resultat-konsern/#tabell-3-note-1"}
    assert found["utvalg"]["utvalget"] == "de 225 i KS’ undersøkelse"


def test_the_distribution_is_every_municipality_of_each_year_of_the_accounts() -> None:
    units = json.loads(files()["assets/regndata/notat.json"])["fordeling"]["kommuner"]
    years = unit_files(ROOT)[KOMMUNER].years
    assert len(years) > 2
    assert {one[2] for one in units} == set(years)
    assert [one[2] for one in units if one[0] == "0301"] == sorted(years)
    assert next(one for one in units if one[:3] == ["0301", "Oslo - Oslove", 2023])[4].startswith(
        "-0.836447861168431"
    )


def test_the_real_example_is_every_municipality_in_the_years_of_the_note() -> None:
    names = json.loads(files()["assets/regndata/navn.json"])
    assert names["kommunefil"] == "kommuner_2023_2024.csv"
    example = files()["assets/regndata/kommuner_2023_2024.csv"].decode()
    assert [
        (row["aar"], row["netto_driftsresultat"]) for row in DictReader(example.splitlines())
    ] == [
        (row["aar"], row["netto_driftsresultat"])
        for row in DictReader(TWO_YEARS.read_text("utf-8").splitlines())
    ]
    # Its columns and its first units are as good as all of them, and take no second.
    few = "\n".join(example.splitlines()[:9]) + "\n"
    result = compute([Source("kommuner.csv", few.encode())], Options())
    assert not [one for one in result.problemer if one.kode == "ukjent-kolonne"]
