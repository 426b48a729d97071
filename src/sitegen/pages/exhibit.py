"""A table or a figure, as «Figur | Tabell»: in its place in the text, and on a page of its own."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import batched

import htpy as h

from kommuneindikatorer.wording import listed
from sitegen.facts.fact import Fact, caption_text
from sitegen.note.model import Exhibit
from sitegen.pages.citation import citation, of_number
from sitegen.pages.claims import claims_below, exhibit_places, openings
from sitegen.pages.data import dataset_of, description_of, file_list, schema_org
from sitegen.pages.edition import Edition, Page
from sitegen.pages.facts import chart_facts, facts
from sitegen.pages.figure import figure, shared
from sitegen.pages.mentions import backs_in_exhibit, remark_list
from sitegen.pages.outcomes import outcome_spots
from sitegen.pages.phrase import Here, escaped, heading, page, to_html
from sitegen.pages.places import EXHIBITS, exhibit_page, in_order
from sitegen.pages.remarks import cell_remarks, sentence_remarks, signed_exhibit
from sitegen.pages.table import MISSING, On, caption, point_table, table, width
from sitegen.pages.words import odd_statuses

TITLE = "Tabeller og figurer"
NO_DATA = "Tallene bak figuren er ikke trykt i notatet."
PRINTED_FIGURE = "Notatets figur"
"""Stands over what is printed of a figure that is drawn anew below, from other numbers."""
NO_DRAWING = "Selve tegningen følger ikke med teksten."
WAITING = "Den tegnes på nytt her når det er endelige regnskap for både {}."
FIGURE, TABLE = "figur", "tabell"
TAB_NAMES = {FIGURE: "Figur", TABLE: "Tabell"}


def body(
    edition: Edition, exhibit: Exhibit, here: Here, *, anchor: str = "", lines: bool = False
) -> h.Element:
    """Return everything the note prints of a table or figure: caption, values, notes, source.

    Args:
        edition: The edition it belongs to.
        exhibit: The table or figure.
        here: The page it stands on.
        anchor: Its anchor and spoken heading where it stands in running text; a true heading
            there would make the search take the text below it for the table's.
        lines: Show each row's line in the raw text.
    """
    exhibit = signed_exhibit(edition.note, exhibit)
    title = h.div(".skjult", role="heading", aria_level="2")[exhibit.name] if anchor else None
    return h.div(f".oppstilling.oppstilling--{exhibit.kind}", id=anchor or None)[
        title,
        _printed(edition, exhibit, here, lines=lines)
        if exhibit.grid
        else _rebuilt(edition, exhibit, here),
    ]


def _printed(edition: Edition, exhibit: Exhibit, here: Here, *, lines: bool) -> h.Node:
    """Return the printed values and the charts of them; caption and notes belong to the values."""
    values = [_values(edition, exhibit, here, lines=lines), _notes(edition, exhibit, here)]
    if not edition.charts_of(exhibit):
        return values
    return tabs(exhibit, _figures(edition, exhibit, here), values)


def _rebuilt(edition: Edition, exhibit: Exhibit, here: Here) -> h.Node:
    """Return what is printed of a figure without values, and the charts that rebuild it.

    In running text what is printed stands where the note has it; on the figure's own page, which is
    named after it, the drawing comes first.
    """
    charts = edition.charts_of(exhibit)
    whole = here.page == exhibit_page(exhibit)
    tables = [
        [point_table(chart, here, whole=whole), of_number(edition, exhibit)] for chart in charts
    ]
    printed = [
        h.p(".figur__navn")[PRINTED_FIGURE] if charts else None,
        _values(edition, exhibit, here),
        _notes(edition, exhibit, here),
    ]
    drawn = tabs(exhibit, _figures(edition, exhibit, here), tables) if charts else None
    return [drawn, printed] if whole else [printed, drawn]


def _figures(edition: Edition, exhibit: Exhibit, here: Here) -> list[h.Element]:
    charts = edition.charts_of(exhibit)
    return [figure(chart, exhibit, chart_facts(chart, here), here) for chart in charts]


def _notes(edition: Edition, exhibit: Exhibit, here: Here) -> h.Element:
    notes = remark_list(exhibit.footnotes, backs_in_exhibit(exhibit), here)
    places = [f"{exhibit.id}-bildetekst", *(one.id for one in exhibit.footnotes)]
    return h.div(".noter")[
        _signs(edition, exhibit),
        cell_remarks(exhibit, edition.facts.get(exhibit.id, ()), here),
        sentence_remarks(edition.note, places, here),
        notes if exhibit.footnotes else None,
        _source(exhibit, here),
    ]


def _source(exhibit: Exhibit, here: Here) -> h.Node:
    if exhibit.source is None:
        return None
    return h.p(".kildelinje")[to_html(exhibit.source.content, exhibit.id, here)]


def _values(edition: Edition, exhibit: Exhibit, here: Here, *, lines: bool = False) -> h.Node:
    if exhibit.grid:
        values = edition.facts[exhibit.id]
        on = On(here, outcome_spots(edition, exhibit), lines)
        return [table(exhibit, exhibit.grid, values, on), of_number(edition, exhibit)]
    return h.div(".uten-tall")[
        h.p(".tabell-tittel", id=f"{exhibit.id}-tittel")[caption(exhibit, here)],
        h.p(".uten-tall__grunn")[
            exhibit.basis_note or NO_DATA,
            None if edition.charts_of(exhibit) else f" {_no_drawing(edition, exhibit)}",
        ],
    ]


def _no_drawing(edition: Edition, exhibit: Exhibit) -> str:
    if exhibit.rebuild is None or exhibit.rebuild.kind != "kommunepar":
        return NO_DRAWING
    before, now = edition.note.about.years
    return f"{NO_DRAWING} {WAITING.format(f'{before} og {now}')}"


def _signs(edition: Edition, exhibit: Exhibit) -> h.Node:
    values = edition.facts.get(exhibit.id, ())
    if exhibit.grid is None:
        return None
    rows = batched(values, width(exhibit.grid))
    odd = [
        h.p[h.sup[word[:1]], f" {word.capitalize()}: {_which(items)}."]
        for word, items in odd_statuses(zip(*rows, strict=True)).items()
    ]
    return [odd, _missing(exhibit.grid.missing) if any(v.verdi is None for v in values) else None]


def _which(items: Sequence[Fact]) -> str:
    """Return the rows that values stand in, with their years."""
    rows: dict[str, list[str]] = {}
    for one in items:
        rows.setdefault(f"{one.radgruppe}: {one.rad}", []).append(str(one.aar))
    groups = {name.partition(": ")[0] for name in rows}
    shown = {name if len(groups) > 1 else name.partition(": ")[2]: y for name, y in rows.items()}
    return "; ".join(f"{name}, {listed(years)}" for name, years in shown.items())


def _missing(sign: str) -> h.Element:
    printed = f"trykt som «{sign}»" if sign else "ikke trykt"
    return h.p[f"{MISSING} Tallet mangler i notatet ({printed}). Det betyr ikke null."]


def tabs(exhibit: Exhibit, figure: h.Node, table: h.Node) -> h.Element:
    """Return both with links between them, which the script makes tabs of.

    What the note prints stands open at first, wherever it is: of a table its values.

    Args:
        exhibit: The table or figure.
        figure: Its chart or charts.
        table: Its values.
    """
    parts = {FIGURE: figure, TABLE: table}
    return h.tbu_faner(
        ".faner",
        data_navn=f"Vis {exhibit.name.lower()} som",
        data_forst=tab_id(exhibit, exhibit.kind),
        data_hele=exhibit.id,
    )[
        h.div(".faner__rad", data_search_exclude=True)[(_tab(exhibit, part) for part in parts)],
        (
            _tab_panel(tab_id(exhibit, part), content, part == exhibit.kind)
            for part, content in parts.items()
        ),
    ]


def _tab_panel(anchor: str, content: h.Node, open_first: bool) -> h.Element:  # noqa: FBT001 - private
    return h.div(".fanefelt" if open_first else ".fanefelt.fanefelt--venter", id=anchor)[content]


def _tab(exhibit: Exhibit, part: str) -> h.Element:
    anchor = tab_id(exhibit, part)
    return h.a(".fane", id=f"{anchor}-fane", href=f"#{anchor}")[TAB_NAMES[part]]


def tab_id(exhibit: Exhibit, part: str) -> str:
    """Return the anchor of one of the two: ``tabell-3-figur``."""
    return f"{exhibit.id}-{part}"


def exhibit_text(edition: Edition, exhibit: Exhibit) -> str:
    """Return the page of a table or figure."""
    places = exhibit_places(edition.note, exhibit.id)
    here = Here(exhibit_page(exhibit), edition.places, openings(edition, places))
    claims = claims_below(edition, places, here)
    return page(
        exhibit.name,
        [
            numbered_heading(exhibit),
            body(edition, exhibit, here, lines=True),
            *([claims] if claims else []),
            heading(2, "Om tallene", "om-tallene"),
            facts(edition, exhibit, here),
            *_downloads(edition, exhibit, here),
            heading(2, "Slik siterer du", "slik-siterer-du"),
            citation(edition, exhibit, here),
        ],
        description=description_of(edition, exhibit),
        **_described(edition, exhibit),
        **shared(edition.charts_of(exhibit)),
    )


def _described(edition: Edition, exhibit: Exhibit) -> dict[str, object]:
    one = dataset_of(edition, exhibit)
    return {"datasett": [schema_org(edition, one)]} if one else {}


def numbered_heading(exhibit: Exhibit) -> str:
    """Return the page's heading: the number set apart, then the short title."""
    return (
        f"# {h.span('.nummer')[exhibit.name]} {escaped(exhibit.title)} {{ #{exhibit.id} .oppslag }}"
    )


def _downloads(edition: Edition, exhibit: Exhibit, here: Here) -> list[str]:
    files = [item for item in edition.files if item.exhibit == exhibit.id]
    return [heading(2, "Last ned", "last-ned"), str(file_list(files, here))] if files else []


def exhibits_text(edition: Edition) -> str:
    """Return the list of tables and figures with their captions."""
    here = Here(EXHIBITS, edition.places)
    kinds = (("tabell", "Tabeller"), ("figur", "Figurer"))
    parts = [heading(1, TITLE, "tabeller-og-figurer")]
    for kind, title in kinds:
        items = [item for item in edition.note.exhibits if item.kind == kind]
        parts += [
            heading(2, title, title.lower()),
            str(h.ul(".register")[(_entry(i, here) for i in items)]),
        ]
    return page(TITLE, parts)


def _entry(exhibit: Exhibit, here: Here) -> h.Element:
    words = caption_text(exhibit).removeprefix(exhibit.name).strip()
    link = h.a(href=here.html(here.places.pages[exhibit.id]))[
        h.span(".nummer")[exhibit.name], " ", exhibit.title
    ]
    return h.li[link, h.p[words]]


def _pages(edition: Edition) -> Iterator[Page]:
    """Yield the list, and every table's and figure's own page."""
    yield Page(
        path=EXHIBITS,
        title=TITLE,
        menu=TITLE,
        render=exhibits_text,
        summary="alle, med titlene slik de er trykt",
        invitation="Hver tabell og figur for seg, med forklaring, kilde og nedlasting.",
    )
    for item in in_order(edition.note):
        yield Page(
            path=exhibit_page(item),
            title=f"{item.name} {item.title}",
            menu=TITLE,
            order=10,
            render=partial(exhibit_text, exhibit=item),
        )


PAGES = _pages
