"""The folder of files that a browser starts from."""

import hashlib
import io
import json
import zipfile
from base64 import b16decode

import pytest

from sitegen.publish.calculator import MANIFEST, bundle
from sitegen.publish.runtime.pyodide import LOCK, STDLIB, read_pyodide
from sitegen.publish.tree import archive, packed
from support.notes import ROOT


def test_the_manifest_holds_the_size_and_checksum_of_each_file() -> None:
    made = bundle("1.2.3", "{}", {"core": packed(b"core" * 100)}, {"start.mjs": b"start"}, {})
    manifest = json.loads(made[MANIFEST])
    core = manifest["files"]["core"]
    data = made[manifest["folder"] + core["name"]]
    assert core["bytes"] == len(data) < 400
    assert b16decode(core["sha256"], casefold=True) == hashlib.sha256(data).digest()
    assert made[manifest["folder"] + "start.mjs"] == b"start"


def test_another_content_has_another_folder() -> None:
    folders = {
        json.loads(bundle("1", "{}", {"core": data}, {"a.mjs": script}, {})[MANIFEST])["folder"]
        for data in (b"1", b"2")
        for script in (b"1", b"2")
    }
    assert len(folders) == 4


def test_an_archive_is_the_same_bytes_whatever_the_order_of_its_files() -> None:
    assert archive({"b": b"2", "a": b"1"}) == archive({"a": b"1", "b": b"2"})
    assert packed(b"same")[4:8] == bytes(4)  # where gzip says when


def test_pyodide_is_told_of_itself_and_of_no_package() -> None:
    pyodide = read_pyodide(ROOT)
    told = json.loads(pyodide.files[LOCK])
    assert told["packages"]
    assert json.loads(pyodide.lock) == {"info": told["info"], "packages": {}}


def test_a_script_names_no_source_map_that_the_site_has_not() -> None:
    for script in read_pyodide(ROOT).modules.values():
        assert b"sourceMappingURL" not in script


@pytest.mark.slow
def test_the_library_of_an_ordinary_start_is_pyodides_own_without_what_no_file_needs() -> None:
    pyodide = read_pyodide(ROOT)
    whole = zipfile.ZipFile(io.BytesIO(pyodide.files[STDLIB]))
    kept = zipfile.ZipFile(io.BytesIO(pyodide.library))
    assert {name: kept.read(name) for name in kept.namelist()}.items() <= {
        name: whole.read(name) for name in whole.namelist()
    }.items()
    gone = set(whole.namelist()) - set(kept.namelist())
    assert {"pdb.py", "unittest/case.py"} <= gone
    assert {"decimal.py", "zipfile/__init__.py"} <= set(kept.namelist())
    assert len(packed(pyodide.library)) < 0.8 * len(packed(pyodide.files[STDLIB]))
