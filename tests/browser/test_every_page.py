"""What must hold on every page of the built site."""

import pytest
from playwright.sync_api import Page

from support.browsing import (
    BY_COLOUR,
    Open,
    held_back,
    lines_in_sight,
    moved,
    printed,
    sticking_out,
    violations,
    watch_moves,
)
from support.hosting import Site
from support.waiting import at_rest, eventually, settled

LATE_TYPE = 0.05
"""How far (as a layout shift) a typeface that comes late may move a page."""
HAS_TYPE = """() => document.fonts.check("16px 'Source Sans 3'")"""
IS_PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length"
DESK = {"viewport": {"width": 1280, "height": 900}}
SHELL = (".md-header", ".md-sidebar--primary", ".md-search", ".md-footer")


# A page is opened once in each of three ways, and held against all that must hold there: to open
# one costs more than any of the checks.


def test_every_page_on_a_screen_and_on_paper(site: Site, open_page: Open) -> None:
    watched = open_page(**DESK, color_scheme="light", reduced_motion="reduce")
    page = watched.page
    watch_moves(page)
    bare = open_page(**DESK, java_script_enabled=False).page
    found: dict[tuple[str, str], object] = {}
    for address in site.pages:
        page.goto(site.url + address, wait_until="networkidle")
        bare.goto(site.url + address)
        found[address, "moved"] = moved(page, LATE_TYPE)
        found[address, "axe, light"] = violations(page)
        page.emulate_media(color_scheme="dark")
        settled(page)
        at_rest(page)
        found[address, "axe, dark"] = violations(page, BY_COLOUR)
        found[address, "printed"] = wrong_in_print(page)
        found[address, "without script"] = wrong_without_script(page, bare)
        page.emulate_media(color_scheme="light", media="screen")
        found[address, "faults"] = watched.take_faults()
    assert {place: fault for place, fault in found.items() if fault} == {}


def test_every_page_on_the_narrowest_phone(site: Site, open_page: Open) -> None:
    watched = open_page(viewport={"width": 320, "height": 700}, reduced_motion="reduce")
    page = watched.page
    watch_moves(page)
    found: dict[tuple[str, str], object] = {}
    for address in site.pages:
        page.goto(site.url + address, wait_until="networkidle")
        found[address, "moved"] = moved(page, LATE_TYPE)
        found[address, "sticking out"] = sticking_out(page)
        found[address, "axe"] = violations(page, without=BY_COLOUR)
        found[address, "faults"] = watched.take_faults()
    assert {place: fault for place, fault in found.items() if fault} == {}


REQUESTS = 12
"""How much a page may ask for when it is first opened, itself and the search among it."""
ASKED = ["", "tabeller/resultat-konsern/", "kommuner/1508-alesund/", "notat/anslag-og-fasit/"]


@pytest.mark.parametrize("address", ASKED)
def test_a_page_asks_for_little_and_for_nothing_twice(
    site: Site, open_page: Open, address: str
) -> None:
    page = open_page(**DESK).page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site.url)))
    page.goto(site.url + address, wait_until="networkidle")
    eventually(page, lambda: any("lunr" in one for one in asked))  # the search's worker has begun
    page.wait_for_load_state("networkidle")
    assert len(set(asked)) == len(asked) <= REQUESTS, asked


@pytest.mark.parametrize("address", ["innebygd/figur-1/", "kommuner/1508-alesund/"])
def test_a_typeface_that_comes_late_moves_next_to_nothing(
    site: Site, open_page: Open, address: str
) -> None:
    page = open_page(viewport={"width": 320, "height": 700}, reduced_motion="reduce").page
    watch_moves(page)
    held = held_back(page, "**/*.woff2")
    page.goto(site.url + address, wait_until="domcontentloaded")
    eventually(page, lambda: page.evaluate(IS_PAINTED))
    settled(page)
    assert not page.evaluate(HAS_TYPE)
    for route in held:
        route.continue_()
    eventually(page, lambda: page.evaluate(HAS_TYPE))
    settled(page)  # a frame with the typeface, and then
    settled(page)  # what the browser tells of it
    assert moved(page, LATE_TYPE) == []


def wrong_in_print(page: Page) -> list[str]:
    """Return what is wrong with a page on paper: parts of the shell, or text that is lost."""
    page.emulate_media(media="print")
    shell = [part for part in SHELL if page.locator(f"{part} >> visible=true").count()]
    title = "".join(page.locator("main h1").first.inner_text().split()).rstrip("#")
    end = "".join(page.locator("main :is(p, li, td):visible").last.inner_text().split())[-12:]
    sheets = printed(page, ends=True)
    wanted = ((title, sheets[0]), (end, "".join(sheets[-2:])))
    lost = [text for text, where in wanted if text not in where]
    page.emulate_media(media="screen")
    return shell + lost


def wrong_without_script(scripted: Page, bare: Page) -> list[str]:
    """Return what a reader without JavaScript does not get."""
    assert bare.locator("main h1").first.is_visible(), bare.url
    assert bare.locator("html").get_attribute("lang") == "nb", bare.url
    # What a reader chooses among stands beside the page's own text, and needs the script.
    scripted.evaluate("document.querySelectorAll('[levende]').forEach((e) => e.remove())")
    return sorted(lines_in_sight(scripted) - lines_in_sight(bare))


def test_axe_would_find_a_picture_without_words(site: Site, take_page: Open) -> None:
    page = take_page().page
    page.goto(site.url)
    page.evaluate("document.querySelector('main').append(new Image())")
    assert any("image-alt" in fault for fault in violations(page))


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        ("fetch('http://127.0.0.1:9/x').catch(() => 0)", "policy: connect-src http://127.0.0.1:9"),
        ("location.href = 'http://127.0.0.1:9/x'", "asked http://127.0.0.1:9/x"),
        ("fetch('borte.json')", "404 "),
        ("console.error('uff')", "uff"),
        ("setTimeout(() => { throw new Error('uff') })", "error uff"),
    ],
)
def test_what_goes_wrong_on_a_page_would_be_seen(
    site: Site, take_page: Open, script: str, fault: str
) -> None:
    watched = take_page()
    watched.page.goto(site.url, wait_until="networkidle")
    assert watched.take_faults() == []
    watched.page.evaluate(f"() => {{ {script} }}")
    eventually(watched.page, lambda: any(fault in told for told in watched.faults))


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p style='width: 900px'>bred</p>", "scrolls sideways"),
        ("<div style='overflow: hidden'><p style='width: 900px'>bred</p></div>", "P : bred"),
    ],
)
def test_what_sticks_out_would_be_seen(site: Site, take_page: Open, html: str, fault: str) -> None:
    page = take_page(viewport={"width": 320, "height": 700}).page
    page.goto(site.url)
    page.evaluate(
        "html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", html
    )
    assert any(fault in told for told in sticking_out(page))


def test_text_that_only_a_script_writes_would_be_missed(site: Site, take_page: Open) -> None:
    page = take_page().page
    page.goto(site.url)
    before = lines_in_sight(page)
    page.evaluate("document.querySelector('main h1').after('bare med skript')")
    assert any("bare med skript" in line for line in lines_in_sight(page) - before)
