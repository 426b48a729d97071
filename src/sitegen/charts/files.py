"""A chart → the files that the site offers of it, and those its pages fetch."""

import json
from collections.abc import Iterable
from dataclasses import astuple, fields

from sitegen.charts.draw import Press, rasterised
from sitegen.charts.model import Chart, Point
from sitegen.charts.palette import with_variables
from sitegen.charts.standalone import standalone
from sitegen.facts.tidy_csv import csv_text

COLUMNS = [field.name for field in fields(Point) if field.name != "gruppe"]


def chart_files(chart: Chart, press: Press) -> dict[str, bytes]:
    """Return the files by name, as ``model`` lists them."""
    picture = standalone(chart)
    texts = {
        ".svg": picture,
        ".csv": points_csv(chart.points),
        ".json": rows_file(chart),
        ".vega.json": f"{chart.bred.vega}\n",
        ".vega-lite.json": f"{chart.bred.vega_lite}\n",
        "-bred.json": with_variables(chart.bred.vega),
        "-smal.json": with_variables(chart.smal.vega),
    }
    files = {f"{chart.id}{ending}": text.encode() for ending, text in texts.items()}
    return files | {f"{chart.id}.png": rasterised(picture, press)}


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
    return csv_text(COLUMNS, (astuple(one)[: len(COLUMNS)] for one in points))
