"""A copy of what a build reads, so that a test may spoil or add to it."""

import shutil
from pathlib import Path

from sitegen.publish import browser_files, memory_image
from sitegen.publish.press import DRAWN, FONTS
from support.notes import ROOT

COPIED = ("docs", "overrides", "data")
LINKED = ("node_modules", "src", "tools")
KEPT = (FONTS, DRAWN, memory_image.CACHE, browser_files.CACHE)


def copy_checkout(root: Path) -> Path:
    """Return the copy; what a build only runs is linked, and nothing is kept of earlier builds."""
    for name in COPIED:
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    for name in LINKED:
        (root / name).symlink_to(ROOT / name)
    return root


def copy_kept(root: Path) -> None:
    """Give a copy what builds of this checkout have kept, so that it need not be made again."""
    for name in KEPT:
        if (ROOT / name).is_dir():
            # What is being written while we copy lies in folders of that name.
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns(".ny-*"))
