"""The page «Regn selv» as a reader uses it."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import FilePayload, Page

type Given = Sequence[tuple[str, bytes]]
ADDRESS = "regn-selv/"
LARGE = 1_000_000
_DISK = tempfile.TemporaryDirectory(prefix="sitegen-")


def open_calculator(page: Page, url: str, query: str = "") -> None:
    """Open the page and wait until it is ready for a file."""
    page.goto(f"{url}{ADDRESS}{query}")
    page.locator(".framdrift--klar").wait_for()


def give(page: Page, files: Given) -> None:
    """Pick files, and wait for what comes of them."""
    silence(page)
    page.locator("#regn-velg").set_input_files(picked(files))
    finished(page)


def picked(files: Given) -> Sequence[FilePayload] | Sequence[Path]:
    """Return files as a picker gives them.

    Large ones go by way of the disk: handed over as bytes, 30 MB take 12 seconds. Small ones may
    have names that no disk takes.
    """
    if sum(len(data) for _, data in files) < LARGE:
        return [FilePayload(name=name, mimeType="text/plain", buffer=data) for name, data in files]
    folder = Path(tempfile.mkdtemp(dir=_DISK.name))
    for name, data in files:
        (folder / name).write_bytes(data)
    return [folder / name for name, _ in files]


def silence(page: Page) -> None:
    """Forget what was last told, so that the next is not taken for it."""
    page.locator(".regn__kunngjoring").evaluate("place => { place.textContent = '' }")


def finished(page: Page) -> None:
    """Wait until a result is told of."""
    told = page.locator(".regn__kunngjoring", has_text="Ferdig")
    told.wait_for(state="attached")


def unfold(page: Page) -> None:
    """Open what says how the files are read, where each assumption can be changed."""
    page.locator("#lest-som:not([open]) > summary").click()


def example(page: Page, name: str) -> None:
    """Try with an example: ``kostra``, ``skjema`` or ``kommuner``."""
    silence(page)
    page.locator(f"[data-eksempel={name}]").click()
    finished(page)
