"""The explorer as a page of its own inside another site's frame: chart, table, source, way back."""

import htpy as h

from sitegen.note.model import About
from sitegen.pages.frame import framed_head
from sitegen.pages.places import EMBEDDED_EXPLORER, EXPLORER, folder, relative

SHEETS = ("typefaces", "table", "buttons", "explorer", "embedded", "print")
TITLE = "Tall fra notatet"
NEEDS = "Figuren tegnes i nettleseren og trenger JavaScript."


def embedded_explorer(about: About) -> str:
    """Return the page as whole HTML; its address holds the same choices as the explorer's."""
    name = f"{EMBEDDED_EXPLORER}index.html"
    here = name.replace(".html", ".md")
    back = relative(here, folder(EXPLORER))
    content = h.html(lang="nb", dir="ltr")[
        framed_head(here, f"{TITLE} – {about.title}", SHEETS, "assets/explorer.js"),
        h.body(".innebygd.md-typeset")[
            h.main[
                h.tbu_utforsk(".utforsk", innebygd=True, data_side=back)[
                    h.div(data_statisk=True)[
                        h.h1(".utforsk__tittel")[TITLE],
                        h.p[
                            NEEDS,
                            " ",
                            h.a(href=back, target="_top")["Se tallene på nettstedet"],
                            ".",
                        ],
                    ]
                ]
            ]
        ],
    ]
    return f"{content}\n"
