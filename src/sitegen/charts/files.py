"""A chart → the files that the site offers of it, and those its pages fetch."""

import io
import json
import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from html import escape

from PIL import Image, ImageColor

from sitegen.charts.layers import DAGGER
from sitegen.charts.model import CARD, Chart, Drawing, Point
from sitegen.charts.outlines import outlined
from sitegen.charts.render import DrawingContext, converter, remembered, use_fonts
from sitegen.charts.rows import SIGN
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
from sitegen.facts.fact import csv_text
from sitegen.formats.workbook import Cell, number, spreadsheet_text, styled

MARGIN = 24
GAP = 18
_OPEN = re.compile(r"<svg\b[^>]*>")
SPREADSHEET = "-excel.csv"
"""Ending of the values as a table, for people with a Norwegian spreadsheet."""
COLOURS = 256
"""Most colours in a PNG file: a chart has few, and the shades at their edges."""
SHADES = (
    *((PAPIR, 100), (BLEKK, 100), (BLEKK, 50), (DEMPET, 100), (DEMPET, 50), (KOMMUNENE, 100)),
    *((KOMMUNENE, 50), (SAMMENLIKNING, 100), (STREK, 100), (FYLKESKOMMUNENE, 100)),
)
"""The colours of a unit's card, and how many per cent of each lie on the paper: half a byte."""

COLUMNS = [field.name for field in fields(Point) if field.name not in {"gruppe", "aar"}]
"""The columns of a chart's CSV."""


def chart_files(chart: Chart, context: DrawingContext) -> dict[str, bytes]:
    """Return the files by name, as ``model`` lists them."""
    picture = standalone(chart)
    texts = {
        ".svg": picture,
        ".csv": points_csv(chart.points),
        SPREADSHEET: spreadsheet_text(_lead(chart), point_cells(chart)).decode(),
        ".json": rows_file(chart),
        ".vega.json": _described(chart.bred.vega, chart),
        ".vega-lite.json": _described(chart.bred.vega_lite, chart),
    }
    files = {f"{chart.id}{ending}": text.encode() for ending, text in texts.items()}
    shared = card(Card(chart.tittel, chart.undertittel, chart.kilde, chart.smal))
    return files | {
        f"{chart.id}.png": rasterised(picture, context),
        f"{chart.id}{CARD}": rasterised(shared, context, scale=1),
    }


def _described(specification: str, chart: Chart) -> str:
    """Return a specification that says in words what it draws, and where that is from."""
    said = f"{chart.tittel}. {chart.undertittel} {chart.kilde}"
    return f'{{"description":{json.dumps(said, ensure_ascii=False)},{specification[1:]}\n'


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


def point_grid(chart: Chart) -> tuple[str, list[str], dict[str, list[Point | None]]]:
    """Return the values as a table: what its rows are, its columns, and each row's values.

    Years stand down the page, unless there are more series than years: units then, years across.
    """
    series = {point.serie: point.etikett for point in chart.points}
    places = list(dict.fromkeys(point.x for point in chart.points))
    cells = {(point.serie, point.x): point for point in chart.points}
    if len(series) > len(places):
        rows = {name: [cells.get((serie, x)) for x in places] for serie, name in series.items()}
        return "Kommune", places, rows
    rows = {x: [cells.get((serie, x)) for serie in series] for x in places}
    return "År", list(series.values()), rows


def point_cells(chart: Chart) -> list[list[Cell]]:
    """Return the same as cells, with the decimals that readers see."""
    head, columns, rows = point_grid(chart)
    body = [
        [name, *(number(one.verdi, one.desimaler) if one else None for one in row)]
        for name, row in rows.items()
    ]
    return [[styled(head, "radhode"), *(styled(name, "hode") for name in columns)], *body]


def _lead(chart: Chart) -> list[str]:
    return [chart.tittel, chart.undertittel, *chart.merknader, chart.kilde]


def rasterised(svg: str, context: DrawingContext, scale: int = 2) -> bytes:
    """Return a picture as PNG, at twice its size for screens that are as fine."""
    return remembered(context, f"-{scale}.png", svg, lambda: small(_png(svg, context, scale)))


def unit_card(svg: str, context: DrawingContext) -> bytes:
    """Return a unit's card as PNG: there are hundreds, so none gets a palette of its own."""

    def made() -> bytes:
        picture = Image.open(io.BytesIO(_png(svg, context, 1))).convert("RGB")
        file = io.BytesIO()
        picture.quantize(palette=_shades(), dither=Image.Dither.NONE).save(file, "PNG")
        return file.getvalue()

    return remembered(context, "-kort.png", svg, made)


def _png(svg: str, context: DrawingContext, scale: int) -> bytes:
    use_fonts(context.fonts)
    words = outlined(svg, context.fonts) if context.fonts else svg
    return bytes(converter().svg_to_png(words, scale=scale))


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

    def lines(self, text: str, width: int, most: int | None = None) -> list[str]:
        """Return text in lines of a width; what goes beyond the most lines is left out: «…»."""
        return textwrap.wrap(
            text,
            self.per_line(width),
            break_long_words=False,
            max_lines=most,
            placeholder=" …",
        )


TITLE = Style(21, 27, 600, BLEKK, TITLE_FONT)
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
    parts = []
    for text, style, most in ((one.title, CARD_TITLE, 6), (one.subtitle, CARD_SUBTITLE, 4)):
        lines, below = _lines(style.lines(text, room, most), style, below, CARD_EDGE)
        parts += lines
        below += GAP
    source = CARD_SOURCE.lines(one.source, width - 2 * CARD_EDGE, 2)
    foot = height - CARD_EDGE - len(source) * CARD_SOURCE.height + GAP
    parts += _lines(source, CARD_SOURCE, foot, CARD_EDGE)[0]
    ground = f'<rect width="100%" height="100%" fill="{PAPIR}"/>'
    return f"{_opening(width, height)}{ground}{''.join(parts)}{drawn}</svg>"


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


def standalone(chart: Chart) -> str:
    """Return the wide drawing as a whole picture, text alternative inside."""
    width = chart.bred.width
    title, after_title = _lines(TITLE.lines(chart.tittel, width), TITLE, MARGIN)
    words, after_head = _lines(SUBTITLE.lines(chart.undertittel, width), SUBTITLE, after_title)
    middle = after_head + GAP
    foot_top = middle + chart.bred.height + GAP
    foot = [line for text in (*chart.merknader, chart.kilde) for line in SOURCE.lines(text, width)]
    tail, end = _lines(foot, SOURCE, foot_top)
    return "".join(
        (
            _opening(width + 2 * MARGIN, end + MARGIN),
            f"<title>{escape(chart.tittel)}</title>",
            f"<desc>{escape(' '.join(chart.beskrivelse))}</desc>",
            f'<rect width="100%" height="100%" fill="{PAPIR}"/>',
            *title,
            *words,
            f'<g transform="translate({MARGIN},{middle})">{_inner(chart.bred)}</g>',
            *tail,
            "</svg>",
        )
    )


def _opening(width: int, height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{escape(FONT)}" role="img">'
    )


def _lines(
    words: Iterable[str], style: Style, top: int, left: int = MARGIN
) -> tuple[list[str], int]:
    """Return lines of text from ``top`` down, and where they end."""
    found = []
    for line in words:
        found.append(_line(line, style, top + style.size, left))
        top += style.height
    return found, top


def _line(words: str, style: Style, base: int, left: int = MARGIN) -> str:
    """Return a line of text; the sign of a remark, which the typefaces lack, is drawn."""
    font = f' font-family="{escape(style.font)}"' if style.font != FONT else ""
    drawn = ""
    if words.startswith(SIGN):
        place = f"translate({left + 3},{base - style.size * 0.36:g}) scale({style.size * 0.42:g})"
        look = f'stroke="{style.colour}" stroke-width="0.3" fill="none"'
        drawn = f'<path transform="{place}" d="{DAGGER}" {look}/>'
        left, words = left + style.size, words.removeprefix(SIGN).lstrip()
    return (
        f'{drawn}<text x="{left}" y="{base}"{font} font-size="{style.size}" '
        f'font-weight="{style.weight}" fill="{style.colour}">{escape(words)}</text>'
    )
