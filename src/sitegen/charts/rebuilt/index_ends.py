"""What stands at the end of a line: the number, the name, and the status if it is not final."""

from collections.abc import Sequence

import altair as alt

from sitegen.charts.labels import apart
from sitegen.charts.marks import HAS_VALUE, Channels, as_chart
from sitegen.charts.model import Point
from sitegen.charts.points import Row
from sitegen.charts.theme import SIZE
from sitegen.facts.observation import FINAL

LINE_HEIGHT = 17
GAP = 12


def end_rows(ends: Sequence[Point], a_pixel: float, *, wide: bool) -> dict[Point, Row]:
    """Return the fields of each line's last point; blocks that would meet are moved apart.

    Args:
        ends: The last point of each line.
        a_pixel: A pixel's height in the axis' own unit.
        wide: Whether there is room for number and name on one line.
    """
    blocks = [_lines(one, alone=len(ends) == 1, wide=wide) for one in ends]
    least = LINE_HEIGHT * max(map(len, blocks), default=0) + LINE_HEIGHT / 2
    heights = apart([float(one.verdi or 0) for one in ends], least * a_pixel)
    return {
        one: {"navn": block, "navn_y": round(height, 3)}
        for one, block, height in zip(ends, blocks, heights, strict=True)
    }


def _lines(one: Point, *, alone: bool, wide: bool) -> list[str]:
    """Return the lines of words; the title names a line that is alone, the year its status."""
    if alone:
        return [one.tall]
    name = [f"{one.tall}  {one.etikett}"] if wide else [one.tall, one.etikett]
    return name if one.status == FINAL else [*name, one.status]


def end_words(base: alt.Chart, place: Channels, *, wide: bool) -> list[alt.Chart]:
    """Return the words, beside the last point: the number bold, the rest below it."""
    ends = base.transform_filter(f"{HAS_VALUE} && isValid(datum.navn)")
    style: Channels = {"align": "left", "baseline": "middle", "dx": GAP, "lineHeight": LINE_HEIGHT}
    size = SIZE if wide else SIZE - 1
    first = ends.transform_calculate(ord="datum.navn[0]")
    rest = ends.transform_calculate(ord="slice(datum.navn, 1)")
    marks = (
        first.mark_text(fontWeight=600, fontSize=size, **style),
        rest.mark_text(fontSize=size - 1, dy=LINE_HEIGHT, **style),
    )
    return [as_chart(one.encode(text=alt.Text("ord", type="nominal"), **place)) for one in marks]
