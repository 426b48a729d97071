"""The fictitious municipality: its files agree, and no control finds fault with them."""

import json
from typing import Any

from kommuneindikatorer.session import compute_json
from sitegen.formats.example import CHOSEN, example_files

KOSTRA = ("eksempelvik-0A.dat", "eksempelvik-0B.dat")
FORM = "eksempelvik-regnskapsskjema.csv"


def computed(*names: str) -> dict[str, Any]:
    files = example_files()
    text = compute_json([(name, files[name]) for name in names], CHOSEN)
    return json.loads(text)


def test_the_records_pass_every_control_and_are_said_to_be_invented() -> None:
    found = computed(*KOSTRA)
    assert [one["kode"] for one in found["problemer"]] == ["oppdiktet-kommunenummer"]
    assert [one["avvist"] for one in found["filer"]] == [0, 0]


def test_form_and_records_give_the_same_results() -> None:
    by_records, by_form = computed(*KOSTRA)["enheter"][0], computed(FORM)["enheter"][0]
    for ident in (
        "netto_driftsresultat",
        "brutto_driftsresultat_eks_avskrivninger",
        "netto_driftsresultat_etter_bundne_avsetninger",
    ):
        assert by_records["indikatorer"][ident] == by_form["indikatorer"][ident]
    assert (by_form["navn"], by_form["aar"], by_form["landsdel"]) == (
        "Eksempelvik",
        2024,
        "Vestlandet",
    )


def test_the_deficit_worked_out_by_hand() -> None:
    # 937 600 − 941 560 − 50 300 + 46 600, and 5 900 put aside against 9 700 used.
    found = computed(*KOSTRA)["enheter"][0]["indikatorer"]
    assert found["netto_driftsresultat"]["belop"] == "-7660"
    assert found["netto_driftsresultat_etter_bundne_avsetninger"]["belop"] == "-3860"
    assert found["disposisjonsfond"]["belop"] == "67540"
