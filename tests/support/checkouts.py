"""A copy of what a build reads, so that a test may spoil or add to it."""

import shutil
from pathlib import Path

from sitegen.publish.cache import CACHE
from support.notes import ROOT

COPIED = ("docs", "overrides", "data")
LINKED = ("node_modules", "src", "tools")


def copy_checkout(root: Path) -> Path:
    """Return the copy; what a build only runs is linked, and no cache of earlier builds is there."""
    for name in COPIED:
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    for name in LINKED:
        (root / name).symlink_to(ROOT / name)
    return root


def copy_cache(root: Path) -> None:
    """Give a copy what builds of this checkout have made, so that it need not be made again."""
    if (ROOT / CACHE).is_dir():
        # What is being written while we copy lies in folders of that name.
        shutil.copytree(ROOT / CACHE, root / CACHE, ignore=shutil.ignore_patterns(".ny-*"))
