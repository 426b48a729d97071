"""A chart → the files that the site offers of it, and those its pages fetch."""

import io
import json
from collections.abc import Iterable
from dataclasses import fields
from functools import cache

from PIL import Image, ImageColor

from sitegen.charts.model import CARD, Chart, Point
from sitegen.charts.outlines import outlined
from sitegen.charts.render import (
    DrawingContext,
    as_json,
    converter,
    remembered,
    rendered,
    use_fonts,
)
from sitegen.charts.theme import (
    BLEKK,
    DEMPET,
    FYLKESKOMMUNENE,
    KOMMUNENE,
    PAPIR,
    SAMMENLIKNING,
    STREK,
)
from sitegen.charts.whole import Card, card, specification, standalone
from sitegen.facts.fact import csv_text
from sitegen.formats.workbook import Cell, number, spreadsheet_text, styled

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
    vega_lite = as_json(specification(chart))
    texts = {
        ".svg": picture,
        ".csv": points_csv(chart.points),
        SPREADSHEET: spreadsheet_text(_lead(chart), point_cells(chart)).decode(),
        ".json": rows_file(chart),
        ".vega.json": _described(rendered(vega_lite, context)[0], chart),
        ".vega-lite.json": _described(vega_lite, chart),
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
