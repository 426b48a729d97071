"""A page that sends the reader on: to one that has taken its address over, or to a version."""

import htpy as h

from sitegen.pages.places import folder, relative

ONWARDS = "assets/videre.js"
ONWARDS_SCRIPT = b"""// Sends the reader on, with what the address says after ? and #.
const onwards = document.querySelector("main a");
location.replace(onwards.href + location.search + location.hash);
"""


def moved_page(old: str, to: str) -> bytes:
    """Return the page at an old address as whole HTML.

    Args:
        old: The old address below the site's root, ``notat/etterprovd/``.
        to: Path of the page that has taken it over.
    """
    here = f"{old}index.md"
    way, icon = relative(here, folder(to)), relative(here, "assets/merke.svg")
    return onward_page(
        way,
        relative(here, ONWARDS),
        "Siden har flyttet",
        "Gå til siden",
        h.link(rel="icon", href=icon),
    )


def onward_page(address: str, script: str, title: str, link: str, more: h.Node = None) -> bytes:
    """Return a page that sends the reader to an address, also without JavaScript.

    Args:
        address: Where to.
        script: The way to the script, which keeps the reader's place and question.
        title: What stands in the browser's tab.
        link: The words of the link for those that are not sent.
        more: What else its head holds.
    """
    page = h.html(lang="nb")[
        h.head[
            h.meta(charset="utf-8"),
            h.title[title],
            h.meta(name="viewport", content="width=device-width"),
            h.meta(name="robots", content="noindex"),
            h.link(rel="canonical", href=address),
            more,
            h.noscript[h.meta(http_equiv="refresh", content=f"0; url={address}")],
            h.script(type="module", src=script),
        ],
        h.body[h.main[h.h1[title], h.p[h.a(href=address)[link]]]],
    ]
    return f"{page}\n".encode()
