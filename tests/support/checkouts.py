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


def share_cache(root: Path) -> None:
    """Let a copy find what builds of this checkout have made, and keep there what it makes itself."""
    (ROOT / CACHE).mkdir(parents=True, exist_ok=True)
    (root / CACHE).parent.mkdir(exist_ok=True)
    (root / CACHE).symlink_to(ROOT / CACHE)
