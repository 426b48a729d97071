"""A whole picture: words set in lines around a drawing, and its pixels."""

import io
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape, unescape
from itertools import zip_longest
from pathlib import Path
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from PIL import Image

from sitegen.charts.layers import DAGGER
from sitegen.charts.model import Drawing
from sitegen.charts.render import DrawingContext, converter, remembered, use_fonts
from sitegen.charts.theme import BLEKK, DEMPET, FONT, TITLE_FONT
from sitegen.facts.formatting import SIGN

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


# Words in a picture as outlines, before it becomes pixels.
#
# The rasteriser opens a typeface's file anew for every letter, which takes most of its time. Here a
# letter's outline is read once. A word with a letter that the typeface lacks is left as it is.
_TEXT = re.compile(r"<text\b(?P<about>[^>]*?)(?:/>|>(?P<words>[^<]*)</text>)")
_PAIR = re.compile(r'([\w-]+)="([^"]*)"')
_SET = {"x", "y", "font-family", "font-size", "font-weight", "text-anchor", "stroke-width"}
"""What an outline has in another way; all other attributes are taken over."""
_SHARE = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How much of a word lies before its place."""
SANS, SERIF = "source-sans-3", "source-serif-4"


def outlined(svg: str, fonts: Path) -> str:
    """Return a picture whose words are outlines.

    Args:
        svg: The picture, as ``lean`` and ``card`` write it.
        fonts: The folder with the site's typefaces as TTF files.
    """
    return _TEXT.sub(lambda match: _outline(match, fonts), svg)


def _outline(match: re.Match[str], fonts: Path) -> str:
    about = dict(_PAIR.findall(match["about"]))
    words = unescape(match["words"] or "")
    family = SERIF if "Serif" in about.get("font-family", "") else SANS
    face = _face(fonts / f"{family}-{about.get('font-weight', '400')}.ttf")
    if face is None or any(letter not in face.letters for letter in words):
        return match[0]
    scale = float(about["font-size"].removesuffix("px")) / face.em
    steps = list(face.steps(words))
    start = -sum(steps) * _SHARE[about.get("text-anchor", "start")]
    letters = (
        f"{face.letters[letter].path}m{step} 0" for letter, step in zip(words, steps, strict=True)
    )
    rest = " ".join(f'{name}="{value}"' for name, value in about.items() if name not in _SET)
    line = f' stroke-width="{float(about["stroke-width"]) / scale:g}"' if "stroke" in about else ""
    place = f"translate({about.get('x', 0)},{about.get('y', 0)}) scale({scale:g},{-scale:g})"
    path = f'<path transform="{place}"{line} d="M{start:g} 0{"".join(letters)}"/>'
    return f"<g {rest}>{path}</g>"


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter: its glyph, its outline from its place and back to it, and its width."""

    glyph: str
    path: str
    width: int


@dataclass(frozen=True, slots=True)
class _Face:
    """A typeface in one weight: units of its em square, letters, and what pairs are moved by."""

    em: int
    letters: Mapping[str, _Letter]
    tables: tuple[Any, ...]
    kerned: dict[tuple[str, str], int] = field(default_factory=dict)

    def steps(self, words: str) -> Iterator[int]:
        """Yield how far it is from each letter to the next."""
        for letter, after in zip_longest(words, words[1:]):
            yield self.letters[letter].width + (self.kerning(letter, after) if after else 0)

    def kerning(self, letter: str, after: str) -> int:
        """Return how much nearer or farther another letter stands after one."""
        pair = (letter, after)
        if pair not in self.kerned:
            glyphs = [self.letters[one].glyph for one in pair]
            found = (_moved(table, *glyphs) for table in self.tables)
            self.kerned[pair] = next((one for one in found if one is not None), 0)
        return self.kerned[pair]


def _moved(table: Any, first: str, second: str) -> int | None:  # noqa: ANN401  fontTools' own
    """Return what a kerning table says of a pair; ``None`` if it is not for the first of it."""
    if first not in table.Coverage.glyphs:
        return None
    if table.Format == 1:
        pairs = table.PairSet[table.Coverage.glyphs.index(first)].PairValueRecord
        values = [one.Value1 for one in pairs if one.SecondGlyph == second]
        return (getattr(values[0], "XAdvance", 0) or 0) if values else None
    one = table.ClassDef1.classDefs.get(first, 0)
    two = table.ClassDef2.classDefs.get(second, 0)
    value = table.Class1Record[one].Class2Record[two].Value1
    return getattr(value, "XAdvance", 0) or 0


@cache
def _face(path: Path) -> _Face | None:
    """Return a typeface; ``None`` where the site has none of that weight."""
    if not path.is_file():
        return None
    font = TTFont(path)
    return _Face(font["head"].unitsPerEm, _Letters(font), (*_kerning(font),))


class _Letters(dict[str, _Letter]):
    """The letters of a typeface, each drawn when first asked for: most never are."""

    def __init__(self, font: TTFont) -> None:
        super().__init__()
        self._glyphs, self._names = font.getGlyphSet(), font.getBestCmap()

    def __contains__(self, letter: object) -> bool:
        return isinstance(letter, str) and ord(letter) in self._names

    def __missing__(self, letter: str) -> _Letter:
        glyph = self._names[ord(letter)]
        pen = _Pen(self._glyphs)
        self._glyphs[glyph].draw(pen)
        self[letter] = _Letter(glyph, pen.path, self._glyphs[glyph].width)
        return self[letter]


class _Pen(BasePen):  # type: ignore[misc]  # fontTools says no types
    """Writes an outline as a path of steps, so that paths can be put one after the other."""

    def __init__(self, glyphs: Mapping[str, Any]) -> None:
        super().__init__(glyphs)
        self._steps: list[str] = []
        self._at: tuple[float, float] = (0, 0)
        self._start: tuple[float, float] = (0, 0)

    @property
    def path(self) -> str:
        """The path, which ends where it began."""
        return f"{''.join(self._steps)}m{-self._at[0]:g} {-self._at[1]:g}"

    def _step(self, sign: str, *points: tuple[float, float]) -> None:
        x, y = self._at
        self._steps.append(sign + " ".join(f"{one[0] - x:g} {one[1] - y:g}" for one in points))
        self._at = points[-1]

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802  fontTools' name
        self._step("m", point)
        self._start = point

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802  as above
        self._step("l", point)

    def _qCurveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802  as above
        self._step("q", *points)

    def _closePath(self) -> None:  # noqa: N802  as above
        self._steps.append("z")
        self._at = self._start


def _kerning(font: TTFont) -> Iterator[Any]:
    """Yield the tables of pairs that belong to the typeface's kerning."""
    rules = font["GPOS"].table
    wanted = {
        number
        for record in rules.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for number in record.Feature.LookupListIndex
    }
    pairs = 2
    for number in sorted(wanted):
        lookup = rules.LookupList.Lookup[number]
        yield from lookup.SubTable if lookup.LookupType == pairs else ()
