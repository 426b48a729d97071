"""Measures what each test costs, and writes tests/costly.txt: those that «make check» leaves out.

A test with many cases counts as one. Time is that of the processor, of processes that a test
starts too; run it on an idle machine (about four minutes).
"""

import os
import sys
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path

import pytest

LIMIT = 0.15
"""Seconds from which a test is costly."""
ALWAYS = ("tests/test_house.py", "tests/test_language.py", "tests/test_no_edition_in_code.py")
"""The rules of the house are tried each time."""
LIST = Path(__file__).parents[1] / "tests/costly.txt"
OPTIONS = (
    *["-q", "-p", "no:playwright", "-p", "no:xdist", "--hypothesis-profile=quick"],
    *["--ignore=tests/browser", "--ignore=tests/engines"],
    *("-m", "not browser and not slow and not bench"),
)


class Costs:
    """What each test took, all its cases together."""

    def __init__(self) -> None:
        """Begin with none."""
        self.seconds: defaultdict[str, float] = defaultdict(float)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, bool, bool]:
        """Measure one test, with its fixtures."""
        before = spent()
        answer = yield
        self.seconds[item.nodeid.partition("[")[0]] += spent() - before
        return answer


def spent() -> float:
    """Return the processor's seconds so far, of this process and of those it waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main() -> int:
    """Run the tests once, and write the list if they pass; else leave it as it was."""
    costs = Costs()
    before = LIST.read_text(encoding="utf-8")
    LIST.write_text("", encoding="utf-8")  # a test refuses names that are gone
    if failed := pytest.main([*OPTIONS], plugins=[costs]):
        LIST.write_text(before, encoding="utf-8")
        return int(failed)
    costly = sorted(
        name
        for name, seconds in costs.seconds.items()
        if seconds >= LIMIT and not name.startswith(ALWAYS)
    )
    LIST.write_text("".join(f"{name}\n" for name in costly), encoding="utf-8")
    print(f"{len(costly)} of {len(costs.seconds)} take {LIMIT} s or more")
    return 0


if __name__ == "__main__":
    sys.exit(main())
