"""The page of data files."""

from collections.abc import Sequence

import htpy as h

from sitegen.formats.files import DataFile
from sitegen.pages.datasets import data_page_datasets, schema_org
from sitegen.pages.edition import Edition
from sitegen.pages.markdown import heading, page
from sitegen.pages.phrase import Here
from sitegen.pages.places import DATA, USE, Spot, in_order
from sitegen.pages.registry import Page

TITLE = "Data"
INTRODUCTION = (
    "Hvert trykte tall er en rad i en fil, med enhet, grunnlag, utvalg, status, fotnoter, linja i"
    " råteksten og tegnene slik de er trykt. Et tomt felt betyr at tallet mangler, ikke null."
)


def data_text(edition: Edition) -> str:
    """Return the page of data files."""
    here = Here(DATA, edition.places)
    whole = [item for item in edition.files if not item.exhibit]
    parts: list[str | h.Element] = [
        heading(1, TITLE, "data"),
        INTRODUCTION,
        f"[Bruk dataene i R, Python og Excel]({here.markdown(Spot(USE))})",
    ]
    for exhibit in in_order(edition.note):
        if files := [item for item in edition.files if item.exhibit == exhibit.id]:
            parts += [
                heading(2, f"{exhibit.name} {exhibit.title}", exhibit.id),
                file_list(files, here),
            ]
    if whole:
        parts += [heading(2, "Alt samlet", "alt-samlet"), file_list(whole, here)]
    described = [schema_org(edition, one) for one in data_page_datasets(edition)]
    return page(TITLE, parts, **({"datasett": described} if described else {}))


def file_list(files: Sequence[DataFile], here: Here) -> h.Element:
    """Return files to download, each with what it is."""
    return h.ul(".filer")[
        (
            h.li[h.a(href=here.address(item.address), download=True)[item.name], f" – {item.words}"]
            for item in files
        )
    ]


PAGES = (
    Page(
        path=DATA,
        title=TITLE,
        menu="Data",
        render=data_text,
        summary="alle filene",
        invitation=(
            "Alle tall i notatet som filer, hvert med enhet, grunnlag, status og linje i råteksten."
        ),
    ),
)
