"""What a form of chart is: one module of this folder says all of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sitegen.charts.layers import Spec
from sitegen.charts.model import Rows
from sitegen.charts.part import Part, Placed, Table
from sitegen.facts.fact import Fact

type Said = tuple[str, Sequence[str], Iterator[str]]
"""Title, parts of the subtitle, and sentences of the description; empty parts are left out."""


def _never(_: Table) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form of chart.

    Attributes:
        id: Its name in ``note.toml`` and in browsers.
        layers: What it draws in Vega-Lite, lowest first; without numbers.
        height: Of the plot, px, wide and on a phone; ``None`` where rows or the content say it.
        step: Height of a row, px; 0 where there are none.
        right: Margin to the right, px.
        ends: Whether words stand at the ends of lines, in a margin as wide as they are.
        bare: Whether all words stand inside the plot, so that there are no margins.
        square: Whether the axes have one scale, and the plot is no wider than that allows.
        rows: The rows it draws of printed values; ``None`` for a form that only browsers fill.
        words: What is said of them; ``None`` as above.
        fits: Whether it suits a table by its shape.
        precedence: Its place among the forms that suit a table; the lowest is chosen.
        least_years: Years that a table must have, so that it can be drawn.
        place: The series that a printed value belongs to, and where in it.
    """

    id: str
    layers: list[Spec]
    height: tuple[int, int] | None = None
    step: int = 0
    right: int = 16
    ends: bool = False
    bare: bool = False
    square: bool = False
    rows: Callable[[Part], Rows] | None = None
    words: Callable[[Part], Said] | None = None
    fits: Callable[[Table], bool] = _never
    precedence: int = 0
    least_years: int = 1
    place: Callable[[Table, Fact], Placed] = Table.by_group
