"""A chart → the files that the site offers of it, and those its pages fetch."""

from collections.abc import Iterable
from dataclasses import astuple, fields

from sitegen.charts.compile import Press, rasterised
from sitegen.charts.model import Chart, Point
from sitegen.charts.palette import with_variables
from sitegen.charts.standalone import standalone
from sitegen.facts.tidy_csv import csv_text


def chart_files(chart: Chart, press: Press) -> dict[str, bytes]:
    """Return the files by name, as ``model`` lists them."""
    picture = standalone(chart)
    texts = {
        ".svg": picture,
        ".csv": points_csv(chart.points),
        ".vega.json": f"{chart.bred.vega}\n",
        ".vega-lite.json": f"{chart.bred.vega_lite}\n",
        "-bred.json": with_variables(chart.bred.vega),
        "-smal.json": with_variables(chart.smal.vega),
    }
    files = {f"{chart.id}{ending}": text.encode() for ending, text in texts.items()}
    return files | {f"{chart.id}.png": rasterised(picture, press)}


def points_csv(points: Iterable[Point]) -> str:
    """Return the drawn values, one a row, decimal point; a missing value is an empty field."""
    return csv_text([field.name for field in fields(Point)], map(astuple, points))
