"""«Regn selv» in Firefox and WebKit: the core's own answer, and nothing of it lost on the way."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from selenium.webdriver.common.keys import Keys

from kommuneindikatorer.session import compute_json
from support.accounts import account_cases, choices_of, files_of
from support.engines import Window
from support.workbooks import workbook_of

ADDRESS = "regn-selv/"
ACCOUNTS = [
    ["aar", "kommunenummer", "brutto_driftsinntekter", "netto_driftsresultat"],
    ["2024", "4601", "30000000", "360000"],
    ["2024", "1103", "13000000", "-62500"],
]
RESULT = "return document.querySelector('regn-selv').resultat"
AT_INTAKE = "return document.activeElement.getAttribute('type') === 'file'"
TOLD = "return document.querySelector('.regn__kunngjoring').textContent"


def _is_file(case: dict[str, Any]) -> bool:
    return "filer" in case or "linjer" in case


def written(folder: Path, name: str = "regnskap.csv") -> Path:
    path = folder / name
    path.write_text("".join(f"{';'.join(row)}\n" for row in ACCOUNTS), encoding="utf-8")
    return path


def open_calculator(window: Window, query: str = "") -> None:
    window.open(ADDRESS + query)
    window.one(".framdrift--klar")


def give(window: Window, *files: Path) -> None:
    """Pick files, and wait for what comes of them."""
    window.run("document.querySelector('.regn__kunngjoring').textContent = ''")
    picker = window.driver.find_element("id", "regn-velg")
    picker.send_keys("\n".join(str(file) for file in files))
    window.eventually(lambda: "Ferdig" in window.run(TOLD))


def test_a_file_gives_what_the_command_line_gives(window: Window, tmp_path: Path) -> None:
    file = written(tmp_path)
    open_calculator(window)
    give(window, file)
    assert window.run(RESULT) == compute_json([(file.name, file.read_bytes())], {})
    assert "−0,5" in window.text("main")


def test_every_format_is_read_alike(in_firefox: Window, tmp_path: Path) -> None:
    window = in_firefox
    kinds = {name.partition(":")[0]: case for name, case in account_cases() if _is_file(case)}
    assert len(kinds) > 2
    for number, case in enumerate(kinds.values()):
        folder = tmp_path / str(number)
        folder.mkdir()
        files = files_of(case)
        for name, data in files:
            (folder / name).write_bytes(data)
        chosen = choices_of(case)
        open_calculator(window, f"?{urlencode(chosen)}")
        give(window, *(folder / name for name, _ in files))
        assert window.run(RESULT) == compute_json(files, chosen), case["navn"]


def test_a_workbook_is_read(window: Window, tmp_path: Path) -> None:
    file = tmp_path / "regnskap.xlsx"
    file.write_bytes(workbook_of(Ark1=ACCOUNTS))
    open_calculator(window)
    give(window, file)
    assert window.run(RESULT) == compute_json([(file.name, file.read_bytes())], {})


def test_the_result_is_there_after_a_link_in_it(window: Window, tmp_path: Path) -> None:
    open_calculator(window)
    give(window, written(tmp_path))
    before = window.run(RESULT)
    link = window.one("regn-selv .regn__resultat a[href], regn-selv .regn__mange a[href]")
    window.run("window.stays = true; arguments[0].scrollIntoView({block: 'center'})", link)
    link.click()  # a press of a reader's own: WebKit goes back to no page that came by a script
    window.until("return !document.querySelector('regn-selv')")
    window.driver.back()
    window.until("return document.querySelector('regn-selv')?.resultat")
    assert window.run("return window.stays"), "the page was loaded anew"
    assert window.run(RESULT) == before


def test_the_focus_goes_where_a_button_was(window: Window, tmp_path: Path) -> None:
    open_calculator(window)
    give(window, written(tmp_path))
    window.one("#regn-til-resultatet").click()
    assert window.run("return document.activeElement.id") == "resultat"
    forget = window.one("#regn-glem")
    window.run("arguments[0].focus()", forget)
    window.press(Keys.ENTER)
    window.until(AT_INTAKE)
    # At once, or the result may be there before the press.
    window.run(
        "document.querySelector('[data-eksempel=kommuner]').click();"
        "const stop = document.querySelector('#regn-avbryt'); stop.focus(); stop.click();"
    )
    window.until(AT_INTAKE)


def test_a_file_is_remembered_or_said_not_to_be(window: Window, tmp_path: Path) -> None:
    open_calculator(window)
    give(window, written(tmp_path))
    before = window.run(RESULT)
    window.run("arguments[0].click()", window.one("#regn-husk"))
    window.until(
        "return document.querySelector('#regn-husk').checked"
        " || document.querySelector('regn-selv').textContent.includes('Filene er ikke lagret')"
    )
    is_kept = window.run("return document.querySelector('#regn-husk').checked")
    if is_kept:
        window.until(
            "return indexedDB.databases().then((all) => all.some(({name}) => name.startsWith('regn-selv')))"
        )
        open_calculator(window)
        window.until("return document.querySelector('regn-selv').resultat")
        assert window.run(RESULT) == before
        window.one("#regn-glem").click()


def test_too_old_a_browser_is_told_which_is_needed(window: Window) -> None:
    window.open("data/")
    # The page of the calculator comes by a link, so what is taken away stays away.
    window.run("delete window.DecompressionStream")
    window.run("arguments[0].click()", window.one("nav.hovedmeny a[href*='regn-selv']"))
    words = window.text(".framdrift--feil")
    assert "nettleseren er for gammel" in words
    assert "Firefox" in words
    assert "Safari" in words


def test_charts_are_drawn_for_paper_and_stay_as_they_were(
    in_firefox: Window, tmp_path: Path
) -> None:
    window = in_firefox
    file = tmp_path / "to-aar.csv"
    rows = [*ACCOUNTS, ["2023", "4601", "29000000", "-60000"], ["2023", "1103", "12000000", "1"]]
    file.write_text("".join(f"{';'.join(row)}\n" for row in rows), encoding="utf-8")
    open_calculator(window)
    give(window, file)
    widths = """return [...document.querySelectorAll("#diagram-over-tid svg")].map((one) =>
        [Number(one.getAttribute("width")), one.checkVisibility()])"""
    (screen, is_shown), (paper, is_paper_shown) = window.until(
        f"const found = (() => {{ {widths} }})(); return found.length === 2 && found"
    )
    assert (is_shown, is_paper_shown) == (True, False)
    assert paper == 570 != screen
    window.driver.print_page()
    assert window.run(widths) == [[screen, True], [paper, False]]


def test_what_takes_files_is_named_once(window: Window) -> None:
    open_calculator(window)
    name = window.driver.find_element("id", "regn-velg").accessible_name
    assert name.count("Velg filer") == 1  # Firefox says its own «Browse …» too
    said = "return [...arguments[0].childNodes].filter((one) => one.ariaHidden !== 'true').length"
    assert window.run(said, window.one("label[for=regn-velg]")) == 0
