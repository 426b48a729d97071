"""What the schedule runs: the office, a checkout with a bare repository, and the host's tool."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from support.notes import ROOT
from support.office import Office, Reply, accounts, answers, office, packed, table
from support.repositories import git, new_checkout, new_remote

pytestmark = pytest.mark.slow

NEEDED = ("data", "tools", ".gitignore")
MAKE = "#!/bin/sh\n"
GH = """#!/usr/bin/env python3
import json, os, sys
with open(os.environ["GH_STORE"], "a") as log:
    log.write(json.dumps(sys.argv[1:]) + "\\n")
if sys.argv[1:3] == ["pr", "create"]:
    if "GH_REFUSES" in os.environ:
        sys.exit("pull request create failed")
    print("https://example.org/eier/lager/pull/7")
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with a bare repository, and a checkout that has the figures to 2024."""
    checkout = new_checkout(tmp_path / "arbeid", new_remote(tmp_path))
    for name in git(ROOT, "ls-files", "-z", *NEEDED).split("\0"):
        if name:
            (checkout / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, checkout / name)
    for path in (checkout / "data/kommuner").glob("*kommuner_*.*"):
        path.unlink()
    for path in (ROOT / "tests/cases/unit_data").glob("*.csv"):
        shutil.copy(path, checkout / "data/kommuner")
    (checkout / ".venv").symlink_to(ROOT / ".venv")
    (checkout / ".gitignore").write_text(".venv\nbuild\n")
    git(checkout, "add", ".")
    git(checkout, "commit", "--quiet", "-m", "Figures to 2024")
    git(checkout, "push", "--quiet", "origin", "main")
    (tmp_path / "bin").mkdir()
    for name, program in {"make": MAKE, "gh": GH}.items():
        (tmp_path / "bin" / name).write_text(program)
        (tmp_path / "bin" / name).chmod(0o755)
    return tmp_path


def run(place: Path, server: Office, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        **more,
        "PATH": f"{place / 'bin'}:{os.environ['PATH']}",
        "GH_STORE": str(place / "asked.jsonl"),
    }
    command = ["tools/land_figures", server.address]
    return subprocess.run(
        command, cwd=place / "arbeid", env=environment, check=False, capture_output=True, text=True
    )


def asked(place: Path) -> list[list[str]]:
    return [json.loads(line) for line in (place / "asked.jsonl").read_text().splitlines()]


def branches(place: Path) -> list[str]:
    listing = git(place / "remote.git", "for-each-ref", "--format=%(refname:short)")
    return sorted(listing.split())


def begin_anew(place: Path, at: str = "main") -> None:
    """Leave the checkout as the next run finds it: main, with what a proposal had if merged."""
    git(place / "arbeid", "checkout", "--quiet", "--force", "-B", "main", at)
    git(place / "arbeid", "clean", "--quiet", "-fd")


def replies() -> dict[str, Reply]:
    """Return the answers; Troms' result of 2024 is corrected, and with it the country's."""
    cells, names = accounts("fylkeskommuner")
    for code in ("5500", "EAFK"):
        cells[code, "AGD23", "2024"] = (cells[code, "AGD23", "2024"] or 0) - 400_000
    given = answers() | {"12366": packed(table("12366", cells, names))}
    given["klass"] = (ROOT / "tests/cases/office/klass.json").read_bytes()
    return {name: Reply(data) for name, data in given.items()}


def test_new_figures_are_proposed_once_and_then_nothing_is_new(place: Path) -> None:
    with office(replies()) as server:
        done = run(place, server)
        assert done.returncode == 0, done.stderr
        name = next(one for one in branches(place) if one != "main")
        assert name.startswith("nye-tall-2026-06-15-")
        changed = git(place / "remote.git", "diff", "--name-only", "main", name).split()
        assert {path.split("/")[0] for path in changed} == {"data"}
        assert "data/kilder/12137.json" in changed
        *enabled, created, preview, tests = asked(place)
        assert [one[3].rpartition("workflows/")[2] for one in enabled] == [
            "new-figures.yml/enable",
            "sweep-previews.yml/enable",
        ]
        assert created[2:6] == ["--head", name, "--base", "main"]
        assert preview == ["workflow", "run", "preview.yml", "--ref", "main", "-f", "number=7"]
        assert tests == ["workflow", "run", "test.yml", "--ref", name]
        said = (place / "arbeid/build/nye-tall.md").read_text("utf-8")
        assert "| 2025 | ingen tall | 357 enheter, inntekter 674\u00a0170\u00a0449" in said
        assert "netto driftsresultat" in said.partition("### Tall som er endret")[2]
        rulings = said.partition("- «Høyest resultat hadde")[2].splitlines()[1:3]
        assert any(row.endswith("høyest er Troms 8,6.*") for row in rulings), rulings
        assert "Motsies: " in said

        begin_anew(place, "origin/main")
        again = run(place, server)
        assert again.returncode == 0, again.stderr
        assert "foreslått før" in again.stdout
        assert len(asked(place)) == 7

        begin_anew(place, name)
        last = run(place, server)
        assert last.returncode == 0, last.stderr
        assert "Ingen av tabellene er oppdatert siden sist." in last.stdout
        assert branches(place) == ["main", name]


def test_a_fault_ends_in_its_sentence_and_proposes_nothing(place: Path) -> None:
    with office(replies() | {"12137": Reply(b"", 503)}) as server:
        done = run(place, server)
    assert done.returncode == 1
    assert "tjenesten er nede (503)" in done.stderr
    assert branches(place) == ["main"]
    assert git(place / "arbeid", "status", "--porcelain") == ""


def test_a_branch_without_a_pull_request_is_taken_back(place: Path) -> None:
    with office(replies()) as server:
        done = run(place, server, GH_REFUSES="1")
    assert done.returncode == 1
    assert "pull request create failed" in done.stderr
    assert branches(place) == ["main"]
