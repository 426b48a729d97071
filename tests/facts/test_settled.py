"""A value's status is what the release calendar allows on the note's day."""

import datetime as dt
from collections import Counter

import pytest

from sitegen.facts.fact import Fact, facts_of
from sitegen.facts.releases import Release, settled, status_of
from sitegen.note.model import Note
from sitegen.note.read import read_note
from sitegen.publish.edition_folder import release_calendar
from support.notes import FOLDER, raw, spec

GDP, NET = "bnp_fastlands_norge_endring", "netto_driftsresultat"


@pytest.fixture(scope="module")
def releases() -> tuple[Release, ...]:
    return release_calendar(FOLDER)


def test_national_accounts_are_final_in_november_two_years_after(
    releases: tuple[Release, ...],
) -> None:
    march, november = dt.date(2025, 3, 7), dt.date(2025, 11, 30)
    assert status_of(releases, GDP, 2022, march) == "endelig"
    assert status_of(releases, GDP, 2023, march) == "foreløpig"
    assert status_of(releases, GDP, 2023, november) == "endelig"
    assert status_of(releases, GDP, 2024, march) == "foreløpig"


def test_accounts_are_preliminary_in_march_and_final_in_june(releases: tuple[Release, ...]) -> None:
    days = {
        # The 15th of March is a Saturday, and of June a Sunday.
        dt.date(2025, 3, 16): "anslag",
        dt.date(2025, 3, 17): "foreløpig",
        dt.date(2025, 6, 15): "foreløpig",
        dt.date(2025, 6, 16): "endelig",
    }
    assert {day: status_of(releases, NET, 2024, day) for day in days} == days


def values(note: Note) -> list[Fact]:
    return [one for rows in facts_of(note).values() for one in rows if one.verdi is not None]


def test_only_figures_the_calendar_calls_looser_change(releases: tuple[Release, ...]) -> None:
    note = read_note(raw(), spec())
    before, after = values(note), values(settled(note, releases))
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert Counter((a.tabell, a.aar, a.status, b.status) for a, b in changed) == {
        ("tabell-1", 2023, "endelig", "foreløpig"): 17
    }
    assert {b.grunnlag for _, b in changed} == {"ikke regnskap"}


def test_what_quarters_of_a_year_give_is_an_estimate_of_the_year(
    releases: tuple[Release, ...],
) -> None:
    parts = {name for one in releases if one.quarterly for name in one.indicators}
    found = [one for one in values(settled(read_note(raw(), spec()), releases)) if one.aar == 2024]
    assert {one.status for one in found if one.indikator in parts} == {"anslag"}
    assert len([one for one in found if one.indikator in parts]) == 4


def test_an_editor_may_say_less_than_the_calendar_and_never_more(
    releases: tuple[Release, ...],
) -> None:
    text = spec().replace('status = { 2024 = "anslag" }', 'status = { 2022 = "anslag" }')
    found = {
        (one.aar, one.gruppe): one.status
        for one in values(settled(read_note(raw(), text), releases))
        if one.tabell == "tabell-3" and one.indikator == NET
    }
    assert found[2022, "kommunene"] == "anslag"
    assert found[2024, "kommunene"] == "anslag"
    assert found[2023, "kommunene"] == "endelig"


def test_the_distinction_of_accounts_is_not_made_for_other_statistics() -> None:
    count = Counter((one.grunnlag, one.utvalg) for one in values(read_note(raw(), spec())))
    assert count["ikke regnskap", "ikke relevant"] == 169
    assert ("ikke regnskap", "alle") not in count
