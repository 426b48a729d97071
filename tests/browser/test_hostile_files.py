"""Text from files is data, and a file made to harm gets a sentence, not the page."""

import io
import zipfile
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from kommuneindikatorer.document import MAX_MB
from support.browsing import Watched
from support.calculator import example, give
from support.waiting import settled

HEAD = "aar;kommunenummer;navn;brutto_driftsinntekter;netto_driftsresultat\n"
NAMES = (
    "<img src=x onerror=window.brutt=1>",
    "<script>window.brutt=1</script>",
    '=HYPERLINK("http://127.0.0.1:9/x")',
    "\u202e1234 ennev\u202c",
    "x" * 100_000,
)


def bomb() -> bytes:
    """Return a workbook of some kilobytes that unpacks to 400 MB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(40):
                sheet.write(b" " * 10_000_000)
    return packed.getvalue()


def wide(columns: int) -> bytes:
    return b"a;" * columns + b"\n" + b"1;" * columns + b"\n"


@pytest.mark.parametrize("name", NAMES, ids=["bilde", "skript", "formel", "retning", "lang"])
def test_a_name_is_only_text(calculator: Watched, name: str) -> None:
    page = calculator.page
    rows = (
        f'{HEAD}2024;4601;"{name.replace(chr(34), chr(34) * 2)}";30000000;360000\n2024;4602;B;x;3\n'
    )
    give(page, [("<img src=x onerror=window.brutt=1>.csv", rows.encode())])
    settled(page)
    assert page.evaluate("window.brutt") is None
    expect(page.locator("regn-selv :is(img, script)")).to_have_count(0)
    assert calculator.take_faults() == []


@pytest.mark.parametrize(
    ("name", "made"),  # not made while tests are only collected
    [
        ("endeløs.csv", lambda: b"1" * 30_000_000),
        ("bred.csv", lambda: wide(500_000)),  # a line just allowed
        ("bredest.csv", lambda: wide(1_000_000)),
        ("bombe.xlsx", bomb),
    ],
)
def test_a_file_made_to_harm_gets_a_sentence_and_the_page_lives_on(
    calculator: Watched, name: str, made: Callable[[], bytes]
) -> None:
    page = calculator.page
    give(page, [(name, made())])
    expect(page.locator(".regn__merknader")).to_contain_text(name)
    example(page, "kostra")
    expect(page.locator(".maal__verdi").first).to_be_visible()
    assert calculator.take_faults() == []


def test_a_file_of_a_gigabyte_is_refused_before_it_is_opened(calculator: Watched) -> None:
    page = calculator.page
    page.evaluate("""() => {
        const file = new File(["x"], "stor.csv");
        Object.defineProperty(file, "size", {value: 2 ** 30});
        file.arrayBuffer = file.stream = () => { window.brutt = 1; };
        const field = document.querySelector("#regn-velg");
        Object.defineProperty(field, "files", {value: [file], configurable: true});
        field.dispatchEvent(new Event("change", {bubbles: true}));
        delete field.files;
    }""")
    told = page.get_by_text(f"filene er til sammen på mer enn {MAX_MB} MB")
    expect(told.first).to_be_visible()
    expect(page.locator(".framdrift--feil")).to_contain_text(f"mer enn {MAX_MB} MB")
    assert page.evaluate("window.brutt") is None
    example(page, "kostra")
    expect(page.locator(".maal__verdi").first).to_be_visible()
