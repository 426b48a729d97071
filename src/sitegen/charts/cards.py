"""The picture of a shared link: words to the left, the chart to the right of them."""

import io
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from xml.etree import ElementTree as ET

from PIL import Image, ImageColor, ImageDraw, ImageFont

from sitegen.charts.model import Drawing
from sitegen.charts.outlines import SHARE, Face, face_of
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


_SPACE = ' xmlns="http://www.w3.org/2000/svg"'
TEXT = "text"
MARKS = {"path", "line", "circle", TEXT}
"""What is drawn by the rasteriser; the ground is only paper."""
PARTS = 4
"""Places within a px where a letter may begin."""
_TRANSFORM = re.compile(r"(translate|scale)\(([^)]*)\)")
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
    # No word of these lies on a line, so none needs paper around its letters.
    whole = ET.fromstring(_HALO.sub("", svg).replace(_SPACE, "", 1))  # noqa: S314  our own
    corner = [float(one) for one in whole.get("viewBox", "").split()[:2]]
    words = list(_words_out_of(whole, (-corner[0], -corner[1], 1), fonts)) if fonts else []
    if any(one.tag in MARKS for one in whole.iter()):
        rest = ET.tostring(whole, "unicode").replace("<svg", f"<svg{_SPACE}", 1)
        found = Image.open(io.BytesIO(png(rest, fonts, 1))).convert("RGB")
    else:
        found = Image.new("RGB", (int(whole.get("width", 0)), int(whole.get("height", 0))), PAPIR)
    for one in words:
        _set(found, one)
    return found.quantize(palette=_shades(), dither=Image.Dither.NONE)


@dataclass(frozen=True, slots=True)
class _Word:
    """Words to be set: in which typeface, size and colour, and where they begin, px."""

    text: str
    face: Face
    size: float
    colour: str
    left: float
    base: int


def _words_out_of(
    parent: ET.Element, at: tuple[float, float, float], fonts: Path
) -> Iterator[_Word]:
    """Yield the words of a picture, which are taken out of it: pixels of letters come faster.

    Args:
        parent: Where to look.
        at: Where it lies, and how much larger it is drawn.
        fonts: The folder with the site's typefaces.
    """
    for child in list(parent):
        place = _placed(child, at)
        face = face_of(child.attrib, fonts) if child.tag == TEXT else None
        if face and face.has(child.text or ""):
            parent.remove(child)
            size = float(child.get("font-size", "").removesuffix("px")) * place[2]
            step = sum(face.steps(child.text or "")) * size / face.em
            left = place[0] - step * SHARE[child.get("text-anchor", "start")]
            colour = child.get("fill", BLEKK)
            yield _Word(child.text or "", face, size, colour, left, round(place[1]))
        yield from _words_out_of(child, place, fonts)


def _placed(element: ET.Element, at: tuple[float, float, float]) -> tuple[float, float, float]:
    left, top, scale = at
    for kind, numbers in _TRANSFORM.findall(element.get("transform", "")):
        first, *others = (float(one) for one in numbers.split(","))
        if kind == "scale":
            scale *= first
        else:
            left, top = left + scale * first, top + scale * (others[0] if others else 0)
    own = (float(element.get(name, 0)) if element.tag == TEXT else 0 for name in ("x", "y"))
    right, down = own
    return left + scale * right, top + scale * down, scale


def _set(picture: Image.Image, one: _Word) -> None:
    left = one.left
    for letter, step in zip(one.text, one.face.steps(one.text), strict=True):
        whole, part = divmod(round(left * PARTS), PARTS)
        if letter != " ":
            mask, right, down = _letter(one.face.path, one.size, letter, part)
            picture.paste(one.colour, (whole + right, one.base + down), mask)
        left += step * one.size / one.face.em


@cache
def _letter(path: Path, size: float, letter: str, part: int) -> tuple[Image.Image, int, int]:
    """Return a letter's shade, a part of a px to the right, and where that lies from its place."""
    font = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
    left, top, right, bottom = (int(one) for one in font.getbbox(letter, anchor="ls"))
    mask = Image.new("L", (right - left + 2, bottom - top + 2))
    where = (1 - left + part / PARTS, 1 - top)
    ImageDraw.Draw(mask).text(where, letter, 255, font, anchor="ls")
    return mask, left - 1, top - 1


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
