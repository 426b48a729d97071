"""The one chart theme: colours, typeface, axes, grid, Norwegian numbers. No chart sets its own.

Colours are those of the site's light palette. A picture is drawn in literal colours, so that a
downloaded file is whole. On a page each literal gives way to the site's own variable, and so
follows light and dark.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

PAPIR = "#fbfaf7"
BLEKK = "#1d2730"
DEMPET = "#5a6672"
STREK = "#d8d5cc"
STREK_STERK = "#8b8a84"
AKSENT = "#0b5c74"
KOMMUNESEKTOREN = "#2f3b46"
KOMMUNENE = "#0b6e8f"
FYLKESKOMMUNENE = "#b4541a"
SAMMENLIKNING = "#7a8a96"
NEGATIV = "#a3322b"

VARIABLES: Mapping[str, str] = MappingProxyType(
    {
        PAPIR: "--papir",
        BLEKK: "--blekk",
        DEMPET: "--dempet",
        STREK: "--strek",
        STREK_STERK: "--strek-sterk",
        AKSENT: "--aksent",
        KOMMUNESEKTOREN: "--kommunesektoren",
        KOMMUNENE: "--kommunene",
        FYLKESKOMMUNENE: "--fylkeskommunene",
        SAMMENLIKNING: "--sammenlikning",
        NEGATIV: "--negativ",
    }
)
"""Every colour a chart may use, and its variable in ``docs/assets/styles/colours.css``."""

MARKS = (KOMMUNESEKTOREN, KOMMUNENE, FYLKESKOMMUNENE, SAMMENLIKNING, NEGATIV, AKSENT)
"""Colours of what is to be seen: at least 3:1 against the page."""

TEXTS = (BLEKK, DEMPET, KOMMUNESEKTOREN, KOMMUNENE, FYLKESKOMMUNENE, NEGATIV)
"""Colours of what is to be read: at least 4.5:1 against the page."""

GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "kommunesektoren": KOMMUNESEKTOREN,
        "kommunene": KOMMUNENE,
        "fylkeskommunene": FYLKESKOMMUNENE,
        "fastlands-norge": SAMMENLIKNING,
    }
)

_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b")


def colours(text: str) -> set[str]:
    """Return every literal colour in a specification or a picture."""
    return set(_COLOUR.findall(text))


def with_variables(text: str) -> str:
    """Return a specification or a picture with the site's variables for literal colours.

    Raises:
        KeyError: A colour is not the palette's.
    """
    return _COLOUR.sub(lambda match: f"var({VARIABLES[match[0]]})", text)


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
