"""A chart → the files that the site offers of it, and those its pages fetch."""

import json
from collections.abc import Iterable
from dataclasses import fields
from html import escape

from sitegen.charts.cards import Card, card
from sitegen.charts.layers import DAGGER, Spec, expr, mark, said
from sitegen.charts.model import CARD, Chart, Point
from sitegen.charts.paper import (
    GAP,
    MARGIN,
    SOURCE,
    SUBTITLE,
    TITLE,
    Line,
    inner,
    line_svg,
    lines_from,
    opening,
    rasterised,
)
from sitegen.charts.render import DrawingContext, as_json, rendered
from sitegen.charts.theme import PAPIR
from sitegen.facts.fact import csv_text
from sitegen.formats.workbook import Cell, number, spreadsheet_text, styled

SPREADSHEET = "-excel.csv"
"""Ending of the values as a table, for people with a Norwegian spreadsheet."""

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


# A chart with all its words around the drawing: as a picture and as a specification.
#
# Both are laid out by the same lines, so that a tool of anyone's draws what the site offers as SVG
# and PNG, at the same size.
def standalone(chart: Chart) -> str:
    """Return the wide drawing as a whole picture, text alternative inside."""
    lines, middle, end = _around(chart)
    return "".join(
        (
            opening(chart.bred.width + 2 * MARGIN, end),
            f"<title>{escape(chart.tittel)}</title>",
            f"<desc>{escape(' '.join(chart.beskrivelse))}</desc>",
            f'<rect width="100%" height="100%" fill="{PAPIR}"/>',
            *map(line_svg, lines),
            f'<g transform="translate({MARGIN},{middle})">{inner(chart.bred)}</g>',
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
    title, after_title = lines_from(TITLE.lines(chart.tittel, width), TITLE, MARGIN)
    words, after_head = lines_from(SUBTITLE.lines(chart.undertittel, width), SUBTITLE, after_title)
    middle = after_head + GAP
    foot = [line for text in (*chart.merknader, chart.kilde) for line in SOURCE.lines(text, width)]
    tail, end = lines_from(foot, SOURCE, middle + chart.bred.height + GAP)
    return [*title, *words, *tail], middle, end + MARGIN
