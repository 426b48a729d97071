"""The note is held against its own two years, however many the unit data have."""

from functools import cache

import pytest

from kommuneindikatorer.result import Gruppe
from sitegen.charts.fill import draw
from sitegen.charts.part import Subject
from sitegen.charts.render import DrawingContext
from sitegen.facts.fact import facts_of
from sitegen.facts.outcomes import verify
from sitegen.note.errors import SourceError, SpecError
from sitegen.note.model import Note
from sitegen.publish.unit_data import note_years
from support.charts import NothingDrawn
from support.notes import accounts, read, spec

YEARS = "regnskapsaar = [2023, 2024]"


@cache
def groups(*years: int) -> tuple[Gruppe, ...]:
    return tuple(one for one in accounts() if one.aar in years)


def figure_4(*years: int, note: Note | None = None) -> str:
    """Return the words of the chart of every municipality, drawn with the years there are."""
    note = note or read()
    alone = note.model_copy(update={"exhibits": (note.exhibit("figur-4"),)})
    subject = Subject(alone, facts_of(alone), groups(*years))
    chart = draw(subject, DrawingContext(None, NothingDrawn())).get("figur-4")
    return "\n".join([chart.tittel, chart.undertittel, *chart.merknader]) if chart else ""


def test_the_data_have_years_before_and_after_those_of_the_note() -> None:
    assert {one.aar for one in accounts()} >= set(range(2020, 2026))
    assert read().about.years == (2023, 2024)


def test_figure_4_is_the_same_with_further_years() -> None:
    told = figure_4(2023, 2024)
    assert told.startswith(
        "58 prosent av kommunene hadde negativt netto driftsresultat i 2024, mot 47 prosent i 2023"
    )
    assert figure_4(*range(2020, 2026)) == told


def test_figure_4_of_a_note_of_later_years_is_of_those() -> None:
    note = read(spec_text=spec().replace(YEARS, "regnskapsaar = [2024, 2025]"))
    told = figure_4(*range(2020, 2026), note=note)
    assert "i 2025, mot 58 prosent i 2024" in told
    assert "2023" not in told.split("Andel av kommunene")[0].replace("225", "")


def test_what_is_verified_is_the_same_with_further_years() -> None:
    note = read()
    two = verify(note, facts_of(note), groups(2023, 2024))
    assert verify(note, facts_of(note), groups(*range(2020, 2026))) == two
    assert {one.year for one in two} == {2023, 2024}


def test_a_share_of_a_year_without_data_is_left_out() -> None:
    note = read()
    found = verify(note, facts_of(note), groups(2024, 2025))
    assert {one.year for one in found} == {2024}


def test_years_that_are_not_said_are_the_two_before_the_note() -> None:
    assert read(spec_text=spec().replace(YEARS, "")).about.years == (2023, 2024)


def test_years_that_do_not_follow_each_other_are_refused() -> None:
    with pytest.raises(SpecError, match="to år på rad"):
        read(spec_text=spec().replace(YEARS, "regnskapsaar = [2022, 2024]"))


def test_a_year_that_has_been_lost_stops_with_what_to_do() -> None:
    with pytest.raises(SourceError) as stopped:
        note_years(read(), {2024, 2025})
    assert str(stopped.value) == (
        "data/kommuner: ventet regnskap for 2023, som figur 4 tegnes av; fant ingen. Legg dem inn "
        "med «sitegen add-data FIL», eller rett regnskapsaar i note.toml."
    )


def test_a_year_that_has_not_come_yet_is_told_and_the_figure_waits() -> None:
    assert note_years(read(), {2022, 2023}) == (
        "Figur 4 tegnes ikke før det er regnskap for 2024. Legg dem inn med «sitegen add-data FIL».",
    )
    assert figure_4(2022, 2023) == ""


def test_nothing_is_said_where_nothing_is_missing_or_drawn() -> None:
    assert note_years(read(), range(2020, 2026)) == ()
    note = read()
    kept = tuple(one for one in note.exhibits if one.id != "figur-4")
    assert note_years(note.model_copy(update={"exhibits": kept}), {2025}) == ()
