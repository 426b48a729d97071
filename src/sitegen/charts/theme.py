"""The one chart theme: typeface, axes, grid, Norwegian numbers. No chart sets these itself."""

from collections.abc import Mapping
from typing import Any

from sitegen.charts.palette import BLEKK, DEMPET, STREK

FONT = '"Source Sans 3", "Sans reserve", sans-serif'
TITLE_FONT = '"Source Serif 4", "Serif reserve", serif'
SIZE = 14
"""Text in the wide drawing, px; a phone's has one less."""

WIDE, NARROW = 720, 340
"""Widths in px: that of the text's column, and a phone's."""

NUMBERS: Mapping[str, object] = {
    "decimal": ",",
    "thousands": "\u00a0",
    "grouping": [3],
    "currency": ["", "\u00a0kr"],
    "minus": "\u2212",
    "percent": "\u00a0%",
}
"""d3 has no Norwegian locale. Only axes use it: every other number comes as finished text."""


def config(width: int) -> dict[str, Any]:
    """Return Vega-Lite's configuration for a drawing of this width.

    ``aria`` is off everywhere: the page says in Norwegian what the picture shows, and Vega's own
    English descriptions of every mark would double the picture's size.
    """
    size = SIZE if width > NARROW else SIZE - 1
    axis = {
        "aria": False,
        "domain": False,
        "ticks": False,
        "grid": False,
        "gridColor": STREK,
        "gridWidth": 1,
        "labelColor": DEMPET,
        "labelFontSize": size - 1,
        "labelFontWeight": 400,
        "labelFlush": False,
        "labelPadding": 6,
        "title": None,
    }
    return {
        "aria": False,
        "background": "transparent",
        "font": FONT,
        "locale": {"number": NUMBERS},
        "axis": axis,
        "axisX": {"labelAngle": 0},
        "header": {
            "labelColor": BLEKK,
            "labelFontSize": size - 1,
            "labelFontWeight": 600,
            "title": None,
        },
        "mark": {"invalid": "break-paths-filter-domains"},
        "text": {"color": BLEKK, "fontSize": size},
        "view": {"stroke": None},
    }
