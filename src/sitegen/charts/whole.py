"""A chart with all its words around the drawing: as a picture, as a specification, as a card.

The picture and the specification are laid out by the same lines, so that a tool of anyone's draws
what the site offers as SVG and PNG, at the same size.
"""

import json
import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from sitegen.charts.layers import DAGGER, Spec, expr, mark, said
from sitegen.charts.model import Chart, Drawing
from sitegen.charts.rows import SIGN
from sitegen.charts.theme import BLEKK, DEMPET, FONT, PAPIR, TITLE_FONT

MARGIN = 24
GAP = 18
_OPEN = re.compile(r"<svg\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of lines is set: size and line height in px, weight, colour, typeface.

    ``wide``: how wide a character is at most, beside its size.
    """

    size: int
    height: int
    weight: int
    colour: str
    font: str
    wide: float = 0.5

    def per_line(self, width: int) -> int:
        """Return how many characters surely fit."""
        return int(width / (self.size * self.wide))

    def lines(self, text: str, width: int, most: int | None = None) -> list[str]:
        """Return text in lines of a width; what goes beyond the most lines is left out: «…»."""
        return textwrap.wrap(
            text,
            self.per_line(width),
            break_long_words=False,
            max_lines=most,
            placeholder=" …",
        )


TITLE = Style(21, 27, 600, BLEKK, TITLE_FONT, wide=0.6)
"""Where the typeface is missing, bold serifs of another one are wider."""
SUBTITLE = Style(14, 20, 400, DEMPET, FONT)
SOURCE = Style(12, 17, 400, DEMPET, FONT)

CARD_SIZE = (1200, 630)
"""Pixels, as services that show links ask for. They shrink it: large words, and an empty edge."""
CARD_EDGE, CARD_TEXT = 64, 470
CARD_CHART = (600, 64, 536, 450)
"""Where a chart has room: left, top, width and height."""
CARD_LEAST = 0.7
"""The smallest a chart's words can be drawn and still be read where the card is shrunk."""
CARD_TITLE = Style(38, 46, 600, BLEKK, TITLE_FONT)
CARD_SUBTITLE = Style(23, 31, 400, DEMPET, FONT)
CARD_SOURCE = Style(18, 24, 400, DEMPET, FONT)


@dataclass(frozen=True, slots=True)
class Card:
    """What the picture of a shared link shows.

    Attributes:
        title: What is found.
        subtitle: Measure, unit, basis and status.
        source: Where it is from.
        drawing: A narrow drawing, whose words are large; ``None`` for words alone.
    """

    title: str
    subtitle: str
    source: str
    drawing: Drawing | None = None


def card(one: Card) -> str:
    """Return the picture of a shared link: words to the left, the chart to the right of them."""
    width, height = CARD_SIZE
    drawn = _fitted(one.drawing) if one.drawing else ""
    room, below = CARD_TEXT if drawn else width - 2 * CARD_EDGE, CARD_EDGE
    parts: list[Line] = []
    for text, style, most in ((one.title, CARD_TITLE, 6), (one.subtitle, CARD_SUBTITLE, 4)):
        lines, below = _lines(style.lines(text, room, most), style, below, CARD_EDGE)
        parts += lines
        below += GAP
    source = CARD_SOURCE.lines(one.source, width - 2 * CARD_EDGE, 2)
    foot = height - CARD_EDGE - len(source) * CARD_SOURCE.height + GAP
    parts += _lines(source, CARD_SOURCE, foot, CARD_EDGE)[0]
    words = "".join(map(_line, parts))
    ground = f'<rect width="100%" height="100%" fill="{PAPIR}"/>'
    return f"{_opening(width, height)}{ground}{words}{drawn}</svg>"


def _fitted(drawing: Drawing) -> str:
    """Return a drawing as large as a card has room for; nothing for one that would be too small."""
    left, top, width, height = CARD_CHART
    scale = min(width / drawing.width, height / drawing.height)
    if scale < CARD_LEAST:
        return ""
    left += int(width - scale * drawing.width)
    return f'<g transform="translate({left},{top}) scale({scale:.3f})">{_inner(drawing)}</g>'


def _inner(drawing: Drawing) -> str:
    return _OPEN.sub("", drawing.svg, count=1).removesuffix("</svg>")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words: how it is set, and where it begins; the sign of a remark is drawn."""

    words: str
    style: Style
    left: int
    base: int

    @property
    def signed(self) -> bool:
        """Whether the sign of a remark, which the typefaces lack, stands before the words."""
        return self.words.startswith(SIGN)

    @property
    def start(self) -> int:
        """Where the words themselves begin."""
        return self.left + self.style.size * self.signed

    @property
    def text(self) -> str:
        """The words without that sign."""
        return self.words.removeprefix(SIGN).lstrip()


def standalone(chart: Chart) -> str:
    """Return the wide drawing as a whole picture, text alternative inside."""
    lines, middle, end = _around(chart)
    return "".join(
        (
            _opening(chart.bred.width + 2 * MARGIN, end),
            f"<title>{escape(chart.tittel)}</title>",
            f"<desc>{escape(' '.join(chart.beskrivelse))}</desc>",
            f'<rect width="100%" height="100%" fill="{PAPIR}"/>',
            *map(_line, lines),
            f'<g transform="translate({MARGIN},{middle})">{_inner(chart.bred)}</g>',
            "</svg>",
        )
    )


def specification(chart: Chart) -> Spec:
    """Return the same picture as Vega-Lite; its words are marks, which no tool moves."""
    spec: Spec = json.loads(chart.bred.vega_lite)
    lines, middle, end = _around(chart)
    own = spec["padding"]
    left, top = own["left"] + MARGIN, own["top"] + middle
    below = end - middle - chart.bred.height + own["bottom"]
    spec["padding"] = {"left": left, "right": own["right"] + MARGIN, "top": top, "bottom": below}
    spec["background"] = PAPIR
    spec["layer"] += WORDS
    spec["datasets"]["omkring"] = [
        {
            "ord": one.text,
            "x": one.start - left,
            "y": one.base - top,
            "skrift": one.style.font,
            "storrelse": one.style.size,
            "vekt": one.style.weight,
            "farge": one.style.colour,
            "merke": one.signed,
        }
        for one in lines
    ]
    return spec


_AT: Spec = {"x": expr("datum.x"), "y": expr("datum.y")}
WORDS = [
    mark(
        "omkring",
        "text",
        place={"text": said("ord")},
        **_AT,
        align="left",
        baseline="alphabetic",
        font=expr("datum.skrift"),
        fontSize=expr("datum.storrelse"),
        fontWeight=expr("datum.vekt"),
        color=expr("datum.farge"),
    ),
    mark(
        "omkring",
        "point",
        {"filter": "datum.merke"},
        place={},
        x=expr("datum.x - datum.storrelse + 3"),
        y=expr("datum.y - datum.storrelse * 0.36"),
        shape=DAGGER,
        size=expr("pow(datum.storrelse * 0.84, 2)"),
        stroke=expr("datum.farge"),
        strokeWidth=expr("datum.storrelse * 0.126"),
        filled=False,
        opacity=1,
    ),
]
"""The words around a drawing, and the sign of a remark before them."""


def _around(chart: Chart) -> tuple[list[Line], int, int]:
    """Return the lines around the wide drawing, where that begins, and the picture's height."""
    width = chart.bred.width
    title, after_title = _lines(TITLE.lines(chart.tittel, width), TITLE, MARGIN)
    words, after_head = _lines(SUBTITLE.lines(chart.undertittel, width), SUBTITLE, after_title)
    middle = after_head + GAP
    foot = [line for text in (*chart.merknader, chart.kilde) for line in SOURCE.lines(text, width)]
    tail, end = _lines(foot, SOURCE, middle + chart.bred.height + GAP)
    return [*title, *words, *tail], middle, end + MARGIN


def _opening(width: int, height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{escape(FONT)}" role="img">'
    )


def _lines(
    words: Iterable[str], style: Style, top: int, left: int = MARGIN
) -> tuple[list[Line], int]:
    """Return lines of text from ``top`` down, and where they end."""
    found = []
    for line in words:
        found.append(Line(line, style, left, top + style.size))
        top += style.height
    return found, top


def _line(one: Line) -> str:
    style = one.style
    font = f' font-family="{escape(style.font)}"' if style.font != FONT else ""
    drawn = ""
    if one.signed:
        place = (
            f"translate({one.left + 3},{one.base - style.size * 0.36:g}) "
            f"scale({style.size * 0.42:g})"
        )
        look = f'stroke="{style.colour}" stroke-width="0.3" fill="none"'
        drawn = f'<path transform="{place}" d="{DAGGER}" {look}/>'
    return (
        f'{drawn}<text x="{one.start}" y="{one.base}"{font} font-size="{style.size}" '
        f'font-weight="{style.weight}" fill="{style.colour}">{escape(one.text)}</text>'
    )
