"""Figures 1 and 2: printed growth chained to an index."""

from sitegen.charts.compile import Press
from sitegen.charts.model import Chart
from sitegen.charts.points import by_series
from sitegen.charts.rebuilt.index_lines import draw
from sitegen.charts.rebuilt.index_points import chains, index_points
from sitegen.charts.rebuilt.index_words import (
    Line,
    description,
    remarks,
    source_line,
    subtitle,
    title,
)
from sitegen.charts.subject import Subject
from sitegen.charts.theme import NARROW, WIDE
from sitegen.note.model import Exhibit, Rebuild


def draw_index(subject: Subject, press: Press, exhibit: Exhibit, rebuild: Rebuild) -> Chart:
    """Return the chart of a figure whose series are indices."""
    steps = chains(subject, rebuild)
    points = index_points(subject, rebuild, steps)
    lines = [Line(found, steps[serie]) for serie, found in by_series(points).items()]
    table = subject.exhibit(rebuild.table).name
    return Chart(
        id=exhibit.id,
        exhibit=exhibit.id,
        tittel=title(lines),
        undertittel=subtitle(lines, table),
        beskrivelse=description(lines),
        merknader=remarks(lines, rebuild, table),
        kilde=source_line(subject.source(rebuild.table)),
        points=points,
        bred=draw(points, WIDE, press),
        smal=draw(points, NARROW, press),
    )
