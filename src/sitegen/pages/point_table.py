"""The values of a rebuilt chart as a table: years down and series across, or units and years."""

from collections.abc import Mapping, Sequence

import htpy as h

from sitegen.charts.model import Chart, Point
from sitegen.facts.observation import FINAL
from sitegen.pages.phrase import Here
from sitegen.pages.places import DIAGRAMS, Spot

MANY = 40
"""Rows that a table in running text may have; a longer one stands on the figure's own page."""

type Rows = Mapping[str, Sequence[Point | None]]
"""What a row is about → its values by column."""


def point_table(chart: Chart, here: Here, *, whole: bool) -> h.Element:
    """Return the values; in running text only the way to them if they are many."""
    series = {point.serie: point.etikett for point in chart.points}
    places = list(dict.fromkeys(point.x for point in chart.points))
    cells = {(point.serie, point.x): point for point in chart.points}
    if len(series) > len(places):  # units down the page, years across it
        head, columns = "Kommune", places
        rows = {name: [cells.get((serie, x)) for x in places] for serie, name in series.items()}
    else:
        head, columns = "År", list(series.values())
        rows = {x: [cells.get((serie, x)) for serie in series] for x in places}
    if not whole and len(rows) > MANY:
        return _elsewhere(chart, len(rows), here)
    return _table(chart, head, columns, rows)


def _table(chart: Chart, head: str, columns: Sequence[str], rows: Rows) -> h.Element:
    title = f"diagram-{chart.id}-tabell"
    size = ".tabell--lang" if len(rows) > MANY else ""
    return h.div(f".tabell-ramme{size}", role="region", tabindex="0", aria_labelledby=title)[
        h.table(".tabell.tabell--punkter")[
            h.caption[h.span(".tabell-tittel", id=title)[chart.undertittel]],
            h.thead[
                h.tr[
                    h.th(".radhode", scope="col")[head],
                    (["\n", h.th(scope="col")[name]] for name in columns),
                ]
            ],
            h.tbody[
                (
                    ["\n", h.tr[h.th(scope="row")[name], (["\n", _cell(c)] for c in row)]]
                    for name, row in rows.items()
                )
            ],
        ]
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
