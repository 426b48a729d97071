"""The paper of a drawing: how high its plot is, and the margins that words around it need.

Vega measures words unlike every browser, so nothing is fitted by Vega: the still picture and a
reader's browser are given the same paper, and nothing moves when one gives way to the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil

from sitegen.charts.forms.form import Form
from sitegen.charts.layers import CHARACTER, Spec
from sitegen.charts.model import Rows
from sitegen.charts.theme import NARROW

EDGE, SQUARE = 4, 484
"""Margin where nothing stands, and the widest plot of a scatter with one scale, px."""


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
