"""An answer is remembered by its meaning: next year's file gets its own year, or is asked about."""

import json
import re
from typing import Any

import pytest

from core.test_ledger_exports import computed as computed_ledger
from core.test_ledger_exports import doubted, drift_rows, head_and
from core.test_skjema_columns import LAST, PLAN, THIS, computed, form, result_of
from core.test_workbook import drift
from kommuneindikatorer.session import compute_json
from kommuneindikatorer.wording import by_meaning, named_by
from support.workbooks import workbook_of


def later(text: str) -> str:
    """Return a text with all its years a year later."""
    year = r"(?<![0-9])(20[0-9]{2})(?=(?:[01][0-9])?(?![0-9]))"
    return re.sub(year, lambda match: str(int(match[1]) + 1), text)


def year_of(result: Any) -> Any:  # noqa: ANN401 - JSON
    return result["enheter"][0]["aar"]


@pytest.mark.parametrize(
    "headings",
    [
        "Budsjett 2023;Økonomiplan 2024",
        "Prognose 2022;Budsjett 2022",
        "Regnskap 2022/2021;Regnskap 2021",
        "202212;Regnskap 2021",
        "Regnskap;Regnskap",
    ],
)
def test_an_answer_reads_the_same_column_of_next_years_form(headings: str) -> None:
    question = computed(form(headings, THIS, PLAN))["sporsmal"]
    assert question["valg"] == "kolonne"
    names = headings.split(";")
    for answer in question["svar"]:
        place = names.index(answer["verdi"]) if answer["verdi"] in names else 1
        before = computed(form(headings, THIS, PLAN), kolonne=answer["verdi"])
        after = computed(form(later(headings), LAST, THIS), kolonne=answer["husk"])
        assert after["sporsmal"] is None
        assert result_of(before) == str((THIS, PLAN)[place][-1])
        assert result_of(after) == str((LAST, THIS)[place][-1])
        assert year_of(after) in ((year_of(before) or 0) + 1, None)


@pytest.mark.parametrize("headings", ["Regnskap 2023;Regnskap 2022;Budsjett 2023", "R23;R22;B23"])
def test_a_column_chosen_from_the_list_is_the_year_before_the_newest_next_year_too(
    headings: str,
) -> None:
    names = headings.split(";")
    result = computed(form(headings, THIS, LAST, PLAN))
    (said,) = (one for one in result["antakelser"] if one["id"] == "kolonne")
    marks = {one["verdi"]: one["husk"] for one in said["valg"]}
    next_year = later(headings) if "2023" in headings else "R24;R23;B24"
    for at, amounts in enumerate((PLAN, THIS, LAST)):
        after = computed(form(next_year, PLAN, THIS, LAST), kolonne=marks[names[at]])
        assert (result_of(after), year_of(after)) == (str(amounts[-1]), 2023 if at == 1 else 2024)
        (said,) = (one for one in after["antakelser"] if one["id"] == "kolonne")
        assert said["verdi"] == next_year.split(";")[at]


def test_years_alone_are_asked_about_again_where_there_are_more_of_them() -> None:
    marks = by_meaning(["2024", "2023"])
    assert marks == {"2024": "* av 2", "2023": "*-1 av 2"}
    assert named_by(marks["2024"], ["2025", "2024"]) == "2025"
    with_a_plan = ["2026", "2025", "2024"]
    assert named_by(marks["2024"], with_a_plan) is None
    two = computed(form("2022;2023", THIS, LAST), kolonne="* av 3")
    assert "ukjent-valgt-kolonne" in [one["kode"] for one in two["problemer"]]


def test_names_that_may_be_the_same_year_are_remembered_as_they_stand() -> None:
    names = ["R24", "R-24", "Kolonne 12", "Note"]
    assert by_meaning(names) == {one: one for one in names}


@pytest.mark.parametrize(
    ("names", "following"),
    [
        (("Drift 2023", "Drift 2024"), ("Drift 2024", "Drift 2025")),
        (("R2024", "R2022", "R2023"), ("R2025", "R2023", "R2024")),
        (("2023", "2024"), ("2024", "2025")),
        (("Ark1", "Ark2"), ("Ark1", "Ark2")),
    ],
)
def test_an_answer_reads_the_same_sheet_of_next_years_workbook(
    names: tuple[str, ...], following: tuple[str, ...]
) -> None:
    def books(given: tuple[str, ...], start: int, **chosen: str) -> Any:  # noqa: ANN401 - JSON
        rows = {name: drift(at, "Regnskap") for at, name in enumerate(given, start=start)}
        return json.loads(compute_json([("bok.xlsx", workbook_of(**rows))], chosen))

    question = books(names, 1)["sporsmal"]
    assert question["valg"] == "ark"
    for answer in question["svar"]:
        place = names.index(answer["verdi"])
        after = books(following, 11, ark=answer["husk"])
        assert after["sporsmal"] is None
        assert result_of(after) == str((11 + place) * 100_000)


def test_an_answer_reads_the_same_column_of_next_years_ledger() -> None:
    rows = [(account, where, kr, int(str(kr)) // 2) for account, where, kr in drift_rows()]
    asked = computed_ledger(head_and(rows, "konto;funksjon;2022;2021")).sporsmal
    assert asked is not None
    assert [one.husk for one in asked.svar] == ["* av 2", "*-1 av 2"]
    for answer, year in zip(asked.svar, (2023, 2022), strict=True):
        after = computed_ledger(head_and(rows, "konto;funksjon;2023;2022"), kolonne=answer.husk)
        assert (doubted(after), after.enheter[0].regnskap.aar) == ([], year)


def test_a_name_with_last_years_number_is_used_as_it_stands_and_said() -> None:
    result = computed(form("Regnskap 2022;Regnskap 2021", THIS, LAST), kolonne="Regnskap 2021")
    assert (result_of(result), year_of(result)) == (str(LAST[-1]), 2021)
    said = [one["melding"] for one in result["problemer"] if one["kode"] == "eldre-valg"]
    assert said[0].startswith("«Regnskap 2021» er valgt, men filen har også «Regnskap 2022».")
    assert len(said) == 1
    newest = computed(form("Regnskap 2022;Regnskap 2021", THIS, LAST), kolonne="Regnskap 2022")
    assert "eldre-valg" not in [one["kode"] for one in newest["problemer"]]
    rows = {name: drift(1, "Regnskap") for name in ("R2024", "R2023")}
    book = json.loads(compute_json([("bok.xlsx", workbook_of(**rows))], {"ark": "R2023"}))
    assert "eldre-valg" in [one["kode"] for one in book["problemer"]]


def test_what_was_confirmed_is_those_figures_and_not_next_years() -> None:
    def template(result: int, **chosen: str) -> Any:  # noqa: ANN401 - JSON
        head = "aar;kommunenummer;basis;brutto_driftsinntekter;netto_driftsresultat"
        return computed(f"{head}\n2024;4601;kasse;29149000;{result}\n", "mal.csv", **chosen)

    asked = template(9_900_000)["sporsmal"]
    assert asked["kode"] == "umulig-resultat"
    assert result_of(template(9_900_000, bekreftet=asked["merke"])) == "9900000"
    assert template(9_800_000, bekreftet=asked["merke"])["sporsmal"]["kode"] == "umulig-resultat"
    assert result_of(template(9_800_000, bekreftet=asked["kode"])) == "9800000"
