"""One page in English: what the note found, what became of it, and what the site can do."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

import htpy as h

from kommuneindikatorer.numbers import format_number
from sitegen.facts.fact import FINAL
from sitegen.facts.formatting import SECTOR, level_words, shown
from sitegen.facts.outcomes import Outcome
from sitegen.pages.edition import Edition, Page
from sitegen.pages.key_figures import KeyFigure, key_figures
from sitegen.pages.outcomes import find_outcomes
from sitegen.pages.phrase import Here, page, table_frame
from sitegen.pages.places import (
    CALCULATOR,
    CONTENTS,
    DATA,
    ENGLISH,
    EXHIBITS,
    EXPLORER,
    OUTCOMES,
    Spot,
)
from sitegen.pages.unit import UNITS

TITLE = "In English"
GROUPS = {
    "kommunesektoren": "Local government sector",
    "kommunene": "Municipalities, Oslo included",
    "fylkeskommunene": "County municipalities",
}
COMMITTEE = "Det tekniske beregningsutvalg for kommunal og fylkeskommunal økonomi (TBU)"
UNOFFICIAL = (
    ". The site is not official: neither the committee, the ministry nor Statistics Norway runs it."
)
WAYS = (
    (CONTENTS, "The note", "as printed, each number held against the data it rests on"),
    (OUTCOMES, "Estimates and outcomes", "what the final accounts gave"),
    (UNITS, "Municipalities", "a page for each, with its place among its neighbours"),
    (EXHIBITS, "Tables and figures", "with citations, embedding and downloads"),
    (EXPLORER, "Explorer", "compare municipalities and groups"),
    (CALCULATOR, "Calculator", "your own accounts, read in the browser; the file is never sent"),
    (DATA, "Data", "CSV, Excel and JSON-stat; the accounts are Statistics Norway's, CC BY 4.0"),
)


def english_text(edition: Edition) -> str:
    """Return the page; every number is from the facts."""
    here = Here(ENGLISH, edition.places)
    day = edition.note.about.date
    figures = [one for one in key_figures(edition) if one.of_all]
    links = (
        h.li[h.a(href=here.html(Spot(path)), hreflang="nb")[name], f": {words}."]
        for path, name, words in WAYS
    )
    opening = (
        "This site presents, in Norwegian, a note on the finances of municipalities and county "
        f"municipalities, dated {day.isoformat()}. It was written by the committee that calculates "
        "them for the Norwegian government and the municipalities’ association, "
    )
    content = h.div(lang="en")[
        h.h1(id="english")["The finances of Norwegian local government"],
        h.p[opening, h.span(lang="nb")[COMMITTEE], UNOFFICIAL],
        _figures(figures, find_outcomes(edition)) if figures else None,
        h.h2(id="content")["What is here"],
        h.ul[links],
    ]
    about = "What the note found on the finances of Norwegian municipalities, and what became of it"
    hidden = ["navigation", "toc", "footer"]
    return page(TITLE, [content], hide=hidden, description=about, sprak="en")


def _figures(figures: Sequence[KeyFigure], outcomes: Sequence[Outcome]) -> list[h.Element]:
    year = figures[0].newest.aar
    heads = (f"{year}, in the note", "Recommended over time", f"{year}, final", f"{year + 1}")
    title = f"Net operating result, per cent of operating revenue, {year}"
    return [
        h.h2(id="findings")["What the note found"],
        table_frame("findings-table")[
            h.table(".tabell.tabell--middels")[
                h.caption(id="findings-table")[h.span(".tabell-tittel")[title]],
                h.thead[
                    h.tr[
                        h.th(".radhode", scope="col")["Who"],
                        (h.th(scope="col")[head] for head in heads),
                    ]
                ],
                h.tbody[(_row(one, one.outcome(outcomes)) for one in figures)],
            ]
        ],
    ]


def _row(figure: KeyFigure, outcome: Outcome | None) -> h.Element:
    return h.tr[
        h.th(scope="row")[GROUPS.get(figure.newest.gruppe, figure.label)],
        (h.td[words] for words in _cells(figure, outcome)),
    ]


def _cells(figure: KeyFigure, outcome: Outcome | None) -> Iterator[str]:
    newest = figure.newest
    yield f"{_number(newest.verdi)}{'' if newest.status == FINAL else ' (estimate)'}"
    about = "about " if newest.gruppe == SECTOR else ""
    yield f"{about}{level_words(figure.level)}" if figure.level is not None else "–"
    yield _number(outcome.became if outcome else None)
    yield _number(outcome.after if outcome else None)


def _number(value: Decimal | Fraction | None) -> str:
    """Return a value with one decimal and the English decimal point."""
    if value is None:
        return ".."
    words = shown(value) if isinstance(value, Decimal) else format_number(value, 1)
    return words.replace(",", ".")


PAGES = (Page(path=ENGLISH, title=TITLE, order=10, render=english_text),)
