"""The front page: what the note says in ten seconds, and the ways in."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

import htpy as h

from kommuneindikatorer.numbers import format_number
from sitegen.facts.cells import name_of
from sitegen.facts.fact import FINAL, Fact
from sitegen.facts.formatting import SIGN, exact_enough, norm_words, shown
from sitegen.facts.outcomes import Outcome
from sitegen.pages.edition import Edition, Page
from sitegen.pages.key_figures import KeyFigure, key_figures
from sitegen.pages.main_points import MainPoint, finding, level_verdict, main_points
from sitegen.pages.outcomes import find_outcomes
from sitegen.pages.phrase import Here, heading, page, whole_numbers
from sitegen.pages.places import CONTENTS, FRONT, OUTCOMES, Spot, folder
from sitegen.pages.registry import all_pages
from sitegen.pages.unit import UNITS
from sitegen.pages.words import long_date


def front_text(edition: Edition) -> str:
    """Return the front page."""
    here = Here(FRONT, edition.places)
    about = edition.note.about
    figures, outcomes = key_figures(edition), find_outcomes(edition)
    points = main_points(edition, figures, outcomes)
    kicker = whole_numbers(f"{about.publisher} · {long_date(about)}")
    return page(
        None,  # words stand above the heading: the search would take the title for HTML
        [
            h.p(".overtittel")[kicker],
            heading(1, about.title, "tittel"),
            *([h.p(".ingress")[finding(figures[0])]] if figures else []),
            *([_finder(edition, here)] if edition.profiles else []),
            *([_points(points, here)] if points else []),
            heading(2, "Nøkkeltall", "nokkeltall"),
            h.ul(".nokkeltall")[(_key_figure(one, one.outcome(outcomes), here) for one in figures)],
            h.div(".innganger")[_contents(edition, here), _ways(edition, here)],
        ],
        hide=["navigation", "toc", "footer"],
    )


def _finder(edition: Edition, here: Here) -> h.Element:
    """Return the way to the reader's own municipality: the list finds it, or opens its page."""
    names = sorted((one.navn for one in edition.profiles if one.er_kommune), key=_in_order)
    return h.form(".finn-kommune", action=here.html(Spot(UNITS)), method="get")[
        h.label(for_="finn-kommune")["Finn din kommune"],
        h.input(
            id="finn-kommune", name="finn", list="alle-kommuner", type="search", autocomplete="off"
        ),
        h.button(".knapp.knapp--hoved", type="submit")["Vis"],
        h.a(href=here.html(Spot(UNITS)))["Alle kommuner"],
        h.datalist(id="alle-kommuner")[(h.option(value=name) for name in names)],
    ]


def _in_order(name: str) -> str:
    """Return what a name is sorted by: the last three letters after z, and «aa» as «å»."""
    return name.lower().replace("aa", "å").translate(_LAST_LETTERS)


def _points(points: Sequence[MainPoint], here: Here) -> h.Element:
    """Return the main points, each the way to the paragraph that says so."""
    return h.section(".hovedpunkter", aria_labelledby="hovedpunkter")[
        h.h2(id="hovedpunkter")["Hovedpunkter"],
        h.ul[
            (
                h.li[h.a(href=here.html(one.spot))[one.lead], h.span[f"{one.words}."]]
                for one in points
            )
        ],
    ]


def _key_figure(figure: KeyFigure, outcome: Outcome | None, here: Here) -> h.Element:
    newest = figure.newest
    table = name_of(newest.tabell)
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
        _verdict(figure),
        spark(figure.series, figure.colour, figure.level),
        _became(figure, outcome, here),
        h.p(".nokkeltall__grunnlag")[
            f"Prosent av driftsinntektene, {newest.grunnlag}. ",
            h.a(
                href=here.html(Spot(page_of, figure.cell)), aria_label=f"{figure.label}: se {table}"
            )[table.capitalize()],
        ],
    ]


def _verdict(figure: KeyFigure) -> h.Node:
    """Return how the figure stands to its level: «Under anbefalt nivå, om lag 2 prosent»."""
    level, one = figure.level, figure.newest
    if level is None or one.verdi is None:
        return None
    words = level_verdict(one.verdi, level, one.gruppe)
    return h.p(".nokkeltall__dom")[
        h.strong[words], f" ({norm_words(level, one.gruppe)}\u00a0prosent)"
    ]


def _became(figure: KeyFigure, outcome: Outcome | None, here: Here) -> h.Node:
    """Return what the estimate became, and the year after: «Endelig tall ble 0,1 prosent»."""
    if outcome is None or outcome.became is None:
        return None
    after = outcome.after
    later = "" if after is None else f", {outcome.year + 1}: {format_number(after, 1)}\u00a0%"
    words = f"{outcome.year}: {shown(outcome.became)}\u00a0%{later}."
    link = h.a(href=here.html(Spot(OUTCOMES)), aria_label=f"{figure.label}: endelige tall")
    return h.p(".nokkeltall__fasit")[link["Endelige tall"], f" {words}"]


def _sign(newest: Fact, cell: str) -> h.Node:
    """Return the sign of a remark, the way to the cell; nothing for a value that has none."""
    if not newest.merknader:
        return None
    return h.sup[h.a(href=cell, aria_label=f"merknad: {newest.merknad}")[SIGN]]


def _contents(edition: Edition, here: Here) -> h.Element:
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


def _ways(edition: Edition, here: Here) -> Iterator[h.Element]:
    """Yield the way to each page that invites."""
    for one in all_pages(edition):
        if one.invitation:
            link = h.a(href=here.html(Spot(one.path)))[one.title]
            anchor = folder(one.path).strip("/").rpartition("/")[2]
            yield h.section(".inngang")[h.h2(id=anchor)[link], h.p[one.invitation]]


PAGES = (Page(path=FRONT, title="Forside", render=front_text),)


_LAST_LETTERS = str.maketrans("æøå", "{|}")
WIDTH, HEIGHT, EDGE = 160, 44, 5
ZERO = Decimal(0)

type Point = tuple[Decimal, Decimal]
type Reach = tuple[Decimal, Decimal]
"""The lowest and the highest value that the drawing has room for."""


def spark(values: Sequence[Fact], group: str, level: Fraction | None = None) -> h.Element:
    """Return the chart, unseen by screen readers, with the same values in words beside it."""
    series = [item for item in values if item.verdi is not None]
    own = [item.verdi for item in series if item.verdi is not None]
    norm = [] if level is None else [exact_enough(level)]
    reach = (min(ZERO, *norm, *own), max(ZERO, *norm, *own))
    points = _along(own, reach)
    firm = sum(item.status == FINAL for item in series)
    return h.figure(f".gnist.gnist--{group}")[
        h.svg(viewBox=f"0 0 {WIDTH} {HEIGHT}", aria_hidden="true", focusable="false")[
            _rule("null", ZERO, reach),
            (_rule("nivaa", one, reach) for one in norm),
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


def _along(values: Sequence[Decimal], reach: Reach) -> list[Point]:
    step = Decimal(WIDTH - 2 * EDGE) / max(len(values) - 1, 1)
    return [(_tenths(EDGE + step * i), _height(value, reach)) for i, value in enumerate(values)]


def _height(value: Decimal, reach: Reach) -> Decimal:
    low, high = reach
    return _tenths(HEIGHT - EDGE - (value - low) / ((high - low) or 1) * (HEIGHT - 2 * EDGE))


def _tenths(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"))


def _path(points: Sequence[Point]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


def _rule(kind: str, value: Decimal, reach: Reach) -> h.Element:
    level = str(_height(value, reach))
    return h.line(f".gnist__{kind}", x1="0", x2=str(WIDTH), y1=level, y2=level)
