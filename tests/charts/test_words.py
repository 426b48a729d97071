"""What charts say, when the note prints other numbers than it does."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from kommuneindikatorer.wording import listed
from sitegen.charts.model import Chart, Point
from sitegen.charts.phrases import extremes, missing, moved, negative, statuses, turn
from sitegen.charts.render import DrawingContext
from sitegen.facts.fact import Fact
from sitegen.publish.packages import drawing_context
from support.charts import drawn_with_values, settled_charts, with_values
from support.notes import ROOT


def rising(item: Fact) -> Decimal:
    return Decimal(item.aar - 2014) / 2


def falling(item: Fact) -> Decimal:
    return Decimal(2020 - item.aar) / 2


def equal(_: Fact) -> Decimal:
    return Decimal("2.0")


def absent(_: Fact) -> None:
    return None


def titles(charts: Mapping[str, Chart]) -> dict[str, str]:
    return {name: chart.tittel for name, chart in charts.items() if name in OURS}


OURS = ("tabell-1", "tabell-2", "tabell-3", "tabell-3-brutto", "tabell-5", "tabell-6", "figur-3")
FUND = "tabell-6-disposisjonsfond"
GROSS = "Brutto driftsresultat uten avskrivninger i kommunene"
NET = "Netto driftsresultat i kommunene"


def test_titles_of_rising_numbers() -> None:
    assert titles(with_values(rising)) == {
        "tabell-1": "I 2024 økte aktiviteten i kommunesektoren med 5 prosent, "
        "og frie inntekter økte med 5 prosent reelt",
        "tabell-2": f"{NET} gikk opp fra 4,5 prosent i 2023 til anslagsvis 5 prosent i 2024",
        "tabell-3": f"{NET} gikk opp fra 0,5 prosent i 2015 til anslagsvis 5 prosent i 2024",
        "tabell-3-brutto": f"{GROSS} gikk opp fra 0,5 prosent i 2015 "
        "til anslagsvis 5 prosent i 2024",
        "tabell-5": "Netto driftsresultat gikk opp i alle de seks kommunegruppene "
        "fra 2023 til 2024 og var da negativt i ingen",
        "tabell-6": "Netto driftsresultat gikk opp i alle de fem landsdelene "
        "fra 2023 til 2024 og var da negativt i ingen",
        "figur-3": "Netto driftsresultat i 2024 var anslagsvis 5 prosent "
        "og 5 prosent etter bundne avsetninger",
    }


def test_titles_of_falling_numbers() -> None:
    assert titles(with_values(falling)) == {
        "tabell-1": "I 2024 gikk aktiviteten i kommunesektoren ned med 2 prosent, "
        "og frie inntekter gikk ned med 2 prosent reelt",
        "tabell-2": f"{NET} gikk ned fra −1,5 prosent i 2023 til anslagsvis −2 prosent i 2024",
        "tabell-3": f"{NET} gikk ned fra 2,5 prosent i 2015 til anslagsvis −2 prosent i 2024",
        "tabell-3-brutto": f"{GROSS} gikk ned fra 2,5 prosent i 2015 "
        "til anslagsvis −2 prosent i 2024",
        "tabell-5": "Netto driftsresultat gikk ned i alle de seks kommunegruppene "
        "fra 2023 til 2024 og var da negativt i alle",
        "tabell-6": "Netto driftsresultat gikk ned i alle de fem landsdelene "
        "fra 2023 til 2024 og var da negativt i alle",
        "figur-3": "Netto driftsresultat i 2024 var anslagsvis −2 prosent "
        "og −2 prosent etter bundne avsetninger",
    }


def test_titles_of_equal_numbers() -> None:
    assert titles(with_values(equal)) == {
        "tabell-1": "I 2024 økte aktiviteten i kommunesektoren med 2,0 prosent, "
        "og frie inntekter økte med 2,0 prosent reelt",
        "tabell-2": f"{NET} var 2,0 prosent både i 2023 og i 2024",
        "tabell-3": f"{NET} var 2,0 prosent i alle årene fra 2015 til 2024",
        "tabell-3-brutto": f"{GROSS} var 2,0 prosent i alle årene fra 2015 til 2024",
        "tabell-5": "Netto driftsresultat var uendret i alle de seks kommunegruppene "
        "fra 2023 til 2024 og var da negativt i ingen",
        "tabell-6": "Netto driftsresultat var uendret i alle de fem landsdelene "
        "fra 2023 til 2024 og var da negativt i ingen",
        "figur-3": "Netto driftsresultat i 2024 var anslagsvis 2,0 prosent "
        "og 2,0 prosent etter bundne avsetninger",
    }


def test_the_fund_has_a_finding_of_its_own_and_no_sign() -> None:
    assert with_values(rising)[FUND].tittel == (
        "Disposisjonsfond gikk opp i alle de fem landsdelene fra 2023 til 2024"
    )


def test_titles_of_no_numbers() -> None:
    for name, title in titles(with_values(absent)).items():
        assert "notatet har ingen tall" in title, name
        assert "gikk" not in title


@pytest.mark.parametrize("value", [rising, falling, equal, absent])
def test_a_description_is_never_left_out(value: Callable[[Fact], Decimal | None]) -> None:
    charts = with_values(value)
    assert all(len(charts[name].beskrivelse) > 1 for name in OURS)


def test_what_is_missing_is_told_and_not_called_zero() -> None:
    charts = with_values(absent)
    for name in OURS:
        told = " ".join(charts[name].beskrivelse)
        assert "mangler tall for" in told
        assert " 0" not in told.replace("0–3 000", "").replace(" 000", "")


@pytest.mark.slow
def test_a_chart_without_any_numbers_is_drawn_all_the_same() -> None:
    charts = drawn_with_values(absent, DrawingContext(drawing_context(ROOT).fonts, {}))
    for name in OURS:
        assert charts[name].bred.svg.startswith("<svg")
        assert "NaN" not in charts[name].bred.svg


def test_a_gap_breaks_the_line() -> None:
    def hole(item: Fact) -> Decimal | None:
        return None if item.aar == 2019 else rising(item)

    whole, broken = (with_values(value)["tabell-3"].rader["segmenter"] for value in (rising, hole))
    assert (len(whole), len(broken)) == (3 * 9 * 2, 3 * 7 * 2)
    assert 2019 not in {row["aar"] for row in broken}


def series(*values: str | None, status: str = "endelig") -> list[Point]:
    return [
        Point(
            "a", "A", str(2020 + nr), 2020 + nr, "m", None if one is None else Decimal(one), "prosent",
            "konsern", "alle", status,
        )
        for nr, one in enumerate(values)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("1", "5", "2"), "gikk ned fra 5 i 2021 til 2 i 2022"),
        (("4", "1", "3"), "gikk opp fra 1 i 2021 til 3 i 2022"),
        (("3", "3", "3"), "var 3 i alle årene fra 2020 til 2022"),
        (("1", None, "2"), "gikk opp fra 1 i 2020 til 2 i 2022"),
        (("5", "5", "1"), "gikk ned fra 5 i 2021 til 1 i 2022"),
        ((None, None, "2"), "var 2 i 2022"),
        ((None, None, None), "notatet har ingen tall"),
        (("-0.5", "0.5", "0"), "gikk ned fra 0,5 i 2021 til 0 i 2022"),
    ],
)
def test_what_a_series_did_last(values: tuple[str | None, ...], expected: str) -> None:
    assert turn(series(*values)) == expected


def test_an_estimate_is_called_one() -> None:
    assert turn(series("1", "2", status="anslag")).endswith("til anslagsvis 2 i 2021")


def test_what_is_not_final_is_said_by_year_and_the_rows_that_differ_by_name() -> None:
    final, loose = series("1", "2"), series("1", "2", status="foreløpig")
    named = [replace(one, etikett=f"{one.etikett}{nr}") for nr in range(3) for one in loose]
    other = replace(final[0], etikett="Fond"), replace(final[0], etikett="Resultat")
    guess = replace(final[1], etikett="Frie inntekter", status="anslag")
    assert list(statuses(final)) == []
    assert list(statuses([*named, *other, guess])) == [
        "tall for 2020 og 2021 er foreløpige",
        "«Fond» og «Resultat» for 2020 er endelige",
        "«Frie inntekter» for 2021 er anslag",
    ]


def test_the_rows_of_a_table_that_are_final_are_not_called_preliminary() -> None:
    words = settled_charts()["tabell-1"].undertittel
    assert "Tall for 2023 og 2024 er foreløpige." in words
    final = "«Netto driftsresultat, konsern, pst. av driftsinntekter»", "«Disposisjonsfond, pst. av"
    for one in final:
        assert one in words
    assert "for 2023 er endelige." in words


def test_the_sector_s_level_is_about_two_per_cent_and_the_others_exact() -> None:
    said = " ".join(settled_charts()["tabell-3"].beskrivelse)
    assert "nivået på om lag 2 prosent" in said
    assert "nivået på 1¾ prosent" in said
    assert "nivået på 4 prosent" in said


def test_sources_have_the_day_as_running_text_has_it() -> None:
    assert settled_charts()["tabell-3"].kilde.endswith("notat 7. mars 2025.")


def test_all_places_that_share_an_extreme_are_named() -> None:
    told = extremes(series("2", "1", "2", "1"), "A")
    assert told == "A er høyest i 2020 og 2022 (2) og lavest i 2021 og 2023 (1)"


def test_gaps_are_told_together_where_they_are_the_same() -> None:
    assert missing(series("1", None, None)) == "A mangler tall for 2021 og 2022"
    assert not missing(series("1"))


def test_a_list_reads_as_one() -> None:
    assert [listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == [
        "a",
        "a og b",
        "a, b og c",
    ]


def pairs(*both: tuple[str, str]) -> list[tuple[Point, Point]]:
    return [(series(a)[0], series(b)[0]) for a, b in both]


@pytest.mark.parametrize(
    ("both", "expected"),
    [
        ([("1", "0"), ("2", "1")], "gikk ned i alle de to delene"),
        ([("1", "0"), ("2", "3"), ("2", "1")], "gikk ned i to av tre deler"),
        ([("1", "2"), ("2", "3"), ("2", "1")], "gikk opp i to av tre deler"),
        ([("1", "1")], "var uendret i delene"),
        ([], "kan ikke sammenlignes: notatet har ingen tall"),
    ],
)
def test_how_many_groups_moved(both: list[tuple[str, str]], expected: str) -> None:
    assert moved(pairs(*both), "delene", "deler") == expected


def test_how_many_are_negative() -> None:
    assert negative(pairs(("1", "-1"), ("1", "1"))) == "var da negativt i én"
