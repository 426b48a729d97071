"""Prints how long the project's work takes beside a baseline of the same run, as ratios.

A ratio travels between machines; a time in seconds does not.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from statistics import median

import pandas as pd

from sitegen.indicators.document import Source
from sitegen.indicators.numbers import format_number
from sitegen.indicators.options import Options
from sitegen.indicators.readers import read_sources

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from support.kostra import national  # noqa: E402 - the tests' own file of a whole nation

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


UNITS, RECORDS = 357, 1680
COLUMNS = [(0, 2), (2, 6), (6, 7), (7, 13), (31, 32), (32, 36), (36, 39), (39, 48)]
"""Form, year, quarter, region, class, function, art and amount of a KOSTRA record."""


def kostra(folder: Path) -> None:
    """Compare reading a nation's KOSTRA records with pandas reading and grouping the same file."""
    path = folder / "landet.dat"
    path.write_text("\n".join(national(UNITS, RECORDS)), encoding="ascii")
    ours, baseline = compare(lambda: read_records(path), lambda: group_records(path))
    speed = format_number(Decimal(UNITS * RECORDS) / Decimal(ours))
    print(
        f"KOSTRA, et helt år ({format_number(UNITS * RECORDS)} poster): {speed} poster per sekund"
    )
    print(f"  pandas leser og grupperer samme fil: {baseline:.2f} s mot {ours:.2f} s")
    print(f"  forhold: {ours / baseline:.2f}".replace(".", ","))


def read_records(path: Path) -> None:
    """Read, check and sum the file to accounts; fail unless every record was read."""
    taken = read_sources([Source(path.name, path.read_bytes())], Options())
    if taken.filer[0].lest != UNITS * RECORDS:
        raise SystemExit("Ikke alle postene ble lest.")


def group_records(path: Path) -> None:
    """Read the file into pandas, and sum the amounts by unit and account."""
    texts = dict.fromkeys(range(len(COLUMNS) - 1), str)
    frame = pd.read_fwf(path, colspecs=COLUMNS, header=None, dtype=texts)
    *codes, amount = frame.columns
    frame.groupby(codes, dropna=False)[amount].sum()


BENCHES: tuple[Callable[[Path], None], ...] = (build, kostra)


def main() -> None:
    """Run every bench."""
    with tempfile.TemporaryDirectory() as folder:
        for bench in BENCHES:
            bench(Path(folder))


if __name__ == "__main__":
    main()
