"""What pages fetch becomes one sheet and one script, and every address in them leads where it did."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from sitegen.note.errors import SitegenError
from sitegen.publish.joined import ALONE, join_files
from sitegen.publish.tree import write_folder
from support.checkouts import LINKED
from support.hosting import Site
from support.node import node
from support.notes import ROOT

MODULES = {
    "assets/a.js": 'import { tell } from "./rom/b.js"; tell("a", import.meta.url, "../side/");',
    "assets/c.js": """import { tell } from "./rom/b.js"; tell("c");
        globalThis.opened = import("./rom/later.js").then(({ later }) => later());""",
    ALONE: 'const RELEASE = "";',
    "assets/rom/b.js": """export const told = [];
        export const tell = (...words) => told.push(words);
        tell("b", new URL("../tall/x.json", import.meta.url).href);
        const WORKER = new URL("./worker.js", import.meta.url); tell(WORKER.href);
        globalThis.told = told;""",
    "assets/rom/later.js": """import { tell } from "./b.js";
        export const later = () => tell("later", new URL("./y.json", import.meta.url).href);""",
    "assets/rom/worker.js": 'import "./deep.js"; console.log("worker");',
    "assets/rom/deep.js": 'console.log("deep", import.meta.url);',
    "assets/styles/en.css": 'a { color: red; } @font-face { src: url("../skrift/a.woff2"); }',
    "assets/styles/to.css": "a { color: blue; }",
    "innebygd/farger.css": ":root { --a: 1px; }",
}


def page(root: str, *names: str) -> str:
    sheets = [f'<link rel="stylesheet" href="{root}{one}">' for one in names if ".css" in one]
    modules = [
        f'<script src="{root}{one}" type="module"></script>' for one in names if ".js" in one
    ]
    return f"<head>{''.join(sheets)}</head><body>{''.join(modules)}</body>"


WHOLE = ("assets/styles/en.css", "assets/styles/to.css", "assets/a.js", ALONE, "assets/c.js")
PAGES = {
    "404.html": page("/under/tbu/", *WHOLE),
    "index.html": page("", *WHOLE),
    "en/to/index.html": page("../../", *WHOLE),
    "innebygd/x/index.html": page("../../", "innebygd/farger.css", *WHOLE[:1], "assets/c.js"),
    "tom/index.html": "<head></head>",
}


RUNTIME = {
    "folder": "1-a/",
    "files": {
        "image": {"name": "image.bin"},
        "wasm": {"name": "wasm.bin"},
        "stdlib": {"name": "x"},
    },
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in LINKED:
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


@pytest.fixture
def joined(root: Path) -> Path:
    site = root / "site"
    write_folder(site, {name: text.encode() for name, text in (MODULES | PAGES).items()})
    join_files(site, root)
    return site


def asked(site: Path, name: str) -> list[str]:
    return re.findall(r'(?:href|src)="([^"]+)"', (site / name).read_text(encoding="utf-8"))


def told(script: str, where: Path) -> str:
    run = [node(), "--input-type=module", "-e", script]
    return subprocess.check_output(run, cwd=where, text=True)


def test_pages_that_ask_for_the_same_ask_for_one_sheet_and_one_script(joined: Path) -> None:
    for name, way in (
        ("404.html", "/under/tbu/"),
        ("index.html", ""),
        ("en/to/index.html", "../../"),
    ):
        expected = ["assets/styles/samlet.css", "assets/samlet.js", ALONE]
        assert asked(joined, name) == [f"{way}{one}" for one in expected]
    assert asked(joined, "innebygd/x/index.html") == [
        *("../../assets/styles/samlet-1.css", "../../assets/c.js")
    ]
    assert (joined / "tom/index.html").read_text(encoding="utf-8") == PAGES["tom/index.html"]


def test_what_was_joined_is_not_published_and_no_map_of_it(joined: Path) -> None:
    files = {one.relative_to(joined).as_posix() for one in joined.rglob("*") if one.is_file()}
    assert files - PAGES.keys() == {
        *("assets/samlet.js", ALONE, "assets/c.js", "assets/rom/later.js", "assets/rom/worker.js"),
        *("assets/styles/samlet.css", "assets/styles/samlet-1.css"),
    }
    assert not [name for name in files if "sourceMappingURL" in (joined / name).read_text("utf-8")]


def test_the_script_runs_in_the_order_of_the_page_and_finds_what_it_did(joined: Path) -> None:
    """Another script of the same modules holds what is opened later, too."""
    at = joined.as_uri()
    for name in ("samlet.js", "c.js"):
        code = f"await import('./assets/{name}'); await opened; console.log(JSON.stringify(told))"
        found = json.loads(told(code, joined))
        first = [["b", f"{at}/assets/tall/x.json"], [f"{at}/assets/rom/worker.js"]]
        own = [["a", f"{at}/assets/a.js", "../side/"]] if name == "samlet.js" else []
        assert found == [*first, *own, ["c"], ["later", f"{at}/assets/rom/y.json"]]


def test_a_worker_is_a_whole_script_at_its_own_address(joined: Path) -> None:
    printed = told("await import('./assets/rom/worker.js')", joined)
    assert printed.split() == ["deep", f"{joined.as_uri()}/assets/rom/deep.js", "worker"]


def test_the_last_sheet_wins_and_its_files_are_found(joined: Path) -> None:
    sheet = (joined / "assets/styles/samlet.css").read_text(encoding="utf-8")
    assert sheet.index("red") < sheet.index("#00f")
    assert "url(../skrift/a.woff2)" in sheet


def test_a_page_that_opens_the_calculator_asks_for_all_of_it_in_its_head(root: Path) -> None:
    files = MODULES | {
        "assets/c.js": 'import("./runtime/client.js").then(() => import("./calculator/element.js"));',
        "assets/runtime/client.js": "globalThis.client = import.meta.url;",
        "assets/calculator/element.js": 'import { tell } from "../rom/b.js"; tell(client);',
        "regn/index.html": page("../", *WHOLE).replace("<body>", "<body><regn-selv>"),
        "assets/pyodide/manifest.json": json.dumps(RUNTIME),
    }
    write_folder(root / "site", {name: text.encode() for name, text in (PAGES | files).items()})
    join_files(root / "site", root)
    found = [one.removeprefix("../assets/") for one in asked(root / "site", "regn/index.html")]
    assert found == [
        *("pyodide/manifest.json", "runtime/client.js", "samlet.js", "calculator/element.js"),
        *("pyodide/1-a/wasm.bin", "pyodide/1-a/image.bin"),
        *("styles/samlet.css", "samlet.js", "offline.js"),
    ]
    assert "preload" not in (root / "site/index.html").read_text(encoding="utf-8")


def test_a_module_that_is_not_there_stops_the_build(root: Path) -> None:
    files = {
        "index.html": page("", "assets/a.js", "assets/c.js"),
        "assets/a.js": 'import "./b.js";',
    }
    write_folder(root / "site", {name: text.encode() for name, text in files.items()})
    with pytest.raises(SitegenError, match=r"joined\.mjs"):
        join_files(root / "site", root)


def test_the_site_has_no_source_that_it_joined(site: Site) -> None:
    sheets = {one.name for one in (site.folder / "assets/styles").iterdir()}
    assert "samlet.css" in sheets
    assert not sheets & {one.name for one in (ROOT / "docs/assets/styles").iterdir()}
    assert not list(site.folder.rglob("*.map"))
