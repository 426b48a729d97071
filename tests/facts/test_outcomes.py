"""Estimates beside final figures: the published ones, and the forecast that came before."""

from decimal import Decimal
from fractions import Fraction

import pytest

from sitegen.facts.fact import facts_of
from sitegen.facts.outcomes import Outcome, find_outcomes, verify
from support.notes import accounts, read


@pytest.fixture(scope="module")
def outcomes() -> tuple[Outcome, ...]:
    note = read()
    facts = facts_of(note)
    return find_outcomes(note, facts, verify(note, facts, accounts()))


def test_each_estimate_stands_beside_the_published_final_figure(
    outcomes: tuple[Outcome, ...],
) -> None:
    published = [
        ("kommunesektoren", "prognose", "-1", "0.071"),
        ("kommunesektoren", "anslag", "0.1", "0.071"),
        ("kommunene", "anslag", "-0.3", "-0.417"),
        ("fylkeskommunene", "anslag", "2.7", "2.761"),
    ]
    assert len(outcomes) == len(published)
    for found, (group, status, printed, final) in zip(outcomes, published, strict=True):
        assert (found.gruppe, found.status, found.year) == (group, status, 2024)
        assert found.printed == Decimal(printed)
        assert found.computed is not None
        assert abs(found.computed - Fraction(final)) <= Fraction(1, 2000)
        assert found.difference == Fraction(printed) - found.computed


def test_the_forecast_has_its_line_and_no_basis_the_note_does_not_give(
    outcomes: tuple[Outcome, ...],
) -> None:
    forecast = outcomes[0]
    assert (forecast.line, forecast.basis, forecast.when) == (139, "", "november 2024")
    assert "TBU anslo i november" in read().lines[forecast.line - 1]


def test_without_final_figures_the_estimates_wait() -> None:
    note = read()
    found = find_outcomes(note, facts_of(note), ())
    assert {(item.computed, item.difference) for item in found} == {(None, None)}
