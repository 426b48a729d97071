"""A chart's still picture inside a page: in the page's own colours, its ids its own."""

import re

from markupsafe import Markup

from sitegen.charts.model import Chart, Drawing
from sitegen.charts.palette import with_variables

WIDE, NARROW = "bred", "smal"
_REFERENCES = re.compile(r'(?<=\bid=")(?=[^"]+")|(?<=url\(#)')
_WORDLESS = re.compile(r' (?:class|version|xmlns(?::xlink)?)="[^"]*"')


def pictures(chart: Chart, place: str) -> list[Markup]:
    """Return the drawings for a wide and a narrow page; the style sheet shows the one that fits.

    Args:
        chart: The chart.
        place: What makes the ids in its drawings unique on the page.
    """
    sizes = {WIDE: chart.bred, NARROW: chart.smal}
    return [_picture(drawing, f"{place}-{name}", name) for name, drawing in sizes.items()]


def _picture(drawing: Drawing, prefix: str, name: str) -> Markup:
    svg = _REFERENCES.sub(f"{prefix}-", _WORDLESS.sub("", with_variables(drawing.svg)))
    opening = f'<svg class="tegning tegning--{name}" focusable="false" '
    return Markup(svg.replace("<svg ", opening, 1))  # noqa: S704  drawn here, not received
