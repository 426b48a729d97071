"""Changes an edition's files by chance: ``tools/fuzz_notes.py [HOW MANY [SEED]]``.

Each is read, or refused in one sentence a fault; none may raise, or hang. The same 5 000 each time
without arguments. The number of one that failed is printed: it is made again from it and the seed.
"""

import sys
from collections import Counter
from itertools import islice
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))  # for what makes the changes

from support.mutating import SEED, mutations, wrong_with

HOW_MANY = 5_000


def main() -> int:
    """Return 1 where one failed."""
    given = [int(one) for one in sys.argv[1:]]
    many, seed = (*given, *(HOW_MANY, SEED)[len(given) :])
    failed = 0
    tried = Counter[str]()
    for number, (what, files) in enumerate(islice(mutations(seed), many), start=1):
        tried[what.partition(":")[0]] += 1
        if wrong := wrong_with(files):
            failed += 1
            print(f"{number}: {wrong} ({what})", flush=True)
    print(", ".join(f"{name} {count}" for name, count in tried.most_common()))
    print(f"{sum(tried.values())} tried, {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
