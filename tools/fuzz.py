"""Gives the core inputs made by chance: ``tools/fuzz.py [HOW MANY [SEED]]``.

The same 100 000 each time without arguments. None may raise, and all rows are accounted for. Prints
the slowest beside their size: over 2 seconds a megabyte is a hang. What failed is written to
``build/fuzz``.
"""

import sys
from collections import Counter
from heapq import nlargest
from itertools import islice
from pathlib import Path
from time import process_time

sys.path.append(str(Path(__file__).parents[1] / "tests"))  # for what makes the inputs

from support.fuzzing import SEED, Input, inputs, wrong_with

FAILED = Path(__file__).parents[1] / "build/fuzz"
HOW_MANY = 100_000
LEAST_MB = 0.1
"""Size below which an input counts as this large: a question costs a few readings."""
LIMIT = 2
"""Seconds a megabyte."""


def main() -> int:
    """Return 1 where an input failed."""
    given = [int(one) for one in sys.argv[1:]]
    many, seed = (*given, *(HOW_MANY, SEED)[len(given) :])
    failed = 0
    kinds = Counter[str]()
    times: list[tuple[float, int, str]] = []
    for number, one in enumerate(islice(inputs(seed), many), start=1):
        start = process_time()
        wrong = _wrong(one)
        megabytes = max(one.size / 1_000_000, LEAST_MB)
        times.append(((process_time() - start) / megabytes, number, f"{one.kind}, {one.size} B"))
        kinds[one.kind] += 1
        if wrong:
            failed += 1
            _write(number, one)
            print(f"{number}: {wrong} ({one.chosen})", flush=True)
        if number % 5_000 == 0:
            print(f"{number} tried, {failed} failed", flush=True)
    print(", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
    slow = sum(ratio > LIMIT for ratio, _, _ in times)
    print(f"{sum(kinds.values())} tried, {failed} failed, {slow} over {LIMIT} s/MB; slowest:")
    for ratio, number, what in nlargest(5, times):
        print(f"  {ratio:.2f} s/MB: {number} ({what})")
    return int(failed > 0)


def _wrong(one: Input) -> str:
    try:
        return wrong_with(one)
    except Exception as error:  # noqa: BLE001 - that it raises nothing is what is tried
        return f"raised {error!r}"


def _write(number: int, one: Input) -> None:
    FAILED.mkdir(parents=True, exist_ok=True)
    for name, data in one.files:
        (FAILED / f"{number}-{name}").write_bytes(data)


if __name__ == "__main__":
    sys.exit(main())
