"""What is inside a group's figure, added up anew from the municipalities' file itself."""

import csv
import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from kommuneindikatorer.groups.statistics import TELLER, TELLER_ORD
from kommuneindikatorer.measures.indikator import ANDELER_RESULTAT
from kommuneindikatorer.session import Session
from support.notes import ROOT

FILE = ROOT / "tests/cases/unit_data/kommuner_2023_2024.csv"
NETTO = "netto_driftsresultat"
OSLO = "0301"
HEAD = "aar;kommunenummer;folkemengde;brutto_driftsinntekter;netto_driftsresultat\n"


type Computed = tuple[Session, dict[str, Any]]


@pytest.fixture(scope="module")
def result() -> Computed:
    return computed(FILE.read_bytes())


MADE_UP = {"bekreftet": "alle"}
"""Amounts to reckon with by hand are smaller than any municipality's."""


def computed(data: bytes, **chosen: str) -> Computed:
    session = Session()
    return session, json.loads(session.compute([(FILE.name, data)], chosen | MADE_UP))


def rows(year: int) -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return [one for one in csv.DictReader(file) if one["aar"] == str(year)]


def opened(
    result: Computed,
    group: tuple[str, str, int | None],
    figure: str = "vektet",
    ident: str = NETTO,
) -> dict[str, Any]:
    session, found = result
    asked = {
        **dict(zip(("division", "group", "year"), group, strict=True)),
        "basis": found["enheter"][0]["basis"],
        "indicator": ident,
        "figure": figure,
    }
    return json.loads(session.ask("group", json.dumps(asked)))


def test_a_population_groups_sums_are_those_of_the_file(result: Computed) -> None:
    own = [one for one in rows(2024) if 5000 <= int(one["folkemengde"]) < 10000]
    above = sum(Decimal(one[NETTO]) for one in own)
    below = sum(Decimal(one["brutto_driftsinntekter"]) for one in own)
    found = opened(result, ("folkemengde", "folkemengde-5000-10000", 2024))
    assert found["over"] == {"navn": "Summen av netto driftsresultat", "tall": str(above)}
    assert found["under"] == {"navn": "Summen av brutto driftsinntekter", "tall": str(below)}
    assert abs(Fraction(found["pst"]) - 100 * Fraction(above) / Fraction(below)) < Fraction(
        1, 10**19
    )
    assert found["hvem"] == "kommuner med 5–10\u00a0000 innbyggere"
    assert found["formel"] == (
        "Summen av netto driftsresultat delt på summen av brutto driftsinntekter, i prosent"
    )


def test_the_units_are_the_groups_own_with_amount_income_and_per_cent_the_lowest_first(
    result: Computed,
) -> None:
    own = [one for one in rows(2023) if one["landsdel"] == "Trøndelag"]
    found = opened(result, ("landsdel", "trondelag", 2023))
    units = [result[1]["enheter"][one["nr"]] for one in found["enheter"]]
    assert {(one["kommunenummer"], one["aar"]) for one in units} == {
        (one["kommunenummer"], 2023) for one in own
    }
    told = {
        unit["kommunenummer"]: (one["belop"], one["inntekt"])
        for one, unit in zip(found["enheter"], units, strict=True)
    }
    assert told == {
        one["kommunenummer"]: (one[NETTO], one["brutto_driftsinntekter"]) for one in own
    }
    percents = [Fraction(one["pst"]) for one in found["enheter"]]
    assert percents == sorted(percents)


def test_shares_are_counted_from_the_file_and_who_counts_stands_first(
    result: Computed,
) -> None:
    now = {one["kommunenummer"]: one for one in rows(2024)}
    last = {one["kommunenummer"]: one for one in rows(2023)}
    negative = [one for one in now.values() if int(one[NETTO]) < 0]
    found = opened(result, ("alle", "kommunene", 2024), "andel_negativ")
    assert found["over"] == {"navn": "Kommuner under null", "tall": str(len(negative))}
    assert found["under"] == {"navn": "Kommuner med tall", "tall": str(len(now))}
    counted = [result[1]["enheter"][one["nr"]]["kommunenummer"] for one in found["enheter"]]
    assert set(counted[: len(negative)]) == {one["kommunenummer"] for one in negative}
    assert [one["teller"] for one in found["enheter"]] == (
        [True] * len(negative) + [False] * (len(now) - len(negative))
    )
    both = opened(result, ("alle", "kommunene", 2024), "andel_negativ_begge_aar")
    # Some numbers are new in 2024; those that are the same are enough for a lower bound.
    same = now.keys() & last.keys()
    twice = [one for one in same if int(now[one][NETTO]) < 0 and int(last[one][NETTO]) < 0]
    assert int(both["under"]["tall"]) >= len(same)
    assert int(both["over"]["tall"]) >= len(twice) > 0
    assert all(Fraction(one["fjor"]) < 0 for one in both["enheter"] if one["teller"])
    order = [(one["er_med"], one["teller"]) for one in both["enheter"]]
    assert order == sorted(order, reverse=True)
    weaker = opened(result, ("alle", "kommunene", 2024), "andel_svakere")["enheter"]
    moved = [Fraction(one["pst"]) - Fraction(one["fjor"]) for one in weaker if one["teller"]]
    assert moved == sorted(moved)
    assert max(moved) < 0


@pytest.mark.slow
def test_every_figure_that_the_result_has_is_opened_to_the_same_number(
    result: Computed,
) -> None:
    for group in result[1]["grupper"]:
        key = (group["inndeling"], group["id"], group["aar"])
        for figure in ("vektet", *(one for one in ANDELER_RESULTAT if one in TELLER)):
            found = opened(result, key, figure)
            told = found["pst"] if found["enheter"] and found["under"]["tall"] != "0" else None
            assert (told, len(found["enheter"])) == (group[NETTO][figure], group["antall"]), key


def test_oslo_is_in_no_population_group(result: Computed) -> None:
    large = opened(result, ("folkemengde", "folkemengde-over-50000", 2024))["enheter"]
    numbers = [result[1]["enheter"][one["nr"]]["kommunenummer"] for one in large]
    assert OSLO not in numbers
    assert "4601" in numbers


def test_own_limits_and_an_own_selection_divide_as_in_the_result() -> None:
    chosen = {"folkegrenser": "10000", "utvalg": "4601,1103"}
    own = computed(FILE.read_bytes(), **chosen)
    small = opened(own, ("folkemengde", "folkemengde-0-10000", 2024))
    assert len(small["enheter"]) == sum(int(one["folkemengde"]) < 10000 for one in rows(2024))
    assert len(opened(own, ("utvalg", "utvalg", 2024))["enheter"]) == 2


def test_a_unit_without_income_or_value_is_shown_last_and_counts_nowhere() -> None:
    data = HEAD + "2024;4601;100;1000;10\n2024;4602;100;;-5\n2024;4611;100;3000;-50\n"
    result = computed(data.encode(), belopsenhet="tusen", basis="kasse")
    found = opened(result, ("alle", "kommunene", 2024))
    assert (found["over"]["tall"], found["under"]["tall"], found["pst"]) == ("-40", "4000", "-1")
    assert [one["nr"] for one in found["enheter"]] == [2, 0, 1]
    assert found["enheter"][2] == {
        "nr": 1,
        "er_med": False,
        "teller": False,
        "belop": None,
        "inntekt": None,
        "pst": None,
        "fjor": None,
    }
    assert (found["kalles"], found["slag"]) == ("kommuner", "sum")


def test_one_who_has_no_year_before_is_no_part_of_a_share_of_both() -> None:
    data = HEAD + "2023;4601;100;1000;-1\n2024;4601;100;1000;-2\n2024;4602;100;1000;-3\n"
    result = computed(data.encode(), belopsenhet="tusen", basis="kasse")
    found = opened(result, ("alle", "kommunene", 2024), "andel_svakere")
    assert (found["over"]["tall"], found["under"]["tall"], found["pst"]) == ("1", "1", "100")
    assert [(one["nr"], one["er_med"], one["pst"], one["fjor"]) for one in found["enheter"]] == [
        (1, True, "-0.2", "-0.1"),
        (2, False, "-0.3", None),
    ]
    assert found["under"]["navn"] == "Kommuner med tall for begge år"


def test_a_percentage_that_never_ends_is_compared_exactly() -> None:
    data = HEAD + "2023;4601;100;3;1\n2024;4601;100;6;2\n"
    result = computed(data.encode(), belopsenhet="tusen", basis="kasse")
    found = opened(result, ("alle", "kommunene", 2024), "andel_svakere")
    assert found["over"]["tall"] == "0"


def test_county_municipalities_and_the_whole_sector_are_called_what_they_are() -> None:
    data = HEAD + "2024;4601;100;1000;10\n2024;4600;100;1000;20\n"
    result = computed(data.encode(), belopsenhet="tusen", basis="kasse")
    counties = opened(result, ("fylkeskommuner", "fylkeskommunene", 2024), "andel_negativ")
    assert counties["formel"] == (
        "Antall fylkeskommuner med netto driftsresultat under null, "
        "delt på alle fylkeskommuner med tall, i prosent"
    )
    assert counties["kalles"] == "fylkeskommune"
    assert opened(result, ("kommunesektoren", "kommunesektoren", 2024))["kalles"] == "enheter"


def test_every_share_has_its_words() -> None:
    assert TELLER_ORD.keys() == TELLER.keys()


@pytest.mark.parametrize(
    ("division", "figure", "ident"),
    [
        ("alle", "median", NETTO),
        ("fylker", "vektet", NETTO),
        ("alle", "vektet", "resultatgrad"),
    ],
)
def test_what_there_is_not_is_refused(division: str, figure: str, ident: str) -> None:
    result = computed((HEAD + "2024;4601;100;3;1\n").encode(), basis="kasse")
    assert opened(result, ("alle", "kommunene", 2024))["enheter"]
    with pytest.raises(KeyError):
        opened(result, (division, "kommunene", 2024), figure, ident)
