"""Small multiples: a panel for each series, in sections, all over the same years."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

from kommuneindikatorer.numbers import format_number
from sitegen.charts.model import Point, Row, Rows, by_series, present
from sitegen.charts.part import Part
from sitegen.charts.rows import group_colour, point_row, segments

PANEL, SIDE, GUTTER = 92, 22, 26
"""Height of a panel, room for the axis' words at its left, room between, px."""
BESIDE = (4, 2)
"""Panels beside each other, wide and on a phone."""
NEAR = 2
"""Numbers this many years apart or nearer would touch."""
LETTERS, LETTER_LINE = 25, 15
"""Characters on a line of a panel's name, and the line's height in px."""
HEADING, NARROW_HEADING = 95, 43
"""Characters on a line of a section's heading, wide and on a phone."""
FOOT, BETWEEN = 34, 34


@dataclass(frozen=True, slots=True)
class Section:
    """Panels that belong together.

    Attributes:
        name: Its heading.
        changes: Whether values are changes: columns from zero on one scale; else lines, each on a
            scale of its own.
        series: The points of each panel.
    """

    name: str
    changes: bool
    series: Sequence[Sequence[Point]]

    @property
    def unit(self) -> str:
        """What is said below the heading."""
        if self.changes:
            return "Prosent endring fra året før. Samme skala i alle feltene."
        return "Prosent. Hvert felt har sin egen skala."

    @property
    def reach(self) -> tuple[int, int]:
        """The scale that panels of changes share."""
        values = [float(one.verdi or 0) for found in self.series for one in present(found)]
        return floor(min([0, *values])) - 1, ceil(max([1, *values])) + 1


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel: its section, its points, and its column and top, each wide and on a phone."""

    section: Section
    points: Sequence[Point]
    column: tuple[int, int]
    top: tuple[int, int]

    @property
    def reach(self) -> tuple[float, float]:
        """The values at its bottom and top."""
        if self.section.changes:
            return self.section.reach
        values = [float(one.verdi or 0) for one in present(self.points)] or [0.0]
        room = (max(values) - min(values) or 1) * 0.2
        return min(values) - room, max(values) + room

    @property
    def place(self) -> Row:
        """What every row in it says."""
        low, high = self.reach
        return {"kol": self.column, "topp": self.top, "lav": round(low, 4), "hoy": round(high, 4)}


def panel_rows(part: Part) -> Rows:
    """Return the rows of all panels, and of the words around them."""
    points, sections = part.points, _sections(part)
    words: list[Row] = []
    placed: list[list[Panel]] = []
    height = [0, 0]
    for section in sections:
        words += _headings(section, height)
        panels = _placed(section, height)
        placed.append(panels)
        height = [panels[-1].top[width] + PANEL + FOOT + BETWEEN for width in WIDTHS]
    panels = [panel for found in placed for panel in found]
    numbers = {one: nr for nr, one in enumerate(points)}
    rows = [row for panel in panels for row in _points(panel, numbers)]
    data = sorted(rows, key=lambda row: row["nr"])
    data[:1] = [row | {"hoyde": [one - BETWEEN for one in height]} for row in data[:1]]
    return {
        "data": data,
        "segmenter": [row for panel in panels for row in _lines(panel)],
        "linjer": [row for panel in panels for row in _grid(panel)],
        "etiketter": [
            *words,
            *(row for panel in panels for row in _words(panel)),
            *(row for found in placed for row in _axes(found)),
        ],
    }


def _sections(part: Part) -> list[Section]:
    """Return the printed row groups, changes and levels apart: they need different forms."""
    found: dict[tuple[str, bool], list[list[Point]]] = {}
    for own in by_series(part.points).values():
        changes = "endring" in own[0].enhet
        found.setdefault((part.headings[own[0].maal], changes), []).append(own)
    names = [name for name, _ in found]
    return [
        Section(f"{name} (forts.)" if name in names[:nr] else name, changes, series)
        for nr, ((name, changes), series) in enumerate(found.items())
    ]


WIDTHS = (0, 1)
"""Wide, and a phone's: places in a pair."""


def _placed(section: Section, above: Sequence[int]) -> list[Panel]:
    """Return a section's panels, row by row below its heading."""
    names = [len(_name(found)) for found in section.series]
    columns, tops = [], []
    for width in WIDTHS:
        beside, top, found = BESIDE[width], above[width] + _heading_height(section, width), []
        for start in range(0, len(names), beside):
            top += LETTER_LINE * max(names[start : start + beside]) + 26
            found += [top] * beside
            top += PANEL + FOOT
        tops.append(found)
        columns.append([nr % beside for nr in range(len(names))])
    return [
        Panel(section, own, (columns[0][nr], columns[1][nr]), (tops[0][nr], tops[1][nr]))
        for nr, own in enumerate(section.series)
    ]


def _name(found: Sequence[Point]) -> list[str]:
    return textwrap.wrap(found[0].etikett, LETTERS)


def _heading_lines(section: Section, width: int) -> list[str]:
    return textwrap.wrap(section.name, (HEADING, NARROW_HEADING)[width])


def _heading_height(section: Section, width: int) -> int:
    return 20 * (len(_heading_lines(section, width)) + 1) if section.name else 20


def _headings(section: Section, above: Sequence[int]) -> Iterable[Row]:
    lines = [_heading_lines(section, width) for width in WIDTHS]
    shared = {"kol": (0, 0), "topp": tuple(above), "andel": 0, "dx": -SIDE, "linje": "top"}
    yield shared | {
        "tekst": "\n".join(lines[0]), "kort": "\n".join(lines[1]),
        "ned": 0, "vekt": 600, "storrelse": 14,
    }  # fmt: skip
    for width in WIDTHS:
        down = 18 * len(lines[width])
        yield shared | {"tekst": section.unit, "ned": down, "smal": width, "storrelse": 13}


def _points(panel: Panel, numbers: Mapping[Point, int]) -> Iterable[Row]:
    colour = group_colour(panel.points[0].gruppe)
    marked = marked_values(panel.points, columns=panel.section.changes)
    for place, one in enumerate(panel.points):
        look = {"bredde": round(0.8 / len(panel.points), 4)} if panel.section.changes else {}
        mark = {"storrelse": 26, "merke": marked.get(one, ""), **look}
        row = point_row(numbers[one], one, colour)
        yield row | panel.place | mark | {"andel": _along(panel, place)}


def _along(panel: Panel, place: int) -> float:
    return round((place + 0.5) / len(panel.points), 4)


def _lines(panel: Panel) -> Iterable[Row]:
    if panel.section.changes:
        return
    colour = group_colour(panel.points[0].gruppe)
    years = [int(one.x) for one in panel.points]
    for row in segments(panel.points, {panel.points[0].serie: colour}):
        yield row | panel.place | {"andel": _along(panel, years.index(row["aar"]))}


def _grid(panel: Panel) -> Iterable[Row]:
    """Return the rules of a panel of changes: zero, and each fifth per cent."""
    if not panel.section.changes:
        return
    for tick in _ticks(panel):
        yield panel.place | {"slag": "rute" if tick else "null", "verdi": tick, "andel": 0}


def _ticks(panel: Panel) -> list[int]:
    low, high = panel.section.reach
    return [tick for tick in range(low, high + 1) if tick % STEP == 0]


STEP = 5


def _words(panel: Panel) -> Iterable[Row]:
    """Return the panel's name above it, and what is missing in it."""
    serie = panel.points[0].serie
    shared = {"kol": panel.column, "topp": panel.top, "serie": serie}
    name = _name(panel.points)
    down = -20 - LETTER_LINE * (len(name) - 1)
    yield shared | {"tekst": "\n".join(name), "andel": 0, "ned": down, "vekt": 600}
    values = [float(one.verdi or 0) for one in present(panel.points)]
    ends_low = bool(values) and 2 * values[-1] < max(values) + min(values)
    for place, one in enumerate(panel.points):
        if one.verdi is None:
            at = {"andel": _along(panel, place), "ned": 10 if ends_low else PANEL - 4}
            yield shared | at | {"tekst": "mangler", "side": "right", "dx": 8, "storrelse": 11}


def _axes(panels: Sequence[Panel]) -> Iterable[Row]:
    """Return the words of the axes: years below the lowest panels, ticks at the left ones."""
    for width in WIDTHS:
        lowest = {panel.column[width]: panel for panel in panels}
        for panel in lowest.values():
            shared = {"kol": panel.column, "topp": panel.top, "smal": width, "linje": "top"}
            for place in (0, len(panel.points) - 1):
                at = {"andel": _along(panel, place), "ned": PANEL + 8, "side": "center"}
                yield shared | at | {"tekst": panel.points[place].x, "storrelse": 13}
        for panel in panels:
            if panel.section.changes and panel.column[width] == 0:
                yield from _tick_words(panel, width)


def _tick_words(panel: Panel, width: int) -> Iterable[Row]:
    low, high = panel.section.reach
    for tick in _ticks(panel):
        down = PANEL * (high - tick) / (high - low)
        at = {"kol": panel.column, "topp": panel.top, "andel": 0, "ned": round(down, 2)}
        look = {"side": "right", "dx": -6, "linje": "middle", "storrelse": 12, "smal": width}
        if tick:
            yield at | look | {"tekst": format_number(tick)}


def marked_values(found: Sequence[Point], *, columns: bool) -> dict[Point, str]:
    """Return the last value, the extremes and the first, none too near another: over or under."""
    values = present(found)
    if not values:
        return {}
    places = {one: nr for nr, one in enumerate(found)}
    top, bottom = max(values, key=_number), min(values, key=_number)
    # A short column among taller ones has no room for its number.
    lowest = bottom if _number(bottom) < 0 or not columns else top
    marked: dict[Point, str] = {}
    for one in (values[-1], top, lowest, values[0]):
        if all(abs(places[one] - places[other]) > NEAR for other in marked):
            below = _number(one) < 0 if columns else _comes_from_above(values, one)
            marked[one] = "under" if below else "over"
    return marked


def _comes_from_above(values: Sequence[Point], one: Point) -> bool:
    """Return whether most of the line beside a value lies higher, so that its number goes below."""
    place = values.index(one)
    around = [values[near] for near in (place - 1, place + 1) if 0 <= near < len(values)]
    higher = sum(_number(near) > _number(one) for near in around)
    return higher > 0 and higher * 2 >= len(around)


def _number(one: Point) -> Decimal:
    return one.verdi or Decimal(0)
