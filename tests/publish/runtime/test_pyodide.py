"""The core, loaded into Pyodide under Node by its lock file, gives the bytes that CPython gives."""

import datetime as dt
import json
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from kommuneindikatorer.session import compute_json
from sitegen.publish.packages import run_node
from sitegen.publish.python_packages import python_packages
from sitegen.publish.runtime.pyodide import WASM, read_pyodide
from sitegen.publish.tree import PACKAGES, packed, write_folder
from support.accounts import Files, account_cases, choices_of, files_of
from support.notes import ROOT
from support.workbooks import rows_of, with_numbers, workbook_of

type Asked = tuple[str, Files, dict[str, str]]
PUBLISHED = ("kommuner_2023_2024.csv", "fylkeskommuner_2023_2024.csv")
RUN = Path(__file__).with_name("restored.mjs")
HEAD = ["aar", "kommunenummer", "brutto_driftsinntekter", "netto_driftsresultat"]


def texts() -> Iterator[Asked]:
    for name, case in account_cases():
        yield name, files_of(case), choices_of(case)
    yield (
        "published",
        [(one, (ROOT / "tests/cases/unit_data" / one).read_bytes()) for one in PUBLISHED],
        {},
    )


def delimiter_of(files: Files, chosen: dict[str, str]) -> str | None:
    assumed = json.loads(compute_json(files, chosen))["antakelser"]
    return next((one["verdi"] for one in assumed if one["id"] == "skilletegn"), None)


def sheets() -> Iterator[Asked]:
    """Yield every case whose files are tables, as sheets of text and as sheets of numbers."""
    for name, case in account_cases():
        files, chosen = files_of(case), choices_of(case)
        delimiter = delimiter_of(files, chosen)
        if "text" in case or not delimiter:
            continue
        encoding = case.get("koding", "utf-8")
        tables = [rows_of(data.decode(encoding).splitlines(), delimiter) for _, data in files]
        for kind, made in (("text", tables), ("numbers", [with_numbers(one) for one in tables])):
            books = [(f"{at}.xlsx", workbook_of(Ark=rows)) for at, rows in enumerate(made)]
            yield f"{name}, as a sheet of {kind}", books, chosen


def odd_workbooks() -> Iterator[Asked]:
    values = [0.1 + 0.2, 1e15, -1e-7, 1 / 3, True, dt.date(2024, 12, 31), "=1+1", "(3 901)"]
    rows = [[2024, str(4601 + at), 1000, value] for at, value in enumerate(values)]
    whole = workbook_of(Forside=[["Hei"]], Mal=[HEAD, *rows])
    yield "cells of every kind", [("bok.xlsx", whole)], {}
    yield "a sheet that is not there", [("bok.xlsx", whole)], {"ark": "Borte"}
    for cut in (30, len(whole) // 2, len(whole) - 1):
        yield f"cut after {cut} bytes", [("bok.xlsx", whole[:cut])], {}
    for at in range(100, len(whole), len(whole) // 20):
        changed = whole[:at] + b"\0\xff" + whole[at + 2 :]
        yield f"damaged at {at}", [("bok.xlsx", changed)], {}


def computed_in_pyodide(asked: list[Asked], folder: Path) -> list[bytes]:
    requests = folder / "requests.json"
    write_folder(folder, python_packages(ROOT, read_pyodide(ROOT).lock).files)
    requests.write_text(
        json.dumps(
            [
                {"files": [(n, b64encode(data).decode()) for n, data in files], "chosen": chosen}
                for _, files, chosen in asked
            ]
        )
    )
    found = subprocess.run([ROOT / "tools/find_node"], check=True, capture_output=True, text=True)
    script = Path(__file__).with_name("compute.mjs")
    got = subprocess.run(
        [Path(found.stdout.strip()) / "node", script, folder, requests],
        check=False,
        capture_output=True,
    )
    assert got.stderr.decode() == ""
    return got.stdout.split(b"\0")[:-1]


@pytest.mark.slow
def test_every_case_is_byte_identical_in_pyodide(tmp_path: Path) -> None:
    asked = list(chain(texts(), sheets(), odd_workbooks()))
    got = computed_in_pyodide(asked, tmp_path)
    assert len(got) == len(asked)
    for (name, files, chosen), text in zip(asked, got, strict=True):
        assert text.decode() == compute_json(files, chosen), name


CHARACTERS = """
import hashlib, unicodedata
known = hashlib.sha256()
for code in [*range(0x32400), *range(0xE0000, 0xE0200)]:  # all that Unicode has given out
    one = chr(code)
    words = unicodedata.name(one, ""), unicodedata.category(one), unicodedata.bidirectional(one)
    forms = [unicodedata.normalize(form, one) for form in ("NFC", "NFD", "NFKC", "NFKD")]
    known.update(repr((words, forms, one.upper(), one.lower(), one.casefold(), one.title(),
        unicodedata.combining(one), unicodedata.numeric(one, None), one.isidentifier())).encode())
known.hexdigest()
"""
EAST_ASIAN = """
def told(name):
    try:
        return chr(0x65e5).encode(name).hex()
    except UnicodeEncodeError:
        return "unknown"
" ".join(map(told, ("gb2312", "gbk", "big5", "cp932", "euc_jp", "iso2022_jp", "euc_kr", "cp949")))
"""


@pytest.mark.slow
def test_the_program_of_the_site_lacks_the_east_asian_encodings_and_nothing_else(
    tmp_path: Path,
) -> None:
    own = ROOT / PACKAGES / "pyodide"
    for path in own.iterdir():
        if path.name != WASM:
            (tmp_path / path.name).symlink_to(path)
    pyodide = read_pyodide(ROOT)
    (tmp_path / WASM).write_bytes(pyodide.program)
    assert len(pyodide.program) == len(pyodide.files[WASM])
    assert len(packed(pyodide.program)) < 0.9 * len(packed(pyodide.files[WASM]))
    whole, cut = (run_node(ROOT, RUN, folder, given=CHARACTERS) for folder in (own, tmp_path))
    assert cut == whole
    assert run_node(ROOT, RUN, own, given=EAST_ASIAN).split().count("unknown") == 0
    assert set(run_node(ROOT, RUN, tmp_path, given=EAST_ASIAN).split()) == {"unknown"}
