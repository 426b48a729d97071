"""Exact numbers in JSON text, and texts that look like them."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuneindikatorer.json_text import Json, json_text

NUMBERS = st.decimals("-1e15", "1e15", places=5) | st.integers().map(Decimal)
TEXTS = st.text() | st.text(alphabet='{}": .,0123456789\\-')
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS | NUMBERS,
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(TEXTS.filter(bool), inner, max_size=5)
    ),
)


@given(VALUES)
def test_what_is_written_is_what_is_read(value: Json) -> None:
    assert json.loads(json_text(value), parse_float=Decimal) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("12.50"), "12.5"),
        (Decimal("-0.0"), "0"),
        (Decimal("1E+3"), "1000"),
        (Fraction(-2, 3), "-0.66666666666666666666"),
        (Fraction(6, 3), "2"),
        (Fraction(-1, 10**30), "-0"),
        (['{"": "1.5"}', Decimal("1.5")], '["{\\"\\": \\"1.5\\"}", 1.5]'),
        ({"å": (Decimal("0.1"), None, True)}, '{"å": [0.1, null, true]}'),
    ],
)
def test_a_number_has_all_its_digits_and_no_more(value: Json, text: str) -> None:
    assert json_text(value) == text
