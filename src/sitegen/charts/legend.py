"""A key above the drawing, for charts whose series have no line to write a name at the end of."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from sitegen.charts.marks import Channels, as_chart, seen, source
from sitegen.charts.palette import DEMPET, PAPIR
from sitegen.charts.theme import NARROW, SIZE

LINE = 20
"""From one line of the key to the next, px."""
STROKE = "M0,-0.8L0,0.8"
CHARACTER = 0.44
"""Width of a character beside the type's size, on the safe side."""


@dataclass(frozen=True, slots=True)
class Key:
    """One entry: the series it stands for, its name, and whether its mark is hollow or a stroke."""

    serie: str
    name: str
    colour: str
    hollow: bool = False
    stroke: bool = False


def key_lines(keys: Sequence[Key], width: int) -> int:
    """Return how many lines the key takes: one if it fits, else one for each entry."""
    ends = _ends(keys, _size(width))
    return 1 if ends and ends[-1] <= width else len(keys)


def legend(keys: Sequence[Key], width: int, left: int, above: int) -> list[alt.Chart]:
    """Return the key's marks and names, ``above`` px over the plot and from ``left`` px of it."""
    size = _size(width)
    one_line = key_lines(keys, width) == 1
    starts = [0.0, *_ends(keys, size)]
    parts = []
    for number, key in enumerate(keys):
        x = left + (starts[number] if one_line else 0)
        y = (0 if one_line else LINE * number) - above
        base = alt.Chart(source([{"serie": key.serie, "navn": key.name}], f"nokkel-{key.serie}"))
        at: Channels = {"y": alt.value(y), "opacity": seen()}
        mark = base.mark_point(
            shape=STROKE if key.stroke else "circle",
            size=60,
            stroke=key.colour,
            fill=PAPIR if key.hollow else key.colour,
            strokeWidth=2,
        )
        parts += [
            as_chart(mark.encode(x=alt.value(x + 6), **at)),
            as_chart(
                base.mark_text(align="left", fontSize=size, color=DEMPET).encode(
                    x=alt.value(x + 17), text="navn:N", **at
                )
            ),
        ]
    return parts


def _size(width: int) -> int:
    return SIZE - 1 if width > NARROW else SIZE - 2


def _ends(keys: Sequence[Key], size: int) -> list[float]:
    ends, place = [], 0.0
    for key in keys:
        place += 17 + len(key.name) * size * CHARACTER + 14
        ends.append(place)
    return ends
