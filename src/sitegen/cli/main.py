"""The command line: every command that a module of this room lists in ``COMMANDS``.

So a new command is a new module, and each imports only what it needs.
"""

import argparse
import io
import re
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from pkgutil import iter_modules
from typing import TextIO

import sitegen.cli
from sitegen.cli.command import Command
from sitegen.note.errors import Fault, SitegenError, in_words
from sitegen.publish.tree import reason


def commands() -> list[Command]:
    """Return every command, by name."""
    names = (module.name for module in iter_modules(sitegen.cli.__path__))
    modules = (import_module(f"{sitegen.cli.__name__}.{name}") for name in names)
    found = (one for module in modules for one in getattr(module, "COMMANDS", ()))
    return sorted(found, key=lambda one: one.name)


HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)
"""Signs that a terminal obeys, and those that turn the words around; lines and tabs are let be."""


def main(argv: Sequence[str] | None = None) -> int:
    """Return the exit code of the command in `argv` (default: the process's own arguments)."""
    with redirect_stdout(Plain(sys.stdout)), redirect_stderr(Plain(sys.stderr)):
        arguments = parser(commands()).parse_args(argv)
        try:
            code: int = arguments.run(arguments)
            sys.stdout.flush()
        except SitegenError as error:
            return _failed(*error.faults)
        except OSError as error:
            place = str(error.filename or "utskriften")
            return _failed(Fault(place, None, "å kunne lese og skrive", reason(error)))
    return code


def _failed(*faults: Fault) -> int:
    for words in in_words(faults):
        print(f"FEIL {words}", file=sys.stderr)
    return 1


class Plain(io.TextIOBase):
    """A stream in which names from files and notes are words and never orders to a terminal.

    A hidden sign is written as JSON writes it, so that JSON stays what it is.
    """

    def __init__(self, stream: TextIO) -> None:
        """Know the stream; a name that is no UTF-8 is written too."""
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text with its hidden signs shown."""
        self._stream.write(HIDDEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text))
        return len(text)

    def flush(self) -> None:
        """Hand over what waits; the stream may be closed before this is."""
        if not self._stream.closed:
            self._stream.flush()

    def isatty(self) -> bool:
        """Return whether a person reads it."""
        return self._stream.isatty()


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
