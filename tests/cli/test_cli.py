"""The command line's own plumbing; what each command does is tested with its room."""

import subprocess
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

import pytest

from sitegen.cli import main as cli
from sitegen.cli.command import Command
from support.notes import FOLDER, ROOT

# What draws and builds: it takes longer to import than to say what a command is for.
BUILDERS = {"altair", "fontTools", "jupyter_core", "numpy", "pandas", "PIL", "vl_convert"}
BUILDING_NOTHING = (
    "--help",
    "check",
    "compute src/sitegen/publish/runtime/samples/mal.csv",
    "diff docs docs",
    "proposal --help",
)
RUN = f"""
import contextlib, sys
from sitegen.cli.main import main
for words in {BUILDING_NOTHING}:
    with contextlib.suppress(SystemExit):
        main(words.split())
print("imported:", *({BUILDERS} & sys.modules.keys()))
"""


def _takes_a_word(parser: ArgumentParser) -> None:
    parser.add_argument("ord")


def test_a_command_gets_its_arguments_and_gives_its_exit_code() -> None:
    echo = Command("ekko", "Gjenta.", _takes_a_word, run_length)
    arguments = cli.parser([echo]).parse_args(["ekko", "notat"])
    assert arguments.run(arguments) == len("notat")


def test_no_command_is_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main([])
    assert stop.value.code == 2
    assert "KOMMANDO" in capsys.readouterr().err


@pytest.mark.slow
def test_commands_that_build_nothing_do_not_wait_for_what_builds() -> None:
    command = [sys.executable, "-c", RUN]
    run = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert run.stdout.splitlines()[-1] == "imported:"


@pytest.mark.parametrize("words", ["build", f"build --note {FOLDER}", "serve", "publish"])
def test_outside_a_checkout_a_build_ends_in_one_line_that_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    assert cli.main([*words.split(), "--root", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"FEIL {tmp_path}: ventet prosjektets mappe, med data/notater/;")
    assert said.endswith("eller oppgi den med --root.\n")
    assert said.count("\n") == 1


def test_outside_a_checkout_a_check_ends_in_one_line_that_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check"]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"FEIL {tmp_path}: ventet prosjektets mappe, med data/notater/;")
    assert said.endswith("eller oppgi mappen notatet ligger i.\n")
    assert said.count("\n") == 1


def run_length(arguments: Namespace) -> int:
    """Return the length of the word given."""
    return len(arguments.ord)
