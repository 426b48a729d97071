"""Golden files, as a plugin of pytest: compared byte by byte, written by ``--update-goldens`` alone."""

from pathlib import Path

import pytest

_UPDATE = "--update-goldens"
_UPDATING = [False]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the option that writes golden files."""
    parser.addoption(
        _UPDATE, action="store_true", help="write golden files that are missing or differ"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Remember whether this run writes golden files."""
    _UPDATING[0] = config.getoption(_UPDATE)


def check_golden(path: Path, data: bytes) -> None:
    """Compare data with what a file holds; a file that is missing is a failure."""
    __tracebackhide__ = True
    if _UPDATING[0]:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    if not path.exists():
        pytest.fail(f"{path.name} is missing: run pytest {_UPDATE}, and read what it writes")
    if path.read_bytes() != data:
        pytest.fail(f"{path.name} differs: run pytest {_UPDATE}, and look at the change")
