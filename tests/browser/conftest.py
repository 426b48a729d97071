"""The one browser that all these tests share, and watched pages in it."""

import os
import subprocess
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Request

from support.browsing import Open, Watched
from support.calculator import SharedCalculator
from support.hosting import Site
from support.notes import ROOT
from support.reuse import ReusedPages
from support.waiting import set_patience

# Left out of every window: the address field's own pages, two processes that cost more to start than
# a test's page. The last list is the one that counts, so Playwright's own stands here too.
WITHOUT = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing gets out by accident
    f"--disable-features={','.join(WITHOUT)}",
)

# A breach of the content security policy is a fault, whether or not the browser also tells of it.
TELL_BREACHES = """addEventListener("securitypolicyviolation", (event) =>
    console.error(`policy: ${event.effectiveDirective} ${event.blockedURI}`))"""
BLOCKED = "Service Worker registration blocked by Playwright"
FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note on a test that it failed, for the fixtures that end after it."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Start the machine's Chromium; without one, fail with the sentence that says what to do."""
    found = os.environ.get("CHROMIUM")
    if not found:
        tool = subprocess.run(
            [ROOT / "tools/find_browser", "chromium"], capture_output=True, text=True, check=False
        )
        if tool.returncode:
            pytest.fail(tool.stderr.strip())
        found = tool.stdout.strip()
    return {"executable_path": found, "args": list(FLAGS)}


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[Open]:
    """Return a function that gives a watched page; the options are those of a browser context."""
    with watched_pages(browser, site) as new:
        yield new


@pytest.fixture(scope="module")
def reused_pages(browser: Browser, site: Site) -> Iterator[ReusedPages]:
    with watched_pages(browser, site) as new:
        yield ReusedPages(new)


@pytest.fixture
def take_page(request: pytest.FixtureRequest, reused_pages: ReusedPages) -> Iterator[Open]:
    """Return a function like that of `open_page`, for pages that the tests of a file share."""
    yield reused_pages.take
    reused_pages.free(usable=not request.node.stash.get(FAILED, False))


@pytest.fixture(scope="module")
def shared_calculator(browser: Browser, site: Site) -> Iterator[SharedCalculator]:
    with watched_pages(browser, site) as new:
        yield SharedCalculator(new, site.url)


@pytest.fixture
def calculator(
    request: pytest.FixtureRequest, shared_calculator: SharedCalculator
) -> Iterator[Watched]:
    """Return «Regn selv» as when it is first opened, ready for a file.

    To open it costs several times a test of it, so a file's tests share one page: it is put back
    after each. After a test that failed the next gets a new one.
    """
    yield shared_calculator.opened()
    if request.node.stash.get(FAILED, False):
        shared_calculator.discard()
    else:
        shared_calculator.put_back()


@contextmanager
def watched_pages(browser: Browser, site: Site) -> Iterator[Open]:
    """Give what opens pages, which are closed when the block ends."""
    contexts: list[BrowserContext] = []

    def new(**options: Any) -> Watched:  # noqa: ANN401  as Playwright takes them
        # What is asked stands in the open here: a worker that keeps the site has tests of its own.
        defaults: dict[str, Any] = {"locale": "nb-NO", "service_workers": "block"}
        context = browser.new_context(**defaults | options)
        contexts.append(context)
        set_patience(context)
        context.add_init_script(TELL_BREACHES)
        page = context.new_page()
        faults: list[str] = []

        def asked(request: Request) -> None:
            if not request.url.startswith((site.url, "data:", "blob:")):
                faults.append(f"asked {request.url}")

        def failed(request: Request) -> None:
            # An abort is the page's own choice: a click overtakes the fetching ahead.
            if request.failure != "net::ERR_ABORTED":
                faults.append(f"failed {request.url}: {request.failure}")

        page.on("request", asked)
        page.on("requestfailed", failed)
        page.on(
            "response", lambda r: faults.append(f"{r.status} {r.url}") if r.status >= 400 else None
        )
        page.on("pageerror", lambda error: faults.append(f"error {error}"))
        page.on(
            "console",
            lambda m: (
                faults.append(m.text)
                if m.type in {"error", "warning"} and m.text != BLOCKED
                else None
            ),
        )
        return Watched(page, faults)

    try:
        yield new
    finally:
        for context in contexts:
            context.close()
