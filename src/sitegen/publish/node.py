"""Where the machine's Node.js is, and what it says of a script."""

import os
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


def run_node(root: Path, script: Path, *arguments: Path, given: str = "") -> str:
    """Return what a script prints.

    Raises:
        SitegenError: There is no Node.js, or the script failed; with the end of what it said.
    """
    run = subprocess.run(  # noqa: S603  every part is ours
        [find_node(root), script, *(path.resolve() for path in arguments)],
        input=given,
        check=False,
        capture_output=True,
        encoding="utf-8",
        env=os.environ,
    )
    if run.returncode:
        said = "\n".join(line[:200] for line in run.stderr.splitlines()[-15:])
        raise SitegenError(Fault(script.name, None, "et skript som går", said))
    return run.stdout
