"""One spelling of each term: in hand-written pages, the scripts' words and the core's messages."""

from pathlib import Path

import pytest

from support.language import misspelled, python_strings, said, script_strings
from support.notes import ROOT

PAGES = [*ROOT.glob("docs/*.md"), *ROOT.glob("docs/om/*.md"), *ROOT.glob("docs/redaksjon/*.md")]
MODULES = [*ROOT.glob("src/**/*.py")]
SCRIPTS = [*ROOT.glob("docs/assets/**/*.js")]
TEMPLATES = [*ROOT.glob("overrides/**/*.html"), ROOT / "mkdocs.yml"]


def faults(paths: list[Path], words: dict[Path, list[str]]) -> dict[str, list[str]]:
    assert paths
    return {str(path.relative_to(ROOT)): words[path] for path in paths if words[path]}


def test_hand_written_pages_and_templates_spell_each_term_one_way() -> None:
    paths = PAGES + TEMPLATES
    assert faults(paths, {one: misspelled(one.read_text(encoding="utf-8")) for one in paths}) == {}


def test_scripts_spell_each_term_one_way() -> None:
    assert faults(SCRIPTS, {one: said(script_strings(one)) for one in SCRIPTS}) == {}


def test_modules_spell_each_term_one_way() -> None:
    assert faults(MODULES, {one: said(python_strings(one)) for one in MODULES}) == {}


@pytest.mark.parametrize(
    "text",
    [
        *("linja i råteksten", "Hjelpelinja: samme", "kan ikke sammenliknes", "er vektet snitt"),
        *("Uvektet snitt står", "174 tusen kroner", "bør være 1,75 prosent", "se ordlista her"),
        *("i folkegruppen", "nivået utvalget anbefaler", "Landet utenom Oslo"),
    ],
)
def test_a_banned_spelling_is_found(text: str) -> None:
    assert misspelled(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kommunene som ligger under hjelpelinja, svekket driftsresultatet",
        "Uvektet snitt og median kan avvike mye",
        *("linjen i råteksten", "sammenlignes", "veid snitt", "1¾ prosent", "Alle kommuner"),
    ],
)
def test_the_note_s_own_words_and_the_chosen_spellings_are_not(text: str) -> None:
    assert misspelled(text) == []
