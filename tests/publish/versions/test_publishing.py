import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urljoin

import pytest

from sitegen.publish.policy import policy_element, script_hash
from sitegen.publish.versions.branch import Change, Host, Published, PublishError, change, fetch
from sitegen.publish.versions.release import Release, end_preview, preview, release, roll_back
from support.notes import ROOT
from support.repositories import copy_of, git, listed, new_checkout, new_remote, served

pytestmark = pytest.mark.slow

PROGRAM = """
import sys
from pathlib import Path
from sitegen.publish.versions.branch import Host, change
from sitegen.publish.versions.release import preview
files = {f"{n}.txt": bytes([n]) * 9999 for n in range(200)}
change(Host(Path(sys.argv[1])), preview(int(sys.argv[2]), files))
"""
FIRST, SECOND = "2025-03-07", "2026-03-06"


def site(words: str, **more: bytes) -> dict[str, bytes]:
    files = {
        "index.html": f"<p>{words}</p>".encode(),
        "notat/1/index.html": f"<p>del 1 {words}</p>".encode(),
        "404.html": b"<p>finnes ikke</p>",
        "data/tall.csv": f"tall\n{words}\n".encode(),
        "data/index.html": b"<p>data</p>",
        "data/bruk/index.html": b"<p>bruk</p>",
        "data/tabell-3.json": b"{}",
        "data/kommuner/alle.csv": b"kommune",
        "dcat.jsonld": words.encode(),
        "llms.txt": words.encode(),
        "feed.xml": words.encode(),
    }
    return files | more


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a checkout and its remote, to be copied."""
    folder = tmp_path_factory.mktemp("vert")
    new_checkout(folder / "arbeid", new_remote(folder))
    return folder


@pytest.fixture
def host(tmp_path: Path, made: Path) -> Host:
    return Host(copy_of(made, tmp_path))


@pytest.fixture
def remote(host: Host) -> Path:
    return host.root.parent / "remote.git"


def publish(host: Host, version: str, words: str) -> bool:
    return change(host, release(Release(version, f"Utgave {version}", site(words))))


def test_the_first_version_is_served_under_its_name_and_under_siste(
    host: Host, remote: Path
) -> None:
    assert publish(host, FIRST, "a") is True
    files = served(remote)
    assert files[f"{FIRST}/index.html"] == "<p>a</p>"
    assert f'href="../../../{FIRST}/notat/1/"' in files["siste/notat/1/index.html"]
    assert f"url=../{FIRST}/" in files["siste/index.html"]
    assert "url=siste/" in files["index.html"]
    assert files["siste/data/tall.csv"] == files[f"{FIRST}/data/tall.csv"]
    assert f"url=../../{FIRST}/data/" in files["siste/data/index.html"]
    assert files["404.html"] == files[f"{FIRST}/404.html"]
    assert files[".nojekyll"] == ""  # else the host builds anew, and leaves out what begins with _
    assert listed(remote) == {FIRST: ({"siste"}, {})}


def test_what_programs_read_has_one_address_a_version_and_one_that_follows_the_newest(
    host: Host, remote: Path
) -> None:
    publish(host, FIRST, "a")
    publish(host, SECOND, "b")
    files = served(remote)
    read = ["feed.xml", "dcat.jsonld", "llms.txt", "data/tall.csv", "data/tabell-3.json"]
    for path in [*read, "data/kommuner/alle.csv"]:
        assert files[f"siste/{path}"] == files[f"{SECOND}/{path}"]
    for path in ("dcat.jsonld", "llms.txt"):
        assert files[f"{FIRST}/{path}"] == "a"
        assert files[path] == "b"
    assert f"url=../../../{SECOND}/data/bruk/" in files["siste/data/bruk/index.html"]
    change(host, roll_back())
    files = served(remote)
    assert files["dcat.jsonld"] == files["siste/dcat.jsonld"] == "a"


def test_a_newer_version_takes_the_alias_and_the_older_one_stays_byte_for_byte(
    host: Host, remote: Path
) -> None:
    publish(host, FIRST, "a")
    before = served(remote)
    publish(host, SECOND, "b")
    after = served(remote)
    assert {p: t for p, t in after.items() if p.startswith(FIRST)} == {
        p: t for p, t in before.items() if p.startswith(FIRST)
    }
    assert f"url=../{SECOND}/" in after["siste/index.html"]
    assert after["siste/data/tall.csv"] == "tall\nb\n"
    assert listed(remote) == {SECOND: ({"siste"}, {}), FIRST: (set(), {})}


def test_a_revision_is_newer_than_its_edition_and_older_than_the_next(
    host: Host, remote: Path
) -> None:
    for version in (FIRST, SECOND, f"{FIRST}.2", f"{FIRST}.10"):
        publish(host, version, version)
    assert listed(remote)[SECOND][0] == {"siste"}
    assert list(listed(remote)) == [SECOND, f"{FIRST}.10", f"{FIRST}.2", FIRST]


def test_the_tenth_revision_is_newer_than_the_second(host: Host, remote: Path) -> None:
    for version in (f"{FIRST}.2", f"{FIRST}.10"):
        publish(host, version, version)
    assert listed(remote)[f"{FIRST}.10"][0] == {"siste"}


def test_the_same_files_again_change_nothing(host: Host, remote: Path) -> None:
    publish(host, FIRST, "a")
    head = git(remote, "rev-parse", "gh-pages")
    assert publish(host, FIRST, "a") is False
    assert git(remote, "rev-parse", "gh-pages") == head


def test_a_published_version_may_not_change_and_the_files_are_named(
    host: Host, remote: Path
) -> None:
    publish(host, FIRST, "a")
    head = git(remote, "rev-parse", "gh-pages")
    with pytest.raises(PublishError) as error:
        publish(host, FIRST, "b")
    assert "data/tall.csv" in str(error.value)
    assert f"{FIRST}.1" in str(error.value)
    assert git(remote, "rev-parse", "gh-pages") == head


def test_of_many_changed_files_ten_are_named_and_the_rest_counted(host: Host) -> None:
    publish(host, FIRST, "a")
    for more, rest in ((4, ""), (5, " og 1 til"), (7, " og 3 til")):
        new = site("b") | {f"ny-{n}.txt": b"" for n in range(more)}
        count = len([name for name in new if name not in site("a") or new[name] != site("a")[name]])
        with pytest.raises(PublishError) as error:
            change(host, release(Release(FIRST, "Utgave", new)))
        words = error.value.faults[0].found
        assert words.startswith(f"{count} andre: ")
        assert words.count(", ") == 9
        assert words.endswith(rest) if rest else " til" not in words


def test_a_file_taken_away_is_a_change_too(host: Host) -> None:
    publish(host, FIRST, "a")
    less = {path: data for path, data in site("a").items() if path != "404.html"}
    with pytest.raises(PublishError, match=r"1 andre: 404\.html"):
        change(host, release(Release(FIRST, "Utgave", less)))


@pytest.mark.parametrize("name", ["siste", "7. mars", "../ut", "2025-3-7", "2025-03-07."])
def test_a_version_is_named_by_its_date(name: str) -> None:
    with pytest.raises(PublishError, match="2025-03-07"):
        release(Release(name, "x", site("a")))


def test_a_preview_is_hidden_updated_in_place_and_taken_away(host: Host, remote: Path) -> None:
    publish(host, FIRST, "a")
    change(host, preview(12, site("p")))
    assert listed(remote)["pr-12"] == (set(), {"hidden": True})
    assert change(host, preview(12, site("p"))) is False
    change(host, preview(12, {"index.html": b"q"}))
    assert [p for p in served(remote) if p.startswith("pr-12/")] == ["pr-12/index.html"]
    assert listed(remote)[FIRST] == ({"siste"}, {})
    assert change(host, end_preview(12)) is True
    assert not [p for p in served(remote) if p.startswith("pr-12/")]
    assert "pr-12" not in listed(remote)
    assert change(host, end_preview(12)) is False


def test_a_step_back_lets_siste_mean_the_version_before_and_keeps_both(
    host: Host, remote: Path
) -> None:
    publish(host, FIRST, "a")
    publish(host, SECOND, "b")
    assert change(host, roll_back()) is True
    files = served(remote)
    assert f"url=../{FIRST}/" in files["siste/index.html"]
    assert files["siste/data/tall.csv"] == "tall\na\n"
    assert files[f"{SECOND}/index.html"] == "<p>b</p>"
    withdrawn = {"hidden": True, "trukket": True}
    assert listed(remote) == {SECOND: (set(), withdrawn), FIRST: ({"siste"}, {})}


def test_siste_has_no_page_but_those_of_the_version_it_means(host: Host, remote: Path) -> None:
    more = {"ny/index.html": b"<p>ny</p>", "data/ny.csv": b"1"}
    publish(host, FIRST, "a")
    change(host, release(Release(SECOND, "Ny", site("b") | more)))
    assert {"siste/ny/index.html", "siste/data/ny.csv"} <= served(remote).keys()
    change(host, roll_back())
    assert not {f"siste/{path}" for path in more} & served(remote).keys()
    change(host, roll_back(SECOND))
    publish(host, "2027-03-05", "c")
    assert not {f"siste/{path}" for path in more} & served(remote).keys()


def test_a_step_back_can_be_taken_back(host: Host, remote: Path) -> None:
    publish(host, FIRST, "a")
    publish(host, SECOND, "b")
    before = served(remote)
    change(host, roll_back())
    change(host, roll_back(SECOND))
    assert served(remote) == before


def test_there_is_no_step_back_from_the_only_version(host: Host) -> None:
    publish(host, FIRST, "a")
    with pytest.raises(PublishError, match="en eldre utgave"):
        change(host, roll_back())
    with pytest.raises(PublishError, match=rf"Publisert er {FIRST}"):
        change(host, roll_back("2020-01-01"))


def test_two_who_publish_at_once_both_get_in(tmp_path: Path, host: Host, remote: Path) -> None:
    other = Host(new_checkout(tmp_path / "annet", remote))
    publish(host, FIRST, "a")
    plans = {"first": release(Release(SECOND, "Ny", site("b"))), "second": preview(3, site("p"))}
    overtaken: list[object] = []

    def slow(published: Published) -> Change | None:
        if not overtaken:  # between reading and pushing, the other one pushes
            overtaken.append(change(other, plans["second"]))
        return plans["first"](published)

    assert change(host, slow) is True
    assert set(listed(remote)) == {FIRST, SECOND, "pr-3"}
    assert served(remote)["pr-3/index.html"] == "<p>p</p>"


@pytest.mark.slow
def test_many_who_publish_at_once_all_get_in(tmp_path: Path, remote: Path, host: Host) -> None:
    publish(host, FIRST, "a")
    hosts = [Host(new_checkout(tmp_path / f"nr{n}", remote)) for n in range(2)]
    failures: list[BaseException] = []

    def run(number: int) -> None:
        command = ["-c", PROGRAM, str(hosts[number].root), str(number)]
        done = subprocess.run([sys.executable, *command], check=False, capture_output=True)
        if done.returncode:
            failures.append(AssertionError(done.stderr.decode()))

    threads = [threading.Thread(target=run, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert {"pr-0", "pr-1", FIRST} == set(listed(remote))


def test_who_dies_half_way_leaves_nothing_behind(host: Host, remote: Path) -> None:
    publish(host, FIRST, "a")
    before = served(remote)

    def dies(published: Published) -> Change | None:
        wanted = release(Release(SECOND, "Ny", site("b")))(published)
        assert wanted
        broken = {**wanted.files, "midt": None}  # writing the commit fails on this file
        return Change(wanted.message, wanted.versions, wanted.gone, broken)  # type: ignore[arg-type]

    with pytest.raises(TypeError):
        change(host, dies)
    assert served(remote) == before
    assert git(host.root, "branch", "--list").split() == ["*", "main"]
    assert publish(host, SECOND, "b") is True


def test_the_process_keeps_the_git_folder_it_was_told(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GIT_DIR", raising=False)
    publish(host, FIRST, "a")
    assert "GIT_DIR" not in os.environ
    told = f"{host.root}/.git/."  # another spelling than git's own
    monkeypatch.setenv("GIT_DIR", told)
    publish(host, SECOND, "b")
    assert os.environ["GIT_DIR"] == told


def test_a_remote_that_refuses_is_told_as_such(host: Host, remote: Path) -> None:
    hook = remote / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(PublishError, match="lov til å skrive"):
        publish(host, FIRST, "a")


def test_a_remote_that_is_not_there_is_told_as_such(host: Host) -> None:
    with pytest.raises(PublishError, match="git ls-remote"):
        fetch(Host(host.root, remote="borte"))


def unit_page(words: str) -> dict[str, bytes]:
    """Return a page that versions share, with ways as its frame has them."""
    page = (
        '<link rel="canonical" href="http://127.0.0.1/VERSION/kommuner/1508-alesund/">'
        '<link href="../../assets/a.css"><a href="../">liste</a><a href="../../fylker/">fylker</a>'
        '<a href="../../">forside</a><script>{"base":"../.."}</script>'
        f"<p>{words}</p>"
    )
    return {
        "kommuner/1508-alesund/index.html": page.replace("VERSION", FIRST).encode(),
        "kommuner/1508-alesund/tall.csv": words.encode(),
        "sitemap.xml": (
            f"<urlset><url><loc>http://127.0.0.1/{FIRST}/data/</loc></url>"
            f"<url><loc>http://127.0.0.1/{FIRST}/kommuner/1508-alesund/</loc></url></urlset>"
        ).encode(),
    }


def test_a_unit_s_page_lies_under_siste_and_every_version_leads_there(
    host: Host, remote: Path
) -> None:
    change(host, release(Release(FIRST, "Utgave", site("a", **unit_page("2024")))))
    files = served(remote)
    page = files["siste/kommuner/1508-alesund/index.html"]
    assert page.endswith("<p>2024</p>")
    assert 'href="http://127.0.0.1/siste/kommuner/1508-alesund/"' in page
    assert f'href="../../../{FIRST}/assets/a.css"' in page
    assert f'href="../../../{FIRST}/"' in page
    # With its slash when a script puts a file's name after it, and when it puts one in between.
    base = re.search(r'"base":"([^"]*)"', page)
    assert base
    own = "http://127.0.0.1/siste/kommuner/1508-alesund/"
    for way, name in ((base[1], "sitemap.xml"), (f"{base[1]}/", "../versions.json")):
        found = urljoin(urljoin(own, way), name)
        assert found == f"http://127.0.0.1/{FIRST}/{name}".replace(f"{FIRST}/../", "")
    assert 'href="../"' in page
    assert 'href="../../fylker/"' in page
    assert files["siste/kommuner/1508-alesund/tall.csv"] == "2024"
    assert f"{FIRST}/kommuner/1508-alesund/tall.csv" not in files
    there = files[f"{FIRST}/kommuner/1508-alesund/index.html"]
    assert "url=../../../siste/kommuner/1508-alesund/" in there
    assert "/siste/kommuner/1508-alesund/</loc>" in files["siste/sitemap.xml"]
    assert "/data/" not in files["siste/sitemap.xml"]


def test_a_unit_s_page_runs_the_scripts_its_policy_allowed_and_no_others(
    host: Host, remote: Path
) -> None:
    allowed, other = 'scope=new URL("../..",location)', 'other=new URL("../..",location)'
    page = f"{policy_element([allowed])}<script>{allowed}</script><script>{other}</script>"
    unit = {"kommuner/1508-alesund/index.html": page.encode()}
    change(host, release(Release(FIRST, "Utgave", site("a", **unit))))
    shown = served(remote)["siste/kommuner/1508-alesund/index.html"]
    first, second = re.findall(r"<script>(.*?)</script>", shown)
    assert first != allowed  # the site's root is the version's
    sums = [hashlib.sha256(one.encode()).digest() for one in (first, second)]
    found = [f"'sha256-{base64.b64encode(one).decode()}'" in shown for one in sums]
    assert found == [True, False]


def test_an_installed_site_starts_below_siste_with_the_version_its_units_are_shown_with(
    host: Host, remote: Path
) -> None:
    manifest = (ROOT / "docs/nettsted.webmanifest").read_text(encoding="utf-8")
    own = unit_page("2024") | {
        "sw.js": (ROOT / "docs/sw.js").read_bytes(),
        "nettsted.webmanifest": manifest.encode(),
    }
    change(host, release(Release(FIRST, "Utgave", site("a", **own))))
    change(host, release(Release(SECOND, "Utgave", site("b", **own))))
    files = served(remote)
    change(host, roll_back())
    for found in (files, served(remote)):
        assert f'const VERSION = "../{SECOND}/";' in found["siste/sw.js"]
        assert 'const VERSION = "";' in found[f"{FIRST}/sw.js"]
        said = json.loads(found["siste/nettsted.webmanifest"])
        place = "http://127.0.0.1/siste/nettsted.webmanifest"
        assert urljoin(place, said["start_url"]) == "http://127.0.0.1/siste/?start"
        assert urljoin(place, said["scope"]) == "http://127.0.0.1/"
        icons = [urljoin(place, one["src"]) for one in said["icons"]]
        assert icons == [
            f"http://127.0.0.1/{SECOND}/{one['src']}" for one in json.loads(manifest)["icons"]
        ]


def test_the_policy_of_a_unit_s_page_allows_its_script_as_it_is_below_siste(
    host: Host, remote: Path
) -> None:
    script = '__scope = new URL("../..", location)'
    page = f"<html><head>{policy_element([script])}</head><script>{script}</script></html>"
    own = {"kommuner/1508-alesund/index.html": page.encode()}
    change(host, release(Release(FIRST, "Utgave", site("a", **own))))
    found = served(remote)["siste/kommuner/1508-alesund/index.html"]
    (there,) = re.findall(r"<script>(.*?)</script>", found)
    assert there == f'__scope = new URL("../../../{FIRST}/.", location)'
    assert script_hash(there) in found
    assert script_hash(script) not in found


def test_units_pages_follow_the_newest_data_and_stay_when_a_version_is_stepped_back_from(
    host: Host, remote: Path
) -> None:
    change(host, release(Release(FIRST, "Utgave", site("a", **unit_page("2024")))))
    change(host, release(Release(SECOND, "Utgave", site("b", **unit_page("2025")))))
    newest = served(remote)
    change(host, roll_back())
    files = served(remote)
    own = [path for path in newest if path.startswith("siste/kommuner/")]
    assert own
    assert {path: files[path] for path in own} == {path: newest[path] for path in own}
    assert "<p>2025</p>" in files["siste/kommuner/1508-alesund/index.html"]
    assert f"url=../{FIRST}/" in files["siste/index.html"]


def test_a_version_with_shared_pages_is_published_twice_without_change(
    host: Host, remote: Path
) -> None:
    new = Release(FIRST, "Utgave", site("a", **unit_page("2024")))
    change(host, release(new))
    before = git(remote, "rev-parse", "gh-pages")
    assert change(host, release(new)) is False
    assert git(remote, "rev-parse", "gh-pages") == before
