"""Pages for other sites' frames, without the site's shell: each chart's, and the explorer's."""

import json
from collections.abc import Iterable, Mapping

import htpy as h

from sitegen.charts.cards import CARD_SIZE
from sitegen.charts.model import CARD, Chart
from sitegen.facts.publisher import SITE_NAME
from sitegen.pages.edition import Edition
from sitegen.pages.figure import (
    description,
    drawing,
    frame_height,
    place_of,
    remarks,
    replacement,
)
from sitegen.pages.main_points import shared_front
from sitegen.pages.phrase import Here, tied, whole_numbers
from sitegen.pages.places import (
    DIAGRAMS,
    EMBEDDED_EXPLORER,
    EMBEDS,
    EXPLORER,
    FONTS,
    Spot,
    embed_folder,
    folder,
    font_file,
    relative,
)

COLOURS = f"{EMBEDS}farger.css"
SHEETS = ("typefaces", "chart", "embedded", "print")
SCRIPT = "assets/chart/start.js"
TELLS_HEIGHT = "assets/chart/frame_height.js"
OEMBED = "oembed.json"
"""Beside each frame's page: what a site that asks for it is told."""
WIDTH = 720
"""Width in px where a site asks for one; a frame takes what it gets."""


def framed_head(
    edition: Edition, page: str, title: str, sheets: Iterable[str], script: str
) -> h.Element:
    """Return the head; typefaces first, so that nothing moves when they come.

    Args:
        edition: The edition.
        page: The page's path below the site's root, as Markdown would have it.
        title: What stands in the browser's tab.
        sheets: Style sheets by name, after the colours.
        script: The module's address below the site's root.
    """
    told = f"{edition.address}{folder(page)}{OEMBED}"
    styles = (COLOURS, *(f"assets/styles/{name}.css" for name in sheets))
    return h.head[
        h.meta(charset="utf-8"),
        h.meta(name="viewport", content="width=device-width, initial-scale=1"),
        h.meta(name="robots", content="noindex"),
        h.title[title],
        (_font(relative(page, f"assets/skrift/{font_file(name)}")) for name in FONTS),
        (h.link(rel="stylesheet", href=relative(page, style)) for style in styles),
        h.link(rel="icon", href=relative(page, "assets/merke.svg")),
        h.link(rel="alternate", type="application/json+oembed", href=told, title=title),
        (h.script(type="module", src=relative(page, one)) for one in (script, TELLS_HEIGHT)),
    ]


def oembed(edition: Edition, place: str, title: str, height: int, picture: str) -> str:
    """Return what a site that asks for it is told of a frame: the code, and a picture of it.

    Source: https://oembed.com, 2.3.4.

    Args:
        edition: The edition.
        place: The frame's address below the site's root.
        title: What it shows.
        height: Its height in px that holds it, wide or narrow.
        picture: The address of the picture of a shared link, below the site's root.
    """
    code = h.iframe(
        src=f"{edition.address}{place}",
        title=title,
        width="100%",
        height=height,
        frameborder="0",
        loading="lazy",
    )
    content = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": SITE_NAME,
        "provider_url": edition.address,
        "author_name": edition.publisher.named,
        "html": str(code),
        "width": WIDTH,
        "height": height,
        **dict(zip(("thumbnail_width", "thumbnail_height"), CARD_SIZE, strict=True)),
        "thumbnail_url": f"{edition.address}{picture}",
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _font(address: str) -> h.VoidElement:
    return h.link(rel="preload", as_="font", type="font/woff2", crossorigin=True, href=address)


def embeds(edition: Edition) -> Mapping[str, str]:
    """Return every chart's page as whole HTML, and what is told of it, by path below ``docs/``."""
    found = {}
    for chart in edition.charts.values():
        place = embed_folder(chart.id)
        picture = f"{DIAGRAMS}{chart.id}{CARD}"
        found[f"{place}index.html"] = f"{_page(edition, chart)}\n"
        found[f"{place}{OEMBED}"] = oembed(
            edition, place, chart.tittel, frame_height(chart), picture
        )
    return found


def _page(edition: Edition, chart: Chart) -> h.Element:
    here = Here(f"{embed_folder(chart.id)}index.md", edition.places)
    title = f"{chart.tittel} – {edition.note.about.title}"
    return h.html(lang="nb")[
        framed_head(edition, here.page, title, SHEETS, SCRIPT),
        h.body(".innebygd.md-typeset")[_main(edition, chart, here)],
    ]


def _main(edition: Edition, chart: Chart, here: Here) -> h.Element:
    exhibit = edition.note.exhibit(chart.exhibit)
    whole = Spot(here.places.pages[exhibit.id].page, place_of(chart))
    return h.main(".figur")[
        h.p(".figur__navn")[replacement(exhibit)] if exhibit.rebuild else None,
        h.h1(".figur__funn", id=f"{place_of(chart)}-funn")[tied(chart.tittel)],
        h.p(".figur__maal")[chart.undertittel],
        drawing(chart, here.address(DIAGRAMS)),
        remarks(chart),
        h.p(".figur__kilde")[whole_numbers(chart.kilde)],
        h.details(".figur__del")[
            h.summary["Beskrivelse"], h.div(".figur__innhold")[description(chart)]
        ],
        h.p(".figur__kilde")[edition.publisher.words],
        h.p(".figur__hele")[
            h.a(href=here.html(whole), target="_blank", rel="noopener")[
                f"{exhibit.name} med tall, noter og nedlasting", h.span(".skjult")[" (ny fane)"]
            ]
        ],
    ]


EMBEDDED_SHEETS = ("typefaces", "table", "buttons", "explorer", "embedded", "print")
EMBEDDED_TITLE = "Tall fra notatet"
EXPLORER_HEIGHT = 1320
"""As `docs/assets/explorer/share.js` has it."""
NEEDS = "Figuren tegnes i nettleseren og trenger JavaScript."


def embedded_explorer(edition: Edition) -> Mapping[str, str]:
    """Return the page, whose address holds the explorer's choices, and what is told of it."""
    here = f"{EMBEDDED_EXPLORER}index.md"
    back = relative(here, folder(EXPLORER))
    title = f"{EMBEDDED_TITLE} – {edition.note.about.title}"
    head = framed_head(edition, here, title, EMBEDDED_SHEETS, "assets/explorer.js")
    content = h.html(lang="nb", dir="ltr")[
        head,
        h.body(".innebygd.md-typeset")[
            h.main[
                h.tbu_utforsk(".utforsk", innebygd=True, data_side=back)[
                    h.div(data_statisk=True)[
                        h.h1(".utforsk__tittel")[EMBEDDED_TITLE],
                        h.p[
                            NEEDS,
                            " ",
                            h.a(href=back, target="_top")["Se tallene på nettstedet"],
                            ".",
                        ],
                    ]
                ],
                h.p(".figur__kilde")[edition.publisher.words],
            ]
        ],
    ]
    picture = shared_front(edition)["bilde"]
    told = oembed(edition, EMBEDDED_EXPLORER, title, EXPLORER_HEIGHT, picture)
    return {f"{EMBEDDED_EXPLORER}index.html": f"{content}\n", f"{EMBEDDED_EXPLORER}{OEMBED}": told}
