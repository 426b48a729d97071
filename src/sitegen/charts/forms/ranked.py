"""Named units by value, the highest first: the newest year as a circle, the year before a diamond.

A row's number stands in the margin. The pages of municipalities fill it, with their own in colour.
"""

from sitegen.charts.forms.form import Form
from sitegen.charts.layers import (
    Spec,
    key,
    literal,
    mark,
    points,
    quantity,
    rows,
    rules,
    said,
    seen,
    value_axis,
)
from sitegen.charts.theme import STREK_STERK

ROW = 20
"""Height of a row, px."""
NUMBERS = 46
"""Width of the margin with the numbers, px."""


def _layers() -> list[Spec]:
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


FORM = Form(id="rangert", layers=_layers(), right=NUMBERS)
