"""The examples of «Bruk dataene», copied from the built page and run against the served site."""

import csv
import io
import re
import shutil
import subprocess
from dataclasses import dataclass
from decimal import Decimal
from urllib.request import ProxyHandler, build_opener

import pytest

from sitegen.facts.fact import Fact, facts_of
from support.examples import Examples, examples_in, run_python
from support.hosting import Site
from support.notes import read
from support.opened import sheet_text

pytestmark = pytest.mark.slow

# What R reads as a number without being told anything.
R_NUMBER = re.compile(r"-?\d+(\.\d+)?")
NORWEGIAN = re.compile(r"-?\d+(,\d+)?")


@dataclass(frozen=True)
class Served:
    url: str
    examples: Examples

    def get(self, address: str) -> bytes:
        with build_opener(ProxyHandler({})).open(address) as answer:
            return answer.read()


@pytest.fixture(scope="module")
def served(site: Site) -> Served:
    page = (site.folder / "data/bruk/index.html").read_text(encoding="utf-8")
    return Served(site.url, examples_in(page))


@pytest.fixture(scope="module")
def printed() -> list[Fact]:
    rows = facts_of(read())["tabell-3"]
    return [
        one for one in rows if (one.indikator, one.gruppe) == ("netto_driftsresultat", "kommunene")
    ]


def test_pandas_reads_what_the_note_prints(served: Served, printed: list[Fact]) -> None:
    head, *rows = run_python(served.examples.pandas)
    assert head == ["aar", "verdi", "status"]
    assert [(int(year), Decimal(value), status) for year, value, status in rows] == [
        (one.aar, one.verdi, one.status) for one in printed
    ]


def test_the_standard_library_reads_what_the_note_prints_to_the_digit(
    served: Served, printed: list[Fact]
) -> None:
    rows = run_python(served.examples.standard)
    assert rows == [[str(one.aar), str(one.verdi), one.status] for one in printed]
    assert ["2024", "-0.3", "anslag"] in rows


def test_r_is_told_what_the_file_is(served: Served) -> None:
    """Hold the file against R's own rules: this stands in for R, which is seldom at hand."""
    code = served.examples.r
    address = re.match(r'adresse <- "([^"]+)"\n', code)
    assert address
    assert 'read.csv(adresse, fileEncoding = "UTF-8", na.strings = "")' in code
    raw = served.get(address[1])
    assert not raw.startswith(b"\xef\xbb\xbf")  # else R calls the first column «X.U.FEFF.tabell»
    names, *rows = csv.reader(io.StringIO(raw.decode("utf-8"), newline=""))
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_.]*", name) for name in names)
    assert {len(row) for row in rows} == {len(names)}
    for column in ("aar", "verdi"):
        values = [row[names.index(column)] for row in rows]
        assert all(R_NUMBER.fullmatch(value) for value in values if value)
    for column, value in re.findall(r'(\w+) == "([^"]+)"', code):
        assert value in {row[names.index(column)] for row in rows}
    shown = re.search(r"c\(([^)]+)\)", code)
    assert shown
    assert set(re.findall(r'"(\w+)"', shown[1])) <= set(names)


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not on this machine")
def test_r_reads_what_the_note_prints(served: Served, printed: list[Fact]) -> None:
    done = subprocess.run(
        ["Rscript", "-e", served.examples.r], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    rows = [line.split() for line in done.stdout.splitlines()[1:]]
    assert [(int(year), Decimal(value), status) for year, value, status in rows] == [
        (one.aar, one.verdi, one.status) for one in printed
    ]


def test_excel_opens_the_printed_table_by_itself(served: Served) -> None:
    raw = served.get(f"{served.url}data/tabell-3-excel.csv")
    assert raw.startswith(b"\xef\xbb\xbf")  # without it, Excel takes æ, ø and å for others
    rows = sheet_text(raw)
    assert {len(row) for row in rows} == {12}
    *columns, last = zip(*rows[rows.index([""] * 12) + 1 :], strict=True)
    assert last[0] == "Merknad"  # some values of this table must not be used unread
    values = [cell for column in columns[1:] for cell in column[1:] if cell]
    assert values
    assert all(NORWEGIAN.fullmatch(cell) for cell in values)
    assert "-0,3" in values


def test_power_query_is_told_what_the_file_is(served: Served) -> None:
    query = served.examples.query
    address = re.search(r'Adresse = "([^"]+)",\n', query)
    assert address
    assert 'Web.Contents(Adresse), [Delimiter = ",", Encoding = 65001]' in query
    text = served.get(address[1]).decode("utf-8")  # code page 65001
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    typed = dict(re.findall(r'\{"(\w+)", (Int64\.Type|type number)\}', query))
    assert typed == {"aar": "Int64.Type", "verdi": "type number"}
    assert '"en-US"' in query  # decimal point
    assert all(row["aar"].isdecimal() for row in rows)
    assert all(R_NUMBER.fullmatch(row["verdi"]) for row in rows if row["verdi"])
    assert query.count("{") == query.count("}")
    assert query.count("(") == query.count(")")


def test_the_files_beside_the_pages_are_served(served: Served) -> None:
    for path in ("dcat.jsonld", "llms.txt", "data/datapackage.json", "data/tabell-3.json"):
        assert served.get(f"{served.url}{path}")
    assert f'"{served.url}data/tabell-3.csv"' in served.get(f"{served.url}dcat.jsonld").decode()


def test_the_head_of_a_page_describes_its_data_in_a_form_that_no_browser_runs(
    site: Site,
) -> None:
    for path in ("tabeller/resultat-konsern", "figurer/aktivitet-og-inntekt", "data"):
        page = (site.folder / path / "index.html").read_text(encoding="utf-8")
        head = page.partition("</head>")[0]
        assert '<script type="application/ld+json">{"@context": "https://schema.org/"' in head
        assert f'"contentUrl": "{site.url}' in head
    front = (site.folder / "index.html").read_text(encoding="utf-8")
    assert "ld+json" not in front
