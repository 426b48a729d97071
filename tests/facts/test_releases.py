"""The release calendar: what a year's figures are on a day, and faults in the file."""

from dataclasses import replace
from datetime import date

import pytest

from sitegen.facts.releases import ReleaseDay, read_calendar, status_of
from sitegen.facts.rules.dates import figures_before_release
from sitegen.note.errors import SpecError
from support.notes import read
from support.rules import of_note, releases

NATIONAL, ACCOUNTS = "bnp_fastlands_norge_endring", "netto_driftsresultat"
FINANCES = "bruttoinvesteringer_av_inntekter"


@pytest.mark.parametrize(
    ("indikator", "year", "day", "status"),
    [
        (NATIONAL, 2022, date(2025, 3, 7), "endelig"),
        (NATIONAL, 2023, date(2025, 3, 7), "foreløpig"),
        (NATIONAL, 2022, date(2024, 11, 20), "foreløpig"),
        (NATIONAL, 2022, date(2024, 11, 21), "endelig"),
        (NATIONAL, 2023, date(2025, 12, 1), "endelig"),
        (FINANCES, 2024, date(2024, 12, 10), "anslag"),
        (FINANCES, 2024, date(2025, 3, 4), "foreløpig"),
        (NATIONAL, 2024, date(2025, 3, 7), "foreløpig"),
        (ACCOUNTS, 2023, date(2025, 3, 7), "endelig"),
        (ACCOUNTS, 2024, date(2025, 3, 7), "anslag"),
        (ACCOUNTS, 2024, date(2025, 3, 16), "anslag"),
        (ACCOUNTS, 2024, date(2025, 3, 17), "foreløpig"),
        (ACCOUNTS, 2024, date(2025, 6, 15), "foreløpig"),
        (ACCOUNTS, 2024, date(2025, 6, 16), "endelig"),
        ("ukjent", 2024, date(2025, 6, 16), None),
    ],
)
def test_what_figures_are_on_a_day(
    indikator: str, year: int, day: date, status: str | None
) -> None:
    assert status_of(releases(), indikator, year, day) == status


def test_every_indicator_of_the_note_has_a_release() -> None:
    facts = (fact for rows in of_note(()).facts.values() for fact in rows)
    day = read().about.date
    assert all(status_of(releases(), one.indikator, one.aar, day) for one in facts)


def test_a_note_may_build_on_the_quarters_of_a_year_that_is_not_over() -> None:
    material = of_note(())
    whole = tuple(one.model_copy(update={"quarterly": False}) for one in material.releases)
    said, more = (
        {one.message for one in figures_before_release(replace(material, releases=those))}
        for those in (material.releases, whole)
    )
    assert said < more
    assert all("offentlig forvaltnings inntekter og utgifter" in one for one in more - said)


def test_a_release_that_would_be_on_a_weekend_is_the_next_working_day() -> None:
    usual = ReleaseDay.model_validate({"aar": 1, "maaned": 3, "dag": 15})
    days = {2022: 15, 2023: 15, 2024: 17, 2025: 16}  # Wednesday, Friday, Saturday, Sunday
    assert {year: usual.date(year).day for year in days} == days


def test_a_fault_names_its_key() -> None:
    faulty = """
[[utgivelse]]
id = "x"
navn = "x"
ord = []
forelopig = { aar = 1, maaned = 13, dag = 1 }
endelig = { aar = 1, maaned = 6, dag = 1 }
indikatorer = []
kilde = "x"
"""
    with pytest.raises(SpecError, match=r"utgivelse\.1\.forelopig\.maaned"):
        read_calendar(faulty)
