"""A chart as a file of its own: title, subtitle and source inside, on the page's paper."""

import re
import textwrap
from dataclasses import dataclass
from html import escape

from sitegen.charts.model import Chart
from sitegen.charts.palette import BLEKK, DEMPET, PAPIR
from sitegen.charts.theme import FONT, TITLE_FONT

MARGIN = 24
GAP = 18
_OPEN = re.compile(r"<svg\b[^>]*>")


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
    font = f' font-family="{escape(style.font)}"' if style.font != FONT else ""
    return (
        f'<text x="{MARGIN}" y="{base}"{font} font-size="{style.size}" '
        f'font-weight="{style.weight}" fill="{style.colour}">{escape(words)}</text>'
    )
