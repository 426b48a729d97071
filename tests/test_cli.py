"""The command line's own plumbing; what each command does is tested with its room."""

from argparse import Namespace

import pytest

from sitegen import cli


def test_a_command_gets_its_arguments_and_gives_its_exit_code() -> None:
    echo = cli.Command("ekko", "Gjenta.", lambda sub: sub.add_argument("ord") and None, run_length)
    arguments = cli.parser([echo]).parse_args(["ekko", "notat"])
    assert arguments.run(arguments) == len("notat")


def test_no_command_is_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main([])
    assert stop.value.code == 2
    assert "KOMMANDO" in capsys.readouterr().err


def run_length(arguments: Namespace) -> int:
    """Return the length of the word given."""
    return len(arguments.ord)
