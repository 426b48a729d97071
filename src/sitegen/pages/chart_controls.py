"""What a reader can do with a chart's series: turn them off and on, or look a municipality up."""

import json

import htpy as h

from sitegen.charts.model import Chart

FEW = 12
"""Series that buttons can name. More stand in panels with a name each, or are municipalities."""


def controls(chart: Chart, place: str) -> h.Node:
    """Return buttons, or a field to look a municipality up; nothing where neither would help.

    They stand in the page from the first, so that nothing moves when the script comes.
    """
    names = series_names(chart)
    if all(serie.isdecimal() for serie in names) and len(names) > FEW:
        return _search(place)
    return _buttons(names) if 1 < len(names) <= FEW else None


def series_names(chart: Chart) -> dict[str, str]:
    """Return the series' names by id, in drawing order."""
    return {point.serie: point.etikett for point in chart.points}


def series_data(chart: Chart) -> str:
    """Return the same as JSON, for the script."""
    return json.dumps(series_names(chart), ensure_ascii=False, separators=(",", ":"))


def _buttons(names: dict[str, str]) -> h.Element:
    return h.div(".serier.med-skript", role="group", aria_label="Serier som vises")[
        h.span(".serier__navn", aria_hidden="true")["Vis"],
        (
            h.button(".serie", type="button", data_serie=serie, aria_pressed="true")[name]
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
