"""What a browser can tell of a page: axe's findings, what sticks out, what is in sight."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page, Route, ViewportSize
from pypdf import PdfReader

from support.notes import ROOT
from support.waiting import at_rest, settled

AXE = ROOT / "node_modules/axe-core/axe.min.js"
RUN_AXE = """([within, options]) =>
    axe.run(within ?? document, {resultTypes: ["violations"], ...options})"""
# What axe may find in another colour scheme of a page that it has been through.
BY_COLOUR = ("color-contrast", "link-in-text-block")
ENDS = (0, -2, -1)
# A page opened in one of these is turned to the others: to open it anew costs more than to look.
VIEWS: dict[str, tuple[ViewportSize, Literal["light", "dark"]]] = {
    "desk": ({"width": 1280, "height": 900}, "light"),
    "dark": ({"width": 1280, "height": 900}, "dark"),
    "phone": ({"width": 390, "height": 844}, "light"),
    "narrow": ({"width": 320, "height": 700}, "light"),
}
# Text that reaches past the right edge, where no part of the page around it scrolls.
STICKING_OUT = """() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (e) => e !== null
        && (["auto", "scroll"].includes(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
    const has_text = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    const out = (e) => { const box = e.getBoundingClientRect();
        return box.width > 1 && box.right > width + 1 && box.left >= 0; };
    const named = (e) => `${e.tagName} ${e.className}: ${e.textContent.trim().slice(0, 40)}`;
    const page = document.documentElement.scrollWidth > width ? ["the page scrolls sideways"] : [];
    return page.concat([...document.querySelectorAll("main *, footer *")]
        .filter((e) => has_text(e) && e.checkVisibility({visibilityProperty: true}))
        .filter((e) => out(e) && !scrolls(e)).map(named));
}"""

MOVES = """window.moved = [];
new PerformanceObserver((list) => { for (const one of list.getEntries())
    if (!one.hadRecentInput) window.moved.push({ value: one.value,
        what: one.sources.map(({ node }) => node?.className ?? node?.nodeName ?? "").join() }); })
    .observe({ type: "layout-shift", buffered: true });"""

DRAWING_CAME = """() => performance.getEntriesByType("resource")
    .some(({ name, responseEnd }) => responseEnd > 0 && name.endsWith("/vega/vega.js"))"""
LOAD_DRAWING = "async (form) => { await (await import(form)).loadDrawing(); return true; }"
WITHOUT_CONTROLS = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("main :is(button, .med-skript, .regn__framdrift, .regn__kunngjoring) { visibility: hidden !important }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const text = document.querySelector("main").innerText;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    return text;
}"""


@dataclass
class Watched:
    """A page, and everything that went wrong on it."""

    page: Page
    faults: list[str]

    def take_faults(self) -> list[str]:
        """Return what went wrong since last asked."""
        taken = self.faults[:]
        self.faults.clear()
        return taken


type Open = Callable[..., Watched]
"""Open a page of a new context; takes the options of that."""


def box_of(place: Locator) -> FloatRect:
    """Return where something stands on the page."""
    box = place.bounding_box()
    assert box is not None
    return box


def held_back(page: Page, address: str) -> list[Route]:
    """Return what the page asks for at an address from now on, none of it answered yet."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(address, hold)
    return held


def watch_moves(page: Page) -> None:
    """Note what moves of itself on every page opened from now on, for `moved`."""
    page.add_init_script(MOVES)


def moved(page: Page, least: float = 0) -> list[dict[str, object]]:
    """Return what moved when the reader did nothing, where it adds up to more than ``least``."""
    found: list[dict[str, object]] = page.evaluate("window.moved")
    whole = sum(float(str(one["value"])) for one in found)
    return found if whole > least else []


def violations(
    page: Page, rules: Sequence[str] = (), *, without: Sequence[str] = (), within: str | None = None
) -> list[str]:
    """Return what axe finds wrong with the page as it stands.

    Args:
        page: The page.
        rules: The rules to look by; all where none is named.
        without: Rules to leave out.
        within: Selector of the one part to look at; the whole page where none is given.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    options: dict[str, object] = {"rules": {name: {"enabled": False} for name in without}}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    found = page.evaluate(RUN_AXE, [within, options])["violations"]
    return [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found for n in v["nodes"]]


def sticking_out(page: Page) -> list[str]:
    """Return what a reader would have to move the whole page sideways to see."""
    found: list[str] = page.evaluate(STICKING_OUT)
    return found


def turned_to(page: Page, view: str) -> None:
    """Show a page that is open in another view, drawn anew for it."""
    size, scheme = VIEWS[view]
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    settled(page)
    at_rest(page)


def wrong_in(page: Page, *views: str) -> dict[str, list[str]]:
    """Return what axe finds and what sticks out in each view of a page as it stands.

    What it says is the same in all of them, so in the dark axe goes through colours alone.
    """
    found = {}
    for view in views:
        turned_to(page, view)
        found[view] = violations(page, BY_COLOUR if view == "dark" else ()) + sticking_out(page)
    return found


def lines_in_sight(page: Page) -> set[str]:
    """Return the lines of text visible in the page's main part, but for what only a script works.

    A button or a field's label is nothing to read, and is not shown to who cannot use it; nor is
    how far the calculator's start has come, or what is read aloud of it.
    """
    text: str = page.evaluate(WITHOUT_CONTROLS)
    return {" ".join(line.split()) for line in text.splitlines() if line.strip()}


def printed(page: Page, *, ends: bool = False) -> list[str]:
    """Return the text of each A4 sheet the page prints, its blanks left out.

    Args:
        page: The page.
        ends: Only of the first sheet and the last two: to read a sheet takes longer than to print.
    """
    sheets = list(PdfReader(BytesIO(page.pdf(format="A4"))).pages)
    if ends and len(sheets) > len(ENDS):
        sheets = [sheets[place] for place in ENDS]
    return ["".join(sheet.extract_text().split()) for sheet in sheets]


def colours_of(image: bytes) -> set[object]:
    """Return every colour that a picture file holds: an empty sheet has but one."""
    with Image.open(BytesIO(image)) as picture:
        return {colour for _, colour in picture.convert("RGB").getcolors(1 << 24) or ()}
