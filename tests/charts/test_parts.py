"""Small parts of charts: labels moved apart, and pictures made lean."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from sitegen.charts.labels import apart
from sitegen.charts.lean import lean

PLACES = st.lists(st.floats(-50, 50), max_size=8)


@given(PLACES, st.floats(0.1, 20))
def test_labels_stand_apart_in_the_order_they_wanted(wanted: list[float], least: float) -> None:
    places = apart(wanted, least)
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    ordered = [places[index] for index in order]
    assert all(b - a >= least - 1e-6 for a, b in itertools.pairwise(ordered))


@given(st.lists(st.integers(-9, 9), unique=True, max_size=8))
def test_labels_with_room_stay_where_they_are(wanted: list[int]) -> None:
    assert apart(wanted, 1) == [float(one) for one in wanted]


def test_two_labels_that_want_one_place_share_it_evenly() -> None:
    assert apart([2.0, 2.0, 10.0], 4) == [0.0, 4.0, 10.0]


def test_a_lean_picture_keeps_what_is_seen() -> None:
    svg = (
        '<svg width="9"><g role="graphics-object" aria-roledescription="group">'
        '<path d="M1.23456,2" opacity="0"/><text fill="#1d2730" opacity="1">−0,3</text></g></svg>'
    )
    assert lean(svg) == (
        '<svg font-family="&quot;Source Sans 3&quot;, &quot;Sans reserve&quot;, sans-serif" '
        'width="9"><g><text fill="#1d2730">−0,3</text></g></svg>'
    )
