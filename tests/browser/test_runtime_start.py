"""The calculator's core started for real in Chromium, from the files of the built site."""

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from kommuneindikatorer.options import CHOICES, Options
from kommuneindikatorer.reading import READERS
from kommuneindikatorer.session import compute_json
from sitegen.publish.runtime import image
from support import ssb_shapes
from support.accounts import account_cases, choices_of, files_of
from support.browsing import Open
from support.calculator import open_calculator
from support.core import computed, start
from support.hosting import Site
from support.tables import csv_of, html_of, mht_of, ods_of, xlsm_of, xlsx_of, xml_of, zip_of


def test_the_browser_gives_the_bytes_of_the_command_line(site: Site, open_page: Open) -> None:
    watched = open_page()
    watched.page.goto(site.url)
    start(watched.page, site.url)
    for name, case in account_cases():
        files, chosen = files_of(case), choices_of(case)
        assert computed(watched.page, files, chosen) == compute_json(files, chosen), name
    assert watched.take_faults() == []


FORM = [
    ["Økonomisk oversikt etter art – drift (§ 5-6), Sandnes kommune", "Regnskap 2021"],
    ["Rammetilskudd", "1 500 000"],
    ["Sum driftsinntekter", "6 731 000"],
    ["Sum driftsutgifter", "6 400 000"],
    ["Brutto driftsresultat", "331 000"],
    ["Netto driftsresultat", "438 298"],
]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


BALANCE = [
    ["Balanseregnskap (§ 5-8), Sandnes kommune", "Regnskap 2021"],
    ["Sum eiendeler", "21 000 000"],
    ["Egenkapital", "6 000 000"],
    ["Disposisjonsfond", "979 019"],
    ["Sum egenkapital og gjeld", "21 000 000"],
]


def kinds_of_file() -> Iterator[tuple[str, bytes]]:
    """Yield one file of each kind that is opened in a way of its own."""
    form = csv_of(FORM)
    yield "skjema.xlsx", xlsx_of(FORM)
    yield "skjema.xlsm", xlsm_of(FORM)
    yield "skjema.xls", html_of(FORM)
    yield "skjema.ods", ods_of(FORM)
    yield "skjema.xml", xml_of(FORM)
    yield "skjema.mht", mht_of(FORM)
    yield "skjema.zip", zip_of({"skjema.csv": form})
    yield "mac.txt", form.decode().encode("mac-roman")
    yield "dos.txt", form.decode().replace("–", "-").encode("cp865", "replace")
    yield "unicode.txt", form.decode().encode("utf-16")
    yield "unicode-uten-merke.txt", form.decode().encode("utf-16-le")
    yield "tabell.px", ssb_shapes.px(*next(ssb_shapes.pivots())).encode("cp1252")
    yield "tabell.json", ssb_shapes.jsonstat(tuple(ssb_shapes.VARIABLES)).encode()
    yield "gammel.xls", OLE + "Workbook".encode("utf-16-le") + b"\0" * 100
    yield "laast.xlsx", OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100


def test_every_kind_of_file_gives_the_bytes_of_the_command_line(
    site: Site, open_page: Open
) -> None:
    watched = open_page()
    watched.page.goto(site.url)
    start(watched.page, site.url)
    alone = [[one] for one in kinds_of_file()]
    for files in (*alone, [("drift.csv", csv_of(FORM)), ("balanse.ods", ods_of(BALANCE))]):
        assert computed(watched.page, files) == compute_json(files, {}), files[0][0]
    assert watched.take_faults() == []


# One that does something, for each choice that is no closed list.
FREE = {
    "kolonne": "Regnskap *",
    "kontokolonne": "5",
    "funksjonskolonne": "4",
    "ark": "Ark1",
    "fil": "fil",
    "aar": "2021",
    "kommunenummer": "4601",
    "navn": "Sted",
    "landsdel": "Vestlandet",
    "folkemengde": "21000",
    "folkemengde_dato": "1.1.2024",
    "kontoplan": "2015",
    "folkegrenser": "100,20000",
    "utvalg": "3401,4601",
    "vis_rader": "alle",
    "bekreftet": "alle",
}
SAMPLES = sorted((Path(image.__file__).parent / "samples").iterdir())
SHEETS = [("skjema.xlsx", xlsx_of(FORM)), ("skjema.ods", ods_of(FORM))]


def every_choice(offered: str) -> Iterator[tuple[str, str]]:
    """Yield each choice there is, and those that a result offers."""
    for one in fields(Options):
        closed = {"format": [reader.ID for reader in READERS]}.get(one.name, CHOICES.get(one.name))
        yield from ((one.name, value) for value in closed or [FREE[one.name]])
    for said in json.loads(offered)["antakelser"]:
        yield from ((said["id"], one["husk"]) for one in said["valg"])


@pytest.mark.slow
def test_every_choice_of_every_format_gives_the_bytes_of_the_command_line(
    site: Site, open_page: Open
) -> None:
    watched = open_page()
    watched.page.goto(site.url)
    start(watched.page, site.url)
    for name, data in [*((one.name, one.read_bytes()) for one in SAMPLES), *SHEETS]:
        is_text = (name, data) not in SHEETS
        for field, value in dict.fromkeys(every_choice(compute_json([(name, data)], {}))):
            written = (
                data.decode().encode(value, "replace") if is_text and field == "koding" else data
            )
            files, chosen = [(name, written)], {field: value}
            given = computed(watched.page, files, chosen)
            assert given == compute_json(files, chosen), (name, field, value)
    assert watched.take_faults() == []


def test_on_its_page_the_machine_starts_before_the_pages_own_modules_are_read(
    site: Site, open_page: Open
) -> None:
    watched = open_page()
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url.removeprefix(site.url)))
    open_calculator(watched.page, site.url)
    first = [
        asked.index(f"assets/{name}") for name in ("pyodide/manifest.json", "calculator/element.js")
    ]
    assert first == sorted(first)
    images = [address for address in asked if address.endswith("/image.bin")]
    assert len(images) == 1, "a second machine was started, or what the head asks for was no help"
    assert watched.take_faults() == []
