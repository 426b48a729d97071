"""The lists of municipalities and county municipalities, which a script sorts and searches."""

from collections.abc import Callable, Iterable, Sequence

import htpy as h

from kommuneindikatorer.numbers import format_number
from sitegen.facts.profile import Profile
from sitegen.facts.unit_files import DEBT
from sitegen.pages.edition import Edition, Page
from sitegen.pages.phrase import Here, heading, page, table_frame
from sitegen.pages.places import Spot
from sitegen.pages.unit import COUNTIES, PART, UNITS, percent, source_of

OWN = "Hver har en egen side med år for år, plassen blant andre og avstanden til anbefalt nivå."
NOTHING = "Nettstedet har ingen regnskapstall for enhetene."
type Column = tuple[str, str, Callable[[Profile], h.Node]]
"""A heading, how it is set (``ord`` for words), and a profile's cell."""


def units_text(edition: Edition) -> str:
    """Return the list of municipalities."""
    return _page(edition, UNITS, "Kommuner", "kommuner", "Finn kommune, navn eller nummer")


def counties_text(edition: Edition) -> str:
    """Return the list of county municipalities."""
    words = "Finn fylkeskommune, navn eller nummer"
    return _page(edition, COUNTIES, "Fylkeskommuner", "fylkeskommuner", words)


def _page(edition: Edition, path: str, title: str, kind: str, find: str) -> str:
    here = Here(path, edition.places)
    units = sorted(
        (one for one in edition.profiles if one.slag == kind),
        key=lambda one: one.alle.place(one.nummer) or 0,
    )
    if not units:
        return page(title, [heading(1, title, kind), NOTHING])
    meta = {"description": _finding(units), "del": PART}
    source = source_of(edition, kind)
    other = (COUNTIES, "fylkeskommunene") if kind == "kommuner" else (UNITS, "kommunene")
    link = h.a(href=here.html(Spot(other[0])))[f"Se også {other[1]}"]
    return page(
        title,
        [
            heading(1, title, kind),
            h.p(".ingress-liste")[f"{_finding(units)} {OWN} ", link, "."],
            _list(units, kind, find, here),
            h.p(".figur__kilde")[
                f"Kilde: {source.office}. {source.copied} Beregnet av {source.made_by}."
            ],
        ],
        **meta,
    )  # fmt: skip


def _finding(units: Sequence[Profile]) -> str:
    """Return how many were negative in the newest year, and the year before."""
    year = units[0].siste.aar
    now, before = (
        sum(
            one.netto.belop < 0
            for unit in units
            for one in unit.aar
            if one.aar == aar and not one.med
        )
        for aar in (year, year - 1)
    )
    count = f"{now} av {len(units)} {units[0].slag}"
    return f"{count} hadde negativt netto driftsresultat i {year}, mot {before} i {year - 1}."


def _list(units: Sequence[Profile], kind: str, find: str, here: Here) -> h.Element:
    columns = list(_columns(units))
    title = f"liste-{kind}"
    heads = (h.th(class_=look or "tall", scope="col")[name] for name, look, _ in columns)
    # Markdown takes an element it does not know for a part of a paragraph.
    return h.div(data_search_exclude=True)[
        h.tbu_liste(".oversikt")[
            _finder(f"{title}-finn", find, len(units)),
            table_frame(title, ".enheter")[
                h.table(".tabell.oversikt__tabell.oversikt__tabell--lang")[
                    h.caption(".skjult", id=title)[f"Alle {kind}, netto driftsresultat i prosent"],
                    h.thead[h.tr[heads]],
                    h.tbody[(_row(one, columns, here) for one in units)],
                ]
            ],
        ]
    ]


def _finder(ident: str, words: str, count: int) -> h.Element:
    """Return the field that finds rows: in the page from the first, so that nothing moves."""
    return h.div(".oversikt__finn.med-skript")[
        h.label(for_=ident)[words],
        h.input(id=ident, type="search", autocomplete="off", spellcheck="false"),
        h.span(".oversikt__antall")[f"{count} rader"],
    ]


def _columns(units: Sequence[Profile]) -> Iterable[Column]:
    year = units[0].siste.aar
    of_kommuner = units[0].er_kommune
    yield ("Kommune" if of_kommuner else "Fylkeskommune", "ord", lambda one: one.navn)
    yield (f"Netto driftsresultat {year}, prosent", "", lambda one: percent(one.siste.netto.pst))
    yield (f"Netto driftsresultat {year - 1}, prosent", "", _year_before)
    yield ("Plass", "", lambda one: str((one.alle.place(one.nummer) or 0) + 1))
    if any(DEBT in one.siste.maal for one in units):
        yield (f"Netto lånegjeld {year}, prosent", "", _debt)
    if of_kommuner:
        yield (f"Innbyggere {year}", "", _people)
        yield ("Fylke", "ord", lambda one: one.fylke)
    yield ("Nummer", "", lambda one: one.nummer)


def _year_before(one: Profile) -> h.Node:
    found = [year for year in one.aar if year.aar == one.siste.aar - 1]
    return [percent(found[0].netto.pst), h.sup["*"] if found[0].med else None] if found else ".."


def _debt(one: Profile) -> str:
    return percent(one.siste.maal[DEBT].pst) if DEBT in one.siste.maal else ".."


def _people(one: Profile) -> str:
    return ".." if one.siste.folkemengde is None else format_number(one.siste.folkemengde)


def _row(one: Profile, columns: Sequence[Column], here: Here) -> h.Element:
    first, *others = columns
    return h.tr[
        h.th(scope="row")[h.a(href=here.address(one.adresse))[first[2](one)]],
        (h.td(class_=look or None)[cell(one)] for _, look, cell in others),
    ]


PAGES = (
    Page(
        path=UNITS,
        title="Kommuner",
        menu=PART,
        render=units_text,
        summary="netto driftsresultat for hver kommune, med en side for hver",
    ),
    Page(
        path=COUNTIES,
        title="Fylkeskommuner",
        menu=PART,
        order=10,
        render=counties_text,
        summary="netto driftsresultat for hver fylkeskommune, med en side for hver",
    ),
)
