"""The release that a site's worker keeps: all its files by content, and when each is kept."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sitegen.note.errors import SitegenError
from sitegen.publish.finish import PAGE_MODULE, WORKER, offer_offline, withdraw_offline
from sitegen.publish.tree import write_folder
from support.notes import ROOT

AT_FIRST = {
    "index.html",
    "data/index.html",
    "regn-selv/index.html",
    "assets/a.css",
    PAGE_MODULE,
    "diagram/tabell-3.svg",
    "skrift/a.woff2",
}
WHEN_OPENED = {
    "assets/pyodide/1-a/wasm.bin",
    "assets/pyodide/1-a/pyodide.mjs",
    "data/python/a-1-py3-none-any.whl",
}
LEFT = {
    "data/tabell-3.csv",
    "diagram/tabell-3.png",
    "assets/pyodide/manifest.txt",
    "andre/stor.bin",
    "data/python/pyodide-lock.json",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {name: name.encode() for name in AT_FIRST | WHEN_OPENED | LEFT}
    own = {name: (ROOT / "docs" / name).read_bytes() for name in (WORKER, PAGE_MODULE)}
    write_folder(tmp_path, files | own)
    return tmp_path


def offered(site: Path) -> dict[str, Any]:
    withdraw_offline(ROOT, site)
    offer_offline(site)
    worker = (site / WORKER).read_text("utf-8")
    (release,) = re.findall(r"RELEASE = [^\n]*? \((\{.*\})\);$", worker, re.MULTILINE)
    return json.loads(release)


def test_every_file_but_the_worker_is_known_and_kept_when_it_is_wanted(site: Path) -> None:
    release = offered(site)
    assert set(release["files"]) == AT_FIRST | WHEN_OPENED | LEFT
    assert set(release["first"]) == AT_FIRST
    assert {page: set(names) for page, names in release["later"].items()} == {
        "regn-selv/index.html": WHEN_OPENED
    }


def test_the_page_and_the_worker_name_the_same_release(site: Path) -> None:
    release = offered(site)
    assert f'RELEASE = "{release["id"]}";' in (site / PAGE_MODULE).read_text("utf-8")


def test_another_content_or_another_name_is_another_release(site: Path) -> None:
    first = offered(site)
    assert offered(site) == first
    (site / "data/tabell-3.csv").write_text("et annet tall", "utf-8")
    second = offered(site)
    assert second["files"]["data/tabell-3.csv"] != first["files"]["data/tabell-3.csv"]
    (site / "data/tabell-3.csv").rename(site / "data/tabell-4.csv")
    assert len({first["id"], second["id"], offered(site)["id"]}) == 3


def test_a_site_where_a_release_has_no_place_is_refused(site: Path) -> None:
    offered(site)
    with pytest.raises(SitegenError, match=r"offline\.js"):  # one is written in already
        offer_offline(site)
    withdraw_offline(ROOT, site)
    (site / WORKER).unlink()
    with pytest.raises(SitegenError, match=r"sw\.js"):
        offer_offline(site)
