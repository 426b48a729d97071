"""A copy of what a build reads, so that a test may spoil or add to it."""

import shutil
from pathlib import Path

from support.notes import ROOT

COPIED = ("docs", "overrides", "data")
LINKED = ("node_modules", "src", "tools")


GENERATED = {"index.md", "notat", "tabeller", "figurer", "kilde", "endringer"}


def copy_checkout(root: Path) -> Path:
    """Return the copy; what a build only runs is linked."""
    for name in COPIED:
        shutil.copytree(ROOT / name, root / name, ignore=_generated)
    shutil.copy(ROOT / "mkdocs.yml", root)
    for name in LINKED:
        (root / name).symlink_to(ROOT / name)
    return root


def _generated(folder: str, names: list[str]) -> set[str]:
    """Return what a build writes at the top of ``docs/``; the same names below are written by hand."""
    return GENERATED.intersection(names) if Path(folder) == ROOT / "docs" else set()
