"""The charts' colours: those of the site's light palette, and the variables they stand for.

A picture is drawn in literal colours, so that a downloaded file is whole. On a page each literal
gives way to the site's own variable, and so follows light and dark.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

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


def group_colour(group: str) -> str:
    """Return the colour of a group of units; groups of municipalities take the municipalities'."""
    return GROUPS.get(group, KOMMUNENE)


def colours(text: str) -> set[str]:
    """Return every literal colour in a specification or a picture."""
    return set(_COLOUR.findall(text))


def with_variables(text: str) -> str:
    """Return a specification or a picture with the site's variables for literal colours.

    Raises:
        KeyError: A colour is not the palette's.
    """
    return _COLOUR.sub(lambda match: f"var({VARIABLES[match[0]]})", text)
