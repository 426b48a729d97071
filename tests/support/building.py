"""One build of the checkout at a time: a build writes into it, and tests run in two processes."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from support.notes import ROOT


@contextmanager
def alone() -> Iterator[None]:
    """Wait until no other process builds this checkout, and keep others waiting."""
    lock = ROOT / "build" / "tests.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
