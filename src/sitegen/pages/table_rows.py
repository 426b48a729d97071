"""The rows of a table: labels, values on the decimal comma, and what a value's status is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import htpy as h

from sitegen.facts.observation import FINAL, Observation
from sitegen.note.model import Exhibit, Row, RowGroup
from sitegen.pages.numbers import decimals, filler, shown
from sitegen.pages.phrase import Here, mark_html
from sitegen.pages.places import SOURCE, Spot
from sitegen.pages.status import column_status
from sitegen.pages.value_lines import value_lines

MISSING = ".."
WHOLE = "landet"

type Rows = Sequence[Sequence[Observation]]


@dataclass(frozen=True, slots=True)
class Tail:
    """What a column's cells have in common: how many decimals it prints, and its status."""

    decimals: int
    status: str


def bodies(
    exhibit: Exhibit, groups: Sequence[RowGroup], rows: Rows, here: Here, *, lines: bool
) -> Iterator[h.Element]:
    """Yield a table body for each row group; ``rows`` holds one row of values a printed row."""
    tails = [_tail(column) for column in zip(*rows, strict=True)]
    numbered = enumerate(rows, 1)
    for index, group in enumerate(groups, 1):
        head = _group(f"{exhibit.id}-g{index}", group, len(tails) + lines)
        body = []
        for row, (number, values) in zip(group.rows, numbered, strict=False):
            last = h.td(".linjenr", data_search_exclude=True)[_line(row, here)] if lines else None
            body.append(_row(f"{exhibit.id}-r{number}", row, values, tails, last))
        yield h.tbody[head, body]


def _tail(column: Sequence[Observation]) -> Tail:
    places = (decimals(item.verdi) for item in column if item.verdi is not None)
    return Tail(max(places, default=0), column_status(column))


def _group(place: str, group: RowGroup, columns: int) -> h.Element | None:
    if not group.label:
        return None
    marks = (mark_html(place, mark) for mark in group.marks)
    return h.tr(".radgruppe")[
        h.th(scope="rowgroup", colspan=str(columns + 1))[h.span(".fast")[group.label, marks]]
    ]


def _row(
    place: str, row: Row, values: Sequence[Observation], tails: Sequence[Tail], last: h.Node
) -> h.Element:
    cells = enumerate(zip(values, tails, strict=True), 1)
    return h.tr(class_={"landet": values[0].gruppe == WHOLE}, id=place)[
        h.th(scope="row")[row.label, [mark_html(place, mark) for mark in row.marks]],
        [["\n", _cell(f"{place}-k{k}", value, tail)] for k, (value, tail) in cells],
        ["\n", last] if last else None,
    ]


def _cell(place: str, value: Observation, tail: Tail) -> h.Element:
    classes = {"anslag": value.status != FINAL, "mangler": value.verdi is None}
    if value.verdi is None:
        sign = [h.span(aria_hidden="true")[MISSING], h.span(".skjult")["mangler"]]
        return h.td(class_=classes, id=place)[sign]
    odd = tail.status and value.status != tail.status
    return h.td(class_=classes, id=place, data_fyll=filler(value.verdi, tail.decimals))[
        shown(value.verdi), _odd(value.status) if odd else None
    ]


def _odd(status: str) -> h.Node:
    letter = h.span(".avvik", aria_hidden="true")[status[:1]]
    return [letter, h.span(".skjult")[f" ({status})"]]


def _line(row: Row, here: Here) -> h.Element:
    first, last = value_lines(row)
    words = str(first) if first == last else f"{first}–{last}"
    return h.a(href=here.html(Spot(SOURCE, f"l{first}")), aria_label=f"{row.label}: linje {words}")[
        words
    ]
