"""«Hva om …?»: sliders and fields, and what the core says at once."""

import re

import pytest
from playwright.sync_api import Page, expect

from support.browsing import VIEWS, Watched, box_of, wrong_in
from support.calculator import example, give, open_calculator, unfold
from support.hosting import Site

NETTO, BRUTTO, ETTER, FOND = range(4)


@pytest.fixture
def opened(calculator: Watched) -> Watched:
    example(calculator.page, "kostra")
    calculator.page.locator(".tabell--hva-om").wait_for()
    return calculator


def row(page: Page, at: int) -> list[str]:
    cells = page.locator(".tabell--hva-om tbody tr").nth(at).locator("td").all_inner_texts()
    return [one.replace("\u00a0", " ") for one in cells]


def wait(page: Page, at: int, amount: str) -> None:
    """Wait until the amount after the changes is this."""
    cell = page.locator(".tabell--hva-om tbody tr").nth(at).locator("td").nth(4)
    cell.filter(has_text=re.compile(f"^{amount}$".replace(" ", "\u00a0"))).wait_for()


def write(page: Page, which: str, text: str) -> None:
    page.locator(f"#hva-{which}-tall").fill(text)
    page.keyboard.press("Tab")


def test_nothing_is_changed_at_first(opened: Watched) -> None:
    assert row(opened.page, NETTO) == ["−0,8", "−0,8", "0,0", "−7 660", "−7 660", "0"]
    assert row(opened.page, FOND) == ["7,2", "7,2", "0,0", "67 540", "67 540", "0"]
    assert "hva_" not in opened.page.url


def test_the_keyboard_moves_a_slider_and_the_result_with_it(opened: Watched) -> None:
    page = opened.page
    slider = page.locator("#hva-inntekt")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    wait(page, NETTO, "−7 943")  # a thousandth of 283 100 less than −7 660, half up
    assert slider.get_attribute("aria-valuetext") == "0,1 prosent lavere"
    assert page.locator("#hva-inntekt-tall").input_value() == "−0,1"
    page.keyboard.press("Home")
    wait(page, NETTO, "−64 280")  # a fifth of 283 100
    assert slider.evaluate("one => one === document.activeElement")
    assert "hva_inntekt=-20" in page.url


def test_a_pointer_drags_a_slider(opened: Watched) -> None:
    page = opened.page
    slider = page.locator("#hva-fond")
    slider.scroll_into_view_if_needed()
    box = box_of(slider)
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.75, middle, steps=6)
    page.mouse.move(box["x"] + box["width"] + 5, middle, steps=6)
    page.mouse.up()
    wait(page, FOND, "0")  # all of it is used
    assert row(page, NETTO)[4] == "−7 660"
    assert "hva_fond=100" in page.url


def test_numbers_are_written_as_people_write_them_and_held_inside_their_limits(
    opened: Watched,
) -> None:
    page = opened.page
    write(page, "inntekt", "-2")
    write(page, "utgifter", "0,5")
    write(page, "rente", "10")
    write(page, "fond", "20")
    wait(page, NETTO, "−21 157")
    wait(page, FOND, "54 032")
    assert row(page, BRUTTO) == ["4,5", "3,5", "−1,1", "42 640", "32 503", "−10 137"]
    assert row(page, ETTER)[4] == "−17 357"
    assert page.locator("#hva-utgifter").input_value() == "0.5"
    write(page, "rente", "mye")
    page.locator("#hva-rente-merknad", has_text="Ikke et tall").wait_for()
    write(page, "rente", "500")
    page.locator("#hva-rente-merknad", has_text="Satt til 200").wait_for()
    assert page.locator("#hva-rente-tall").input_value() == "+200"


def test_the_same_change_can_be_given_in_kroner_and_taken_back(opened: Watched) -> None:
    page = opened.page
    write(page, "inntekt", "-2")
    wait(page, NETTO, "−13 322")
    page.get_by_label("1000 kr", exact=True).check()
    page.locator("#hva-inntekt-av", has_text=re.compile("^inntekts")).wait_for()
    assert page.locator("#hva-inntekt-tall").input_value() == "−5\u00a0662"
    wait(page, NETTO, "−13 322")
    page.locator("#hva-nullstill").click()
    wait(page, NETTO, "−7 660")
    assert page.locator("#hva-inntekt-tall").input_value() == "0"
    assert "hva_inntekt" not in page.url


def test_the_address_holds_the_settings_beside_the_files_and_none_of_its_numbers(
    opened: Watched, site: Site
) -> None:
    page = opened.page
    write(page, "inntekt", "-2,5")
    wait(page, NETTO, "−14 738")  # 7 077.5 less, half up
    unfold(page)
    page.locator("#valg-folkemengde").fill("9000")
    page.locator("#valg-folkemengde").press("Tab")
    page.wait_for_url("**folkemengde=9000**")
    wait(page, NETTO, "−14 738")
    query = page.url.partition("?")[2]
    assert "hva_inntekt=-2%2C5" in query
    assert "folkemengde=9000" in query
    assert "7660" not in query
    open_calculator(page, site.url, "?hva_inntekt=-2%2C5&hva_maate=prosent")
    example(page, "kostra")
    wait(page, NETTO, "−14 738")
    page.locator("#regn-glem").click()
    page.locator(".regn__hva-om").wait_for(state="hidden")
    assert "hva_" not in page.url


def test_the_outcome_is_read_out_once_and_only_when_quiet(opened: Watched) -> None:
    page = opened.page
    page.evaluate(
        "() => { const place = document.querySelector('hva-om [role=status]'); window.said = [];"
        " new MutationObserver(() => said.push(place.textContent))"
        ".observe(place, { childList: true, characterData: true, subtree: true }); }"
    )
    page.locator("#hva-inntekt").focus()
    for _ in range(8):
        page.keyboard.press("ArrowLeft")
    page.locator("hva-om [role=status]", has_text="Netto driftsresultat blir").wait_for(
        state="attached"
    )
    said = page.evaluate("said")
    assert len(said) == 1
    assert "(−9,9 millioner kroner), mot −0,8 prosent" in said[0]  # 0.8 % of 283 100


def test_a_line_that_is_missing_is_named_and_its_slider_rests(opened: Watched) -> None:
    page = opened.page
    head = "aar;kommunenummer;brutto_driftsinntekter;netto_driftsresultat\n"
    give(page, [("mal.csv", f"{head}2024;4601;30000000;390000\n".encode())])
    page.locator("#hva-rente-merknad", has_text="mangler i filen").wait_for()
    assert page.locator("#hva-rente").is_disabled()
    assert row(page, BRUTTO) == ["mangler"] * 6


def test_nothing_is_asked_for_while_a_slider_moves(opened: Watched) -> None:
    page = opened.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#hva-utgifter").fill("7")
    wait(page, NETTO, "−70 307")  # 7 % of 894 960 is 62 647.2
    # The browser itself may fetch the favicon for the new address.
    assert [url for url in asked if not url.endswith(("/merke.svg", "/merke.ico"))] == []
    assert opened.take_faults() == []


def test_axe_finds_nothing_and_nothing_sticks_out(calculator: Watched, site: Site) -> None:
    page = calculator.page
    open_calculator(page, site.url, "?hva_inntekt=-2&hva_fond=150")
    example(page, "kostra")
    wait(page, NETTO, "−13 322")
    page.locator("#hva-forutsetninger > summary").click()
    heights = page.locator("hva-om :is(input:not([type=radio]), button, label:has(input))")
    for view in VIEWS:
        assert wrong_in(page, view) == {view: []}
        assert min(box_of(one)["height"] for one in heights.all()) >= 44, view
    assert calculator.take_faults() == []


def test_print_shows_the_settings_and_the_result_and_nothing_where_nothing_is_changed(
    opened: Watched,
) -> None:
    page = opened.page
    page.emulate_media(media="print")
    expect(page.locator(".regn__hva-om")).to_be_hidden()
    page.emulate_media(media="screen")
    write(page, "inntekt", "-2")
    wait(page, NETTO, "−13 322")
    page.emulate_media(media="print")
    expect(page.locator("#hva-inntekt-tall")).to_be_visible()
    expect(page.locator(".tabell--hva-om")).to_be_visible()
    expect(page.locator("#hva-inntekt")).to_be_hidden()
