"""The Excel files, read back by other programs than the one that wrote them."""

import csv
import io
import subprocess
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from sitegen.facts.fact import Fact, csv_text, facts_of
from sitegen.facts.formatting import decimals
from sitegen.formats.files import data_files
from sitegen.formats.workbook import Sheet, number, plain_cell, spreadsheet_text, tidy_sheet
from sitegen.note.model import plain
from sitegen.pages.edition import Edition
from sitegen.pages.unit import BOOK, Source, spreadsheet_csv, units_csv
from sitegen.pages.workbooks import books
from sitegen.publish.workbooks import frame_books, unit_books, workbooks, writer_files
from support.charts import charts, settled_note
from support.node import called
from support.notes import ROOT, raw
from support.opened import column, in_libreoffice, read_book
from support.units import profile

ADDRESS = "https://tbu.example.org/2025-03-07/"
SOURCE = Source("Statistisk sentralbyrå", "", "nettstedet")
CODES = ["0301", "=1+1", "\u200b=1+1", "\uff1d1+1", "14.2", "1-2", "1508"]
SOFFICE = subprocess.run(
    [ROOT / "tools/find_soffice"], check=True, capture_output=True, text=True
).stdout.strip()
UNITS = ("1508", "0301", "15")


@pytest.fixture(scope="module")
def edition() -> Edition:
    note = settled_note()
    own = [profile(number) for number in UNITS]
    return Edition(note=note, facts=facts_of(note), charts=charts(), profiles=own, address=ADDRESS)


@pytest.fixture(scope="module")
def files(edition: Edition) -> Mapping[str, bytes]:
    return workbooks(ROOT, books(edition))


@pytest.fixture(scope="module")
def opened(files: Mapping[str, bytes]) -> dict[str, Workbook]:
    return {name: read_book(data) for name, data in files.items()}


def values(sheet: Worksheet) -> list[Cell]:
    """Return the cells of the table that hold what the note prints, in reading order."""
    frozen = sheet.freeze_panes or "B7"  # LibreOffice saves none of it without a window
    first = int("".join(filter(str.isdigit, frozen)))
    body = sheet.iter_rows(min_row=first, min_col=2)
    return [cell for row in body for cell in row if isinstance(cell.value, int | float)]


def test_every_table_and_figure_has_a_file_and_one_holds_them_all(
    edition: Edition, opened: dict[str, Workbook]
) -> None:
    shown = [one for one in edition.note.exhibits if one.grid or edition.charts_of(one)]
    assert set(opened) == {"alle-tall.xlsx", *(f"{one.id}.xlsx" for one in shown)}
    assert len(shown) == 9
    for one in shown:
        assert opened[f"{one.id}.xlsx"].sheetnames[-3:] == ["Data", "Noter", "Om"]
        assert one.name in opened["alle-tall.xlsx"].sheetnames[0:-3]


def test_every_printed_number_is_that_number_with_its_decimals(
    edition: Edition, opened: dict[str, Workbook]
) -> None:
    for name, facts in edition.facts.items():
        own = edition.note.exhibit(name).name
        for book in (opened[f"{name}.xlsx"], opened["alle-tall.xlsx"]):
            cells = values(book[own])
            printed = [one.verdi for one in facts if one.verdi is not None]
            assert [Decimal(str(cell.value)) for cell in cells] == printed
            shown = [len(cell.number_format.partition(".")[2]) for cell in cells]
            assert shown == [decimals(one) for one in printed]


def test_headings_are_merged_as_printed_and_stay_when_the_rest_is_scrolled(
    opened: dict[str, Workbook],
) -> None:
    sheet = opened["tabell-5.xlsx"]["Tabell 5"]
    assert sheet.freeze_panes == "B7"
    over = {str(one) for one in sheet.merged_cells.ranges}
    assert {"B4:D4", "E4:G4", "B5:C5", "E5:F5", "A1:G1"} <= over
    assert [sheet[at].value for at in ("B4", "E4", "B5", "D5")] == [
        *("Netto driftsresultat", "Disposisjonsfond", "2023", "2024¹")
    ]
    assert sheet.column_dimensions["A"].width >= len("Over 50 000")


def test_what_the_numbers_are_stands_above_and_notes_and_source_below(
    edition: Edition, opened: dict[str, Workbook]
) -> None:
    for name in edition.facts:
        exhibit = edition.note.exhibit(name)
        words = [row[0].value for row in opened[f"{name}.xlsx"][exhibit.name].iter_rows()]
        assert words[0] == plain(exhibit.caption.content)
        assert all(term in str(words[1]) for term in ("Enhet", "Grunnlag", "Utvalg", "Status"))
        below = [f"{one.sign} {plain(one.content)}" for one in exhibit.footnotes]
        source = [plain(exhibit.source.content)] if exhibit.source else []
        assert [one for one in words if one in {*below, *source}] == [*below, *source]
        assert not exhibit.basis_note or exhibit.basis_note in words


def test_the_data_sheet_has_every_fact_with_numbers_as_numbers(
    edition: Edition, opened: dict[str, Workbook]
) -> None:
    facts: list[Fact] = [one for rows in edition.facts.values() for one in rows]
    sheet = opened["alle-tall.xlsx"]["Data"]
    found = [None if v is None else Decimal(str(v)) for v in column(sheet, "verdi")]
    by_place = sorted(facts, key=lambda one: (one.linje, one.tabell))
    assert sorted(v for v in found if v is not None) == sorted(
        one.verdi for one in by_place if one.verdi is not None
    )
    assert len(found) == len(facts) == 346
    assert {type(year) for year in column(sheet, "aar")} == {int}


def test_a_file_says_by_itself_where_it_is_from(opened: dict[str, Workbook]) -> None:
    for name, book in opened.items():
        about = {row[0].value: row[1].value for row in book["Om"].iter_rows()}
        assert {"Innhold", "Kilde", "Vilkår", "Notatet", "Versjon"} <= set(about), name
        assert str(about["Adresse"]).startswith(ADDRESS)
    about = {row[0].value: row[1].value for row in opened["figur-3.xlsx"]["Om"].iter_rows()}
    assert about["Grunnlag"] == "konsern (2022–2023), kasse (2024)"
    assert about["Status"] == "endelig (2022–2023), anslag (2024)"


def test_a_figure_drawn_anew_has_what_it_is_drawn_from(
    edition: Edition, opened: dict[str, Workbook]
) -> None:
    drawn = edition.charts["figur-4"].points
    found = [Decimal(str(cell.value)) for cell in values(opened["figur-4.xlsx"]["Figur 4"])]
    assert sorted(found) == sorted(one.verdi for one in drawn if one.verdi is not None)
    assert opened["figur-4.xlsx"]["Figur 4"]["A1"].value == (
        "Erstatning for figur 4: Netto driftsresultat i 2023 og 2024, kommune for kommune"
    )


def test_the_same_content_gives_the_same_bytes(
    tmp_path: Path, edition: Edition, files: Mapping[str, bytes]
) -> None:
    for name in ("docs", "node_modules", "tools"):
        (tmp_path / name).symlink_to(ROOT / name)
    own = {"tabell-3.xlsx": books(edition)["tabell-3.xlsx"]}
    assert workbooks(tmp_path, own)["tabell-3.xlsx"] == files["tabell-3.xlsx"]


STRANGE = ["0301", "=1+1", "\uff1d1+1", "<b>&", "14.2", "", "-"]


def test_text_is_text_and_runs_nothing() -> None:
    sheets = [tidy_sheet(["ord", "tall"], [(word, Decimal("-1.50")) for word in STRANGE])]
    cells = list(read_book(workbooks(ROOT, {"a": sheets})["a"])["Data"].iter_rows(min_row=2))
    assert [row[0].value for row in cells] == [word or None for word in STRANGE]
    assert {row[0].data_type for row in cells if row[0].value} == {"s"}
    assert [(row[1].value, row[1].number_format) for row in cells] == [(-1.5, "0.00")] * len(cells)


def test_a_unit_s_file_has_what_its_page_has(edition: Edition, tmp_path: Path) -> None:
    own = profile("1508")
    folder = tmp_path / own.adresse
    folder.mkdir(parents=True)
    made = {own.adresse: unit_books(ROOT, edition)[own.adresse]}
    frame_books(tmp_path, made, ADDRESS)
    book = read_book((folder / BOOK).read_bytes())
    about = {row[0].value: row[1].value for row in book["Om"].iter_rows()}
    assert about["Adresse"] == f"{ADDRESS}{own.adresse}"
    assert book.sheetnames == ["År for år", "Plasser", "Data", "Noter", "Om"]
    years = [row for row in book["År for år"].iter_rows(min_row=5) if row[1].value is not None]
    found = {str(row[0].value)[:4]: Decimal(str(row[1].value)) for row in years}
    assert {str(one.aar): round(one.netto.pst, 9) for one in own.aar} == {
        year: round(value, 9) for year, value in found.items()
    }
    assert str(years[-1][0].value) == "2020*"
    assert years[0][1].number_format == "0.0"
    assert years[0][2].number_format == "#,##0"
    words = [str(row[0].value) for row in book["År for år"].iter_rows()]
    assert "* Tallene er med Haram i 2020–2023." in words
    rows = list(csv.DictReader(io.StringIO(units_csv(own))))
    assert len(column(book["Data"], "verdi")) == len(rows)
    numbers = [cell.value for cell in book["Plasser"]["B"]][3:]
    assert "1508" in numbers
    assert all(isinstance(one, str) for one in numbers)


def test_browsers_get_the_writer_without_a_way_to_what_is_not_there() -> None:
    (data,) = writer_files(ROOT).values()
    assert b"writeXlsxFile" in data
    assert b"sourceMappingURL" not in data


@pytest.mark.slow
@pytest.mark.skipif(not SOFFICE, reason="tools/find_soffice found no LibreOffice")
def test_a_norwegian_libreoffice_takes_every_number_for_a_number_and_every_code_for_text(
    tmp_path: Path, edition: Edition, files: Mapping[str, bytes]
) -> None:
    note, facts = edition.note, edition.facts
    csvs = {
        name: data
        for name, data in data_files(note, facts, raw()).items()
        if name.endswith("-excel.csv")
    }
    own = profile("0301")
    coded = [Sheet("Ark", [[plain_cell(one), number(Decimal("14.2"))] for one in CODES])]
    made = {
        "oslo.csv": spreadsheet_csv(own, SOURCE).encode(),
        "koder.xlsx": workbooks(ROOT, {"koder": coded})["koder"],
        "tekst.csv": spreadsheet_text([], coded[0].rader),
    }
    given = {"tabell-5.xlsx": files["tabell-5.xlsx"], **csvs, **made}
    seen = in_libreoffice(SOFFICE, tmp_path, given)
    for name in csvs:
        printed = [o.verdi for o in facts[name.removesuffix("-excel.csv")] if o.verdi is not None]
        cells = [c.value for row in seen[name].active.iter_rows(min_col=2) for c in row]
        found = [Decimal(str(v)) for v in cells if isinstance(v, int | float)]
        assert [v for v in found if v < 1900] == printed, name
        assert not [v for v in cells if hasattr(v, "year")], name
    assert [Decimal(str(c.value)) for c in values(seen["tabell-5.xlsx"].worksheets[0])] == [
        one.verdi for one in facts["tabell-5"] if one.verdi is not None
    ]
    for name in ("koder.xlsx", "tekst.csv"):
        codes, numbers = zip(*seen[name].active.iter_rows(), strict=True)
        seen_as = [str(one.value).removeprefix("'").removesuffix("\u200b") for one in codes]
        assert seen_as[:-1] == CODES[:-1], name
        assert {one.data_type for one in codes[:-1]} == {"s"}
        assert [one.value for one in numbers] == [14.2] * len(CODES)
    rows = list(csv.DictReader(io.StringIO(units_csv(own))))
    (place,) = (c for c in seen["oslo.csv"].active[5] if c.value == "verdi")
    found = [row[place.column - 1].value for row in seen["oslo.csv"].active.iter_rows(min_row=6)]
    assert [round(float(str(one)), 9) for one in found] == [
        round(float(row["verdi"]), 9) for row in rows
    ]


@pytest.mark.slow
@pytest.mark.skipif(not SOFFICE, reason="tools/find_soffice found no LibreOffice")
@pytest.mark.parametrize("separator", [";", ","], ids=["norsk", "engelsk"])
def test_no_text_is_a_formula_in_any_country(tmp_path: Path, separator: str) -> None:
    hostile = ["=1+1", "X;=1+1;Y", "X,=2+2", 'X;"=1+1', "X\n=1", "\t=1", "\u200b=1", "\uff1d1+1"]
    cells = [[one, number(Decimal(-1))] for one in hostile]
    browser = called([("../shared/csv", "asText", [cells, name]) for name in ("csv", "excel")])
    given = {
        "program.csv": csv_text(["a", "b"], [[one, -1] for one in hostile]).encode(),
        "regneark.csv": spreadsheet_text([], cells),
        "nettleser.csv": str(browser[0]).encode(),
        "nettleser-excel.csv": str(browser[1]).encode(),
        "bok.xlsx": workbooks(ROOT, {"bok": [Sheet("Ark", cells)]})["bok"],
    }
    raw_file = {"farlig.csv": "".join(f'"{one}",1\n' for one in hostile[1:3]).encode()}
    seen = in_libreoffice(SOFFICE, tmp_path, given | raw_file, str(ord(separator)))
    formulas = {
        name: [
            cell.value for row in book.active.iter_rows() for cell in row if cell.data_type == "f"
        ]
        for name, book in seen.items()
    }
    # The same words as they are, in quotes: the program runs them where it cuts by another sign.
    assert bool(formulas.pop("farlig.csv")) == (separator == ";")
    assert formulas == {name: [] for name in given}
