"""Pictures: the charts of all units' pages, and the site's mark as phones and browsers ask for it.

The charts are drawn in Node.js, which keeps a form ready from one to the next. ``charts.render``
compiles each chart anew, a tenth of a second; these are hundreds, of two forms.
"""

import io
import json
import os
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from PIL import Image

from sitegen.charts.model import Chart, Drawing
from sitegen.charts.paper import rasterised
from sitegen.charts.render import DrawingContext, as_json, lean
from sitegen.charts.theme import PAPIR
from sitegen.note.errors import Fault, SitegenError
from sitegen.publish.packages import find_node
from sitegen.publish.tree import PACKAGES, Tree, read_text

SCRIPT = Path(__file__).with_name("pictures.mjs")
VEGA = PACKAGES / "vega/build/vega.module.js"
ROOM = "--max-semi-space-size=64"
"""Room for what lives for one drawing: a tenth of the time went to tidying a smaller one."""
FILL = Path("docs/assets/chart/fill.js")
MARK = Path("docs/assets/merke.svg")
FOLDER = "assets/merke"
SIZES = (180, 192, 512)
"""Pixels: of a phone's home screen, and the two that ``nettsted.webmanifest`` names."""
ICO = ((16, 16), (32, 32), (48, 48))


def painted(root: Path, charts: Iterable[Chart], forms: str) -> list[Chart]:
    """Return charts with their pictures, by the forms' file.

    Raises:
        SitegenError: There is no Node.js, or a chart cannot be drawn.
    """
    planned = list(charts)
    svgs = _svgs(root, json.loads(forms), [_job(one) for one in planned])
    return [_with_pictures(one, own) for one, own in zip(planned, svgs, strict=True)]


def _drawings(chart: Chart) -> Sequence[Drawing]:
    """Return what is to be drawn of a chart: one drawing where both widths have the same."""
    return [chart.smal] if chart.bred is chart.smal else [chart.smal, chart.bred]


def _job(chart: Chart) -> dict[str, object]:
    return {
        "form": chart.form,
        "rader": chart.rader,
        "ord": chart.ord,
        "flater": [
            {"flate": drawing.paper, "smal": drawing is chart.smal} for drawing in _drawings(chart)
        ],
    }


def _with_pictures(chart: Chart, svgs: Sequence[str]) -> Chart:
    narrow = replace(chart.smal, svg=svgs[0])
    wide = replace(chart.bred, svg=svgs[1]) if svgs[1:] else narrow
    return replace(chart, smal=narrow, bred=wide)


def _svgs(root: Path, forms: dict[str, object], jobs: Sequence[object]) -> list[list[str]]:
    asked = as_json({**forms, "figurer": jobs})
    files = (SCRIPT, (root / VEGA).resolve(), (root / FILL).resolve())
    command: list[str | Path] = [find_node(root), ROOM, *files]
    run = subprocess.run(  # noqa: S603  every part is ours
        command, input=asked, check=False, capture_output=True, encoding="utf-8", env=os.environ
    )
    if run.returncode:
        said = "\n".join(line[:200] for line in run.stderr.splitlines()[-15:])
        raise SitegenError(Fault(SCRIPT.name, None, "tegnede figurer", said))
    return [[lean(svg) for svg in svgs] for svgs in json.loads(run.stdout)]


def icon_files(root: Path, context: DrawingContext) -> Tree:
    """Return the icons by address.

    Raises:
        SourceError: The mark is not in the checkout.
    """
    mark = read_text(root / MARK)
    pictures = {size: rasterised(_on_paper(mark, size), context, scale=1) for size in SIZES}
    files = {f"{FOLDER}-{size}.png": picture for size, picture in pictures.items()}
    return {**files, f"{FOLDER}.ico": _ico(pictures[max(SIZES)])}


def _on_paper(mark: str, size: int) -> str:
    """Return the mark on the site's paper, clear of the corners that phones round off."""
    edge, width = size * 0.16, size * 0.68
    ground = f'<rect width="{size}" height="{size}" fill="{PAPIR}"/>'
    placed = f'<svg x="{edge:g}" y="{edge:g}" width="{width:g}" height="{width:g}" '
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}">'
    return f"{opening}{ground}{mark.replace('<svg ', placed, 1)}</svg>"


def _ico(png: bytes) -> bytes:
    file = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGBA").save(file, "ICO", sizes=ICO)
    return file.getvalue()
