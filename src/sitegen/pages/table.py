"""A printed grid as an HTML table: the one component, wherever a table stands."""

from collections.abc import Iterator, Sequence
from itertools import batched

import htpy as h

from sitegen.facts.observation import Observation
from sitegen.note.model import Exhibit, Grid, Heading
from sitegen.pages.phrase import Here, mark_html, to_html
from sitegen.pages.status import column_status
from sitegen.pages.table_rows import Rows, bodies


def table(
    exhibit: Exhibit,
    grid: Grid,
    values: Sequence[Observation],
    here: Here,
    *,
    lines: bool = False,
) -> h.Element:
    """Return the table in a frame that the keyboard can reach and scroll.

    Args:
        exhibit: The table or figure the grid belongs to.
        grid: Its header, row groups and rows.
        values: One observation a cell, in reading order.
        here: The page it stands on.
        lines: Add a last column with each row's line in the raw text.
    """
    rows = list(batched(values, width(grid)))
    return h.div(
        ".tabell-ramme",
        role="region",
        tabindex="0",
        aria_labelledby=f"{exhibit.id}-tittel",
    )[
        h.table(f".tabell.tabell--{size(grid)}")[
            h.caption[h.span(".tabell-tittel", id=f"{exhibit.id}-tittel")[caption(exhibit, here)]],
            _columns(grid, rows, lines=lines),
            h.thead[_head(exhibit, grid, rows, lines=lines)],
            bodies(exhibit, grid.groups, rows, here, lines=lines),
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
