"""What a section page costs before and after its first chart is alive, and how fast it stands."""

import gzip
import sys
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from benches.measuring import ROOT, run
from benches.served import CountingServer, counting
from benches.start import new_page, norwegian

BIN = Path(sys.executable).parent
RUNS = 3
PAGE = "notat/3-netto-driftsresultat-og-disposisjonsfond/"
BLOCKS = "**/assets/chart/live.js"
ALIVE = ".diagram__levende:not([hidden])"
WATCH = """window.found = {lcp: 0, shift: 0, blocked: 0};
const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take))
    .observe({type, buffered: true});
watch("largest-contentful-paint", (entry) => { found.lcp = entry.startTime; });
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) found.shift += entry.value; });
watch("longtask", (entry) => { found.blocked += Math.max(0, entry.duration - 50); });"""
SCRIPTS = """() => performance.getEntriesByType("resource")
    .filter(({name}) => /\\.m?js(\\?|$)/.test(name)).map((e) => [e.name, e.encodedBodySize])"""


def reading(folder: Path) -> None:
    """Print bytes and vitals of the page with its charts, beside the page without their script."""
    run(str(BIN / "sitegen"), "build", "--out", str(folder / "site"))
    with counting(folder / "site") as server:
        pairs = [(vitals(server, charts=True), vitals(server, charts=False)) for _ in range(RUNS)]
        before, after, seconds = bytes_paid(server)
    compiled, whole = drawing_bytes(folder / "site", "tabell-3")
    tell(f"en del av notatet i nettleser (median av {RUNS}; uten figurenes skript i parentes):")
    for name, unit, digits in (("lcp", " ms", 0), ("shift", "", 3), ("blocked", " ms", 0)):
        ours, bare = (median(one[name] for one in side) for side in zip(*pairs, strict=True))
        tell(f"  {WORDS[name]}: {ours:.{digits}f}{unit} ({bare:.{digits}f}{unit})")
    tell(f"  skript før en figur er i syne: {kb(before)} kB")
    tell(f"  skript for den første figuren: {kb(after) - kb(before):.1f} kB (mål: høyst 150)")
    tell(f"  fra figuren er i syne til den lever: {seconds:.2f} s")
    tell(f"  Vega laget ved bygging: {compiled / 1000:.1f} kB; i siden: {whole / 1000:.1f} kB")


def tell(text: str) -> None:
    """Print a line with decimal commas."""
    print(norwegian(text))


WORDS = {
    "lcp": "største innhold tegnet",
    "shift": "forskyvning",
    "blocked": "lange oppgaver over 50 ms",
}


def vitals(server: CountingServer, *, charts: bool) -> dict[str, float]:
    """Return largest paint, layout shift and blocking time until the first chart has been met."""
    with new_page() as page:
        page.add_init_script(WATCH)
        if not charts:
            page.route(BLOCKS, lambda route: route.abort())
        page.goto(server.url + PAGE, wait_until="networkidle")
        meet_first_chart(page, charts=charts)
        found: dict[str, float] = page.evaluate("found")
    return found


def meet_first_chart(page: Page, *, charts: bool) -> None:
    """Scroll to the first chart; wait until it is alive, or as long as that takes."""
    page.locator("tbu-diagram").first.scroll_into_view_if_needed()
    if charts:
        page.locator(ALIVE).first.wait_for()
    page.wait_for_timeout(500)


def bytes_paid(server: CountingServer) -> tuple[dict[str, int], dict[str, int], float]:
    """Return scripts' packed sizes before a chart is in view and once it lives, and the wait."""
    with new_page() as page:
        page.goto(server.url + PAGE, wait_until="networkidle")
        page.evaluate("customElements.whenDefined('tbu-diagram').then(() => true)")
        before = dict(page.evaluate(SCRIPTS))
        start = page.evaluate("performance.now()")
        page.locator("tbu-diagram").first.scroll_into_view_if_needed()
        page.locator(ALIVE).first.wait_for()
        seconds = (page.evaluate("performance.now()") - start) / 1000
        after = dict(page.evaluate(SCRIPTS))
    return before, after, seconds


def kb(scripts: dict[str, int]) -> float:
    """Return the packed kilobytes of some scripts."""
    return round(sum(scripts.values()) / 1000, 1)


def drawing_bytes(site: Path, chart: str) -> tuple[int, int]:
    """Return the packed bytes that draw one chart: compiled at build, and compiled in the page."""
    vega = packed(site / "assets/vega/vega.js")
    compiler = packed(ROOT / "node_modules/vega-lite/build/vega-lite.min.js")
    compiled = packed(site / "assets/former/former.json") + packed(site / f"diagram/{chart}.json")
    return vega + compiled, vega + compiler + packed(site / f"diagram/{chart}.vega-lite.json")


def packed(file: Path) -> int:
    """Return a file's size as hosts send it."""
    return len(gzip.compress(file.read_bytes(), compresslevel=6))
