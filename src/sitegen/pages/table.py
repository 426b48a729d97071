"""Values as an HTML table: a printed grid, and what a rebuilt chart draws."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import batched
from types import MappingProxyType

import htpy as h

from kommuneindikatorer.wording import slug
from sitegen.charts.files import SPREADSHEET, point_grid
from sitegen.charts.model import Chart, Point
from sitegen.facts.fact import FINAL, Fact
from sitegen.facts.formatting import SIGN, decimals, shown, span
from sitegen.note.model import Exhibit, Grid, Heading, Row, RowGroup
from sitegen.pages.phrase import Here, mark_html, table_frame, term_link, to_html
from sitegen.pages.places import DIAGRAMS, SOURCE, Spot
from sitegen.pages.remarks import cell_sign
from sitegen.pages.terms import row_terms
from sitegen.pages.words import column_status, is_odd

MISSING = ".."
WHOLE = "landet"

type Rows = Sequence[Sequence[Fact]]


@dataclass(frozen=True, slots=True)
class Tail:
    """What a column's cells have in common: how many decimals it prints, and its status."""

    decimals: int
    status: str


@dataclass(frozen=True, slots=True)
class On:
    """Where a table stands, and what it has there.

    Attributes:
        here: The page.
        outcomes: Where it is said what an estimate became, by the cell's anchor.
        lines: Whether a last column has each row's line in the raw text.
        terms: The glossary's entry that a row's label names, by the row's anchor.
    """

    here: Here
    outcomes: Mapping[str, Spot] = MappingProxyType({})
    lines: bool = False
    terms: Mapping[str, str] = MappingProxyType({})


def table(
    exhibit: Exhibit,
    grid: Grid,
    values: Sequence[Fact],
    on: On,
) -> h.Element:
    """Return the table in a frame that the keyboard can reach and scroll.

    Args:
        exhibit: The table or figure the grid belongs to.
        grid: Its header, row groups and rows.
        values: One fact a cell, in reading order.
        on: The page it stands on, and what it has there.
    """
    here, lines = on.here, on.lines
    rows = list(batched(values, width(grid)))
    return table_frame(f"{exhibit.id}-tittel")[
        h.table(f".tabell.tabell--{size(grid)}.tabell--aar")[
            h.caption[h.span(".tabell-tittel", id=f"{exhibit.id}-tittel")[caption(exhibit, here)]],
            _columns(grid, rows, lines=lines),
            h.thead[_head(exhibit, grid, rows, lines=lines)],
            _bodies(exhibit, grid.groups, rows, on),
        ]
    ]


def width(grid: Grid) -> int:
    """Return the number of value columns."""
    return sum(heading.width for heading in grid.levels[-1])


def size(grid: Grid) -> str:
    """Return how much room the table asks for: ``smal``, ``middels`` or ``bred``."""
    columns = width(grid)
    return "smal" if columns <= 3 else "middels" if columns <= 6 else "bred"  # noqa: PLR2004 columns


def caption(exhibit: Exhibit, here: Here) -> h.Node:
    """Return the printed caption, its number set apart."""
    place = f"{exhibit.id}-tittel"
    first, *rest = to_html(exhibit.caption.content, place, here)  # type: ignore[misc]
    words = str(first).removeprefix(exhibit.name)
    own = here.places.pages[exhibit.id]
    number = (
        h.span(".skjult")[exhibit.name]
        if own.page == here.page
        else h.a(".tabell-nummer", href=here.html(own))[exhibit.name]
    )
    return [number, words, *rest]


def _columns(grid: Grid, rows: Rows, *, lines: bool) -> h.Node:
    open_ = [bool(column_status(column)) for column in zip(*rows, strict=True)]
    groups = [
        h.colgroup[
            [h.col(class_={"apen": flag}) for flag in open_[top.first : top.first + top.width]]
        ]
        for top in grid.levels[0]
    ]
    ends = h.colgroup[h.col(".linjekolonne")] if lines else None
    return [h.colgroup[h.col(".radhode")], groups, ends]


def _head(exhibit: Exhibit, grid: Grid, rows: Rows, *, lines: bool) -> Iterator[h.Element]:
    depth = len(grid.levels)
    for level, headings in enumerate(grid.levels, 1):
        last = level == depth
        yield h.tr[
            h.td(".hjorne", rowspan=_many(depth)) if level == 1 else None,
            [["\n", _heading(exhibit, level, item, rows if last else ())] for item in headings],
            h.th(".linjenr", scope="col", rowspan=_many(depth))["Linje"]
            if lines and level == 1
            else None,
        ]


def _heading(exhibit: Exhibit, level: int, item: Heading, rows: Rows) -> h.Element:
    place = f"{exhibit.id}-h{level}-{item.first + 1}"
    status = column_status([row[item.first] for row in rows])
    return h.th(
        class_={"anslag": bool(status)},
        scope="colgroup" if item.width > 1 else "col",
        colspan=_many(item.width),
    )[
        item.label,
        (mark_html(place, mark) for mark in item.marks),
        h.span(".status")[" ", status] if status else None,
    ]


def _many(count: int) -> str | None:
    return str(count) if count > 1 else None


def _bodies(
    exhibit: Exhibit, groups: Sequence[RowGroup], rows: Rows, on: On
) -> Iterator[h.Element]:
    """Yield a table body for each row group; ``rows`` holds one row of values a printed row."""
    tails = [_tail(column) for column in zip(*rows, strict=True)]
    terms = enumerate(row_terms(groups, rows), 1)
    on = replace(on, terms={f"{exhibit.id}-r{number}": term for number, term in terms})
    numbered = enumerate(rows, 1)
    for index, group in enumerate(groups, 1):
        head = _group(f"{exhibit.id}-g{index}", group, len(tails), lines=on.lines)
        body = []
        for row, (number, values) in zip(group.rows, numbered, strict=False):
            body.append(_row(f"{exhibit.id}-r{number}", row, values, tails, on))
        yield h.tbody[head, body]


def _tail(column: Sequence[Fact]) -> Tail:
    places = (decimals(item.verdi) for item in column if item.verdi is not None)
    return Tail(max(places, default=0), column_status(column))


def _group(place: str, group: RowGroup, columns: int, *, lines: bool) -> h.Element | None:
    if not group.label:
        return None
    marks = (mark_html(place, mark) for mark in group.marks)
    return h.tr(".radgruppe")[
        h.th(scope="rowgroup", colspan=str(columns + 1))[h.span(".fast")[group.label, marks]],
        h.td(".linjenr") if lines else None,  # on its own, for it can be put away
    ]


def _row(place: str, row: Row, values: Sequence[Fact], tails: Sequence[Tail], on: On) -> h.Element:
    last = h.td(".linjenr", data_search_exclude=True)[_line(row, on.here)] if on.lines else None
    cells = enumerate(zip(values, tails, strict=True), 1)
    return h.tr(class_={"landet": values[0].gruppe == WHOLE}, id=place)[
        h.th(scope="row")[
            _termed(row.label, on.terms.get(place, ""), on.here),
            [mark_html(place, mark) for mark in row.marks],
        ],
        [["\n", _cell(f"{place}-k{k}", value, tail, on)] for k, (value, tail) in cells],
        ["\n", last] if last else None,
    ]


def _termed(label: str, term: str, here: Here) -> h.Node:
    """Return a label; one that names a term opens what the glossary says of it."""
    if not term:
        return label
    kind, address = term_link(term, here)
    return h.a(class_=kind, href=address)[label]


def _cell(place: str, value: Fact, tail: Tail, on: On) -> h.Element:
    classes = {"anslag": value.status != FINAL, "mangler": value.verdi is None}
    if value.verdi is None:
        sign = [h.span(aria_hidden="true")[MISSING], h.span(".skjult")["mangler"]]
        return h.td(class_=classes, id=place)[sign, cell_sign(place, value)]
    marked = value.status != FINAL
    return h.td(class_=classes, id=place, data_fyll=filler(value.verdi, tail.decimals))[
        _number(shown(value.verdi), on.outcomes.get(place), on.here),
        _status(value.status, in_letters=is_odd(value, tail.status)) if marked else None,
        cell_sign(place, value),
    ]


def _number(words: str, outcome: Spot | None, here: Here) -> h.Node:
    """Return the number; that of an estimate leads to what it became."""
    if outcome is None:
        return words
    return h.a(".fasit", href=here.html(outcome), aria_label=f"{words}, hva det ble")[words]


def _status(status: str, *, in_letters: bool) -> h.Node:
    """Return what is heard of a number that is not final; where its column is, a letter is seen."""
    letter = h.span(".avvik", aria_hidden="true")[status[:1]] if in_letters else None
    return [letter, h.span(".skjult")[f" ({status})"]]


def _line(row: Row, here: Here) -> h.Element:
    first, last = value_lines(row)
    words = span(first, last)
    return h.a(href=here.html(Spot(SOURCE, f"l{first}")), aria_label=f"{row.label}: linje {words}")[
        words
    ]


def filler(value: Decimal, places: int) -> str | None:
    """Return what an unseen tail must hold so that decimal commas stand below each other."""
    lacking = places - decimals(value)
    if not lacking:
        return None
    return ("" if decimals(value) else ",") + "0" * lacking


def value_lines(row: Row) -> tuple[int, int]:
    """Return the first and last line of the row's printed values; its label may stand elsewhere."""
    lines = [cell.line for cell in row.cells if cell.spans] or list(row.lines)
    return min(lines), max(lines)


MANY = 40
"""Rows that a table in running text may have; a longer one stands on the figure's own page."""
SHORT = 6
"""Signs of a row's name up to which its column is narrow: years."""

type PointRows = Mapping[str, Sequence[Point | None]]
"""What a row is about → its values by column."""


def point_table(chart: Chart, here: Here, *, whole: bool) -> h.Node:
    """Return the values; in running text only the way to them if they are many."""
    head, columns, rows = point_grid(chart)
    if not whole and len(rows) > MANY:
        return _elsewhere(chart, len(rows), here)
    return _point_rows(chart, head, columns, rows)


SMALL_MINUS = "\N{MINUS SIGN}0,0"
"""A deficit that rounds to zero keeps its sign, so that none takes it for balance."""


def _point_rows(chart: Chart, head: str, columns: Sequence[str], rows: PointRows) -> h.Node:
    """Return the table, and what a minus before zero means where it has one."""
    small = any(cell and cell.tall == SMALL_MINUS for row in rows.values() for cell in row)
    words = f"{SMALL_MINUS} er et minus på mindre enn 0,05."
    return [_points_in_frame(chart, head, columns, rows), small and h.p(".noter")[words]]


def _points_in_frame(chart: Chart, head: str, columns: Sequence[str], rows: PointRows) -> h.Element:
    title = f"diagram-{chart.id}-tabell"
    size = ".tabell--lang" if len(rows) > MANY else ""
    kind = ".radhode.radhode--kort" if max(map(len, rows), default=0) <= SHORT else ".radhode"
    return table_frame(title, size)[
        h.table(".tabell.tabell--punkter.tabell--aar")[
            h.caption[h.span(".tabell-tittel", id=title)[chart.undertittel]],
            h.thead[
                h.tr[
                    h.th(kind, scope="col")[head],
                    (["\n", h.th(scope="col")[name]] for name in columns),
                ]
            ],
            h.tbody[
                (
                    ["\n", _point_row(chart.id, name, dict(zip(columns, row, strict=True)))]
                    for name, row in rows.items()
                )
            ],
        ]
    ]


def _point_row(chart: str, name: str, row: Mapping[str, Point | None]) -> h.Element:
    """Return a row whose cells have addresses by what they are, and not by where they stand."""
    cells = ((f"{chart}-{slug(name)}-{slug(column)}", one) for column, one in row.items())
    return h.tr[h.th(scope="row")[name], (["\n", _point_cell(*cell)] for cell in cells)]


def _point_cell(place: str, point: Point | None) -> h.Element:
    if point is None or point.verdi is None:
        missing = [h.span(aria_hidden="true")[".."], h.span(".skjult")["mangler"]]
        return h.td(".mangler", id=place)[missing]
    odd = h.span(".skjult")[f" ({point.status})"] if point.status != FINAL else None
    sign = [h.sup(aria_hidden="true")[SIGN], h.span(".skjult")[f" ({point.merknad})"]]
    return h.td(class_={"anslag": odd is not None}, id=place)[
        point.tall, odd, h.span(".merke")[sign] if point.merknad else None
    ]


def _elsewhere(chart: Chart, count: int, here: Here) -> h.Element:
    own = here.html(Spot(here.places.pages[chart.exhibit].page, f"{chart.exhibit}-tabell"))
    return h.p(".uten-tall__grunn")[
        f"Figuren viser {count} rader med tall. ",
        h.a(href=own)["Se dem i tabellen på figurens egen side"],
        ", eller ",
        h.a(href=here.address(f"{DIAGRAMS}{chart.id}{SPREADSHEET}"), download=True)[
            "last dem ned (CSV)"
        ],
        ".",
    ]
