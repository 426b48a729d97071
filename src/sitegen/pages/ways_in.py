"""The front page's ways in: read, tables and figures, data."""

from collections.abc import Iterator

import htpy as h

from sitegen.notes.model import Exhibit
from sitegen.pages.edition import Edition
from sitegen.pages.phrase import Here
from sitegen.pages.places import (
    CALCULATOR,
    CONTENTS,
    DATA,
    EXHIBITS,
    EXPLORER,
    GLOSSARY,
    PECULIARITIES,
    SOURCE,
    Spot,
    exhibit_page,
    in_order,
)


def contents(edition: Edition, here: Here) -> h.Element:
    """Return the way to the note's sections."""
    sections = (section for section in edition.note.sections if section.number)
    return h.section(".inngang")[
        h.h2(id="les")[h.a(href=here.html(Spot(CONTENTS)))["Les notatet"]],
        h.ol(".innhold")[
            (
                h.li(value=section.number)[
                    h.a(href=here.html(here.places.pages[section.id]))[section.title]
                ]
                for section in sections
            )
        ],
    ]


def exhibits(edition: Edition, here: Here) -> h.Element:
    """Return the way to each table and figure."""
    return h.section(".inngang")[
        h.h2(id="tabeller-og-figurer")[h.a(href=here.html(Spot(EXHIBITS)))["Tabeller og figurer"]],
        h.ul(".innhold")[(_exhibit(item, here) for item in in_order(edition.note))],
    ]


def _exhibit(exhibit: Exhibit, here: Here) -> h.Element:
    return h.li[
        h.a(href=here.html(Spot(exhibit_page(exhibit))))[
            h.span(".nummer")[exhibit.name], " ", exhibit.title
        ]
    ]


def more(here: Here) -> h.Element:
    """Return the way to the data and to what explains them."""
    return h.section(".inngang")[
        h.h2(id="data")[h.a(href=here.html(Spot(DATA)))["Data"]],
        h.p[
            "Alle tall i notatet som filer, hvert med enhet, grunnlag, status og linje i råteksten."
        ],
        h.ul(".innhold")[(h.li[h.a(href=here.html(Spot(to)))[words]] for to, words in _ways())],
    ]


def _ways() -> Iterator[tuple[str, str]]:
    yield CALCULATOR, "Regn selv: din kommunes tall med notatets mål"
    yield EXPLORER, "Utforsk tallene: velg mål, grupper, kommuner og år"
    yield PECULIARITIES, "Verdt å vite om tallene"
    yield GLOSSARY, "Ordliste"
    yield SOURCE, "Råteksten, linje for linje"
    yield "om/metode.md", "Metode og kilder"
