"""Functions of the site's own modules, called under Node: one start for all who ask."""

import atexit
import json
import subprocess
from functools import cache
from typing import IO

from support.notes import ROOT

type Call = tuple[str, str, list[object]]
"""Module and name of a function, and its arguments."""


@cache
def node() -> str:
    """Return the path of Node, looked for once."""
    folder = subprocess.check_output([ROOT / "tools/find_node"], text=True).strip()
    return f"{folder}/node"


def called(calls: list[Call]) -> list[object]:
    """Return what the functions return.

    They run in a process that goes on to the end: none of them may remember an earlier call.
    """
    asked, answered = _process()
    asked.write(f"{json.dumps(calls)}\n")
    asked.flush()
    answer: dict[str, list[object]] = json.loads(answered.readline())
    assert "fault" not in answer, answer["fault"]
    return answer["found"]


@cache
def _process() -> tuple[IO[str], IO[str]]:
    command = [node(), str(ROOT / "tests/scripts/call.mjs")]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert process.stdin
    assert process.stdout
    atexit.register(process.communicate)  # closes its input, which ends it
    return process.stdin, process.stdout
