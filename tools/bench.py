"""Prints how long the project's work takes beside a baseline of the same run, as ratios.

A ratio travels between machines; a time in seconds does not. Names of benches as arguments run
those alone: ``tools/bench.py kostra``.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))  # for the tests' own files

from benches.browser import browser
from benches.build import build
from benches.drawn import drawn
from benches.explorer import explorer
from benches.kostra import kostra
from benches.reading import reading
from benches.start import start
from benches.what_if import what_if

BENCHES: tuple[Callable[[Path], None], ...] = (
    build,
    kostra,
    start,
    browser,
    drawn,
    explorer,
    what_if,
    reading,
)


def main() -> None:
    """Run the benches named as arguments; without any, all."""
    wanted = sys.argv[1:]
    for bench in BENCHES:
        if not wanted or bench.__name__ in wanted:
            with tempfile.TemporaryDirectory() as folder:
                bench(Path(folder))


if __name__ == "__main__":
    main()
