"""The command line: every command that a module of this room lists in ``COMMANDS``.

So a new command is a new module, and each imports only what it needs.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules

import sitegen.cli
from sitegen.cli.command import Command
from sitegen.note.errors import SitegenError


def commands() -> list[Command]:
    """Return every command, by name."""
    names = (module.name for module in iter_modules(sitegen.cli.__path__))
    modules = (import_module(f"{sitegen.cli.__name__}.{name}") for name in names)
    found = (one for module in modules for one in getattr(module, "COMMANDS", ()))
    return sorted(found, key=lambda one: one.name)


def main(argv: Sequence[str] | None = None) -> int:
    """Return the exit code of the command in `argv` (default: the process's own arguments)."""
    arguments = parser(commands()).parse_args(argv)
    try:
        code: int = arguments.run(arguments)
    except SitegenError as error:
        for fault in error.faults:
            print(f"FEIL {fault}", file=sys.stderr)
        return 1
    return code


def parser(known: Sequence[Command]) -> argparse.ArgumentParser:
    """Return a parser that knows the commands and puts the chosen one's `run` in its result."""
    top = argparse.ArgumentParser(
        prog="sitegen", description="Gjør notatet fra TBU om til et nettsted."
    )
    choices = top.add_subparsers(title="kommandoer", metavar="KOMMANDO", required=True)
    for command in known:
        sub = choices.add_parser(command.name, help=command.help, description=command.help)
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return top
