"""Excel files: the same as the same cells in a text file; and no workbook makes it raise."""

import io
import json
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from kommuneindikatorer import sheets, tables
from kommuneindikatorer.document import Source
from kommuneindikatorer.options import Options
from kommuneindikatorer.reading import Taken, read_sources
from kommuneindikatorer.tables import cell_text, shown_text
from support.kostra import record
from support.properties import tried
from support.workbooks import rows_of, workbook_of

ROOT = Path(__file__).parent.parent
CASES = ROOT / "cases" / "core"
HEAD = ["aar", "kommunenummer", "navn", "brutto_driftsinntekter", "netto_driftsresultat"]


def taken(data: bytes, **chosen: str) -> Taken:
    return read_sources([Source("bok.xlsx", data)], Options(**chosen))


def codes(data: bytes, **chosen: str) -> list[str]:
    return [one.kode for one in taken(data, **chosen).problemer]


def text_cases() -> list[Any]:
    return [
        pytest.param(case, id=case["navn"])
        for name in ("ssb", "skjema")
        for case in json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
        # A sheet's rows are all as wide as the sheet: too short a row cannot be seen there.
        if "linjer" in case and "ulikt-antall-felt" not in case.get("problemer", [])
    ]


@pytest.mark.parametrize("case", text_cases())
def test_a_sheet_of_text_gives_what_its_csv_gives(case: dict[str, Any]) -> None:
    first = read_sources(
        [Source("f", "\n".join(case["linjer"]).encode())], Options(**case.get("valg", {}))
    )
    delimiter = {one.id: one.verdi for one in first.antakelser}["skilletegn"]
    rows = rows_of(case["linjer"], delimiter)
    result = taken(workbook_of(Ark=rows), **case.get("valg", {}))
    assert [one.kode for one in result.problemer] == [one.kode for one in first.problemer]
    amounts = [
        [
            (
                one.kommunenummer,
                one.navn,
                one.aar,
                {post: belop.verdi for post, belop in {**one.belop, **one.prosent}.items()},
            )
            for reading in found.readings
            for one in reading.regnskap
        ]
        for found in (first, result)
    ]
    assert amounts[0] == amounts[1]
    assert result.filer[0].rader == first.filer[0].rader
    assert result.filer[0].kodet == "xlsx"


def test_the_template_is_read_with_numbers_as_numbers() -> None:
    data = workbook_of(
        Mal=[
            HEAD,
            [2023, 4601, "Bergen", 30_000_000, -1500.25],
            [2023.0, "0301", "Oslo", 82_721_474, None],
        ]
    )
    result = taken(data)
    (reading,) = result.readings
    assert result.problemer == ()
    assert [str(one.belop["netto_driftsresultat"].verdi) for one in reading.regnskap] == [
        "-1500.25",
        "None",
    ]
    assert reading.regnskap[0].belop["netto_driftsresultat"].opphav[0].rad == 2
    assert {one.id: one.verdi for one in result.antakelser}["ark"] == "Mal"


def test_the_sheets_that_look_like_accounts_are_read_unless_one_is_asked_for() -> None:
    one: list[list[Any]] = [HEAD, [2023, 4601, "Bergen", 30_000_000, 1]]
    two: list[list[Any]] = [HEAD, [2024, 4601, "Bergen", 30_000_000, 2]]
    data = workbook_of(Forside=[["Hei"]], Regnskap=one, Gammelt=two)
    assert [r.aar for reading in taken(data).readings for r in reading.regnskap] == [2023, 2024]
    assert [r.aar for reading in taken(data, ark="Gammelt").readings for r in reading.regnskap] == [
        2024
    ]
    assert codes(data, ark="Finnes ikke") == ["ukjent-ark"]
    assert codes(data, ark="Forside") == ["ukjent-format"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0,3"), (1.234, "1,2340"), (803398.0, "803398"), (-3901, "-3901"), (1e15, "1000000000000000"),
        (1e-7, "0,0000001"), (1 / 30, "0,033333333333333"), (-2.9e-17, "0"), (True, "SANN"), (None, ""), ("  x ", "  x "), (float("inf"), "inf"),
    ],
)  # fmt: skip
def test_a_cell_becomes_the_text_it_shows(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_a_formula_that_was_never_computed_is_a_fault_and_not_a_blank() -> None:
    data = workbook_of(Mal=[HEAD, [2023, "4601", "Bergen", 30_000_000, "=1+1"]])
    result = taken(data)
    assert [one.kode for one in result.problemer] == ["formler-uten-verdi"]
    (reading,) = result.readings
    found = reading.regnskap[0].belop["netto_driftsresultat"]
    assert found.verdi is None
    assert found.mangler == "«=1+1» er en formel som ikke er regnet ut."


def replaced(data: bytes, part: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>',
        f'<worksheet {SPACE}><sheetData><row r="999999999999"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
        f'<worksheet {SPACE}><sheetData><row r="x"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
        f'<worksheet {SPACE}><sheetData><row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row></sheetData></worksheet>',
        "<worksheet", "", "\0" * 50,
    ],
)  # fmt: skip
def test_a_hostile_or_damaged_sheet_is_refused(xml: str) -> None:
    data = replaced(workbook_of(A=[["x"]]), SHEET, xml.encode())
    assert codes(data) == ["ubrukelig-excel"]


ORDERED = f'<worksheet {SPACE}><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row></sheetData></worksheet>'
DISORDERED = ORDERED.replace('r="1"', 'r="3"').replace('"A1"', '"A3"')


@pytest.mark.parametrize("place", ["xl/data.xml", "xl/sheets/a.bin", "ark/1"])
def test_a_sheet_may_lie_anywhere_and_is_looked_at_there(place: str) -> None:
    def moved(xml: str) -> bytes:
        return with_sheet_at(workbook_of(A=[["x"]]), place, xml.encode())

    (sheet,) = sheets.read_workbook(moved(ORDERED))
    assert [row.cells for row in sheet.rows] == [("1",), ("2",)]
    assert sheets.why_refused(moved(ORDERED)) == ""
    assert codes(moved(DISORDERED)) == ["ubrukelig-excel"]
    hidden = f"<!--{'x' * 9_000}--><!DOCTYPE a>{ORDERED}"
    assert "XML-definisjoner" in sheets.why_refused(moved(hidden))
    for xml, why in ((hidden, "XML-definisjoner"), (DISORDERED, "rekkefølge")):
        wide = with_sheet_at(workbook_of(A=[["x"]]), place, xml.encode("utf-16"))
        assert why in sheets.why_refused(wide)


def test_rows_remembered_of_another_workbook_may_begin_anew() -> None:
    stream = io.BytesIO(workbook_of(A=[["x"]]))
    rows = '<sheetData sheetId="0"><row r="5"/></sheetData><sheetData sheetId="1"><row r="1"/>'
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/externalLinks/externalLink1.xml", f"<externalLink>{rows}</sheetData>")
    assert sheets.why_refused(stream.getvalue()) == ""


def with_sheet_at(data: bytes, place: str, xml: bytes) -> bytes:
    """Return a workbook whose first sheet is this, and lies there."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name).replace(SHEET.encode(), place.encode())
            new.writestr(place if name == SHEET else name, xml if name == SHEET else content)
    return stream.getvalue()


def test_a_text_pasted_into_one_column_is_read_as_the_text() -> None:
    lines = [
        record("1", "120", "010", 1000), record("1", "840", "800", -900),
        record("1", "870", "870", -300), record("1", "880", "540", 200),
    ]  # fmt: skip
    text = "\n".join(lines)
    quoted = "\n".join(f'"{line}"' for line in lines)
    given = workbook_of(A=[[line] for line in lines]), quoted.encode()
    expected = read_sources([Source("f", text.encode())], Options())
    for data in given:
        result = read_sources([Source("f", data)], Options())
        assert [one.format for one in result.readings] == ["kostra"]
        assert [one.regnskap for one in result.readings] == [
            one.regnskap for one in expected.readings
        ]
        assert [(one.lest, one.avvist) for one in result.filer] == [(4, 0)]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sheets.MAX_UNPACKED < 1_000_000_000
    monkeypatch.setattr(sheets, "MAX_UNPACKED", 5_000_000)  # packing 150 takes a second
    data = replaced(workbook_of(A=[["x"]]), SHEET, b" " * (sheets.MAX_UNPACKED + 1))
    assert len(data) < 100_000
    monkeypatch.setattr("kommuneindikatorer.sheets.read_workbook", None)
    result = taken(data)
    assert [one.kode for one in result.problemer] == ["ubrukelig-excel"]
    assert "når den pakkes ut" in result.problemer[0].melding


def test_too_many_cells_are_refused_and_not_half_read(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook_of(A=[HEAD, [2023, 4601, "Bergen", 30_000_000, 1]])
    monkeypatch.setattr(tables, "MAX_ROWS", 1)
    assert codes(data) == ["ubrukelig-excel"]


def test_the_workbook_is_as_openpyxl_itself_reads_it() -> None:
    rows: list[list[Any]] = [[1, None, "x"], [], [None, 2.5]]
    data = workbook_of(A=rows)
    sheet = load_workbook(io.BytesIO(data))["A"]
    (read,) = sheets.read_workbook(data)
    assert [(row.number, row.cells) for row in read.rows] == [
        (1, ("1", "", "x")),
        (3, ("", "2,5", "")),
    ]
    assert sheet.max_row == 3


VALUES: list[tuple[Any, str]] = [
    (1, "0"), (1.5, "General"), (0.065, "0.0%"), (2024, '"Regnskap "0'), (5_000_000, "#,##0,"), (True, "General"), (-3, "# ?/?"), (1e21, "0.00E+00"),
    (datetime.fromisoformat("2024-12-31"), "dd.mm.yyyy"), (datetime.fromisoformat("2024-12-31T08:05"), "m/d/yy h:mm"), (date(1900, 1, 15), "d-mmm-yy"), (time(8, 30), "h:mm"), (0, "h:mm"),
    (timedelta(hours=30), "[h]:mm:ss"), (date(2021, 1, 1), "yyyy"), ("=A1", "General"), ("#N/A", "General"), (" Sum\ndriftsinntekter ", "@"), (45_000, '[Red]"dag "0'),
]  # fmt: skip
KINDS = f"""<worksheet {SPACE}><cols><col min="2" max="2" hidden="1"/></cols><sheetData>
    <row><c><v>7</v></c><c t="n"/><c r="D1" t="b"><v>0</v></c></row>
    <row r="3"><c r="B3" t="inlineStr"><is><r><t>a</t></r><rPh sb="0" eb="1"><t>no</t></rPh><r><t> b</t></r></is></c>
    <c r="A3" t="str"><f>A1</f><v>tekst</v></c><c r="AA3" t="e"><v>#DIV/0!</v></c></row>
    <row r="9"><c r="A9" t="d"><v>2024-12-31</v></c><c r="B9" t="d"><v>2024-12-31T08:05:00Z</v></c>
    <c r="C9"><f>A1</f><v>1.5E-2</v></c><c r="D9"><v></v></c><c r="E9" t="d"><v>08:05</v></c></row>
    </sheetData></worksheet>"""


def in_openpyxls_words(data: bytes) -> list[tuple[int, list[str]]]:
    (sheet,) = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets
    sheet.reset_dimensions()
    rows = (
        [shown_text(cell.value, cell.number_format or "") for cell in row]
        for row in sheet.iter_rows()
    )
    return [(number, row) for number, row in enumerate(rows, start=1) if any(row)]


@pytest.mark.parametrize("mac", [True, False])
def test_values_and_formats_are_what_openpyxl_reads(*, mac: bool) -> None:
    book = Workbook()
    book.epoch = MAC_EPOCH if mac else WINDOWS_EPOCH
    for number, (value, code) in enumerate(VALUES, start=1):
        cell = book.active.cell(number, 1, value)
        cell.number_format = code
    stream = io.BytesIO()
    book.save(stream)
    (read,) = sheets.read_workbook(stream.getvalue())
    is_formula = [number for number, (value, _) in enumerate(VALUES, start=1) if value == "=A1"]
    assert [
        (row.number, list(row.cells)) for row in read.rows if row.number not in is_formula
    ] == in_openpyxls_words(stream.getvalue())
    assert read.uncomputed == len(is_formula)


def test_cells_of_every_kind_are_what_openpyxl_reads() -> None:
    data = replaced(workbook_of(A=[["x"]]), SHEET, KINDS.encode())
    (read,) = sheets.read_workbook(data)
    width = len(read.rows[0].cells)
    expected = [
        (number, row + [""] * (width - len(row))) for number, row in in_openpyxls_words(data)
    ]
    assert [(row.number, list(row.cells)) for row in read.rows] == expected
    assert read.hidden_columns == {1}


def test_shared_texts_are_what_openpyxl_reads() -> None:
    data = workbook_of(A=[["x"]])
    texts = (
        f"<sst {SPACE}><si><t>en</t></si><si><r><rPr><b/></rPr><t>Sum </t></r><r><t>drift</t></r>"
        '<rPh sb="0" eb="1"><t>no</t></rPh></si><si><t>_x005F_x0041_</t></si><si/></sst>'
    )
    cells = "".join(f'<c t="s"><v>{number}</v></c>' for number in (1, 0, 2, 3, 1))
    row = f"<worksheet {SPACE}><sheetData><row>{cells}</row></sheetData></worksheet>"
    office = "officedocument.spreadsheetml.sharedStrings+xml"
    kind = f'<Override PartName="/xl/texts.xml" ContentType="application/vnd.openxmlformats-{office}"/>'
    schema = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    way = f'<Relationship Id="rIdT" Type="{schema}" Target="/xl/texts.xml"/>'
    data = replaced(data, SHEET, row.encode())
    data = ended(data, "[Content_Types].xml", "</Types>", kind)
    data = ended(data, "xl/_rels/workbook.xml.rels", "</Relationships>", way)
    with zipfile.ZipFile(stream := io.BytesIO(data), "a") as archive:
        archive.writestr("xl/texts.xml", texts)
    (read,) = sheets.read_workbook(stream.getvalue())
    assert read.rows[0].cells == ("Sum drift", "en", "_x0041_", "", "Sum drift")
    assert [(1, list(read.rows[0].cells))] == in_openpyxls_words(stream.getvalue())


def ended(data: bytes, part: str, end: str, more: str) -> bytes:
    """Return a workbook with more at the end of a part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read(part).decode()
    assert end in text
    return replaced(data, part, text.replace(end, more + end).encode())


def test_two_cells_in_one_place_are_refused() -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'
    xml = f"<worksheet {SPACE}><sheetData>{row}</sheetData></worksheet>"
    assert codes(replaced(workbook_of(A=[["x"]]), SHEET, xml.encode())) == ["ubrukelig-excel"]


GOOD = workbook_of(A=[HEAD, [2023, 4601, "Bergen", 30_000_000, 1]])


@tried(0.6)
@given(
    place=st.integers(0, len(GOOD) - 1),
    change=st.binary(min_size=1, max_size=8),
    cut=st.integers(0, len(GOOD)),
)
def test_no_damaged_workbook_raises(place: int, change: bytes, cut: int) -> None:
    for data in (
        GOOD[:place] + change + GOOD[place + len(change) :],
        GOOD[:cut],
        GOOD[:place] + GOOD[cut:],
    ):
        result = taken(data)
        assert len(result.filer) == 1
        assert all(one.lest + one.avvist == one.rader for one in result.filer)
        assert result.readings or result.problemer


def test_a_workbook_whose_own_part_has_lost_its_name_is_damaged() -> None:
    result = taken(GOOD.replace(b"xl/workbook.xml", b"xl/workbook.x\x02l"))
    assert [one.navn for one in result.filer] == ["bok.xlsx"]
    assert [one.kode for one in result.problemer] == ["binaer-fil"]


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(),
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=5), st.sampled_from(["region", "2023", "=A1", "Sum driftsinntekter"]),
)  # fmt: skip


@tried(0.6)
@given(
    rows=st.lists(st.lists(CELLS, max_size=5), max_size=5),
    format_=st.sampled_from(["", "mal", "ssb", "skjema"]),
)
def test_no_sheet_raises(rows: list[list[Any]], format_: str) -> None:
    result = taken(workbook_of(A=rows), format=format_)
    (one,) = result.filer
    assert one.lest + one.avvist == one.rader
