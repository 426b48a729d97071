"""Prints how long the project's work takes beside a baseline of the same run, as ratios.

A ratio travels between machines; a time in seconds does not.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
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


def build(folder: Path) -> None:
    """Compare the whole build, from raw note to site, with a bare build of the same Markdown."""
    sitegen, mkdocs = str(BIN / "sitegen"), str(BIN / "mkdocs")
    whole = ("build", "--out", str(folder / "site"))
    bare = ("build", "-q", "-f", "mkdocs.generert.yml", "-d", str(folder / "bare"))
    run(sitegen, *whole)
    ours, baseline = compare(lambda: run(sitegen, *whole), lambda: run(mkdocs, *bare))
    print(f"bygg, fra notat til nettsted: {ours:.2f} s")
    print(f"  bare «mkdocs build» av samme Markdown: {baseline:.2f} s")
    print(f"  forhold: {ours / baseline:.2f} (mål: høyst 1,5)".replace(".", ","))


BENCHES: tuple[Callable[[Path], None], ...] = (build,)


def main() -> None:
    """Run every bench."""
    with tempfile.TemporaryDirectory() as folder:
        for bench in BENCHES:
            bench(Path(folder))


if __name__ == "__main__":
    main()
