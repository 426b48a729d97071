"""«Regn selv», as a reader uses it: a file in, what was understood, problems, results."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from sitegen.formats.example import CHOSEN, example_files
from support.browsing import Open, Watched, violations, wrong_in
from support.calculator import (
    DESK,
    SharedCalculator,
    example,
    finished,
    give,
    open_calculator,
    picked,
    unfold,
)
from support.hosting import Site
from support.kostra import national
from support.waiting import eventually

FAULTY = (
    "aar;kommunenummer;brutto_driftsinntekter;netto_driftsresultat\n"
    "2024;4601;30000000;360000\n2024;4602;1.234,5x;3\n2023;4601;27000000;-270000\n"
)


def text_of(page: Page, place: str) -> str:
    return " ".join(page.locator(place).inner_text().split())


def databases(page: Page, wanted: int) -> bool:
    """Return that there are so many databases, once it is so."""
    count = "async () => (await indexedDB.databases()).length"
    return eventually(page, lambda: page.evaluate(count) == wanted)


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id")


def test_the_example_is_read_explained_and_held_against_the_note(calculator: Watched) -> None:
    page = calculator.page
    example(page, "kostra")
    assert "KOSTRA" in text_of(page, ".regn__forstatt")
    page.locator(".setning", has_text="7,7 millioner kroner").wait_for()
    level = text_of(page, ".avstand")
    assert "For å nå 1¾ prosent måtte resultatet i 2024 vært 24,1 millioner kroner bedre." in level
    assert "ikke ment for den enkelte kommune" in level
    figures = [" ".join(one.split()) for one in page.locator(".maal__verdi").all_inner_texts()]
    assert figures == ["−0,8 %", "4,5 %", "−0,4 %", "7,2 %"]
    table = text_of(page, ".tabell--ved-siden")
    assert "Kommuner med 5–10 000 innbyggere" in table
    assert "Vestlandet" in table
    assert (
        "Alle 14 kontrollene er i orden. Statistisk sentralbyrås kontrollprogram har 49 nummererte"
        in text_of(page, ".regn__resultat")
    )
    assert calculator.take_faults() == []


def test_the_answer_comes_into_sight_on_a_phone(calculator: Watched) -> None:
    page = calculator.page
    page.set_viewport_size({"width": 390, "height": 844})
    example(page, "kostra")
    page.locator(".setning", has_text="7,7 millioner kroner").wait_for()
    place = page.locator("#resultat").bounding_box()
    header = page.locator(".md-header").bounding_box()
    assert place
    assert header
    assert header["height"] <= place["y"] < 844 / 2
    expect(page.locator(".setning")).to_be_in_viewport(ratio=1)


def test_a_row_in_error_is_named_and_the_good_ones_count(calculator: Watched) -> None:
    page = calculator.page
    give(page, [("mal.csv", FAULTY.encode())])
    assert "Rad 3, kolonne «brutto_driftsinntekter»" in text_of(page, ".regn__merknader")
    assert "Gode rader er regnet med likevel." in text_of(page, ".regn__merknader")
    assert page.locator(".maal__verdi").first.inner_text().startswith("1,2")


def test_an_assumption_changed_in_place_computes_anew_and_is_in_the_address(
    calculator: Watched, site: Site
) -> None:
    page = calculator.page
    give(page, [("mal.csv", b"aar;kommunenummer;brutto_driftsinntekter\n2024;4601;30000000\n")])
    unfold(page)
    page.locator("#valg-basis").focus()
    page.locator("#valg-basis").select_option("konsern")
    page.locator(".antakelse", has_text="Valgt av deg.").wait_for()
    assert page.url.endswith("regn-selv/?basis=konsern")
    assert focused(page) == "valg-basis"
    open_calculator(page, site.url, "?basis=konsern")
    give(page, [("mal.csv", b"aar;kommunenummer;brutto_driftsinntekter\n2024;4601;30000000\n")])
    assert page.locator("#valg-basis").input_value() == "konsern"
    unfold(page)
    page.locator("#angre-basis").click()
    page.locator("#angre-basis").wait_for(state="detached")
    assert page.locator("#valg-basis").input_value() != "konsern"
    assert page.url.endswith("regn-selv/")


def test_the_way_to_another_level_is_the_cores(calculator: Watched) -> None:
    page = calculator.page
    example(page, "kostra")
    page.locator(
        ".svar", has_text="måtte resultatet i 2024 vært 24,1 millioner kroner bedre"
    ).wait_for()
    page.locator("#regn-niva").fill("3")
    page.locator("#regn-niva").press("Tab")
    page.locator(".svar", has_text="35,8 millioner kroner").wait_for()  # 28 128 + 7 660
    assert "ikke ment for den enkelte kommune" in text_of(page, ".regn__resultat")


def test_a_number_opens_to_its_lines_and_their_rows(calculator: Watched) -> None:
    page = calculator.page
    example(page, "skjema")
    page.locator("#utregning-netto_driftsresultat > summary").click()
    explained = text_of(page, "#utregning-netto_driftsresultat")
    assert "24 Netto driftsresultat −7 660" in explained
    assert "eksempelvik-regnskapsskjema.csv, rad 27, Regnskap 2024 -7 660" in explained


def test_everything_is_done_with_the_keyboard_alone(calculator: Watched) -> None:
    page = calculator.page
    page.locator("[data-eksempel=kostra]").focus()
    page.keyboard.press("Enter")
    finished(page)
    page.locator("#regn-enhet").focus()
    page.keyboard.press("ArrowDown")
    page.locator("#resultat", has_text="2023").wait_for()
    assert focused(page) == "regn-enhet"
    page.locator("#regn-glem").focus()
    page.keyboard.press("Space")
    page.locator(".regn__kunngjoring", has_text="fjernet").wait_for(state="attached")
    expect(page.locator(".regn__resultat")).to_be_hidden()


def test_axe_finds_nothing_in_any_state_and_nothing_sticks_out(calculator: Watched) -> None:
    page, told = calculator.page, {}

    def look(state: str) -> None:
        found = wrong_in(page, "desk", "dark", "phone")
        told.update({(state, view): faults for view, faults in found.items() if faults})

    look("empty")
    for name in ("kostra", "kommuner"):
        example(page, name)
        folded = page.locator("regn-selv details:not([open]) > summary:visible")
        while folded.count():  # one may hold others
            folded.first.click()
        look(name)
    give(page, [("mal.csv", FAULTY.encode())])
    look("problems")
    assert told == {}
    assert calculator.take_faults() == []


def test_nothing_is_asked_of_anyone_between_file_and_result(calculator: Watched) -> None:
    page, asked = calculator.page, []
    page.on("request", lambda request: asked.append(request.url))
    give(page, [(name, data) for name, data in example_files().items() if name.endswith(".dat")])
    page.locator(".setning", has_text="millioner kroner").wait_for()
    assert [one for one in asked if not one.startswith("blob:")] == []


def test_nothing_of_a_file_is_kept(calculator: Watched) -> None:
    page = calculator.page
    example(page, "skjema")
    kept = page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, document.cookie,"
        " (await indexedDB.databases()).length]"
    )
    assert kept[2:] == ["", 0]
    assert CHOSEN["navn"] not in page.evaluate("JSON.stringify([localStorage, sessionStorage])")


def test_a_problems_row_opens_in_the_file(calculator: Watched) -> None:
    page = calculator.page
    give(page, [("mal.csv", FAULTY.encode())])
    page.locator(".tabell--merknader .radknapp").first.click()
    dialog = page.locator(".regn__rader")
    assert " ".join(dialog.locator("tr.valgt").inner_text().split()) == "3 2024 4602 1.234,5x 3"
    assert violations(page) == []
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    assert page.locator(".tabell--merknader .radknapp").first.evaluate(
        "e => e === document.activeElement"
    )
    expect(dialog.locator("tr")).to_have_count(0)  # nothing of the file stays in what is closed


def test_the_rows_before_and_after_are_leafed_through(calculator: Watched) -> None:
    page = calculator.page
    rows = [f"2024;{number};1000000;12000\n" for number in range(9001, 9061)]
    rows[28] = "2024;9029;uleselig;12000\n"
    head = "aar;kommunenummer;brutto_driftsinntekter;netto_driftsresultat\n"
    give(page, [("mal.csv", "".join([head, *rows]).encode())])
    page.locator(".tabell--merknader .radknapp").first.click()
    dialog = page.locator(".regn__rader")
    for button, first in (("", 24), ("#rader-ned", 45), ("#rader-opp", 24), ("#rader-opp", 3)):
        if button:
            page.locator(button).click()
        dialog.locator("tbody th").first.filter(has_text=re.compile(f"^{first}$")).wait_for()
    page.locator("#rader-lukk").click()
    dialog.wait_for(state="hidden")


def test_a_link_keeps_the_file_until_it_is_removed(calculator: Watched) -> None:
    page = calculator.page
    give(page, [("mal.csv", FAULTY.encode())])
    page.evaluate("document.querySelector('regn-selv').dataset.forrige = ''")
    page.locator("h1 .headerlink").click(force=True)
    page.locator("regn-selv:not([data-forrige])").wait_for()  # the theme's way with the first
    finished(page)
    assert page.locator(".maal__verdi").first.inner_text().startswith("1,2")
    page.get_by_role("link", name="Data", exact=True).first.click()
    page.locator("h1#data").wait_for()
    page.go_back()
    page.locator(".regn__resultat .maal__verdi").first.wait_for()
    page.locator("#regn-glem").click()
    page.get_by_role("link", name="Data", exact=True).first.click()
    page.locator("h1#data").wait_for()
    page.go_back()
    page.locator(".framdrift--klar").wait_for()
    expect(page.locator(".regn__filer")).to_be_hidden()


def test_cancelling_keeps_settings_and_the_earlier_result(calculator: Watched) -> None:
    page = calculator.page
    give(page, [("mal.csv", FAULTY.encode())])
    large = "\r\n".join(national(100, 1500)).encode("ascii")
    page.locator("#regn-flere").set_input_files(picked([("stor.dat", large)]))
    page.locator("#regn-avbryt").click()
    page.locator(".framdrift--klar").wait_for()
    told = page.locator(".regn__kunngjoring")
    assert "Stoppet" in told.inner_text() or "Klar" in told.inner_text()
    assert page.locator(".maal__verdi").first.inner_text().startswith("1,2")
    assert "stor.dat" not in text_of(page, ".regn__filer")
    give(page, [("mal.csv", FAULTY.encode())])
    assert page.locator(".maal__verdi").first.inner_text().startswith("1,2")


def test_a_file_is_remembered_only_when_asked_and_gone_when_forgotten(
    site: Site, calculator: Watched
) -> None:
    page = calculator.page
    give(page, [("mal.csv", FAULTY.encode())])
    page.locator("#regn-husk").check()
    assert databases(page, 1)
    open_calculator(page, site.url)
    finished(page)
    assert page.locator(".maal__verdi").first.inner_text().startswith("1,2")
    page.locator("#regn-glem").click()
    page.locator(".regn__kunngjoring", has_text="fjernet").wait_for(state="attached")
    assert databases(page, 0)


def test_what_one_tab_forgets_is_forgotten_in_all(site: Site, calculator: Watched) -> None:
    page = calculator.page
    other = page.context.new_page()
    for one in (page, other):
        open_calculator(one, f"{site.url}")
        give(one, [("mal.csv", FAULTY.encode())])
        one.locator("#lim-inn").evaluate("fold => { fold.open = true; }")
        one.locator("#regn-lim").fill("hemmelig")
    page.locator("#regn-husk").check()
    assert databases(page, 1)
    page.evaluate("history.replaceState(history.state, '', '?landsdel=Vestlandet&hva_fond=3')")
    other.locator("#regn-glem").click()
    for one in (page, other):
        one.locator(".regn__filer").wait_for(state="hidden")
        assert one.locator("#regn-lim").input_value() == ""
        assert "?" not in one.url
        assert one.evaluate("document.querySelector('regn-selv').resultat") == ""
    assert databases(page, 0)
    other.close()


def test_what_a_tab_did_not_hear_of_it_does_not_bring_back(site: Site, open_page: Open) -> None:
    page = open_page(viewport=DESK).page
    page.add_init_script("window.BroadcastChannel = class { postMessage() {} };")
    open_calculator(page, site.url)
    give(page, [("mal.csv", FAULTY.encode())])
    page.locator("#regn-husk").check()
    assert databases(page, 1)
    names = "async () => (await indexedDB.databases()).map(({ name }) => name)"
    assert page.evaluate(names) == [f"regn-selv {urlsplit(site.url).path}"]
    other = page.context.new_page()
    open_calculator(other, site.url)
    finished(other)
    other.locator("#regn-glem").click()
    assert databases(other, 0)
    give(page, [("mal.csv", FAULTY.encode())])
    expect(page.locator("#regn-husk")).not_to_be_checked()
    assert databases(page, 0)


def test_many_units_are_laid_out_as_in_the_note_beside_what_it_prints(calculator: Watched) -> None:
    page = calculator.page
    example(page, "kommuner")
    shown = text_of(page, ".regn__mange")
    assert "Tallene dine gjelder konsern. De kan ikke sammenlignes direkte." in shown
    table = page.get_by_role("region", name="Tabell 5 med dine tall")
    assert " ".join(table.locator("tbody tr").nth(2).inner_text().split()).startswith(
        "5–10 000 0,1 −0,5 0,5 −0,8 −0,2"
    )
    page.set_viewport_size({"width": 390, "height": 900})
    heights = table.locator("tbody th").evaluate_all("all => all.map((th) => th.offsetHeight)")
    assert len(set(heights)) == 1, "a row's name runs over two lines"
    assert "Negativt både i 2023 og 2024 36 % 36 %" in shown
    expect(page.locator(".regn__resultat .setning")).to_have_count(0)


def test_units_are_sorted_found_and_opened(calculator: Watched) -> None:
    page = calculator.page
    example(page, "kommuner")
    rows = page.locator("#enhetstabell tbody tr")
    page.locator("#sorter-netto_driftsresultat").click()
    assert focused(page) == "sorter-netto_driftsresultat"
    lowest = rows.first.inner_text()
    page.locator("#sorter-netto_driftsresultat").click()
    assert rows.first.inner_text() != lowest
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)
    expect(rows).to_have_count(25)
    page.locator("#enhetstabell").get_by_role("button", name="Vis alle").click()
    expect(rows).to_have_count(713)  # 356 municipalities in 2023 and 357 in 2024
    page.locator("#finn-enhet").fill("bergen")
    expect(rows).to_have_count(2)
    rows.last.get_by_role("button", name="Bergen").click()
    page.locator(".setning", has_text="Bergen hadde i").wait_for()
    assert focused(page) == "resultat"


def test_the_units_keep_what_is_missing_last_both_ways_and_it_is_told(calculator: Watched) -> None:
    page = calculator.page
    rows = [f"2024;90{number};1000000;{number}000" for number in range(11, 21)]
    head = "aar;kommunenummer;brutto_driftsinntekter;netto_driftsresultat"
    give(page, [("mal.csv", "\n".join([head, "2024;9001;1000000;", *rows]).encode())])
    shares = page.locator("#enhetstabell tbody tr td:last-child")
    told = page.locator("#enhetstabell > [aria-live]")
    header = page.locator("th", has=page.locator("#sorter-netto_driftsresultat"))
    for order, words, first in (
        ("ascending", "stigende", "1,1"),
        ("descending", "synkende", "2,0"),
    ):
        page.locator("#sorter-netto_driftsresultat").press("Enter")
        assert header.get_attribute("aria-sort") == order
        assert told.inner_text().endswith(f"prosent, {words}.")
        values = shares.all_inner_texts()
        assert (values[0], "mangler" in values[-1]) == (first, True)
    page.locator("#sorter-netto_driftsresultat").press("Enter")
    assert header.get_attribute("aria-sort") == "none"
    assert "Det betyr ikke null." in text_of(page, "#enhetstabell")
    page.locator("#finn-enhet").fill("9020")
    assert text_of(page, ".oversikt__antall") == "1 av 11 rader"
    page.locator("#enhetstabell > [aria-live]", has_text="1 rad i tabellen.").wait_for(
        state="attached"
    )


def test_removed_files_leave_the_page_as_it_was_opened(
    calculator: Watched, shared_calculator: SharedCalculator
) -> None:
    page = calculator.page
    page.locator("#lim-inn > summary").click()
    page.locator("#regn-lim").fill("aar")
    give(page, [("mal.csv", FAULTY.encode())])
    unfold(page)
    page.locator("#valg-basis").select_option("konsern")
    page.locator(".antakelse", has_text="Valgt av deg.").wait_for()
    page.locator(".tabell--merknader .radknapp").first.click()
    page.locator(".regn__rader tr.valgt").wait_for()
    assert shared_calculator.put_back()


def test_a_page_that_is_not_as_it_was_opened_is_not_shared_on(
    calculator: Watched, shared_calculator: SharedCalculator
) -> None:
    calculator.page.evaluate("document.querySelector('.regn__resultat').append('igjen')")
    assert not shared_calculator.put_back()
    assert calculator.page.is_closed()
