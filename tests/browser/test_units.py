"""The pages of municipalities and county municipalities, and the lists of them."""

import re

import pytest
from playwright.sync_api import Page, expect

from support.browsing import Open, sticking_out, violations
from support.crowding import crowded
from support.hosting import Site
from support.units import all_profiles

WIDTHS = (320, 390, 720, 1280, 1600)
ADDRESSES = ("kommuner/1580-haram/", "kommuner/5540-kafjord/", "fylker/55-troms/", "kommuner/")
MUNICIPALITIES = sum(one.er_kommune for one in all_profiles())
ROWS = "tbu-liste tbody tr >> visible=true"


@pytest.fixture
def units(site: Site, take_page: Open) -> Page:
    page = take_page(viewport={"width": 1280, "height": 900}).page
    page.goto(f"{site.url}kommuner/")
    page.locator("tbu-liste .sorter").first.wait_for()
    return page


def names(page: Page) -> list[str]:
    return page.locator("tbu-liste tbody tr:not([hidden]) th").all_inner_texts()


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_sticks_out_at_any_width(site: Site, open_page: Open, address: str) -> None:
    watched = open_page(viewport={"width": WIDTHS[0], "height": 900}, reduced_motion="reduce")
    page = watched.page
    page.goto(site.url + address, wait_until="networkidle")
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = sticking_out(page)
    assert {width: fault for width, fault in found.items() if fault} == {}
    assert violations(page) == []
    assert watched.take_faults() == []


def test_the_list_is_searched_by_name_number_and_county(units: Page) -> None:
    expect(units.locator(ROWS)).to_have_count(MUNICIPALITIES)
    field = units.get_by_label("Finn kommune, navn eller nummer")
    field.fill("ålesu")
    assert names(units) == ["Ålesund"]
    field.fill("1151")
    assert names(units) == ["Utsira"]
    field.fill("vestfold")
    expect(units.locator(ROWS)).to_have_count(6)
    field.fill("")
    expect(units.locator(ROWS)).to_have_count(MUNICIPALITIES)


def test_the_list_is_sorted_by_a_heading(units: Page) -> None:
    heads = units.locator("tbu-liste thead th")
    units.get_by_role("button", name="Kommune", exact=True).click()
    assert names(units)[0] == "Alstahaug"  # «Aa» is «Å»
    assert names(units)[-1].startswith("Å")
    expect(heads.first).to_have_attribute("aria-sort", "ascending")
    people = units.get_by_role("button", name=re.compile("Innbyggere"))
    people.click()
    expect(heads.first).to_have_attribute("aria-sort", "none")
    # Those without a number stand last either way.
    last = units.locator("tbu-liste tbody tr").last.inner_text()
    assert ".." in last
    people.click()
    assert names(units)[0] == "Utsira"
    assert ".." in units.locator("tbu-liste tbody tr").last.inner_text()


def test_a_row_leads_to_the_unit_s_page_and_the_menu_stays(units: Page) -> None:
    units.get_by_role("link", name="Ålesund", exact=True).click()
    expect(units.locator("main h1")).to_have_text("Ålesund")
    menu = units.get_by_role("navigation", name="Hovedmeny")
    expect(menu.locator("[aria-current]")).to_have_text("Kommuner")
    expect(units.locator("tbu-kopi button").first).to_be_visible()
    units.get_by_role("link", name="Møre og Romsdal", exact=True).first.click()
    expect(units.locator("main h1")).to_have_text("Møre og Romsdal")


@pytest.mark.parametrize("asked", ["Ålesund", "ålesund", "1508"])
def test_the_front_page_opens_the_municipality_asked_for(
    site: Site, take_page: Open, asked: str
) -> None:
    page = take_page(viewport={"width": 1280, "height": 900}).page
    page.goto(site.url)
    page.get_by_label("Finn din kommune").fill(asked)
    page.keyboard.press("Enter")
    page.wait_for_url("**/kommuner/1508-alesund/")


def test_the_front_page_leads_to_the_list_where_no_name_is_meant(
    site: Site, take_page: Open
) -> None:
    page = take_page(viewport={"width": 1280, "height": 900}).page
    page.goto(site.url)
    page.get_by_label("Finn din kommune").fill("ålesu")
    page.get_by_role("button", name="Vis", exact=True).click()
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.get_by_label("Finn kommune, navn eller nummer")).to_have_value("ålesu")
    assert names(page) == ["Ålesund"]


@pytest.mark.parametrize("address", ADDRESSES[:-1])
def test_every_word_of_a_unit_s_drawings_stands_free(
    site: Site, take_page: Open, address: str
) -> None:
    page = take_page(viewport={"width": WIDTHS[0], "height": 900}).page
    page.goto(site.url + address)
    expect(page.locator(".diagram__bilde svg >> visible=true")).not_to_have_count(0)
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = crowded(page, ".diagram__bilde svg")
    assert {width: fault for width, fault in found.items() if fault} == {}
