"""What readers do: search, follow references, move in wide tables by keyboard, print."""

import csv
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from support.browsing import Open, box_of, violations
from support.hosting import Site
from support.waiting import at_rest, awake, eventually

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
MOST = 12
"""Files that a page may ask for, itself among them: a host without HTTP/2 sends six at a time."""
ASKED = """() => [...new Set(performance.getEntriesByType("resource").map(({ name }) => name))]"""
SECTION = "notat/3-netto-driftsresultat-og-disposisjonsfond/"


@pytest.mark.parametrize(
    "address", ["", "tabeller/resultat-etter-innbyggertall/", "kommuner/0301-oslo/", SECTION]
)
def test_a_page_asks_for_few_files(site: Site, open_page: Open, address: str) -> None:
    """All that comes before a reader does anything, but what the search's worker takes for itself."""
    watched = open_page(viewport=DESK)
    watched.page.goto(site.url + address, wait_until="networkidle")
    names: list[str] = watched.page.evaluate(ASKED)
    own = [name for name in names if name.startswith(f"{site.url}assets/")]
    assert len(names) + 1 <= MOST, names
    assert {one.rpartition(".")[2] for one in own} >= {"css", "js", "woff2"}
    assert watched.take_faults() == []


@pytest.mark.parametrize("wanted", ["driftsresultat", "merskattevekst", "13,6", "Telemark"])
def test_search_finds(site: Site, open_page: Open, wanted: str) -> None:
    page = open_page(viewport=DESK).page
    page.goto(site.url, wait_until="networkidle")
    page.locator("input[name=query]").click()
    page.keyboard.type(wanted)
    # While one types, results of the half word stand there: wait for those of the whole.
    first = page.locator(".md-search-result__item").first
    expect(first).to_contain_text(wanted, ignore_case=True)
    first.locator("a").first.click()
    page.wait_for_url(lambda url: url.partition("?")[0] != site.url)
    expect(page.locator("main")).to_contain_text(wanted, ignore_case=True)


def test_axe_finds_nothing_in_the_open_search(site: Site, open_page: Open) -> None:
    page = open_page(viewport=DESK, reduced_motion="reduce").page
    page.goto(site.url, wait_until="networkidle")
    page.locator("input[name=query]").click()
    page.keyboard.type("telemark")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    at_rest(page)  # the theme fades its results in
    assert violations(page) == []


def test_axe_finds_nothing_in_the_open_menu_of_a_phone(site: Site, open_page: Open) -> None:
    page = open_page(viewport=PHONE, reduced_motion="reduce").page
    page.goto(site.url + SECTION, wait_until="networkidle")
    menu = page.get_by_role("button", name="Meny")
    menu.click()
    expect(menu).to_have_attribute("aria-expanded", "true")
    at_rest(page)  # the theme slides it in
    assert violations(page) == []


def test_a_keyboard_reaches_and_scrolls_every_wide_table(site: Site, open_page: Open) -> None:
    page = open_page(viewport=PHONE, reduced_motion="reduce").page
    wide = 0
    for address in site.pages:
        if 'class="tabell-ramme' not in site.html(address):
            continue
        page.goto(site.url + address)
        awake(page)  # tabs put tables away, and live charts come between them
        for tab in page.get_by_role("tab", name="Tabell", exact=True).all():
            tab.click()
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        for frame in page.locator(".tabell-ramme").all():
            if frame.evaluate("frame => frame.scrollWidth > frame.clientWidth"):
                wide += 1
                reach_and_scroll(page, frame)
    assert wide >= 5  # tables 1, 3, 5 and 6, and those in the sections


def reach_and_scroll(page: Page, frame: Locator) -> None:
    """Tab from the frame's neighbour into it, and move its content with the arrow keys."""
    name = frame.get_attribute("aria-labelledby")
    assert frame.get_attribute("role") == "region", name
    expect(page.locator(f"[id='{name}']")).to_have_count(1)

    frame.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert frame.evaluate("frame => frame === document.activeElement"), name
    assert frame.evaluate("frame => getComputedStyle(frame).outlineStyle") != "none", name
    # A table over years begins at the newest, its right end, on a phone.
    is_at_end = frame.evaluate("frame => getComputedStyle(frame).direction") == "rtl"
    before = frame.evaluate("frame => frame.scrollLeft")
    assert before == 0, name
    for _ in range(6):
        page.keyboard.press("ArrowLeft" if is_at_end else "ArrowRight")
    way = -1 if is_at_end else 1
    eventually(page, lambda: way * frame.evaluate("frame => frame.scrollLeft") > before)


def test_tab_alone_leads_from_the_top_to_the_table(site: Site, open_page: Open) -> None:
    page = open_page(viewport=PHONE).page
    page.goto(site.url + "tabeller/utviklingen-i-kommuneokonomien/")
    frame = page.locator(".tabell-ramme").first
    for _ in range(80):
        if frame.evaluate("frame => frame === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("80 trykk på Tab når ikke tabellen")


def test_following_links_leaves_no_error_behind(site: Site, open_page: Open) -> None:
    watched = open_page(viewport=DESK)
    page = watched.page
    page.goto(site.url, wait_until="networkidle")
    for name in ("Tabeller og figurer", "Notatet", "Data"):
        page.get_by_role("navigation").get_by_role("link", name=name, exact=True).first.click()
        expect(page.locator("[aria-current=true], [aria-current=page]").first).to_contain_text(name)
    page.wait_for_load_state("networkidle")
    assert watched.take_faults() == []


def test_the_row_label_stays_when_a_table_scrolls(site: Site, open_page: Open) -> None:
    page = open_page(viewport=PHONE).page
    page.goto(site.url + "tabeller/utviklingen-i-kommuneokonomien/")
    awake(page)
    frame = page.locator(".tabell-ramme").first
    label = frame.locator("tbody th[scope=row]").first
    before = box_of(label)["x"]
    frame.evaluate("frame => { frame.scrollLeft = 300 }")
    assert box_of(label)["x"] == pytest.approx(before, abs=2)


@pytest.mark.parametrize(("table", "values"), [(1, 190), (2, 12), (3, 60), (5, 42), (6, 36)])
def test_every_printed_cell_is_in_the_table(
    site: Site, open_page: Open, table: int, values: int
) -> None:
    page = open_page().page
    page.goto(f"{site.url}tabeller/tabell-{table}/")
    page.wait_for_url(re.compile(r"/tabeller/[a-z-]+/$"))  # by its number, it leads on to its role
    rows = (site.folder / f"data/tabell-{table}.csv").read_text(encoding="utf-8").splitlines()
    printed = [row["trykt"] for row in csv.DictReader(rows)]
    wanted = [one.replace("–", "−").replace("-", "−") for one in printed]
    cells = page.locator(".tabell-ramme").first.locator("tbody td[id]")
    shown = [re.sub(r"\s", "", text) for text in cells.all_text_contents()]
    assert len(shown) == values
    for text, number in zip(shown, wanted, strict=True):
        assert ("mangler" in text) if number in {"", "−"} else text.startswith(number), (
            text,
            number,
        )


def test_line_numbers_are_shown_by_choice_and_remembered(site: Site, open_page: Open) -> None:
    page = open_page(viewport=DESK).page
    page.goto(site.url + SECTION, wait_until="networkidle")
    line = page.locator(".avsnitt .linje").first
    seen = "line => getComputedStyle(line).opacity"
    assert line.evaluate(seen) == "0"
    line.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert line.evaluate(seen) == "1"
    page.get_by_label("Vis linjenumre").check()
    page.keyboard.press("Tab")
    assert line.evaluate(seen) == "1"
    page.goto(site.url + "tabeller/resultat-konsern/", wait_until="networkidle")
    expect(page.get_by_label("Vis linjenumre")).to_be_checked()
    numbers = page.locator("td.linjenr", has_text=re.compile(r"\d"))
    expect(numbers.first).to_be_visible()
    page.get_by_label("Vis linjenumre").uncheck()
    expect(numbers.first).to_be_hidden()


def test_a_phone_has_no_line_numbers(site: Site, open_page: Open) -> None:
    page = open_page(viewport=PHONE).page
    page.goto(site.url + SECTION, wait_until="networkidle")
    assert page.locator(".linje:visible, .linjenr:visible, .linjebryter:visible").count() == 0


def test_the_year_of_a_cell_that_an_address_leads_to_stands_above_it(
    site: Site, open_page: Open
) -> None:
    page = open_page(viewport=DESK).page
    page.goto(
        f"{site.url}tabeller/utviklingen-i-kommuneokonomien/#tabell-1-r19-k10",
        wait_until="networkidle",
    )
    page.locator("#tabell-1-r19-k10").evaluate("cell => cell.scrollIntoView({block: 'center'})")
    year = box_of(page.locator("thead th", has_text="2024").first)
    cell = box_of(page.locator("#tabell-1-r19-k10"))
    assert box_of(page.locator(".md-header"))["height"] <= year["y"] + 1
    assert year["y"] + year["height"] <= cell["y"]


def test_header_cells_say_what_they_head(site: Site, open_page: Open) -> None:
    page = open_page().page
    page.goto(site.url + "tabeller/resultat-etter-innbyggertall/")
    table = page.locator(".tabell-ramme table").first
    expect(table.locator("caption")).to_have_count(1)
    assert table.locator("thead th[scope=colgroup]").count() >= 2
    expect(table.locator("tbody th[scope=row]")).to_have_count(7)
    expect(table.locator("thead th:not([scope])")).to_have_count(0)


def test_a_mention_leads_to_the_table_and_back(site: Site, open_page: Open) -> None:
    page = open_page().page
    page.goto(site.url + "notat/2-aktivitet-og-inntektsutviklingen/", wait_until="networkidle")
    page.get_by_role("link", name="figur 1").first.click()
    page.wait_for_url(re.compile("figur-1"))
    page.goto(site.url + "figurer/frie-inntekter/")
    back = page.locator("main a[href*='#s2-a']").first
    back.click()
    page.wait_for_url(re.compile("#s2-a"))


def test_a_footnote_and_its_way_back(site: Site, open_page: Open) -> None:
    page = open_page(viewport={"width": 800, "height": 800}).page
    page.goto(site.url + SECTION, wait_until="networkidle")
    marks = page.locator("main p sup a.footnote-ref[aria-label*='note ']")
    expect(marks).to_have_count(3)
    marks.first.click()
    page.wait_for_url(re.compile("#fotnote-1$"))
    page.locator("#fotnote-1 a[role=doc-backlink]").first.click()
    page.wait_for_url(re.compile("#s3-a10-fotnote-1$"))


def test_the_toggle_changes_to_dark_and_says_so(site: Site, open_page: Open) -> None:
    page = open_page(viewport=DESK, color_scheme="light").page
    page.goto(site.url, wait_until="networkidle")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    for _ in range(2):
        page.locator("[data-bryter^=__palette]:visible").first.click()
    eventually(page, lambda: page.evaluate(paper) != light)


def test_an_address_that_is_not_there_gets_a_norwegian_page(site: Site, open_page: Open) -> None:
    page = open_page().page
    response = page.goto(site.url + "finnes-ikke/")
    assert response
    assert response.status == 404
    expect(page.locator("main h1")).to_be_visible()
    assert "finnes ikke" in page.locator("main").inner_text().lower()


def test_key_figures_on_the_front_page_are_the_cells(site: Site, open_page: Open) -> None:
    page = open_page().page
    page.goto(site.url)
    text = page.locator("main").inner_text()
    for figure in ("0,1", "−0,3", "2,7", "11,2"):
        assert figure in text
    for words in ("konsern", "kasse", "anslag"):
        assert words in text


MISPRINT = "tabeller/resultat-etter-landsdel/"
ABOUT = (
    "Landet, Netto driftsresultat, 2024, Utvalget, kasse: "
    "1,0 prosent av brutto driftsinntekter (anslag)"
)


def copied(page: Page, name: str) -> str:
    page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()
    expect(
        page.get_by_role("dialog").get_by_role("status").filter(has_text="Kopiert.")
    ).to_have_count(1)
    words: str = page.evaluate("navigator.clipboard.readText()")
    return words


def test_a_press_on_a_cell_gives_its_address_and_a_reference(site: Site, open_page: Open) -> None:
    watched = open_page(viewport=DESK)
    page = watched.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site.url}{MISPRINT}?fra=chat", wait_until="networkidle")
    page.get_by_role("button", name="Siter et tall").wait_for()
    cell = page.locator("#tabell-6-r6-k3")
    cell.click(position={"x": 4, "y": 4})
    box = page.get_by_role("dialog", name="Siter et tall")
    expect(box.locator(".tallsitat__tall")).to_have_text(ABOUT)
    expect(box.get_by_role("button", name="Kopier adressen")).to_be_focused()
    assert "valgt" in (cell.get_attribute("class") or "")
    address = copied(page, "Kopier adressen")
    assert address == f"{site.url}{MISPRINT}#tabell-6-r6-k3"
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    assert "valgt" not in (cell.get_attribute("class") or "")
    cell.click(position={"x": 4, "y": 4})
    reference = copied(page, "Kopier sitatet")
    assert reference.endswith(f" {address}")
    assert f"7. mars 2025. Tabell 6, linje 686–715 i råteksten. {ABOUT}. Versjon" in reference
    assert "Tallet har en merknad på siden." in reference  # the number is a misprint
    assert "Figuren på siden" not in reference
    assert "  " not in reference
    # The address leads to the cell, and nothing was asked of anyone.
    page.goto(address)
    expect(page.locator("td:target")).to_have_id("tabell-6-r6-k3")
    assert watched.take_faults() == []


def test_a_keyboard_alone_gets_a_cells_address(site: Site, open_page: Open) -> None:
    page = open_page(viewport=DESK).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site.url + MISPRINT, wait_until="networkidle")
    press = page.get_by_role("button", name="Siter et tall")
    press.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Rad")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    expect(page.get_by_role("dialog").get_by_role("status").first).to_have_text(
        "Landet, Netto driftsresultat, 2023, Alle kommuner utenom Oslo, kasse: "
        "0,8 prosent av brutto driftsinntekter"
    )
    assert violations(page) == []
    page.keyboard.press("Tab")  # what is chosen comes before what copies it
    expect(page.get_by_role("button", name="Kopier adressen")).to_be_focused()
    assert copied(page, "Kopier adressen").endswith("#tabell-6-r6-k1")
    page.keyboard.press("Escape")
    expect(press).to_be_focused()


def test_a_link_in_a_cell_is_followed_and_marked_words_are_left(
    site: Site, open_page: Open
) -> None:
    page = open_page(viewport=DESK).page
    page.goto(site.url + MISPRINT, wait_until="networkidle")
    page.get_by_role("button", name="Siter et tall").wait_for()
    name = box_of(page.locator("#tabell-6-r6 th"))
    page.mouse.move(name["x"] + 1, name["y"] + name["height"] / 2)
    page.mouse.down()
    page.mouse.move(name["x"] + name["width"] - 2, name["y"] + name["height"] / 2, steps=4)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()").strip() == "Landet"
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.evaluate("getSelection().empty()")
    page.locator("#tabell-6-r6-k6 a").first.click()
    page.wait_for_url("**/anslag-og-fasit/**")


def test_a_number_of_a_figure_drawn_anew_has_an_address_too(site: Site, open_page: Open) -> None:
    page = open_page(viewport=DESK).page
    page.goto(f"{site.url}figurer/frie-inntekter/#figur-1-tabell", wait_until="networkidle")
    cell = page.locator("#figur-1-tabell tbody td[id]").last
    cell.click(position={"x": 4, "y": 4})
    link = page.get_by_role("dialog", name="Siter et tall").locator("a")
    expect(link).to_have_text(f"{site.url}figurer/frie-inntekter/#{cell.get_attribute('id')}")
    words = page.get_by_role("dialog").inner_text()
    assert "Ikke notatets figur 1." in words
    assert "Bygger på veksten i tabell 1" in words
    assert " indekspoeng (2015 = 100)" in words


def test_a_number_of_one_kind_of_accounts_is_not_cited_as_of_another(
    site: Site, open_page: Open
) -> None:
    page = open_page(viewport=DESK).page

    def cited(address: str, cell: str) -> str:
        page.goto(f"{site.url}{address}", wait_until="networkidle")
        page.locator(f"#{cell}").click(position={"x": 4, "y": 4})
        return page.locator(".tallsitat__tall").inner_text()

    figure = "figurer/bundne-avsetninger/#figur-3-tabell"
    assert cited(figure, "figur-3-r1-k2").startswith("Netto driftsresultat, 2023, konsern: 1,3 ")
    assert cited(figure, "figur-3-r1-k3").startswith("Netto driftsresultat, 2024, kasse: −0,1 ")
    table = "tabeller/utviklingen-i-kommuneokonomien/"
    own = page.locator("tr", has_text="Netto driftsresultat, konsern")
    page.goto(f"{site.url}{table}", wait_until="networkidle")
    words = cited(table, own.locator("td[id]").first.get_attribute("id") or "")
    assert words.count("konsern") == 1
    assert "konsern" not in cited(table, "tabell-1-r1-k1")


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_shows_the_newest_year_of_every_measure_at_once(
    site: Site, open_page: Open, width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 844}).page
    for address in ("resultat-etter-innbyggertall", "resultat-etter-landsdel", "resultat-kasse"):
        page.goto(f"{site.url}tabeller/{address}/", wait_until="networkidle")
        heads = page.locator("thead th:visible", has_text="2024")
        assert heads.count() >= 1
        for head in heads.all():
            box = box_of(head)
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width


@pytest.mark.parametrize("width", [320, 390])
def test_the_table_of_data_sets_fits_a_phone(site: Site, open_page: Open, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 844}).page
    page.goto(f"{site.url}data/", wait_until="networkidle")
    frame = page.locator("[aria-labelledby='datasett-tittel']")
    over = frame.evaluate("frame => frame.scrollWidth - frame.clientWidth")
    assert over == 0
