"""Rows of a chart of small multiples: names, and which values have their number written."""

import textwrap
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from sitegen.charts.model import Point
from sitegen.charts.phrases import number, present
from sitegen.charts.points import Row, by_series, rows
from sitegen.facts.observation import FINAL

NEAR = 2
"""Numbers this many years apart or nearer would touch."""
LETTERS = 27
"""How many characters a line of a panel's name takes."""

type Marks = dict[Point, str]


def panel_rows(
    points: Sequence[Point], colours: Mapping[str, str], changes: Collection[str]
) -> list[Row]:
    """Return the points' rows, with colour, dashed stretch, and where a number stands."""
    marked: Marks = {}
    dashed: set[Point] = set()
    for serie, found in by_series(points).items():
        marked |= marked_values(found, bars=serie in changes) | _gaps(found)
        dashed |= _not_firm(found)
    return rows(
        points,
        more=lambda one: {
            "farge": colours[one.serie],
            "stiplet": one in dashed,
            "merke": marked.get(one, ""),
        },
    )


def marked_values(found: Sequence[Point], *, bars: bool) -> Marks:
    """Return the last value, the extremes and the first, none too near another: over or under."""
    values = present(found)
    if not values:
        return {}
    places = {one: nr for nr, one in enumerate(found)}
    marked: Marks = {}
    top, bottom = max(values, key=number), min(values, key=number)
    # A short bar among taller ones has no room for its number.
    lowest = bottom if number(bottom) < 0 or not bars else top
    for one in (values[-1], top, lowest, values[0]):
        if all(abs(places[one] - places[other]) > NEAR for other in marked):
            marked[one] = _beyond_bar(one) if bars else _off_line(values, one)
    return marked


def _beyond_bar(one: Point) -> str:
    return "under" if number(one) < 0 else "over"


def _off_line(values: Sequence[Point], one: Point) -> str:
    """Return the side the line does not come from: over unless its neighbours are higher."""
    place = values.index(one)
    around = [values[near] for near in (place - 1, place + 1) if 0 <= near < len(values)]
    higher = sum(number(near) > number(one) for near in around)
    return "under" if higher * 2 >= len(around) > 0 and higher else "over"


def _gaps(found: Sequence[Point]) -> Marks:
    """Return what is missing: told high in a panel whose line ends low, else low."""
    values = [number(one) for one in present(found)]
    ends_low = bool(values) and 2 * values[-1] < max(values) + min(values)
    return {
        one: "mangler-over" if ends_low else "mangler-under" for one in found if one.verdi is None
    }


def _not_firm(found: Sequence[Point]) -> set[Point]:
    """Return what a dashed stretch joins: values that are not final, and the one before them."""
    return {one for pair in pairwise(found) if pair[1].status != FINAL for one in pair}


def wrapped(names: Sequence[str]) -> list[list[str]]:
    """Return each name over lines, filled up from above so that all end on the same line."""
    lines = [textwrap.wrap(name, LETTERS) for name in names]
    most = max(map(len, lines))
    return [[""] * (most - len(one)) + one for one in lines]
