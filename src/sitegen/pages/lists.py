"""Lists of pages: the note's contents, the tables and figures, the data files."""

from collections.abc import Sequence

import htpy as h

from sitegen.facts.formatting import caption_text
from sitegen.note.model import Exhibit, plain
from sitegen.pages.described.dataset import data_page_datasets
from sitegen.pages.described.schema_org import schema_org
from sitegen.pages.edition import DataFile, Edition
from sitegen.pages.markdown import heading, page
from sitegen.pages.phrase import Here
from sitegen.pages.places import CONTENTS, DATA, EXHIBITS, PECULIARITIES, USE, Spot, in_order
from sitegen.pages.section import blocks

INTRODUCTION = (
    "Hvert trykte tall er en rad i en fil, med enhet, grunnlag, utvalg, status, fotnoter, linja i"
    " råteksten og tegnene slik de er trykt. Et tomt felt betyr at tallet mangler, ikke null."
)


def contents_text(edition: Edition) -> str:
    """Return the note's opening: title, introduction, contents."""
    here = Here(CONTENTS, edition.places)
    note = edition.note
    subtitle = " ".join(plain(line.content) for line in note.heading[1:])
    return page(
        "Notatet",
        [
            heading(1, note.about.title, "tittel"),
            *([h.p(".undertittel")[subtitle]] if subtitle else []),
            *(
                part
                for item in note.sections
                if not item.number
                for part in blocks(edition, item, here)
            ),
            heading(2, "Innhold", "innhold"),
            h.ol(".innhold")[
                (
                    h.li(value=item.number)[
                        h.a(href=here.html(here.places.pages[item.id]))[item.title]
                    ]
                    for item in note.sections
                    if item.number
                )
            ],
            f"[Verdt å vite om tallene]({here.markdown(Spot(PECULIARITIES))})",
        ],
    )


def exhibits_text(edition: Edition) -> str:
    """Return the list of tables and figures with their captions."""
    here = Here(EXHIBITS, edition.places)
    kinds = (("tabell", "Tabeller"), ("figur", "Figurer"))
    parts = [heading(1, "Tabeller og figurer", "tabeller-og-figurer")]
    for kind, title in kinds:
        items = [item for item in edition.note.exhibits if item.kind == kind]
        parts += [
            heading(2, title, title.lower()),
            str(h.ul(".register")[(_entry(i, here) for i in items)]),
        ]
    return page("Tabeller og figurer", parts)


def _entry(exhibit: Exhibit, here: Here) -> h.Element:
    words = caption_text(exhibit).removeprefix(exhibit.name).strip()
    link = h.a(href=here.html(here.places.pages[exhibit.id]))[
        h.span(".nummer")[exhibit.name], " ", exhibit.title
    ]
    return h.li[link, h.p[words]]


def data_text(edition: Edition) -> str:
    """Return the page of data files."""
    here = Here(DATA, edition.places)
    whole = [item for item in edition.files if not item.exhibit]
    parts: list[str | h.Element] = [
        heading(1, "Data", "data"),
        INTRODUCTION,
        f"[Bruk dataene i R, Python og Excel]({here.markdown(Spot(USE))})",
    ]
    for exhibit in in_order(edition.note):
        if files := [item for item in edition.files if item.exhibit == exhibit.id]:
            parts += [
                heading(2, f"{exhibit.name} {exhibit.title}", exhibit.id),
                _files(files, here),
            ]
    if whole:
        parts += [heading(2, "Alt samlet", "alt-samlet"), _files(whole, here)]
    described = [schema_org(edition, one) for one in data_page_datasets(edition)]
    return page("Data", parts, **({"datasett": described} if described else {}))


def _files(files: Sequence[DataFile], here: Here) -> h.Element:
    return h.ul(".filer")[
        (
            h.li[h.a(href=here.address(item.address), download=True)[item.name], f" – {item.words}"]
            for item in files
        )
    ]
