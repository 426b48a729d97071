"""Vega as pages have it draws what the whole Vega draws."""

import json
import subprocess
from pathlib import Path

from sitegen.charts.draw import forms_file
from sitegen.publish.packages import vega_files
from support.hosting import Site
from support.node import node
from support.notes import ROOT

SCRIPT = Path(__file__).with_name("drawn.mjs")
WHOLE = ROOT / "node_modules/vega/build/vega.module.js"


def same(folder: Path, specs: dict[str, object]) -> dict[str, bool]:
    ours = folder / "vega.mjs"
    ours.write_bytes(vega_files(ROOT)["vega.js"])
    run = [node(), str(SCRIPT), str(ours), str(WHOLE)]
    found: dict[str, bool] = json.loads(
        subprocess.check_output(run, input=json.dumps(specs), text=True)
    )
    return found


def test_every_form_is_drawn_alike(tmp_path: Path) -> None:
    forms = json.loads(forms_file())["former"]
    assert same(tmp_path, forms) == dict.fromkeys(forms, True)


def test_every_chart_of_the_note_is_drawn_alike(site: Site, tmp_path: Path) -> None:
    files = sorted((site.folder / "diagram").glob("*.vega.json"))
    specs = {one.name: json.loads(one.read_text(encoding="utf-8")) for one in files}
    assert files
    assert same(tmp_path, specs) == dict.fromkeys(specs, True)
