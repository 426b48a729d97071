"""Pages for other sites' frames, without the site's shell: each chart's, and the explorer's."""

from collections.abc import Iterable, Mapping

import htpy as h

from sitegen.charts.model import Chart
from sitegen.facts.publisher import Publisher
from sitegen.note.model import About
from sitegen.pages.edition import Edition
from sitegen.pages.figure import description, drawing, place_of, remarks, replacement
from sitegen.pages.phrase import Here
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


def _font(address: str) -> h.VoidElement:
    return h.link(rel="preload", as_="font", type="font/woff2", crossorigin=True, href=address)


def embeds(edition: Edition) -> Mapping[str, str]:
    """Return a page of whole HTML for every chart, by its path below ``docs/``."""
    return {
        f"{embed_folder(chart.id)}index.html": f"{_page(edition, chart)}\n"
        for chart in edition.charts.values()
    }


def _page(edition: Edition, chart: Chart) -> h.Element:
    here = Here(f"{embed_folder(chart.id)}index.md", edition.places)
    return h.html(lang="nb")[
        framed_head(here.page, f"{chart.tittel} – {edition.note.about.title}", SHEETS, SCRIPT),
        h.body(".innebygd.md-typeset")[_main(edition, chart, here)],
    ]


def _main(edition: Edition, chart: Chart, here: Here) -> h.Element:
    exhibit = edition.note.exhibit(chart.exhibit)
    whole = Spot(here.places.pages[exhibit.id].page, place_of(chart))
    return h.main(".figur")[
        h.p(".figur__navn")[replacement(exhibit)] if exhibit.rebuild else None,
        h.h1(".figur__funn", id=f"{place_of(chart)}-funn")[chart.tittel],
        h.p(".figur__maal")[chart.undertittel],
        drawing(chart, here.address(DIAGRAMS)),
        remarks(chart),
        h.p(".figur__kilde")[chart.kilde],
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
NEEDS = "Figuren tegnes i nettleseren og trenger JavaScript."


def embedded_explorer(about: About, publisher: Publisher) -> str:
    """Return the page as whole HTML; its address holds the same choices as the explorer's."""
    name = f"{EMBEDDED_EXPLORER}index.html"
    here = name.replace(".html", ".md")
    back = relative(here, folder(EXPLORER))
    title = f"{EMBEDDED_TITLE} – {about.title}"
    content = h.html(lang="nb", dir="ltr")[
        framed_head(here, title, EMBEDDED_SHEETS, "assets/explorer.js"),
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
                h.p(".figur__kilde")[publisher.words],
            ]
        ],
    ]
    return f"{content}\n"
