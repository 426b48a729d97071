"""The site's mark as the pictures that phones and older browsers ask for."""

import io
from pathlib import Path

from PIL import Image

from sitegen.charts.paper import rasterised
from sitegen.charts.render import DrawingContext
from sitegen.charts.theme import PAPIR
from sitegen.publish.tree import Tree, read_text

MARK = Path("docs/assets/merke.svg")
FOLDER = "assets/merke"
SIZES = (180, 192, 512)
"""Pixels: of a phone's home screen, and the two that ``nettsted.webmanifest`` names."""
ICO = ((16, 16), (32, 32), (48, 48))


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
