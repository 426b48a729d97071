"""What must hold on every page of the built site."""

import pytest

from support.notes import ROOT

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
VIEWS = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
}


def violations(page: object) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    return [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found for n in v["nodes"]]


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_and_nothing_fails_or_leaves(
    site: object, open_page: object, view: str
) -> None:
    watched = open_page(**VIEWS[view], reduced_motion="reduce")
    told = {}
    for address in site.pages:
        watched.page.goto(site.url + address, wait_until="networkidle")
        if found := violations(watched.page):
            told[address] = found
    assert told == {}
    assert watched.faults == []


def test_axe_would_find_a_picture_without_words(site: object, open_page: object) -> None:
    page = open_page().page
    page.goto(site.url)
    page.evaluate("document.querySelector('main').append(new Image())")
    assert any("image-alt" in fault for fault in violations(page))


def test_a_request_to_another_place_would_be_seen(site: object, open_page: object) -> None:
    watched = open_page()
    watched.page.goto(site.url)
    watched.page.evaluate("fetch('http://127.0.0.1:9/x').catch(() => 0)")
    watched.page.wait_for_timeout(200)
    assert any("127.0.0.1:9" in fault for fault in watched.faults)


def test_no_page_scrolls_sideways_at_320_pixels(site: object, open_page: object) -> None:
    page = open_page(viewport={"width": 320, "height": 700}).page
    wide = []
    for address in site.pages:
        page.goto(site.url + address)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(address)
    assert wide == []


def test_every_page_is_whole_without_javascript(site: object, open_page: object) -> None:
    page = open_page(java_script_enabled=False).page
    for address in site.pages:
        page.goto(site.url + address)
        assert page.locator("main h1").first.is_visible(), address
        assert page.locator("html").get_attribute("lang") == "nb"
    page.goto(site.url + "tabeller/tabell-3/")
    assert page.locator("table td").count() >= 60
    page.goto(site.url + "notat/3-netto-driftsresultat-og-disposisjonsfond/")
    for text in ("For å gi et første anslag", "mindre i fylkeskommunene.", "–12 prosent"):
        assert page.get_by_text(text).first.is_visible()
