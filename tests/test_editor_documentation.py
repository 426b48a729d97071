"""The editors' pages: what they tell an editor to type, to write and to look at is really there."""

import re
import shlex
import tomllib
from argparse import ArgumentParser
from datetime import date
from pathlib import Path

import pytest
import yaml

from sitegen.cli.main import commands, parser
from sitegen.facts.fact import caption_text
from sitegen.pages.registry import PAGES as HAND_WRITTEN
from support.notes import FOLDER, ROOT, changed, read

PAGES = sorted((ROOT / "docs/redaksjon").glob("*.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
IN_LINE = re.compile(r"`([^`\n]+)`")
# What the pages name as an example, or what a machine makes: not to be found in the checkout.
MADE = ("build/", "data/notater/2026-03-06/", "docs/redaksjon/")
VARIABLE = re.compile(r"^[A-Z_]+=\S+$")


def blocks(kind: str) -> list[str]:
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    return [code for text in texts for found, code in BLOCK.findall(text) if found == kind]


def typed() -> list[list[str]]:
    """Return every command line of the pages, as words, variables before it left out."""
    lines = [line for code in blocks("sh") for line in code.splitlines()]
    words = [shlex.split(line) for line in lines]
    return [[word for word in line if not VARIABLE.match(word)] for line in words]


def in_line() -> set[str]:
    texts = (BLOCK.sub("", page.read_text(encoding="utf-8")) for page in PAGES)
    return {words for text in texts for words in IN_LINE.findall(text)}


def test_every_page_is_in_the_menu() -> None:
    listed = {page.path for page in HAND_WRITTEN if page.submenu == "For redaksjonen"}
    assert {f"redaksjon/{page.name}" for page in PAGES} == listed


def test_every_command_of_ours_is_one_that_sitegen_takes() -> None:
    ours = [line[1:] for line in typed() if line[0].endswith("sitegen")]
    ours += [shlex.split(words)[1:] for words in in_line() if words.startswith("sitegen ")]
    assert {line[0] for line in ours} >= {"new-note", "check", "build", "diff", "publish"}
    known: ArgumentParser = parser(commands())
    for line in ours:
        known.parse_args(line)


def test_what_is_said_of_the_golden_files_is_so() -> None:
    """They are of one edition; a new note changes none of them."""
    texts = {page.stem: page.read_text(encoding="utf-8") for page in PAGES}
    assert FOLDER.name == "2025-03-07"
    assert "notatet fra 7. mars 2025 med filer i `tests/golden/`" in texts["nytt-notat"]
    assert "--update-goldens" in texts["kontroller"]


def test_every_target_of_make_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    lines = typed() + [words.split() for words in in_line()]
    targets = {line[1] for line in lines if line[0] == "make" and len(line) > 1}
    assert targets >= {"setup", "serve", "check", "test", "publish"}
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_nothing_else_is_typed_but_git() -> None:
    assert {line[0] for line in typed()} == {"make", ".venv/bin/sitegen", "git"}


def test_every_file_that_is_named_is_there() -> None:
    named = {words for words in in_line() if re.fullmatch(r"[\w.-]+(/[\w.-]+)+/?", words)}
    files = {name for name in named if not name.startswith((".venv/", *MADE))}
    assert "data/kommuner/README.md" in files
    assert [name for name in files if not (ROOT / name).exists()] == []


def test_every_workflow_and_branch_that_is_named_is_the_one_in_use() -> None:
    workflows = (ROOT / ".github/workflows").glob("*.yml")
    content = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in workflows}
    page = (ROOT / "docs/redaksjon/publisere.md").read_text(encoding="utf-8")
    assert "arbeidsflyten `preview`" in page
    assert set(content["preview"][True]["workflow_dispatch"]["inputs"]) == {"number", "run", "end"}
    assert parser(commands()).parse_args(["rollback"]).branch == "gh-pages"
    assert "grenen `gh-pages`" in page


@pytest.mark.parametrize("code", blocks("toml"))
def test_every_entry_has_the_keys_that_are_read(code: str) -> None:
    content = tomllib.loads(code)
    assert len(content) == 1
    for kind, entries in content.items():
        example = (
            ROOT
            / "data/notater/2025-03-07"
            / {
                "versjon": "versjoner.toml",
                "rettelse": "rettelser.toml",
                "avvist": "note.toml",
                "tabell": "note.toml",
                "utsagn": "utsagn.toml",
            }[kind]
        )
        known = set(
            re.findall(
                r"(?:^#?|[{,])\s*(\w+)\s*=", example.read_text(encoding="utf-8"), re.MULTILINE
            )
        )
        assert all(entry.keys() <= known for entry in entries)
        assert all(type(entry.get("dato", date.min)) is date for entry in entries)


def test_the_correction_shown_is_one_that_can_be_made() -> None:
    (code,) = [code for code in blocks("toml") if "[[rettelse]]" in code]
    right = "Tabell 1 Utviklingen i kommuneøkonomien"
    faulty = changed((right, right.replace("ø", "o")))
    mended = read(faulty, corrections=code).exhibit("tabell-1")
    assert caption_text(mended) == caption_text(read().exhibit("tabell-1"))


def test_what_the_pages_say_is_printed_is_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(ROOT))
    arguments = parser(commands()).parse_args(["check"])
    assert arguments.run(arguments) == 0
    told = capsys.readouterr().out
    page = (ROOT / "docs/redaksjon/kontroller.md").read_text(encoding="utf-8")
    part = page.partition("## Utskriften fra sitegen check")[2].partition("\n## ")[0]
    terms = re.findall(r"^(\S[^\n]*)\n:   ", part, re.MULTILINE)
    assert len(terms) == 4
    assert all(term.strip("«»") in told for term in terms)
