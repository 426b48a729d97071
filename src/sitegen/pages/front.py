"""The front page: what the note says in ten seconds, and the ways in."""

from collections.abc import Sequence
from decimal import Decimal

import htpy as h

from sitegen.charts.rows import SIGN
from sitegen.facts.fact import FINAL, Fact
from sitegen.facts.formatting import shown
from sitegen.note.model import Exhibit
from sitegen.pages.edition import Edition, Page
from sitegen.pages.key_figures import KeyFigure, key_figures
from sitegen.pages.phrase import Here, heading, page, whole_numbers
from sitegen.pages.places import (
    CONTENTS,
    EXHIBITS,
    FRONT,
    Spot,
    exhibit_page,
    folder,
    in_order,
)
from sitegen.pages.registry import all_pages
from sitegen.pages.words import long_date


def front_text(edition: Edition) -> str:
    """Return the front page."""
    here = Here(FRONT, edition.places)
    about = edition.note.about
    figures = key_figures(edition)
    kicker = whole_numbers(f"{about.publisher} · {long_date(about)}")
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
        h.p(".nokkeltall__verdi")[
            shown(newest.verdi),  # type: ignore[arg-type]
            h.span[" %"],
            _sign(newest, here.html(Spot(page_of, figure.cell))),
        ],
        h.p(".nokkeltall__hva")[f"{figure.measure} {newest.aar}{status}"],
        spark(figure.series, figure.colour),
        h.p(".nokkeltall__grunnlag")[
            f"Prosent av driftsinntektene, {newest.grunnlag}. ",
            h.a(
                href=here.html(Spot(page_of, figure.cell)), aria_label=f"{figure.label}: se {table}"
            )[table.capitalize()],
        ],
    ]


def _sign(newest: Fact, cell: str) -> h.Node:
    """Return the sign of a remark, the way to the cell; nothing for a value that has none."""
    if not newest.merknader:
        return None
    return h.sup[h.a(href=cell, aria_label=f"merknad: {newest.merknad}")[SIGN]]


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


WIDTH, HEIGHT, EDGE = 160, 44, 5
ZERO = Decimal(0)

type Point = tuple[Decimal, Decimal]


def spark(values: Sequence[Fact], group: str) -> h.Element:
    """Return the chart, unseen by screen readers, with the same values in words beside it."""
    series = [item for item in values if item.verdi is not None]
    points = _points([item.verdi for item in series if item.verdi is not None])
    firm = sum(item.status == FINAL for item in series)
    return h.figure(f".gnist.gnist--{group}")[
        h.svg(viewBox=f"0 0 {WIDTH} {HEIGHT}", aria_hidden="true", focusable="false")[
            _zero([item.verdi for item in series if item.verdi is not None]),
            h.polyline(".gnist__linje", points=_path(points[:firm])),
            h.polyline(".gnist__anslag", points=_path(points[max(firm - 1, 0) :])),
            h.circle(".gnist__slutt", cx=str(points[-1][0]), cy=str(points[-1][1]), r="3.5"),
        ],
        h.figcaption[
            h.span(aria_hidden="true")[str(series[0].aar)],
            h.span(aria_hidden="true")[str(series[-1].aar)],
            h.span(".skjult")["; ".join(f"{item.aar}: {_words(item)}" for item in series)],
        ],
    ]


def _words(item: Fact) -> str:
    value = shown(item.verdi) if item.verdi is not None else "mangler"
    return value if item.status == FINAL else f"{value} ({item.status})"


def _points(values: Sequence[Decimal]) -> list[Point]:
    step = Decimal(WIDTH - 2 * EDGE) / max(len(values) - 1, 1)
    return [(_tenths(EDGE + step * i), _height(value, values)) for i, value in enumerate(values)]


def _height(value: Decimal, values: Sequence[Decimal]) -> Decimal:
    low, high = min(ZERO, *values), max(ZERO, *values)
    return _tenths(HEIGHT - EDGE - (value - low) / ((high - low) or 1) * (HEIGHT - 2 * EDGE))


def _tenths(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"))


def _path(points: Sequence[Point]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


def _zero(values: Sequence[Decimal]) -> h.Element:
    level = str(_height(ZERO, values))
    return h.line(".gnist__null", x1="0", x2=str(WIDTH), y1=level, y2=level)
