"""``sitegen diff``: what differs between two builds' data and texts. Exits as diff(1) does."""

import argparse
import sys
from pathlib import Path

from sitegen.cli.command import Command
from sitegen.facts.changes.compare import compare
from sitegen.facts.changes.model import Diff
from sitegen.note.errors import SitegenError
from sitegen.pages.diff.summary import diff_json, markdown, standalone, terminal
from sitegen.publish.history import read_data_folder
from sitegen.publish.tree import reason, write_files

SAME, DIFFERENT, TROUBLE = 0, 1, 2
EPILOG = (
    "Avslutter med 0 når det ikke er noen forskjeller, 1 når det er det, og 2 når mappene ikke kan "
    "sammenlignes."
)


def add_arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    sub.epilog = EPILOG
    folder = "bygget nettsted, eller mappe fra «sitegen extract»"
    sub.add_argument("before", type=Path, metavar="A", help=f"det som var: {folder}")
    sub.add_argument("after", type=Path, metavar="B", help=f"det som er nå: {folder}")
    sub.add_argument("--markdown", type=Path, metavar="FIL", help="skriv et kort sammendrag")
    sub.add_argument("--html", type=Path, metavar="FIL", help="skriv alt som en nettside")
    sub.add_argument("--json", type=Path, metavar="FIL", help="skriv alt som JSON")
    sub.add_argument("--link", default="", metavar="ADRESSE", help="lenke i sammendraget")


def run(arguments: argparse.Namespace) -> int:
    """Return 0 for no difference, 1 for some, 2 when they cannot be compared; prints a summary."""
    try:
        diff = compare(read_data_folder(arguments.before), read_data_folder(arguments.after))
        write_files(_files(diff, arguments))
    except SitegenError as error:
        for fault in error.faults:
            print(f"FEIL {fault}", file=sys.stderr)
        return TROUBLE
    except OSError as error:
        print(f"FEIL {error.filename}: {reason(error)}", file=sys.stderr)
        return TROUBLE
    print(terminal(diff))
    return SAME if diff.empty else DIFFERENT


def _files(diff: Diff, arguments: argparse.Namespace) -> dict[Path, bytes]:
    made = {
        arguments.markdown: markdown(diff, arguments.link),
        arguments.html: standalone(diff),
        arguments.json: diff_json(diff),
    }
    return {path: text.encode() for path, text in made.items() if path}


COMMANDS = (Command("diff", "vis hva som er ulikt i to bygg", add_arguments, run),)
