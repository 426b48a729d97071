"""The release calendar: what a year's figures are on a day, and faults in the file."""

from datetime import date

import pytest

from sitegen.facts.releases import read_calendar, status_of
from sitegen.note.errors import SpecError
from support.notes import read
from support.rules import of_note, releases

NATIONAL, ACCOUNTS = "bnp_fastlands_norge_endring", "netto_driftsresultat"


@pytest.mark.parametrize(
    ("indikator", "year", "day", "status"),
    [
        (NATIONAL, 2022, date(2025, 3, 7), "endelig"),
        (NATIONAL, 2023, date(2025, 3, 7), "foreløpig"),
        (NATIONAL, 2023, date(2025, 12, 1), "endelig"),
        (NATIONAL, 2024, date(2025, 3, 7), "foreløpig"),
        (ACCOUNTS, 2023, date(2025, 3, 7), "endelig"),
        (ACCOUNTS, 2024, date(2025, 3, 7), "anslag"),
        (ACCOUNTS, 2024, date(2025, 3, 17), "foreløpig"),
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
