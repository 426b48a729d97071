"""A chart → the files that the site offers of it, and those its pages fetch."""

import json
from collections.abc import Iterable
from dataclasses import fields

from sitegen.charts.cards import Card, card
from sitegen.charts.model import CARD, Chart, Point
from sitegen.charts.paper import rasterised
from sitegen.charts.render import DrawingContext, as_json, rendered
from sitegen.charts.whole import specification, standalone
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
