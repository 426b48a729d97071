"""All data as a build offers them: described, whole, and read by the programs people use."""

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pandas as pd
import polars as pl
import pytest

from sitegen.formats.origin import ARCHIVE, PACKAGE
from sitegen.pages.data_page import data_text
from sitegen.pages.edition import Edition
from sitegen.publish.build import read_inputs
from sitegen.publish.parts import Inputs
from sitegen.publish.versions.site import alias_files
from support.notes import FOLDER, ROOT

pytestmark = pytest.mark.slow

DATA = "data/"
TYPES = {"string": "string", "integer": "Int64", "number": "float64"}


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    return read_inputs(ROOT, FOLDER)


@pytest.fixture(scope="module")
def edition(inputs: Inputs) -> Edition:
    return inputs.edition


@pytest.fixture(scope="module")
def package(inputs: Inputs) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(inputs.data[f"{DATA}{PACKAGE}"])
    return found


@pytest.fixture(scope="module")
def tables(package: dict[str, Any], inputs: Inputs) -> dict[str, tuple[dict[str, str], bytes]]:
    """Return every CSV file for programs: its columns' types, and its bytes."""
    return {
        one["path"]: (
            {field["name"]: field["type"] for field in one["schema"]["fields"]},
            inputs.data[f"{DATA}{one['path']}"],
        )
        for one in package["resources"]
        if one["format"] == "csv" and "dialect" not in one
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, inputs: Inputs) -> Path:
    root = tmp_path_factory.mktemp("data")
    for address, data in inputs.data.items():
        path = root / address.removeprefix(DATA)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def test_the_package_describes_every_file_and_each_is_as_described(
    package: dict[str, Any], inputs: Inputs, folder: Path
) -> None:
    described = {one["path"]: one for one in package["resources"]}
    assert {f"{DATA}{path}" for path in described} == set(inputs.data) - {
        f"{DATA}{PACKAGE}",
        f"{DATA}{ARCHIVE}",
    }
    for path, one in described.items():
        data = inputs.data[f"{DATA}{path}"]
        assert (one["bytes"], one["hash"]) == (len(data), f"sha256:{_sum(data)}")
        assert one.get("type", "table") == "table"  # the one value that the standard has
        assert one["sources"]
        assert all(source["title"] for source in one["sources"])
    assert len({one["name"] for one in described.values()}) == len(described)
    report = frictionless.validate(str(folder / PACKAGE))
    assert report.valid, report.to_summary()
    assert report.stats["tasks"] == len(described)


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_codes_are_text_amounts_have_a_unit_and_keys_lead_to_what_is_there(
    package: dict[str, Any],
) -> None:
    named = {one["name"]: one for one in package["resources"]}
    units = named["kommuner-2020-2025"]["schema"]
    fields = {one["name"]: one for one in units["fields"]}
    assert fields["kommunenummer"]["type"] == "string"
    assert fields["netto_driftsresultat"]["unit"] == "1000 kr"
    assert units["primaryKey"] == ["aar", "kommunenummer"]
    (key,) = units["foreignKeys"]
    assert key["reference"] == {"resource": "kommunenumre", "fields": ["kommunenummer"]}
    (whole,) = named["tabell-3"]["schema"]["foreignKeys"]
    assert whole["reference"]["resource"] == "alle-tall"
    assert whole["fields"] == named["alle-tall"]["schema"]["primaryKey"]
    for one in named.values():
        assert one["format"] != "csv" or one["schema"]["missingValues"] == [""]


def test_a_number_that_is_not_in_the_register_makes_the_package_invalid(
    folder: Path, tmp_path: Path
) -> None:
    for path in folder.rglob("*"):
        copy = tmp_path / path.relative_to(folder)
        if path.is_dir():
            copy.mkdir(exist_ok=True)
        elif path.name != "kommunenumre.csv":
            copy.symlink_to(path)
    text = (folder / "kommuner/kommunenumre.csv").read_text(encoding="utf-8")
    lost = re.sub(r"^1508,1508,.*\n", "", text, flags=re.MULTILINE)
    (tmp_path / "kommuner/kommunenumre.csv").write_text(lost, encoding="utf-8", newline="\n")
    content = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
    content["resources"] = [
        {name: value for name, value in one.items() if name not in {"bytes", "hash"}}
        for one in content["resources"]
        if one["name"] in {"kommuner-2020-2025", "kommunenumre"}
    ]
    (tmp_path / PACKAGE).unlink()
    (tmp_path / PACKAGE).write_text(json.dumps(content), encoding="utf-8")
    report = frictionless.validate(str(tmp_path / PACKAGE))
    assert {error.type for task in report.tasks for error in task.errors} == {"foreign-key"}


def test_old_numbers_lead_to_new_ones(inputs: Inputs) -> None:
    text = inputs.data["data/kommuner/kommunenumre.csv"].decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    found = [row["kommunenummer_2024"] for row in rows if row["kommunenummer"] == "1507"]
    assert found == ["1508", "1580"]  # Ålesund was parted
    assert {"0301", "3001", "3101"} <= {row["kommunenummer"] for row in rows}


def test_pandas_reads_every_file_with_its_codes(
    tables: Mapping[str, tuple[dict[str, str], bytes]],
) -> None:
    assert len(tables) > 25
    for path, (types, data) in tables.items():
        kinds = {name: TYPES[kind] for name, kind in types.items()}
        frame = pd.read_csv(io.BytesIO(data), dtype=kinds, keep_default_na=False, na_values=[""])
        assert list(frame.columns) == list(types), path
    units = tables["kommuner/kommuner_2020_2025.csv"]
    text = pd.read_csv(io.BytesIO(units[1]), dtype={"kommunenummer": str})
    assert "0301" in set(text["kommunenummer"])


def test_polars_reads_every_file_with_its_codes(
    tables: Mapping[str, tuple[dict[str, str], bytes]],
) -> None:
    kinds: dict[str, Any] = {
        "string": pl.String,
        "integer": pl.Int64,
        "number": pl.Float64,
    }
    for path, (types, data) in tables.items():
        schema = {name: kinds[kind] for name, kind in types.items()}
        frame = pl.read_csv(io.BytesIO(data), schema=schema)
        assert frame.height == len(list(csv.reader(io.StringIO(data.decode(), newline="")))) - 1, (
            path
        )
    units = pl.read_csv(
        io.BytesIO(tables["kommuner/kommuner_2020_2025.csv"][1]),
        schema_overrides={"kommunenummer": pl.String},
        infer_schema_length=None,
    )
    assert "0301" in set(units["kommunenummer"])


def test_duckdb_reads_every_file_with_its_codes(
    tables: Mapping[str, tuple[dict[str, str], bytes]], folder: Path
) -> None:
    kinds = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE"}
    for path, (types, data) in tables.items():
        columns = {name: kinds[kind] for name, kind in types.items()}
        found = duckdb.read_csv(str(folder / path), columns=columns, header=True, quotechar='"')
        rows = len(list(csv.reader(io.StringIO(data.decode(), newline="")))) - 1
        assert len(found.fetchall()) == rows, path


def test_the_archive_holds_every_file_with_terms_sources_and_checksums(
    inputs: Inputs, tmp_path: Path
) -> None:
    with zipfile.ZipFile(io.BytesIO(inputs.data[f"{DATA}{ARCHIVE}"])) as opened:
        opened.extractall(tmp_path)
    (top,) = tmp_path.iterdir()
    assert top.name == "tbu-2025-03-07"
    held = {path.relative_to(top).as_posix(): path for path in top.rglob("*") if path.is_file()}
    own = {address.removeprefix(DATA) for address in inputs.data} - {ARCHIVE}
    assert held.keys() == own | {"README.md", "LISENS.md", "KILDER.md", "SHA256SUMS"}
    lines = held["SHA256SUMS"].read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert sums == {name: _sum(path.read_bytes()) for name, path in held.items() if name in sums}
    assert sums.keys() == held.keys() - {"SHA256SUMS"}
    readme = held["README.md"].read_text(encoding="utf-8")
    assert "| kommuner/kommuner_2020_2025.csv | 2138 |" in readme
    assert "Versjon 2025-03-07" in readme
    assert "12137" in held["KILDER.md"].read_text(encoding="utf-8")
    assert "CC BY 4.0" in held["LISENS.md"].read_text(encoding="utf-8")
    assert frictionless.validate(str(top / PACKAGE)).valid


def test_every_file_is_there_by_the_newest_version_s_address_too(inputs: Inputs) -> None:
    copied = alias_files("siste", "2025-03-07", inputs.data)
    assert {f"siste/{address}" for address in inputs.data} <= copied.keys()


def test_the_page_is_one_table_with_the_whole_first(edition: Edition) -> None:
    text = data_text(edition).split("---\n", 2)[2]
    assert text.index("alle-data.zip") < text.index("alle-tall.xlsx") < text.index("<table")
    body = text.partition("<tbody>")[2].partition("</tbody>")[0]
    rows = re.findall(r'<tr id="([^"]+)">(.*?)</tr>', body, re.DOTALL)
    assert [name for name, _ in rows] == [
        *("alle-tall", "kommuner", "indikatorer", "nettstedet"),
        *("tabell-1", "tabell-2", "tabell-3", "tabell-5", "tabell-6"),
        *("figur-1", "figur-2", "figur-3", "figur-4"),
    ]
    units = dict(rows)["kommuner"]
    assert ">2020–2025</td>" in units
    assert "(191\u00a0kB)" in units
    assert (
        ">2\u00a0206<" in units
    )  # municipalities and county municipalities, not the register's rows
    named = dict(rows)["tabell-3"]
    for words in ("Excel", "CSV", "CSV for programmer", "JSON-stat", "(12\u00a0kB)", ">60<"):
        assert words in named
    linked = set(re.findall(r'href="([^"]+)" download', text))
    files = {one.address.removeprefix(DATA) for one in edition.files}
    assert files == linked


def test_code_for_each_program_can_be_copied(edition: Edition) -> None:
    text = data_text(edition)
    assert re.findall(r'class="fane"[^>]*>([^<]+)<', text) == ["Python", "R", "Excel"]
    assert text.count("<tbu-kopi") == 3
