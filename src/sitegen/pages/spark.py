"""A line chart the size of a word, hollow at its end while the newest value is an estimate."""

from collections.abc import Sequence
from decimal import Decimal

import htpy as h

from sitegen.facts.formatting import shown
from sitegen.facts.observation import FINAL, Observation

WIDTH, HEIGHT, EDGE = 160, 44, 5
ZERO = Decimal(0)

type Point = tuple[Decimal, Decimal]


def spark(values: Sequence[Observation], group: str) -> h.Element:
    """Return the chart, unseen by screen readers, with the same values in words beside it."""
    series = [item for item in values if item.verdi is not None]
    points = _points([item.verdi for item in series if item.verdi is not None])
    firm = sum(item.status == FINAL for item in series)
    return h.figure(f".gnist.gnist--{group}")[
        h.svg(viewBox=f"0 0 {WIDTH} {HEIGHT}", aria_hidden="true", focusable="false")[
            _zero([item.verdi for item in series if item.verdi is not None]),
            h.polyline(".gnist__linje", points=_path(points[:firm])),
            h.polyline(".gnist__anslag", points=_path(points[max(firm - 1, 0) :])),
            h.circle(".gnist__slutt", cx=str(points[-1][0]), cy=str(points[-1][1]), r="3.5"),
        ],
        h.figcaption[
            h.span(aria_hidden="true")[str(series[0].aar)],
            h.span(aria_hidden="true")[str(series[-1].aar)],
            h.span(".skjult")["; ".join(f"{item.aar}: {_words(item)}" for item in series)],
        ],
    ]


def _words(item: Observation) -> str:
    value = shown(item.verdi) if item.verdi is not None else "mangler"
    return value if item.status == FINAL else f"{value} ({item.status})"


def _points(values: Sequence[Decimal]) -> list[Point]:
    step = Decimal(WIDTH - 2 * EDGE) / max(len(values) - 1, 1)
    return [(_tenths(EDGE + step * i), _height(value, values)) for i, value in enumerate(values)]


def _height(value: Decimal, values: Sequence[Decimal]) -> Decimal:
    low, high = min(ZERO, *values), max(ZERO, *values)
    return _tenths(HEIGHT - EDGE - (value - low) / ((high - low) or 1) * (HEIGHT - 2 * EDGE))


def _tenths(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"))


def _path(points: Sequence[Point]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


def _zero(values: Sequence[Decimal]) -> h.Element:
    level = str(_height(ZERO, values))
    return h.line(".gnist__null", x1="0", x2=str(WIDTH), y1=level, y2=level)
