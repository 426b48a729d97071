"""Every figure that the note says how to draw again."""

from collections.abc import Iterator

from sitegen.charts.compile import Press
from sitegen.charts.model import Chart
from sitegen.charts.rebuilt.indices import draw_index
from sitegen.charts.rebuilt.municipalities import draw_pairs
from sitegen.charts.subject import Subject

DRAW = {"indeks": draw_index, "kommunepar": draw_pairs}


def rebuilt(subject: Subject, press: Press) -> Iterator[Chart]:
    """Yield the chart of each figure whose numbers are there, in the note's order."""
    for exhibit in subject.note.exhibits:
        if exhibit.rebuild:
            chart = DRAW[exhibit.rebuild.kind](subject, press, exhibit, exhibit.rebuild)
            if chart:
                yield chart
