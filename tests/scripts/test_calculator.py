"""The calculator's address and state under Node: what is read, asked for and left."""

import json
import subprocess
from dataclasses import fields
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from kommuneindikatorer.options import Options
from support.node import called, node

ADDRESS = "../calculator/address"
RESULT = "../calculator/result"
DOWNLOADS = "../calculator/downloads"


def call(name: str, *args: object) -> Any:  # noqa: ANN401 - any JSON
    [answer] = called([(ADDRESS, name, list(args))])
    return answer


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"basis": "konsern"},
        {
            "kolonne": "Regnskap *-1 av 2",
            "ark": "§ 5-6 *",
            "navn": "Å & Æra",
            "utvalg": "4601,1103",
        },
        {"skilletegn": ";", "desimaltegn": ",", "folkegrenser": "2000,10000"},
    ],
)
def test_settings_are_read_from_the_address_they_are_written_to(chosen: dict[str, str]) -> None:
    query = call("withChosen", "", chosen)
    assert call("readChosen", query) == chosen
    assert (query == "") == (chosen == {})


def test_every_choice_of_the_core_has_a_place_in_the_address() -> None:
    every = {field.name: "1" for field in fields(Options) if field.name not in {"aar", "fil"}}
    assert list(call("readChosen", call("withChosen", "", every))) == list(every)


def test_a_year_is_of_the_file_at_hand_and_not_in_the_address() -> None:
    of_the_file = {"aar": "2024", "fil": "a.csv", "basis": "kasse"}
    assert call("withChosen", "", of_the_file) == "?basis=kasse"
    assert call("withoutFiles", of_the_file) == {"basis": "kasse"}
    old = f"?kolonne={quote('Regnskap 2024')}&ark={quote('2024 + Balanse')}&aar=2024&basis=kasse"
    assert call("readChosen", old) == {"basis": "kasse"}


def test_only_known_settings_with_a_value_are_read() -> None:
    query = f"?basis=kasse&aar=&ukjent=1&navn={quote('Ål')}&hva_fond=3"
    assert call("readChosen", query) == {"basis": "kasse", "navn": "Ål"}


@pytest.mark.parametrize(
    "sliders",
    [
        {"maate": "prosent", "valg": {}},
        {"maate": "tusen", "valg": {"inntekt": "-2,5", "fond": "50"}},
        {"maate": "prosent", "valg": {"utgifter": "0.5", "rente": "-100"}},
    ],
)
def test_sliders_are_read_from_the_address_they_are_written_to(sliders: dict[str, Any]) -> None:
    assert call("readSliders", call("withSliders", "", sliders)) == sliders


def test_a_slider_that_changes_nothing_is_not_in_the_address_and_a_minus_is_plain() -> None:
    valg = {"inntekt": "−2", "utgifter": "0", "rente": "0,0", "fond": ""}
    assert call("withSliders", "", {"maate": "prosent", "valg": valg}) == "?hva_inntekt=-2"


def test_settings_and_sliders_stand_beside_each_other_and_neither_writes_over_the_other() -> None:
    sliders = {"maate": "tusen", "valg": {"fond": "7"}}
    query = call("withSliders", "?basis=konsern&hva_rente=3", sliders)
    assert query == "?basis=konsern&hva_maate=tusen&hva_fond=7"
    changed = call("withChosen", query, {"navn": "Bergen"})
    assert changed == "?navn=Bergen&hva_maate=tusen&hva_fond=7"
    assert call("readSliders", changed) == sliders


@pytest.mark.parametrize("query", ["?hva_maate=annet", "?hva_=1&hva_ukjent=2", "?fond=3", ""])
def test_what_is_no_slider_is_not_read_as_one(query: str) -> None:
    assert call("readSliders", query) == {"maate": "prosent", "valg": {}}


@pytest.fixture(scope="module")
def steps() -> dict[str, Any]:
    script = Path(__file__).with_name("choosing.mjs")
    done = subprocess.run([node(), str(script)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_setting_computes_anew_only_where_there_are_files(steps: dict[str, Any]) -> None:
    assert steps["before a file"]["asked"] == []
    assert steps["before a file"]["chosen"] == {"basis": "konsern"}
    both = {"basis": "konsern", "landsdel": "Vestlandet"}
    assert steps["a setting"]["asked"][0] == [["few"], both]
    assert steps["no setting"]["asked"][0] == [["few"], {"landsdel": "Vestlandet"}]
    assert steps["no setting"]["chosen"] == {"landsdel": "Vestlandet"}


def test_a_unit_shown_stays_with_other_settings_and_is_asked_about_with_its_level(
    steps: dict[str, Any],
) -> None:
    assert steps["few units"]["asked"][1] == ["unit", {"unit": 0, "level": ""}]
    assert steps["another unit"]["asked"] == [["unit", {"unit": 1, "level": ""}]]
    assert steps["another level"]["asked"] == [["unit", {"unit": 1, "level": "2,5"}]]
    assert (steps["a setting"]["unit"], steps["a setting"]["asked"][1][0]) == (1, "unit")


def test_of_many_units_none_is_shown_until_it_is_chosen(steps: dict[str, Any]) -> None:
    assert steps["many units"]["unit"] == -1
    assert len(steps["many units"]["asked"]) == 1
    assert steps["one more file"]["files"] == ["many", "few"]


def test_what_is_forgotten_is_gone_with_its_settings(steps: dict[str, Any]) -> None:
    asked = ["forget all", "forget"]  # what is remembered on the machine, and what the core has
    assert steps["forgotten"] == {"asked": asked, "chosen": {}, "unit": 0, "files": []}


@pytest.mark.parametrize(
    ("exact", "written"),
    [
        ("-1.25", "-1.25"),
        ("-0.83644786116843123456", "-0.8364"),
        ("2.00005", "2.0001"),
        ("123456.5", "123456.5"),
        ("-0.00001", "0"),
        ("3", "3"),
    ],
)
def test_a_share_in_a_table_file_has_four_decimals_at_most(exact: str, written: str) -> None:
    assert called([("../shared/csv", "rounded", [exact])]) == [{"tall": written}]


def test_a_missing_share_is_no_number() -> None:
    assert called([("../shared/csv", "rounded", [None])]) == [None]


def unit(code: str, year: int | None) -> dict[str, Any]:
    return {"kommunenummer_i_dag": code, "aar": year, "nivaa": "kommune"}


@pytest.mark.parametrize(
    ("years", "place"), [([2022, 2023, 2024], 2), ([2024, 2023, 2024], 0), ([None], 0), ([], 0)]
)
def test_the_newest_year_is_shown_first(years: list[int | None], place: int) -> None:
    assert called([(RESULT, "newest", [[unit("1", year) for year in years]])]) == [place]


@pytest.mark.parametrize(
    ("units", "words"),
    [
        # One municipality becomes two: there are three, but never three at a time.
        (
            [unit("1", 2023), unit("2", 2023), unit("2", 2024), unit("3", 2024), unit("4", 2024)],
            "2 kommuner i 2023 og 3 i 2024",
        ),
        (
            [unit("1", 2023), unit("2", 2023), unit("1", 2024), unit("2", 2024)],
            "2 kommuner, 2023 og 2024",
        ),
        ([unit("1", 2023), unit("2", None)], "2 kommuner, 2023"),
    ],
)
def test_units_are_counted_by_the_year(units: list[dict[str, Any]], words: str) -> None:
    assert called([(RESULT, "unitsByYear", [units])]) == [words]


@pytest.mark.parametrize(
    ("unit", "heading", "inside"),
    [
        ({"navn": "Bergen", "kommunenummer": "4601"}, "Bergen", "Bergen"),
        (
            {"navn": None, "kommunenummer": "4600", "nivaa": "fylkeskommune"},
            "Fylkeskommune med ukjent nummer (4600)",
            "fylkeskommune med ukjent nummer (4600)",
        ),
        ({"navn": None, "kommunenummer": None, "nivaa": "kommune"}, "Kommunen", "kommunen"),
    ],
)
def test_a_unit_without_a_name_is_called_what_is_known_of_it(
    unit: dict[str, Any], heading: str, inside: str
) -> None:
    found = called([(RESULT, "nameOf", [unit]), (RESULT, "inSentence", [unit])])
    assert found == [heading, inside]


def test_a_municipality_that_was_split_is_named_with_its_parts_and_is_each_part_s_past() -> None:
    whole = {"navn": "Ålesund (2020–2023)", "deler": {"1508": "Ålesund", "1580": "Haram"}}
    parts = [{"kommunenummer_i_dag": number} for number in ("1508", "1580", "4601", None)]
    assert called([(RESULT, name, [whole]) for name in ("nameOf", "inSentence")]) == [
        "Ålesund med Haram",
        "Ålesund med Haram",
    ]
    said = called([(RESULT, "partWords", [whole, one]) for one in parts])
    assert said == ["med Haram", "med Ålesund", "", ""]
    assert called([(RESULT, "partWords", [{"navn": "Bergen"}, parts[2]])]) == [""]


def test_what_is_held_back_is_in_no_row_to_download() -> None:
    lines = ("kommunenummer", "navn", "nivaa", "basis", "landsdel", "folkemengde", "aar")
    shown: dict[str, Any] = {
        **dict.fromkeys(lines),
        "poster": {"brutto_driftsinntekter": {"belop": "13000000"}},
        "indikatorer": {"netto_driftsresultat": {"belop": "987961", "pst": "7.6"}},
    }
    held = {
        **shown,
        "poster": {"brutto_driftsinntekter": {"belop": "29149000"}},
        "indikatorer": {"netto_driftsresultat": {"belop": None, "pst": None}},
        "tvil": ["umulig-resultat"],
    }
    names = {"indikatorer": {"netto_driftsresultat": {"enhet": "prosent"}}}
    [rows] = called([(DOWNLOADS, "unitRows", [{"enheter": [held, shown]}, names])])
    text = json.dumps(rows)
    assert "13000000" in text
    assert "29149000" not in text
    for units, is_held, is_any_shown in (
        ([held], True, False),
        ([held, shown], True, True),
        ([shown], False, True),
    ):
        [found] = called([(DOWNLOADS, "heldBack", [{"enheter": units}])])
        assert found == {"isHeld": is_held, "isAnyShown": is_any_shown}
