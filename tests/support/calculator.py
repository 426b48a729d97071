"""The page «Regn selv» as a reader uses it."""

from collections.abc import Sequence

from playwright.sync_api import Page

type Given = Sequence[tuple[str, bytes]]
ADDRESS = "regn-selv/"
PATIENCE = 30_000
"""Milliseconds that a start of the machine may take on a busy machine."""


def open_calculator(page: Page, url: str, query: str = "") -> None:
    """Open the page and wait until it is ready for a file."""
    page.goto(f"{url}{ADDRESS}{query}")
    page.locator(".framdrift--klar").wait_for(timeout=PATIENCE)


def give(page: Page, files: Given) -> None:
    """Pick files, and wait for what comes of them."""
    silence(page)
    page.locator("#regn-velg").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": data} for name, data in files]
    )
    finished(page)


def silence(page: Page) -> None:
    """Forget what was last told, so that the next is not taken for it."""
    page.locator(".regn__kunngjoring").evaluate("place => { place.textContent = '' }")


def finished(page: Page) -> None:
    """Wait until a result is told of."""
    told = page.locator(".regn__kunngjoring", has_text="Ferdig")
    told.wait_for(state="attached", timeout=PATIENCE)


def example(page: Page, name: str) -> None:
    """Try with an example: ``kostra``, ``skjema`` or ``kommuner``."""
    silence(page)
    page.locator(f"[data-eksempel={name}]").click()
    finished(page)
