"""The explorer in Firefox and WebKit: choices, address, table and downloads."""

import csv

from selenium.webdriver.common.keys import Keys

from support.engines import Window

ADDRESS = "utforsk/"
LIVE = "tbu-utforsk[levende]"


def opened(window: Window, query: str = "") -> None:
    window.open(ADDRESS + query)
    window.one(LIVE)


def test_a_choice_stands_in_the_address_and_comes_back(window: Window) -> None:
    opened(window)
    before = window.run("return location.search")
    measure = window.one(".utforsk select")
    values = [one.get_attribute("value") for one in measure.find_elements("tag name", "option")]
    window.run(
        "arguments[0].value = arguments[1];"
        "arguments[0].dispatchEvent(new Event('change', {bubbles: true}))",
        measure,
        next(one for one in values if one != measure.get_attribute("value")),
    )
    window.eventually(lambda: window.run("return location.search") != before)
    chosen, table = window.run("return location.search"), window.text(".utforsk__tabell")
    opened(window, chosen)
    assert window.text(".utforsk__tabell") == table


def test_a_municipality_is_added_by_keys(window: Window) -> None:
    opened(window)
    field = window.one("//label[.='Grupper og kommuner']/following::input")
    field.send_keys("1508", Keys.ENTER)
    window.until("return location.search.includes('1508')")
    assert "Ålesund" in window.text(".utforsk__tabell")


def test_every_number_of_a_printed_series_is_shown(window: Window) -> None:
    opened(window, "?m=disposisjonsfond&g=landet&utvalg=utvalget&kilde=tabell-5&vis=tabell")
    text = (window.site.folder / "data/tabell-5.csv").read_text(encoding="utf-8")
    rows = [
        row
        for row in csv.DictReader(text.splitlines())
        if (row["indikator"], row["gruppe"]) == ("disposisjonsfond", "landet")
        and row["utvalg"] == "utvalget"
    ]
    assert rows
    shown = window.text(".utforsk__tabell")
    assert [row["trykt"] for row in rows if row["trykt"].replace("-", "−") not in shown] == []


HEAR = """window.heard = []; const place = document.querySelector("tbu-utforsk > [aria-live]");
    new MutationObserver(() => window.heard.push(place.textContent))
        .observe(place, {childList: true, characterData: true, subtree: true});"""


def test_a_count_and_other_figures_are_said_once(window: Window) -> None:
    opened(window)
    before = window.text(".utforsk__noter")
    window.run(HEAR)
    field = window.one("//label[.='Grupper og kommuner']/following::input")
    field.send_keys("Stavanger")
    window.until("return window.heard.includes('1 treff.')")
    field.send_keys(Keys.ENTER)
    window.until("return window.heard.at(-1).startsWith('Stavanger er valgt.')")
    heard = window.run("return window.heard")
    assert heard.count("1 treff.") == 1
    notice = window.text(".utforsk__opplysning")
    assert "endelige regnskap" in notice
    assert heard[-1].removeprefix("Stavanger er valgt.").strip() in notice
    window.press(Keys.ESCAPE)
    window.run("window.heard = []")
    window.named("button", "Fjern Stavanger").click()
    window.eventually(lambda: window.text(".utforsk__noter") == before)
    source = window.run("return document.querySelector('.utforsk__noter p:last-child').textContent")
    assert source.startswith("Kilde: ")
    assert window.run("return window.heard.at(-1)").startswith("Stavanger er fjernet. ")
    assert window.run("return window.heard.at(-1)").endswith(source)
