"""Small multiples: a panel for each series, in sections, all panels over the same years."""

import json
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from sitegen.charts.compile import DATA, Sheet
from sitegen.charts.marks import Channels, as_chart, seen, source
from sitegen.charts.model import Point
from sitegen.charts.multiples_panel import PLOT, bar_panel, line_panel
from sitegen.charts.multiples_rows import panel_rows, wrapped
from sitegen.charts.palette import BLEKK, DEMPET
from sitegen.charts.phrases import present
from sitegen.charts.points import by_series
from sitegen.charts.theme import NARROW, SIZE

SIDE, GUTTER, FOOT, BETWEEN = 22, 26, 40, 40
NAME_LINE, LETTER = 15, 7


@dataclass(frozen=True, slots=True)
class Section:
    """Panels that belong together.

    Attributes:
        name: Its heading.
        unit: What is said below the heading: unit and scale.
        series: Its series, in order.
        changes: Whether the values are changes: bars from zero on one scale; else lines, each on
            a scale of its own.
    """

    name: str
    unit: str
    series: Sequence[str]
    changes: bool


def sheet_for(width: int) -> Sheet:
    """Return the paper; its height is what the content takes."""
    return Sheet(width, 0, left=SIDE, right=8)


def multiples(
    points: Sequence[Point], sections: Sequence[Section], colours: Mapping[str, str], width: int
) -> alt.TopLevelMixin:
    """Return the chart; ``colours`` is each series' own."""
    beside = 4 if width > NARROW else 2
    each = (sheet_for(width).inner_width - (beside - 1) * GUTTER) // beside
    changes = {serie for section in sections if section.changes for serie in section.series}
    parts = [_section(one, points, each, beside) for one in sections]
    rows = panel_rows(points, colours, changes)
    return alt.vconcat(*parts, data=source(rows), spacing=BETWEEN)


def _section(section: Section, points: Sequence[Point], each: int, beside: int) -> Any:  # noqa: ANN401 - Altair's own
    series = by_series(one for one in points if one.serie in section.series)
    names = dict(zip(series, wrapped([of[0].etikett for of in series.values()]), strict=True))
    room = NAME_LINE * len(next(iter(names.values()))) + 12
    years = list(dict.fromkeys(one.x for one in points))
    values = present(one for found in series.values() for one in found)
    parts = bar_panel(years, values) if section.changes else line_panel(years)
    panel: Any = alt.layer(*parts, _name(names, years[0], room))
    # The names are drawn as marks, which fade with their series and end on one line.
    header = alt.Header(labelExpr="''", labelFontSize=1, labelPadding=0, title=None)
    whole = (
        panel.properties(width=each, height=PLOT)
        .facet(
            facet=alt.Facet("serie", type="nominal", sort=list(section.series), header=header),
            columns=beside,
            data=alt.NamedData(name=DATA),
        )
        .transform_filter(f"indexof({json.dumps(list(section.series))}, datum.serie) >= 0")
        .properties(
            title=_title(section, each * beside),
            bounds="flush",
            spacing={"row": room + FOOT, "column": GUTTER},
        )
    )
    return whole if section.changes else whole.resolve_scale(y="independent")


def _name(names: Mapping[str, Sequence[str]], first: str, room: int) -> alt.Chart:
    """Return a panel's name above it, over as many lines as it needs."""
    lines = f"{json.dumps(names, ensure_ascii=False)}[datum.serie]"
    base = alt.Chart().transform_filter(f"datum.x === '{first}'").transform_calculate(navn=lines)
    text = base.mark_text(
        align="left", baseline="top", fontSize=SIZE - 2, fontWeight=600, lineHeight=NAME_LINE
    )
    at: Channels = {"x": alt.value(0), "y": alt.value(-room), "opacity": seen()}
    return as_chart(text.encode(text="navn:N", **at))


def _title(section: Section, width: int) -> alt.Title:
    weight: Literal[600] = 600
    return alt.Title(
        textwrap.wrap(section.name, width // LETTER),
        subtitle=section.unit,
        anchor="start",
        frame="group",
        dx=-SIDE,
        subtitlePadding=4,
        fontSize=SIZE,
        fontWeight=weight,
        color=BLEKK,
        subtitleColor=DEMPET,
        subtitleFontSize=SIZE - 1,
        offset=14,
    )
