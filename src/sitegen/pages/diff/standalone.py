"""The full comparison as one HTML file that needs nothing beside it."""

import htpy as h
from markupsafe import Markup

from sitegen.facts.changes.model import Diff
from sitegen.pages.diff.sections import sections, summary
from sitegen.pages.diff.words import title

STYLE = """
:root { color-scheme: light dark; font: 1.0625rem/1.5 system-ui, sans-serif; }
body { background: #fbfaf7; color: #1d2730; }
main { max-width: 70rem; margin: 2rem auto; overflow-wrap: anywhere; position: relative; }
.tabell-ramme { overflow-x: auto; position: relative; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums lining-nums; }
th, td { padding: .3rem .75rem; border-bottom: 1px solid #8888; vertical-align: top; }
th { text-align: left; font-weight: 600; }
tbody th { font-weight: 400; max-width: 40rem; }
td { text-align: right; }
.endringer--ord td, #kommunetall ~ * td:last-child { text-align: left; }
del { color: #a3322b; } ins { color: #0b5c74; }
@media (prefers-color-scheme: dark) {
  body { background: #12181d; color: #e8e6e0; }
  del { color: #ee8a80; } ins { color: #6cc3dc; }
}
.skjult { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
a, summary { color: inherit; }
"""


def standalone(diff: Diff) -> str:
    """Return the whole document."""
    parts = list(sections(diff))
    document = h.html(lang="nb")[
        h.head[
            h.meta(charset="utf-8"),
            h.meta(name="viewport", content="width=device-width, initial-scale=1"),
            h.title[title(diff)],
            h.style[Markup(STYLE)],  # noqa: S704  our own constant
        ],
        h.body[
            h.main[
                h.h1[title(diff)],
                summary(diff),
                h.nav(aria_label="Innhold")[
                    h.ul[(h.li[h.a(href=f"#{anchor}")[words]] for words, anchor, _ in parts)]
                ]
                if parts
                else None,
                ([h.h2(id=anchor)[words], content] for words, anchor, content in parts),
            ]
        ],
    ]
    return f"{document}\n"
