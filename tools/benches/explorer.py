"""A change of choice in the explorer, until drawn, beside embedding the same chart anew."""

import shutil
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from benches.measuring import ROOT, run
from benches.served import counting
from benches.start import BIN, new_page, norwegian

ROUNDS = 5
AIM = 100
SCRIPTS = {"vega.js": "vega/build/vega.min.js"}
SCRIPTS |= {"vega-lite.js": "vega-lite/build/vega-lite.min.js"}
SCRIPTS |= {"vega-embed.js": "vega-embed/build/vega-embed.min.js"}
CHANGES = (
    "?m=netto_driftsresultat&g=kommunesektoren,kommunene,fylkeskommunene",
    "?m=netto_driftsresultat&g=kommunene,fylkeskommunene",
    "?m=netto_driftsresultat&g=kommunene,fylkeskommunene&aar=2018-2024",
    "?m=netto_driftsresultat&g=ostlandet,vestlandet,nord-norge&aar=2024",
    "?m=netto_driftsresultat&g=ostlandet,vestlandet,nord-norge,4601&aar=2023-2024",
    "?m=netto_driftsresultat&g=hver-kommune,4601",
    "?m=netto_driftsresultat&g=hver-kommune,4601,5001",
    "?m=folkemengde,netto_driftsresultat&g=hver-kommune,4601&aar=2024",
    "?m=folkemengde,netto_driftsresultat&g=hver-kommune,4601&aar=2023",
)
OURS = """(query) => new Promise((done) => {
    const host = document.querySelector('tbu-utforsk');
    const start = performance.now();
    host.addEventListener('tegnet', () => {
        host.getBoundingClientRect();  // the layout is part of it
        done(performance.now() - start);
    }, { once: true });
    history.pushState(null, '', location.pathname + query);
    dispatchEvent(new PopStateEvent('popstate'));
})"""
EMBED = """async (address) => {
    const { specification } = await import(address + 'assets/kilder/chart/fit.js');
    const { loadVega } = await import(address + 'assets/kilder/chart/vega.js');
    const { interpreter } = await loadVega();
    const place = document.getElementById('om-igjen') ?? document.createElement('div');
    place.id = 'om-igjen';
    document.querySelector('main').append(place);
    const options = { ast: true, expr: interpreter, actions: false, renderer: 'svg' };
    const specs = await Promise.all(
        [...document.querySelectorAll('.utforsk__diagram')].map(
            (one) => specification(one.live.drawing, one.clientWidth)));
    const start = performance.now();
    for (const spec of specs) {
        const { finalize } = await vegaEmbed(place, spec, { mode: 'vega', ...options });
        place.getBoundingClientRect();
        finalize();
    }
    return performance.now() - start;
}"""


def explorer(folder: Path) -> None:
    """Time each change and a full re-embed of its charts by turns, in one page."""
    run(str(BIN / "sitegen"), "build", "--out", str(folder / "bygg"))
    for room in ("chart", "shared"):  # the modules of EMBED as they are before they are joined
        shutil.copytree(ROOT / "docs/assets" / room, folder / "bygg/assets/kilder" / room)
    for made in ("former", "vega"):
        shutil.copytree(folder / "bygg/assets" / made, folder / "bygg/assets/kilder" / made)
    for name, path in SCRIPTS.items():
        shutil.copy(ROOT / "node_modules" / path, folder / f"bygg/{name}")
    with counting(folder) as server, new_page() as page:
        address = f"{server.url}bygg/"
        opened(page, address)
        whole = [(one, page.evaluate(OURS, one)) for _ in range(ROUNDS) for one in CHANGES]
        chart = [
            (page.evaluate(OURS, f"{one}&vis=figur"), page.evaluate(EMBED, address))
            for _ in range(ROUNDS)
            for one in CHANGES
        ]
    tell(whole, chart)


def opened(page: Page, address: str) -> None:
    """Open the explorer with the baseline's scripts beside it."""
    page.goto(f"{address}utforsk/")
    page.locator("tbu-utforsk[levende] svg").first.wait_for()
    for name in SCRIPTS:
        page.add_script_tag(url=f"{address}{name}")


def tell(whole: list[tuple[str, float]], chart: list[tuple[float, float]]) -> None:
    """Print the medians, the slowest change, and how the chart alone compares."""
    middle = median(time for _, time in whole)
    slowest, at = max(
        (median(time for change, time in whole if change == one), one) for one in CHANGES
    )
    ours, baseline = (median(one[place] for one in chart) for place in (0, 1))
    print("utforsk, fra et valg endres til figur og tabell er tegnet:")
    print(norwegian(f"  median {middle:.0f} ms (mål: høyst {AIM} ms)"))
    print(norwegian(f"  tregeste endring {slowest:.0f} ms: {at}"))
    print(norwegian(f"  figuren alene {ours:.0f} ms, bygd inn på nytt {baseline:.0f} ms"))
