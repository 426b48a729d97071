"""Every unit as a point on a row, stacked where values are alike: the explorer, the calculator."""

from sitegen.charts.forms.form import Form
from sitegen.charts.layers import (
    Spec,
    beside,
    labels,
    pixels,
    points,
    quantity,
    rows,
    rules,
    value_axis,
)

STRIP_STEP = 150


def _layers() -> list[Spec]:
    x = quantity("verdi", axis=value_axis("@xtittel"), scale={"zero": False})
    offset = {"field": "plass", "type": "quantitative", "scale": None}
    place = {"x": x, "y": rows(), "yOffset": offset}
    up = "scale('y', datum.rad) + datum.plass"
    where = beside("scale('x', datum.verdi)", up)
    names = labels({"x": pixels("bort"), "y": pixels("plass")}, *where)
    return [*rules("x"), *points(place), *names]


FORM = Form(id="stripe", layers=_layers(), step=STRIP_STEP)
