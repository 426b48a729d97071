"""From bytes to the JSON object: case files, and the published totals."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kommuneindikatorer.numbers import round_half_up
from kommuneindikatorer.session import compute_json
from sitegen.formats.example import example_files
from support.cases import CASES
from support.units import published as published_accounts

DATA = Path(__file__).parent.parent / "cases" / "unit_data"
COMPUTED = json.loads((CASES / "core" / "compute.json").read_text(encoding="utf-8"))
FILES = ("kommuner_2023_2024.csv", "fylkeskommuner_2023_2024.csv")


def at(found: Any, path: str) -> object:  # noqa: ANN401 - any JSON
    """Return what stands at a dotted path; None beyond the end of a list."""
    for step in path.split("."):
        if isinstance(found, list):
            found = found[int(step)] if int(step) < len(found) else None
        else:
            found = found[step]
    return found


@pytest.mark.parametrize("case", COMPUTED, ids=[case["navn"] for case in COMPUTED])
def test_a_case_gives_what_was_computed_by_hand(case: dict[str, Any]) -> None:
    files = [(name, text.encode()) for name, text in case["filer"]]
    result = json.loads(compute_json(files, case["valg"]))
    assert [[path, at(result, path)] for path, _ in case["ventet"]] == case["ventet"]


@pytest.fixture(scope="module")
def published() -> dict[str, Any]:
    text = compute_json([(name, (DATA / name).read_bytes()) for name in FILES], {})
    result: dict[str, Any] = json.loads(text)
    return result


def groups(result: dict[str, Any], division: str, aar: int) -> list[dict[str, Any]]:
    return [g for g in result["grupper"] if (g["inndeling"], g["aar"]) == (division, aar)]


# Published: Statistics Norway, table 12137 (data/kommuner/README.md); 2023 is the note's table 3.
@pytest.mark.parametrize(
    ("division", "aar", "pst"),
    [
        ("alle", 2023, "0.758"),
        ("fylkeskommuner", 2023, "4.177"),
        ("kommunesektoren", 2023, "1.282"),
        ("alle", 2024, "-0.417"),
        ("fylkeskommuner", 2024, "2.761"),
        ("kommunesektoren", 2024, "0.071"),
    ],
)
def test_the_published_totals_come_out(
    published: dict[str, Any], division: str, aar: int, pst: str
) -> None:
    (group,) = groups(published, division, aar)
    exact = Fraction(group["netto_driftsresultat"]["vektet"])
    assert round_half_up(exact, 3) == Decimal(pst)


def test_county_municipalities_by_themselves_are_in_1000_kr() -> None:
    result = json.loads(compute_json([(FILES[1], (DATA / FILES[1]).read_bytes())], {}))
    assert at(result, "enheter.0.poster.brutto_driftsinntekter.belop") == "10376788"
    assert {one["id"]: one["verdi"] for one in result["antakelser"]}["belopsenhet"] == "tusen"


def test_every_unit_is_in_one_group_of_each_division_but_oslo(published: dict[str, Any]) -> None:
    for aar, count in ((2023, 355), (2024, 356)):
        for division in ("folkemengde", "landsdel", "alle_uten_oslo"):
            assert sum(group["antall"] for group in groups(published, division, aar)) == count


def test_population_groups_are_named_as_in_table_5(published: dict[str, Any]) -> None:
    assert [group["gruppe"] for group in groups(published, "folkemengde", 2023)] == [
        "0–3 000",
        "3–5 000",
        "5–10 000",
        "10–20 000",
        "20–50 000",
        "Over 50 000",
    ]


def test_a_deficit_of_one_thousand_counts_as_negative(published: dict[str, Any]) -> None:
    (unit,) = [
        one
        for one in published["enheter"]
        if one["aar"] == 2023 and (one["navn"] or "").startswith("Flå")
    ]
    assert unit["indikatorer"]["netto_driftsresultat"]["belop"] == "-1"


def test_al_is_named_for_it_moves_two_groups(published: dict[str, Any]) -> None:
    said = [one["melding"] for one in published["problemer"] if one["kode"] == "naer-folkegrense"]
    about = [one for one in said if one.startswith("Ål har 5\u00a0007") and "2023" in one]
    assert [("3–5 000" in one, "5–10 000" in one) for one in about] == [
        (False, True),
        (True, False),
    ]


def test_the_text_is_the_same_twice_and_holds_no_number_with_decimals() -> None:
    files = [(FILES[1], (DATA / FILES[1]).read_bytes())]
    text = compute_json(files, {})
    assert text == compute_json(files, {})
    numbers: list[str] = []

    def noted(number: str) -> float:
        numbers.append(number)
        return 0.0

    json.loads(text, parse_float=noted)
    assert numbers == []


def test_a_population_known_within_a_group_places_the_unit_and_is_not_shown() -> None:
    head = "aar,kommunenummer,folkemengde,folkemengde_kilde,brutto_driftsinntekter,netto_driftsresultat"
    rows = [
        "2022,1103,,ikke entydig: 146010-146011,14000000,100000",
        "2022,1101,,ikke entydig: 9999-10001,1400000,1000",
        "2022,1106,,,3500000,1000",
    ]
    data = "\n".join([head, *rows, ""]).encode()
    result = json.loads(compute_json([("mal.csv", data)], {"basis": "konsern"}))
    groups = [one for one in result["grupper"] if one["inndeling"] == "folkemengde"]
    assert [(one["gruppe"], one["antall"]) for one in groups] == [("Over 50 000", 1)]
    assert all(one["folkemengde"] is None for one in result["enheter"])


def test_no_municipality_of_the_six_years_is_without_its_groups() -> None:
    data = "\n".join(published_accounts("kommuner")).encode()
    result = json.loads(compute_json([("kommuner.csv", data)], {"basis": "konsern"}))
    for division in ("folkemengde", "landsdel"):
        groups = [one for one in result["grupper"] if one["inndeling"] == division]
        counts = dict.fromkeys(range(2020, 2026), 0)
        for one in groups:
            counts[one["aar"]] += one["antall"]
        assert counts == dict.fromkeys(range(2020, 2024), 355) | {2024: 356, 2025: 356}


def messages(row: str, **chosen: str) -> list[str]:
    head = "aar;kommunenummer;navn;brutto_driftsinntekter;netto_driftsresultat\n"
    result = json.loads(compute_json([("mal.csv", (head + row).encode())], chosen))
    return [one["melding"] for one in result["problemer"]]


@pytest.mark.parametrize("name", ["", "Storvik"])
def test_the_example_s_number_in_another_file_says_nothing_of_its_figures(name: str) -> None:
    (said,) = messages(f"2024;9999;{name};1000000;12000\n", belopsenhet="tusen")
    assert said.startswith("Kommunenummeret «9999» finnes ikke")
    assert "oppdiktet" not in said


def test_the_example_is_said_to_be_made_up() -> None:
    (said,) = messages("2024;9999;;1000000;12000\n", belopsenhet="tusen", navn="Eksempelvik")
    assert said == "Kommune 9999 finnes ikke: Eksempelvik er et oppdiktet eksempel."


def test_kostra_files_say_their_forms_and_each_chart_of_accounts_in_force() -> None:
    files = [(name, data) for name, data in example_files().items() if name.endswith(".dat")]
    result = json.loads(compute_json(files, {}))
    assert result["skjemaer"] == ["0A", "0B"]
    (said,) = [one["tekst"] for one in result["antakelser"] if one["id"] == "kontoplan"]
    assert said == "Kontoplan for 2020 og 2024."


def test_only_a_municipality_that_was_split_has_its_parts(published: dict[str, Any]) -> None:
    found = {
        (u["kommunenummer"], u["aar"]): u["deler"] for u in published["enheter"] if "deler" in u
    }
    assert found == {("1507", 2023): {"1508": "Ålesund", "1580": "Haram"}}


def test_accounts_before_the_levels_have_no_distance_to_one() -> None:
    head = "aar,kommunenummer,navn,brutto_driftsinntekter,netto_driftsresultat\n"
    rows = "".join(f"{year},1103,Stavanger,8000000,80000\n" for year in (2013, 2014))
    result = json.loads(compute_json([("fil.csv", (head + rows).encode())], {}))
    found = {
        one["aar"]: one["indikatorer"]["avstand_til_anbefalt_nivaa"] for one in result["enheter"]
    }
    assert found[2013]["belop"] is None
    assert "ikke noe nivå for dette året" in found[2013]["mangler"]
    assert found[2014]["belop"] == "60000"
