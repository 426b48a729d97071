"""A slider of «Hva om …?» moved, until its table says what comes of it."""

from pathlib import Path
from statistics import median

from benches.measuring import run
from benches.served import counting
from benches.start import BIN, new_page, norwegian
from support.calculator import example, open_calculator

AIM = 100
MOVES = """async (values) => {
    const range = document.querySelector("#hva-utgifter");
    const cell = document.querySelector(".tabell--hva-om tbody td:nth-of-type(5)");
    const times = [];
    for (const value of values) {
        const changed = new Promise((done) =>
            new MutationObserver((_, all) => { all.disconnect(); done(); })
                .observe(cell, { childList: true, characterData: true, subtree: true }));
        const start = performance.now();
        range.value = value;
        range.dispatchEvent(new Event("input", { bubbles: true }));
        await changed;
        times.push(performance.now() - start);
    }
    return times;
}"""


def what_if(folder: Path) -> None:
    """Move a slider time after time with an example's accounts."""
    run(str(BIN / "sitegen"), "build", "--out", str(folder / "bygg"))
    with counting(folder) as server, new_page() as page:
        open_calculator(page, f"{server.url}bygg/")
        example(page, "kostra")
        page.locator(".tabell--hva-om").wait_for()
        times = page.evaluate(MOVES, [str(value) for value in range(1, 20)])
    print("hva om, fra en glidebryter flyttes til tabellen er endret:")
    print(norwegian(f"  median {median(times):.0f} ms, lengst {max(times):.0f} ms (mål: {AIM} ms)"))
