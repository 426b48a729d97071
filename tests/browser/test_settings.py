"""What a reader's own settings change: letters, spacing, colours, motion and a slow line."""

import re

import pytest
from playwright.sync_api import Page, expect

from support.browsing import Open, sticking_out
from support.hosting import Site
from support.waiting import at_rest, settled

ADDRESSES = ["", "notat/3-netto-driftsresultat-og-disposisjonsfond/", "tabeller/tabell-3/", "figurer/figur-4/", "utforsk/", "regn-selv/", "beregning/", "kommuner/1508-alesund/"]  # fmt: skip
SPACING = """:not(svg *) { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-block-end: 2em !important }"""
WEAR = """(css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; }"""
MOVING = """() => [...document.querySelectorAll("*")].filter((one) => {
    const { transitionDuration, animationDuration } = getComputedStyle(one);
    return Math.max(...`${transitionDuration}, ${animationDuration}`.split(",").map(parseFloat)) > 0.01;
}).map((one) => `${one.localName}.${one.className}`)"""
COLOUR = "(one, [part, name]) => getComputedStyle(one, part)[name]"
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}


def shown(page: Page, address: str) -> None:
    page.goto(address)
    settled(page)
    at_rest(page)


@pytest.mark.parametrize(("css", "width"), [("", 640), (SPACING, 320), (SPACING, 1280)])
def test_nothing_runs_out_of_the_page(site: Site, open_page: Open, css: str, width: int) -> None:
    # At 200 and 400 per cent a window of 1280 px has room for 640 and 320.
    page = open_page(viewport={"width": width, "height": 800}, reduced_motion="reduce").page
    found = {}
    for address in ADDRESSES:
        shown(page, site.url + address)
        page.evaluate(WEAR, css)
        at_rest(page)
        # A drawing's own words take on the spacing, and may reach past it: said in the statement.
        if out := [one for one in sticking_out(page) if not one.startswith("text ")]:
            found[address] = out
    assert found == {}


def test_nothing_moves_for_who_asked_for_less(site: Site, open_page: Open) -> None:
    page = open_page(reduced_motion="reduce").page
    for address in ADDRESSES:
        shown(page, site.url + address)
        assert page.evaluate(MOVING) == [], address


def test_series_are_told_apart_where_colours_are_forced(site: Site, open_page: Open) -> None:
    page = open_page(forced_colors="active").page
    shown(page, f"{site.url}tabeller/tabell-3/#tabell-3-figur")
    series = page.locator("#tabell-3-figur .serie[aria-pressed]")
    expect(series.first).to_be_visible()
    of_sign = ["::before", "backgroundColor"]
    signs = {one.get_attribute("data-serie"): one.evaluate(COLOUR, of_sign) for one in series.all()}
    assert len(set(signs.values())) == len(signs) > 1
    series.nth(1).click()
    expect(series.nth(1)).to_have_attribute("aria-pressed", "false")
    assert series.nth(1).evaluate(COLOUR, of_sign) not in signs.values()


def test_on_a_slow_line_it_is_said_how_long_it_takes(site: Site, open_page: Open) -> None:
    page = open_page().page
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    page.goto(f"{site.url}regn-selv/")
    how_long = re.compile(r"Omtrent \d+ (sekunder|minutter) igjen\. Du kan velge filer imens\.")
    expect(page.locator(".regn__framdrift")).to_have_text(how_long)
    expect(page.locator(".regn__kunngjoring")).to_have_text(re.compile("imens"))
    expect(page.locator("#regn-velg")).to_be_enabled()
