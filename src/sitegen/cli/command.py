"""A command, and what several of them take: the checkout, and the edition of it."""

import argparse
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sitegen.note.errors import Fault, SourceError
from sitegen.publish.edition_folder import NOTES, editions, lacking_in, newest

REMEDY = "Kjør kommandoen i prosjektets mappe, eller oppgi den med --root."


@dataclass(frozen=True, slots=True)
class Command:
    """One sub-command.

    Attributes:
        name: What the user types.
        help: One line of Norwegian for `sitegen --help`.
        add_arguments: Adds the command's own arguments to its parser.
        run: Does the work and returns the exit code.
    """

    name: str
    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def root_argument(sub: argparse.ArgumentParser) -> None:
    """Add the checkout: where the command is run by default."""
    sub.add_argument("--root", type=Path, default=Path(), help="prosjektets mappe (her)")


def note_argument(sub: argparse.ArgumentParser) -> None:
    """Add the edition: the newest by default."""
    sub.add_argument("--note", type=Path, help="notatets mappe (det nyeste i data/notater)")


def number_argument(sub: argparse.ArgumentParser, nargs: str | None = None) -> None:
    """Add the number of a proposal."""
    sub.add_argument(
        "number", type=proposal_number, nargs=nargs, metavar="NUMMER", help="forslagets nummer"
    )


def proposal_number(text: str) -> int:
    """Return the number of a pull request; the parser shows what is wrong with any other text."""
    if not re.fullmatch(r"[1-9][0-9]{0,8}", text):
        raise argparse.ArgumentTypeError(f"«{text}» er ikke nummeret på et forslag, som 12")
    return int(text)


def note_folder(arguments: argparse.Namespace) -> Path:
    """Return the edition's folder: the newest that is finished, where none is named.

    Raises:
        SourceError: The root is no checkout, or the checkout has no edition.
    """
    root: Path = arguments.root
    require_checkout(root)
    if arguments.note:
        return Path(arguments.note)
    for folder in reversed(editions(root)):
        lacking = lacking_in(folder)
        if not lacking:
            return folder
        print(f"{folder} er uferdig og tas ikke med: {lacking}", file=sys.stderr)
    return newest(root)


def require_checkout(root: Path, folder: Path = NOTES, remedy: str = REMEDY) -> None:
    """Raise ``SourceError`` unless a folder is the project's: the one that has ``folder``."""
    if not (root / folder).is_dir():
        expected = f"prosjektets mappe, med {folder}/"
        raise SourceError(Fault(str(root.resolve()), None, expected, "en annen mappe", remedy))
