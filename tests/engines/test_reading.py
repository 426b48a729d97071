"""Reading in Firefox and WebKit: nothing runs out of the page; keys and focus do what they say."""

from collections.abc import Iterator
from itertools import cycle

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from support.engines import Window, firefox
from support.hosting import Site

NARROWEST = {"in_firefox": 320, "in_webkit": 500}
"""The narrowest window of each engine, px."""
SIDEWAYS = """const {scrollWidth, clientWidth} = document.documentElement;
    return document.readyState === "complete" && [scrollWidth - clientWidth]"""
AT_REST = """const top = scrollY; return new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(() => done(scrollY === top))))"""
COVERED = """
    const box = document.activeElement.getBoundingClientRect();
    const header = document.querySelector("header.md-header");
    const isAbove = document.activeElement.closest("header, .md-skip");
    return !isAbove && box.bottom <= header.getBoundingClientRect().bottom
        ? document.activeElement.textContent.trim() || document.activeElement.outerHTML : null"""


@pytest.mark.parametrize("engine", NARROWEST)
def test_no_page_scrolls_sideways(request: pytest.FixtureRequest, engine: str) -> None:
    window: Window = request.getfixturevalue(engine)
    wide = {}
    for address in window.site.pages:
        if 'http-equiv="refresh"' in window.site.html(address):
            continue  # it leads on to another of them, perhaps while it is asked
        window.open(address, width=NARROWEST[engine])
        [over] = window.until(SIDEWAYS)
        if over > 0:
            wide[address] = over
    assert wide == {}


@pytest.mark.parametrize("key", [Keys.SPACE, Keys.ENTER])
def test_a_key_chooses_a_tab_and_leaves_the_page_where_it_is(window: Window, key: str) -> None:
    window.open("tabeller/resultat-konsern/")
    window.named("*[@role='tab']", "Tabell").click()
    figure = window.named("*[@role='tab']", "Figur")
    window.run("arguments[0].focus()", figure)
    before = window.run("return scrollY")
    window.press(key)
    window.eventually(lambda: figure.get_attribute("aria-selected") == "true")
    assert window.run("return scrollY") == before


def test_a_chart_is_walked_by_keys_and_says_each_value_once(window: Window) -> None:
    window.open("tabeller/resultat-konsern/")
    window.named("*[@role='tab']", "Figur").click()
    chart = window.one("tbu-diagram [role=slider]")
    assert chart.get_attribute("aria-valuenow") == "0"
    assert int(chart.get_attribute("aria-valuemax") or 0) > 2
    window.run("arguments[0].focus({preventScroll: true})", chart)
    window.press(Keys.ARROW_RIGHT)
    first = chart.get_attribute("aria-valuetext")
    assert window.text("tbu-diagram [role=tooltip] p") == first
    window.press(Keys.ARROW_RIGHT)
    assert chart.get_attribute("aria-valuetext") != first
    assert chart.get_attribute("aria-valuenow") == "2"
    # The slider's own value is what is said: nothing says it a second time.
    assert (
        window.run("return document.querySelector('tbu-diagram [role=status]').textContent") == ""
    )
    before = window.run("return scrollY")
    window.press(Keys.SPACE)
    window.press(Keys.ESCAPE)
    assert chart.get_attribute("aria-valuenow") == "0"
    assert window.run("return scrollY") == before


def test_a_link_puts_the_focus_on_the_page_it_brings(window: Window) -> None:
    window.open("")
    link = window.one("nav.hovedmeny a[href*='data/']")
    window.run("window.stays = true; arguments[0].focus()", link)
    window.press(Keys.ENTER)
    window.until("return document.activeElement.localName === 'h1'")
    assert window.run("return window.stays"), "the page was loaded anew"
    assert "Data" in window.focused()
    window.press(Keys.TAB)
    assert window.run("return Boolean(document.activeElement.closest('main'))"), window.focused()


@pytest.mark.parametrize("address", ["tabeller/resultat-konsern/", ""])
def test_what_has_the_focus_is_never_below_the_header(window: Window, address: str) -> None:
    window.open(address, height=720)
    window.run("[...document.querySelectorAll('footer a')].at(-1).focus()")
    covered = []
    for _ in range(60):
        window.press_with_shift(Keys.TAB)
        window.until(AT_REST)
        if name := window.run(COVERED):
            covered.append(name)
    assert covered == []


def test_the_header_has_no_hidden_stop_and_says_what_it_does(window: Window) -> None:
    window.open("data/")
    window.run("document.activeElement.blur()")
    seen = []
    for _ in range(20):
        window.press(Keys.TAB)
        shown = window.run(
            "const e = document.activeElement; const box = e.getBoundingClientRect();"
            "return [box.width > 1 && box.height > 1, e.outerHTML.slice(0, 100)]"
        )
        seen.append(shown)
    assert [html for is_shown, html in seen if not is_shown] == []
    assert window.run("return document.querySelector('.md-search__input').checkValidity()")
    assert window.run("return document.querySelectorAll('header [role=dialog]').length") == 0


@pytest.mark.parametrize("key", [Keys.SPACE, Keys.ENTER])
def test_a_key_changes_the_colours_once_and_keeps_the_focus(window: Window, key: str) -> None:
    window.open("data/")
    window.run("localStorage.clear(); arguments[0].focus()", window.one("[data-bryter^=__palette]"))
    names = []
    for _ in range(3):
        names.append(window.focused())
        window.press(key)
        window.eventually(lambda: window.focused() != names[-1])
    assert len(set(names)) == 3, names
    assert window.focused() == names[0]


def test_escape_puts_a_footnotes_words_away(window: Window) -> None:
    window.open("notat/3-netto-driftsresultat-og-disposisjonsfond/")
    window.run("arguments[0].focus()", window.one(".footnote-ref"))
    window.until("return document.querySelector('.md-tooltip2--active')")
    window.press(Keys.ESCAPE)
    window.until("return !document.querySelector('.md-tooltip2--active')")


def test_enter_finds_a_municipality_in_a_figure(window: Window) -> None:
    window.open("figurer/resultat-kommune-for-kommune/")
    field = window.one(".serier__sok")
    field.send_keys("Bergen", Keys.ENTER)
    assert "Bergen" in window.text("tbu-diagram [role=tooltip] p")


def test_headings_are_broken_between_words_where_there_is_room(window: Window) -> None:
    window.open("")
    assert window.run("return getComputedStyle(document.querySelector('h1')).hyphens") != "auto"


def test_a_headings_name_is_its_words(window: Window) -> None:
    window.open("data/")
    assert window.one("main h1").accessible_name == "Data"


@pytest.fixture(scope="module")
def keeping_nothing(site: Site) -> Iterator[Window]:
    with firefox(**{"network.cookie.cookieBehavior": 2}) as driver:
        yield Window(driver, site)


def test_search_and_colours_work_where_nothing_may_be_kept(keeping_nothing: Window) -> None:
    window = keeping_nothing
    window.open("")
    before = window.run("return document.body.dataset.mdColorMedia")
    window.one("[data-bryter^=__palette]").click()
    window.eventually(lambda: window.run("return document.body.dataset.mdColorMedia") != before)
    window.one(".md-search__input").send_keys("Telemark")
    assert "Telemark" in window.text(".md-search-result__item")


def test_no_line_of_code_must_be_scrolled_to(request: pytest.FixtureRequest) -> None:
    hidden = """return [...document.querySelectorAll("main pre, main pre code")].filter((one) =>
        one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0).map((one) => one.textContent)"""
    for engine, width in NARROWEST.items():
        window: Window = request.getfixturevalue(engine)
        for address in ("data/bruk/", "redaksjon/nytt-notat/", "redaksjon/publisere/"):
            window.open(address, width=width)
            assert window.run("return document.querySelectorAll('main pre').length") > 0
            assert window.run(hidden) == [], (engine, address)


@pytest.fixture(scope="module")
def in_forced_colours(site: Site) -> Iterator[Window]:
    with firefox(**{"browser.display.document_color_use": 2}) as driver:
        yield Window(driver, site)


COLOUR = "return getComputedStyle(arguments[0], arguments[1])[arguments[2]]"


def test_the_page_one_is_on_is_marked_where_colours_are_forced(in_forced_colours: Window) -> None:
    window = in_forced_colours
    window.open("data/")
    here = window.one(".hovedmeny__lenke[aria-current]")
    others = window.driver.find_elements("css selector", ".hovedmeny__lenke:not([aria-current])")
    edges = {window.run(COLOUR, one, None, "borderBlockEndColor") for one in others}
    assert window.run(COLOUR, here, None, "borderBlockEndColor") not in edges


def test_series_are_told_apart_where_colours_are_forced(in_forced_colours: Window) -> None:
    window = in_forced_colours
    window.open("tabeller/resultat-konsern/")
    window.named("*[@role='tab']", "Figur").click()
    window.one("#tabell-3-figur .serie[aria-pressed]")
    series = window.driver.find_elements("css selector", "#tabell-3-figur .serie[aria-pressed]")
    of_sign = ("::before", "backgroundColor")
    signs = {one.get_attribute("data-serie"): window.run(COLOUR, one, *of_sign) for one in series}
    assert len(set(signs.values())) == len(signs) > 1


AHEAD = """window.ahead = [];
    new MutationObserver((changes) => {
        for (const one of changes.flatMap(({ removedNodes }) => [...removedNodes]))
            if (one.rel === "prefetch") window.ahead.push(one.href);
    }).observe(document.head, { childList: true });"""


def test_what_the_theme_fetches_ahead_comes(in_firefox: Window) -> None:
    # The theme takes its own link away once what it leads to has come; the policy may keep it out.
    window = in_firefox
    window.open("")
    window.run(AHEAD)
    link = window.one("nav.hovedmeny a[href*='data/']")
    moves = cycle((0, 1))

    def came() -> bool:
        # Moved again and again: the theme may not look yet.
        ActionChains(window.driver).move_to_element_with_offset(link, next(moves), 0).perform()
        return bool(window.run("return window.ahead.includes(arguments[0].href)", link))

    window.eventually(came)


def test_a_press_and_a_key_offer_a_cells_address(window: Window) -> None:
    window.open("tabeller/resultat-etter-landsdel/")
    press = window.named("button", "Siter et tall")
    window.run("arguments[0].focus()", press)
    window.press(Keys.ENTER)
    address = "return document.querySelector('[popover] .tallsitat__sitat a')?.textContent"
    window.eventually(lambda: str(window.run(address)).endswith("#tabell-6-r1-k6"))
    window.press(Keys.ESCAPE)
    window.eventually(lambda: window.run(address) is None)
    assert window.run("return document.activeElement.textContent") == "Siter et tall"
    window.run("document.querySelector('#tabell-6-r6-k2').click()")
    window.eventually(lambda: str(window.run(address)).endswith("#tabell-6-r6-k2"))
    assert window.run("return document.activeElement.textContent") == "Kopier adressen"
