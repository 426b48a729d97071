"""The page «Regn selv» as a reader uses it."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Error, FilePayload, Page, ViewportSize

from support.browsing import DRAWING_CAME, Open, Watched
from support.waiting import eventually, settled

type Given = Sequence[tuple[str, bytes]]
ADDRESS = "regn-selv/"
LARGE = 1_000_000
DESK: ViewportSize = {"width": 1280, "height": 900}
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
    fold = page.locator("#lest-som")

    def opened() -> bool:
        # A press on what is just drawn anew is no press.
        if fold.get_attribute("open") is None:
            fold.locator("> summary").click()
        return fold.get_attribute("open") is not None

    eventually(page, opened)


def example(page: Page, name: str) -> None:
    """Try with an example: ``kostra``, ``skjema`` or ``kommuner``."""
    silence(page)
    page.locator(f"[data-eksempel={name}]").click()
    finished(page)


# Back to what the page was when it was opened, by its own button where there are files; then what
# can be seen of that: two answers alike mean that a test finds the same page.
_PUT_BACK = """(names) => {
    document.querySelector("#regn-glem")?.click();
    document.querySelector("#lim-inn")?.removeAttribute("open");
    for (const field of document.querySelectorAll("regn-selv textarea")) field.value = "";
    for (const store of [localStorage, sessionStorage]) store.clear();
    for (const name of Object.keys(window))
        if (!names.includes(name)) Reflect.deleteProperty(window, name);
    history.replaceState(history.state, "", location.pathname + location.search);
    document.activeElement?.blur();
    scrollTo(0, 0);
}"""
_STATE = """async () => {
    const page = document.querySelector("regn-selv")?.cloneNode(true);
    page?.querySelector(".regn__kunngjoring").replaceChildren();
    const fields = [...document.querySelectorAll("regn-selv :is(input, textarea, select)")];
    return [
        page?.outerHTML.replaceAll(' class=""', "") ?? "", fields.map((one) => one.value).join(),
        document.body.className, document.cookie, location.href,
        JSON.stringify(await indexedDB.databases()),
    ];
}"""


class SharedCalculator:
    """One page «Regn selv» for several tests, each of which finds it as it was first opened."""

    def __init__(self, open_page: Open, url: str) -> None:
        self._open_page = open_page
        self._url = url
        self._watched: Watched | None = None
        self._names: list[str] = []
        self._first: list[str] = []

    def opened(self) -> Watched:
        """Return the page: a new one when there is none to be had."""
        if self._watched is None:
            watched = self._open_page(viewport=DESK)
            open_calculator(watched.page, self._url)
            eventually(watched.page, lambda: watched.page.evaluate(DRAWING_CAME))  # fetched ahead
            self._names = [*watched.page.evaluate("Object.keys(window)"), "axe"]
            self._first = self._put_back(watched.page)
            self._watched = watched
        return self._watched

    def put_back(self) -> bool:
        """Return whether the page could be put back; one that could not is closed."""
        if self._watched is None:
            return False
        try:
            back = self._put_back(self._watched.page) == self._first
        except Error:  # it has crashed, or stands still
            back = False
        self._watched.take_faults()
        if not back:
            self.discard()
        return back

    def discard(self) -> None:
        """Close the page: the next test gets another."""
        if self._watched:
            self._watched.page.context.close()
        self._watched = None

    def _put_back(self, page: Page) -> list[str]:
        """Return what can be seen of the page when it is put back."""
        page.unroute_all()
        page.context.clear_permissions()
        page.set_viewport_size(DESK)
        page.emulate_media(media="null", color_scheme="light", reduced_motion="null")
        page.mouse.move(0, 0)
        page.evaluate(_PUT_BACK, self._names)
        settled(page)
        state: list[str] = page.evaluate(_STATE)
        return state
