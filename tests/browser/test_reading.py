"""What readers do: search, follow references, move in wide tables by keyboard, print."""

import re

import pytest
from playwright.sync_api import expect

SECTION = "notat/3-netto-driftsresultat-og-disposisjonsfond/"


@pytest.mark.parametrize("wanted", ["driftsresultat", "merskattevekst", "13,6", "Telemark"])
def test_search_finds(site: object, open_page: object, wanted: str) -> None:
    page = open_page(viewport={"width": 1280, "height": 900}).page
    page.goto(site.url, wait_until="networkidle")
    page.locator("input[name=query]").click()
    page.keyboard.type(wanted)
    # While one types, results of the half word stand there: wait for those of the whole.
    expect(page.locator(".md-search-result__item").first).to_contain_text(wanted, ignore_case=True)


def test_a_keyboard_reaches_and_scrolls_a_wide_table(site: object, open_page: object) -> None:
    page = open_page(viewport={"width": 390, "height": 844}).page
    page.goto(site.url + "tabeller/tabell-1/")
    frame = page.locator(".tabell-ramme").first
    for _ in range(80):
        if frame.evaluate("frame => frame === document.activeElement"):
            break
        page.keyboard.press("Tab")
    assert frame.evaluate("frame => frame === document.activeElement")
    assert frame.get_attribute("role") == "region"
    before = frame.evaluate("frame => frame.scrollLeft")
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    assert frame.evaluate("frame => frame.scrollLeft") > before


def test_the_row_label_stays_when_a_table_scrolls(site: object, open_page: object) -> None:
    page = open_page(viewport={"width": 390, "height": 844}).page
    page.goto(site.url + "tabeller/tabell-1/")
    frame = page.locator(".tabell-ramme").first
    label = frame.locator("tbody th[scope=row]").first
    before = label.bounding_box()["x"]
    frame.evaluate("frame => { frame.scrollLeft = 300 }")
    assert label.bounding_box()["x"] == pytest.approx(before, abs=2)


@pytest.mark.parametrize(("table", "values"), [(1, 190), (2, 12), (3, 60), (5, 42), (6, 36)])
def test_every_printed_cell_is_in_the_table(
    site: object, open_page: object, table: int, values: int
) -> None:
    page = open_page().page
    page.goto(f"{site.url}tabeller/tabell-{table}/")
    rows = (site.folder / f"data/tabell-{table}.csv").read_text(encoding="utf-8")
    printed = re.findall(r'(?:,"([^"]+)"|,([^",\n]*))$', rows, re.MULTILINE)[1:]
    wanted = [(a or b).replace("–", "−").replace("-", "−") for a, b in printed]
    cells = page.locator(".tabell-ramme").first.locator("tbody td[id]")
    shown = [re.sub(r"\s", "", text) for text in cells.all_text_contents()]
    assert len(shown) == values
    for text, number in zip(shown, wanted, strict=True):
        assert ("mangler" in text) if number in {"", "−"} else text.startswith(number), (
            text,
            number,
        )


def test_header_cells_say_what_they_head(site: object, open_page: object) -> None:
    page = open_page().page
    page.goto(site.url + "tabeller/tabell-5/")
    table = page.locator(".tabell-ramme table").first
    assert table.locator("caption").count() == 1
    assert table.locator("thead th[scope=colgroup]").count() >= 2
    assert table.locator("tbody th[scope=row]").count() == 7
    assert table.locator("thead th:not([scope])").count() == 0


def test_a_mention_leads_to_the_table_and_back(site: object, open_page: object) -> None:
    page = open_page().page
    page.goto(site.url + "notat/2-aktivitet-og-inntektsutviklingen/", wait_until="networkidle")
    page.get_by_role("link", name="figur 1").first.click()
    page.wait_for_url(re.compile("figur-1"))
    page.goto(site.url + "figurer/figur-1/")
    back = page.locator("main a[href*='#s2-a']").first
    back.click()
    page.wait_for_url(re.compile("#s2-a"))


def test_a_footnote_and_its_way_back(site: object, open_page: object) -> None:
    page = open_page(viewport={"width": 800, "height": 800}).page
    page.goto(site.url + SECTION, wait_until="networkidle")
    marks = page.locator("main p sup a.footnote-ref")
    assert marks.count() == 3
    marks.first.click()
    page.wait_for_url(re.compile("#fotnote-1$"))
    page.locator("#fotnote-1 a[role=doc-backlink]").first.click()
    page.wait_for_url(re.compile("#s3-a10-fotnote-1$"))


@pytest.mark.parametrize("address", [SECTION, "tabeller/tabell-1/", "tabeller/tabell-5/"])
def test_print_hides_the_shell_and_keeps_the_text(
    site: object, open_page: object, address: str
) -> None:
    page = open_page(viewport={"width": 1280, "height": 900}).page
    page.goto(site.url + address)
    page.emulate_media(media="print")
    assert page.locator("main h1").first.is_visible()
    assert page.locator("main table").first.is_visible()
    for part in (".md-header", ".md-sidebar--primary", ".md-search"):
        assert not page.locator(part).first.is_visible(), part
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    assert len(pdf) > 20_000


def test_the_toggle_changes_to_dark_and_says_so(site: object, open_page: object) -> None:
    page = open_page(viewport={"width": 1280, "height": 900}, color_scheme="light").page
    page.goto(site.url, wait_until="networkidle")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    for _ in range(2):
        page.locator("label[for^=__palette]:visible").first.click()
    assert page.evaluate(paper) != light


def test_an_address_that_is_not_there_gets_a_norwegian_page(
    site: object, open_page: object
) -> None:
    page = open_page().page
    response = page.goto(site.url + "finnes-ikke/")
    assert response.status == 404
    assert page.locator("main h1").is_visible()
    assert "finnes ikke" in page.locator("main").inner_text().lower()


def test_key_figures_on_the_front_page_are_the_cells(site: object, open_page: object) -> None:
    page = open_page().page
    page.goto(site.url)
    text = page.locator("main").inner_text()
    for figure in ("0,1", "−0,3", "2,7", "11,2"):
        assert figure in text
    for words in ("konsern", "kasse", "anslag"):
        assert words in text
