"""What compiles and renders: Vega-Lite → Vega → SVG, remembered by content."""

import hashlib
import json
import re
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType

from sitegen.charts.layers import Spec
from sitegen.charts.theme import FONT


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


def rendered(vega_lite: str, context: DrawingContext) -> tuple[str, str]:
    """Return a specification compiled to Vega, ready for the interpreter, and its picture."""

    def made() -> bytes:
        vega = compiled(json.loads(vega_lite))
        spec = as_json({name: value for name, value in vega.items() if name != "description"})
        use_fonts(context.fonts)
        svg = lean(converter().vega_to_svg(spec, allowed_base_urls=[]))
        return as_json([spec, svg]).encode()

    vega, svg = json.loads(remembered(context, ".json", vega_lite, made))
    return vega, svg


def remembered(
    context: DrawingContext, ending: str, content: str, made: Callable[[], bytes]
) -> bytes:
    """Return what was made of the same content with the same versions before, or make it now."""
    fonts = context.fonts.name if context.fonts else ""
    name = hashlib.sha256(f"{versions()} {fonts}\n{content}".encode()).hexdigest() + ending
    if name not in context.store:
        context.store[name] = made()
    return context.store[name]


def _quiet(marks: list[Spec]) -> None:
    """Leave the marks without English words: the page says in Norwegian what they show."""
    for mark in marks:
        mark["aria"] = False
        _quiet(mark.get("marks", []))


def compiled(spec: Spec) -> Spec:
    """Return Vega-Lite as Vega, without English words."""
    vega: Spec = converter().vegalite_to_vega(as_json(spec))
    _quiet(vega["marks"])
    return vega


@cache
def converter() -> ModuleType:
    """Return what compiles and renders: imported when first used, for commands that only read."""
    import vl_convert  # noqa: PLC0415

    return vl_convert


@cache
def versions() -> str:
    """Return the versions that a drawing depends on; the last number is this module's own."""
    return f"{converter().get_vega_version()} {converter().get_vegalite_versions()[-1]} 4"


@cache
def use_fonts(folder: Path | None) -> None:
    """Draw with the typefaces of a folder from now on."""
    if folder is not None:
        converter().register_font_directory(str(folder))


def as_json(value: object) -> str:
    """Return JSON without blanks."""
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
