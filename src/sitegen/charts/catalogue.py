"""The charts, a literal list in the order of the note; one for each thing worth drawing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sitegen.charts import figur_3, tabell_1, tabell_2, tabell_3, tabell_5_og_6
from sitegen.charts.compile import Press
from sitegen.charts.model import Chart
from sitegen.charts.rebuilt.figures import rebuilt
from sitegen.charts.subject import Subject


@dataclass(frozen=True, slots=True)
class Entry:
    """A chart that can be drawn.

    Attributes:
        exhibit: Id of the table or figure it belongs to, whose printed values it draws.
        draw: Draws it.
    """

    exhibit: str
    draw: Callable[[Subject, Press], Chart]


CATALOGUE: tuple[Entry, ...] = (
    Entry("tabell-1", tabell_1.draw),
    Entry("tabell-2", tabell_2.draw),
    Entry("tabell-3", tabell_3.draw_net),
    Entry("tabell-3", tabell_3.draw_gross),
    Entry("tabell-5", tabell_5_og_6.draw_sizes),
    Entry("tabell-6", tabell_5_og_6.draw_regions),
    Entry("figur-3", figur_3.draw),
)


def draw(subject: Subject, press: Press) -> Mapping[str, Chart]:
    """Return every chart that the note has the values for, by id, in the catalogue's order."""
    charts = [
        entry.draw(subject, press) for entry in CATALOGUE if entry.exhibit in subject.observations
    ]
    return MappingProxyType({one.id: one for one in (*charts, *rebuilt(subject, press))})
