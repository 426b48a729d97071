"""The values of a rebuilt chart as a table: one row a place along the axis, one column a series."""

from collections.abc import Iterator, Mapping, Sequence

import htpy as h

from sitegen.charts.model import Chart, Point
from sitegen.pages.phrase import Here
from sitegen.pages.places import DIAGRAMS, Spot
from sitegen.pages.status import FINAL

MANY = 40
"""Rows that a table in running text may have; a longer one stands on the figure's own page."""

type Rows = Mapping[str, Mapping[str, Point]]
"""Place along the axis → series → its value."""


def point_table(chart: Chart, here: Here, *, whole: bool) -> h.Element:
    """Return the values; in running text only the way to them if they are many."""
    rows = _rows(chart.points)
    if not whole and len(rows) > MANY:
        return _elsewhere(chart, len(rows), here)
    names = {point.serie: point.etikett for point in chart.points}
    title = f"diagram-{chart.id}-tabell"
    return h.div(".tabell-ramme", role="region", tabindex="0", aria_labelledby=title)[
        h.table(".tabell.tabell--punkter")[
            h.caption[h.span(".tabell-tittel", id=title)[chart.tittel]],
            h.thead[
                h.tr[
                    h.th(".radhode", scope="col")["År" if _years(rows) else "Navn"],
                    (["\n", h.th(scope="col")[name]] for name in names.values()),
                ]
            ],
            h.tbody[_body(rows, list(names))],
        ]
    ]


def _rows(points: Sequence[Point]) -> Rows:
    rows: dict[str, dict[str, Point]] = {}
    for point in points:
        rows.setdefault(point.x, {})[point.serie] = point
    return rows


def _years(rows: Rows) -> bool:
    return all(x.isdecimal() for x in rows)


def _body(rows: Rows, series: Sequence[str]) -> Iterator[h.Node]:
    for x, row in rows.items():
        yield [
            "\n",
            h.tr[h.th(scope="row")[x], (["\n", _cell(row.get(name))] for name in series)],
        ]


def _cell(point: Point | None) -> h.Element:
    if point is None or point.verdi is None:
        return h.td(".mangler")[h.span(aria_hidden="true")[".."], h.span(".skjult")["mangler"]]
    odd = h.span(".skjult")[f" ({point.status})"] if point.status != FINAL else None
    return h.td(class_={"anslag": odd is not None})[point.tall, odd]


def _elsewhere(chart: Chart, count: int, here: Here) -> h.Element:
    own = here.html(Spot(here.places.pages[chart.exhibit].page, f"{chart.exhibit}-tabell"))
    return h.p(".uten-tall__grunn")[
        f"Figuren viser {count} rader med tall. ",
        h.a(href=own)["Se dem i tabellen på figurens egen side"],
        ", eller ",
        h.a(href=here.address(f"{DIAGRAMS}{chart.id}.csv"), download=True)["last dem ned (CSV)"],
        ".",
    ]
