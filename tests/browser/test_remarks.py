"""Where a reader meets a remark, and a claim: at the number, in words, by pointer, key and paper."""

import csv
import io
import json
import re
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from support.browsing import Open, violations
from support.calculator import example, open_calculator
from support.hosting import Site
from support.waiting import at_rest, eventually

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 700}
REMARK = "Trykt 1,0. Tabell 5 har −0,4"
CELL = "tabell-6-r6-k3"
SECTION = "notat/3-netto-driftsresultat-og-disposisjonsfond/"
SIGN = "†"


def opened(site: Site, open_page: Open, address: str, **options: object) -> Page:
    page = open_page(**({"viewport": DESK, "reduced_motion": "reduce"} | options)).page
    page.goto(site.url + address, wait_until="networkidle")
    return page


@pytest.mark.parametrize("address", ["tabeller/resultat-etter-landsdel/", SECTION])
def test_the_cell_has_a_sign_that_leads_to_its_words_and_back(
    site: Site, open_page: Open, address: str
) -> None:
    page = opened(site, open_page, address)
    block = page.locator(".oppstilling", has=page.locator(f"[id='{CELL}']"))
    block.get_by_role("tab", name="Tabell", exact=True).click()
    sign = page.locator(f"[id='{CELL}']").locator("[role=doc-noteref][aria-label=merknad]")
    sign.focus()
    # The theme notes where the page is a moment after it moved, and goes back there if a key is first.
    eventually(page, lambda: page.evaluate("history.state?.y === scrollY"))
    page.keyboard.press("Enter")
    words = page.locator(f"[id='merknad-{CELL}']")
    expect(words).to_contain_text(REMARK)
    expect(words).to_be_in_viewport()
    assert page.url.endswith(f"#merknad-{CELL}")
    expect(words.get_by_role("link", name="Mer om dette")).to_have_attribute(
        "href", re.compile(r"verdt-a-vite-om-tallene/#helhet-og-deler-\d+$")
    )


def test_the_sentence_has_its_sign_and_the_words_stand_below_without_a_script(
    site: Site, open_page: Open
) -> None:
    page = opened(site, open_page, SECTION, java_script_enabled=False)
    signs = page.locator(".avsnitt").locator("[role=doc-noteref][aria-label=merknad]")
    assert signs.count() > 0
    for sign in signs.all():
        target = str(sign.get_attribute("href")).removeprefix("#")
        assert len(page.locator(f"[id='{target}']").inner_text()) > len(SIGN)


def test_the_charts_words_its_tooltip_and_its_drawing_have_the_remark(
    site: Site, open_page: Open
) -> None:
    page = opened(site, open_page, "tabeller/resultat-etter-landsdel/")
    page.get_by_role("tab", name="Figur", exact=True).click()
    figure = page.locator("#diagram-tabell-6")
    expect(figure.locator(".figur__merknad")).to_contain_text(REMARK)
    assert REMARK in str(figure.locator("#diagram-tabell-6-beskrivelse").text_content())
    stage = figure.locator(".diagram__levende")
    expect(stage).to_be_visible()
    stage.focus()
    page.keyboard.press("ArrowRight")
    tip = stage.locator("[role=tooltip]")
    said = [tip.inner_text()]
    for key in ("ArrowDown", "ArrowRight", "End"):
        for _ in range(8):
            page.keyboard.press(key)
            said.append(tip.inner_text())
    assert [one for one in said if REMARK in one]
    picture = _fetched(site, "diagram/tabell-6.svg")
    assert REMARK in re.sub(r"<[^>]+>", " ", picture)
    rows = json.loads(_fetched(site, "diagram/tabell-6.json"))["rader"]["data"]
    assert [row["tall"] for row in rows if row.get("anmerket")] == ["1,0"]


def test_the_frame_has_the_remark(site: Site, open_page: Open) -> None:
    page = opened(site, open_page, "innebygd/tabell-6/")
    expect(page.locator("main")).to_contain_text(REMARK)


def test_the_explorer_has_it_in_chart_table_and_files(site: Site, open_page: Open) -> None:
    query = "?m=netto_driftsresultat&g=landet&kilde=tabell-6"
    page = opened(site, open_page, f"utforsk/{query}")
    expect(page.locator(".utforsk__noter")).to_contain_text(REMARK)
    cell = page.locator(".utforsk-tabell td", has=page.locator(".merke"))
    expect(cell).to_contain_text("1,0")
    expect(cell).to_contain_text(REMARK)
    page.locator("summary", has_text="Last ned").click()
    with page.expect_download() as download:
        page.locator("button[data-fil='program.csv']").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8"))))
    assert [row["verdi"] for row in rows if row["merknad"].startswith(REMARK)] == ["1.0"]


def test_every_download_of_the_table_has_it(site: Site) -> None:
    for name in ("tabell-6.csv", "alle-tall.csv", "tabell-6-excel.csv", "tabell-6.json"):
        assert REMARK in _fetched(site, f"data/{name}"), name
    assert REMARK in _fetched(site, "data/notat.json")
    parts = json.loads(_fetched(site, "data/tabell-6.json"))["link"]["item"]
    assert [one for part in parts for one in part["note"] if REMARK in one]


def test_the_calculator_says_it_beside_the_printed_number(site: Site, open_page: Open) -> None:
    printed = json.loads(_fetched(site, "assets/regndata/notat.json"))["trykt"]
    found = [one for one in printed if one.get("merknad")]
    assert any(one["merknad"].startswith(REMARK) for one in found)
    page = open_page(viewport=DESK).page
    open_calculator(page, site.url)
    example(page, "kommuner")
    table = page.get_by_role("region", name="Tabell 6 med dine tall")
    cell = table.locator("td", has=page.locator(".merke"))
    expect(cell).to_contain_text("1,0")
    expect(page.locator(".regn__mange .noter", has_text=REMARK).first).to_be_visible()


def test_a_number_in_the_text_opens_by_click_and_key_and_closes(
    site: Site, open_page: Open
) -> None:
    page = opened(site, open_page, SECTION)
    number = page.locator(".avsnitt a.utsagn").first
    number.click()
    box = page.locator(".utsagn__boks")
    expect(box).to_be_visible()
    expect(box.locator("strong")).to_have_text(
        re.compile(r"^(Stemmer|Annet grunnlag|Motsies av|Kan ikke prøves her)")
    )
    expect(number).to_have_attribute("role", "button")
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    number.focus()
    page.keyboard.press(" ")
    expect(box).to_be_visible()
    expect(number).to_have_attribute("aria-expanded", "true")
    at_rest(page)
    assert violations(page) == []


def test_an_open_number_fits_a_phone(site: Site, open_page: Open) -> None:
    page = opened(site, open_page, SECTION, viewport=PHONE, has_touch=True)
    for number in page.locator(".avsnitt a.utsagn").all()[:5]:
        number.tap()
        box = page.locator(".utsagn__boks").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
        page.keyboard.press("Escape")


def test_a_term_opens_what_it_means_by_key_and_touch_and_escape_closes_it(
    site: Site, open_page: Open
) -> None:
    page = opened(site, open_page, SECTION, viewport=PHONE, has_touch=True)
    term = page.locator(".avsnitt a.begrep", has_text="netto driftsresultat").first
    term.tap()
    box = page.get_by_role("dialog", name="Ordforklaring")
    expect(box).to_contain_text("Det som er igjen av driftsinntektene")
    place = box.bounding_box()
    assert place
    assert 0 <= place["x"] <= place["x"] + place["width"] <= PHONE["width"]
    expect(term).to_have_attribute("aria-expanded", "true")
    at_rest(page)
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(term).to_be_focused()
    page.keyboard.press("Enter")
    expect(box).to_be_visible()
    more = box.get_by_role("link", name="Slik regnes det ut")
    expect(more).to_have_attribute("href", f"{site.url}slik-regnes-malene-ut/netto-driftsresultat/")


def test_a_row_named_after_its_measure_opens_what_it_means(site: Site, open_page: Open) -> None:
    page = opened(site, open_page, "tabeller/utviklingen-i-kommuneokonomien/")
    page.locator("th a.begrep", has_text="Kommunal deflator").click()
    expect(page.get_by_role("dialog", name="Ordforklaring")).to_contain_text("Prisveksten")


def test_without_a_script_a_term_leads_to_the_glossary(site: Site, open_page: Open) -> None:
    page = opened(site, open_page, SECTION, java_script_enabled=False)
    page.locator(".avsnitt a.begrep").first.click()
    page.wait_for_url(re.compile("ordliste/#"))
    expect(page.locator("dt:target")).to_be_visible()


def test_without_a_script_a_number_leads_to_the_list_below(site: Site, open_page: Open) -> None:
    page = opened(site, open_page, SECTION, java_script_enabled=False)
    number = page.locator(".avsnitt a.utsagn").first
    target = str(number.get_attribute("href")).removeprefix("#")
    number.click()
    expect(page.locator(f"[id='{target}']")).to_be_visible()


def test_the_whole_ledger_counts_and_can_be_downloaded(site: Site, open_page: Open) -> None:
    page = opened(site, open_page, "notat/paastander/")
    items = page.locator("ul.paastander > li").count()
    claims = json.loads(_fetched(site, "data/paastander.json"))["utsagn"]
    rows = list(csv.DictReader(io.StringIO(_fetched(site, "data/paastander.csv"))))
    assert items == len(claims) == len(rows)
    assert [row["utfall"] for row in rows] == [one["utfall"] for one in claims]
    assert "paastander.csv" in page.locator("main").inner_html()
    assert "paastander.csv" in _fetched(site, "data/datapackage.json")
    assert "paastander.csv" in _fetched(site, "dcat.jsonld")


def test_an_estimate_leads_to_what_it_became(site: Site, open_page: Open) -> None:
    page = opened(site, open_page, "tabeller/resultat-konsern/")
    page.locator("#tabell-3-r4-k10 a.fasit").click()
    page.wait_for_url(re.compile(r"anslag-og-fasit/#fasit-kommunene-2024$"))
    row = page.locator("#fasit-kommunene-2024")
    expect(row).to_contain_text("−0,3")
    expect(row).to_contain_text("−0,4")
    expect(row).to_contain_text("2,3")


def test_every_estimate_cell_has_its_place_and_the_old_address_leads_on(
    site: Site, open_page: Open
) -> None:
    page = opened(site, open_page, "tabeller/resultat-etter-landsdel/")
    wanted = {
        str(one.get_attribute("href")).partition("#")[2]
        for one in page.locator("td.anslag a.fasit").all()
    }
    assert wanted
    page.goto(f"{site.url}notat/etterprovd/", wait_until="networkidle")
    page.wait_for_url(re.compile(r"anslag-og-fasit/$"))
    for anchor in wanted:
        expect(page.locator(f"[id='{anchor}']")).to_have_count(1)


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("tabeller/tabell-3/#tabell-3-r4-k10", "tabeller/resultat-konsern/#tabell-3-r4-k10"),
        ("figurer/figur-4/?a=1", "figurer/resultat-kommune-for-kommune/?a=1"),
    ],
)
def test_an_address_by_number_leads_to_the_same_place_on_the_page_of_its_role(
    site: Site, open_page: Open, old: str, now: str
) -> None:
    page = open_page().page
    page.goto(site.url + old)
    page.wait_for_url(site.url + now)
    expect(page.locator("h1")).to_be_visible()
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert canonical == site.url + now.partition("#")[0].partition("?")[0]


def test_without_scripts_an_old_address_leads_on_too(site: Site) -> None:
    text = _fetched(site, "tabeller/tabell-3/")
    assert '<noscript><meta http-equiv="refresh" content="0; url=../resultat-konsern/"' in text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kilde/#l240", "ratekst/#l240"),
        ("notat/saertrekk/", "notat/verdt-a-vite-om-tallene/"),
        (
            "beregning/disposisjonsfond/?a=1#topp",
            "slik-regnes-malene-ut/disposisjonsfond/?a=1#topp",
        ),
    ],
)
def test_an_old_address_leads_on_to_the_same_place(
    site: Site, open_page: Open, old: str, new: str
) -> None:
    page = open_page().page
    page.goto(site.url + old)
    expect(page).to_have_url(site.url + new)
    expect(page.locator("main h1")).to_have_count(1)


def _fetched(site: Site, address: str) -> str:
    with urlopen(site.url + address) as answer:  # noqa: S310  the site of the tests
        return str(answer.read().decode("utf-8-sig"))
