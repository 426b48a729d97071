"""A chart in the page: what it shows in words, the picture, what a reader can do with it."""

import json
import math
import re
import textwrap
from collections.abc import Sequence

import htpy as h
from markupsafe import Markup

from sitegen.charts.files import SPREADSHEET
from sitegen.charts.model import CARD, Chart, Drawing
from sitegen.charts.theme import with_variables
from sitegen.formats.files import BOOK
from sitegen.note.model import Exhibit
from sitegen.pages.phrase import Here, tied, whole_numbers
from sitegen.pages.places import DIAGRAMS, embed_folder, exhibit_page

DOWNLOADS = {
    ".svg": "SVG",
    ".png": "PNG",
    SPREADSHEET: "CSV",
    ".csv": "CSV for programmer",
    ".vega.json": "Vega",
    ".vega-lite.json": "Vega-Lite",
}
DIFFERENCE = "Slik skiller den seg fra notatets"
AROUND = 250
"""Height in px of what an embedded picture has besides its own words, on a phone: margins, who runs
the site in four lines, a description that is folded, the way to the page."""
TITLE, MEASURE, REMARK, SOURCE = (28, 28), (48, 22), (45, 22), (47, 21)
"""How words are set there: characters that surely fit on a phone's line, and its height in px."""
WIDE, NARROW = "bred", "smal"
_REFERENCES = re.compile(r'(\bid="(?!")|url\(#)')
_WORDLESS = re.compile(r' (?:class|version|xmlns(?::xlink)?)="[^"]*"')


def figure(chart: Chart, exhibit: Exhibit, about: h.Node, here: Here) -> h.Element:
    """Return the chart with all that belongs to it; ``about`` says what its values are."""
    place, rebuilt = place_of(chart), exhibit.grid is None
    return h.figure(".figur", id=place, aria_labelledby=f"{place}-funn")[
        h.figcaption[
            _name(exhibit, here),
            h.p(".figur__funn", id=f"{place}-funn")[tied(chart.tittel)],
            h.p(".figur__maal")[chart.undertittel],
        ],
        drawing(chart, here.address(DIAGRAMS)),
        None if rebuilt else remarks(chart),
        h.p(".figur__kilde")[whole_numbers(chart.kilde)],
        [h.p(".figur__navn")[DIFFERENCE], remarks(chart)] if rebuilt and chart.merknader else None,
        h.div(".figur__mer", data_search_exclude=True)[
            _more("Beskrivelse", description(chart)),
            _more("Slik er tallene", about),
            _more("Last ned og bygg inn", _files(chart, here)),
        ],
    ]


def place_of(chart: Chart) -> str:
    """Return the chart's anchor: ``diagram-tabell-3``."""
    return f"diagram-{chart.id}"


def drawing(chart: Chart, folder: str) -> h.Element:
    """Return the picture, which the script draws anew as a live chart.

    Args:
        chart: The chart.
        folder: The way from the page to the folder of the charts' files.
    """
    place = place_of(chart)
    return h.tbu_diagram(
        ".diagram",
        data_rader=f"{folder}{chart.id}.json",
        data_serier=series_data(chart),
        data_search_exclude=True,
    )[
        controls(chart, place),
        h.div(
            ".diagram__bilde",
            role="img",
            aria_labelledby=f"{place}-funn",
            aria_describedby=f"{place}-beskrivelse",
        )[pictures(chart, place)],
    ]


def remarks(chart: Chart) -> h.Node:
    """Return what a reader must know of the chart, always in sight; nothing if there is nothing."""
    if not chart.merknader:
        return None
    return h.div(".figur__merknad")[(h.p[words] for words in chart.merknader)]


def shared(charts: Sequence[Chart]) -> dict[str, object]:
    """Return what a shared link of a page with charts shows: the first one, and its finding."""
    if not charts:
        return {}
    first = charts[0]
    oembed = f"{embed_folder(first.id)}oembed.json"
    picture = f"{DIAGRAMS}{first.id}{CARD}"
    return {"deling": {"tittel": first.tittel, "bilde": picture, "oembed": oembed}}


def description(chart: Chart) -> h.Element:
    """Return what the picture shows, in sentences."""
    return h.div(id=f"{place_of(chart)}-beskrivelse")[h.p[" ".join(chart.beskrivelse)]]


def replacement(exhibit: Exhibit) -> str:
    """Return what a chart is that stands for a figure without printed values; empty for others."""
    if exhibit.rebuild is None:
        return ""
    index = f"indeks regnet ut av veksten i {exhibit.rebuild.table.replace('-', NO_BREAK)}"
    what = index if exhibit.rebuild.table else "endelige regnskap for hver kommune"
    return f"Erstatning for {exhibit.name.lower()}: {what}"


def _name(exhibit: Exhibit, here: Here) -> h.Node:
    own = exhibit_page(exhibit)
    if exhibit.grid is None:  # the printed caption stands right above
        return h.p(".figur__navn")[replacement(exhibit)]
    if own == here.page:
        return None
    link = h.a(href=here.html(here.places.pages[exhibit.id]))[exhibit.name]
    return h.p(".figur__navn")[link, " ", exhibit.title]


def _more(title: str, content: h.Node) -> h.Element:
    return h.details(".figur__del")[h.summary[title], h.div(".figur__innhold")[content]]


def _files(chart: Chart, here: Here) -> list[h.Element]:
    files = (
        h.a(href=here.address(f"{DIAGRAMS}{chart.id}{ending}"), download=True)[name]
        for ending, name in DOWNLOADS.items()
    )
    embedded = here.address(embed_folder(chart.id))
    book = h.a(href=here.address(f"data/{chart.exhibit}{BOOK}"), download=True)["Excel"]
    return [
        h.p(".figur__filer")[h.span["Last ned: "], book, ([" ", file] for file in files)],
        h.p["Fast adresse: ", h.a(href=f"#{place_of(chart)}")["lenke til figuren"], "."],
        h.p["Bygg inn: ", h.a(href=embedded)["egen side med bare figuren"], "."],
        h.tbu_kode(data_adresse=embedded, data_tittel=chart.tittel, data_hoyde=frame_height(chart)),
    ]


def frame_height(chart: Chart) -> int:
    """Return a frame's height in px that holds the embedded chart, for hosts without our script.

    An estimate from the words: a phone breaks more lines, and a wide picture may be higher.
    """
    named = 55 if any(point.formel for point in chart.points) else 0
    narrow = chart.smal.height + _words_height(chart, 1) + _controls_height(chart)
    return max(narrow, chart.bred.height + _words_height(chart, 2)) + named + AROUND


def _words_height(chart: Chart, times: int) -> int:
    """Return what a chart's own words take, on lines that hold so many times a phone's."""
    said = [(chart.tittel, TITLE), (chart.undertittel, MEASURE), (chart.kilde, SOURCE)]
    said += [(words, REMARK) for words in chart.merknader]
    lines = sum(len(textwrap.wrap(words, times * fit)) * high for words, (fit, high) in said)
    return lines + 8 * (len(chart.merknader) + bool(chart.merknader))


def _controls_height(chart: Chart) -> int:
    """Return what the buttons or the field above the picture take on a phone, two names a row."""
    if controls(chart, "") is None:
        return 0
    names = series_names(chart)
    return 68 if len(names) > FEW else 44 * math.ceil((len(names) + 1) / 2)


def pictures(chart: Chart, place: str) -> list[Markup]:
    """Return the drawings for a wide and a narrow page; the style sheet shows the one that fits.

    Args:
        chart: The chart.
        place: What makes the ids in its drawings unique on the page.
    """
    sizes = {WIDE: chart.bred, NARROW: chart.smal}
    return [_picture(drawing, f"{place}-{name}", name) for name, drawing in sizes.items()]


def narrow_picture(chart: Chart, place: str) -> Markup:
    """Return the narrow drawing alone, for a chart that is as narrow on every page."""
    return _picture(chart.smal, place, NARROW)


def _picture(drawing: Drawing, prefix: str, name: str) -> Markup:
    svg = _REFERENCES.sub(rf"\g<1>{prefix}-", _WORDLESS.sub("", with_variables(drawing.svg)))
    opening = f'<svg class="tegning tegning--{name}" focusable="false" '
    return Markup(svg.replace("<svg ", opening, 1))  # noqa: S704  drawn here, not received


NO_BREAK = "\N{NO-BREAK SPACE}"
MOST_NAMED = 2
"""Series that words say enough of: with so many, none is to be taken away."""
FEW = 12
"""Series that buttons can name. More stand in panels with a name each, or are municipalities."""


def controls(chart: Chart, place: str) -> h.Node:
    """Return buttons, or a field to look a municipality up; nothing where neither would help.

    They stand in the page from the first, so that nothing moves when the script comes.
    """
    names = series_names(chart)
    if all(point.of_unit for point in chart.points) and len(names) > FEW:
        return _search(place)
    if chart.rader.get("nokkel"):  # what the signs mean is in the drawing: one legend is enough
        return None
    return _buttons(names, chart) if MOST_NAMED < len(names) <= FEW else None


def series_names(chart: Chart) -> dict[str, str]:
    """Return the series' names by id, in drawing order."""
    return {point.serie: point.etikett for point in chart.points}


def series_data(chart: Chart) -> str:
    """Return the same as JSON, for the script."""
    return json.dumps(series_names(chart), ensure_ascii=False, separators=(",", ":"))


def _buttons(names: dict[str, str], chart: Chart) -> h.Element:
    colours = {row["serie"]: row["farge"] for row in chart.rader["data"]}
    return h.div(".serier.med-skript", role="group", aria_label="Serier som vises")[
        h.span(".serier__navn", aria_hidden="true")["Vis"],
        (
            h.button(
                ".serie",
                type="button",
                data_serie=serie,
                aria_pressed="true",
                style=f"--farge: var({colours[serie]})",
            )[name]
            for serie, name in names.items()
        ),
    ]


def _search(place: str) -> h.Element:
    return h.div(".serier.med-skript")[
        h.label(for_=f"{place}-sok")["Finn kommune, navn eller nummer"],
        h.input(
            f"#{place}-sok.serier__sok",
            type="text",
            list=f"{place}-navn",
            autocomplete="off",
            spellcheck="false",
        ),
        h.datalist(id=f"{place}-navn"),
    ]
