"""The calculator's start in Chromium beside a stock Pyodide in a worker, and beside PyScript."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from benches.measuring import ROOT, run
from benches.served import CountingServer, Line, counting

BIN = Path(sys.executable).parent
PAGES = Path(__file__).with_name("pages")
RUNS = 5
WAYS = {
    "ours": "regnemaskinen",
    "stock": "Pyodide i en arbeider, uten noe fra oss",
    "pyscript": "PyScript med samme Pyodide",
}
AIMS = {"stock": "0,2", "pyscript": "0,3"}
SLOW = Line(rate=10e6 / 8, delay=0.04)
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@dataclass(frozen=True, slots=True)
class Start:
    """One start.

    Attributes:
        cold: Seconds from opening the page, in a new profile, to ready for a file.
        warm: The same for the page opened again.
        bytes: What went over the wire when cold.
    """

    cold: float
    warm: float
    bytes: int


def start(folder: Path) -> None:
    """Compare the time from opening a page to ready for a file, each way in turn.

    On this machine's own line, and on one as many have at home.
    """
    lay_out(folder)
    with counting(folder) as server:
        tell(server, "", AIMS)
        server.line = SLOW
        tell(server, ", på en linje med 10 Mbit/s og 40 ms", {"stock": "0,6"})


def tell(server: CountingServer, where: str, aims: dict[str, str]) -> None:
    """Open each page by turns, and print how long each took and how ours compares."""
    ways = {way: name for way, name in WAYS.items() if way == "ours" or way in aims}
    rounds = [{way: opened(server, way) for way in ways} for _ in range(RUNS)]
    found = {way: [one[way] for one in rounds] for way in ways}
    cold = {way: median(one.cold for one in found[way]) for way in ways}
    warm = {way: median(one.warm for one in found[way]) for way in ways}
    print(f"start i nettleser, fra siden åpnes til en fil kan slippes{where} (median av {RUNS}):")
    for way, name in ways.items():
        size = found[way][0].bytes / 1e6
        print(norwegian(f"  {name}: {cold[way]:.2f} s ny, {warm[way]:.2f} s igjen, {size:.1f} MB"))
    for way, aim in aims.items():
        ratios = f"{cold['ours'] / cold[way]:.2f} ny, {warm['ours'] / warm[way]:.2f} igjen"
        print(norwegian(f"  forhold til {WAYS[way]}: {ratios} (mål: høyst {aim})"))


def lay_out(folder: Path) -> None:
    """Put the site's files and the other two's beside each other, as one host's."""
    run(str(BIN / "sitegen"), "build", "--out", str(folder / "bygg"))
    shutil.move(folder / "bygg/assets", folder / "assets")
    pages = shutil.copytree(PAGES, folder / "maal")
    shutil.copytree(ROOT / "node_modules/pyodide", pages / "pyodide")
    shutil.copytree(ROOT / "node_modules/@pyscript/core/dist", pages / "pyscript")
    (core,) = (folder / "bygg/data/python").glob("kommuneindikatorer-*.whl")
    shutil.copy(core, pages / "core.zip")


def opened(server: CountingServer, way: str) -> Start:
    """Open a page in a new browser, and again; fail unless it started the way it should."""
    with new_page() as page:
        server.take_sent()
        page.goto(f"{server.url}maal/{way}.html")
        cold = ready(page, way)
        sent = server.take_sent()
        page.reload()
        return Start(cold, ready(page, way), sent)


def ready(page: Page, way: str) -> float:
    """Return the seconds from the page's own beginning to ready."""
    how, milliseconds = page.evaluate("window.ready")
    if way == "ours" and how != "image":
        raise SystemExit("Minnebildet ble ikke brukt.")
    return float(milliseconds) / 1000


@contextmanager
def new_page() -> Iterator[Page]:
    """Give a page of a browser started for it alone: nothing is kept from the one before."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield browser.new_page()
        browser.close()


def chromium() -> str:
    """Return the machine's Chromium; ends with what to do when there is none."""
    found = os.environ.get("CHROMIUM")
    if found:
        return found
    tool = subprocess.run(
        [ROOT / "tools/find_browser", "chromium"], capture_output=True, text=True, check=False
    )
    if tool.returncode:
        raise SystemExit(tool.stderr.strip())
    return tool.stdout.strip()


def norwegian(text: str) -> str:
    """Return the text with decimal commas."""
    return text.replace(".", ",")
