"""A chart with all its words around the drawing: as a picture and as a specification.

Both are laid out by the same lines, so that a tool of anyone's draws what the site offers as SVG
and PNG, at the same size.
"""

import json
from html import escape

from sitegen.charts.layers import DAGGER, Spec, expr, mark, said
from sitegen.charts.model import Chart
from sitegen.charts.paper import (
    GAP,
    MARGIN,
    SOURCE,
    SUBTITLE,
    TITLE,
    Line,
    inner,
    line_svg,
    lines_from,
    opening,
)
from sitegen.charts.theme import PAPIR


def standalone(chart: Chart) -> str:
    """Return the wide drawing as a whole picture, text alternative inside."""
    lines, middle, end = _around(chart)
    return "".join(
        (
            opening(chart.bred.width + 2 * MARGIN, end),
            f"<title>{escape(chart.tittel)}</title>",
            f"<desc>{escape(' '.join(chart.beskrivelse))}</desc>",
            f'<rect width="100%" height="100%" fill="{PAPIR}"/>',
            *map(line_svg, lines),
            f'<g transform="translate({MARGIN},{middle})">{inner(chart.bred)}</g>',
            "</svg>",
        )
    )


def specification(chart: Chart) -> Spec:
    """Return the same picture as Vega-Lite; its words are marks, which no tool moves."""
    spec: Spec = json.loads(chart.bred.vega_lite)
    lines, middle, end = _around(chart)
    own = spec["padding"]
    left, top = own["left"] + MARGIN, own["top"] + middle
    below = end - middle - chart.bred.height + own["bottom"]
    spec["padding"] = {"left": left, "right": own["right"] + MARGIN, "top": top, "bottom": below}
    spec["background"] = PAPIR
    spec["layer"] += WORDS
    spec["datasets"]["omkring"] = [
        {
            "ord": one.text,
            "x": one.start - left,
            "y": one.base - top,
            "skrift": one.style.font,
            "storrelse": one.style.size,
            "vekt": one.style.weight,
            "farge": one.style.colour,
            "merke": one.signed,
        }
        for one in lines
    ]
    return spec


_AT: Spec = {"x": expr("datum.x"), "y": expr("datum.y")}
WORDS = [
    mark(
        "omkring",
        "text",
        place={"text": said("ord")},
        **_AT,
        align="left",
        baseline="alphabetic",
        font=expr("datum.skrift"),
        fontSize=expr("datum.storrelse"),
        fontWeight=expr("datum.vekt"),
        color=expr("datum.farge"),
    ),
    mark(
        "omkring",
        "point",
        {"filter": "datum.merke"},
        place={},
        x=expr("datum.x - datum.storrelse + 3"),
        y=expr("datum.y - datum.storrelse * 0.36"),
        shape=DAGGER,
        size=expr("pow(datum.storrelse * 0.84, 2)"),
        stroke=expr("datum.farge"),
        strokeWidth=expr("datum.storrelse * 0.126"),
        filled=False,
        opacity=1,
    ),
]
"""The words around a drawing, and the sign of a remark before them."""


def _around(chart: Chart) -> tuple[list[Line], int, int]:
    """Return the lines around the wide drawing, where that begins, and the picture's height."""
    width = chart.bred.width
    title, after_title = lines_from(TITLE.lines(chart.tittel, width), TITLE, MARGIN)
    words, after_head = lines_from(SUBTITLE.lines(chart.undertittel, width), SUBTITLE, after_title)
    middle = after_head + GAP
    foot = [line for text in (*chart.merknader, chart.kilde) for line in SOURCE.lines(text, width)]
    tail, end = lines_from(foot, SOURCE, middle + chart.bred.height + GAP)
    return [*title, *words, *tail], middle, end + MARGIN
