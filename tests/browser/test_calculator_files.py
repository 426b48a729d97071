"""«Regn selv»: every format in through the page, and what is taken away from it."""

import csv
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from operator import itemgetter
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from kommuneindikatorer.options import Options
from kommuneindikatorer.session import compute_json
from sitegen.cli.main import main
from sitegen.formats.example import example_files
from support.accounts import account_cases, choices_of, files_of
from support.browsing import Watched, colours_of, printed
from support.calculator import example, give, open_calculator, unfold
from support.hosting import Site
from support.opened import read_book
from support.workbooks import workbook_of

INK, OWN = (0x1D, 0x27, 0x30), (0x0B, 0x6E, 0x8F)  # of the words, and of the reader's own point
TEMPLATE = (
    b"aar;kommunenummer;brutto_driftsinntekter;netto_driftsresultat\n2024;4601;30000000;360000\n"
)
TABLE = b'"region";"Brutto driftsinntekter 2024";"Netto driftsresultat 2024"\n"4601 Bergen";37000000;-500000\n'
LEDGER = (
    "periode;region;kontoklasse;funksjon;art;beløp\n2024;4601;1;840;8000;-30000000000,00\n"
    "2024;4601;1;100;0100;27000000000,00\n"
).encode()
FORMULAS = (
    "aar;kommunenummer;navn;brutto_driftsinntekter;netto_driftsresultat\n"
    '2024;4601;"=HYPERLINK(""http://x"")";30000000;-375000,5\n2024;4602;<img src=x onerror=alert(1)>;2000000;6000\n'
)


@pytest.fixture
def page(calculator: Watched) -> Page:
    return calculator.page


def taken(page: Page, button: str) -> bytes:
    with page.expect_download() as waiting:
        page.locator(f"#{button}").click()
    return Path(waiting.value.path()).read_bytes()


def test_the_json_is_what_the_command_line_prints_to_the_byte(
    page: Page, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = list(example_files().items())[:2]
    for name, data in files:
        (tmp_path / name).write_bytes(data)
    capsys.readouterr()
    main(["compute", "--json", *(str(tmp_path / name) for name, _ in files)])
    give(page, files)
    assert taken(page, "ta-json").decode() == capsys.readouterr().out


def is_kept(choices: Mapping[str, str]) -> bool:
    """Return whether an address keeps the choices: a year is of one file, not of the next."""
    dated = ("kolonne", "kontokolonne", "funksjonskolonne", "ark")
    return "aar" not in choices and not any(
        re.search("(?:19|20)[0-9]{2}", choices.get(name, "")) for name in dated
    )


@pytest.mark.slow
def test_every_case_file_through_the_page_gives_the_cores_bytes(site: Site, page: Page) -> None:
    known = {field.name for field in fields(Options)}
    cases = [
        (urlencode(choices_of(case)), name, case)
        for name, case in account_cases()
        if "text" not in case and choices_of(case).keys() <= known and is_kept(choices_of(case))
    ]
    given = ""
    for query, name, case in sorted(cases, key=itemgetter(0, 1)):
        files, chosen = files_of(case), choices_of(case)
        if query != given:  # files given on the same page have the same settings
            open_calculator(page, site.url, f"?{query}")
        elif not chosen and page.locator("#regn-glem").is_visible():
            page.locator("#regn-glem").click()
        given = query
        give(page, files)
        told = page.evaluate("document.querySelector('regn-selv').resultat")
        assert told == compute_json(files, chosen), name


@pytest.mark.parametrize(
    ("name", "made", "understood"),  # not made while tests are only collected
    [
        (
            "skjema.csv",
            lambda: example_files()["eksempelvik-regnskapsskjema.csv"],
            "Regnskapsskjema",
        ),
        ("0A.dat", lambda: example_files()["eksempelvik-0A.dat"], "KOSTRA-filuttrekk"),
        ("hovedbok.csv", lambda: LEDGER, "Hovedbok"),
        ("ssb.csv", lambda: TABLE, "Statistisk sentralbyrå"),
        ("mal.csv", lambda: TEMPLATE, "Mal"),
        (
            "mal.xlsx",
            lambda: workbook_of(Ark1=[line.split(";") for line in TEMPLATE.decode().split()]),
            "Excel",
        ),
    ],
)
def test_each_format_is_named_and_gives_a_result(
    page: Page, name: str, made: Callable[[], bytes], understood: str
) -> None:
    give(page, [(name, made())])
    unfold(page)
    assert understood in page.locator(".regn__forstatt").inner_text()
    assert page.locator(".maal__verdi").count() > 0


def test_what_is_pasted_is_read_as_a_file(page: Page) -> None:
    page.locator("#lim-inn > summary").click()
    page.locator("#regn-lim").fill(TEMPLATE.decode().replace(";", "\t"))
    page.locator(".inntak__lim button").click()
    page.locator(".maal__verdi").first.wait_for()
    unfold(page)
    assert "tabulator" in page.locator(".regn__forstatt").inner_text()


@pytest.mark.parametrize(("button", "delimiter"), [("ta-program", ","), ("ta-csv", ";")])
def test_tables_hold_numbers_and_no_cell_starts_a_formula(
    page: Page, button: str, delimiter: str
) -> None:
    give(page, [("mal.csv", FORMULAS.encode())])
    raw = taken(page, button)
    # Without it, Excel takes æ, ø and å for others; with it, others take it for a letter.
    assert raw.startswith(b"\xef\xbb\xbf") == (button == "ta-csv")
    text = raw.decode("utf-8-sig")
    *lead, head, first, second = csv.reader(io.StringIO(text), delimiter=delimiter)
    assert [row[0].partition(":")[0] for row in lead][:2] == ["Filer", "Lagt til grunn"][
        : len(lead)
    ]
    row, other = dict(zip(head, first, strict=True)), dict(zip(head, second, strict=True))
    assert row["navn"] == '\'=HYPERLINK("http://x")'
    assert other["navn"] == "<img src=x onerror=alert(1)>"
    sign = "." if delimiter == "," else ","
    assert row["netto_driftsresultat_1000_kr"] == f"-375000{sign}5"
    assert row["netto_driftsresultat_prosent"] == f"-1{sign}25"
    assert row["disposisjonsfond_prosent"] == ""
    assert not any(cell.startswith(("=", "+", "@")) for cell in (*first, *second))


def test_the_workbook_holds_numbers_codes_and_what_was_assumed(page: Page) -> None:
    give(page, [("mal.csv", FORMULAS.replace("4602", "0301").encode())])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    book = read_book(taken(page, "ta-excel"))
    assert [url for url in asked if not url.startswith("blob:")] == []
    rows = [[cell.value for cell in row] for row in book["Tall"].iter_rows()]
    at = next(place for place, row in enumerate(rows) if row[0] == "kommunenummer")
    first, second = (dict(zip(rows[at], row, strict=True)) for row in rows[at + 1 : at + 3])
    assert (first["navn"], second["kommunenummer"]) == ('=HYPERLINK("http://x")', "0301")
    assert first["netto_driftsresultat_1000_kr"] == -375000.5
    assert first["netto_driftsresultat_prosent"] == -1.25
    about = {row[0].value: str(row[1].value) for row in book["Om"].iter_rows()}
    assert about["Filer"].startswith("mal.csv: ")
    assert "1000 kr" in about["Lagt til grunn"]


def test_the_numbers_are_copied_as_a_table(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    give(page, [("mal.csv", TEMPLATE)])
    page.evaluate("navigator.clipboard.writeText('')")
    page.locator("#ta-kopi").click()
    told = page.locator(".regn__kunngjoring", has_text="Tallene er kopiert.")
    told.wait_for(state="attached")
    head, first, *_ = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert head.split("\t") == ["Bergen 2024", "1000 kr", "prosent"]
    assert first.split("\t") == ["Netto driftsresultat", "360000", "1,2"]


def test_names_from_a_file_stay_text_on_the_page(page: Page) -> None:
    give(page, [("<b>mal</b>.csv", FORMULAS.encode())])
    page.locator("#regn-enhet").select_option("1")
    expect(page.locator("#resultat", has_text="<img src=x onerror=alert(1)>")).to_have_count(1)
    expect(page.locator("regn-selv :is(img, b)")).to_have_count(0)


def test_the_chart_is_saved_as_picture_of_both_kinds(page: Page) -> None:
    give(page, list(example_files().items())[:2])
    assert b"<svg" in taken(page, "blant-alle-kommuner-svg")
    image = taken(page, "blant-alle-kommuner-png")
    assert image.startswith(b"\x89PNG")
    assert {INK, OWN} <= colours_of(image)


@pytest.mark.parametrize("name", ["kostra", "skjema"])
def test_one_unit_is_one_sheet_of_paper_with_the_sentence_on_top(page: Page, name: str) -> None:
    example(page, name)
    page.locator("#diagram-blant-alle-kommuner .diagram__levende svg").wait_for()
    page.locator(".tabell--ved-siden").wait_for()
    [sheet] = printed(page)
    wanted = [
        "Eksempelvik 2024",
        "hadde i 2024 et negativt netto driftsresultat på",
        "42,6 millioner kroner",
        "Sammenlignet med notatet",
        "Landet uten Oslo",
        "Blant alle kommuner",
        "Avstand til anbefalt nivå",
        "vært 24,1 millioner kroner bedre",
        "Hvor lenge fondet varer",
        f"eksempelvik-{'0A' if name == 'kostra' else 'regnskapsskjema'}",
        "Beløpene er i 1000 kr.",
        "notat 7. mars 2025",
        "tabell 12137: konsern, endelige tall.",
    ]
    bare = ["".join(one.split()) for one in wanted]
    assert [one for one in bare if one not in sheet] == []
    top = [sheet.index(one) for one in bare[:4]]  # below, two columns stand beside each other
    assert top == sorted(top)


def test_on_paper_a_chart_is_drawn_for_it(page: Page) -> None:
    example(page, "kostra")
    screen = page.locator("#diagram-over-tid .diagram__levende svg")
    paper = page.locator("#diagram-over-tid .diagram__papir svg")
    paper.wait_for(state="attached")
    assert paper.get_attribute("width") == "570"
    expect(screen).to_be_visible()
    expect(paper).to_be_hidden()
    page.emulate_media(media="print")
    expect(screen).to_be_hidden()
    expect(paper).to_be_visible()
