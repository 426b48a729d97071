"""The front page's ways in: read, tables and figures, and what a reader can do with them."""

import htpy as h

from sitegen.note.model import Exhibit
from sitegen.pages.edition import Edition
from sitegen.pages.phrase import Here
from sitegen.pages.places import (
    CALCULATOR,
    CONTENTS,
    DATA,
    EXHIBITS,
    EXPLORER,
    GLOSSARY,
    OUTCOMES,
    PECULIARITIES,
    SOURCE,
    Spot,
    exhibit_page,
    in_order,
)

BESIDE = (
    (PECULIARITIES, "Verdt å vite om tallene"),
    (OUTCOMES, "Anslag og fasit"),
    (GLOSSARY, "Ordliste"),
    (SOURCE, "Råteksten, linje for linje"),
    ("om/metode.md", "Metode og kilder"),
)
DOING = (
    (
        "utforsk",
        EXPLORER,
        "Utforsk tallene",
        "Velg mål, grupper, kommuner og år. Se dem som figur og tabell, og ta dem med deg.",
    ),
    (
        "regn-selv",
        CALCULATOR,
        "Regn selv",
        "Slipp inn kommunens regnskap og se det med notatets mål. Filen forlater aldri maskinen.",
    ),
    (
        "data",
        DATA,
        "Data",
        "Alle tall i notatet som filer, hvert med enhet, grunnlag, status og linje i råteksten.",
    ),
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
        h.ul(".innhold")[(h.li[h.a(href=here.html(Spot(to)))[words]] for to, words in BESIDE)],
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


def doing(here: Here) -> h.Element:
    """Return the ways to do something with the numbers."""
    return h.section(".inngang")[
        (
            [h.h2(id=anchor)[h.a(href=here.html(Spot(to)))[title]], h.p[words]]
            for anchor, to, title, words in DOING
        )
    ]
