"""What the calculator's page holds a file against."""

import json
from csv import DictReader
from functools import cache
from typing import Any

from kommuneindikatorer.compute import compute
from kommuneindikatorer.document import Source
from kommuneindikatorer.options import Options
from sitegen.facts.unit_files import KOMMUNER
from sitegen.publish.calculator import calculator_files
from sitegen.publish.edition_folder import read_edition
from sitegen.publish.unit_data import unit_files
from support.notes import FOLDER, ROOT, accounts

TWO_YEARS = ROOT / "tests/cases/unit_data/kommuner_2023_2024.csv"


@cache
def files() -> dict[str, bytes]:
    edition: Any = read_edition(FOLDER)  # has all that these files are made of
    return dict(calculator_files(edition, accounts(), unit_files(ROOT)[KOMMUNER]))


def test_every_printed_value_of_tables_2_5_and_6_and_figure_3_is_there_with_its_cell() -> None:
    printed = json.loads(files()["assets/regndata/notat.json"])["trykt"]
    assert len(printed) == 12 + 42 + 36 + 6
    one = next(p for p in printed if p["tabell"] == "tabell-5" and p["rad"] == "5–10 000")
    assert one["verdi"] == "-0.5"
    assert one["celle"] == "tabeller/tabell-5/#tabell-5-r3-k1"


def test_the_distribution_is_every_municipality_of_both_years() -> None:
    units = json.loads(files()["assets/regndata/notat.json"])["fordeling"]["kommuner"]
    assert len(units) == 713
    assert [one[0] for one in units].count("0301") == 2
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
