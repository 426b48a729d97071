"""Charts in the page: pictures that come alive where they stand, for mouse, keyboard and touch."""

import csv
import gzip
import re
from collections.abc import Sequence
from io import StringIO
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Locator, Page, ViewportSize, expect

from support.browsing import (
    BY_COLOUR,
    Open,
    Watched,
    box_of,
    moved,
    printed,
    sticking_out,
    turned_to,
    violations,
    watch_moves,
)
from support.hosting import Site

DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
SECTION = "notat/3-netto-driftsresultat-og-disposisjonsfond/"
TABLE_3 = "innebygd/tabell-3/"
HOSTILE = ("%", "%E0%A4%A", "%00", "\"]'><img src=x>", "tabell-3%", "__proto__", ":~:text=%")
SERIES = ("Kommunesektoren", "Fylkeskommunene")
FIRST_CHART = 150_000
"""Bytes, gzip, of the scripts that a page's first chart may ask for."""
FIGURE_4 = "figurer/resultat-kommune-for-kommune/"
ROWS = "({ live }) => live.view.data('data')"
PLACES = """({ live }, number) => {
    const places = live.interaction.places.toSorted((one, other) => one.left - other.left);
    const place = number === null ? places : places.find((one) => one.nr === number);
    const svg = live.stage.querySelector("svg");
    const box = svg.getBoundingClientRect();
    const scale = box.width / svg.viewBox.baseVal.width;
    return number === null ? [places.at(0).nr, places.at(-1).nr] :
        {x: box.x + scale * (place.left + place.right) / 2,
         y: box.y + scale * (place.top + place.bottom) / 2};
}"""


def stage(page: Page, chart: str = "") -> Locator:
    """Return a chart's live drawing, awaited; on a page for frames there is but one."""
    scope = page.locator(f"#diagram-{chart}") if chart else page.locator("main")
    scope.locator("tbu-diagram").scroll_into_view_if_needed()
    live = scope.locator(".diagram__levende")
    expect(live).to_be_visible()
    return live


def show_figures(page: Page) -> None:
    """Open the figure of every table on the page, as a reader does."""
    tabs = page.get_by_role("tab", name="Figur", exact=True)
    expect(tabs.first).to_be_visible()  # the tabs are at work
    for tab in tabs.all():
        tab.click()


def tip(live: Locator) -> Locator:
    return live.get_by_role("tooltip")


def ring(live: Locator) -> Locator:
    """Return the ring around the value that the reader has come to; a remark's is a cross."""
    return live.locator('svg .mark-symbol path[fill="transparent"][d*="A"]:not([opacity="0"])')


def ink(live: Locator, words: str) -> Locator:
    """Return a word in the drawing, above the rim that keeps lines off it."""
    return live.locator("svg text", has_text=words).last


def middle_of(place: Locator) -> list[float]:
    box = box_of(place)
    return [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]


def mark(page: Page, number: int) -> dict[str, Any]:
    """Return the middle of a value's mark in the window, of the one chart that is alive."""
    return page.locator("tbu-diagram").evaluate(PLACES, number)


def test_no_script_of_charts_is_fetched_before_one_is_in_view(site: Site, open_page: Open) -> None:
    watched = open_page(viewport=DESK)
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url))

    def packed(url: str) -> int:
        """Return the bytes of a script as a host sends it, 0 for anything else."""
        file = site.folder / url.removeprefix(site.url)
        return len(gzip.compress(file.read_bytes(), 6)) if file.suffix == ".js" else 0

    watched.page.goto(site.url + SECTION, wait_until="networkidle")
    expect(watched.page.locator("tbu-diagram:defined").first).to_be_attached()
    before = [*asked]
    assert not [url for url in before if "/assets/chart/" in url]
    assert not [url for url in asked if "vega" in url or "/diagram/tabell" in url]
    show_figures(watched.page)
    stage(watched.page, "tabell-2")
    assert len([url for url in asked if url.endswith("vega/vega.js")]) == 1
    assert sum(map(packed, asked)) - sum(map(packed, before)) <= FIRST_CHART
    assert all(url.startswith((site.url, "data:")) for url in asked)
    assert watched.take_faults() == []


def test_who_saves_data_keeps_the_picture_until_asking(site: Site, open_page: Open) -> None:
    page = open_page(viewport=DESK).page
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.url + TABLE_3, wait_until="networkidle")
    assert not [url for url in asked if "vega" in url]
    page.get_by_role("button", name="Kommunesektoren").click()
    expect(page.locator(".diagram__levende")).to_be_visible()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_nothing_moves_when_a_picture_comes_alive(
    site: Site, open_page: Open, viewport: dict[str, int]
) -> None:
    page = open_page(viewport=viewport).page
    watch_moves(page)
    page.goto(site.url + SECTION, wait_until="networkidle")
    show_figures(page)
    page.evaluate("window.moved = []")
    for chart in ("tabell-2", "tabell-3", "figur-3", "figur-4"):
        picture = page.locator(f"#diagram-{chart} .diagram__bilde svg:visible").first
        page.locator(f"#diagram-{chart}").scroll_into_view_if_needed()
        box = page.locator(f"#diagram-{chart}")
        height = box.evaluate("e => e.getBoundingClientRect().height")
        live = stage(page, chart)
        expect(picture).to_have_count(0)
        assert box.evaluate("e => e.getBoundingClientRect().height") == height
        expect(live.locator("svg")).to_have_count(1)
    assert moved(page) == []


def test_axe_finds_nothing_in_charts_alive(site: Site, take_page: Open) -> None:
    watched = take_page(viewport=DESK, reduced_motion="reduce")
    watched.page.goto(site.url + SECTION, wait_until="networkidle")
    show_figures(watched.page)
    for view in ("desk", "dark", "phone"):
        turned_to(watched.page, view)
        for chart in ("tabell-2", "tabell-3", "figur-3", "figur-4", "tabell-5"):
            live = stage(watched.page, chart)
            live.focus()
            watched.page.keyboard.press("ArrowRight")
            expect(tip(live)).to_be_visible()
            rules, part = BY_COLOUR if view == "dark" else (), f"#diagram-{chart}"
            assert violations(watched.page, rules, within=part) == [], (view, chart)
    assert watched.take_faults() == []


def test_the_mouse_tells_a_value_and_escape_puts_it_away(site: Site, take_page: Open) -> None:
    page = take_page(viewport=DESK).page
    page.goto(site.url + TABLE_3, wait_until="networkidle")
    live = stage(page)
    spot = mark(page, 9)
    page.mouse.move(**spot)
    expect(tip(live).locator("p")).to_have_text(
        "Kommunesektoren, 2024: 0,1 prosent av brutto driftsinntekter. Konsern, anslag."
    )
    year = tip(live).locator("li").all_inner_texts()
    assert year == ["Fylkeskommunene 2,7", "Kommunene (inkl. Oslo) −0,3"]
    box = box_of(tip(live))
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=8)
    expect(tip(live)).to_be_visible()  # the pointer may rest on it
    page.keyboard.press("Escape")
    expect(tip(live)).to_be_hidden()
    page.mouse.move(**spot)
    expect(tip(live)).to_be_visible()
    page.mouse.move(2, 2)
    expect(tip(live)).to_be_hidden()


def test_a_finger_tells_a_value(site: Site, take_page: Open) -> None:
    page = take_page(viewport=PHONE, has_touch=True, is_mobile=True).page
    page.goto(site.url + TABLE_3, wait_until="networkidle")
    live = stage(page)
    page.touchscreen.tap(**mark(page, 19))
    expect(tip(live)).to_contain_text("Kommunene (inkl. Oslo), 2024: −0,3 prosent")
    box = box_of(tip(live))
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    page.locator("h1").tap()
    expect(tip(live)).to_be_hidden()


def test_what_is_told_of_the_outermost_values_stays_in_the_window(
    site: Site, take_page: Open
) -> None:
    page = take_page(viewport=PHONE).page
    page.goto(site.url + "innebygd/figur-4/", wait_until="networkidle")
    live = stage(page)
    widths = []
    for number in page.locator("tbu-diagram").evaluate(PLACES, None):
        page.mouse.move(**mark(page, number))
        expect(tip(live)).to_be_visible()
        box = box_of(tip(live))
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
        widths.append(round(box["width"]))
    assert widths[0] == widths[1]  # nor is it squeezed at an edge


def test_the_keyboard_walks_along_and_between_series(site: Site, take_page: Open) -> None:
    page = take_page(viewport=DESK).page
    page.goto(site.url + TABLE_3, wait_until="networkidle")
    live = stage(page)
    page.get_by_role("button", name="Fylkeskommunene").focus()
    page.keyboard.press("Tab")
    expect(live).to_be_focused()
    for key, words in [
        ("ArrowRight", "Kommunesektoren, 2015: 3,2 prosent"),
        ("ArrowRight", "Kommunesektoren, 2016: 4,2 prosent"),
        ("ArrowDown", "Kommunene (inkl. Oslo), 2016: 4,0 prosent"),
        ("ArrowDown", "Fylkeskommunene, 2016: 5,0 prosent"),
        ("ArrowDown", "Kommunesektoren, 2016: 4,2 prosent"),
        ("End", "Kommunesektoren, 2024: 0,1 prosent"),
        ("ArrowRight", "Kommunesektoren, 2024: 0,1 prosent"),
        ("ArrowLeft", "Kommunesektoren, 2023: 1,3 prosent"),
        ("ArrowUp", "Fylkeskommunene, 2023: 4,2 prosent"),
        ("Home", "Fylkeskommunene, 2015: 4,6 prosent"),
    ]:
        page.keyboard.press(key)
        expect(live).to_have_attribute("aria-valuetext", re.compile(re.escape(words)))
        expect(tip(live)).to_contain_text(words)
    page.keyboard.press("Tab")
    expect(tip(live)).to_be_hidden()


def test_the_value_that_is_reached_is_ringed(site: Site, take_page: Open) -> None:
    page = take_page(viewport=DESK).page
    page.goto(site.url + TABLE_3, wait_until="networkidle")
    live = stage(page)
    expect(ring(live)).to_have_count(0)
    live.focus()
    for number in (0, 1):
        page.keyboard.press("ArrowRight")
        expect(ring(live)).to_have_count(1)
        assert middle_of(ring(live)) == pytest.approx([*mark(page, number).values()], abs=2)
    page.keyboard.press("Escape")
    expect(ring(live)).to_have_count(0)


def test_down_leads_to_the_same_row_of_the_next_series(site: Site, take_page: Open) -> None:
    page = take_page(viewport=DESK).page
    page.goto(site.url + "innebygd/tabell-2/", wait_until="networkidle")
    live = stage(page)
    live.focus()
    for key, words in [
        ("ArrowRight", "Netto driftsresultat, Kommunesektoren, 2023: 1,1"),
        ("ArrowRight", "Netto driftsresultat, Kommunene (inkl. Oslo), 2023: 0,5"),
        ("ArrowDown", "Netto driftsresultat, Kommunene (inkl. Oslo), 2024: −0,6"),
        ("ArrowDown", "Netto driftsresultat, Kommunene (inkl. Oslo), 2023: 0,5"),
    ]:
        page.keyboard.press(key)
        expect(tip(live)).to_contain_text(words)


def test_a_series_is_taken_away_and_put_back(site: Site, take_page: Open) -> None:
    page = take_page(viewport=DESK).page
    page.goto(site.url + TABLE_3, wait_until="networkidle")
    live = stage(page)
    button = page.get_by_role("button", name="Fylkeskommunene")
    label = ink(live, "Fylkeskommunene")
    expect(label).not_to_have_attribute("opacity", "0")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(label).to_have_attribute("opacity", "0")
    live.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    expect(tip(live)).to_contain_text("Kommunene")  # what is not drawn is not met
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(label).not_to_have_attribute("opacity", "0")


def test_what_was_taken_away_stays_away_in_another_width(site: Site, take_page: Open) -> None:
    page = take_page(viewport=DESK).page
    page.goto(site.url + TABLE_3, wait_until="networkidle")
    live = stage(page)
    page.get_by_role("button", name="Fylkeskommunene").click()
    page.set_viewport_size(PHONE)
    expect(live.locator("svg.tegning--smal")).to_be_visible()
    sector, counties = (ink(live, name) for name in SERIES)
    expect(sector).not_to_have_attribute("opacity", "0")
    expect(counties).to_have_attribute("opacity", "0")
    page.set_viewport_size(DESK)
    expect(live.locator("svg.tegning--bred")).to_be_visible()


def test_enter_lifts_a_series_and_says_so(site: Site, take_page: Open) -> None:
    page = take_page(viewport=DESK).page
    page.goto(site.url + TABLE_3, wait_until="networkidle")
    live = stage(page)
    own, other = (ink(live, name) for name in SERIES)
    live.focus()
    page.keyboard.press("ArrowRight")
    expect(own).not_to_have_attribute("opacity", "0.25")
    expect(other).to_have_attribute("opacity", "0.25")
    page.keyboard.press("Enter")
    expect(page.locator("tbu-diagram > [aria-live]")).to_contain_text("Alle serier vises likt")
    expect(other).not_to_have_attribute("opacity", "0.25")
    page.keyboard.press("Enter")
    expect(page.locator("tbu-diagram > [aria-live]")).to_contain_text("løftet fram")
    expect(own).not_to_have_attribute("opacity", "0.25")
    expect(other).to_have_attribute("opacity", "0.25")


def test_colours_follow_light_and_dark_at_once(site: Site, take_page: Open) -> None:
    page = take_page(viewport=DESK, color_scheme="light").page
    page.goto(site.url + TABLE_3, wait_until="networkidle")
    label = ink(stage(page), "Fylkeskommunene")
    colour = "e => getComputedStyle(e).fill"
    assert label.evaluate(colour) == "rgb(180, 84, 26)"
    page.emulate_media(color_scheme="dark")
    assert label.evaluate(colour) == "rgb(232, 146, 78)"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        *(("Åmot", "Åmot (3422)"), ("4601", "Bergen (4601)"), ("tromsø", "Tromsø")),
        *(("oslo", "(0301)"), ("lill", "Lillehammer (3405)")),
        ("Haram", "Ålesund og Haram (1508 og 1580)"),
        *((number, "Ålesund og Haram (1508 og 1580)") for number in ("1507", "1508", "1580")),
    ],
)
def test_a_municipality_is_found_in_the_scatter(
    site: Site, take_page: Open, words: str, found: str
) -> None:
    page = take_page(viewport=DESK).page
    page.goto(site.url + FIGURE_4, wait_until="networkidle")
    live = stage(page, "figur-4")
    field = page.get_by_label("Finn kommune, navn eller nummer")
    field.fill(words)
    field.press("Enter")
    expect(tip(live)).to_contain_text(found)
    expect(page.locator("#diagram-figur-4 tbu-diagram > [aria-live]")).to_contain_text(found)
    page.locator("#diagram-figur-4 .figur__funn").click()
    expect(tip(live)).to_be_hidden()


def test_the_scatter_offers_names_in_norwegian_order_and_says_what_it_cannot_find(
    site: Site, take_page: Open
) -> None:
    page = take_page(viewport=DESK).page
    page.goto(site.url + FIGURE_4, wait_until="networkidle")
    stage(page, "figur-4")
    field = page.get_by_label("Finn kommune, navn eller nummer")
    field.focus()
    options = page.locator("#diagram-figur-4-navn option")
    expect(options).to_have_count(356)
    names = options.evaluate_all("all => all.map((one) => one.value)")
    assert names[0].startswith("Alstahaug")
    assert names[-1].startswith("Åsnes")
    assert names.index("Øygarden (4626)") < names.index("Ålesund og Haram (1507)")
    field.fill("Atlantis")
    field.press("Enter")
    expect(page.locator("#diagram-figur-4 tbu-diagram > [aria-live]")).to_have_text(
        "Fant ikke «Atlantis»."
    )


def test_what_is_drawn_is_the_published_file_cell_by_cell(site: Site, take_page: Open) -> None:
    page = take_page(viewport=DESK).page
    folders = sorted(path.parent.name for path in site.folder.glob("innebygd/*/index.html"))
    charts = [name for name in folders if (site.folder / f"diagram/{name}.csv").exists()]
    assert len(charts) >= 9
    for chart in charts:
        page.goto(f"{site.url}innebygd/{chart}/", wait_until="networkidle")
        stage(page)
        drawn = page.locator("tbu-diagram").evaluate(ROWS)
        text = (site.folder / f"diagram/{chart}.csv").read_text(encoding="utf-8")
        published = list(csv.DictReader(StringIO(text)))
        pairs = not isinstance(drawn[0]["x"], str)
        assert len(drawn) * (1 + pairs) == len(published) > 0
        for row in drawn:
            cell = published[row["nr"]]
            assert row["serie"] == cell["serie"]
            same_number(row, cell, near=0.005 if pairs else 1e-9)
            if pairs:  # a point for two values: the year before lies across
                before = published[row["nr"] - 1]
                assert before["serie"] == row["serie"]
                assert row["x"] == pytest.approx(float(before["verdi"]), abs=0.005)
            else:
                assert row["x"] == cell["x"]


def same_number(row: dict[str, Any], cell: dict[str, str], near: float) -> None:
    if cell["verdi"] == "":
        assert row["verdi"] is None
        assert row["tall"] == ""
    else:
        assert row["verdi"] == pytest.approx(float(cell["verdi"]), abs=near)
        assert row["tall"].replace("−", "-").replace(",", ".") in cell["verdi"] or cell["formel"]


def test_tabs_follow_keyboard_pointer_and_address(site: Site, take_page: Open) -> None:
    page = take_page(viewport=DESK).page
    page.goto(site.url + SECTION, wait_until="networkidle")
    tabs = page.get_by_role("tablist", name="Vis tabell 3 som")
    figure, table = (tabs.get_by_role("tab", name=name) for name in ("Figur", "Tabell"))
    expect(table).to_have_attribute("aria-selected", "true")
    table.focus()
    page.keyboard.press("ArrowLeft")
    expect(figure).to_be_focused()
    expect(page.locator("#diagram-tabell-3")).to_be_visible()
    assert page.url.endswith("#tabell-3-figur")
    page.reload(wait_until="networkidle")
    expect(page.locator("#diagram-tabell-3")).to_be_visible()
    table.click()
    expect(page.locator("#tabell-3-r5-k9")).to_be_visible()
    assert page.url.endswith("#tabell-3-tabell")


@pytest.mark.parametrize("anchor", ["tabell-3", "tabell-3-tabell", "tabell-3-r5-k9"])
def test_an_address_in_the_table_opens_it(site: Site, take_page: Open, anchor: str) -> None:
    page = take_page(viewport=DESK).page
    page.goto(f"{site.url}{SECTION}#{anchor}", wait_until="networkidle")
    expect(page.locator("#tabell-3-r5-k9")).to_be_visible()
    expect(page.locator("#diagram-tabell-3 .figur__funn")).not_to_be_in_viewport()


@pytest.mark.parametrize("anchor", HOSTILE)
def test_an_anchor_that_is_none_leaves_the_page_at_work(
    site: Site, take_page: Open, anchor: str
) -> None:
    watched = take_page(viewport=DESK)
    page = watched.page
    page.goto(f"{site.url}{SECTION}#{anchor}", wait_until="networkidle")
    page.get_by_role("tab", name="Tabell").first.click()
    expect(page.get_by_role("tab", name="Tabell").first).to_have_attribute("aria-selected", "true")
    assert watched.take_faults() == []


def test_an_address_on_the_same_page_and_the_browsers_search_open_the_table(
    site: Site, take_page: Open
) -> None:
    page = take_page(viewport=DESK).page
    page.goto(site.url + SECTION, wait_until="networkidle")
    tabs = page.get_by_role("tablist", name="Vis tabell 3 som")
    figure, table = (tabs.get_by_role("tab", name=name) for name in ("Figur", "Tabell"))
    # At the first of them the theme takes the page in anew; the next is for the tabs to hear.
    page.evaluate("location.hash = 's3-a1'")
    page.wait_for_load_state("networkidle")
    figure.click()
    expect(figure).to_have_attribute("aria-selected", "true")
    page.evaluate("location.hash = 'tabell-3'")
    expect(table).to_have_attribute("aria-selected", "true")
    expect(page.locator("#tabell-3-r5-k9")).to_be_visible()
    figure.click()
    expect(figure).to_have_attribute("aria-selected", "true")
    page.locator("#tabell-3-r5-k9").dispatch_event("beforematch")  # what a search that hits sends
    expect(table).to_have_attribute("aria-selected", "true")
    expect(page.locator("#tabell-3-r5-k9")).to_be_visible()


def test_the_address_of_a_cell_opens_its_table_from_another_page(
    site: Site, take_page: Open
) -> None:
    page = take_page(viewport=DESK).page
    page.goto(site.url, wait_until="networkidle")
    page.locator(".nokkeltall__grunnlag a").first.click()
    page.wait_for_url(re.compile("#tabell-3-r"))
    expect(page.locator("td:target")).to_be_in_viewport()


def test_print_shows_both_the_figure_and_the_table(site: Site, take_page: Open) -> None:
    page = take_page(viewport=PHONE).page
    page.goto(site.url + SECTION, wait_until="networkidle")
    show_figures(page)
    stage(page, "tabell-3")
    page.emulate_media(media="print")
    expect(page.locator("#diagram-tabell-3 svg.tegning--bred:visible")).to_have_count(1)
    expect(page.locator("#diagram-tabell-3 svg:visible")).to_have_count(1)
    expect(page.locator(".serier:visible, .faner__rad:visible, .figur__mer:visible")).to_have_count(
        0
    )
    sheets = "".join(printed(page))
    assert "Nettodriftsresultatikommunenegikknedfra4,3prosenti2021" in sheets
    assert "4,65,04,33,8†2,65,77,46,44,22,7" in sheets


def test_without_javascript_the_figure_stands_above_its_table(site: Site, take_page: Open) -> None:
    page = take_page(viewport=DESK, java_script_enabled=False).page
    page.goto(site.url + SECTION)
    figure = page.locator("#diagram-tabell-3 svg:visible")
    table = page.locator("#tabell-3-tabell table:visible")
    assert figure.count() == table.count() == 1
    assert box_of(figure)["y"] < box_of(table)["y"]
    expect(page.locator(".figur button:visible, .serier:visible")).to_have_count(0)
    links = page.locator("#tabell-3 .fane")
    assert [one.inner_text() for one in links.all()] == ["Figur", "Tabell"]


PLAIN = ("om/metode/", "om/tilgjengelighet/")
OWN = ("utforsk/", "regn-selv/", "tabeller/resultat-konsern/#tabell-3-figur", SECTION, "data/", "")
"""Pages whose elements hold much: charts, choices, a worker, lists."""
SHOWN = "() => { globalThis.shown = new WeakRef(document.querySelector('main h1')); }"
GONE = "() => !shown.deref()?.isConnected && !document.querySelector('main :not(:defined)')"
FOLLOW = """address => { const link = document.createElement("a"); link.href = address;
    document.querySelector("[data-md-component=content]").append(link); link.click(); }"""
ELEMENTS = """() => [...document.querySelectorAll("main *")].map((one) => one.localName)
    .filter((name) => name.includes("-") && customElements.get(name))"""


def left_behind(watched: Watched, site: Site, pages: Sequence[str]) -> tuple[int, set[str]]:
    """Go from a plain page to each of the pages and back, in three rounds.

    Returns:
        How many listeners a visit leaves behind, the first round's apart, and the names of our
        elements that were met. None of them is alive when its page is left.
    """
    page = watched.page
    page.goto(site.url + PLAIN[0], wait_until="networkidle")
    page.evaluate("globalThis.visit = 1")
    session = page.context.new_cdp_session(page)
    met: set[str] = set()
    counts: list[int] = []
    for _ in range(3):
        for address in pages:
            for there in (address, PLAIN[0]):
                page.evaluate(SHOWN)
                page.evaluate(FOLLOW, site.url + there)
                expect(page).to_have_url(site.url + there)
                page.wait_for_function(GONE)
                page.wait_for_load_state("networkidle")
                met |= set(page.evaluate(ELEMENTS))
        session.send("HeapProfiler.collectGarbage")
        counts.append(session.send("Memory.getDOMCounters")["jsEventListeners"])
        assert {name: alive(session, name) for name in met} == dict.fromkeys(met, 0)
    assert page.evaluate("visit") == 1  # no page was opened anew
    return round((counts[-1] - counts[0]) / 2 / len(pages)), met


def alive(session: CDPSession, name: str) -> int:
    """Return how many of an element are held by anything though they are on no page."""
    kind = session.send(
        "Runtime.evaluate", {"expression": f"customElements.get('{name}').prototype"}
    )
    held = {"prototypeObjectId": kind["result"]["objectId"]}
    found = session.send("Runtime.queryObjects", held)["objects"]["objectId"]
    off = "function() { return this.filter((one) => !one.isConnected).length; }"
    asked = {"objectId": found, "functionDeclaration": off, "returnByValue": True}
    return int(session.send("Runtime.callFunctionOn", asked)["result"]["value"])


def test_a_page_that_was_left_leaves_nothing_behind(site: Site, open_page: Open) -> None:
    watched = open_page(viewport=DESK)
    left, met = left_behind(watched, site, OWN)
    assert {"tbu-utforsk", "regn-selv", "tbu-diagram", "tbu-faner"} <= met
    # The theme itself leaves some at every visit, whatever the page holds.
    plain, _ = left_behind(open_page(viewport=DESK), site, [PLAIN[1]] * len(OWN))
    assert left == plain
    assert [one.url for one in watched.page.workers if "search" not in one.url] == []
    # The calculator is left before it has come to what its page fetches ahead.
    assert [one for one in watched.take_faults() if "preloaded" not in one] == []


def test_a_frame_of_another_page_shows_the_chart_alive(site: Site, take_page: Open) -> None:
    watched = take_page(viewport={"width": 360, "height": 800})
    page = watched.page
    page.goto(site.url, wait_until="networkidle")
    page.evaluate(
        """address => { const frame = document.createElement("iframe");
        Object.assign(frame, {src: address, title: "figur", width: 320, height: 900});
        document.body.replaceChildren(frame); }""",
        site.url + TABLE_3,
    )
    frame = page.frame_locator("iframe")
    live = frame.locator(".diagram__levende")
    expect(live).to_be_visible()
    live.focus()
    page.keyboard.press("ArrowRight")
    expect(frame.get_by_role("tooltip")).to_contain_text("Kommunesektoren, 2015")
    link = frame.get_by_role("link", name="Tabell 3 med tall")
    assert link.get_attribute("target") == "_blank"
    inner = page.frames[1]
    assert inner.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert watched.take_faults() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_for_frames_follows_the_system_s_colours(
    site: Site, take_page: Open, scheme: str
) -> None:
    page = take_page(color_scheme=scheme, java_script_enabled=False).page
    page.goto(site.url + TABLE_3)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == ("rgb(18, 24, 29)" if scheme == "dark" else "rgb(251, 250, 247)")
    assert sticking_out(page) == []


def test_the_embed_code_is_the_page_s_own_address(site: Site, take_page: Open) -> None:
    page = take_page(viewport=DESK).page
    page.goto(site.url + "figurer/bundne-avsetninger/", wait_until="networkidle")
    page.get_by_text("Last ned og bygg inn").first.click()
    code = page.get_by_label("Kode til å lime inn").first
    assert f'src="{site.url}innebygd/figur-3/"' in code.input_value()
    assert 'loading="lazy"' in code.input_value()
    assert violations(page) == []
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("navigator.clipboard.writeText('')")
    page.get_by_role("button", name="Kopier koden").first.click()
    expect(page.locator("tbu-kode [role=status]", has_text="Kopiert.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == code.input_value()


def test_a_chart_that_cannot_be_fetched_stays_a_picture(site: Site, open_page: Open) -> None:
    page = open_page(viewport=DESK).page
    page.route("**/vega/vega.js", lambda route: route.abort())
    with page.expect_console_message(lambda one: "stående som bilde" in one.text):
        page.goto(site.url + TABLE_3, wait_until="networkidle")
    expect(page.locator(".diagram__bilde svg:visible")).to_have_count(1)
    expect(page.locator(".diagram__levende:visible")).to_have_count(0)
