"""The calculator in Chromium beside the same code in CPython, on the same files."""

from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from benches.measuring import ROOT, RUNS, timed
from benches.served import counting
from benches.start import lay_out, new_page, norwegian, ready
from kommuneindikatorer.session import compute_json
from support.kostra import national

UNITS, RECORDS = 357, 1680
TABLE = ROOT / "tests/cases/unit_data/kommuner_2023_2024.csv"
_COMPUTE = """async (name) => {
    const response = await fetch(name);
    const file = new File([await response.blob()], name);
    const before = performance.now();
    const text = await window.core.compute([file], {});
    return [text, (performance.now() - before) / 1000];
}"""


def browser(folder: Path) -> None:
    """Compare what the page waits for with what the command line takes, by turns."""
    lay_out(folder)
    path = folder / "maal/landet.dat"
    path.write_text("\n".join(national(UNITS, RECORDS)), encoding="ascii")
    (folder / "maal" / TABLE.name).write_bytes(TABLE.read_bytes())
    with counting(folder) as server, new_page() as page:
        page.goto(f"{server.url}maal/ours.html")
        ready(page, "ours")
        print(f"regnemaskinen i nettleser ved siden av CPython (median av {RUNS}):")
        tell(page, folder / "maal" / TABLE.name, "713 rader", "")
        tell(page, path, "600 000 KOSTRA-poster", " (mål: høyst 5)")


def tell(page: Page, path: Path, what: str, aim: str) -> None:
    """Compute a file by turns, and print the median of both."""
    files = [(path.name, path.read_bytes())]
    pairs = [
        (in_page(page, path.name), timed(lambda: compute_json(files, {}))) for _ in range(RUNS)
    ]
    ours, baseline = (median(times) for times in zip(*pairs, strict=True))
    ratio = f"{ours / baseline:.1f}{aim}"
    print(
        norwegian(f"  {what}: {1000 * ours:.0f} ms mot {1000 * baseline:.0f} ms, forhold {ratio}")
    )


def in_page(page: Page, name: str) -> float:
    """Return the seconds from a file given to its result in the page."""
    text, seconds = page.evaluate(_COMPUTE, name)
    if '"enheter": []' in text:
        raise SystemExit(f"{name} ga ingen enheter.")
    return float(seconds)
