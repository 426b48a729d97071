"""What must hold on every page of the built site."""

import pytest

from support.browsing import lines_in_sight, moved, printed, sticking_out, violations, watch_moves
from support.waiting import eventually

LATE_TYPE = 0.05
"""How far (as a layout shift) a typeface that comes late may move a page."""
DESK = {"width": 1280, "height": 900}
VIEWS = {
    "light": {"viewport": DESK, "color_scheme": "light"},
    "dark": {"viewport": DESK, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
}


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_and_nothing_fails_leaves_or_moves(
    site: object, open_page: object, view: str
) -> None:
    watched = open_page(**VIEWS[view], reduced_motion="reduce")
    watch_moves(watched.page)
    told = {}
    for address in site.pages:
        watched.page.goto(site.url + address, wait_until="networkidle")
        jumps = moved(watched.page, LATE_TYPE)
        if found := jumps + violations(watched.page) + watched.take_faults():
            told[address] = found
    assert told == {}


def test_no_page_needs_sideways_scrolling_at_320_pixels(site: object, open_page: object) -> None:
    page = open_page(viewport={"width": 320, "height": 700}).page
    told = {}
    for address in site.pages:
        page.goto(site.url + address)
        if found := sticking_out(page):
            told[address] = found
    assert told == {}


def test_every_page_is_whole_without_javascript(site: object, open_page: object) -> None:
    scripted = open_page(viewport=DESK).page
    bare = open_page(viewport=DESK, java_script_enabled=False).page
    told = {}
    for address in site.pages:
        for page in (scripted, bare):
            page.goto(site.url + address)
        assert bare.locator("main h1").first.is_visible(), address
        assert bare.locator("html").get_attribute("lang") == "nb", address
        # What a reader chooses among stands beside the page's own text, and needs the script.
        scripted.evaluate("document.querySelectorAll('[levende]').forEach((e) => e.remove())")
        if lost := lines_in_sight(scripted) - lines_in_sight(bare):
            told[address] = lost
    assert told == {}


def test_every_page_prints_its_text_without_the_shell(site: object, open_page: object) -> None:
    page = open_page(viewport=DESK).page
    for address in site.pages:
        page.goto(site.url + address)
        page.emulate_media(media="print")
        for part in (".md-header", ".md-sidebar--primary", ".md-search", ".md-footer"):
            assert not page.locator(f"{part} >> visible=true").count(), (address, part)
        title = "".join(page.locator("main h1").first.inner_text().split())
        ends = page.locator("main :is(p, li, td):visible").last.inner_text()
        sheets = printed(page)
        assert title.rstrip("#") in sheets[0], address
        assert "".join(ends.split())[-12:] in "".join(sheets[-2:]), address


def test_axe_would_find_a_picture_without_words(site: object, open_page: object) -> None:
    page = open_page().page
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
    site: object, open_page: object, script: str, fault: str
) -> None:
    watched = open_page()
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
def test_what_sticks_out_would_be_seen(
    site: object, open_page: object, html: str, fault: str
) -> None:
    page = open_page(viewport={"width": 320, "height": 700}).page
    page.goto(site.url)
    page.evaluate(
        "html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", html
    )
    assert any(fault in told for told in sticking_out(page))


def test_text_that_only_a_script_writes_would_be_missed(site: object, open_page: object) -> None:
    page = open_page().page
    page.goto(site.url)
    before = lines_in_sight(page)
    page.evaluate("document.querySelector('main h1').after('bare med skript')")
    assert any("bare med skript" in line for line in lines_in_sight(page) - before)
