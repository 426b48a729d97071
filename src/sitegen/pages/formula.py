"""A formula in words, typeset as MathML: no script, no request, read aloud as it stands."""

import re

import htpy as h

_PARTS = re.compile(r" ([+−×]) |([()])")


def formula(words: str) -> h.Element:
    """Return words with + − × / and parentheses as one displayed formula."""
    top, _, bottom = words.partition(" / ")
    inner = h.mfrac[_row(top), _row(bottom)] if bottom else _row(top)
    return h.math(display="block")[inner]


def _row(words: str) -> h.Element:
    parts = [part for part in _PARTS.split(words) if part and part.strip()]
    return h.mrow[(_part(part) for part in parts)]


def _part(part: str) -> h.Element:
    if part in "()":
        return h.mo(stretchy="false")[part]
    return h.mo[part] if part in "+−×" else h.mtext[part]
