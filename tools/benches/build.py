"""The whole build beside a bare one."""

import sys
from pathlib import Path

from benches.measuring import compare, run

BIN = Path(sys.executable).parent


def build(folder: Path) -> None:
    """Compare the whole build, from raw note to site, with a bare build of the same Markdown."""
    sitegen, mkdocs = str(BIN / "sitegen"), str(BIN / "mkdocs")
    whole = ("build", "--out", str(folder / "site"))
    bare = ("build", "-q", "-d", str(folder / "bare"))
    run(sitegen, *whole)
    ours, baseline = compare(lambda: run(sitegen, *whole), lambda: run(mkdocs, *bare))
    print(f"bygg, fra notat til nettsted: {ours:.2f} s")
    print(f"  bare «mkdocs build» av samme Markdown: {baseline:.2f} s")
    print(f"  forhold: {ours / baseline:.2f} (mål: høyst 1,5)".replace(".", ","))
