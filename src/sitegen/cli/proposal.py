"""``sitegen proposal``: what a pull request changes, as a comment and a folder of evidence."""

import argparse
import os
from pathlib import Path

from sitegen.publish.proposal import COMMENT, proposal
from sitegen.publish.tree import write_folder
from sitegen.publish.versions.release import preview_name


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    sub.add_argument("number", type=int, metavar="NUMMER", help="forslagets nummer")
    sub.add_argument("before", type=Path, metavar="A", help="nettstedet uten forslaget")
    sub.add_argument("after", type=Path, metavar="B", help="nettstedet med forslaget")
    sub.add_argument("--checks", type=Path, required=True, help="det «sitegen check» skrev")
    sub.add_argument("--out", type=Path, required=True, help="mappen filene skrives i")


def run(chosen: argparse.Namespace) -> int:
    """Write the comment and the evidence, and tell where."""
    home = os.environ.get("SITE_URL", "")
    checks = chosen.checks.read_text(encoding="utf-8")
    address = f"{home}{preview_name(chosen.number)}/"
    write_folder(chosen.out, proposal(chosen.before, chosen.after, address, checks))
    print(f"{chosen.out / COMMENT}")
    return 0
