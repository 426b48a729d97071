"""«Figur | Tabell»: one after the other without a script and on paper, one at a time with it."""

import htpy as h

from sitegen.note.model import Exhibit

FIGURE, TABLE = "figur", "tabell"
NAMES = {FIGURE: "Figur", TABLE: "Tabell"}


def tabs(exhibit: Exhibit, first: str, figure: h.Node, table: h.Node) -> h.Element:
    """Return both with links between them, which the script makes tabs of.

    Args:
        exhibit: The table or figure.
        first: Which of the two stands open at first.
        figure: Its chart or charts.
        table: Its values.
    """
    parts = {FIGURE: figure, TABLE: table}
    return h.tbu_faner(
        ".faner",
        data_navn=f"Vis {exhibit.name.lower()} som",
        data_forst=tab_id(exhibit, first),
        data_hele=exhibit.id,
        data_navngitt=tab_id(exhibit, exhibit.kind),
    )[
        h.div(".faner__rad", data_search_exclude=True)[(_link(exhibit, part) for part in parts)],
        (_panel(tab_id(exhibit, part), content, part == first) for part, content in parts.items()),
    ]


def _panel(anchor: str, content: h.Node, open_first: bool) -> h.Element:  # noqa: FBT001 - private
    return h.div(".fanefelt" if open_first else ".fanefelt.fanefelt--venter", id=anchor)[content]


def _link(exhibit: Exhibit, part: str) -> h.Element:
    anchor = tab_id(exhibit, part)
    return h.a(".fane", id=f"{anchor}-fane", href=f"#{anchor}")[NAMES[part]]


def tab_id(exhibit: Exhibit, part: str) -> str:
    """Return the anchor of one of the two: ``tabell-3-figur``."""
    return f"{exhibit.id}-{part}"
