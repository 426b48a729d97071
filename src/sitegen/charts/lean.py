"""A picture without what only weighs: it stands inside the page."""

import re

from sitegen.charts.theme import FONT

_FONT = f' font-family="{FONT.replace('"', "&quot;")}"'
# Marks that only a pointer meets, or that wait for a signal.
_UNSEEN = re.compile(r'<(?:path|text|line)\b[^>]* opacity="0"[^>]*?(?:/>|>[^<]*</text>)')
_EMPTY = re.compile(r'<path class="(?:foreground|background)"[^>]*/>')
# English words for screen readers, which the page says in Norwegian.
_SPOKEN = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_EVENTS = re.compile(r' pointer-events="none"| opacity="1"')
_LONG = re.compile(r"-?\d+\.\d{3,}")
_HOLLOW = re.compile(r"<g(?: [^<>]*)?(?<!/)></g>|<g(?: [^<>]*)?/>")


def lean(svg: str) -> str:
    """Return the same picture: unseen marks and repeated words gone, places to a hundredth px."""
    for pattern in (_UNSEEN, _EMPTY, _SPOKEN, _EVENTS):
        svg = pattern.sub("", svg)
    svg = svg.replace(_FONT, "").replace("<svg ", f"<svg{_FONT} ", 1)
    svg = _LONG.sub(lambda match: f"{float(match[0]):.2f}", svg)
    while (shorter := _HOLLOW.sub("", svg)) != svg:
        svg = shorter
    return svg
