"""A whole picture: words set in lines around a drawing, and its pixels."""

import io
import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PIL import Image

from sitegen.charts.layers import DAGGER
from sitegen.charts.model import Drawing
from sitegen.charts.outlines import outlined
from sitegen.charts.render import DrawingContext, converter, remembered, use_fonts
from sitegen.charts.rows import SIGN
from sitegen.charts.theme import BLEKK, DEMPET, FONT, TITLE_FONT

MARGIN = 24
GAP = 18
COLOURS = 256
"""Most colours in a PNG file: a chart has few, and the shades at their edges."""
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


def opening(width: int, height: int, left: int = 0, top: int = 0) -> str:
    """Return how a picture begins: its size, and where it lies on a larger one."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="{left} {top} {width} {height}" font-family="{escape(FONT)}" role="img">'
    )


def lines_from(
    words: Iterable[str], style: Style, top: int, left: int = MARGIN
) -> tuple[list[Line], int]:
    """Return lines of text from ``top`` down, and where they end."""
    found = []
    for line in words:
        found.append(Line(line, style, left, top + style.size))
        top += style.height
    return found, top


def line_svg(one: Line) -> str:
    """Return a line of words as SVG."""
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


def inner(drawing: Drawing) -> str:
    """Return what a drawing holds, to stand in another picture."""
    return _OPEN.sub("", drawing.svg, count=1).removesuffix("</svg>")


def rasterised(svg: str, context: DrawingContext, scale: int = 2) -> bytes:
    """Return a picture as PNG, at twice its size for screens that are as fine."""
    return remembered(context, f"-{scale}.png", svg, lambda: small(png(svg, context.fonts, scale)))


def png(svg: str, fonts: Path | None, scale: int) -> bytes:
    """Return a picture's pixels, with the typefaces of a folder, as PNG in full colour."""
    use_fonts(fonts)
    words = outlined(svg, fonts) if fonts else svg
    return bytes(converter().svg_to_png(words, scale=scale))


def small(data: bytes) -> bytes:
    """Return a picture with a palette of its own, an eighth of the bytes.

    A chart has few colours: those and the shades at their edges mostly number less than 256, and
    then no pixel changes. With more, shades that none can tell apart become one.
    """
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    with_palette = picture.quantize(
        COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
    )
    file = io.BytesIO()
    with_palette.save(file, "PNG", optimize=True)
    return file.getvalue()
