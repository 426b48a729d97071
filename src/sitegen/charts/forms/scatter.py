"""One measure across and one up: figures drawn again, and the explorer."""

from sitegen.charts.forms.form import Form
from sitegen.charts.layers import (
    OVER,
    Spec,
    beside,
    labels,
    literal,
    mark,
    pixels,
    points,
    quantity,
    rules,
    texts,
    value_axis,
)

HEIGHT = (440, 320)
RIGHT = 6 + OVER


def _layers(*, log: bool = False) -> list[Spec]:
    """Return the layers; ``log`` for amounts, which differ by thousands.

    ``segmenter`` holds a line to help the eye, as where nothing has changed.
    """
    linear: Spec = {"zero": False, "nice": False, "padding": 6}
    scale: Spec = {"type": "log"} if log else linear
    axis = value_axis("@xtittel", labelOverlap=True, **({"format": ","} if log else {}))
    x = quantity("x", scale=scale, axis=axis)
    y = quantity("verdi", scale=linear, axis=value_axis())
    upright = [
        one | {"encoding": {"x": quantity("verdi", scale=scale)}}
        for one in rules("x", "loddrett")[:3]
    ]
    help_line = mark(
        "segmenter", "rule", strokeWidth=1.5, strokeDash=[5, 4],
        place={"x": x, "x2": {"field": "tilx"}, "y": y, "y2": {"field": "tily"}}
        | {"stroke": literal("farge")},
    )  # fmt: skip
    place = {"x": x, "y": y}
    where = beside("scale('x', datum.x)", "scale('y', datum.verdi)")
    names = labels({"x": pixels("bort"), "y": pixels("plass")}, *where)
    return [*rules("y"), *upright, help_line, *points(place), *names, *texts(place)]


FORM = Form(id="punktsky", layers=_layers(), height=HEIGHT, right=RIGHT, square=True)
LOG = Form(id="punktsky-log", layers=_layers(log=True), height=HEIGHT, right=RIGHT)
