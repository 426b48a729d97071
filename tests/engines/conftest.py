"""One window of each other browser for the tests of a file."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.engines import Window, firefox, webkit
from support.hosting import Site

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def in_firefox(site: Site) -> Iterator[Window]:
    with firefox() as driver:
        yield Window(driver, site)


@pytest.fixture(scope="module")
def in_webkit(site: Site) -> Iterator[Window]:
    if not shutil.which("WebKitWebDriver"):
        pytest.skip("WebKitGTK is not on this machine (Debian: webkit2gtk-driver and xvfb)")
    with webkit() as driver:
        yield Window(driver, site)


@pytest.fixture(params=["firefox", "webkit"])
def window(request: pytest.FixtureRequest) -> Window:
    """Return a window of each engine in turn."""
    window: Window = request.getfixturevalue(f"in_{request.param}")
    return window
