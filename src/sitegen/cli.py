"""The command line: one sub-command per row in COMMANDS, each a thin call to the rooms below."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One sub-command.

    Attributes:
        name: What the user types.
        help: One line of Norwegian for `sitegen --help`.
        arguments: Adds the command's own arguments to its parser.
        run: Does the work and returns the exit code.
    """

    name: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


COMMANDS: tuple[Command, ...] = ()


def main(argv: Sequence[str] | None = None) -> int:
    """Return the exit code of the command in `argv` (default: the process's own arguments)."""
    arguments = parser(COMMANDS).parse_args(argv)
    code: int = arguments.run(arguments)
    return code


def parser(commands: Sequence[Command]) -> argparse.ArgumentParser:
    """Return a parser that knows `commands` and puts the chosen one's `run` in its result."""
    top = argparse.ArgumentParser(
        prog="sitegen", description="Gjør notatet fra TBU om til et nettsted."
    )
    choices = top.add_subparsers(title="kommandoer", metavar="KOMMANDO", required=True)
    for command in commands:
        sub = choices.add_parser(command.name, help=command.help, description=command.help)
        command.arguments(sub)
        sub.set_defaults(run=command.run)
    return top
