"""The front page: what the note says in ten seconds, and the ways in."""

import htpy as h

from sitegen.facts.observation import FINAL
from sitegen.pages.citation import long_date
from sitegen.pages.edition import Edition
from sitegen.pages.key_figures import KeyFigure, key_figures
from sitegen.pages.markdown import heading, page
from sitegen.pages.numbers import shown
from sitegen.pages.phrase import Here
from sitegen.pages.places import (
    FRONT,
    Spot,
)
from sitegen.pages.spark import spark
from sitegen.pages.ways_in import contents, doing, exhibits


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
            h.div(".innganger")[contents(edition, here), doing(here), exhibits(edition, here)],
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
