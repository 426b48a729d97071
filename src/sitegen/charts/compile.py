"""Altair → Vega-Lite → Vega and a still picture, without the net; remembered by content."""

import hashlib
import json
import re
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field, replace
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert
from altair.utils.schemapi import disable_debug_mode

from sitegen.charts.lean import lean
from sitegen.charts.model import Drawing
from sitegen.charts.png import small
from sitegen.charts.theme import config

DATA = "data"
"""The one data source: see ``model``."""

# A test validates every specification as a whole; to validate each part takes most of the time.
disable_debug_mode()

UNUSED = {"description", "background", "usermeta"}
SIGNALS: tuple[tuple[str, Any], ...] = (("valgt", None), ("skjulte", []), ("punkt", None))
_NATURAL = re.compile(
    r'<svg[^>]* height="(?P<height>[\d.]+)".*?translate\([\d.]+,(?P<top>[\d.]+)\)'
)
VERSIONS = f"{alt.__version__} {vl_convert.get_vega_version()} 2"


@dataclass(frozen=True, slots=True)
class Press:
    """What drawing needs of the machine.

    Attributes:
        fonts: Folder with the site's typefaces as static TTF files; ``None`` draws with what the
            machine has, and then two machines do not give the same bytes.
        store: What was made before, by a name that says what it was made from.
    """

    fonts: Path | None = None
    store: MutableMapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper of a drawing, px: all of it, and the margins around what is plotted.

    A height of 0 is whatever the content takes.
    """

    width: int
    height: int
    left: int = 0
    right: int = 0
    top: int = 0
    bottom: int = 0

    @property
    def inner_width(self) -> int:
        """Width of what is plotted."""
        return self.width - self.left - self.right

    @property
    def inner_height(self) -> int:
        """Height of what is plotted."""
        return self.height - self.top - self.bottom

    @property
    def padding(self) -> dict[str, int]:
        """The margins as Vega wants them."""
        return {"left": self.left, "right": self.right, "top": self.top, "bottom": self.bottom}


def compiled(chart: alt.TopLevelMixin, sheet: Sheet, press: Press) -> Drawing:
    """Return the drawing: both specifications and the still picture, all of the sheet's size."""
    vega_lite = _dump(_whole(chart, sheet))

    def made() -> bytes:
        return _dump(_compile(vega_lite, sheet, press)).encode()

    known = json.loads(_remembered(press, ".json", f"{sheet}\n{vega_lite}", made))
    vega, svg, height = known
    return Drawing(sheet.width, height, vega_lite, vega, svg)


def rasterised(svg: str, press: Press) -> bytes:
    """Return a picture as PNG at twice its size, for screens that are as fine."""

    def made() -> bytes:
        _use_fonts(press.fonts)
        return small(bytes(vl_convert.svg_to_png(svg, scale=2)))

    return _remembered(press, ".png", svg, made)


def _remembered(press: Press, ending: str, content: str, made: Callable[[], bytes]) -> bytes:
    """Return what was made of the same content with the same versions before, or make it now."""
    name = hashlib.sha256(f"{VERSIONS}\n{content}".encode()).hexdigest() + ending
    if name not in press.store:
        press.store[name] = made()
    return press.store[name]


def _whole(chart: alt.TopLevelMixin, sheet: Sheet) -> dict[str, Any]:
    spec: dict[str, Any] = chart.to_dict(validate=False)
    spec.pop("config", None)
    signals = [{"name": name, "value": value} for name, value in SIGNALS]
    return spec | {
        "config": config(sheet.width),
        "autosize": {"type": "none"},
        "padding": sheet.padding,
        "params": [*spec.pop("params", []), *signals],
    }


def _compile(vega_lite: str, sheet: Sheet, press: Press) -> tuple[str, str, int]:
    _use_fonts(press.fonts)
    vega = vl_convert.vegalite_to_vega(vega_lite)
    sheet = _fitted(vega, sheet)
    spec = _dump(_settled(vega, sheet))
    return spec, lean(vl_convert.vega_to_svg(spec, allowed_base_urls=[])), sheet.height


def _settled(vega: dict[str, Any], sheet: Sheet) -> dict[str, Any]:
    """Return the specification with the sheet's size, whatever its parts add up to."""
    parts = {name: value for name, value in vega.items() if name not in UNUSED}
    signals = [one for one in vega.get("signals", []) if one["name"] not in {"width", "height"}]
    return parts | {
        "width": sheet.inner_width,
        "height": sheet.inner_height,
        "padding": sheet.padding,
        "autosize": "none",
        "signals": signals,
    }


def _fitted(vega: dict[str, Any], sheet: Sheet) -> Sheet:
    """Return a sheet without a height with the one its content takes."""
    if sheet.height:
        return sheet
    natural = vl_convert.vega_to_svg(_dump(vega | {"autosize": "pad"}), allowed_base_urls=[])
    size = _NATURAL.search(natural)
    if size is None:
        message = "a picture without a size"
        raise ValueError(message)
    return replace(sheet, height=ceil(float(size["height"])), top=round(float(size["top"])))


@cache
def _use_fonts(folder: Path | None) -> None:
    if folder is not None:
        vl_convert.register_font_directory(str(folder))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
