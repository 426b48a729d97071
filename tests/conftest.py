"""What holds for every test."""

import os
from typing import Any

import pytest
from hypothesis import settings

from support.hosting import place
from support.notes import ROOT
from support.order import LONGEST

pytest_plugins = ["support.golden"]

# How long an example takes depends on the machine and what else it does; time is measured by
# «make bench», not by a property test that fails when the machine is busy.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

# «make publish SITE_URL=…» runs the tests first: what they build is not at that address.
os.environ.pop("SITE_URL", None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first, each with its tests as they stand."""
    order = {ROOT / "tests" / name: at for at, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path, len(LONGEST)))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:  # noqa: ANN401  xdist's own
    """Tell each process of xdist's where the site lies that all of them share."""
    node.workerinput["site"] = place(node.config)
