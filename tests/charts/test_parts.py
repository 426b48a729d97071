"""Small parts of charts: words moved apart, and pictures made lean."""

import json

import pytest
import vl_convert

from sitegen.charts.layers import apart
from sitegen.charts.render import lean


def moved(*wanted: float) -> list[float]:
    """Return where a form puts words that want these places, 4 px or more apart."""
    spec = {
        "data": {"values": [{"v": one} for one in wanted]},
        "transform": [*apart("datum.v", 4), {"window": [{"op": "row_number", "as": "n"}]}],
        "mark": "text",
        "encoding": {"y": {"field": "plass", "type": "quantitative", "scale": None}},
    }
    vega = vl_convert.vegalite_to_vega(spec)
    mark = vega["marks"][0]["encode"]["update"]
    mark["text"] = {"signal": "format(datum.v, '.2f') + ' ' + format(datum.plass, '.2f')"}
    svg = vl_convert.vega_to_svg(json.dumps(vega))
    pairs = [text.split(">")[-1].split() for text in svg.split("</text>")[:-1]]
    places = {
        float(value.replace("−", "-")): float(place.replace("−", "-")) for value, place in pairs
    }
    return [places[one] for one in sorted(places)]


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        ((0, 10, 20), [0, 10, 20]),
        ((2, 2.01, 10), [0.01, 4.01, 10]),
        ((0, 1, 100), [-1.5, 2.5, 100]),
        ((5, 0, 7), [-0.5, 4, 8]),
    ],
)
def test_words_stand_apart_in_the_order_they_wanted(
    wanted: tuple[float, ...], places: list[float]
) -> None:
    assert moved(*wanted) == pytest.approx(places, abs=0.02)


def test_a_lean_picture_keeps_what_is_seen() -> None:
    svg = (
        '<svg width="9"><g role="graphics-object" aria-roledescription="group">'
        '<path d="M1.23456,2" opacity="0"/><text fill="#1d2730" opacity="1">−0,3</text></g></svg>'
    )
    assert lean(svg) == (
        '<svg font-family="&quot;Source Sans 3&quot;, &quot;Sans reserve&quot;, sans-serif" '
        'width="9"><g><text fill="#1d2730">−0,3</text></g></svg>'
    )
