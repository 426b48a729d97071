"""Where things lie in a scatter whose axes have one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

import altair as alt

from sitegen.charts.compile import Sheet
from sitegen.charts.marks import Channels
from sitegen.charts.theme import SIZE

STEP = 10
"""Per cent between grid lines."""


@dataclass(frozen=True, slots=True)
class Square:
    """Both axes reach from ``low`` to ``high``; above and below is room for words alone.

    Attributes:
        low: Lowest per cent on either axis.
        high: Highest per cent on either axis.
        room: Height of the strip above the dots, and of that below, per cent.
        wide: Whether it is drawn for the width of the text.
    """

    low: int
    high: int
    room: float
    wide: bool

    @classmethod
    def around(cls, values: Sequence[float], sheet: Sheet, *, wide: bool) -> "Square":
        """Return whole tens around all values, zero well inside."""
        low = STEP * min(-1, floor(min(values, default=0) / STEP))
        high = STEP * max(1, ceil(max(values, default=0) / STEP))
        share = sheet.inner_height / sheet.inner_width - 1
        return cls(low, high, (high - low) * share / 2, wide)

    @property
    def size(self) -> int:
        """Size of text, px."""
        return SIZE if self.wide else SIZE - 1

    @property
    def ticks(self) -> list[int]:
        """Per cent with a grid line."""
        return list(range(self.low, self.high + 1, STEP))

    @property
    def middle(self) -> float:
        """The middle of either axis."""
        return (self.low + self.high) / 2

    def x(self, field: str) -> alt.X:
        """Return a field as the place along."""
        scale = alt.Scale(domain=[self.low, self.high], nice=False)
        # The upright grid is drawn apart: it stops short of the words.
        axis = alt.Axis(values=self.ticks, grid=False)
        return alt.X(field, type="quantitative", scale=scale, axis=axis)

    def y(self, field: str) -> alt.Y:
        """Return a field as the place up."""
        scale = alt.Scale(domain=[self.low - self.room, self.high + self.room], nice=False)
        axis = alt.Axis(values=self.ticks, grid=True)
        return alt.Y(field, type="quantitative", scale=scale, axis=axis)

    def at(self, x: float, y: float) -> Channels:
        """Return a fixed place."""
        return {"x": alt.XDatum(x), "y": alt.YDatum(y)}
