"""A form filled with rows → Vega-Lite, Vega and a still picture; remembered by content."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from sitegen.charts.forms.catalogue import FORMS
from sitegen.charts.forms.form import Form
from sitegen.charts.layers import SIGNALS, Spec
from sitegen.charts.model import Chart, Drawing, Row, Rows, Words
from sitegen.charts.palette import VARIABLES
from sitegen.charts.paper import EDGE, sheet
from sitegen.charts.subject import Part
from sitegen.charts.theme import FONT, NARROW, WIDE, config

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
COLOURS = {variable: colour for colour, variable in VARIABLES.items()}
BY_ROWS = {
    "@rader": {"data": "data", "field": "rad", "sort": {"field": "rekke", "op": "min"}},
    "@aar": {"data": "data", "field": "aar", "sort": True},
    "@serier": {"data": "data", "field": "serie"},
}
"""Domains that follow from the rows: in a file as a list, in a template as this reference."""
PANELS = "length(data('data')) ? data('data')[0].hoyde[smal] : 100"


@dataclass(frozen=True, slots=True)
class DrawingContext:
    """What drawing needs of the machine.

    Attributes:
        fonts: Folder with the site's typefaces as static TTF files; ``None`` draws with what the
            machine has, and then two machines do not give the same bytes.
        store: What was made before, by a name that says what it was made from.
    """

    fonts: Path | None = None
    store: MutableMapping[str, bytes] = field(default_factory=dict)


def drawn(
    form: str, rows: Rows, words: Mapping[str, str], width: int, press: DrawingContext
) -> Drawing:
    """Return the drawing for a width: both specifications and the still picture."""
    vega_lite = _dump(filled(form, rows, words, width))

    def made() -> bytes:
        vega = converter().vegalite_to_vega(vega_lite)
        _quiet(vega["marks"])
        spec = _dump({name: value for name, value in vega.items() if name != "description"})
        use_fonts(press.fonts)
        svg = lean(converter().vega_to_svg(spec, allowed_base_urls=[]))
        return _dump([spec, svg]).encode()

    vega, svg = json.loads(remembered(press, ".json", vega_lite, made))
    paper = sheet(FORMS[form], rows, words, width)
    return Drawing(width, paper.height + paper.top + paper.bottom, vega_lite, vega, svg, paper.vega)


def remembered(
    press: DrawingContext, ending: str, content: str, made: Callable[[], bytes]
) -> bytes:
    """Return what was made of the same content with the same versions before, or make it now."""
    fonts = press.fonts.name if press.fonts else ""
    name = hashlib.sha256(f"{versions()} {fonts}\n{content}".encode()).hexdigest() + ending
    if name not in press.store:
        press.store[name] = made()
    return press.store[name]


def drawn_chart(  # noqa: PLR0913, PLR0917
    part: Part,
    rows: Rows,
    words: Words,
    source: str,
    remarks: tuple[str, ...],
    press: DrawingContext,
    **axes: str,
) -> Chart:
    """Return a chart, drawn for both widths; ``axes`` are the words of its axes."""
    said = {"beskrivelse": " ".join(words.description), **axes}
    wide, narrow = (drawn(part.form, rows, said, width, press) for width in (WIDE, NARROW))
    return Chart(
        id=part.id,
        exhibit=part.exhibit.id,
        tittel=words.title,
        undertittel=words.subtitle,
        beskrivelse=words.description,
        merknader=remarks,
        kilde=source,
        points=part.points,
        form=part.form,
        rader=rows,
        ord=said,
        bred=wide,
        smal=narrow,
    )


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


def forms_file() -> str:
    """Return the forms as Vega, ready for the interpreter, and the palette rows may use: JSON."""
    content = {"palett": COLOURS, "former": {name: _template(name) for name in FORMS}}
    return _dump(content) + "\n"


def _template(name: str) -> Spec:
    """Return a form as Vega with empty sources; what follows from rows or width is left open."""
    form = FORMS[name]
    places = {words: [words] for words in BY_ROWS}
    height = {"step": form.step} if form.step else (form.height or (100, 100))[0]
    whole = _whole(form, WIDE, SIGNALS) | {"width": WIDE, "padding": EDGE, "height": height}
    vega: Spec = converter().vegalite_to_vega(_replaced(whole, places))
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
    _quiet(vega["marks"])
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


def _quiet(marks: list[Spec]) -> None:
    """Leave the marks without English words: the page says in Norwegian what they show."""
    for mark in marks:
        mark["aria"] = False
        _quiet(mark.get("marks", []))


@cache
def converter() -> ModuleType:
    """Return what compiles and renders: imported when first used, for commands that only read."""
    import vl_convert  # noqa: PLC0415

    return vl_convert


@cache
def versions() -> str:
    """Return the versions that a drawing depends on; the last number is this module's own."""
    return f"{converter().get_vega_version()} {converter().get_vegalite_versions()[-1]} 3"


@cache
def use_fonts(folder: Path | None) -> None:
    """Draw with the typefaces of a folder from now on."""
    if folder is not None:
        converter().register_font_directory(str(folder))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_FONT = f' font-family="{FONT.replace('"', "&quot;")}"'
# Marks that only a pointer meets, or that wait for a signal.
_UNSEEN = re.compile(r'<(?:path|text|line)\b[^>]* opacity="0"[^>]*?(?:/>|>[^<]*</text>)')
_EMPTY = re.compile(r'<path class="(?:foreground|background)"[^>]*/>')
# English words for screen readers, which the page says in Norwegian.
_SPOKEN = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_EVENTS = re.compile(r' pointer-events="none"| opacity="1"')
_LONG = re.compile(r"-?\d+\.\d{3,}")
_HOLLOW = re.compile(r"<g(?: [^<>]*)?(?<!/)></g>|<g(?: [^<>]*)?/>")


def lean(svg: str) -> str:
    """Return the same picture: unseen marks and repeated words gone, places to a hundredth px."""
    for pattern in (_UNSEEN, _EMPTY, _SPOKEN, _EVENTS):
        svg = pattern.sub("", svg)
    svg = svg.replace(_FONT, "").replace("<svg ", f"<svg{_FONT} ", 1)
    svg = _LONG.sub(lambda match: f"{float(match[0]):.2f}", svg)
    while (shorter := _HOLLOW.sub("", svg)) != svg:
        svg = shorter
    return svg
