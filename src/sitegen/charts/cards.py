"""The picture of a shared link: words to the left, the chart to the right of them."""

import io
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageColor

from sitegen.charts.model import Drawing
from sitegen.charts.paper import GAP, Style, inner, line_svg, lines_from, opening, png
from sitegen.charts.render import DrawingContext, remembered
from sitegen.charts.theme import (
    BLEKK,
    DEMPET,
    FONT,
    FYLKESKOMMUNENE,
    KOMMUNENE,
    PAPIR,
    SAMMENLIKNING,
    STREK,
    TITLE_FONT,
)

SHADES = (
    *((PAPIR, 100), (BLEKK, 100), (BLEKK, 50), (DEMPET, 100), (DEMPET, 50), (KOMMUNENE, 100)),
    *((KOMMUNENE, 50), (SAMMENLIKNING, 100), (STREK, 100), (FYLKESKOMMUNENE, 100)),
)
"""The colours of a unit's card, and how many per cent of each lie on the paper: half a byte."""

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


_HALO = re.compile(rf'<text\b[^>]* stroke="{PAPIR}"[^>]*>[^<]*</text>')

type Area = tuple[int, int, int, int, str]
"""What stands in one part of a card: left, top, width and height in px, and its SVG."""


def card(one: Card) -> str:
    """Return the picture of a shared link as one SVG."""
    return svg_of((0, 0, *CARD_SIZE, "".join(area[-1] for area in card_areas(one))))


def card_areas(one: Card) -> list[Area]:
    """Return the parts of a card; all else of it is empty paper."""
    width, height = CARD_SIZE
    drawn = [_fitted(one.drawing)] if one.drawing and _scale(one.drawing) >= CARD_LEAST else []
    room, below = CARD_TEXT if drawn else width - 2 * CARD_EDGE, CARD_EDGE
    words: list[Area] = []
    for text, style, most in ((one.title, CARD_TITLE, 6), (one.subtitle, CARD_SUBTITLE, 4)):
        top = below
        found, end = lines_from(style.lines(text, room, most), style, top, CARD_EDGE)
        below = end + GAP
        said = "".join(map(line_svg, found))
        words.append((CARD_EDGE, top, room + CARD_EDGE, below - top, said))
    source = CARD_SOURCE.lines(one.source, width - 2 * CARD_EDGE, 2)
    foot = height - CARD_EDGE - len(source) * CARD_SOURCE.height + GAP
    foot_lines, end = lines_from(source, CARD_SOURCE, foot, CARD_EDGE)
    return [
        *words,
        (CARD_EDGE, foot, width - CARD_EDGE, end - foot, "".join(map(line_svg, foot_lines))),
        *drawn,
    ]


def _scale(drawing: Drawing) -> float:
    return min(CARD_CHART[2] / drawing.width, CARD_CHART[3] / drawing.height)


def _fitted(drawing: Drawing) -> Area:
    """Return a drawing as large as a card has room for."""
    left, top, room, _ = CARD_CHART
    scale = _scale(drawing)
    width, height = (round(scale * size) for size in (drawing.width, drawing.height))
    left += int(room - scale * drawing.width)
    place = f"translate({left},{top}) scale({scale:.3f})"
    return left, top, width, height, f'<g transform="{place}">{inner(drawing)}</g>'


def svg_of(area: Area) -> str:
    """Return a part as a picture of its own."""
    left, top, width, height, content = area
    ground = f'<rect x="{left}" y="{top}" width="100%" height="100%" fill="{PAPIR}"/>'
    return f"{opening(width, height, left, top)}{ground}{content}</svg>"


def unit_card(areas: Sequence[Area], context: DrawingContext) -> bytes:
    """Return a unit's card as PNG: there are hundreds, so none gets a palette of its own.

    Every pixel takes time to write and to read, so only what is not empty paper is drawn.
    """

    def made() -> bytes:
        picture = _paper().copy()
        for area in areas:
            picture.paste(_drawn(svg_of(area), context.fonts), area[:2])
        file = io.BytesIO()
        picture.save(file, "PNG", compress_type=zlib.Z_RLE)  # half the time, and smaller here
        return file.getvalue()

    return remembered(context, "-kort.png", "".join(map(svg_of, areas)), made)


@lru_cache(maxsize=32)  # all of a kind have the same measure and source
def _drawn(svg: str, fonts: Path | None) -> Image.Image:
    # Paper around each letter is half of the time, and no word of these lies on a line.
    found = Image.open(io.BytesIO(png(_HALO.sub("", svg), fonts, 1))).convert("RGB")
    return found.quantize(palette=_shades(), dither=Image.Dither.NONE)


@cache
def _paper() -> Image.Image:
    return Image.new("RGB", CARD_SIZE, PAPIR).quantize(palette=_shades())


@cache
def _shades() -> Image.Image:
    paper = ImageColor.getrgb(PAPIR)
    palette = Image.new("P", (1, 1))
    palette.putpalette(
        [
            round((own * part + ground * (100 - part)) / 100)
            for colour, part in SHADES
            for own, ground in zip(ImageColor.getrgb(colour), paper, strict=True)
        ]
    )
    return palette
