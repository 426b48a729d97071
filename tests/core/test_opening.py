"""Files of any kind to documents: the same table whatever holds it, and names for the rest."""

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuneindikatorer import opening
from kommuneindikatorer.document import Source
from kommuneindikatorer.kinds import binary_kind, zip_kind
from kommuneindikatorer.opening import open_source
from kommuneindikatorer.options import Options
from kommuneindikatorer.problems import Problems
from kommuneindikatorer.reading import Taken, read_sources
from kommuneindikatorer.row_log import RowLog
from support.properties import tried
from support.tables import (
    Rows,
    csv_of,
    html_of,
    mht_of,
    odf_of,
    ods_of,
    ods_with,
    xlsx_of,
    xml_of,
    zip_of,
)

FORM = (
    ("Økonomisk oversikt etter art – drift, Bergen kommune", "", ""),
    ("Tall i 1000 kr", "Regnskap 2024", "Regnskap 2023"),
    ("Rammetilskudd", "14 000 000", "13 000 000"),
    ("Inntekts- og formuesskatt", "15 000 000", "14 000 000"),
    ("Sum driftsinntekter", "29 000 000", "27 000 000"),
    ("Sum driftsutgifter", "28 500 000", "27 100 000"),
    ("Brutto driftsresultat", "500 000", "-100 000"),
    ("Netto driftsresultat", "600 000", "(50 000)"),
)
WAYS: dict[str, Callable[[Rows], bytes]] = {
    "csv": csv_of,
    "tab": lambda rows: csv_of(rows, "\t"),
    "pipes": lambda rows: csv_of([("", *row, "") for row in rows], "|"),
    "markdown": lambda rows: csv_of(
        [("", *row, "") for row in (rows[0], ("---",) * 3, *rows[1:])], "|"
    ),
    "xlsx": xlsx_of,
    "ods": ods_of,
    "fods": lambda rows: odf_of(Ark=rows).encode(),
    "html": html_of,
    "mht": mht_of,
    "mht64": lambda rows: mht_of(rows, "base64"),
    "xml": xml_of,
    "zip": lambda rows: zip_of({"regnskap.csv": csv_of(rows)}),
    "utf-16": lambda rows: csv_of(rows, "\t").decode().encode("utf-16"),
    "utf-16 without mark": lambda rows: csv_of(rows, "\t").decode().encode("utf-16-le"),
    "mac": lambda rows: csv_of(rows).decode().replace("\n", "\r").encode("mac-roman"),
    "dos": lambda rows: csv_of(rows).decode().replace("–", "-").encode("cp865"),
    "sep": lambda rows: b"sep=;\r\n" + csv_of(rows),
}


def taken(data: bytes, name: str = "fil", **chosen: str) -> Taken:
    return read_sources([Source(name, data)], Options(**chosen))


def amounts(result: Taken) -> list[tuple[object, ...]]:
    return [
        (one.navn, one.aar, post, found.verdi)
        for reading in result.readings
        for one in reading.regnskap
        for post, found in one.belop.items()
    ]


@pytest.mark.parametrize("way", WAYS)
def test_the_same_rows_give_the_same_amounts_whatever_holds_them(way: str) -> None:
    result = taken(WAYS[way](FORM))
    assert [one.kode for one in result.problemer] == []
    found = amounts(result)
    assert found == amounts(taken(csv_of(FORM)))
    assert ("Bergen", 2024, "netto_driftsresultat", Decimal(600_000)) in found


def test_every_way_gives_the_same_cells() -> None:
    cells = st.sampled_from(("a", "", "1 234", "5,5", "æ & <ø>", "kr 5", "2024"))
    rows = st.lists(st.tuples(st.just("x"), st.just("y"), cells), min_size=2, max_size=5)

    @tried(0.3)
    @given(rows=rows)
    def check(rows: list[tuple[str, str, str]]) -> None:
        for make in (xlsx_of, ods_of, html_of, mht_of, xml_of):
            (document,) = open_source(Source("f", make(rows)), Options(), Problems())
            found = [
                tuple(cell.strip() for cell in row.cells) + ("",) * (3 - len(row.cells))
                for row in document.rows(RowLog("f", Problems()))
            ]
            assert found == rows, make.__name__

    check()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


def ole(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + b"\0" * 100


@pytest.mark.parametrize(
    ("data", "word", "remedy"),
    [
        (ole("EncryptedPackage"), "passord", "fjern passordet"),
        (ole("Workbook"), ".xls", "lagre den som .xlsx"),
        (ole("Book"), ".xls", "lagre den som .xlsx"),
        (ole("WordDocument"), ".doc", "kopier tabellen"),
        (ole("Other"), "eldre Office", ".xlsx"),
        (b"\x09\x08\x10\0\0\6\5\0", ".xls", ".xlsx"),
        (zip_of({"xl/workbook.bin": "x"}), ".xlsb", ".xlsx"),
        (zip_of({"word/document.xml": "x"}), ".docx", "kopier tabellen"),
        (zip_of({"ppt/presentation.xml": "x"}), ".pptx", "kopier tabellen"),
        (zip_of({"Index/Document.iwa": "x"}), "Numbers", "Eksporter"),
        (zip_of({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "x"}), "OpenDocument", "kopier"),
        (ods_with("x", **{"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "passord", "fjern passordet"),
        (b"%PDF-1.7", "PDF", "kopier tabellen"),
        (b"\x89PNG\r\n", "bilde", "regnearket"),
        (b"\xff\xd8\xff\xe0", "bilde", "regnearket"),
        (b"\0\0\0\x18ftypheic", "bilde", "regnearket"),
        (b"\x1f\x8b\x08", "gzip", "Pakk den ut"),
        (b"Rar!\x1a", "RAR", "Pakk den ut"),
        (b"{\\rtf1", "RTF", "kopier"),
        (b"a\0b\0\0", "binær", "CSV"),
        (b"PK\x03\x04 damaged", "skadet", "på nytt"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_with_what_to_do(data: bytes, word: str, remedy: str) -> None:
    (problem,) = taken(data, "f").problemer
    assert problem.kode == "binaer-fil"
    assert word in problem.melding
    assert remedy in problem.melding


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n"])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    assert [one.kode for one in taken(data).problemer] == ["tom-fil"]


def test_a_zip_of_several_files_is_read_as_if_they_were_chosen_themselves() -> None:
    records = "0A2024 460100                  1100 010    40000\n"
    other = records.replace("4601", "1103")
    data = zip_of(
        {
            "regnskap/0A.dat": records,
            "0A_til.dat": other,
            "__MACOSX/._0A.dat": "x",
            ".DS_Store": "x",
            "les meg.pdf": "%PDF-1.4",
            "tom.txt": "",
            "inni.zip": zip_of({"a.csv": "x"}).decode("latin-1"),
        }
    )
    result = taken(data, "pakke.zip")
    apart = read_sources([Source("a", records.encode()), Source("b", other.encode())], Options())
    assert amounts(result) == amounts(apart)
    assert [one.navn for one in result.filer] == [
        "pakke.zip › regnskap/0A.dat",
        "pakke.zip › 0A_til.dat",
    ]
    said = [one.verdi for one in result.problemer if one.kode == "hoppet-over-i-zip"]
    assert said == ["les meg.pdf", "inni.zip"]


def test_a_workbook_in_a_zip_is_read() -> None:
    result = taken(zip_of({"bok.xlsx": xlsx_of(FORM)}), "pakke.zip")
    assert amounts(result) == amounts(taken(csv_of(FORM)))


def test_a_zip_beyond_the_bounds_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    many = zip_of({f"{number}.csv": "a;b" for number in range(opening.MAX_FILES + 1)})
    assert [one.kode for one in taken(many).problemer] == ["ikke-pakket-ut"]
    monkeypatch.setattr(opening, "MAX_MB", 1)
    large = zip_of({"a.csv": "a;b\n" * 600_000})
    assert [one.kode for one in taken(large).problemer] == ["ikke-pakket-ut"]
    assert len(taken(large).filer) == 1


def test_a_zip_with_nothing_to_read_says_so() -> None:
    result = taken(zip_of({"a.pdf": b"%PDF", "b.png": b"\x89PNG"}))
    assert [one.kode for one in result.problemer][-1] == "ikke-pakket-ut"
    assert [one.kode for one in taken(zip_of({"__MACOSX/._a": "x"})).problemer] == [
        "ikke-pakket-ut"
    ]


def test_a_locked_zip_is_said_to_be_locked() -> None:
    data = bytearray(zip_of({"a.csv": "a;b"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (problem,) = taken(bytes(data)).problemer
    assert "låst med passord" in problem.melding


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><a/>',
        "<a",
        "",
        odf_of(Ark=FORM).replace("<table:table-row>", '<table:table-row table:number-rows-repeated="99999999">'),
        odf_of(Ark=FORM).replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="99999999" '),
    ],
)  # fmt: skip
def test_a_hostile_or_damaged_ods_is_refused(xml: str) -> None:
    assert [one.kode for one in taken(ods_with(xml)).problemer] == ["ubrukelig-excel"]


def test_definitions_in_an_xml_spreadsheet_are_refused() -> None:
    head, _, rest = xml_of(FORM).decode().partition("<Workbook")
    data = f'{head}<!DOCTYPE a [<!ENTITY b "c">]><Workbook{rest}'
    assert [one.kode for one in taken(data.encode()).problemer] == ["ubrukelig-excel"]


ODS_CELL = '<table:table-cell office:value-type="{}" office:value="{}"{}><text:p>{}</text:p></table:table-cell>'


@pytest.mark.parametrize(
    ("kind", "value", "shown", "text"),
    [
        ("float", "1234567.5", "1 234 568", "1234567,5"),
        ("float", "13012356000", "13 012 356", "13012356"),
        ("float", "2021", "Regnskap 2021", "Regnskap 2021"),
        ("float", "0.30000000000000004", "0,3", "0,3"),
        ("currency", "12", "kr 12", "12"),
        ("percentage", "0.065", "6,5 %", "6,5 %"),
        ("float", "0", "#REF!", "#REF!"),
        ("float", "x", "som vist", "som vist"),
        ("string", "", "tekst", "tekst"),
    ],
)
def test_a_cell_of_an_ods_is_what_it_shows_with_all_its_digits(
    kind: str, value: str, shown: str, text: str
) -> None:
    cell = ODS_CELL.format(kind, value, "", shown)
    content = odf_of(Ark=[["a", "b"]]).replace("</table:table-row>", f"{cell}</table:table-row>")
    (document,) = open_source(Source("f", ods_with(content)), Options(), Problems())
    assert document.head_rows[0].cells == ("a", "b", text)


def test_dates_formulas_spans_and_hidden_columns_of_an_ods() -> None:
    more = (
        '<table:table-cell office:value-type="date" office:date-value="2021-12-31T00:00:00">'
        "<text:p>des</text:p></table:table-cell>"
        '<table:table-cell table:formula="of:=SUM(A1)"/>'
        '<table:table-cell office:value-type="string" table:number-columns-spanned="2">'
        "<text:p>Budsjett</text:p><office:annotation><text:p>merknad</text:p></office:annotation>"
        "</table:table-cell><table:covered-table-cell/>"
    )
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    content = (
        odf_of(Ark=[["a"]])
        .replace("</table:table-row>", f"{more}</table:table-row>")
        .replace("<table:table-row>", f"{columns}<table:table-row>", 1)
    )
    (document,) = open_source(Source("f", ods_with(content)), Options(), Problems())
    assert document.head_rows[0].cells == ("a", "31.12.2021", "=SUM(A1)", "Budsjett", "Budsjett")
    assert document.hidden_columns == {1}
    assert document.uncomputed == 1


PAGE = """<html><head><style>td {}</style><script>if (a<b) "<table>"</script></head><body>
<table><tr><td><h2>Drift</h2><table>
<tr><th rowspan=2>Tekst<th colspan="2">Regnskap<th>Budsjett
<tr><th>2024</th><th>2023</th><th>2024</th></tr>
<!-- <tr><td>nei</td></tr> -->
<tr><td>Sum&nbsp;driftsinntekter<br>(i alt)</td><td>1&#160;234</td><td>5</td><td>6</td></tr>
</table></td><td>meny</td></tr></table>
<table><caption>Balanse</caption><tr><td>a<td>b<tr><td>c<td>d</table>
<table><tr><td>alene</td></tr></table></body>"""


def test_the_tables_of_a_page_are_found_with_their_titles_and_merged_headings() -> None:
    documents = open_source(Source("f.xls", PAGE.encode()), Options(), Problems())
    assert [one.ark for one in documents] == ["Drift", "Balanse"]
    assert [row.cells for row in documents[0].head_rows] == [
        ("Tekst", "Regnskap", "Regnskap", "Budsjett"),
        ("", "2024", "2023", "2024"),
        ("Sum driftsinntekter (i alt)", "1 234", "5", "6"),
    ]


def test_a_page_without_a_table_says_so() -> None:
    (problem,) = taken(b"<!doctype html><html><p>Logg inn</p></html>").problemer
    assert "Nettsiden er ikke lest: ingen tabeller" in problem.melding


@pytest.mark.parametrize(
    "text",
    [
        "<" * 50_000,
        "<table>" * 5_000,
        "<a" * 30_000,
        "<!--" * 20_000 + "<table",
        "<table><tr>" + '<td rowspan=9999 colspan="9999">' * 300,
        "<td" + "a" * 100_000,
        "<script" * 20_000 + "<table>",
    ],
)
def test_a_hostile_page_is_read_or_refused(text: str) -> None:
    result = taken(text.encode())
    assert all(one.lest + one.avvist == one.rader for one in result.filer)
    assert result.problemer


GOOD = {
    name: WAYS[name](FORM) for name in ("xlsx", "ods", "html", "mht", "xml", "zip", "fods", "csv")
}


@tried(1)
@given(
    way=st.sampled_from(sorted(GOOD)),
    place=st.integers(0, 4_000),
    change=st.binary(max_size=8),
    cut=st.integers(0, 9_000),
)
def test_no_damaged_file_raises(way: str, place: int, change: bytes, cut: int) -> None:
    good = GOOD[way]
    for data in (
        good[:place] + change + good[place + len(change) :],
        good[:cut],
        good[:place] + good[cut:],
        good[:4] + change + good[4:],
    ):
        result = taken(data)
        assert all(one.lest + one.avvist == one.rader for one in result.filer)
        assert result.filer
        assert result.readings or result.problemer


def packed_again(data: bytes, part: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        return zip_of({one: content if one == part else old.read(one) for one in old.namelist()})


@tried(1)
@given(
    place=st.integers(0, 3_000), change=st.text(max_size=12), name=st.sampled_from(("xlsx", "ods"))
)
def test_no_damaged_part_of_a_workbook_raises(place: int, change: str, name: str) -> None:
    part = {"xlsx": "xl/worksheets/sheet1.xml", "ods": "content.xml"}[name]
    with zipfile.ZipFile(io.BytesIO(GOOD[name])) as archive:
        xml = archive.read(part)
    damaged = xml[:place] + change.encode("utf-8", errors="replace") + xml[place:]
    result = taken(packed_again(GOOD[name], part, damaged))
    assert all(one.lest + one.avvist == one.rader for one in result.filer)
    assert result.readings or result.problemer


@given(st.binary(max_size=200))
def test_no_bytes_raise_when_named(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", OLE[:8]):
        binary_kind(start + data)
        zip_kind(start + data)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((("Sum driftsinntekter", ""), ("Lønnsutgifter", "")), "Nærmest regnskapsskjemaet: fant linjene «Sum driftsinntekter» og «Lønnsutgifter», men ingen beløpskolonne."),
        ((("Lønnsutgifter", "40 %"), ("x", "")), "men bare prosenter, ingen beløp."),
        ((("Ansvar", "Prosjekt", "Navn"), ("1", "2", "x")), "Nærmest en hovedbok: fant overskriftene «Ansvar» og «Prosjekt»"),
        ((("a", "b", "c"), ("1", "2", "3")), "Den har 3 kolonner, men ingen overskrift eller linje"),
        ((("bare tekst",),), "Den er tekst uten kolonner"),
        ((("Sektor", "2024"), ("Oppvekst", "1"), ("Helse", "2"), ("Teknisk", "3")), "fordelt på områder («Oppvekst» og «Helse»)"),
        ((("52AF2023 0300 1234 5678 9012 3456 78",),) * 3, "begynner med «52AF»"),
    ],
)  # fmt: skip
def test_the_last_resort_says_what_came_nearest(rows: Rows, said: str) -> None:
    problem = taken(csv_of(rows)).problemer[-1]
    assert problem.kode == "ukjent-format"
    assert said in problem.melding


@pytest.mark.parametrize(
    "text",
    [
        '[{"konto": 1010, "konto": 2}]',
        '[{"a": ' + "[" * 40 + "]" * 40 + "}]",
        '[{"a": ' + "9" * 5_000 + "}]",
        '[{"a": 1}, 2]',
        '[{"a": 1}',
        "[{}]",
        '{"a": [{"b": 1}], "c": [{"b": 1}]}',
    ],
)
def test_json_that_is_no_list_of_records_is_no_table(text: str) -> None:
    result = taken(text.encode())
    assert not result.readings
    assert [one.kode for one in result.problemer] == ["ukjent-format"]
