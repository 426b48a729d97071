"""The explorer's page as it stands without JavaScript, and its page for other sites' frames."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import htpy as h
from markupsafe import Markup

from sitegen.charts.model import Chart
from sitegen.charts.palette import with_variables
from sitegen.facts.formatting import shown
from sitegen.facts.observation import FINAL, Observation
from sitegen.note.model import About
from sitegen.pages.citation import long_date
from sitegen.pages.edition import Edition
from sitegen.pages.frame import framed_head
from sitegen.pages.markdown import heading, page
from sitegen.pages.phrase import Here
from sitegen.pages.places import DATA, EMBEDDED_EXPLORER, EXPLORER, Spot, folder, relative
from sitegen.pages.registry import Page
from sitegen.pages.table import MISSING

TITLE = "Utforsk tallene"
LEAD = (
    "Velg mål, grupper eller kommuner og år, og ta med deg figuren, tabellen eller lenka. Her er "
    "alle tallene i notatet, og endelige regnskap for hver kommune og fylkeskommune."
)
STILL = (
    "Uten JavaScript står utgangspunktet her: netto driftsresultat for kommunesektoren, kommunene "
    "og fylkeskommunene. Med JavaScript kan du velge blant alle tallene på denne siden."
)
CAPTION = "Netto driftsresultat, prosent av brutto driftsinntekter, konsern"
EMBEDDED_SHEETS = ("typefaces", "table", "buttons", "explorer", "embedded", "print")
EMBEDDED_TITLE = "Tall fra notatet"
NEEDS = "Figuren tegnes i nettleseren og trenger JavaScript."
MEASURE, TABLE = "netto_driftsresultat", "tabell-3"


def explorer_text(edition: Edition) -> str:
    """Return the page; its choices need JavaScript, what it starts from does not."""
    here = Here(EXPLORER, edition.places)
    rows = [o for o in edition.observations.get(TABLE, ()) if o.indikator == MEASURE]
    element = h.div[
        h.tbu_utforsk(
            ".utforsk",
            data_side="./",
            data_innebygd=here.address(EMBEDDED_EXPLORER),
        )[h.div(data_statisk=True)[_still(edition, rows, here)]]
    ]
    return page(
        TITLE,
        [heading(1, TITLE, "utforsk"), h.p(".ingress")[LEAD], element],
        description=LEAD,
        hide=["navigation", "toc"],
    )


def embedded_explorer(about: About) -> str:
    """Return the page as whole HTML; its address holds the same choices as the explorer's."""
    name = f"{EMBEDDED_EXPLORER}index.html"
    here = name.replace(".html", ".md")
    back = relative(here, folder(EXPLORER))
    title = f"{EMBEDDED_TITLE} – {about.title}"
    content = h.html(lang="nb", dir="ltr")[
        framed_head(here, title, EMBEDDED_SHEETS, "assets/explorer.js"),
        h.body(".innebygd.md-typeset")[
            h.main[
                h.tbu_utforsk(".utforsk", innebygd=True, data_side=back)[
                    h.div(data_statisk=True)[
                        h.h1(".utforsk__tittel")[EMBEDDED_TITLE],
                        h.p[
                            NEEDS,
                            " ",
                            h.a(href=back, target="_top")["Se tallene på nettstedet"],
                            ".",
                        ],
                    ]
                ]
            ]
        ],
    ]
    return f"{content}\n"


def _still(edition: Edition, rows: Sequence[Observation], here: Here) -> Iterator[h.Node]:
    chart = next((one for one in edition.charts.values() if one.exhibit == TABLE), None)
    if chart:
        yield _figure(chart)
    if rows:
        years = sorted({o.aar for o in rows})
        yield h.div(
            ".tabell-ramme", role="region", tabindex="0", aria_labelledby="utforsk-tabelltittel"
        )[_table(rows, years)]
        yield h.div(".noter")[(h.p[note] for note in _notes(edition, rows))]
    yield h.p(".utforsk__uten-skript")[
        STILL, " ", h.a(href=here.html(Spot(DATA)))["Alle tallene som filer"], "."
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


def _table(rows: Sequence[Observation], years: Sequence[int]) -> h.Element:
    return h.table(".tabell.tabell--bred.oversikt__tabell.utforsk-tabell")[
        h.caption(".skjult", id="utforsk-tabelltittel")[CAPTION],
        h.thead[
            h.tr[
                h.th(".ord", scope="col")["Hvem"], (h.th(scope="col")[str(year)] for year in years)
            ]
        ],
        h.tbody[
            (
                h.tr[h.th(scope="row")[name], (_cell(o) for o in own)]
                for name, own in groupby(rows, key=lambda o: o.radgruppe)
            )
        ],
    ]


def _cell(o: Observation) -> h.Element:
    if o.verdi is None:
        return h.td(".mangler")[MISSING]
    if o.status == FINAL:
        return h.td[shown(o.verdi)]
    return h.td(".anslag")[
        shown(o.verdi),
        h.span(".avvik", aria_hidden="true")[o.status[:1]],
        h.span(".skjult")[f" {o.status}"],
    ]


def _notes(edition: Edition, rows: Sequence[Observation]) -> Iterator[str]:
    for status in sorted({o.status for o in rows} - {FINAL}):
        yield f"{status[:1]} {status.capitalize()}."
    about = edition.note.about
    yield f"Kilde: {about.abbreviation}s notat {long_date(about)}, tabell 3."


PAGES = (
    Page(
        path=EXPLORER,
        title=TITLE,
        menu="Utforsk",
        render=explorer_text,
        invitation=(
            "Velg mål, grupper, kommuner og år. Se dem som figur og tabell, og ta dem med deg."
        ),
    ),
)
