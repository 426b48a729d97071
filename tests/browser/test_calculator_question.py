"""From file to number with at most one question, and how the file was read in one line."""

import re

import pytest
from playwright.sync_api import expect

from support.browsing import Open, Watched, sticking_out, wrong_in
from support.calculator import finished, give, open_calculator, picked, silence, unfold
from support.hosting import Site

HEAD = "aar;kommunenummer;basis;brutto_driftsinntekter;netto_driftsresultat;merknad\n"
GOOD = ("mal.csv", f"{HEAD}2024;4601;kasse;29149000;-713159;\n".encode())
YEARS = ("mal.csv", f"{HEAD}2022;4601;kasse;28000000;1;\n2024;4601;kasse;29149000;2;\n".encode())


@pytest.fixture
def calculator(open_page: Open) -> Watched:
    return open_page(viewport={"width": 1280, "height": 900})


def test_a_number_that_cannot_be_is_replaced_by_one_question_whose_answer_stays_in_the_address(
    calculator: Watched, site: Site
) -> None:
    page = calculator.page
    open_calculator(page, site.url, "?belopsenhet=kroner")
    give(page, [GOOD])
    asked = page.locator(".regn__sporsmal")
    expect(asked.locator("h2")).to_have_text(
        "Er beløpene i kroner, 1000 kr eller millioner kroner?"
    )
    expect(page.locator(".regn__kunngjoring")).to_contain_text("Er beløpene i kroner")
    expect(page.locator(".maal__verdi")).to_have_count(0)
    expect(page.locator(".regn__resultat")).to_contain_text(
        "holdt tilbake til spørsmålet over er besvart"
    )
    first = asked.locator("li").first
    expect(first).to_contain_text("Mest trolig. Gir netto driftsresultat i 2024: −713")
    expect(first).to_contain_text("−2,45 prosent")
    expect(first.locator("button")).to_have_css("color", "rgb(251, 250, 247)")
    silence(page)
    first.locator("button").press("Enter")
    finished(page)
    expect(asked).to_be_hidden()
    expect(page.locator("#resultat")).to_be_focused()
    expect(page.locator(".maal__verdi").first).to_contain_text("−2,4")
    assert page.url.endswith("?belopsenhet=tusen")
    assert calculator.take_faults() == []


def test_what_the_reader_knows_is_right_is_shown_all_the_same(
    calculator: Watched, site: Site
) -> None:
    page = calculator.page
    open_calculator(page, site.url)
    give(page, [("mal.csv", f"{HEAD}2024;4601;kasse;29149000;9900000;\n".encode())])
    expect(page.locator(".regn__sporsmal")).to_contain_text("34,0 prosent av driftsinntektene")
    expect(page.locator(".maal__verdi")).to_have_count(0)
    silence(page)
    page.locator("#sporsmal-likevel").click()
    finished(page)
    expect(page.locator(".maal__verdi").first).to_contain_text("34,0")
    assert "?bekreftet=umulig-resultat." in page.url
    query = page.url.partition("?")[2]
    open_calculator(page, site.url, f"?{query}")
    give(page, [("mal.csv", f"{HEAD}2024;4601;kasse;29149000;9800000;\n".encode())])
    expect(page.locator(".regn__sporsmal")).to_contain_text("33,6 prosent av driftsinntektene")


def test_how_a_file_is_read_is_one_line_that_opens(calculator: Watched, site: Site) -> None:
    page = calculator.page
    open_calculator(page, site.url)
    give(page, [GOOD])
    line = page.locator("#lest-som > summary")
    expect(line).to_have_text(re.compile(r"^Lest som: .*Beløp i 1000 kr\..*Endre$"))
    expect(page.locator("#valg-belopsenhet")).to_be_hidden()
    unfold(page)
    expect(page.locator("#valg-belopsenhet")).to_be_visible()


def test_a_remark_that_comes_again_stands_once_with_its_places(
    calculator: Watched, site: Site
) -> None:
    page = calculator.page
    open_calculator(page, site.url)
    rows = "".join(f"2024;46{number};kasse;x;1;\n" for number in ("01", "02", "11"))
    give(page, [("mal.csv", (HEAD + rows + "2024;4612;kasse;400000;1;\n").encode())])
    table = page.locator(".tabell--merknader").first
    row = table.locator("tr", has_text="Og 2 til av samme slag")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("rad 2")
    row.locator("summary").click()
    expect(row.locator("ul.steder li")).to_have_count(2)


def test_a_file_that_cannot_be_computed_is_refused_in_a_sentence_a_phone_shows(
    calculator: Watched, site: Site
) -> None:
    page = calculator.page
    page.set_viewport_size({"width": 320, "height": 700})
    open_calculator(page, site.url)
    give(page, [("gammel.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)])
    why = page.locator(".regn__merknader .avslag p")
    expect(why).to_contain_text("kan ikke leses")
    box = why.bounding_box()
    assert box
    assert box["x"] + box["width"] <= 320
    expect(page.locator(".regn__merknader")).not_to_contain_text("Gode rader")
    expect(page.locator("#lest-som")).to_have_count(0)  # nothing was: there is nothing to change


def test_the_newest_year_is_shown_first(calculator: Watched, site: Site) -> None:
    page = calculator.page
    open_calculator(page, site.url)
    give(page, [YEARS])
    expect(page.locator("#resultat")).to_have_text("Bergen 2024")


def test_what_is_held_back_cannot_be_downloaded(calculator: Watched, site: Site) -> None:
    page = calculator.page
    open_calculator(page, site.url)
    held = "2024;4601;kasse;29149000;9900000;\n"
    give(page, [("mal.csv", (HEAD + held).encode())])
    expect(page.locator("#ta-senere")).to_have_text(
        "Tallene kan lastes ned når spørsmålet over er besvart."
    )
    assert page.locator("#ta-kopi, #ta-excel, #ta-csv, #ta-json").count() == 0
    give(page, [("mal.csv", f"{HEAD}{held}2024;1103;kasse;13000000;987961;\n".encode())])
    expect(page.locator("#ta-senere")).to_contain_text("er ikke med")
    expect(page.locator("#ta-json")).to_have_count(0)
    with page.expect_download() as download:
        page.locator("#ta-csv").click()
    text = download.value.path().read_text("utf-8-sig")
    assert "987961" in text
    assert "9900000" not in text
    assert "29149000" not in text
    silence(page)
    page.locator("#sporsmal-likevel").click()
    finished(page)
    expect(page.locator("#ta-senere")).to_have_count(0)
    expect(page.locator("#ta-json")).to_be_visible()


BUDGET = (
    "Bevilgningsoversikt drift (1000 kr);Budsjett 2024;Budsjett 2025\n"
    "Rammetilskudd;-500 000;-510 000\nInntekts- og formuesskatt;-400 000;-400 000\n"
    "Sum generelle driftsinntekter;-900 000;-910 000\n"
    "Sum bevilgninger drift, netto;870 000;860 000\nAvskrivninger;60 000;61 000\n"
    "Sum netto driftsutgifter;930 000;921 000\nBrutto driftsresultat;30 000;11 000\n"
    "Renteutgifter;29 061;54 300\nNetto driftsresultat;29 061;35 300\n"
)


def test_an_answer_in_the_address_settles_next_years_file_of_the_kind(
    calculator: Watched, site: Site
) -> None:
    page = calculator.page
    open_calculator(page, site.url)
    give(page, [("budsjett.csv", BUDGET.encode())])
    asked = page.locator("#sporsmal")
    expect(asked).to_have_text("Ingen kolonne er et regnskap. Hvilken vil du se likevel?")
    assert not any(wrong_in(page, "desk", "dark", "phone", "narrow").values())
    silence(page)
    page.locator("#svar-1").press("Enter")
    finished(page)
    expect(page.locator("#resultat")).to_be_focused()
    assert not any(wrong_in(page, "desk", "dark", "phone", "narrow").values())
    expect(page.locator(".setning")).to_contain_text("35,3 millioner kroner")
    _, _, query = page.url.partition("?")
    assert query == "kolonne=Budsjett+*"
    open_calculator(page, site.url, f"?{query}")
    following = BUDGET.replace("2025", "2026").replace("2024", "2025")
    give(page, [("budsjett.csv", following.replace("35 300", "44 400").encode())])
    expect(page.locator(".setning")).to_contain_text("44,4 millioner kroner")
    expect(page.locator("#lest-som > summary")).to_contain_text("«Budsjett 2026»")
    expect(asked).to_have_count(0)
    old = "?kolonne=Budsjett+2025&aar=2025"
    open_calculator(page, site.url, old)
    give(page, [("budsjett.csv", following.encode())])
    expect(asked).to_have_text("Ingen kolonne er et regnskap. Hvilken vil du se likevel?")
    assert calculator.take_faults() == []


def test_an_amount_without_a_percentage_is_shown_as_what_it_is(
    calculator: Watched, site: Site
) -> None:
    page = calculator.page
    page.set_viewport_size({"width": 320, "height": 700})
    open_calculator(page, site.url)
    fund = "aar;kommunenummer;basis;disposisjonsfond\n2024;4601;kasse;900000\n"
    give(page, [("mal.csv", fund.encode())])
    expect(page.locator(".maal__verdi")).to_have_text("900,0 millioner kroner")
    expect(page.locator(".maal__belop")).to_contain_text("Sum driftsinntekter er ikke oppgitt")
    assert sticking_out(page) == []


def test_a_unit_in_two_files_is_asked_about_and_both_stay(calculator: Watched, site: Site) -> None:
    page = calculator.page
    open_calculator(page, site.url)
    give(page, [GOOD])
    expect(page.locator(".maal__verdi").first).to_contain_text("−2,4")
    name, data = GOOD
    silence(page)
    changed = [(name, data.replace(b"-713159", b"-500000"))]
    page.locator("#regn-flere").set_input_files(picked(changed))
    finished(page)
    asked = page.locator(".regn__sporsmal")
    expect(asked.locator("h2")).to_have_text("Hvilken fil skal telle?")
    expect(asked.locator("#sporsmal-hvorfor")).to_contain_text("«mal.csv» og «mal.csv (2)»")
    expect(page.locator(".maal__verdi")).to_have_count(0)
    silence(page)
    asked.locator("li", has_text="−500,0 millioner").locator("button").click()
    finished(page)
    expect(asked).to_be_hidden()
    expect(page.locator(".maal__verdi").first).to_contain_text("−1,7")
    assert "fil=" not in page.url  # next year's files are others
    unfold(page)
    expect(page.locator("#lest-som")).to_contain_text("teller mal.csv (2)")
    silence(page)
    page.locator("#angre-fil").click()
    finished(page)
    expect(asked).to_be_visible()
    assert calculator.take_faults() == []


# A worker that a file of this name kills, however often it is started.
KILLED = """(() => {
    const send = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...more) {
        if (!message.files?.some(({ name }) => name === "ond.csv"))
            return send.call(this, message, ...more);
        this.dispatchEvent(new MessageEvent("message", { data: { kind: "stage", stage: "compute" } }));
        this.dispatchEvent(new ErrorEvent("error", { message: "killed", cancelable: true }));
    };
})()"""


def test_a_file_that_kills_the_machine_harms_no_other(calculator: Watched, site: Site) -> None:
    page = calculator.page
    page.add_init_script(KILLED)
    open_calculator(page, site.url)
    give(page, [("ond.csv", b"x"), GOOD])
    expect(page.locator(".maal__verdi").first).to_contain_text("−2,4")
    expect(page.locator(".regn__merknader")).to_contain_text("Filen stanset utregningen")


def test_after_a_file_that_kills_the_machine_a_good_one_needs_no_second_try(
    calculator: Watched, site: Site
) -> None:
    page = calculator.page
    page.add_init_script(KILLED)
    open_calculator(page, site.url)
    page.locator("#regn-velg").set_input_files(picked([("ond.csv", b"x")]))
    expect(page.locator(".framdrift--feil")).to_contain_text("nettleseren stanset den")
    give(page, [GOOD])
    expect(page.locator(".maal__verdi").first).to_contain_text("−2,4")
    expect(page.locator(".framdrift--feil")).to_have_count(0)
