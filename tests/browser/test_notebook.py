"""Notebooks: the snippets for one's own, copied from the built page and run, and the one that recomputes."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.examples import code_in
from support.hosting import Site
from support.notes import ROOT

pytestmark = pytest.mark.slow

# −450 000 of 30 000 000 is −1.5 per cent.
PRINTED = "Bergen 2024 −1,5 prosent\n"
DIRECT = {**os.environ, "NO_PROXY": "*", "no_proxy": "*"}


@dataclass(frozen=True)
class Snippets:
    install: str
    compute: str
    load: str
    script: str


@pytest.fixture(scope="module")
def snippets(site: Site) -> Snippets:
    page = (site.folder / "data/notatbok/index.html").read_text(encoding="utf-8")
    return Snippets(*code_in(page, "sh", "python", "python", "js"))


def printed(*command: str | Path, cwd: Path = ROOT, **environment: str) -> str:
    done = subprocess.run(
        command, cwd=cwd, check=False, capture_output=True, text=True, env=DIRECT | environment
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def printed_by_node(folder: Path, script: str) -> str:
    """Return what a module prints that may import what npm installed."""
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    module = folder / "side.mjs"
    module.write_text(script, encoding="utf-8")
    node = Path(printed(ROOT / "tools/find_node").strip()) / "node"
    return printed(node, module, cwd=folder)  # where Pyodide under Node puts what it fetched


def test_pip_installs_the_wheel_from_the_served_site_and_python_computes(
    snippets: Snippets, tmp_path: Path
) -> None:
    nothing_else = ("--quiet", "--no-index", "--no-deps", "--target", str(tmp_path))
    printed(sys.executable, "-m", *snippets.install.split(), *nothing_else)
    # Without site-packages: what is not in the folder, or Python's own, is not there.
    python = (sys.executable, "-S", "-W", "error", "-c", snippets.compute)
    assert printed(*python, PYTHONPATH=str(tmp_path)) == PRINTED


def test_pyodide_loads_the_package_by_the_lock_file(snippets: Snippets, tmp_path: Path) -> None:
    code = json.dumps(snippets.compute)
    assert PRINTED in printed_by_node(tmp_path, f"const kode = {code};\n{snippets.script}")


def test_a_notebook_in_pyodide_loads_the_wheel_by_its_address(
    snippets: Snippets, tmp_path: Path
) -> None:
    cells = [snippets.load, snippets.compute]
    script = (
        'import { loadPyodide } from "pyodide";\n'
        "const python = await loadPyodide();\n"
        f"for (const cell of {json.dumps(cells)}) await python.runPythonAsync(cell);\n"
    )
    assert PRINTED in printed_by_node(tmp_path, script)


@pytest.fixture(scope="module")
def code(site: Site) -> list[str]:
    """Return the code of the notebook that can be downloaded, cell by cell."""
    (path,) = (site.folder / "data/python").glob("*.ipynb")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(one["source"]) for one in cells if one["cell_type"] == "code"]


def test_the_notebook_to_download_computes_anywhere_from_the_served_site(
    code: list[str], tmp_path: Path
) -> None:
    script = "\n".join([*code, "print(sammen.to_string(header=False))"])
    lines = printed(sys.executable, "-c", script, cwd=tmp_path).splitlines()
    # As table 3 of the note prints them.
    assert [line.split()[-4:] for line in lines if line.endswith("Tabell 3")] == [
        ["1.3", "1.3", "Tabell", "3"],
        ["0.8", "0.8", "Tabell", "3"],
        ["4.2", "4.2", "Tabell", "3"],
    ]


def test_the_page_that_recomputes_is_set_as_the_others_are(site: Site, code: list[str]) -> None:
    page = site.html("metode/fra-kommunetall-til-notatets-tabell/")
    article = page.partition("<article")[2].partition("</article>")[0]
    for word in ("<style", "<script", "jp-", "clipboard", "Copy", "¶", "dataframe"):
        assert word not in article, word
    assert article.count("<summary>Vis koden</summary>") == len(code)
    assert re.findall("<details[^>]* open", article) == []
    assert '<th scope="row">Kommunene (inkl. Oslo)</th><td>0,8</td><td>0,8</td>' in article
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', article)) - {"none", "transparent"}
    assert colours
    assert all(one.startswith("var(--") for one in colours)
    assert re.search(r'href="\.\./\.\./data/python/[\w-]+\.ipynb" download', article)
