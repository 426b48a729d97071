"""The calculator says of each number what it is: whose, by which measure, of how many."""

import re

import pytest
from playwright.sync_api import Page, expect

from sitegen.formats.example import example_files
from support.browsing import Watched
from support.calculator import example, give, unfold

HEAD = "aar;kommunenummer;basis;brutto_driftsinntekter;netto_driftsresultat;disposisjonsfond;merforbruk\n"


@pytest.fixture
def page(calculator: Watched) -> Page:
    return calculator.page


def shown(page: Page, place: str = ".regn__resultat") -> str:
    return " ".join(page.locator(place).inner_text().split())


def own(page: Page, row: str) -> None:
    """Give a file of one municipality in 1000 kr, and wait until it is compared."""
    give(page, [("mal.csv", (HEAD + row).encode())])
    page.locator(".setning", has_text="kommuner hadde et høyere resultat").wait_for()


def test_merforbruk_stands_beside_the_limit_of_the_law(page: Page) -> None:
    own(page, "2024;4601;kasse;30000000;120000;900000;1050000\n")
    text = shown(page)
    assert (
        "Merforbruk som ikke er dekket inn 3,5 prosent av driftsinntektene i 2024, "
        "1\u00a0050,0 millioner kroner. Det er over grensen på 3 prosent."
    ).replace("\u00a0", " ") in text
    own(page, "2024;4601;kasse;30000000;120000;900000;900000\n")  # 3 per cent is not over 3
    assert "Det er ikke over grensen på 3 prosent." in shown(page)


def test_a_result_of_the_own_account_has_a_range_among_those_of_the_konsern(page: Page) -> None:
    own(page, "2024;4601;kasse;30000000;-120000;900000;0\n")
    sentence = shown(page, ".setning")
    assert re.search(
        r"Mellom \d+ og \d+ av \d+ kommuner hadde et høyere resultat i 2024: De andres tall er "
        r"endelige tall for konsern, mens dette gjelder kommunekassen, der resultatet i snitt er "
        r"0,3 prosentpoeng lavere\.$",
        sentence,
    ), sentence
    assert page.get_by_role("link", name="0,3 prosentpoeng").get_attribute("href") == (
        "../tabeller/resultat-konsern/#tabell-3-note-1"
    )
    own(page, "2024;4601;konsern;30000000;-120000;900000;0\n")
    assert "Mellom" not in shown(page, ".setning")


def test_what_the_text_prints_of_the_counties_fund_is_not_said_to_be_missing(page: Page) -> None:
    give(page, [("mal.csv", (HEAD + "2024;4600;kasse;17000000;-12000;900000;0\n").encode())])
    page.locator(".tabell--ved-siden").wait_for()
    found = page.locator(".tabell--ved-siden a.trykt[href*='#s3-a']").all_inner_texts()
    # Whether they are of kasse or konsern is not printed: in the rows of both, with a remark.
    assert found == ["12,8", "15,2"] * 2
    remarks = page.locator("p.noter", has_text="Notatet sier ikke om tallet gjelder")
    expect(remarks).to_have_count(2)
    assert "I snitt har kommunenes konserntall" not in shown(page)


def test_the_reader_s_own_value_stands_once_and_under_no_selection(page: Page) -> None:
    example(page, "kommuner")
    for table in page.locator(".tabell--trykt").all():
        heads = table.locator("thead tr").nth(1).locator("th").all_inner_texts()
        groups = table.locator("thead th[scope=colgroup]").count()
        assert heads.count("Dine") == groups
        assert {one for one in heads if one != "Dine"} <= {
            "Trykt, alle",
            "Trykt, alle uten Oslo",
            "Trykt, de 225 i KS’ undersøkelse",
        }
    fifth = page.get_by_role("region", name="Tabell 5 med dine tall")
    row = fifth.locator("tbody tr", has_text="0–3").first.locator("td").all_inner_texts()
    assert row[:3] == ["2,2", "2,0", "3,3"]


def test_years_of_the_fund_say_by_which_measures_and_controls_of_how_many(page: Page) -> None:
    example(page, "kostra")
    page.locator(".setning", has_text="Eksempelvik").wait_for()
    text = shown(page)
    assert (
        "Disposisjonsfondet på 67,5 millioner kroner dekker et negativt netto driftsresultat som "
        "i 2024, 7,7 millioner kroner, i 8,8 år."
    ) in text
    assert "Alle 14 kontrollene er i orden." in text
    assert "har 49 nummererte kontroller av årsregnskapet" in text
    assert "De andre 35 kjøres ikke her." in text


def test_what_an_example_sets_is_not_said_of_the_reader_s_own_file(page: Page) -> None:
    example(page, "kostra")
    unfold(page)
    assert "Fra eksempelet." in shown(page, ".regn__forstatt")
    assert "Valgt av deg." not in shown(page, ".regn__forstatt")
    name, data = next(one for one in example_files().items() if one[0].endswith("0A.dat"))
    give(page, [(f"min-{name}", data)])
    assert "Eksempelvik" not in shown(page, ".regn__resultat")
    assert "Kommunenummeret «9999» finnes ikke" in page.locator(".regn__merknader").inner_text()
    assert "oppdiktet" not in page.locator(".regn__merknader").inner_text()
