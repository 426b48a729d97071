"""A chart's own minimal page, for other sites' frames: chart, description, source, way back."""

from collections.abc import Mapping

import htpy as h

from sitegen.charts.model import Chart
from sitegen.pages.edition import Edition
from sitegen.pages.figure import description, drawing, place_of, remarks
from sitegen.pages.frame import framed_head
from sitegen.pages.phrase import Here
from sitegen.pages.places import DIAGRAMS, Spot, embed_folder

SHEETS = ("typefaces", "chart", "embedded", "print")
SCRIPT = "assets/chart/start.js"


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
        h.h1(".figur__funn", id=f"{place_of(chart)}-funn")[chart.tittel],
        h.p(".figur__maal")[chart.undertittel],
        remarks(chart),
        drawing(chart, here.address(DIAGRAMS)),
        h.p(".figur__kilde")[chart.kilde],
        h.details(".figur__del")[
            h.summary["Beskrivelse"], h.div(".figur__innhold")[description(chart)]
        ],
        h.p(".figur__hele")[
            h.a(href=here.html(whole), target="_blank", rel="noopener")[
                f"{exhibit.name} med tall, nedlasting og forbehold", h.span(".skjult")[" (ny fane)"]
            ]
        ],
    ]
