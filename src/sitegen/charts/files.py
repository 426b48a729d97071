"""A chart → the files that the site offers of it, and those its pages fetch."""

import io
import json
import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, fields
from html import escape

from PIL import Image

from sitegen.charts.layers import DAGGER
from sitegen.charts.model import Chart, Point
from sitegen.charts.render import DrawingContext, converter, remembered, use_fonts
from sitegen.charts.rows import SIGN
from sitegen.charts.theme import BLEKK, DEMPET, FONT, PAPIR, TITLE_FONT
from sitegen.facts.fact import csv_text

MARGIN = 24
GAP = 18
_OPEN = re.compile(r"<svg\b[^>]*>")
COLOURS = 256
"""Most colours in a PNG file: a chart has few, and the shades at their edges."""

COLUMNS = [field.name for field in fields(Point) if field.name not in {"gruppe", "aar"}]
"""The columns of a chart's CSV."""


def chart_files(chart: Chart, context: DrawingContext) -> dict[str, bytes]:
    """Return the files by name, as ``model`` lists them."""
    picture = standalone(chart)
    texts = {
        ".svg": picture,
        ".csv": points_csv(chart.points),
        ".json": rows_file(chart),
        ".vega.json": _described(chart.bred.vega, chart),
        ".vega-lite.json": _described(chart.bred.vega_lite, chart),
    }
    files = {f"{chart.id}{ending}": text.encode() for ending, text in texts.items()}
    return files | {f"{chart.id}.png": rasterised(picture, context)}


def _described(specification: str, chart: Chart) -> str:
    """Return a specification that says in words what it draws, and where that is from."""
    words = f"{chart.tittel}. {chart.undertittel} {chart.kilde}"
    return f'{{"description":{json.dumps(words, ensure_ascii=False)},{specification[1:]}\n'


def rows_file(chart: Chart) -> str:
    """Return what a browser fills the chart's form with, and the paper of both drawings."""
    content = {
        "form": chart.form,
        "rader": chart.rader,
        "ord": chart.ord,
        "flate": {"bred": chart.bred.paper, "smal": chart.smal.paper},
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def points_csv(points: Iterable[Point]) -> str:
    """Return the drawn values, one a row, decimal point; a missing value is an empty field."""
    return csv_text(COLUMNS, ([getattr(one, name) for name in COLUMNS] for one in points))


def rasterised(svg: str, context: DrawingContext) -> bytes:
    """Return a picture as PNG at twice its size, for screens that are as fine."""

    def made() -> bytes:
        use_fonts(context.fonts)
        return small(bytes(converter().svg_to_png(svg, scale=2)))

    return remembered(context, ".png", svg, made)


def small(png: bytes) -> bytes:
    """Return a picture with a palette of its own, an eighth of the bytes.

    A chart has few colours: those and the shades at their edges mostly number less than 256, and
    then no pixel changes. With more, shades that none can tell apart become one.
    """
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    with_palette = picture.quantize(
        COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
    )
    file = io.BytesIO()
    with_palette.save(file, "PNG", optimize=True)
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of lines is set: size and line height in px, weight, colour, typeface."""

    size: int
    height: int
    weight: int
    colour: str
    font: str

    def per_line(self, width: int) -> int:
        """Return how many characters surely fit: the typefaces' are about half as wide as high."""
        return int(width / (self.size * 0.5))


TITLE = Style(21, 27, 600, BLEKK, TITLE_FONT)
SUBTITLE = Style(14, 20, 400, DEMPET, FONT)
SOURCE = Style(12, 17, 400, DEMPET, FONT)


def standalone(chart: Chart) -> str:
    """Return the wide drawing as a whole picture, text alternative inside."""
    width = chart.bred.width
    head, after_head = _lines([(chart.tittel, TITLE), (chart.undertittel, SUBTITLE)], MARGIN, width)
    middle = after_head + GAP
    foot_top = middle + chart.bred.height + GAP
    foot = [(remark, SOURCE) for remark in chart.merknader] + [(chart.kilde, SOURCE)]
    tail, end = _lines(foot, foot_top, width)
    inner = _OPEN.sub("", chart.bred.svg, count=1).removesuffix("</svg>")
    return "".join(
        (
            _opening(width + 2 * MARGIN, end + MARGIN),
            f"<title>{escape(chart.tittel)}</title>",
            f"<desc>{escape(' '.join(chart.beskrivelse))}</desc>",
            f'<rect width="100%" height="100%" fill="{PAPIR}"/>',
            *head,
            f'<g transform="translate({MARGIN},{middle})">{inner}</g>',
            *tail,
            "</svg>",
        )
    )


def _opening(width: int, height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{escape(FONT)}" role="img">'
    )


def _lines(texts: list[tuple[str, Style]], top: int, width: int) -> tuple[list[str], int]:
    """Return the lines of text from ``top`` down, and where they end."""
    found = []
    for text, style in texts:
        for line in textwrap.wrap(text, style.per_line(width), break_long_words=False):
            found.append(_line(line, style, top + style.size))
            top += style.height
    return found, top


def _line(words: str, style: Style, base: int) -> str:
    """Return a line of text; the sign of a remark, which the typefaces lack, is drawn."""
    font = f' font-family="{escape(style.font)}"' if style.font != FONT else ""
    drawn, left = "", MARGIN
    if words.startswith(SIGN):
        place = f"translate({MARGIN + 3},{base - style.size * 0.36:g}) scale({style.size * 0.42:g})"
        look = f'stroke="{style.colour}" stroke-width="0.3" fill="none"'
        drawn = f'<path transform="{place}" d="{DAGGER}" {look}/>'
        left, words = MARGIN + style.size, words.removeprefix(SIGN).lstrip()
    return (
        f'{drawn}<text x="{left}" y="{base}"{font} font-size="{style.size}" '
        f'font-weight="{style.weight}" fill="{style.colour}">{escape(words)}</text>'
    )
