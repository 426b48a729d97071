"""The head of a page for other sites' frames, which has no shell around it."""

from collections.abc import Iterable

import htpy as h

from sitegen.pages.places import EMBEDS, relative

COLOURS = f"{EMBEDS}farger.css"
FONTS = ("source-sans-3", "source-serif-4")


def framed_head(page: str, title: str, sheets: Iterable[str], script: str) -> h.Element:
    """Return the head; typefaces first, so that nothing moves when they come.

    Args:
        page: The page's path below the site's root, as Markdown would have it.
        title: What stands in the browser's tab.
        sheets: Style sheets by name, after the colours.
        script: The module's address below the site's root.
    """
    styles = (COLOURS, *(f"assets/styles/{name}.css" for name in sheets))
    return h.head[
        h.meta(charset="utf-8"),
        h.meta(name="viewport", content="width=device-width, initial-scale=1"),
        h.meta(name="robots", content="noindex"),
        h.title[title],
        (_font(relative(page, f"assets/skrift/{font_file(name)}")) for name in FONTS),
        (h.link(rel="stylesheet", href=relative(page, style)) for style in styles),
        h.link(rel="icon", href=relative(page, "assets/merke.svg")),
        h.script(type="module", src=relative(page, script)),
    ]


def font_file(family: str) -> str:
    """Return the name of a typeface's file."""
    return f"{family}-latin-wght-normal.woff2"


def _font(address: str) -> h.VoidElement:
    return h.link(rel="preload", as_="font", type="font/woff2", crossorigin=True, href=address)
