"""The calculator's charts: the site's own forms, with exactly the result's numbers in them."""

import json
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kommuneindikatorer.numbers import format_number
from sitegen.formats.example import CHOSEN
from support.browsing import (
    DRAWING_CAME,
    LOAD_DRAWING,
    Open,
    Watched,
    held_back,
    sticking_out,
    violations,
)
from support.calculator import example, give, open_calculator
from support.hosting import Site
from support.waiting import eventually, settled

DESK = {"width": 1280, "height": 900}
NETTO = "netto_driftsresultat"
ROWS = "({ live }) => live.view.data('data').map((row) => ({ ...row }))"
FINALIZED = """(charts) => {
    window.ended = 0;
    for (const { live: { view } } of charts) {
        const end = view.finalize;
        view.finalize = (...args) => { window.ended += 1; return end.apply(view, args); };
    }
    return charts.length;
}"""
THREE_YEARS = (
    "aar;kommunenummer;brutto_driftsinntekter;netto_driftsresultat\n"
    "2022;4601;30000000;900000\n2023;4601;30000000;-150000\n2024;4601;30000000;360000\n"
)


@pytest.fixture
def calculator(calculator: Watched) -> Watched:
    calculator.page.emulate_media(reduced_motion="reduce")
    return calculator


def drawn(page: Page, name: str) -> list[dict[str, Any]]:
    """Return the rows that a chart's view has drawn."""
    page.locator(f"#diagram-{name} .diagram__levende svg").wait_for()
    return page.locator(f"#diagram-{name}").evaluate(ROWS)


def result(page: Page) -> dict[str, Any]:
    """Return the core's result, its percentages exact texts."""
    return json.loads(page.evaluate("document.querySelector('regn-selv').resultat"))


def same(row: dict[str, Any], exact: str) -> bool:
    """Return whether what is drawn is the exact number, as near as a drawing comes."""
    return row["verdi"] == float(exact) and row["tall"] == format_number(Decimal(exact), 1)


def test_a_unit_is_drawn_among_all_municipalities_and_over_its_years(calculator: Watched) -> None:
    page = calculator.page
    example(page, "kostra")
    of_year = {one["aar"]: one["indikatorer"] for one in result(page)["enheter"]}
    points = drawn(page, "blant-alle-kommuner")
    own = [row for row in points if row["serie"] == "egen"]
    assert len(points) == 358
    assert len(own) == 1
    assert same(own[0], of_year[2024][NETTO]["pst"])
    expect(page.get_by_role("slider", name=CHOSEN["navn"])).to_have_count(1)
    years = drawn(page, "over-tid")
    assert len(years) == 8
    assert all(same(row, of_year[row["aar"]][row["serie"]]["pst"]) for row in years)
    assert calculator.take_faults() == []


def test_many_units_are_drawn_as_the_notes_figures_3_and_4(calculator: Watched) -> None:
    page = calculator.page
    example(page, "kommuner")
    found = result(page)
    points = drawn(page, "aar-mot-aar-egne-tall")
    told = {
        (one["aar"], f"{one['kommunenummer_i_dag']} {one['basis']}"): one["indikatorer"]
        for one in found["enheter"]
    }
    assert len(points) == 355  # two of 357 were one in 2023
    for row in points:
        across, up = (told[year, row["serie"]][NETTO]["pst"] for year in (2023, 2024))
        assert (row["x"], row["verdi"]) == (float(across), float(up))
    both = sum(row["x"] < 0 and row["verdi"] < 0 for row in points)
    expect(page.locator(".figur__funn", has_text=f"{both} av 355 kommuner")).to_have_count(1)
    wholes = {
        one["aar"]: one[NETTO]["vektet"] for one in found["grupper"] if one["inndeling"] == "alle"
    }
    bars = drawn(page, "for-og-etter-egne-tall")
    assert [row["aar"] for row in bars] == [2023, 2024]
    assert all(same(row, wholes[row["aar"]]) for row in bars)
    assert calculator.take_faults() == []


@pytest.mark.parametrize(
    ("name", "charts"),
    [
        ("kostra", ["blant-alle-kommuner", "over-tid"]),
        ("kommuner", ["for-og-etter-egne-tall", "aar-mot-aar-egne-tall"]),
    ],
)
def test_a_value_is_told_to_pointer_and_keyboard(
    calculator: Watched, name: str, charts: list[str]
) -> None:
    page = calculator.page
    example(page, name)
    for one in charts:
        words = {row["tekst"] for row in drawn(page, one)}
        chart = page.locator(f"#diagram-{one}")
        stage, tip = chart.get_by_role("slider"), chart.get_by_role("tooltip")
        stage.focus()
        page.keyboard.press("ArrowRight")
        expect(tip).to_be_visible()
        assert tip.locator("p").inner_text() in words
        expect(chart.get_by_role("slider")).to_have_attribute(
            "aria-valuetext", tip.locator("p").inner_text()
        )
        page.keyboard.press("Escape")
        expect(tip).to_be_hidden()
        mark = chart.locator('.mark-symbol path[fill^="var"], .mark-rect path').last
        mark.hover(force=True)
        expect(tip).to_be_visible()
        assert tip.locator("p").inner_text() in words
        page.keyboard.press("Escape")
        expect(tip).to_be_hidden()
    assert calculator.take_faults() == []


def test_three_years_are_lines(calculator: Watched) -> None:
    page = calculator.page
    give(page, [("mal.csv", THREE_YEARS.encode())])
    points = drawn(page, "over-tid")
    assert [(row["aar"], row["verdi"]) for row in points] == [(2022, 3), (2023, -0.5), (2024, 1.2)]
    expect(page.locator(".regn-diagram--linje")).to_have_count(1)
    among = drawn(page, "blant-alle-kommuner")
    assert len(among) == 357  # in 2024; Bergen once, as the reader's own, and not among the others
    assert "4601" not in {row["serie"] for row in among}


def test_what_draws_is_there_before_a_file_is(calculator: Watched) -> None:
    page, asked = calculator.page, []
    eventually(page, lambda: page.evaluate(DRAWING_CAME))
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: asked.append(request.url))
    give(page, [("mal.csv", THREE_YEARS.encode())])
    page.locator("#diagram-blant-alle-kommuner .diagram__levende svg").wait_for()
    assert [one for one in asked if not one.startswith("blob:")] == []


def test_a_chart_that_leaves_the_page_is_let_go(calculator: Watched) -> None:
    page = calculator.page
    example(page, "kostra")
    drawn(page, "blant-alle-kommuner")
    assert page.locator("regn-selv tbu-diagram").evaluate_all(FINALIZED) == 2
    page.locator("#regn-glem").click()
    eventually(page, lambda: page.evaluate("window.ended === 2"))
    expect(page.locator(".regn-diagram")).to_have_count(0)


def test_charts_fit_and_axe_finds_nothing(calculator: Watched) -> None:
    page = calculator.page
    for name, chart in (("kostra", "blant-alle-kommuner"), ("kommuner", "aar-mot-aar-egne-tall")):
        example(page, name)
        drawn(page, chart)
        for width, dark in ((390, False), (320, True), (1280, True)):
            page.set_viewport_size({"width": width, "height": 844})
            page.emulate_media(color_scheme="dark" if dark else "light")
            settled(page)
            assert violations(page) + sticking_out(page) == [], (name, width)


def test_a_page_that_is_left_before_vega_comes_gets_no_view(site: Site, open_page: Open) -> None:
    page = open_page(viewport=DESK, reduced_motion="reduce").page
    held = held_back(page, "**/vega/vega.js")
    open_calculator(page, site.url)
    example(page, "kommuner")
    page.evaluate("globalThis.left = [...document.querySelectorAll('.regn-diagram')]")
    assert page.evaluate("left.length")
    page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Data").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Data")
    held[0].continue_()
    assert page.evaluate(LOAD_DRAWING, f"{site.url}assets/chart/live.js")
    assert page.evaluate("left.filter(({ live }) => live).length") == 0
