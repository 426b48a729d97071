"""Figures of a group, computed by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuneindikatorer.groups.statistics import Verdi, median, spread, statistics


def value(pst: str, income: int = 100, last: str | None = None) -> Verdi:
    amount = Decimal(pst) * income / 100
    return Verdi(Fraction(pst), amount, Decimal(income), value(last) if last else None)


def test_weighted_and_unweighted_differ_when_incomes_do() -> None:
    found = statistics([value("10", 100), value("-2", 900)])
    assert (found.vektet, found.uvektet, found.median) == (Fraction(-8, 10), 4, 4)
    assert (found.min, found.maks, found.antall) == (-2, 10, 2)


def test_shares_are_of_the_units_that_can_tell() -> None:
    found = statistics(
        [value("-3", last="-1"), value("-1", last="2"), value("1", last="0"), value("6")]
    )
    assert (found.andel_negativ, found.andel_under_minus_2) == (50, 25)
    assert found.antall_begge_aar == 3
    assert found.andel_negativ_begge_aar == Fraction(100, 3)
    assert found.andel_svakere == Fraction(200, 3)
    assert (found.andel_under_5, found.andel_over_3, found.andel_uten) == (75, 25, 50)


def test_no_units_give_nothing_and_not_zero() -> None:
    found = statistics([])
    assert (found.antall, found.vektet, found.median, found.andel_negativ) == (0, None, None, None)


@pytest.mark.parametrize(
    ("values", "width"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8], 5),  # six nearest 4.5: 2–7
        ([0, 1, 2, 10, 20], 10),  # four nearest 2: 0–10
        ([5], 0),
        ([1, 2, 3], 2),  # three of three
        ([0, 5, 5, 10], 10),  # three nearest 5, and the one as far away as the third
    ],
)
def test_the_range_of_the_75_per_cent_nearest_the_median(values: list[int], width: int) -> None:
    assert spread([Fraction(one) for one in values]) == width


@given(st.lists(st.fractions(-50, 50), min_size=1, max_size=40))
def test_the_spread_holds_three_quarters_of_the_units_and_never_more_than_all(
    values: list[Fraction],
) -> None:
    ordered = sorted(values)
    width = spread(ordered)
    assert 0 <= width <= ordered[-1] - ordered[0]
    assert ordered[0] <= median(ordered) <= ordered[-1]
    most = max(sum(low <= one <= low + width for one in ordered) for low in ordered)
    assert 4 * most >= 3 * len(ordered)


@given(st.lists(st.fractions(-9, 9, max_denominator=7), min_size=1, max_size=40))
def test_the_spread_reaches_as_far_as_the_last_of_the_nearest_three_quarters(
    values: list[Fraction],
) -> None:
    ordered = sorted(values)
    centre = median(ordered)
    nearest = sorted(abs(one - centre) for one in ordered)
    reach = nearest[-(-3 * len(ordered) // 4) - 1]
    inside = [one for one in ordered if abs(one - centre) <= reach]
    assert spread(ordered) == inside[-1] - inside[0]


@given(st.lists(st.fractions(-9, 9), min_size=1, max_size=40))
def test_values_so_near_that_only_the_numbers_themselves_differ_are_put_in_order(
    values: list[Fraction],
) -> None:
    near = [one / 2**90 for one in values]
    found = statistics([Verdi(one, None, None) for one in near])
    assert (found.min, found.maks, found.median) == (min(near), max(near), median(sorted(near)))
    assert found.uvektet == sum(near, Fraction(0)) / len(near)
    assert found.andel_uten == Fraction(100 * sum(one <= 0 for one in near), len(near))
