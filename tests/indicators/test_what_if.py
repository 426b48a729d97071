"""One unit with other figures, worked out by hand."""

import json
from typing import Any

import pytest

from sitegen.indicators.browser import compute_json, what_if_json

HEAD = (
    "aar;kommunenummer;brutto_driftsinntekter;inntekts_og_formuesskatt;driftsutgifter;avskrivninger;"
    "renteinntekter;utbytter;gevinst_tap_finans;renteutgifter;avdrag;avsetning_bundne_driftsfond;"
    "bruk_bundne_driftsfond;disposisjonsfond;merforbruk\n"
)
# Gross 1000 − (1010 − 60) = 50; net 50 + 10 + 5 − 2 − 20 − 30 = 13; earmarked 15 − 25 = −10.
ROW = "2023;4601;1000;400;1010;60;10;5;-2;20;30;15;25;80;0\n"
NETTO, FOND, MERFORBRUK = "netto_driftsresultat", "disposisjonsfond", "merforbruk"


def changed(head: str = HEAD, row: str = ROW, **changes: str) -> dict[str, Any]:
    found = json.loads(compute_json([("mal.csv", (head + row).encode())], {"belopsenhet": "tusen"}))
    asked = {"enhet": found["enheter"][0], "endringer": changes}
    return json.loads(what_if_json(json.dumps(asked)))  # type: ignore[no-any-return]


def amounts(found: dict[str, Any]) -> list[float]:
    return [one["belop"] for one in found["indikatorer"].values()]


def test_no_change_gives_the_same_indicators() -> None:
    assert amounts(changed()) == [13, 50, 23, 80, 0]


def test_a_tax_shortfall_of_5_per_cent_takes_20_off_income_and_every_result() -> None:
    found = changed(inntekt="-5", fond="100")
    assert found["endringer"]["inntekt"] == {
        "navn": "Inntekts- og formuesskatt",
        "grunnlag": 400,
        "belop": -20,
    }
    assert amounts(found) == [-7, 30, 3, 60, 0]
    assert found["indikatorer"][NETTO]["pst"].startswith("-0.714285")  # −7 of 980


def test_expenses_of_950_before_depreciation_and_interest_of_20_are_changed_by_their_share() -> (
    None
):
    assert amounts(changed(utgifter="1", fond="100")) == [3.5, 40.5, 13.5, 70.5, 0]
    assert amounts(changed(rente="50", fond="100")) == [3, 50, 13, 70, 0]


def test_the_fund_covers_only_its_share_and_the_rest_is_to_be_covered_later() -> None:
    found = changed(inntekt="-10", fond="25")["indikatorer"]  # 40 worse, 20 of the fund
    assert (found[FOND]["belop"], found[MERFORBRUK]["belop"]) == (60, 20)


def test_a_better_result_is_put_aside() -> None:
    found = changed(inntekt="5", fond="100")["indikatorer"]
    assert (found[NETTO]["belop"], found[FOND]["belop"], found[MERFORBRUK]["belop"]) == (33, 100, 0)


def test_without_the_tax_line_all_income_is_changed_and_what_is_missing_stays_so() -> None:
    head = "aar;kommunenummer;brutto_driftsinntekter;netto_driftsresultat\n"
    found = changed(head, "2023;4601;1000;13\n", inntekt="-1", utgifter="5", rente="5")
    assert found["endringer"]["inntekt"]["navn"] == "Sum driftsinntekter"
    assert found["endringer"]["utgifter"] == {
        "navn": "Driftsutgifter uten avskrivninger",
        "grunnlag": None,
        "belop": 0,
    }
    assert [one["belop"] for one in found["indikatorer"].values()] == [3, None, None, None, None]


@pytest.mark.parametrize("wild", ["1000000", "-1e400"])
def test_a_change_is_never_more_than_all_of_it(wild: str) -> None:
    assert abs(changed(inntekt=wild)["endringer"]["inntekt"]["belop"]) == 400
