"""What versions have in common lies once: parted from a built site, published, and taken away."""

import hashlib
import json
import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from mike.versions import Versions

from sitegen.pages.places import is_shared
from sitegen.publish.calculator import MANIFEST as LIST
from sitegen.publish.calculator import RUNTIME
from sitegen.publish.finish import offer_offline, write_manifest
from sitegen.publish.tree import files_below, write_folder
from sitegen.publish.versions.branch import Change, Host, PublishError, change, fetch, room
from sitegen.publish.versions.common import COMMON, STARTED_FROM, part
from sitegen.publish.versions.release import Release, end_preview, preview, release, roll_back
from sitegen.publish.versions.site import version_files
from support.notes import ROOT
from support.repositories import git, new_checkout, new_remote, served

HOME = "http://127.0.0.1/tbu/"
FIRST, SECOND = "2025-03-07", "2025-03-07.1"
PYTHON = "assets/pyodide/3-abc/"
PAGE = """<head><link rel="canonical" href="{home}{version}/{path}">
<link rel="stylesheet" href="{up}assets/styles/all.css"><meta content="{home}{version}/diagram/a.png">
<link rel="preload" href="{up}assets/pyodide/3-abc/image.bin"><script src="{up}assets/all.js"></script>
<a href="{up}diagram/a.png?x#y">a</a><a href="{up}data/tall.csv">tall</a><a href="{up}">forside</a>
<p>{words}, i mappen diagram/a.png. <code>pip install {home}{version}/data/python/kjerne.whl</code>
<code>hent(&quot;{home}{version}/data/python/&quot;)</code><script id="c">{{"search": "{up}assets/s.js", "worker": "{up}assets/workers/w.js"}}
</script>"""


def page(version: str, path: str, words: str) -> bytes:
    up = "../" * path.count("/")
    return PAGE.format(home=HOME, version=version, path=path, up=up, words=words).encode()


def site(folder: Path, version: str, words: str, **more: str) -> dict[str, bytes]:
    """Return a finished site: few files, but one of each way to ask for another."""
    named = "notat/1/index.html", "index.html", "kommuner/1508/index.html"
    files = {path: page(version, path, words) for path in named} | {
        "404.html": f'<head><link href="/tbu/{version}/assets/styles/all.css">'.encode(),
        "assets/styles/all.css": b'@font-face{src:url(../skrift/a.woff2)}b{background:url("#x")}',
        "assets/skrift/a.woff2": b"skrift",
        "assets/all.js": (
            b'import"./shared/part.js";new URL("../vega/vega.js",new URL("chart/v.js",import.meta.url));'
            b'new URL("../pyodide/manifest.json",new URL("runtime/r.js",import.meta.url));'
            b"fetch(new URL(`tall/${navn}.json`,import.meta.url));"
            b"fetch(new URL(`../put/${sammen}`,import.meta.url)+'together.json')"
        ),
        "assets/shared/part.js": b'import"../shared/leaf.js";export const a=1',
        "assets/shared/leaf.js": b"export const b=2",
        "assets/s.js": b"self.onmessage=()=>{}",
        "assets/workers/w.js": b"importScripts(`${location}/../more.js`)",
        "assets/vega/vega.js": b"export const vega=1",
        "assets/put/together.json": b"{}",
        "assets/tall/notat.json": words.encode(),
        "assets/odd/lone.bin": b"nobody asks",
        "assets/offline.js": b'const RELEASE = "";new URL("../",import.meta.url)',
        f"{PYTHON}image.bin": b"image",
        f"{PYTHON}pyodide.mjs": b'import"./asm.mjs"',
        f"{PYTHON}asm.mjs": b"asm",
        STARTED_FROM: b'{"folder": "3-abc/", "wheels": ["../../data/python/kjerne.whl"]}',
        "data/python/kjerne.whl": b"wheel",
        "data/python/lock.json": b'{"file_name": "kjerne.whl"}',
        "data/tall.csv": words.encode(),
        "data/note.txt": b"notat",
        "data/datapackage.json": b'{"path": "diagram/a.csv"}',
        "data/diagram/a.csv": b"1",
        "diagram/a.png": b"picture",
        "diagram/a.csv": b"1",
        "innebygd/a/oembed.json": f'{{"thumbnail_url": "{HOME}{version}/diagram/a.png"}}'.encode(),
        "sw.js": (ROOT / "docs/sw.js").read_bytes(),
    }
    write_folder(folder, files | {name: text.encode() for name, text in more.items()})
    offer_offline(folder)
    write_manifest(folder)
    return {name: path.read_bytes() for name, path in files_below(folder).items()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    folder = tmp_path_factory.mktemp("bygg")
    names = {FIRST: "a", SECOND: "b", "pr-1": "c", "pr-2": "c"}
    return {name: site(folder / name, name, words) for name, words in names.items()}


@pytest.fixture
def host(tmp_path: Path) -> Host:
    new_checkout(tmp_path / "arbeid", new_remote(tmp_path))
    return Host(tmp_path / "arbeid")


def addresses(text: str, at: str) -> set[str]:
    """Return the addresses in a text as a browser reads them, found by quotes and brackets alone."""
    ways = re.findall(r"""["'(]([^"'()\s<>]*/[^"'()\s<>]*)["')]""", unescape(text))
    return {urljoin(at, one) for one in ways if not one.startswith("#")}


def test_the_list_of_the_calculator_is_the_one_that_is_written_anew() -> None:
    assert STARTED_FROM == RUNTIME + LIST


def test_what_every_page_asks_for_is_there(built: dict[str, dict[str, bytes]]) -> None:
    parted = part(FIRST, built[FIRST])
    there = {f"{FIRST}/{path}" for path in parted.own} | parted.common.keys()
    pages = [path for path in parted.own if path.endswith((".html", ".css", "oembed.json"))]
    assert len(pages) > 4
    for path in pages:
        found = addresses(parted.own[path].decode(), f"{HOME}{FIRST}/{path}")
        own = {one.removeprefix(HOME).split("?")[0] for one in found if one.startswith(HOME)}
        missing = {one for one in own if not (one in there or one.endswith("/"))}
        assert missing == set(), path


def test_what_moves_is_named_by_its_content_and_asked_for_from_everywhere(
    built: dict[str, dict[str, bytes]],
) -> None:
    parted = part(FIRST, built[FIRST])
    picture = hashlib.sha256(b"picture").hexdigest()[:32]
    assert parted.moved["diagram/a.png"] == f"{COMMON}{picture}/a.png"
    assert parted.common[f"{COMMON}{picture}/a.png"] == b"picture"
    text = parted.own["notat/1/index.html"].decode()
    assert f'href="../../../{COMMON}{picture}/a.png?x#y"' in text
    assert f'content="{HOME}{COMMON}{picture}/a.png"' in text
    assert "i mappen diagram/a.png" in text
    assert f"pip install {HOME}{parted.moved['data/python/kjerne.whl']}<" in text
    lock = parted.moved["data/python/lock.json"].removesuffix("lock.json")
    assert f"hent(&quot;{HOME}{lock}&quot;)" in text
    assert parted.moved["data/python/kjerne.whl"] == f"{lock}kjerne.whl"
    assert f'"../../../{parted.moved["assets/s.js"]}"' in text
    assert f'"/tbu/{COMMON}' in parted.own["404.html"].decode()
    assert f'"{HOME}{COMMON}{picture}' in parted.own["innebygd/a/oembed.json"].decode()


def test_a_style_sheet_that_moves_finds_its_typeface(built: dict[str, dict[str, bytes]]) -> None:
    parted = part(FIRST, built[FIRST])
    sheet, face = (parted.moved[f"assets/{one}"] for one in ("styles/all.css", "skrift/a.woff2"))
    way = re.search(r"src:url\(([^)]*)\)", parted.common[sheet].decode())
    assert way
    assert urljoin(f"{HOME}{sheet}", way[1]) == f"{HOME}{face}"
    assert sheet.split("/")[1] == hashlib.sha256(parted.common[sheet]).hexdigest()[:32]


def test_a_script_finds_what_moved_from_the_place_of_the_part_that_asks(
    built: dict[str, dict[str, bytes]],
) -> None:
    parted = part(FIRST, built[FIRST])
    script = parted.own["assets/all.js"].decode()  # asks from its own place, so it stays
    ways = dict(re.findall(r'new URL\("([^"]*)",new URL\("([^"]*)"', script))
    found = {urljoin(urljoin(f"{HOME}{FIRST}/assets/all.js", at), way) for way, at in ways.items()}
    assert found == {f"{HOME}{parted.moved[one]}" for one in ("assets/vega/vega.js", STARTED_FROM)}
    part_js = parted.moved["assets/shared/part.js"]
    assert f'import"../../{part_js}"' in script
    leaf = urljoin(f"{HOME}{part_js}", parted.common[part_js].decode().split('"')[1])
    assert leaf == f"{HOME}{parted.moved['assets/shared/leaf.js']}"


def test_the_calculator_finds_its_folder_and_its_packages(
    built: dict[str, dict[str, bytes]],
) -> None:
    parted = part(FIRST, built[FIRST])
    at = f"{HOME}{parted.moved[STARTED_FROM]}"
    listed = json.loads(parted.common[parted.moved[STARTED_FROM]])
    folder = urljoin(at, listed["folder"])
    for name in ("image.bin", "pyodide.mjs", "asm.mjs"):
        assert f"{HOME}{parted.moved[PYTHON + name]}" == f"{folder}{name}"
    assert urljoin(at, listed["wheels"][0]) == f"{HOME}{parted.moved['data/python/kjerne.whl']}"


def test_what_is_asked_for_in_a_way_that_is_not_found_stays(
    built: dict[str, dict[str, bytes]],
) -> None:
    parted = part(FIRST, built[FIRST])
    stay = {
        "assets/put/together.json",
        "assets/tall/notat.json",
        "assets/odd/lone.bin",
        "assets/workers/w.js",
    }
    assert stay <= parted.own.keys()
    assert {"data/tall.csv", "data/diagram/a.csv", "data/datapackage.json"} <= parted.own.keys()
    assert not [path for path in parted.own if path.startswith((PYTHON, "data/python/"))]


def test_a_mention_that_cannot_be_written_keeps_a_file_where_it_is(tmp_path: Path) -> None:
    told = site(tmp_path, FIRST, "a", **{"assets/more.js": "import.meta;f(`${a}vega/vega.js`)"})
    assert "assets/vega/vega.js" in part(FIRST, told).own
    assert b'"../vega/vega.js"' in part(FIRST, told).own["assets/all.js"]


def test_the_manifest_has_the_sum_of_every_file_at_its_address(
    built: dict[str, dict[str, bytes]],
) -> None:
    parted = part(FIRST, built[FIRST])
    manifest = json.loads(parted.own["manifest.json"])
    lie = {f"{FIRST}/{path}": data for path, data in parted.own.items()}
    lie |= parted.common
    listed = {
        urlsplit(urljoin(f"{HOME}{FIRST}/", name)).path.removeprefix("/tbu/"): one
        for name, one in manifest["filer"].items()
    }
    own = {path for path in lie if not is_shared(path.removeprefix(f"{FIRST}/"))}
    assert listed.keys() == own - {f"{FIRST}/manifest.json"}
    for path, one in listed.items():
        assert one["sha256"] == hashlib.sha256(lie[path]).hexdigest(), path
        assert one["bytes"] == len(lie[path])
    assert manifest["bytes"] == sum(len(lie[path]) for path in listed)
    built_at = [path for one in listed.values() for path in one.get("fra", [])]
    assert sorted(built_at) == sorted(parted.moved)
    before = json.loads(built[FIRST]["manifest.json"])
    assert manifest["notat"] == before["notat"]
    assert manifest["verktoy"] == before["verktoy"]


def test_the_offline_worker_has_the_release_as_it_lies(
    built: dict[str, dict[str, bytes]],
) -> None:
    parted = part(FIRST, built[FIRST])

    def of(files: dict[str, bytes]) -> dict[str, Any]:
        text = re.search(r"\((\{.*\})\);\n", files["sw.js"].decode())
        assert text
        found: dict[str, Any] = json.loads(text[1])
        return found

    before, after = of(built[FIRST]), of(dict(parted.own))
    lie = dict(parted.own) | {f"../{path}": data for path, data in parted.common.items()}
    sums = {path: hashlib.sha256(data).hexdigest()[:32] for path, data in lie.items()}
    wanted = {
        path for path in lie if path not in {"sw.js", "manifest.json"} and not is_shared(path)
    }
    assert after["files"] == {path: sums[path] for path in wanted}
    assert after["id"] != before["id"]
    assert f'RELEASE = "{after["id"]}"' in parted.own["assets/offline.js"].decode()
    moved = parted.moved
    first = [f"../{moved[path]}" if path in moved else path for path in before["first"]]
    assert after["first"] == first
    assert f"../{parted.moved[PYTHON + 'image.bin']}" in str(after["later"])


def test_a_site_without_a_list_of_its_files_is_a_version_s_own_all_of_it(
    built: dict[str, dict[str, bytes]],
) -> None:
    files = {path: data for path, data in built[FIRST].items() if path != "manifest.json"}
    parted = part(FIRST, files)
    assert (parted.own, parted.common) == (files, {})


def publish(host: Host, name: str, built: dict[str, dict[str, bytes]]) -> bool:
    return change(host, release(Release(name, name, built[name])))


def common(host: Host) -> set[str]:
    files = served(host.root.parent / "remote.git")
    return {path for path in files if path.startswith(COMMON)}


def test_a_further_version_adds_what_differs_and_the_older_stays_as_it_was(
    host: Host, built: dict[str, dict[str, bytes]]
) -> None:
    publish(host, FIRST, built)
    before = served(host.root.parent / "remote.git")
    publish(host, SECOND, built)
    after = served(host.root.parent / "remote.git")
    kept = {path for path in before if path.startswith((f"{FIRST}/", COMMON))}
    assert {path: after[path] for path in kept} == {path: before[path] for path in kept}
    assert {path for path in after if path.startswith(COMMON)} <= kept
    assert f"{SECOND}/assets/vega/vega.js" not in after
    own = sum(len(text.encode()) for path, text in after.items() if path.startswith(f"{SECOND}/"))
    assert room(fetch(host), SECOND).version == own


def test_what_lies_under_another_name_s_hash_is_not_taken_for_it(
    host: Host, built: dict[str, dict[str, bytes]]
) -> None:
    publish(host, FIRST, built)
    one = min(common(host))
    git(host.root, "fetch", "--quiet", "origin", "gh-pages")
    git(host.root, "checkout", "--quiet", "FETCH_HEAD")
    (host.root / one).write_bytes(b"something else")
    git(host.root, "commit", "--quiet", "-am", "Damage")
    git(host.root, "push", "--quiet", "origin", "HEAD:gh-pages")
    with pytest.raises(PublishError, match=re.escape(one)):
        publish(host, SECOND, built)


def test_the_same_again_changes_nothing_whether_it_was_parted_then_or_not(
    host: Host, tmp_path: Path, built: dict[str, dict[str, bytes]]
) -> None:
    old = Host(new_checkout(tmp_path / "eldre", new_remote(tmp_path / "eldre.d")))
    whole = version_files("siste", FIRST, built[FIRST])
    files = {f"{FIRST}/{path}": data for path, data in whole.items()}
    versions = Versions.loads(
        json.dumps([{"version": FIRST, "title": FIRST, "aliases": ["siste"]}])
    )
    change(old, lambda _: Change("As before", versions, (), files))
    assert publish(old, FIRST, built) is False
    publish(host, FIRST, built)
    assert publish(host, FIRST, built) is False
    changed = dict(built[FIRST]) | {"data/tall.csv": b"others"}
    with pytest.raises(PublishError, match=r"data/tall\.csv"):
        change(host, release(Release(FIRST, FIRST, changed)))


def test_siste_has_copies_of_data_that_moved_also_after_a_step_back_and_forth(
    host: Host, built: dict[str, dict[str, bytes]]
) -> None:
    publish(host, FIRST, built)
    publish(host, SECOND, built)
    before = served(host.root.parent / "remote.git")
    assert before["siste/data/python/kjerne.whl"] == "wheel"
    assert before["siste/data/python/lock.json"] == built[FIRST]["data/python/lock.json"].decode()
    change(host, roll_back())
    assert served(host.root.parent / "remote.git")["siste/data/python/kjerne.whl"] == "wheel"
    change(host, roll_back(SECOND))
    assert served(host.root.parent / "remote.git") == before


def test_a_unit_s_page_asks_for_what_is_common_where_it_lies(
    host: Host, built: dict[str, dict[str, bytes]]
) -> None:
    publish(host, FIRST, built)
    files = served(host.root.parent / "remote.git")
    path = "siste/kommuner/1508/index.html"
    found = addresses(files[path], f"{HOME}{path}")
    own = {one.removeprefix(HOME).split("?")[0] for one in found if one.startswith(HOME)}
    assert any(one.startswith(COMMON) for one in own)
    assert f"../../../{COMMON}" in files[path]
    assert {one for one in own if not one.endswith("/")} <= files.keys()


def test_the_end_of_a_preview_takes_what_nothing_else_uses_and_no_more(
    host: Host, tmp_path: Path, built: dict[str, dict[str, bytes]]
) -> None:
    publish(host, FIRST, built)
    before = common(host)
    more = {"diagram/a.png": "another picture"}
    other, same = (
        site(tmp_path / "1", "pr-1", "c", **more),
        site(tmp_path / "2", "pr-2", "c", **more),
    )
    change(host, preview(1, other))
    only = common(host) - before
    assert [path.rpartition("/")[2] for path in only] == ["a.png"]
    change(host, preview(2, same))
    change(host, end_preview(1))
    assert common(host) == before | only
    change(host, end_preview(2))
    assert common(host) == before


def test_a_preview_shown_anew_leaves_nothing_of_what_it_was(
    host: Host, tmp_path: Path, built: dict[str, dict[str, bytes]]
) -> None:
    publish(host, FIRST, built)
    before = common(host)
    for words in ("one", "two"):
        picture = {"diagram/a.png": words}
        change(host, preview(1, site(tmp_path / words, "pr-1", "c", **picture)))
    assert len(common(host)) == len(before) + 1
    change(host, preview(1, built["pr-1"]))
    assert common(host) == before


def test_nothing_common_goes_while_it_is_not_known_what_is_used(
    host: Host, tmp_path: Path, built: dict[str, dict[str, bytes]]
) -> None:
    publish(host, FIRST, built)
    change(host, preview(1, site(tmp_path / "1", "pr-1", "c", **{"diagram/a.png": "another"})))
    git(host.root, "fetch", "--quiet", "origin", "gh-pages")
    git(host.root, "checkout", "--quiet", "FETCH_HEAD")
    (host.root / FIRST / "manifest.json").write_text("{")
    git(host.root, "commit", "--quiet", "-am", "Damage")
    git(host.root, "push", "--quiet", "origin", "HEAD:gh-pages")
    before = common(host)
    change(host, end_preview(1))
    assert common(host) == before


def test_what_another_publishes_meanwhile_is_not_taken_away(
    host: Host, tmp_path: Path, built: dict[str, dict[str, bytes]]
) -> None:
    publish(host, FIRST, built)
    picture = {"diagram/a.png": "another"}
    change(host, preview(1, site(tmp_path / "1", "pr-1", "c", **picture)))
    other = Host(new_checkout(tmp_path / "annet", host.root.parent / "remote.git"))
    newer = site(tmp_path / "2", SECOND, "b", **picture)
    ending = end_preview(1)
    overtaken: list[bool] = []

    def slow(published: object) -> object:
        wanted = ending(published)  # type: ignore[arg-type]
        if not overtaken:  # between reading and pushing, the other one pushes
            overtaken.append(change(other, release(Release(SECOND, SECOND, newer))))
        return wanted

    assert change(host, slow) is True  # type: ignore[arg-type]
    moved = part(SECOND, newer).moved["diagram/a.png"]
    assert moved in common(host)


@pytest.mark.parametrize("name", ["manifest.json", "sw.js"])
def test_a_list_that_cannot_be_read_stops_the_publication(
    built: dict[str, dict[str, bytes]], name: str
) -> None:
    broken = {"manifest.json": b"[]", "sw.js": b"const RELEASE = ({x});\n"}
    with pytest.raises(PublishError, match=re.escape(name)):
        part(FIRST, dict(built[FIRST]) | {name: broken[name]})


def test_bytes_that_are_no_text_are_kept_as_they_are(built: dict[str, dict[str, bytes]]) -> None:
    odd = b'\xff"../assets/vega/vega.js"'
    files = dict(built[FIRST]) | {"notat/index.html": odd}
    parted = part(FIRST, files)
    to = parted.moved["assets/vega/vega.js"].encode()
    assert parted.own["notat/index.html"] == b'\xff"../../' + to + b'"'
