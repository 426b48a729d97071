"""A copy of what a build reads, so that a test may spoil or add to it."""

import shutil
from pathlib import Path

from support.notes import ROOT

COPIED = ("docs", "overrides", "data")
LINKED = ("node_modules", "src", "tools")


def copy_checkout(root: Path) -> Path:
    """Return the copy; what a build only runs is linked."""
    generated = ("index.md", "notat", "tabeller", "figurer", "kilde", "skrift", "endringer")
    for name in COPIED:
        ignore = shutil.ignore_patterns(*generated) if name == "docs" else None
        shutil.copytree(ROOT / name, root / name, ignore=ignore)
    shutil.copy(ROOT / "mkdocs.yml", root)
    for name in LINKED:
        (root / name).symlink_to(ROOT / name)
    return root
