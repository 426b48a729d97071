"""Figures that cannot be are held back, and one question settles why."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from kommuneindikatorer.register import size_of
from kommuneindikatorer.session import compute_json
from support.kostra import record

HEAD = "aar;kommunenummer;brutto_driftsinntekter;netto_driftsresultat;disposisjonsfond\n"
FORM = (
    "Økonomisk oversikt etter art – drift;Regnskap 2024\n"
    "Sum driftsinntekter;29 149 000\nSum driftsutgifter;28 000 000\n"
    "Brutto driftsresultat;1 149 000\nNetto driftsresultat;{result}\n"
)


def computed(text: str, **chosen: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads(compute_json([("fil.csv", text.encode())], chosen))


def shown(result: Any) -> Any:  # noqa: ANN401 - JSON
    return result["enheter"][0]["indikatorer"]["netto_driftsresultat"]["belop"]


def codes(result: Any) -> set[str]:  # noqa: ANN401 - JSON
    return {one["kode"] for one in result["problemer"]}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("2024;4601;1000000;-10000;50000", "umulig-inntekt"),
        ("2024;4601;900000000;-10000;50000", "umulig-inntekt"),
        ("2024;9998;19000;-10;50", "umulig-inntekt"),
        ("2024;9998;151000000;-10;50", "umulig-inntekt"),
        ("2024;4601;29000000;9000000;50000", "umulig-resultat"),
        ("2024;4601;29000000;-9000000;50000", "umulig-resultat"),
        ("2024;4600;90000000;-713159;5", "umulig-inntekt"),  # Vestland's, per inhabitant of it
        ("2024;4600;4000000;-3159;5", "umulig-inntekt"),
        ("2024;4601;29000000;-713159;-1", "umulig-fond"),
        ("2024;4601;0;-713159;5", "ingen-driftsinntekter"),
    ],
)
def test_what_no_municipality_can_have_is_held_back(row: str, code: str) -> None:
    result = computed(HEAD + row, belopsenhet="tusen")
    assert shown(result) is None
    assert code in codes(result)
    for confirmed in (code, "alle", result["sporsmal"]["merke"]):
        assert shown(computed(HEAD + row, belopsenhet="tusen", bekreftet=confirmed)) is not None


def test_a_percentage_that_cannot_be_is_held_back_without_amounts_too() -> None:
    table = (
        "region;statistikkvariabel;2024\n4601 Bergen;"
        "Netto driftsresultat i prosent av brutto driftsinntekter (prosent);{0}\n"
    )
    assert "umulig-resultat" in codes(computed(table.format("-31,5")))
    assert "umulig-resultat" not in codes(computed(table.format("-2,4")))


@pytest.mark.parametrize(
    "row",
    [
        "2024;4601;29000000;-713159;1",
        "2024;4601;29000000;8600000;0",
        "2024;4601;;-713159;1",  # a result without the income it is measured by
        "2024;4600;16000000;-713159;1",
    ],
)
def test_what_can_be_is_shown_without_a_question(row: str) -> None:
    result = computed(HEAD + row, belopsenhet="tusen")
    assert shown(result) is not None
    assert result["sporsmal"] is None


def test_where_no_choice_helps_it_is_asked_whether_the_figures_are_right() -> None:
    asked = computed(HEAD + "2024;4601;29000000;9000000;5", belopsenhet="tusen")["sporsmal"]
    assert (asked["valg"], asked["kode"], asked["svar"]) == ("bekreftet", "umulig-resultat", [])


def test_one_unit_that_cannot_be_does_not_hold_back_the_others() -> None:
    rows = "2024;4601;29000000;-713159;1\n2024;1103;10;1;1\n"
    result = computed(HEAD + rows, belopsenhet="tusen")
    found = [one["indikatorer"]["netto_driftsresultat"]["belop"] for one in result["enheter"]]
    assert found == ["-713159", None]


def test_the_question_has_the_answer_that_holds_first_with_its_figure() -> None:
    text = FORM.format(result="-713 159")
    result = computed(text, belopsenhet="kroner", kommunenummer="4601")
    asked = result["sporsmal"]
    assert (asked["valg"], asked["kode"]) == ("belopsenhet", "umulig-inntekt")
    assert [one["verdi"] for one in asked["svar"]] == ["tusen", "kroner", "millioner"]
    assert [one["holder"] for one in asked["svar"]] == [True, False, False]
    assert "−713,2 millioner kroner, −2,45 prosent" in asked["svar"][0]["tall"]
    assert asked["svar"][1]["tall"] == ""


def of_template(income: int, result: int) -> str:
    return f"{HEAD}2024;1532;{income};{result};\n"


def of_form(income: int, result: int) -> str:
    return (
        "Giske kommune;\nTall i 1000 kr;Regnskap 2024\n"
        f"Sum driftsinntekter;{income}\nSum driftsutgifter;{income - result}\n"
        f"Brutto driftsresultat;{result}\nNetto driftsresultat;{result}\n"
    )


def of_ledger(income: int, result: int) -> str:
    """Return accounts in 1000 kr whose result is set aside, so that they close."""
    rows = [("800", -income), ("010", income - result - 7), ("500", 7), ("540", result)]
    amounts = "".join(f"1532;2024;{art};800;{amount}\n" for art, amount in rows)
    return f"region;år;art;funksjon;beløp (1000 kr)\n{amounts}"


def of_records(income: int, result: int) -> str:
    rows = [("840", "800", -income), ("120", "010", income - result), ("880", "540", result)]
    return "".join(f"{record('1', *one, region='153200')}\n" for one in rows)


def of_table(income: int, result: int) -> str:
    return (
        "region;år;Brutto driftsinntekter (1000 kr);Netto driftsresultat (1000 kr)\n"
        f"1532 Giske;2024;{income};{result}\n"
    )


READERS = [of_template, of_form, of_ledger, of_records, of_table]
PEOPLE = size_of("1532") or 0


@pytest.mark.parametrize("written", READERS, ids=lambda one: one.__name__)
@pytest.mark.parametrize(
    ("income", "result", "code"),
    [
        # 40 000 and 700 000 kr for each inhabitant, and 30 per cent of the income, on both sides.
        (40 * PEOPLE, 100, None),
        (40 * PEOPLE - 1, 100, "umulig-inntekt"),
        (700 * PEOPLE, 100, None),
        (700 * PEOPLE + 1, 100, "umulig-inntekt"),
        (1_000_000, 300_000, None),
        (1_000_000, 300_001, "umulig-resultat"),
        (1_000_000, -300_000, None),
        (1_000_000, -300_001, "umulig-resultat"),
    ],
)
def test_each_reader_stops_at_the_bounds_and_not_before(
    written: Callable[[int, int], str], income: int, result: int, code: str | None
) -> None:
    found = computed(written(income, result), belopsenhet="tusen")
    assert shown(found) == (None if code else str(result))
    asked = found["sporsmal"]
    assert (asked and asked["kode"]) == code
    if code:
        confirmed = computed(written(income, result), belopsenhet="tusen", bekreftet=asked["merke"])
        assert shown(confirmed) == str(result)
