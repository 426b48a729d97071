"""The one table of a comparison."""

from collections.abc import Iterable, Sequence

import htpy as h


def frame(heads: Sequence[str], rows: Iterable[Sequence[h.Node]], label: str) -> h.Element:
    """Return a table in a frame the keyboard can reach: words to the left, values to the right."""
    first, *others = heads
    return h.div(".tabell-ramme", role="region", tabindex="0", aria_label=label)[
        h.table(".tabell.tabell--middels.endringer")[
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
