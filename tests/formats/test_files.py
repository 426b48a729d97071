"""The data files: golden, valid, and equal to each other."""

import csv
import hashlib
import io
import json
from pathlib import Path

import frictionless
import pytest

from sitegen.facts.fact import csv_text, facts_of, harmless
from sitegen.formats.files import data_files, extract_files
from sitegen.formats.workbook import spreadsheet_text
from sitegen.note.model import Note
from support.golden import check_golden
from support.node import called
from support.notes import raw, read
from support.opened import sheet_text

GOLDEN = Path(__file__).parents[1] / "golden"
COLUMNS = "tabell,radgruppe,rad,kolonnegruppe,kolonne,indikator,gruppe,aar,utvalg,verdi,enhet,grunnlag,status,fotnoter,linje,trykt,merknad"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    note = read()
    return data_files(note, facts_of(note), raw())


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


def test_the_whole_extraction_is_as_it_was() -> None:
    note = read()
    extracted = extract_files(note, facts_of(note))
    assert sorted(extracted) == [
        *("figur-3.csv", "notat.json"),
        *("tabell-1.csv", "tabell-2.csv", "tabell-3.csv", "tabell-5.csv", "tabell-6.csv"),
    ]
    for name, data in extracted.items():
        check_golden(GOLDEN / "extract" / name, data)


def test_the_note_s_file_tells_its_author_from_the_site(files: dict[str, bytes]) -> None:
    content = json.loads(files["notat.json"])
    assert list(content)[:2] == ["nettsted", "lisens"]
    assert content["opphav"].startswith("Det tekniske beregningsutvalg")
    assert content["nettsted"].startswith("nettstedet TBU-notatet")
    assert content["lisens"].startswith("Notatet er et offentlig dokument")
    assert "utgiver" not in content


def test_a_note_s_file_is_read_back_whatever_it_calls_the_author(files: dict[str, bytes]) -> None:
    now = files["notat.json"]
    before = now.replace(b'"opphav"', b'"utgiver"')
    assert before != now
    assert Note.model_validate_json(before).about == Note.model_validate_json(now).about


def test_the_canonical_file_has_the_promised_columns_and_line_ends(files: dict[str, bytes]) -> None:
    assert files["tabell-3.csv"].split(b"\n")[0].decode() == COLUMNS
    assert b"\r" not in files["tabell-3.csv"]
    assert [len(rows(files[f"tabell-{n}.csv"])) for n in (1, 2, 3, 5, 6)] == [190, 12, 60, 42, 36]


def test_a_printed_row_reads_back_cell_by_cell(files: dict[str, bytes]) -> None:
    found = rows(files["tabell-2.csv"])[7]
    assert found == {
        "tabell": "tabell-2",
        "radgruppe": "Kommunene (inkl. Oslo)",
        "rad": "Netto driftsresultat",
        "kolonnegruppe": "",
        "kolonne": "2024",
        "indikator": "netto_driftsresultat",
        "gruppe": "kommunene",
        "aar": "2024",
        "utvalg": "alle",
        "verdi": "-0.6",
        "enhet": "prosent av brutto driftsinntekter",
        "grunnlag": "kasse",
        "status": "anslag",
        "fotnoter": "1",
        "linje": "419",
        "trykt": "–0,6",
        "merknad": "",
    }


def test_the_spreadsheet_file_says_what_it_is_above_the_printed_layout(
    files: dict[str, bytes],
) -> None:
    data = files["tabell-6-excel.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    lines = sheet_text(data)
    assert [line[0].partition(":")[0] for line in lines[1:6]] == [
        *("Enhet", "Grunnlag", "Utvalg", "Status", "Kilde")
    ]
    assert lines[0][0].startswith("Tabell 6 Netto driftsresultat")
    assert lines[3][0] == "Utvalg: alle utenom Oslo (2023), utvalget (2023–2024)"
    table = lines[7:]
    assert table[1] == ["", "2023", "2023", "2024", "2023", "2023", "2024"]
    assert table[7] == ["Nord-Norge", "-1,9", "-2,3", "-1,3", "8,1", "7,5", "5,2"]
    assert {len(line) for line in lines} == {7}


RUN = [
    "=1+1",
    "+1",
    "-1",
    "@a",
    "\uff1d1+1",
    "\u200b=1+1",
    " =1",
    "\ufeff\u2060+1",
    "\tord",
]
CUT = {  # by a spreadsheet that takes another sign than the file's own for the end of a cell
    "X;=1+1;Y": "X;'=1+1;Y",
    "X,=2+2": "X,'=2+2",
    "X\t\u200b+1": "X\t\u200b'+1",
    'X; ""=1': 'X; ""\'=1',
    "X\n\uff1d1": "X\n'\uff1d1",
    ";@a": ";'@a",
    "\t=1": "'\t'=1",
    "=1;=2,-x": "'=1;'=2,'-x",
}
WORDS = ["a;b, c (=d)", "-", "–", "Rad − 1", "0–3 000", "a=b", "1508", "2024"]
CODES = ["0301", "14.2", "1-2", "1/2/2024"]


def test_no_text_is_run_or_taken_for_a_number_by_a_spreadsheet() -> None:
    texts = [*RUN, *CUT, *WORDS, *CODES]
    lines = sheet_text(spreadsheet_text([], [[one] for one in texts]))
    words = [*(f"'{one}" for one in RUN), *CUT.values(), *WORDS]
    assert [line[0] for line in lines] == [*words, *(f"{one}\u200b" for one in CODES)]
    # A program takes a code for what it is, and a signed number stays one.
    numbers = ["+1", "-1"]
    own = rows(csv_text(["a", "b"], [[one, None] for one in texts]).encode())
    signed = [
        one if one in numbers else words[place] for place, one in enumerate(texts[: len(words)])
    ]
    assert [row["a"] for row in own] == [*signed, *CODES]


def test_no_text_takes_long_to_be_made_harmless() -> None:
    """Each run of what may stand before a sign is looked at once; else these would not end."""
    for run in ("\t", ",", '"', "\u200b", ";'"):
        assert harmless(f"a{run * 200_000}b") == f"a{run * 200_000}b"
        text = called([("../shared/csv", "asText", [[[f"a{run * 200_000}b"]], "csv"])])[0]
        assert str(text).replace('"', "").strip() == f"a{run * 200_000}b".replace('"', "")


def test_browsers_write_the_same_file_as_the_build() -> None:
    rows = [[one, {"tall": "-14.20"}, None] for one in (*RUN, *CUT, *WORDS, *CODES)]
    (text,) = called([("../shared/csv", "asText", [rows, "excel"])])
    assert str(text).encode() == spreadsheet_text([], rows)


def test_the_package_describes_every_file_and_is_valid(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    package = json.loads(files["datapackage.json"])
    described = {resource["path"]: resource for resource in package["resources"]}
    assert set(described) == set(files) - {"datapackage.json"}
    for name, resource in described.items():
        digest = hashlib.sha256(files[name]).hexdigest()
        assert (resource["hash"], resource["bytes"]) == (f"sha256:{digest}", len(files[name]))
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.to_summary()
    assert report.stats["tasks"] == len(described)


def test_a_changed_file_makes_the_package_invalid(files: dict[str, bytes], tmp_path: Path) -> None:
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    wrong = files["tabell-3.csv"].replace(b",anslag,", b",kanskje,", 1)
    (tmp_path / "tabell-3.csv").write_bytes(wrong)
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid
