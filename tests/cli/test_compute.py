"""``sitegen compute`` as people and scripts meet it."""

import json
import re
from pathlib import Path

import pytest

from kommuneindikatorer.session import compute_json
from sitegen.cli.main import main

DATA = Path(__file__).parent.parent / "cases" / "unit_data"
KOMMUNER = DATA / "kommuner_2023_2024.csv"


def test_it_prints_units_groups_and_problems_by_severity(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["compute", str(KOMMUNER)]) == 0
    out = capsys.readouterr().out
    assert "714 rader, 714 lest, 0 avvist" in out
    assert "0301 Oslo - Oslove  2023       −691\u00a0922     −0,8" in out
    assert re.search(r"Alle kommuner  2023     356 +0,8", out)
    assert "(vis med --all)" in out
    assert out.index("Etter folkemengde") < out.index("Merknad (")


def test_what_is_not_known_is_not_said_to_be_assumed_or_to_rest_on_anything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = tmp_path / "skjema.csv"
    form.write_text(
        "Post;Regnskap 2024\nSum driftsinntekter;1000\nNetto driftsresultat;12\n", "utf-8"
    )
    main(["compute", str(form), "--option", "basis=kasse"])
    lines = capsys.readouterr().out.splitlines()
    assert "Det er ikke kjent hvilken kommune skjemaet gjelder." in lines
    assert "Kommunenummeret er ikke kjent." in lines
    assert "Antatt: Tallene gjelder 2024. Etter kolonnens overskrift." in lines
    assert "Tallene gjelder kommunekassen. Valgt av deg." in lines


def test_a_figure_that_cannot_be_is_asked_about_with_the_option_of_each_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mal.csv"
    file.write_text(
        "aar;kommunenummer;brutto_driftsinntekter;netto_driftsresultat\n2024;4601;29149000;-713159",
        "utf-8",
    )
    assert main(["compute", str(file), "--option", "belopsenhet=kroner"]) == 1
    out = capsys.readouterr().out
    assert "Spørsmål: Er beløpene i kroner, 1000 kr eller millioner kroner?" in out
    assert re.search(r"--option belopsenhet=tusen +1000 kr: .*−2,45 prosent", out)
    assert "--option bekreftet=umulig-inntekt" in out
    assert main(["compute", str(file), "--option", "belopsenhet=tusen"]) == 0


def test_a_file_whose_rows_are_all_passed_over_is_said_to_hold_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "liste.txt"
    places = (f"{number}\tSted\tRogaland\t1.5\t2.5\t1.0" for number in range(1151, 1154))
    rows = ["Disposisjonsfond 2012", "Knr\tKommune\tFylke\t2011\t2012\tEndring", *places]
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert main(["compute", str(table)]) == 1
    said = "Feil (uten-enhet): liste.txt: Tabellen sier ikke om «disposisjonsfond» er beløp eller prosent"
    assert said in capsys.readouterr().out
    table.write_text("Region;År;Netto driftsresultat\nLandet;2024;5\n", encoding="utf-8")
    assert main(["compute", str(table)]) == 1
    assert "Feil (" in capsys.readouterr().out


def test_json_is_byte_for_byte_what_the_browser_gets(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compute", str(KOMMUNER), "--json"]) == 0
    wanted = compute_json([(KOMMUNER.name, KOMMUNER.read_bytes())], {})
    assert capsys.readouterr().out == wanted + "\n"


def test_groups_can_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    main(["compute", str(KOMMUNER), "--json", "--groups", "landsdel"])
    groups = json.loads(capsys.readouterr().out)["grupper"]
    assert {one["inndeling"] for one in groups} == {"landsdel"}


def test_options_reach_the_core(capsys: pytest.CaptureFixture[str]) -> None:
    main(["compute", str(KOMMUNER), "--json", "--option", "basis=konsern"])
    assert {one["basis"] for one in json.loads(capsys.readouterr().out)["enheter"]} == {"konsern"}


def test_nothing_computed_is_exit_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "brev.txt"
    letter.write_text("Hei\n", encoding="utf-8")
    assert main(["compute", str(letter), str(tmp_path / "borte.csv")]) == 1
    out = capsys.readouterr().out
    assert "Feil (ukjent-format)" in out
    assert "Feil (kan-ikke-apnes)" in out
