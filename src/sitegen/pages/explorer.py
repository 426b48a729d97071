"""The explorer's page as it stands without JavaScript, and its page for other sites' frames."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import htpy as h
from markupsafe import Markup

from kommuneindikatorer.wording import listed
from sitegen.charts.model import Chart
from sitegen.charts.theme import with_variables
from sitegen.facts.fact import FINAL, NETTO, Fact
from sitegen.facts.formatting import SIGN, shown
from sitegen.pages.edition import Edition, Page
from sitegen.pages.key_figures import start_rows
from sitegen.pages.phrase import Here, heading, page, table_frame, whole_numbers
from sitegen.pages.places import DATA, EMBEDDED_EXPLORER, EXPLORER, GLOSSARY, Spot
from sitegen.pages.table import MISSING
from sitegen.pages.words import long_date

TITLE = "Utforsk tallene"
LEAD = (
    "Velg mål, grupper eller kommuner og år, last ned figuren eller tabellen, eller del lenken. "
    "Her er alle tallene i notatet, og endelige regnskap for hver kommune og fylkeskommune."
)
STILL = "Uten JavaScript står utgangspunktet her: netto driftsresultat for {groups}."
SCRIPTED = "Med JavaScript kan du velge blant alle tallene på denne siden."
CAPTION = "Netto driftsresultat, {unit}, {basis}"


def explorer_text(edition: Edition) -> str:
    """Return the page; its choices need JavaScript, what it starts from does not."""
    here = Here(EXPLORER, edition.places)
    rows = start_rows(edition)
    element = h.div[
        h.tbu_utforsk(
            ".utforsk",
            data_side="./",
            data_innebygd=here.address(EMBEDDED_EXPLORER),
            data_hjem=edition.home if edition.profiles else None,
        )[h.div(data_statisk=True)[_still(edition, rows, here)]]
    ]
    return page(
        TITLE,
        [heading(1, TITLE, "utforsk"), h.p(".ingress")[_lead(here)], element],
        description=LEAD,
        hide=["navigation", "toc"],
    )


def _lead(here: Here) -> h.Node:
    """Return the first paragraph, «endelige» a link to what it means."""
    before, final, after = LEAD.partition("endelige")
    return [before, h.a(href=here.html(Spot(GLOSSARY, FINAL)))[final], after]


def _still(edition: Edition, rows: Sequence[Fact], here: Here) -> Iterator[h.Node]:
    table = rows[0].tabell if rows else ""
    charts = [one for one in edition.charts.values() if one.exhibit == table]
    drawn = [one for one in charts if any(point.maal == NETTO for point in one.points)]
    if drawn:
        yield _figure(drawn[0])
    if rows:
        years = sorted({o.aar for o in rows})
        yield table_frame("utforsk-tabelltittel")[_table(rows, years)]
        yield h.div(".noter")[(h.p[note] for note in _notes(edition, rows))]
    groups = listed(list(dict.fromkeys(o.gruppe for o in rows)))
    yield h.p(".utforsk__uten-skript")[
        f"{STILL.format(groups=groups)} {SCRIPTED}" if rows else SCRIPTED,
        " ",
        h.a(href=here.html(Spot(DATA)))["Alle tallene som filer"],
        ".",
    ]


def _figure(chart: Chart) -> h.Element:
    drawings = (("bred", chart.bred), ("smal", chart.smal))
    return h.figure(".utforsk__figur")[
        h.figcaption(".utforsk__undertittel")[chart.undertittel],
        (
            h.div(
                f".utforsk__stille.utforsk__stille--{name}",
                role="img",
                aria_label=" ".join(chart.beskrivelse),
            )[Markup(with_variables(drawing.svg))]  # noqa: S704  our own drawing
            for name, drawing in drawings
        ),
    ]


def _table(rows: Sequence[Fact], years: Sequence[int]) -> h.Element:
    bases = list(dict.fromkeys(o.grunnlag for o in rows))
    return h.table(".tabell.tabell--bred.tabell--aar.oversikt__tabell.utforsk-tabell")[
        h.caption(".skjult", id="utforsk-tabelltittel")[
            CAPTION.format(unit=rows[0].enhet, basis=listed(bases))
        ],
        h.thead[
            h.tr[
                h.th(".ord", scope="col")["Hvem"], (h.th(scope="col")[str(year)] for year in years)
            ]
        ],
        h.tbody[
            (
                h.tr[h.th(scope="row")[name], (_cell(o) for o in own)]
                for (_, name), own in groupby(rows, key=lambda o: (o.gruppe, o.radgruppe or o.rad))
            )
        ],
    ]


def _cell(o: Fact) -> h.Element:
    if o.verdi is None:
        return h.td(".mangler")[MISSING]
    sign = [h.sup(aria_hidden="true")[SIGN], h.span(".skjult")[f" ({o.merknad})"]]
    remark = h.span(".merke")[sign] if o.merknad else None
    if o.status == FINAL:
        return h.td[shown(o.verdi), remark]
    return h.td(".anslag")[
        shown(o.verdi),
        remark,
        h.span(".avvik", aria_hidden="true")[o.status[:1]],
        h.span(".skjult")[f" {o.status}"],
    ]


def _notes(edition: Edition, rows: Sequence[Fact]) -> Iterator[str]:
    for status in sorted({o.status for o in rows} - {FINAL}):
        yield f"{status[:1]} {status.capitalize()}."
    about, table = edition.note.about, edition.note.exhibit(rows[0].tabell).name.lower()
    yield whole_numbers(f"Kilde: {about.abbreviation}s notat {long_date(about)}, {table}.")


PAGES = (
    Page(
        path=EXPLORER,
        title=TITLE,
        menu="Utforsk",
        render=explorer_text,
        invitation=(
            "Velg mål, grupper, kommuner og år. Se dem som figur og tabell, og last dem ned."
        ),
    ),
)
