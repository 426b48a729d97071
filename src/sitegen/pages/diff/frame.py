"""The one table of a comparison."""

from collections.abc import Iterable, Sequence

import htpy as h

NARROW = 3
"""Columns from which a table takes the full width."""


def frame(
    heads: Sequence[str], rows: Iterable[Sequence[h.Node]], label: str, *, words: bool = False
) -> h.Element:
    """Return a table in a frame the keyboard can reach.

    Args:
        heads: Headings of the columns.
        rows: Cells, the row's own heading first.
        label: What a screen reader calls it.
        words: Whether the cells hold words, set to the left; numbers stand to the right.
    """
    kind = "ord" if words else "tall"
    size = "smal" if len(heads) < NARROW else "middels"
    first, *others = heads
    return h.div(".tabell-ramme", role="region", tabindex="0", aria_label=label)[
        h.table(f".tabell.tabell--{size}.endringer.endringer--{kind}")[
            h.caption[h.span(".skjult")[label]],
            h.thead[
                h.tr[h.th(".radhode", scope="col")[first], (h.th(scope="col")[t] for t in others)]
            ],
            h.tbody[
                (
                    h.tr[h.th(scope="row")[row[0]], (["\n", h.td[cell]] for cell in row[1:])]
                    for row in rows
                )
            ],
        ]
    ]
