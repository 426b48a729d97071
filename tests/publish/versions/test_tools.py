"""What the workflows call, run against a bare repository: propose, show, update, end, release."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from sitegen.facts.publisher import PUBLISHER_FILE
from support import gh
from support.checkouts import share_cache
from support.hosting import Site
from support.notes import ROOT
from support.repositories import git, listed, new_checkout, new_remote

pytestmark = pytest.mark.slow

HOME = "https://tbu.example.org/"
# A checkout's own set-up is tested by every run of the tests; here it would install anew. And the
# site of what is to change is the one that all tests share.
MAKE = """#!/bin/sh
case "$*" in
*setup*) ;;
*"-C "*" site") mkdir "$3/site" && cp -r "$BASE_SITE" "$3/site" ;;
*) echo "uventet: make $*" >&2; exit 1 ;;
esac
"""
# Anybody may write what our own comment begins with.
OTHERS = [{"id": 1, "user": {"login": "hvem"}, "body": "<!-- what this proposal changes -->"}]
PUBLISHER = """[utgiver]
navn = "Redaksjonen"
adresse = "post@example.org"
kodelager = "https://example.org/kode"
"""


def copy_tracked(folder: Path) -> None:
    names = git(ROOT, "ls-files", "-z").split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    share_cache(folder)
    for name in (".venv", "node_modules"):
        (folder / name).symlink_to(ROOT / name)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, site: Site) -> Path:
    root = tmp_path_factory.mktemp("verktoy")
    checkout = new_checkout(root / "arbeid", new_remote(root))
    copy_tracked(checkout)
    copy_tracked(root / "base")
    (checkout / PUBLISHER_FILE).write_text(PUBLISHER, encoding="utf-8")
    note = next(checkout.glob("data/notater/2025-03-07/note.txt"))
    text = note.read_text(encoding="utf-8")
    line = next(
        row
        for row in text.splitlines()
        if " ".join(row.split()).startswith("Netto driftsresultat 3,0 4,0")
    )
    note.write_text(text.replace(line, line.replace("-0,3", "-2,5")), encoding="utf-8")
    (root / "grunnlag").symlink_to(site.folder)
    gh.install(root, {"pulls/12": {"state": "open"}, "comments": OTHERS})
    (root / "bin/make").write_text(MAKE, encoding="utf-8")
    return root


def run(place: Path, *command: str) -> str:
    environment = {
        **os.environ,
        "PATH": f"{place / 'bin'}:{os.environ['PATH']}",
        "SITE_URL": HOME,
        "GH_STORE": str(place),
        "BASE_SITE": f"{place}/grunnlag/.",  # what the link leads to, not the link
    }
    done = subprocess.run(
        command, cwd=place / "arbeid", env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def test_a_proposal_lives_from_its_comparison_to_its_end_and_a_release_follows(place: Path) -> None:
    remote, out = place / "remote.git", place / "forslag"

    comment = run(place, "tools/propose", "12", str(place / "base"), str(out))
    assert f"<{HOME}pr-12/>" in comment
    assert "−0,3 | −2,5" in comment
    assert f"![tabell-3 før]({HOME}pr-12/forslag/tabell-3-for.png)" in comment
    assert "tabell-5-for.png" not in comment
    assert "340 tall i alt" in comment

    run(place, "tools/show_proposal", "12", str(out))
    assert listed(remote) == {"pr-12": (set(), {"hidden": True})}
    paths = git(remote, "ls-tree", "-r", "--name-only", "gh-pages").split()
    assert {"pr-12/index.html", "pr-12/forslag/index.html", "pr-12/forslag/tabell-3-na.png"} <= set(
        paths
    )
    assert "noindex" in git(remote, "show", "gh-pages:pr-12/index.html")
    assert gh.asked(place)[-1][:3] == ["api", "--method", "POST"]
    assert "−2,5" in gh.posted(place)

    told = run(place, "tools/release", "2025-03-07")
    assert "2025-03-07: publisert" in told
    assert "plass til" in told
    assert "sitegen await 2025-03-07" in told
    assert json.loads((place / "arbeid/build/utgitt/sbom.json").read_text())["components"]
    manifest = json.loads(git(remote, "show", "gh-pages:2025-03-07/manifest.json"))
    assert manifest["notat"]["fil"] == "data/note.txt"
    assert "index.html" in manifest["filer"]
    assert "Nettstedet drives av: Redaksjonen." in git(
        remote, "show", "gh-pages:2025-03-07/index.html"
    )
    for name in ("dcat.jsonld", "llms.txt"):
        own = git(remote, "show", f"gh-pages:2025-03-07/{name}")
        assert f"{HOME}2025-03-07/data/tabell-3.csv" in own
        # Every address is the version's own, but for what each is a version of.
        newest = own.count(f'"@id": "{HOME}siste/')
        assert own.count(HOME) == own.count(f"{HOME}2025-03-07/") + newest
        for copy in (name, f"siste/{name}"):
            assert git(remote, "show", f"gh-pages:{copy}") == own
    head = git(remote, "show", "gh-pages:2025-03-07/tabeller/resultat-konsern/index.html")
    assert f'"contentUrl": "{HOME}2025-03-07/data/tabell-3.csv"' in head
    package = git(remote, "show", "gh-pages:2025-03-07/data/datapackage.json")
    assert git(remote, "show", "gh-pages:siste/data/datapackage.json") == package
    assert git(remote, "show", "gh-pages:siste/data/tabell-3.json")

    (place / "objects.json").write_text('{"pulls/12": {"state": "closed"}}')
    assert "lukket" in run(place, "tools/show_proposal", "12", str(out))
    assert set(listed(remote)) == {"2025-03-07"}
    assert not [p for p in served_paths(remote) if p.startswith("pr-12")]


def served_paths(remote: Path) -> list[str]:
    return git(remote, "ls-tree", "-r", "--name-only", "gh-pages").split()


def test_a_proposal_that_cannot_be_read_is_never_no_difference(place: Path, tmp_path: Path) -> None:
    (tmp_path / "check.txt").write_text("")
    command = [".venv/bin/sitegen", "proposal", "1", str(tmp_path), str(tmp_path)]
    done = subprocess.run(
        [*command, "--checks", str(tmp_path / "check.txt"), "--out", str(tmp_path / "ut")],
        cwd=place / "arbeid",
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "FEIL" in done.stderr
    assert not (tmp_path / "ut").exists()
