"""The explorer: what the address says is what is drawn, listed and handed out."""

import csv
import json
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import vl_convert
from playwright.sync_api import Page, expect

from kommuneindikatorer.numbers import format_number, round_half_up
from support.browsing import (
    BY_COLOUR,
    LOAD_DRAWING,
    Open,
    box_of,
    colours_of,
    held_back,
    printed,
    sticking_out,
    violations,
)
from support.crowding import crowded
from support.drawing import drawn_by_node, size_of, words_in
from support.hosting import Site
from support.notes import ROOT
from support.opened import column, read_book
from support.waiting import settled

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
SECTORS = "?m=netto_driftsresultat&g=kommunesektoren,kommunene,fylkeskommunene"
TWO_MEASURES = "?m=netto_driftsresultat,folkemengde&g=0301,4601"
FORMS = {
    "linje": SECTORS,
    "stolper": "?m=netto_driftsresultat&g=ostlandet,vestlandet,nord-norge&aar=2024",
    "prikker": "?m=netto_driftsresultat&g=4601,0301,46&aar=2023-2024",
    "punktsky-log": "?m=folkemengde,netto_driftsresultat&g=hver-kommune,4601&aar=2024",
    "stripe": "?m=netto_driftsresultat&g=hver-kommune,4601,kommunene&aar=2023-2024",
    "rangert": "?m=netto_driftsresultat&g=hver-i-fylke-more-og-romsdal,1508,kommunene",
}
SPOKEN = {
    "linje": "Linjediagram over år, 2015–2024.",
    "stolper": "Stolpediagram for ett år, 2024.",
    "prikker": "Prikkdiagram for to år, 2023 og 2024.",
    "punktsky-log": "Punktsky med ett punkt for hver, 2024.",
    "stripe": "Ett punkt for hver kommune eller fylkeskommune langs en skala, 2023 og 2024.",
    "rangert": "Rangert punktdiagram, det høyeste øverst, 2024 og 2025.",
}
ROWS = """(charts) => charts.map(({ live }) => live.view.data('data').map((row) => ({ ...row })))"""
LEVELS = """(charts) => charts.map(({ live }) =>
    live.view.data('linjer').filter((row) => row.slag === 'nivaa').length)"""
INK = (0x1D, 0x27, 0x30)
LINES = ((0x2F, 0x3B, 0x46), (0x0B, 0x6E, 0x8F), (0xB4, 0x54, 0x1A))  # the three sectors
A_TO_AA = ("Alstahaug", "Austevoll", "Aarborte")
DRAWN = ".utforsk__diagram svg"
AXIS = "({ live }) => live.view.scale('x').type"

type See = Callable[..., Page]


@pytest.fixture
def see(site: Site, take_page: Open) -> See:
    """Return a function that opens the explorer at an address, and waits until it is drawn."""

    def opened(query: str = "", page: str = "utforsk/", **options: object) -> Page:
        watched = take_page(**{"viewport": DESK, "reduced_motion": "reduce", **options})
        watched.page.goto(f"{site.url}{page}{query}")
        expect(watched.page.locator("tbu-utforsk[levende]")).to_be_visible()
        watched.page.wait_for_load_state("networkidle")
        assert watched.take_faults() == []
        return watched.page

    return opened


def drawn(page: Page) -> list[list[dict[str, Any]]]:
    """Return the rows of each chart, from the views that draw them."""
    return page.locator(".utforsk__diagram").evaluate_all(ROWS)


def published(site: Site) -> dict[tuple[str, ...], dict[str, str]]:
    rows = csv.DictReader((site.folder / "data/alle-tall.csv").read_text("utf-8").splitlines())
    keys = ("tabell", "indikator", "gruppe", "aar", "utvalg", "grunnlag")
    return {tuple(row[key] for key in keys): row for row in rows}


def accounts() -> dict[tuple[str, int], tuple[int, int]]:
    path = ROOT / "tests/cases/unit_data/kommuner_2023_2024.csv"
    return {
        (row["kommunenummer"], int(row["aar"])): (
            int(row["netto_driftsresultat"]),
            int(row["brutto_driftsinntekter"]),
        )
        for row in csv.DictReader(path.read_text("utf-8").splitlines())
    }


def saved(page: Page, ending: str) -> bytes:
    """Return the file that the button for it gives."""
    fold = page.get_by_text("Last ned", exact=True)
    if fold.locator("..").get_attribute("open") is None:
        fold.click()
    with page.expect_download() as download:
        page.locator(f"[data-fil='{ending}']").click()
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize(
    "query",
    [
        *FORMS.values(),
        f"{SECTORS}&aar=2015,2024&grunnlag=konsern&sort=-2024&vis=tabell",
        "?m=disposisjonsfond&g=landet&utvalg=utvalget&kilde=tabell-5&vis=figur",
        "?m=netto_driftsresultat&g=landet&kilde=regnskap&beregning=alle-som-finnes",
    ],
)
def test_an_address_comes_back_whole(see: See, query: str) -> None:
    page = see(query)
    page.get_by_role("radio", name="Figur", exact=True).check(force=True)
    page.get_by_role("radio", name="Tabell", exact=True).check(force=True)
    shown = re.search("&vis=([a-z]+)", query)
    name = {"tabell": "Tabell", "figur": "Figur"}.get(shown[1] if shown else "", "Figur og tabell")
    page.get_by_role("radio", name=name, exact=True).check(force=True)
    wanted = re.sub("&vis=[a-z]+", "", query)
    assert re.sub("&vis=[a-z]+", "", page.evaluate("location.search")) == wanted
    assert ("vis=" in page.evaluate("location.search")) == ("vis=" in query)


def test_back_and_forward_bring_back_what_was_chosen(see: See) -> None:
    page = see(SECTORS)
    title = page.locator(".utforsk__tittel")
    page.get_by_role("button", name="Fjern Kommunesektoren").click()
    expect(title).not_to_contain_text("kommunesektoren")
    page.get_by_label("Fra år").select_option("2020")
    expect(title).to_contain_text("2020–")
    page.go_back()
    expect(title).to_contain_text("2015–2024")
    page.go_back()
    expect(title).to_contain_text("kommunesektoren")
    page.go_forward()
    expect(title).not_to_contain_text("kommunesektoren")
    expect(page.get_by_role("button", name="Fjern Fylkeskommunene")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "there"), [("?m=disposisjonsfond&g=4601", False), (SECTORS, True)]
)
def test_nothing_to_download_or_cite_is_not_offered(see: See, query: str, *, there: bool) -> None:
    page = see(query)
    for words in ("Last ned", "Siter"):
        summary = page.locator(".utforsk__ta-med summary", has_text=words)
        expect(summary).to_be_visible(visible=there)
    expect(page.get_by_role("button", name="Kopier lenke", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?m=avskaffet&g=kommunene", "et valg vi ikke kjenner («avskaffet»)"),
        ("?m=netto_driftsresultat&g=1601,kommunene", "et valg vi ikke kjenner («1601»)"),
        ("?aar=1999", "et valg vi ikke kjenner («1999»)"),
        ("?aar=abc&grunnlag=<img onerror=alert(1)>", "<img onerror=alert(1)>"),
        ("?vis=hologram", "et valg vi ikke kjenner («hologram»)"),
        (
            "?m=disposisjonsfond&g=4601",
            "Vi har ikke tall for disposisjonsfond i den enkelte kommune.",
        ),
        ("?m=disposisjonsfond&g=hver-kommune", "for disposisjonsfond i den enkelte kommune."),
        ("?m=netto_driftsresultat&g=1507", None),  # Ålesund as it was until 2023
        ("?m=&g=", "Velg minst ett mål"),
        ("?sort=finnesikke&finn=%22%3E", None),
    ],
)
def test_an_unknown_or_old_address_tells_and_goes_on(
    see: See, query: str, told: str | None
) -> None:
    page = see(query)
    message = page.locator(".utforsk__melding")
    expect(message).to_contain_text(told) if told else expect(message).to_be_empty()
    expect(page.get_by_role("combobox", name="Mål")).to_be_visible()


def test_a_choice_without_numbers_shows_no_empty_table(see: See) -> None:
    page = see("?m=avstand_til_anbefalt_nivaa&g=kommunene")
    expect(page.locator(".utforsk__melding")).to_contain_text("Vi har ikke tall for")
    expect(page.locator(".utforsk__tabell")).to_be_hidden()


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_drawn_and_clean(see: See, form: str) -> None:
    page = see(FORMS[form])
    picture = page.locator(".utforsk__diagram")
    expect(picture.locator("svg")).to_be_visible()
    label = picture.locator(".diagram__levende").get_attribute("aria-label") or ""
    assert label.startswith(SPOKEN[form] + " ")
    assert violations(page) == []
    assert sticking_out(page) == []


@pytest.mark.parametrize("form", FORMS)
def test_each_form_fits_a_phone(see: See, form: str) -> None:
    page = see(FORMS[form], viewport=PHONE)
    assert violations(page) == []
    assert sticking_out(page) == []
    page.emulate_media(color_scheme="dark")
    settled(page)
    assert violations(page, BY_COLOUR) == []
    assert sticking_out(page) == []


POINTS = """(chart) => [...chart.querySelectorAll(
    '.mark-symbol path[fill^="var"], .mark-rect path')].map((one) => {
        const box = one.getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2];
    })"""


@pytest.mark.parametrize("form", FORMS)
def test_each_form_tells_a_value_to_pointer_and_keyboard(see: See, form: str) -> None:
    page = see(FORMS[form])
    chart = page.locator(".utforsk__diagram")
    tip = chart.get_by_role("tooltip")
    words = {row["tekst"] for row in drawn(page)[0]}
    expect(tip).to_be_hidden()
    chart.scroll_into_view_if_needed()
    page.mouse.move(*chart.evaluate(POINTS)[-1])
    expect(tip).to_be_visible()
    assert tip.locator("p").inner_text() in words
    box = box_of(tip)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=8)
    expect(tip).to_be_visible()  # the pointer may rest on it
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.mouse.move(2, 2)
    chart.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    expect(tip).to_be_visible()
    first = tip.locator("p").inner_text()
    page.keyboard.press("ArrowRight")
    expect(tip.locator("p")).not_to_have_text(first)
    assert {first, tip.locator("p").inner_text()} <= words
    expect(chart.get_by_role("slider")).to_have_attribute(
        "aria-valuetext", tip.locator("p").inner_text()
    )
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(chart.get_by_role("slider")).to_be_focused()


def test_the_page_is_called_by_what_is_shown(see: See) -> None:
    page = see()
    expect(page).to_have_title(re.compile("^Utforsk tallene – "))
    page.get_by_role("button", name="Fjern Kommunesektoren").click()
    expect(page).to_have_title(
        re.compile("^Netto driftsresultat: kommunene med Oslo og fylkeskommunene, 2015–2024 – ")
    )


def test_a_municipality_leaves_the_series_there_are_and_says_where_its_own_is_from(
    see: See,
) -> None:
    page = see(SECTORS)
    [before] = drawn(page)
    field = page.get_by_role("combobox", name="Grupper og kommuner")
    field.fill("1508")
    field.press("Enter")
    expect(page.locator(".utforsk__tittel")).to_contain_text("Ålesund")
    message = page.locator(".utforsk__melding")
    expect(message).to_contain_text(
        "Ålesund: endelige regnskap 2020–2025. De andre: notatets tall 2015–2024."
    )
    keys = {(row["serie"], row["aar"], row["tall"]) for row in drawn(page)[0]}
    assert {(row["serie"], row["aar"], row["tall"]) for row in before} < keys
    page.get_by_role("button", name="Bruk endelige regnskap for alle").click()
    expect(message).to_be_empty()
    assert "kilde=regnskap" in page.evaluate("location.search")


def test_on_a_phone_what_a_link_shows_stands_before_what_is_chosen_with(see: See) -> None:
    page = see(SECTORS, viewport=PHONE)
    chart = box_of(page.locator(".utforsk__diagram svg"))
    assert chart["y"] + chart["height"] / 2 < PHONE["height"]  # half of it without scrolling
    expect(page.get_by_role("combobox", name="Mål")).to_be_hidden()
    page.get_by_role("button", name="Endre utvalg (4)").click()
    expect(page.get_by_role("combobox", name="Mål")).to_be_focused()
    expect(see("", viewport=PHONE).get_by_role("combobox", name="Mål")).to_be_visible()


def test_on_a_phone_a_table_begins_at_its_newest_year(see: See) -> None:
    page = see(SECTORS, viewport=PHONE)
    frame, newest = page.locator(".utforsk .tabell-ramme"), page.locator("#sorter-2024")
    first = page.locator("#sorter-2015")
    frame.scroll_into_view_if_needed()
    expect(newest).to_be_in_viewport()
    assert box_of(newest)["x"] + box_of(newest)["width"] <= PHONE["width"]
    assert box_of(first)["x"] + box_of(first)["width"] < box_of(frame)["x"]


def test_what_was_split_has_the_figures_of_the_whole_marked(see: See) -> None:
    page = see("?m=netto_driftsresultat&g=1507")
    rows = page.locator(".utforsk-tabell tbody tr")
    assert rows.locator("th").all_inner_texts() == ["Ålesund", "Haram"]
    # Source: the data file's row of 1507, 2023: 174 000 of 6 849 …, 2.5 per cent.
    expect(rows.first.locator("td").nth(4)).to_have_text("2,5* med Haram")
    expect(rows.first.locator("td").nth(5)).to_have_text("−0,3")
    expect(page.locator(".utforsk__noter")).to_contain_text(
        "* Ålesund og Haram var samlet i 2020–2023, og har samme tall."
    )


def test_a_tooltip_goes_when_other_numbers_are_drawn(see: See) -> None:
    page = see(SECTORS)
    page.locator(".utforsk__diagram").get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tooltip")).to_contain_text("Kommunesektoren, 2015: 3,2 prosent")
    page.get_by_role("button", name="Fjern Kommunesektoren").click()
    expect(page.locator(".utforsk__tittel")).not_to_contain_text("kommunesektoren")
    expect(page.get_by_role("tooltip")).to_have_count(0)


SAMPLES = {
    **FORMS,
    "a_municipality_beside": f"{SECTORS},1508",
    "three_municipalities": "?m=netto_driftsresultat&g=0301,1151,1508",
    "levels_in_a_strip": f"{SECTORS},hver-kommune&aar=2023-2024",
}


@pytest.mark.parametrize("width", [320, 390, 720, 1280])
def test_every_word_stands_free_of_words_lines_and_marks(see: See, width: int) -> None:
    found = {
        name: crowded(see(query, viewport={"width": width, "height": 844}), DRAWN)
        for name, query in SAMPLES.items()
    }
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_drawn_lines_are_the_published_values(see: See, site: Site) -> None:
    [rows] = drawn(see(SECTORS))
    values = published(site)
    assert len(rows) == 30
    for row in rows:
        _, group, *_ = str(row["serie"]).split(".")
        key = ("tabell-3", "netto_driftsresultat", group, str(row["aar"]), "alle", "konsern")
        assert Decimal(str(row["verdi"])) == Decimal(values[key]["verdi"])
        shown = format_number(Decimal(values[key]["verdi"]), 1)
        assert f"{row['aar']}: {shown} prosent" in row["tekst"]
        assert (row["fyll"] == "var(--papir)") == (values[key]["status"] != "endelig")


def test_drawn_units_are_the_published_accounts(see: See) -> None:
    [rows] = drawn(see("?m=netto_driftsresultat&g=hver-kommune&aar=2024"))
    found = accounts()
    assert len(rows) == 357
    for row in rows:
        number = str(row["serie"]).split(".")[1]
        result, income = found[number, 2024]
        assert row["verdi"] == pytest.approx(100 * result / income)
        shown = format_number(Fraction(100 * result, income), 1)
        assert f"2024: {shown} prosent" in row["tekst"]


def test_two_measures_are_drawn_against_each_other(see: See) -> None:
    page = see(FORMS["punktsky-log"])
    [rows] = drawn(page)
    assert page.locator(".utforsk__diagram").evaluate(AXIS) == "log"
    assert len(rows) == 355  # of 357: the data have no population for Oslo and Trondheim
    bergen = next(row for row in rows if row["serie"] == "4601")
    assert bergen["x"] == 293709
    assert rows[-1] == bergen  # brought forward


def test_units_and_bases_never_share_an_axis(see: See) -> None:
    page = see("?m=netto_driftsresultat&g=kommunene&grunnlag=alle-som-finnes&kilde=alle-som-finnes")
    captions = page.locator(".utforsk__undertittel").all_inner_texts()
    assert any("Konsern" in one for one in captions)
    assert any("Kommunekasse" in one for one in captions)
    assert not any("Konsern" in one and "Kommunekasse" in one for one in captions)
    expect(page.locator(".utforsk__noter")).to_contain_text("endelige regnskap, som kom etter")
    levels = page.locator(".utforsk__diagram").evaluate_all(LEVELS)
    assert [count > 0 for count in levels] == ["Konsern" in one for one in captions]


def test_bases_that_meet_in_a_scatter_are_told_not_to_be_compared(see: See) -> None:
    measures = "netto_driftsresultat,brutto_driftsresultat_eks_avskrivninger"
    sectors = "kommunesektoren,kommunene,fylkeskommunene"
    page = see(f"?m={measures}&g={sectors}&aar=2023&grunnlag=alle-som-finnes")
    expect(page.locator(".utforsk__noter")).to_contain_text(
        "Tallene har ulikt grunnlag, konsern og kasse, og kan ikke sammenlignes direkte."
    )


def test_the_levels_are_said_not_to_be_for_one_municipality(see: See) -> None:
    notes = see("?m=netto_driftsresultat&g=4601").locator(".utforsk__noter")
    expect(notes).to_contain_text("1¾ prosent for kommunene samlet")
    expect(notes).to_contain_text("Det er ikke ment for den enkelte kommune")


def test_a_choice_is_made_and_taken_back_by_keyboard_alone(see: See) -> None:
    page = see(SECTORS)
    field = page.get_by_role("combobox", name="Grupper og kommuner")
    field.focus()
    page.keyboard.type("berg")
    expect(page.locator("tbu-utforsk > [aria-live]")).to_have_text("5 treff.")
    page.keyboard.press("ArrowDown")
    active = field.get_attribute("aria-activedescendant")
    expect(page.locator(f"[id='{active}']")).to_contain_text("Bergen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Fjern Bergen")).to_be_visible()
    expect(page.locator(f"[id='{active}']")).to_have_attribute("aria-selected", "true")
    assert "4601" in page.evaluate("location.search")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.press("Backspace")
    expect(page.get_by_role("button", name="Fjern Bergen")).to_have_count(0)
    expect(field).to_be_focused()
    page.keyboard.type("o")
    expect(page.get_by_role("listbox")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.get_by_role("button", name="Fjern Kommunene med Oslo").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Fjern Fylkeskommunene")).to_be_focused()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("1580", "Haram"),
        ("50", "Trøndelag fylkeskommune"),
        ("ål", "Ål"),
        ("harstad", "Harstad"),
        ("karasjohka", "Kárášjohka"),
    ],
)
def test_a_municipality_is_found_by_number_or_name(see: See, typed: str, first: str) -> None:
    page = see(SECTORS)
    page.get_by_role("combobox", name="Grupper og kommuner").fill(typed)
    expect(page.get_by_role("option").first).to_contain_text(first)


def test_municipalities_are_listed_as_in_a_norwegian_dictionary(see: See) -> None:
    page = see("?m=netto_driftsresultat&g=hver-kommune&aar=2024&sort=hvem")
    expect(page.locator(".utforsk-tabell tbody tr")).to_have_count(60)
    page.get_by_role("button", name="Vis alle 357").click()
    names = page.locator(".utforsk-tabell tbody th").all_inner_texts()
    order = [names.index(name) for name in ("Alstahaug", "Voss", "Øksnes", "Ål")]
    assert order == sorted(order)
    assert order[-1] > len(names) - 10


def test_what_a_search_finds_stands_as_in_a_norwegian_dictionary(see: See) -> None:
    page = see(SECTORS)
    page.get_by_role("combobox", name="Grupper og kommuner").fill("a")
    found = page.get_by_role("option").all_inner_texts()
    order = [next(n for n, one in enumerate(found) if name in one) for name in A_TO_AA]
    assert order == sorted(order)


def test_a_choice_is_made_by_touch(see: See) -> None:
    page = see(SECTORS, viewport=PHONE, has_touch=True)
    page.get_by_role("button", name="Endre utvalg (4)").tap()
    page.get_by_role("combobox", name="Mål").tap()
    page.get_by_role("option", name="Brutto driftsresultat").tap()
    expect(page.get_by_role("button", name="Fjern Brutto driftsresultat")).to_be_visible()
    assert page.evaluate("location.search").startswith("?m=netto_driftsresultat,brutto")


def test_sorting_is_told_and_keeps_what_is_missing_last(see: See) -> None:
    page = see("?m=folkemengde&g=hver-kommune&aar=2023-2024")
    header = page.get_by_role("columnheader", name="2024")
    expect(header).to_have_attribute("aria-sort", "descending")  # the largest first
    page.get_by_role("button", name="Vis alle 357").click()
    button = header.get_by_role("button")
    spoken = page.locator("tbu-utforsk > [aria-live]")
    for order, words in (("ascending", "stigende"), ("descending", "synkende")):
        button.focus()
        page.keyboard.press("Enter")
        expect(header).to_have_attribute("aria-sort", order)
        expect(spoken).to_have_text(f"Sortert etter 2024, {words}.")
        expect(button).to_be_focused()
        values = page.locator(".utforsk-tabell tbody tr td:nth-child(4)").all_inner_texts()
        assert [("mangler" in value) for value in values[-2:]] == [True, True]
        numbers = [number(value) for value in values[:-2]]
        assert numbers == sorted(numbers, reverse=order == "descending")
    page.keyboard.press("Enter")
    expect(header).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("columnheader", name="2023").get_by_role("button").click()
    expect(header).to_have_attribute("aria-sort", "none")


def number(text: str) -> Decimal:
    return Decimal(text.replace("\u2212", "-").replace("\u00a0", "").replace(",", "."))


def test_filtering_is_told_and_in_the_address(see: See) -> None:
    page = see("?m=netto_driftsresultat&g=hver-kommune")
    page.get_by_label("Finn i tabellen").fill("sund")
    expect(page.locator(".oversikt__antall")).to_have_text(re.compile(r"^\d+ av 357 rader$"))
    names = page.locator(".utforsk-tabell tbody th").all_inner_texts()
    assert names
    assert page.locator(".oversikt__antall").inner_text() == f"{len(names)} av 357 rader"
    assert all("sund" in name.lower() for name in names)
    expect(page.locator("tbu-utforsk > [aria-live]")).to_have_text(
        f"{len(names)} rader i tabellen."
    )
    assert "finn=sund" in page.evaluate("location.search")
    rows = csv.DictReader(StringIO(saved(page, "program.csv").decode()))
    assert {row["hvem_navn"] for row in rows} == set(names)


def test_the_csv_is_what_is_shown_and_what_is_published(see: See, site: Site) -> None:
    page = see(f"{SECTORS}&sort=-2024")
    rows = list(csv.DictReader(StringIO(saved(page, "program.csv").decode())))
    values = published(site)
    assert len(rows) == 30
    assert [row["hvem"] for row in rows[::10]] == [
        "fylkeskommunene",
        "kommunesektoren",
        "kommunene",
    ]
    for row in rows:
        key = (row["kilde"], row["maal"], row["hvem"], row["aar"], row["utvalg"], row["grunnlag"])
        cell = values[key]
        for name in ("verdi", "enhet", "status", "fotnoter", "linje"):
            assert row[name] == cell[name], key
        assert row["celle"].startswith("tabell-3-r")


def test_the_excel_file_is_the_table_and_runs_nothing(see: See) -> None:
    page = see(FORMS["prikker"])
    raw = saved(page, "csv")
    assert raw.startswith(b"\xef\xbb\xbf")  # without it, Excel takes æ, ø and å for others
    text = raw.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    lead = [row[0] for row in rows[: rows.index(["", "", "", ""])]]
    assert any("Konsern" in line for line in lead)
    assert any(line.startswith("Kilde: Statistisk sentralbyrå") for line in lead)
    assert any("/utforsk/?m=" in line for line in lead)
    head, first = rows[len(lead) + 1 : len(lead) + 3]
    assert head == ["Hvem", "Nummer", "2023", "2024"]
    result, income = accounts()["4601", 2024]
    shown = format(round_half_up(Fraction(100 * result, income), 1), "f").replace(".", ",")
    assert first[::3] == ["Bergen", shown]
    assert shown.startswith("-")
    assert text.endswith("\r\n")


def test_the_workbook_has_the_table_as_shown_every_value_and_what_it_is(see: See) -> None:
    page = see("?m=netto_driftsresultat&g=0301,4601&aar=2023-2024")
    book = read_book(saved(page, "xlsx"))
    assert book.sheetnames == ["Tabell", "Data", "Noter", "Om"]
    codes = column(book["Data"], "hvem")
    assert set(codes) == {"0301", "4601"}
    result, income = accounts()["4601", 2024]
    shown = float(round_half_up(Fraction(100 * result, income), 1))
    values = zip(codes, column(book["Data"], "aar"), column(book["Data"], "verdi"), strict=True)
    assert ("4601", 2024, shown) in list(values)
    about = {row[0].value: str(row[1].value) for row in book["Om"].iter_rows()}
    assert about["Kilde"].startswith("Kilde: Statistisk sentralbyrå")
    assert "/utforsk/?m=netto_driftsresultat" in about["Adresse"]
    numbers = [cell for row in book["Tabell"].iter_rows() for cell in row if cell.value == shown]
    assert numbers[0].number_format == "0.0"


def test_json_and_the_text_beside_say_what_the_numbers_are(see: See) -> None:
    page = see(FORMS["stolper"])
    content = json.loads(saved(page, "json"))
    assert content["om"]["notatdato"] == "2025-03-07"
    assert content["om"]["adresse"].endswith(f"/utforsk/{FORMS['stolper']}")
    assert [row["verdi"] for row in content["rader"]] == ["-0.7", "-1.2", "-1.3"]
    text = saved(page, "om.txt").decode()
    for words in ("Anslag for 2024", "Kommunekasse", "tabell 6", "7. mars 2025", "/utforsk/?m="):
        assert words in text


def test_pictures_and_specification_hold_the_same_chart(see: See) -> None:
    page = see(SECTORS)
    picture = saved(page, "svg").decode()
    assert picture.startswith("<svg ")
    assert "kommunesektoren, kommunene med Oslo og fylkeskommunene" in picture
    assert "var(--" not in picture
    assert "tabell 3" in picture
    image = saved(page, "png")
    assert image.startswith(b"\x89PNG")
    assert int.from_bytes(image[16:20]) == 2 * 1008  # its width
    assert {INK, *LINES} <= colours_of(image)
    spec = json.loads(saved(page, "vega.json"))
    (chart,) = (one for one in spec["marks"] if one["type"] == "group")
    data = next(one for one in chart["data"] if one["name"] == "data")
    assert len(data["values"]) == 30


@pytest.mark.parametrize("choices", [SECTORS, TWO_MEASURES, FORMS["prikker"], FORMS["rangert"]])
def test_the_specification_is_the_picture_in_any_tool(see: See, choices: str) -> None:
    page = see(choices)
    panels = page.locator(".utforsk__diagram").count()
    assert panels == 1 + (choices == TWO_MEASURES)
    picture, spec = saved(page, "svg").decode(), saved(page, "vega.json").decode()
    (by_node,) = drawn_by_node({"a": spec}).values()
    for other in (by_node, vl_convert.vega_to_svg(spec, allowed_base_urls=[])):
        assert size_of(other) == size_of(picture)
        assert words_in(other) == words_in(picture)
    assert page.locator(".utforsk__tittel").inner_text()[:20] in " ".join(words_in(by_node))
    assert "Kilde" in " ".join(words_in(by_node))


def test_the_link_citation_and_frame_lead_to_the_same_choice(
    see: See, site: Site, open_page: Open
) -> None:
    page = see(FORMS["prikker"])
    page.get_by_text("Siter", exact=True).click()
    expect(page.locator(".utforsk__sitat")).to_contain_text(f"utforsk/{FORMS['prikker']}")
    page.get_by_text("Bygg inn", exact=True).click()
    code = page.get_by_label("Kode for å bygge inn").input_value()
    address = re.search('src="([^"]+)"', code)
    assert address
    assert address[1].replace("&amp;", "&") == f"{site.url}innebygd/utforsk/{FORMS['prikker']}"
    frame = open_page(viewport={"width": 600, "height": 560})
    frame.page.goto(address[1].replace("&amp;", "&"))
    expect(frame.page.locator(".utforsk__tittel")).to_contain_text("Bergen")
    expect(frame.page.locator(".utforsk__diagram svg")).to_be_visible()
    back = frame.page.get_by_role("link", name="Utforsk tallene på nettstedet")
    assert back.evaluate("a => a.href") == f"{site.url}utforsk/{FORMS['prikker']}"
    frame.page.get_by_role("columnheader", name="2024").get_by_role("button").click()
    expect(back).to_have_attribute("href", f"{site.url}utforsk/{FORMS['prikker']}&sort=2024")
    assert violations(frame.page) == []
    assert frame.take_faults() == []


def test_a_view_cites_whom_its_numbers_are_from(see: See) -> None:
    accounts = see(FORMS["stripe"]).locator(".utforsk__sitat")
    expect(accounts).to_have_text(re.compile(r"^«.+»: Beregnet og tegnet av nettstedet"))
    expect(accounts).to_contain_text("Kilde: Statistisk sentralbyrå, tabell 12137. Endelige tall.")
    expect(accounts).to_contain_text("Beregnet og tegnet av nettstedet TBU-notatet")
    expect(accounts).not_to_contain_text("beregningsutvalg")
    printed = see(SECTORS).locator(".utforsk__sitat")
    expect(printed).to_have_text(
        re.compile(r"^Det tekniske beregningsutvalg .* Versjon 2025-03-07")
    )
    expect(printed).to_contain_text(re.compile(r"Tabell 3, linje \d+–\d+ i råteksten"))


def test_a_reference_is_copied_from_a_table_s_page(site: Site, open_page: Open) -> None:
    page = open_page(viewport=DESK).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site.url}figurer/resultat-kommune-for-kommune/")
    page.get_by_role("button", name="Kopier (Henvisning)").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Nettstedet TBU-notatet")
    assert "Beregnet og tegnet av nettstedet TBU-notatet" in copied
    assert "Kilde: Statistisk sentralbyrå, tabell 12137." in copied


def test_copying_the_link_is_told(see: See, site: Site) -> None:
    page = see(SECTORS)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopier lenke").click()
    expect(page.locator("tbu-utforsk > [aria-live]")).to_have_text("Lenken er kopiert.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site.url}utforsk/{SECTORS}"


@pytest.mark.parametrize(
    ("chosen", "page_of"),
    [
        ("1508,kommunene", ("Ålesund", "kommuner/1508-alesund/")),
        ("5540", ("Kåfjord", "kommuner/5540-kafjord/")),
        ("15,fylkeskommunene", ("Møre og Romsdal", "fylker/15-more-og-romsdal/")),
    ],
)
def test_a_link_to_one_unit_can_lead_to_its_page_which_has_a_picture(
    see: See, site: Site, chosen: str, page_of: tuple[str, str]
) -> None:
    name, address = page_of
    page = see(f"?m=netto_driftsresultat&g={chosen}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name=f"Kopier lenke med bilde: siden om {name}").click()
    expect(page.locator("tbu-utforsk > [aria-live]")).to_have_text("Lenken er kopiert.")
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"/{address}")
    assert (site.folder / address / "deling.png").is_file()


def test_without_javascript_the_start_stands_there(site: Site, open_page: Open) -> None:
    page = open_page(viewport=DESK, java_script_enabled=False).page
    page.goto(f"{site.url}utforsk/")
    expect(page.locator(".utforsk__stille--bred svg")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Uten JavaScript står utgangspunktet her")
    expect(page.locator(".utforsk-tabell tbody tr")).to_have_count(3)


def test_when_the_numbers_do_not_come_the_start_stays_and_it_is_told(
    site: Site, open_page: Open
) -> None:
    page = open_page(viewport=DESK).page
    page.route("**/tall/enheter.json", lambda route: route.abort())
    page.goto(f"{site.url}utforsk/")
    expect(page.locator(".utforsk__melding")).to_contain_text("Tallene kunne ikke hentes")
    expect(page.locator(".utforsk__stille--bred svg")).to_be_visible()
    page.unroute("**/tall/enheter.json")
    page.get_by_role("button", name="Prøv igjen").click()
    expect(page.locator("tbu-utforsk[levende]")).to_be_visible()


def test_paper_gets_the_view_and_its_words_without_the_controls(see: See) -> None:
    page = see(FORMS["stolper"])
    text = "".join(printed(page))
    assert "Anslagfor2024" in text
    assert "Østlandet" in text
    assert "Søketter" not in text
    assert "Kopierlenke" not in text


def test_ten_visits_leave_no_view_behind(site: Site, see: See) -> None:
    page = see(SECTORS)
    page.evaluate(
        """async (address) => {
            globalThis.views = new Set();
            const vega = await import(address);
            const { tooltip, finalize } = vega.View.prototype;
            vega.View.prototype.tooltip = function (...rest) {
                views.add(this);
                return tooltip.apply(this, rest);
            };
            vega.View.prototype.finalize = function () {
                views.delete(this);
                return finalize.apply(this);
            };
        }""",
        f"{site.url}assets/vega/vega.js",
    )
    menu = page.get_by_role("navigation", name="Hovedmeny")
    for _ in range(10):
        menu.get_by_role("link", name="Data").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Data")
        assert page.evaluate("views.size") == 0
        menu.get_by_role("link", name="Utforsk").click()
        expect(page.locator(".utforsk__diagram svg")).to_be_visible()
        assert page.evaluate("views.size") == 1


def test_the_still_picture_stays_until_all_is_at_hand_and_a_page_left_before_gets_nothing(
    site: Site, open_page: Open
) -> None:
    page = open_page(viewport=DESK, reduced_motion="reduce").page
    held = held_back(page, "**/vega/vega.js")
    with page.expect_request("**/vega/vega.js"):
        page.goto(f"{site.url}utforsk/", wait_until="domcontentloaded")
    expect(page.locator(".utforsk__stille svg:visible")).to_be_visible()
    page.evaluate("globalThis.left = document.querySelector('tbu-utforsk')")
    page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Data").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Data")
    held[0].continue_()
    assert page.evaluate(LOAD_DRAWING, f"{site.url}assets/chart/live.js")
    assert page.evaluate("left.querySelector('[data-statisk]') && !left.hasAttribute('levende')")
