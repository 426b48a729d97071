"""Exact numbers in JSON: texts of all their digits."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuneindikatorer.json_text import Json, json_text

NUMBERS = st.decimals("-1e15", "1e15", places=5) | st.integers().map(Decimal)


@given(st.lists(NUMBERS))
def test_an_exact_number_is_a_text_that_reads_as_the_same_number(values: list[Decimal]) -> None:
    read = json.loads(json_text(values))
    assert all(isinstance(one, str) for one in read)
    assert [Decimal(one) for one in read] == values


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("12.50"), '"12.5"'),
        (Decimal("-0.0"), '"0"'),
        (Decimal("1E+3"), '"1000"'),
        (Fraction(-2, 3), '"-0.66666666666666666666"'),
        (Fraction(6, 3), '"2"'),
        (Fraction(-1, 10**30), '"-0"'),
        ({"å": (Decimal("0.1"), 2024, None, True)}, '{"å": ["0.1", 2024, null, true]}'),
    ],
)
def test_a_number_has_all_its_digits_and_no_more(value: Json, text: str) -> None:
    assert json_text(value) == text
