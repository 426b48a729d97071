"""A page at an old address, which sends the reader on to the one that has taken it over."""

import htpy as h

from sitegen.pages.places import folder, relative


def moved_page(old: str, to: str) -> bytes:
    """Return the page as whole HTML.

    Args:
        old: The old address below the site's root, ``notat/etterprovd/``.
        to: Path of the page that has taken it over.
    """
    here = f"{old}index.md"
    way = relative(here, folder(to))
    page = h.html(lang="nb")[
        h.head[
            h.meta(charset="utf-8"),
            h.title["Siden har flyttet"],
            h.meta(name="viewport", content="width=device-width"),
            h.meta(name="robots", content="noindex"),
            h.link(rel="canonical", href=way),
            h.link(rel="icon", href=relative(here, "assets/merke.svg")),
            # The script takes the fragment along, «#tabell-3-r4-k10»: a refresh would lose it.
            h.script(src=relative(here, "assets/moved.js")),
            h.noscript[h.meta(http_equiv="refresh", content=f"0; url={way}")],
        ],
        h.body[h.main[h.h1["Siden har flyttet"], h.p[h.a(href=way)["Gå til siden"]]]],
    ]
    return f"{page}\n".encode()
