"""What several commands are told: the checkout, and the edition of it."""

import argparse
from pathlib import Path

from sitegen.publish.edition_folder import newest


def root_argument(sub: argparse.ArgumentParser) -> None:
    """Add the checkout: where the command is run if not told."""
    sub.add_argument("--root", type=Path, default=Path(), help="prosjektets mappe (her)")


def note_argument(sub: argparse.ArgumentParser) -> None:
    """Add the edition: the newest if not told."""
    sub.add_argument("--note", type=Path, help="notatets mappe (det nyeste i data/notater)")


def note_folder(arguments: argparse.Namespace) -> Path:
    """Return the edition's folder; raises ``SourceError`` if the checkout has none."""
    folder: Path = arguments.note or newest(arguments.root)
    return folder
