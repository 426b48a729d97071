"""Waiting for what happens, never for a time: a loaded machine only makes a test slower."""

import time
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Error, Page, expect

PATIENCE = 120_000
"""Milliseconds until a test gives up: only a test that fails ever waits so long."""

# Let the page and Playwright hand over events between two questions.
_TURN = "() => new Promise((done) => setTimeout(done, 50))"
# A request of our own, answered after those before it; then a frame, and what that set off.
_SETTLED = """() => fetch(location.href, {cache: "no-store"}).then(() =>
    new Promise((done) => requestAnimationFrame(() => setTimeout(done))))"""
_AT_REST = """() => Promise.allSettled(document.getAnimations()
    .filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime))
    .map((one) => one.finished)).then(() => true)"""

_AT_WORK = "() => document.querySelector(':not(:defined), tbu-utforsk:not([levende])') === null"
_ALIVE = """() => Promise.all([...document.querySelectorAll("tbu-diagram[data-rader]")]
    .map((one) => one.wake())).then(() => true)"""


def set_patience(context: BrowserContext) -> None:
    """Let every wait in a browser last as long as a loaded machine may need."""
    expect.set_options(timeout=PATIENCE)
    context.set_default_timeout(PATIENCE)


def eventually[T](page: Page, ask: Callable[[], T]) -> T:
    """Return the first answer that is true or not empty, asked again and again."""
    end = time.monotonic() + PATIENCE / 1000
    while not (answer := ask()):
        assert time.monotonic() < end, f"still {answer!r}"
        _turn(page)
    return answer


def _turn(page: Page) -> None:
    try:
        page.evaluate(_TURN)
    except Error as error:
        # The page went to another address while it was asked.
        if "context was destroyed" not in error.message:
            raise


def settled(page: Page) -> None:
    """Wait until what the page has asked for is answered, and what it has begun is done."""
    page.evaluate(_SETTLED)


def at_rest(page: Page) -> None:
    """Wait until nothing on the page fades or slides any more."""
    page.evaluate(_AT_REST)


def awake(page: Page) -> None:
    """Wait until every element of ours is at work, and every still chart is a live one.

    The explorer is at work when it has put its own chart and table in the place of the still ones.
    """
    eventually(page, lambda: page.evaluate(_AT_WORK))
    page.evaluate(_ALIVE)
