"""The front page: what the note says in ten seconds, and the ways in."""

import htpy as h

from sitegen.facts.formatting import shown
from sitegen.facts.observation import FINAL
from sitegen.note.model import Exhibit
from sitegen.pages.citation import long_date
from sitegen.pages.edition import Edition
from sitegen.pages.key_figures import KeyFigure, key_figures
from sitegen.pages.markdown import heading, page
from sitegen.pages.phrase import Here
from sitegen.pages.places import (
    CONTENTS,
    EXHIBITS,
    FRONT,
    Spot,
    exhibit_page,
    folder,
    in_order,
)
from sitegen.pages.registry import Page, all_pages
from sitegen.pages.spark import spark


def front_text(edition: Edition) -> str:
    """Return the front page."""
    here = Here(FRONT, edition.places)
    about = edition.note.about
    figures = key_figures(edition)
    kicker = f"{about.publisher} · {long_date(about)}"
    return page(
        about.title,
        [
            h.p(".overtittel")[kicker],
            heading(1, about.title, "tittel"),
            *([h.p(".ingress")[finding(figures[0])]] if figures else []),
            heading(2, "Nøkkeltall", "nokkeltall"),
            h.ul(".nokkeltall")[(_key_figure(item, here) for item in figures)],
            h.div(".innganger")[
                _contents(edition, here), _doing(edition, here), _exhibits(edition, here)
            ],
        ],
        hide=["navigation", "toc", "footer"],
    )


def finding(figure: KeyFigure) -> str:
    """Return the note's main finding as a sentence, every number from its cell."""
    newest = figure.newest
    verb = "er" if newest.status == FINAL else "anslås til"
    text = (
        f"{figure.measure} i {figure.label.lower()} {verb}"
        f" {_percent(newest.verdi)} av driftsinntektene i {newest.aar}"
    )
    return f"{text}{_change(figure)}."


def _change(figure: KeyFigure) -> str:
    if len(figure.series) == 1:
        return ""
    before, now = figure.series[-2], figure.series[-1]
    if before.verdi is None or now.verdi is None:
        return ""
    way = (
        "ned fra"
        if now.verdi < before.verdi
        else "opp fra"
        if now.verdi > before.verdi
        else "som i"
    )
    return (
        f", {way} {before.aar}"
        if way == "som i"
        else f", {way} {_percent(before.verdi)} i {before.aar}"
    )


def _percent(value: object) -> str:
    return f"{shown(value)} prosent"  # type: ignore[arg-type]


def _key_figure(figure: KeyFigure, here: Here) -> h.Element:
    newest = figure.newest
    table = newest.tabell.replace("-", " ")
    page_of = here.places.pages[newest.tabell].page
    status = "" if newest.status == FINAL else f", {newest.status}"
    return h.li(f".nokkeltall--{figure.colour}")[
        h.p(".nokkeltall__hvem")[figure.label],
        h.p(".nokkeltall__verdi")[shown(newest.verdi), h.span[" %"]],  # type: ignore[arg-type]
        h.p(".nokkeltall__hva")[f"{figure.measure} {newest.aar}{status}"],
        spark(figure.series, figure.colour),
        h.p(".nokkeltall__grunnlag")[
            f"Prosent av driftsinntektene, {newest.grunnlag}. ",
            h.a(
                href=here.html(Spot(page_of, figure.cell)), aria_label=f"{figure.label}: se {table}"
            )[table.capitalize()],
        ],
    ]


def _contents(edition: Edition, here: Here) -> h.Element:
    """Return the way to the note's sections."""
    reading = [page for page in all_pages(edition) if page.front]
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
        h.ul(".innhold")[
            (h.li[h.a(href=here.html(Spot(page.path)))[page.front]] for page in reading)
        ],
    ]


def _exhibits(edition: Edition, here: Here) -> h.Element:
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


def _doing(edition: Edition, here: Here) -> h.Element:
    """Return the ways to do something with the numbers."""
    return h.section(".inngang")[
        (
            [
                h.h2(id=folder(page.path).strip("/"))[
                    h.a(href=here.html(Spot(page.path)))[page.title]
                ],
                h.p[page.invitation],
            ]
            for page in all_pages(edition)
            if page.invitation
        )
    ]


PAGES = (Page(path=FRONT, title="Forside", menu="Forside", render=front_text),)
