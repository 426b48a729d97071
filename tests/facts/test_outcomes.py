"""Estimates beside final figures: the published ones, and the forecast that came before."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from sitegen.facts.fact import facts_of
from sitegen.facts.outcomes import Course, Outcome, Printed, courses, find_outcomes, verify
from sitegen.facts.releases import settled
from sitegen.note.drafting import draft_note
from sitegen.pages.edition import Edition, History
from sitegen.pages.outcomes import outcomes_text
from sitegen.publish.edition_folder import release_calendar
from support.made_up import DAY, made_up, taught
from support.notes import FOLDER, accounts, own, read, vocabulary


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


@pytest.fixture(scope="module")
def notes() -> list[Printed]:
    """The note of 2025, and one made up a year later, which has what 2024 became."""
    later = draft_note(made_up().data, DAY, own(), taught(vocabulary())).note
    assert later
    made = [read(), later]
    calendar = release_calendar(FOLDER)
    return [(one.about.date, facts_of(settled(one, calendar))) for one in made]


def by_meaning(found: Sequence[Course]) -> dict[tuple[object, ...], Course]:
    about = ("indikator", "gruppe", "utvalg", "grunnlag", "aar")
    return {tuple(getattr(one.newest, name) for name in about): one for one in found}


def test_what_a_note_estimated_stands_beside_what_the_next_printed_and_the_accounts_gave(
    notes: list[Printed],
) -> None:
    finals = {("kommunene", 2024): Fraction(-417, 1000)}
    found = by_meaning(courses(notes, finals))
    one = found["netto_driftsresultat", "kommunene", "alle", "konsern", 2024]
    assert [[(o.verdi, o.status) for o in own] for own in one.printed] == [
        [(Decimal("-0.3"), "anslag")],
        [(Decimal("-0.4"), "endelig")],
    ]
    assert one.final == Fraction(-417, 1000)
    one = found["netto_driftsresultat", "fylkeskommunene", "alle", "konsern", 2024]
    assert [own[0].verdi for own in one.printed] == [Decimal("2.7"), Decimal("2.8")]
    assert one.final is None  # not known here, and not guessed


def test_values_that_differ_in_meaning_are_never_one(notes: list[Printed]) -> None:
    for one in courses(notes, {}):
        for o in (o for of_note in one.printed for o in of_note):
            for name in ("indikator", "gruppe", "utvalg", "grunnlag", "aar"):
                assert getattr(o, name) == getattr(one.newest, name)


def test_a_note_that_contradicts_itself_has_both_values(notes: list[Printed]) -> None:
    found = by_meaning(courses(notes, {}))
    one = found["netto_driftsresultat", "landet", "utvalget", "kasse", 2024]
    assert {o.verdi for o in one.printed[0]} == {Decimal("-0.4"), Decimal("1.0")}


def test_one_note_alone_has_no_course(notes: list[Printed]) -> None:
    finals = {("kommunene", 2024): Fraction(-417, 1000)}
    assert courses(notes[:1], finals) == []
    found = courses([notes[0], (DAY, {})], finals)
    assert [(one.newest.gruppe, one.printed[1]) for one in found] == [("kommunene", ())]


def test_what_was_final_at_once_has_no_course(notes: list[Printed]) -> None:
    assert min(one.newest.aar for one in courses(notes, {})) >= 2023


def test_the_page_reads_across_editions(notes: list[Printed]) -> None:
    about = read().about.model_copy(update={"date": DAY})
    edition = Edition(
        note=read().model_copy(update={"about": about}), facts=notes[1][1], finals={("kommunene", 2024): Fraction(-417, 1000)},
        history=History(printed=notes[:1]),
    )  # fmt: skip
    text = outcomes_text(edition)
    table = text.partition("Prosent av brutto driftsinntekter, konsern, alle</span>")[2]
    rows = re.findall(r"<tr>(.*?)</tr>", table.partition("</table>")[0], re.DOTALL)
    plain = [" ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in rows]
    assert plain[0] == "Hva År mars 2025 mars 2026 Ble"
    wanted = "Netto driftsresultat 2024 −0,3 anslag −0,4 −0,4"
    assert f"Kommunene (inkl. Oslo): {wanted}" in plain
    alone = replace(edition, history=History())
    assert "Fra notat til notat" not in outcomes_text(alone)
