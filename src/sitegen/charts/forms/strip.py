"""Every unit as a point on a row, stacked where values are alike: the explorer, the calculator.

Among so many points no name stands free: those brought forward are named in the list above.
"""

from sitegen.charts.forms.form import Form
from sitegen.charts.layers import (
    Spec,
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
    return [*rules("x"), *points(place)]


FORM = Form(id="stripe", layers=_layers(), step=STRIP_STEP)
