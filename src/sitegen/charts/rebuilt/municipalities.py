"""Figure 4: every municipality's result in two years."""

from sitegen.charts.compile import Press
from sitegen.charts.model import Chart, Drawing
from sitegen.charts.rebuilt.pair_counts import counts
from sitegen.charts.rebuilt.pair_points import pair_points, pair_rows
from sitegen.charts.rebuilt.pair_words import (
    SOURCE,
    description,
    line_regions,
    outermost,
    quadrant_regions,
    remarks,
    subtitle,
    title,
)
from sitegen.charts.rebuilt.scatter import Scatter, draw
from sitegen.charts.subject import Subject
from sitegen.charts.theme import NARROW, WIDE
from sitegen.facts.rebuilt.pairs import pairs
from sitegen.note.model import Exhibit, Rebuild


def draw_pairs(subject: Subject, press: Press, exhibit: Exhibit, rebuild: Rebuild) -> Chart | None:
    """Return the scatter of all municipalities; None where the note's years are not there."""
    both = pairs(subject.groups, subject.note.about.years[1])
    if both is None or not both.par:
        return None
    found, points = counts(both), pair_points(both)
    rows = pair_rows(both, points)

    def drawn(width: int) -> Drawing:
        scatter = Scatter(
            rows,
            (both.aar - 1, both.aar),
            quadrant_regions(both, found),
            line_regions(both, found, wide=width > NARROW),
            [one.kode for one in outermost(both)],
        )
        return draw(scatter, width, press)

    return Chart(
        id=exhibit.id,
        exhibit=exhibit.id,
        tittel=title(both, found),
        undertittel=subtitle(both),
        beskrivelse=tuple(description(both, found)),
        merknader=remarks(both, rebuild, subject.note.shares),
        kilde=SOURCE,
        points=points,
        bred=drawn(WIDE),
        smal=drawn(NARROW),
    )
