"""The built pages are what HTML's standard says, but for what exceptions.toml lists and gives reasons for."""

import json
import re
import subprocess
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from support.hosting import Site
from support.notes import ROOT

pytestmark = pytest.mark.slow

CASES = ROOT / "tests/cases/html"
PROGRAM = ROOT / "node_modules/html-validate/bin/html-validate.mjs"
EXCEPTIONS = [
    one["says"]
    for one in tomllib.loads((CASES / "exceptions.toml").read_text(encoding="utf-8"))["exception"]
    if "html-validate" in one["tools"]
]


def said_of(files: Iterable[Path], folder: Path) -> list[str]:
    """Return what html-validate says, each with its page and line.

    By a file: of what it writes to a pipe it waits for no more than a buffer.
    """
    out = folder / "said.json"
    tool = subprocess.run([ROOT / "tools/find_node"], capture_output=True, text=True, check=True)
    node = Path(tool.stdout.strip()) / "node"
    config = ("-c", CASES / "html-validate.json", "-f", f"json={out}")
    subprocess.run([node, PROGRAM, *config, *files], check=False)
    return [
        f"{report['filePath']}:{message['line']}: {message['message']}"
        for report in json.loads(out.read_text(encoding="utf-8"))
        for message in report["messages"]
    ]


def test_every_kind_of_page_is_valid(site: Site, tmp_path: Path) -> None:
    folders = (site.folder / address for address in site.pages)
    pages = [one / "index.html" if one.is_dir() else one for one in folders]
    said = said_of(pages, tmp_path)
    for words in EXCEPTIONS:
        assert any(re.search(words, one) for one in said), f"nothing says so any more: {words}"
    assert [one for one in said if not any(re.search(words, one) for words in EXCEPTIONS)] == []


def test_a_fault_is_found(site: Site, tmp_path: Path) -> None:
    page = site.html("data/").replace("<h1", '<button type="knapp"><a href="#">', 1)
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    said = " ".join(said_of([tmp_path / "index.html"], tmp_path))
    assert "invalid value" in said
    assert "<a> element is not permitted" in said
