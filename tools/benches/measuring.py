"""Two pieces of work timed by turns, and the words for how they compare."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
RUNS = 3


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that one run of `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(ours: Callable[[], object], baseline: Callable[[], object]) -> tuple[float, float]:
    """Return the median seconds of both, run by turns so that both meet the same machine."""
    pairs = [(timed(ours), timed(baseline)) for _ in range(RUNS)]
    return median(a for a, _ in pairs), median(b for _, b in pairs)


def run(*command: str) -> None:
    """Run a command in the project's folder; fail with its output if it fails."""
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
