"""«Regn selv» with many units: each number opens to its formula, sums and units."""

import csv
from decimal import Decimal

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from support.browsing import VIEWS, Open, Watched, sticking_out, violations, wrong_in
from support.calculator import DESK, example, give, open_calculator
from support.hosting import Site
from support.notes import ROOT

NETTO = "netto_driftsresultat"
# Every municipality and county municipality here is in one region; only two have a fund.
BOTH_LEVELS = (
    "aar;kommunenummer;landsdel;folkemengde;brutto_driftsinntekter;netto_driftsresultat;"
    "avsetning_bundne_driftsfond;bruk_bundne_driftsfond;disposisjonsfond\n"
    "2024;4601;Vestlandet;7000;1000000;12000;5000;2000;100000\n2024;4602;Vestlandet;8000;3000000;-20000;1000;9000;300000\n"
    "2024;4611;Vestlandet;2000;;-1000;0;0;\n2024;4600;;;9000000;90000;0;0;\n"
)


@pytest.fixture
def page(calculator: Watched) -> Page:
    calculator.page.emulate_media(reduced_motion="reduce")
    return calculator.page


def table(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def row(page: Page, name: str, words: str) -> Locator:
    heading = page.get_by_role("rowheader", name=words, exact=True)
    return table(page, name).get_by_role("row").filter(has=heading)


def opened(page: Page, number: Locator) -> str:
    """Press a number, and return what it opens to."""
    number.click()
    panel = page.locator(f"#{number.get_attribute('aria-controls')}")
    panel.wait_for()
    expect(number).to_have_attribute("aria-expanded", "true")
    return words(panel)


def words(place: Locator) -> str:
    return " ".join(place.inner_text().split())


def municipalities(year: int) -> list[dict[str, str]]:
    with (ROOT / "tests/cases/unit_data/kommuner_2023_2024.csv").open(encoding="utf-8") as file:
        return [one for one in csv.DictReader(file) if one["aar"] == str(year)]


def total(units: list[dict[str, str]], column: str) -> str:
    """Return the column's sum as the page prints it, but with plain blanks."""
    return f"{sum(Decimal(one[column]) for one in units):,}".replace(",", " ").replace("-", "−")


def test_a_number_of_table_5_opens_to_the_files_own_sums_and_units(page: Page) -> None:
    example(page, "kommuner")
    own = [one for one in municipalities(2024) if 5000 <= int(one["folkemengde"]) < 10000]
    number = row(page, "Tabell 5 med dine tall", "5–10 000").locator(".tallknapp").last
    shown = opened(page, number)
    assert number.inner_text() == "−0,8"
    assert shown.startswith(
        "Netto driftsresultat 2024, kommuner med 5–10 000 innbyggere: −0,8 prosent"
    )
    assert "Summen av netto driftsresultat delt på summen av brutto driftsinntekter" in shown
    assert f"Summen av netto driftsresultat, 1000 kr {total(own, NETTO)} " in shown
    income = total(own, "brutto_driftsinntekter")
    assert f"Summen av brutto driftsinntekter, 1000 kr {income} " in shown
    assert f"{len(own)} kommuner, laveste først" in shown
    lowest = min(own, key=lambda one: Decimal(one[NETTO]) / Decimal(one["brutto_driftsinntekter"]))
    first = page.locator(".tabell--apnet tbody tr").first
    assert words(first).startswith(f"{lowest['navn']} {total([lowest], NETTO)} ")


def test_a_number_of_table_6_opens_and_its_unit_leads_on_to_the_rows_of_the_file(
    page: Page,
) -> None:
    example(page, "kommuner")
    number = row(page, "Tabell 6 med dine tall", "Trøndelag").locator(".tallknapp").last
    assert opened(page, number).startswith("Netto driftsresultat 2024, Trøndelag: ")
    page.locator("#apnet-alle").click()
    own = [one for one in municipalities(2024) if one["landsdel"] == "Trøndelag"]
    assert page.locator(".tabell--apnet tbody tr").count() == len(own)
    assert page.locator(".apnet .tabell-ramme").evaluate("e => e === document.activeElement")
    page.locator(".apnet").get_by_role("button", name="Frøya").click()
    page.locator("#resultat", has_text="Frøya 2024").wait_for()
    assert page.evaluate("document.activeElement.id") == "resultat"
    assert number.get_attribute("aria-expanded") == "true"
    page.locator(f"#utregning-{NETTO} > summary").click()
    assert "Netto driftsresultat" in page.locator(f"#utregning-{NETTO}").inner_text()


def test_each_share_opens_to_its_counts_and_who_counts_stands_first(page: Page) -> None:
    example(page, "kommuner")
    units = municipalities(2024)
    negative = sum(int(one[NETTO]) < 0 for one in units)
    shown = opened(
        page,
        row(page, "Prosent av kommunene", "Negativt netto driftsresultat i 2024").locator(
            ".tallknapp"
        ),
    )
    assert shown.startswith("Negativt netto driftsresultat i 2024: 58 prosent")
    assert f"Kommuner under null {negative} Kommuner med tall {len(units)}" in shown
    assert f"Under null: {negative}" in shown
    weaker = row(page, "Prosent av kommunene", "Svakere i 2024 enn i 2023").locator(".tallknapp")
    shown = opened(page, weaker)
    assert "Kommuner med tall for begge år 355" in shown
    assert "Prosent i 2023" in shown
    expect(page.locator(".apnet:visible")).to_have_count(1)


def test_table_2_and_figure_3_open_for_both_levels_with_what_is_missing_named(page: Page) -> None:
    give(page, [("mal.csv", BOTH_LEVELS.encode())])
    shown = opened(
        page,
        row(page, "Tabell 2 med dine tall", "Kommunene (inkl. Oslo)").locator(".tallknapp").first,
    )
    assert "Summen av netto driftsresultat, 1000 kr −8 000" in shown
    assert "Summen av brutto driftsinntekter, 1000 kr 4 000 000" in shown
    assert "Ikke regnet med, fordi tall mangler: 1" in shown
    before, after = table(page, "Tallene i figuren, prosent").locator(".tallknapp").all()
    assert "Summen av netto driftsresultat, 1000 kr 82 000" in opened(page, before)
    assert "1000 kr 87 000 " in opened(page, after)  # 82 − 6 set aside + 11 used
    assert "enheter" in words(page.locator(".apnet:visible"))


def test_a_number_is_opened_and_closed_with_the_keyboard_alone(page: Page) -> None:
    example(page, "kommuner")
    number = table(page, "Tabell 5 med dine tall").locator(".tallknapp").first
    number.focus()
    page.keyboard.press("Enter")
    heading = page.locator("#apnet-tabell-5-navn")
    heading.wait_for()
    assert heading.evaluate("e => e === document.activeElement")
    panel = page.get_by_role("region", name="Netto driftsresultat 2023, kommuner med 0–3 000")
    expect(panel).to_have_count(1)
    page.keyboard.press("Tab")  # to «Lukk»
    page.keyboard.press("Escape")
    heading.wait_for(state="hidden")
    assert number.evaluate("e => e === document.activeElement")
    assert number.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Space")
    heading.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    heading.wait_for(state="hidden")
    assert number.evaluate("e => e === document.activeElement")


def test_one_number_is_open_at_a_time_and_pressed_again_it_closes(page: Page) -> None:
    example(page, "kommuner")
    first = table(page, "Tabell 5 med dine tall").locator(".tallknapp").first
    other = table(page, "Prosent av kommunene").locator(".tallknapp").first
    opened(page, first)
    opened(page, other)
    assert first.get_attribute("aria-expanded") == "false"
    expect(page.locator(".apnet:visible")).to_have_count(1)
    other.click()
    page.locator("#apnet-andeler").wait_for(state="hidden")
    expect(page.locator("[aria-expanded=true]")).to_have_count(0)


def test_every_number_that_is_the_readers_own_can_be_opened(page: Page) -> None:
    example(page, "kommuner")
    numbers = page.locator(".tallknapp")
    for nr in range(0, numbers.count(), 7):
        number = numbers.nth(nr)
        shown = opened(page, number)
        assert words(number).removesuffix(" %") in shown.split(" Lukk")[0]
    own = page.locator(".tabell--trykt tbody td.apner")
    assert own.count() == page.locator(".tabell--trykt .tallknapp").count() > 0


def test_axe_finds_nothing_in_an_open_panel_and_nothing_sticks_out(calculator: Watched) -> None:
    page, told = calculator.page, {}
    example(page, "kommuner")
    for name in ("Tabell 5 med dine tall", "Prosent av kommunene", "Tallene i figuren, prosent"):
        opened(page, table(page, name).locator(".tallknapp").last)
        found = wrong_in(page, *VIEWS)
        told.update({(name, view): faults for view, faults in found.items() if faults})
    assert told == {}
    assert calculator.take_faults() == []


def test_an_open_panel_is_printed_and_a_closed_one_is_not(page: Page) -> None:
    example(page, "kommuner")
    number = table(page, "Tabell 5 med dine tall").locator(".tallknapp").first
    opened(page, number)
    page.emulate_media(media="print")
    assert "Summen av netto driftsresultat" in words(page.locator(".regn__mange"))
    expect(page.locator(".apnet__lukk")).to_be_hidden()
    page.emulate_media(media="screen")
    number.click()
    page.locator("#apnet-tabell-5").wait_for(state="hidden")
    page.emulate_media(media="print")
    assert "Summen av netto driftsresultat" not in words(page.locator(".regn__mange"))


def test_a_number_of_one_unit_among_many_opens_to_its_lines_and_their_rows(page: Page) -> None:
    example(page, "kommuner")
    page.locator("#finn-enhet").fill("bergen")
    numbers = page.locator("#enhetstabell .tallknapp")
    expect(numbers).to_have_count(4)  # amount and per cent, two years
    shown = opened(page, numbers.last)
    assert shown.startswith(
        f"Bergen 2024. Netto driftsresultat, prosent: {numbers.last.inner_text()} "
    )
    bergen = next(one for one in municipalities(2024) if one["kommunenummer"] == "4601")
    assert f"24 Netto driftsresultat {total([bergen], NETTO)}" in shown
    assert f" {total([bergen], 'brutto_driftsinntekter')} " in shown
    page.locator(".apnet:visible .radknapp").first.click()
    chosen = page.locator(".regn__rader tr.valgt")
    assert "Bergen" in words(chosen)
    page.keyboard.press("Escape")
    page.locator(".regn__rader").wait_for(state="hidden")
    assert violations(page) + sticking_out(page) == []
    page.locator("#sorter-aar").click()
    expect(page.locator("#apnet-enhet-for-enhet")).to_be_hidden()
    opened(page, numbers.first)
    page.get_by_role("button", name="Se alle målene for Bergen").click()
    page.locator(".setning", has_text="Bergen hadde i").wait_for()
    assert page.evaluate("document.activeElement.id") == "resultat"


def test_tables_that_are_numbered_otherwise_are_laid_out_alike_under_their_own_names(
    site: Site, open_page: Open
) -> None:
    def renumbered(route: Route) -> None:
        text = route.fetch().text()
        for old, new in (("5", "4"), ("6", "5")):  # ids, and the words of remarks
            text = text.replace(f'"tabell-{old}"', f'"tabell-{new}"')
            text = text.replace(f"tabell {old}", f"tabell {new}")
        route.fulfill(body=text, content_type="application/json")

    page = open_page(viewport=DESK).page
    page.route("**/regndata/notat.json", renumbered)
    open_calculator(page, site.url)
    example(page, "kommuner")
    assert words(row(page, "Tabell 4 med dine tall", "5–10 000")).startswith(
        "5–10 000 0,1 −0,5 0,5 −0,8 −0,2"
    )
    regions = table(page, "Tabell 5 med dine tall").locator("tbody th").all_inner_texts()
    assert regions[:2] == ["Østlandet", "Agder og Rogaland"]
    warning = words(page.locator(".regn__mange .varsel"))
    assert warning.startswith("Tallene i tabell 2, tabell 4 og tabell 5 er trykt")
    expect(page.get_by_role("region", name="Tabell 6 med dine tall")).to_have_count(0)
