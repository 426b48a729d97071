"""What a screen reader says of the main pages, from top to bottom, as golden texts."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from support.browsing import Open
from support.calculator import finished, open_calculator, silence
from support.golden import check_golden
from support.hosting import Site
from support.speech import spoken

GOLDEN = Path(__file__).parent.parent / "golden" / "speech"
DESK = {"width": 1280, "height": 900}
PAGES = {
    "forside": "",
    "avsnitt": "notat/3-netto-driftsresultat-og-disposisjonsfond/",
    "tabell": "tabeller/tabell-3/",
    "utforsk": "utforsk/",
    "kommune": "kommuner/1508-alesund/",
}
# Words that Vega and the theme would say if they were let to.
ENGLISH = ("chart", "legend", "axis", "mark", "scroll", "search", "copy", "click")


@pytest.fixture
def page(open_page: Open) -> Page:
    return open_page(viewport=DESK, reduced_motion="reduce").page


def held(name: str, said: str, site: Site) -> None:
    words = said.lower().split()
    assert [one for one in ENGLISH if one in words] == []
    for own, instead in ((site.url, "<nettsted>/"), (", No file chosen", "")):
        said = said.replace(own, instead)  # the second is the browser's own, in its own language
    check_golden(GOLDEN / f"{name}.txt", said.encode())


@pytest.mark.parametrize("name", PAGES)
def test_a_main_page_is_said(site: Site, page: Page, name: str) -> None:
    page.goto(site.url + PAGES[name])
    if name == "utforsk":
        page.locator("tbu-utforsk[levende] .diagram__levende svg").first.wait_for()
    held(name, spoken(page), site)


def test_the_top_of_every_page_is_said(site: Site, page: Page) -> None:
    page.goto(f"{site.url}data/")
    page.locator("header [data-bryter^=__palette]:not([hidden])").wait_for()
    held("topp", spoken(page, "header"), site)


def test_a_result_is_said(site: Site, page: Page) -> None:
    open_calculator(page, site.url)
    silence(page)
    page.locator("[data-eksempel=skjema]").click()
    finished(page)
    page.locator(".regn__resultat tbu-diagram svg").first.wait_for()
    held("regn-selv", spoken(page), site)


def test_a_live_chart_says_each_value_as_one_sentence(site: Site, page: Page) -> None:
    page.goto(f"{site.url}tabeller/tabell-3/")
    page.get_by_role("tab", name="Figur").click()
    chart = page.locator("tbu-diagram [role=slider]")
    chart.focus()
    said = [spoken(page, "tbu-diagram [role=slider]")]
    for _ in range(3):
        page.keyboard.press("ArrowRight")
        said.append(spoken(page, "tbu-diagram [role=slider]"))
    held("figur", "".join(said), site)
