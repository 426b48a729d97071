"""What holds for every test."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from support.hosting import Site, built, place

pytest_plugins = ["support.golden"]

# How long an example takes depends on the machine and what else it does; time is measured by
# «make bench», not by a property test that fails when the machine is busy.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
# «make check» tries each property on fewer examples; «make test» and CI on all.
settings.register_profile("quick", deadline=None, max_examples=15)

# Those that cost most, as «tools/costs.py» measured them.
COSTLY = frozenset((Path(__file__).parent / "costly.txt").read_text(encoding="utf-8").splitlines())

# «make publish SITE_URL=…» runs the tests first: what they build is not at that address.
os.environ.pop("SITE_URL", None)


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> Site:
    """Return the built site of this checkout, which no test may change."""
    return built(request.config)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files that build first, then those that drive a browser, each with its tests in order.

    Files are handed out in this order, so that no process is left with the longest at the end. A test
    of the built site is slow, whoever builds it: «make check» builds none.
    """
    for item in items:
        if "site" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    browser = {
        item.path
        for item in items
        if "browser" in getattr(item, "fixturenames", ()) or item.path.parent.name == "engines"
    }
    items.sort(key=lambda item: 1 if item.path in browser else 0 if item.path in slow else 2)
    for item in items:
        if item.nodeid.partition("[")[0] in COSTLY:
            item.add_marker(pytest.mark.costly)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:  # noqa: ANN401  xdist's own
    """Tell each process of xdist's where the site lies that all of them share."""
    node.workerinput["site"] = place(node.config)
