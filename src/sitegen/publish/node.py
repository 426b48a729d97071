"""Where the machine's Node.js is."""

import subprocess
from functools import cache
from pathlib import Path

from sitegen.note.errors import Fault, SitegenError


@cache
def find_node(root: Path) -> Path:
    """Return the program; ``tools/find_node`` knows where, and what to do without.

    Raises:
        SitegenError: There is none.
    """
    tool = root / "tools/find_node"
    found = subprocess.run([tool], check=False, capture_output=True, text=True)  # noqa: S603
    if found.returncode:
        raise SitegenError(Fault(str(tool), None, "Node.js", "ingen", found.stderr.strip()))
    return Path(found.stdout.strip()) / "node"
