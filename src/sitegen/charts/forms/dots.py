"""Forms of dots: a cloud over two axes, a strip for each group, and named units by value."""

from sitegen.charts.layers import (
    OVER,
    Spec,
    beside,
    key,
    labels,
    literal,
    mark,
    pixels,
    points,
    quantity,
    rows,
    rules,
    said,
    seen,
    texts,
    value_axis,
)
from sitegen.charts.part import Form
from sitegen.charts.theme import STREK_STERK

HEIGHT = (440, 320)
RIGHT = 6 + OVER


def _cloud(*, log: bool = False) -> list[Spec]:
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


CLOUD = Form(id="punktsky", layers=_cloud(), height=HEIGHT, right=RIGHT, square=True)
LOG = Form(id="punktsky-log", layers=_cloud(log=True), height=HEIGHT, right=RIGHT)


# Every unit as a point on a row, stacked where values are alike: the explorer, the calculator.
#
# Among so many points no name stands free: those brought forward are named in the list above.
STRIP_STEP = 150


def _strip() -> list[Spec]:
    x = quantity("verdi", axis=value_axis("@xtittel"), scale={"zero": False})
    offset = {"field": "plass", "type": "quantitative", "scale": None}
    place = {"x": x, "y": rows(), "yOffset": offset}
    return [*rules("x"), *points(place)]


STRIP = Form(id="stripe", layers=_strip(), step=STRIP_STEP)


# Named units by value, the highest first: the newest year as a circle, the year before a diamond.
#
# A row's number stands in the margin. The pages of municipalities fill it, their own in colour.
ROW = 20
"""Height of a row, px."""
NUMBERS = 46
"""Width of the margin with the numbers, px."""


def _ranked() -> list[Spec]:
    x = quantity("verdi", axis=value_axis("@xtittel"), scale={"zero": False, "padding": 10})
    named = rows()
    named["axis"] |= {"labelFontSize": 13, "labelPadding": 8}
    place = {"x": x, "y": named}
    span = mark(
        "data", "line", {"filter": "isValid(datum.verdi)"},
        place=place | {"detail": [{"field": "rad"}]}, color=STREK_STERK, strokeWidth=1,
        opacity=0.7,
    )  # fmt: skip
    numbers = mark(
        "etiketter", "text", place={"x": {"value": "width"}, "y": named, "text": said("tekst")}
        | {"color": literal("farge")},
        align="right", dx=NUMBERS - 4, fontSize=13, opacity=seen(),
    )  # fmt: skip
    return [*rules("x"), span, *points(place), numbers, *key()]


RANKED = Form(id="rangert", layers=_ranked(), right=NUMBERS)
