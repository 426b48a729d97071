"""A chart's words, and the chart put together from words, points and drawings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sitegen.charts.model import Chart, Drawing, Point
from sitegen.charts.phrases import sentences


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a chart; each part is made a sentence, and an empty one is left out.

    Attributes:
        title: The finding; stays without a full stop.
        subtitle: Measure and unit, basis, status.
        description: Form, highest and lowest, direction, what is missing.
        source: Where the values come from; stays as it is.
        remarks: What to know about it.
    """

    title: str
    subtitle: Iterable[str]
    description: Iterable[str]
    source: str
    remarks: Iterable[str] = ()


def chart(
    name: str,
    exhibit: str,
    points: Sequence[Point],
    drawings: tuple[Drawing, Drawing],
    words: Words,
) -> Chart:
    """Return the chart; the drawings are the wide and the narrow one."""
    wide, narrow = drawings
    return Chart(
        id=name,
        exhibit=exhibit,
        tittel=f"{words.title[:1].upper()}{words.title[1:]}",
        undertittel=" ".join(sentences(words.subtitle)),
        beskrivelse=sentences(words.description),
        merknader=sentences(words.remarks),
        kilde=words.source,
        points=tuple(points),
        bred=wide,
        smal=narrow,
    )
