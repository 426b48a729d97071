"""A form filled with rows → Vega-Lite, Vega and a still picture, on paper that fits its words.

Vega measures words unlike every browser, so nothing is fitted by Vega: the still picture and a
reader's browser are given the same paper, and nothing moves when one gives way to the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import ceil
from typing import Any

from sitegen.charts.forms.catalogue import FORMS
from sitegen.charts.layers import CHARACTER, SIGNALS, Spec
from sitegen.charts.model import Chart, Drawing, Row, Rows
from sitegen.charts.part import Content, Form
from sitegen.charts.render import DrawingContext, as_json, compiled, rendered
from sitegen.charts.theme import NARROW, VARIABLES, WIDE, config

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
COLOURS = {variable: colour for colour, variable in VARIABLES.items()}
BY_ROWS = {
    "@rader": {"data": "data", "field": "rad", "sort": {"field": "rekke", "op": "min"}},
    "@aar": {"data": "data", "field": "aar", "sort": True},
    "@serier": {"data": "data", "field": "serie"},
}
"""Domains that follow from the rows: in a file as a list, in a template as this reference."""
EDGE, SQUARE = 4, 484
"""Margin where nothing stands, and the widest plot of a scatter with one scale, px."""

PANELS = "length(data('data')) ? data('data')[0].hoyde[smal] : 100"


def drawn_chart(content: Content, context: DrawingContext) -> Chart:
    """Return a chart, drawn for both widths."""
    part, rows, words = content.part, content.rows, content.words
    said = {"beskrivelse": " ".join(words.description), **content.axes}
    wide, narrow = (drawn(part.form, rows, said, width, context) for width in (WIDE, NARROW))
    return Chart(
        id=part.id,
        exhibit=part.exhibit.id,
        tittel=words.title,
        undertittel=words.subtitle,
        beskrivelse=words.description,
        merknader=content.remarks,
        kilde=content.source,
        points=part.points,
        form=part.form,
        rader=rows,
        ord=said,
        bred=wide,
        smal=narrow,
    )


def drawn(
    form: str, rows: Rows, words: Mapping[str, str], width: int, context: DrawingContext
) -> Drawing:
    """Return the drawing for a width: both specifications and the still picture."""
    vega_lite = as_json(filled(form, rows, words, width))
    vega, svg = rendered(vega_lite, context)
    paper = sheet(FORMS[form], rows, words, width)
    return Drawing(width, paper.height + paper.top + paper.bottom, vega_lite, vega, svg, paper.vega)


def unpainted(form: str, rows: Rows, words: Mapping[str, str], width: int) -> Drawing:
    """Return the drawing for a width without its picture, which is drawn with many others."""
    paper = sheet(FORMS[form], rows, words, width)
    height = paper.height + paper.top + paper.bottom
    return Drawing(width, height, "", "", "", paper.vega)


def filled(form: str, rows: Rows, words: Mapping[str, str], width: int) -> Spec:
    """Return the whole Vega-Lite specification: the form, its rows, literal colours."""
    narrow = width <= NARROW
    data = {name: [_coloured(row) for row in found] for name, found in rows.items()}
    first = data["data"]
    known = {
        "@xtittel": words.get("xtittel") or None,
        "@ytittel": words.get("ytittel") or None,
        "@rader": list(dict.fromkeys(row.get("rad") for row in first)),
        "@aar": sorted({row.get("aar") for row in first}, key=str),
        "@serier": list(dict.fromkeys(row["serie"] for row in first)),
    }
    signals = dict(SIGNALS) | {
        "smal": int(narrow),
        "antallmerker": 4 if narrow else 6,
        "tittelbredde": width - 40,
    }
    paper = sheet(FORMS[form], rows, words, width)
    whole = _whole(FORMS[form], width, signals) | {"autosize": {"type": "none"}} | paper.vega
    drawn_from = {"data", *(one["data"]["name"] for one in FORMS[form].layers)}
    whole["datasets"] = {name: data.get(name, []) for name in SOURCES if name in drawn_from}
    spec: Spec = _replaced(whole, known)
    return spec


SOURCES = ("data", "segmenter", "linjer", "loddrett", "etiketter", "nokkel", "fot", "tekster")


@cache
def forms_file() -> str:
    """Return the forms as Vega, ready for the interpreter, and the palette rows may use: JSON."""
    content = {"palett": COLOURS, "former": {name: _template(name) for name in FORMS}}
    return as_json(content) + "\n"


def _template(name: str) -> Spec:
    """Return a form as Vega with empty sources; what follows from rows or width is left open."""
    form = FORMS[name]
    places = {words: [words] for words in BY_ROWS}
    height = {"step": form.step} if form.step else (form.height or (100, 100))[0]
    whole = _whole(form, WIDE, SIGNALS) | {"width": WIDE, "padding": EDGE, "height": height}
    vega = compiled(_replaced(whole, places))
    vega.pop("description", None)
    for scale in vega.get("scales", []):
        if scale.get("domain") in places.values():
            scale["domain"] = BY_ROWS[scale["domain"][0]]
    for signal in vega["signals"]:
        if signal["name"] == "y_step":
            signal["value"] = form.step
    if not form.step:
        wide, narrow = form.height or (0, 0)
        own = f"smal ? {narrow} : {wide}" if wide else PANELS
        vega["height"] = {"signal": f"hoyde || ({own})"}
    known = {one["name"] for one in vega["data"]}
    vega["data"] = [*({"name": one} for one in SOURCES if one not in known), *vega["data"]]
    titled: Spec = _with_titles(vega)
    return titled


def _whole(form: Form, width: int, signals: Mapping[str, Any]) -> Spec:
    return {
        "$schema": SCHEMA,
        "config": config(width),
        "autosize": {"type": "fit-x", "contains": "padding"},
        "params": [{"name": name, "value": value} for name, value in signals.items()],
        "layer": form.layers,
    }


def _coloured(row: Row) -> Row:
    colours = {name: COLOURS[row[name]] for name in ("farge", "fyll") if row.get(name)}
    return row | colours


def _replaced(value: Any, known: Mapping[str, Any]) -> Any:  # noqa: ANN401  any JSON
    if isinstance(value, dict):
        return {key: _replaced(one, known) for key, one in value.items()}
    if isinstance(value, list):
        return [_replaced(one, known) for one in value]
    return known.get(value, value) if isinstance(value, str) and value[:1] == "@" else value


def _with_titles(value: Any) -> Any:  # noqa: ANN401  any JSON
    """Return a specification whose words that begin with ``@`` are signals."""
    if isinstance(value, dict):
        return {key: _with_titles(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_with_titles(one) for one in value]
    if isinstance(value, str) and value.startswith("@"):
        return {"signal": value.removeprefix("@")}
    return value


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper of a drawing, px: all its width, the plot's height, and the margins around that.

    A browser that gives its drawing the same margins gets the same picture.
    """

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int

    @property
    def vega(self) -> Spec:
        """Width and height of the plot, and the margins, as Vega takes them."""
        padding = {side: getattr(self, side) for side in ("left", "right", "top", "bottom")}
        inner = self.width - self.left - self.right
        return {"width": inner, "height": self.height, "padding": padding}


def sheet(form: Form, rows: Rows, words: Mapping[str, str], width: int) -> Sheet:
    """Return the paper that rows need at a width: Vega measures words unlike every browser."""
    narrow = width <= NARROW
    height = _plot_height(form, rows, narrow=narrow)
    if form.bare:
        return Sheet(width, height, EDGE, EDGE, EDGE, EDGE)
    left = _left(rows, narrow=narrow)
    right = _right(rows, narrow=narrow) if form.ends else form.right
    key = _key_lines(rows, width - left - right)
    top = (
        16
        + 18 * bool(words.get("ytittel"))
        + (10 + 20 * key + 20 * bool(rows.get("loddrett")) if key else 0)
    )
    bottom = 26 + 22 * bool(rows.get("fot")) + 24 * bool(words.get("xtittel"))
    lowest = [row["dy"] + 12 for row in rows.get("tekster", ()) if narrow and row.get("smal")]
    paper = Sheet(width, height, left, right, top, max([bottom, *lowest]))
    return _square(paper, rows) if form.square else paper


def _square(paper: Sheet, rows: Rows) -> Sheet:
    """Return the paper of a scatter whose axes have one scale, and so no wider than it is high."""
    inner = min(SQUARE, paper.width - paper.left - paper.right)
    across, up = (
        [row["verdi"] for row in rows[name] if row["slag"] == "omfang"]
        for name in ("loddrett", "linjer")
    )
    height = round((inner - 12) * (max(up) - min(up)) / (max(across) - min(across))) + 12
    return replace(paper, height=height, right=paper.width - paper.left - inner)


def _left(rows: Rows, *, narrow: bool) -> int:
    names = {str(row["rad"]) for row in rows["data"] if "rad" in row}
    if names:
        lines = [len(line) for name in names for line in (name.split("\n") if narrow else [name])]
        return ceil(max(lines) * 6.9) + 16
    numbers = [row["verdi"] for row in rows["data"] if row["verdi"] is not None]
    return 14 + 7 * max((len(f"{one:.0f}") for one in numbers), default=1)


def _right(rows: Rows, *, narrow: bool) -> int:
    """Return the room for the names at the lines' ends."""
    words = [(row.get("kort") if narrow else None) or row["tekst"] for row in rows["etiketter"]]
    return ceil(max(map(len, words), default=0) * CHARACTER) + 12


def _key_lines(rows: Rows, room: int) -> int:
    """Return how many lines the key takes, as the form works it out."""
    words = [str(row["tekst"]) for row in rows.get("nokkel", ())]
    whole = sum(len(one) * (CHARACTER - 0.2) + 34 for one in words)
    return len(words) if whole > room else min(1, len(words))


def _plot_height(form: Form, rows: Rows, *, narrow: bool) -> int:
    if form.height:
        return form.height[narrow]
    if form.step:
        names = list(dict.fromkeys(str(row["rad"]) for row in rows["data"]))
        lines = max((len(name.split("\n")) for name in names), default=1) if narrow else 1
        return max(form.step, 18 + 16 * lines) * len(names)
    height: int = rows["data"][0]["hoyde"][narrow] if rows["data"] else 100
    return height
