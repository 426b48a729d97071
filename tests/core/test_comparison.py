"""One unit beside the note: its groups, its place, and the way to a level."""

import json
from typing import Any

import pytest

from kommuneindikatorer.session import Session

HEAD = (
    "aar;kommunenummer;folkemengde;brutto_driftsinntekter;netto_driftsresultat;disposisjonsfond\n"
)
WITH_BASIS = f"basis;{HEAD}"


def printed(gruppe: str, verdi: str, **other: object) -> dict[str, object]:
    return {
        "tabell": "tabell-5",
        "rad": gruppe,
        "gruppe": gruppe,
        "indikator": "netto_driftsresultat",
        "aar": 2024,
        "utvalg": "utvalget",
        "grunnlag": "kasse",
        "status": "anslag",
        "verdi": verdi,
        "celle": f"tabeller/{gruppe}",
        **other,
    }


NOTE: dict[str, Any] = {
    "trykt": [
        printed("folkemengde-0-5000", "-0.1"),
        printed("folkemengde-5000-10000", "-0.2"),
        printed("folkemengde-10000-20000", "-0.9"),
        printed("folkemengde-over-20000", "-0.8"),
        printed("landet", "-0.4"),
        printed("vestlandet", "-1.2"),
        printed("nord-norge", "-3.3"),
        printed("landet", "-0.4", tabell="tabell-6"),
        printed("fylkeskommunene", "1.5"),
    ],
    "utvalg": {"utvalget": "de 3 kommunene i KS’ undersøkelse", "alle": "alle"},
    "avstand": {"pst": "0.3", "side": "tabeller/resultat-konsern/#tabell-3-note-1"},
    "fordeling": {
        "basis": "konsern",
        "kommuner": [
            ["4601", "Bergen", 2024, 9_000, "1.5"],
            ["4602", "Kinn", 2024, 17_000, "-3"],
            ["4611", "Etne", 2024, 4_000, "1.2"],
            ["4612", "Sveio", 2024, 5_000, "4"],
            ["4613", "Bømlo", 2023, 12_000, "9"],
        ],
    },
}


def beside(
    row: str, level: str = "", note: dict[str, Any] = NOTE, head: str = HEAD
) -> dict[str, Any]:
    session = Session()
    session.compare_with(json.dumps(note))
    session.compute(
        [("mal.csv", (head + row).encode())], {"belopsenhet": "tusen", "bekreftet": "alle"}
    )
    return json.loads(session.ask("unit", json.dumps({"unit": 0, "level": level})))


@pytest.mark.parametrize(("column", "is_placed"), [("Budsjett", False), ("Regnskap", True)])
def test_a_budget_is_not_placed_among_accounts(column: str, *, is_placed: bool) -> None:
    form = f"Post;{column} 2024\nSum driftsinntekter;29149000\nNetto driftsresultat;-713159\n"
    chosen = {"kolonne": f"{column} 2024", "kommunenummer": "4601", "basis": "konsern"}
    session = Session()
    session.compare_with(json.dumps(NOTE))
    session.compute([("skjema.csv", form.encode())], chosen | {"bekreftet": "alle"})
    found = json.loads(session.ask("unit", json.dumps({"unit": 0})))
    said = "Et budsjett plasseres ikke blant kommunenes regnskap."
    assert (found["plass"] is not None, said in found["setning"]) == (is_placed, not is_placed)
    assert found["setning"].startswith("Bergen hadde" if is_placed else "Budsjettet for Bergen har")


def test_own_population_group_region_and_country_are_found_and_no_other() -> None:
    rows = beside("2024;4601;9999;1000;12;80\n")["rader"]
    assert [(one["gruppe"], one["verdier"]["netto_driftsresultat"]["verdi"]) for one in rows] == [
        ("Kommuner med 5–10\u00a0000 innbyggere", "-0.2"),
        ("Vestlandet", "-1.2"),
        ("Landet uten Oslo", "-0.4"),
    ]


def test_a_unit_on_a_limit_belongs_above_it() -> None:
    found = beside("2024;4601;10000;1000;12;80\n")
    assert found["innbyggergruppe"]["navn"] == "10–20\u00a0000"
    assert found["rader"][0]["verdier"]["netto_driftsresultat"]["verdi"] == "-0.9"


def test_a_population_that_the_file_lacks_is_the_statistics_and_said() -> None:
    found = beside("2024;4601;;1000;12;80\n")["innbyggergruppe"]
    assert found["folkemengde"] == 9000
    assert found["kilde"] == "Folkemengden er fra Statistisk sentralbyrå, 2024."


def test_oslo_is_in_no_population_group_and_no_region() -> None:
    rows = beside("2024;0301;717707;1000;12;80\n")["rader"]
    assert [one["gruppe"] for one in rows] == ["Landet uten Oslo"]


def test_a_county_municipality_is_held_against_its_own_kind_and_placed_among_none() -> None:
    found = beside("2024;4600;;1000;12;80\n")
    assert [one["gruppe"] for one in found["rader"]] == ["Fylkeskommunene"]
    assert (found["plass"], found["innbyggergruppe"]) == (None, None)
    assert found["nivaa"]["pst"] == "4"


def test_the_place_leaves_the_unit_itself_out_and_ties_count_neither_way() -> None:
    # 1,2 per cent: Sveio is above, Kinn below, Etne equal; Bergen is the unit itself.
    assert beside("konsern;2024;4601;9999;1000;12;80\n", head=WITH_BASIS)["plass"] == {
        "aar": 2024,
        "basis": "konsern",
        "antall": 3,
        "hoyere": [1, 1],
        "lavere": [1, 1],
        "forbehold": "",
    }


@pytest.mark.parametrize("year", ["2025", "2022"])
def test_a_year_without_a_distribution_gives_no_place(year: str) -> None:
    found = beside(f"{year};4601;9999;1000;12;80\n")
    assert found["plass"] is None
    assert "høyere resultat" not in found["setning"]


def test_a_year_is_placed_among_its_own() -> None:
    found = beside("2023;4601;9999;1000;12;80\n")["plass"]
    assert (found["aar"], found["antall"]) == (2023, 1)


def test_a_year_without_the_others_results_is_not_placed_and_says_why() -> None:
    found = beside("2021;4601;9999;1000;12;80\n")
    assert found["plass"] is None
    assert found["setning"].endswith(
        "Regnskapsåret er 2021, og nettstedet har kommunenes resultater bare for 2023 og 2024, så "
        "kommunen er ikke plassert blant de andre."
    )
    assert "plassert" not in beside("2024;4601;9999;1000;12;80\n")["setning"]


@pytest.mark.parametrize(
    ("level", "pst", "amount"),
    [
        ("", "1.75", "5.5"),  # 17,5 − 12
        ("1,2", "1.2", "0"),
        ("1.2", "1.2", "0"),
        ("0", "0", "-12"),
        ("-2", "-2", "-32"),
        ("tull", "1.75", "5.5"),
        ("1e9", "1.75", "5.5"),
        ("101", "1.75", "5.5"),
    ],
)
def test_the_way_to_a_level_is_level_times_income_less_the_result(
    level: str, pst: str, amount: str
) -> None:
    found = beside("2024;4601;9999;1000;12;80\n", level)["nivaa"]
    assert (found["pst"], found["belop"]) == (pst, amount)
    assert found["er_utvalgets"] is (pst == "1.75")


@pytest.mark.parametrize(
    ("year", "level", "pst", "amount"),
    [
        (2013, "", None, None),
        (2013, "1,75", None, None),
        (2013, "3", "3", "18"),
        (2014, "", "1.75", "5.5"),
    ],
)
def test_a_year_before_the_levels_is_held_against_none(
    year: int, level: str, pst: str | None, amount: str | None
) -> None:
    found = beside(f"{year};4601;9999;1000;12;80\n", level)["nivaa"]
    assert (found["pst"], found["belop"]) == (pst, amount)
    assert ("ikke noe nivå for dette året" in found["om"]) is (pst is None)


def test_the_committees_level_is_always_said_not_to_be_for_one_municipality() -> None:
    said = beside("2024;4601;9999;1000;12;80\n", "3")["nivaa"]["om"]
    assert "ikke ment for den enkelte kommune" in said


def test_the_sentence_says_result_group_and_place() -> None:
    assert beside("konsern;2024;4601;9999;937600;-7660;80\n", head=WITH_BASIS)["setning"] == (
        "Bergen hadde i 2024 et negativt netto driftsresultat på 7,7 millioner kroner, −0,8 prosent "
        "av driftsinntektene. Kommuner med 5–10\u00a0000 innbyggere hadde −0,2 prosent (de 3 "
        "kommunene i KS’ undersøkelse, kasse, anslag), som ikke kan sammenlignes direkte med "
        "konsern. 2 av 3 kommuner hadde et høyere resultat i 2024 (konsern, endelige tall)."
    )


OWN = ": De andres tall er endelige tall for konsern, mens dette gjelder kommunekassen, der resultatet i snitt er 0,3 prosentpoeng lavere."
UNKNOWN = ": De andres tall er endelige tall for konsern, mens grunnlaget for dette er ukjent; i kommunekassen er resultatet i snitt 0,3 prosentpoeng lavere."


@pytest.mark.parametrize(
    ("basis", "result", "count", "why"),
    [
        # 1,2 per cent, with 0,3 points more 1,5: above Etne with 1,2, below Sveio with 4.
        ("kasse", 12, "1", OWN),
        # 1,0 per cent, with 0,3 points more 1,3: Etne with 1,2 is between.
        ("kasse", 10, "Mellom 1 og 2", OWN),
        ("", 10, "Mellom 1 og 2", UNKNOWN),
        ("konsern", 10, "2", " (konsern, endelige tall)."),
    ],
)
def test_a_place_among_results_of_another_basis_is_a_range_and_says_why(
    basis: str, result: int, count: str, why: str
) -> None:
    row = f"{basis};2024;4601;9999;1000;{result};80\n"
    said = beside(row, head=WITH_BASIS)["setning"]
    assert said.endswith(f"{count} av 3 kommuner hadde et høyere resultat i 2024{why}")


def test_a_note_without_a_gap_gives_no_range_but_the_reservation() -> None:
    note = {name: part for name, part in NOTE.items() if name != "avstand"}
    said = beside("kasse;2024;4601;9999;1000;10;80\n", note=note, head=WITH_BASIS)["setning"]
    assert said.endswith(
        "2 av 3 kommuner hadde et høyere resultat i 2024: De andres tall er endelige tall for konsern, "
        "mens dette gjelder kommunekassen, og de to kan ikke sammenlignes direkte."
    )


def test_what_only_the_text_prints_is_compared_as_a_cell_is() -> None:
    claim = printed(
        "fylkeskommunene", "11.5", tabell="", indikator="disposisjonsfond", celle="notat/3/#s3-a9"
    )
    note = NOTE | {"trykt": [*NOTE["trykt"], claim]}
    (row,) = beside("2024;4600;;1000;12;80\n", note=note)["rader"]
    assert row["verdier"]["disposisjonsfond"] == {"verdi": "11.5", "celle": "notat/3/#s3-a9"}


def test_a_value_whose_basis_the_text_leaves_out_has_no_row_of_its_own() -> None:
    values = [
        printed("fylkeskommunene", "4.2", grunnlag="kasse"),
        printed("fylkeskommunene", "4.3", grunnlag="konsern"),
        printed("fylkeskommunene", "15.2", indikator="disposisjonsfond", grunnlag="ikke oppgitt"),
    ]
    rows = beside("2024;4600;;1000;12;80\n", note={**NOTE, "trykt": values})["rader"]
    assert [(one["grunnlag"], list(one["verdier"])) for one in rows] == [
        ("kasse", ["netto_driftsresultat", "disposisjonsfond"]),
        ("konsern", ["netto_driftsresultat", "disposisjonsfond"]),
    ]
    for row in rows:
        assert row["verdier"]["disposisjonsfond"]["merknad"] == (
            "Notatet sier ikke om tallet gjelder kasse eller konsern."
        )


BOTH = [
    printed("folkemengde-5000-10000", "-0.2"),
    *(
        printed("kommunene", verdi, aar=aar, grunnlag=basis, utvalg="alle")
        for aar in range(2015, 2025)
        for basis, verdi in (("kasse", "0.1"), ("konsern", "0.4"))
    ),
]


@pytest.mark.parametrize(("basis", "first"), [("kasse", "kasse"), ("konsern", "konsern")])
def test_rows_of_the_files_own_basis_and_year_come_first_and_only_they_are_near(
    basis: str, first: str
) -> None:
    row = f"{basis};2021;4601;9999;1000;12;80\n"
    rows = beside(row, note={**NOTE, "trykt": BOTH}, head=WITH_BASIS)["rader"]
    assert (rows[0]["aar"], rows[0]["naer"]) == (2024, True)  # the only one of its group
    other = "konsern" if first == "kasse" else "kasse"
    assert [(one["grunnlag"], one["aar"], one["naer"]) for one in rows[1:]] == [
        *((first, year, True) for year in (2021, 2020, 2022)),
        *((other, year, False) for year in (2021, 2020, 2022)),
    ]


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        ("konsern", "Kommunene med Oslo hadde 0,4 prosent (konsern, anslag)."),
        (
            "kasse",
            "innbyggere hadde −0,2 prosent (de 3 kommunene i KS’ undersøkelse, kasse, anslag).",
        ),
        ("", "kasse, anslag), mens grunnlaget for regnskapet er ukjent."),
    ],
)
def test_the_sentence_compares_on_the_files_own_basis_or_says_why_not(
    basis: str, said: str
) -> None:
    row = f"{basis};2024;4601;9999;1000;12;80\n"
    assert said in beside(row, note={**NOTE, "trykt": BOTH}, head=WITH_BASIS)["setning"]


@pytest.mark.parametrize(
    ("navn", "said"),
    [("", "Budsjettet har i 2024"), ("Bergen", "Budsjettet for Bergen har i 2024")],
)
def test_a_budget_is_never_called_accounts(navn: str, said: str) -> None:
    rows = "10100;90000\n11000;8000\n18000;-100000\n15400;2000\n"
    session = Session()
    session.compare_with(json.dumps(NOTE))
    chosen = {"kilde": "budsjett", "belopsenhet": "tusen", "navn": navn, "bekreftet": "alle"}
    session.compute([("a.csv", f"konto;budsjett 2024\n{rows}".encode())], chosen)
    sentence = json.loads(session.ask("unit", json.dumps({"unit": 0, "level": ""})))["setning"]
    assert sentence.startswith(f"{said} et netto driftsresultat på")


def test_a_large_amount_is_said_in_millions_and_a_missing_one_not_at_all() -> None:
    assert (
        "på 12,3 millioner kroner, 1,2 prosent" in beside("2024;4601;9;1000000;12345;\n")["setning"]
    )
    assert beside("2024;4601;9;1000000;;\n")["setning"] == ""


def test_what_is_missing_gives_no_place_and_no_amount() -> None:
    found = beside("2024;4601;9999;1000;;80\n")
    assert (found["plass"], found["nivaa"]["belop"]) == (None, None)


def test_the_groups_follow_the_limits_that_the_note_prints() -> None:
    note = {
        **NOTE,
        "trykt": [printed("folkemengde-0-8000", "1"), printed("folkemengde-over-8000", "2")],
    }
    found = beside("2024;4601;9999;1000;12;80\n", note=note)
    assert found["innbyggergruppe"]["navn"] == "over 8\u00a0000"
    assert [one["gruppe"] for one in found["rader"]] == ["Kommuner med over 8\u00a0000 innbyggere"]


def test_the_answer_is_the_same_when_tables_are_numbered_otherwise_and_moved() -> None:
    def moved(one: dict[str, Any]) -> dict[str, Any]:
        return {**one, "tabell": {"tabell-5": "tabell-4", "tabell-6": "tabell-5"}[one["tabell"]]}

    other = {**NOTE, "trykt": [moved(one) for one in reversed(NOTE["trykt"])]}
    for row in ("2024;4601;9999;1000;12;80\n", "2024;4600;;1000;12;80\n", "2024;0301;9;1000;1;8\n"):
        assert beside(row, note=other) == beside(row)


def test_a_fact_that_two_tables_print_is_shown_once_and_other_bases_stand_apart() -> None:
    sector = [
        printed("kommunesektoren", "0.1", grunnlag="konsern"),
        printed("kommunesektoren", "0.2"),
        printed("kommunesektoren", "0.2", tabell="tabell-2", celle="tabeller/annen"),
        printed("kommunesektoren", "3", indikator="disposisjonsfond", tabell="tabell-2"),
    ]
    rows = beside("2024;4600;;1000;12;80\n", note={**NOTE, "trykt": sector})["rader"]
    assert [(one["grunnlag"], list(one["verdier"])) for one in rows] == [
        ("kasse", ["netto_driftsresultat", "disposisjonsfond"]),
        ("konsern", ["netto_driftsresultat"]),
    ]
    assert rows[0]["verdier"]["netto_driftsresultat"]["celle"] == "tabeller/kommunesektoren"


def test_a_municipality_that_was_split_is_named_with_its_parts() -> None:
    found = beside("2023;1507;67000;1000;25;50")
    assert found["setning"].startswith("Ålesund med Haram hadde i 2023 ")
