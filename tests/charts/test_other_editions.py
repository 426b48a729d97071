"""The charts of notes that are laid out otherwise: bound by what is measured, not by a number."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from sitegen.charts.fill import draw
from sitegen.charts.model import Chart
from sitegen.charts.part import Subject
from sitegen.charts.render import DrawingContext
from sitegen.facts.fact import Fact
from sitegen.note.model import Exhibit
from support.charts import NOTE, PRINTED, NothingDrawn, with_values

NUMBERS = {"tabell-5": 4, "tabell-6": 5}
BEFORE = {"tabell-4": "tabell-5", "tabell-5": "tabell-6"}


def edition(
    exhibit: Callable[[Exhibit], Exhibit | None],
    value: Callable[[Fact], Fact | None] = lambda item: item,
) -> Subject:
    """Return the real note with other exhibits and values."""
    pairs = [(one, new) for one in NOTE.exhibits if (new := exhibit(one))]
    facts = {
        new.id: tuple(
            replace(item, tabell=new.id) for one in PRINTED[old.id] if (item := value(one))
        )
        for old, new in pairs
        if old.id in PRINTED
    }
    exhibits = tuple(new for _, new in pairs)
    return Subject(NOTE.model_copy(update={"exhibits": exhibits}), facts)


def drawn(subject: Subject) -> Mapping[str, Chart]:
    return draw(subject, DrawingContext(None, NothingDrawn()))


def today() -> Mapping[str, Chart]:
    return with_values(lambda item: item.verdi)


def said(chart: Chart) -> tuple[str, str, tuple[str, ...]]:
    return chart.tittel, chart.undertittel, chart.beskrivelse


def renumbered(one: Exhibit) -> Exhibit:
    number = NUMBERS.get(one.id, one.number)
    return one.model_copy(update={"number": number, "id": f"{one.kind}-{number}"})


def test_tables_with_other_numbers_say_the_same() -> None:
    charts = drawn(edition(renumbered))
    assert {"tabell-4", "tabell-5", "tabell-5-disposisjonsfond"} <= set(charts)
    for new, old in BEFORE.items():
        assert said(charts[new]) == said(today()[old])
        assert charts[new].form == today()[old].form
    assert "0–3 000 innbyggere" in " ".join(charts["tabell-4"].beskrivelse)
    assert "landsdelene" in charts["tabell-5"].tittel or "landsdeler" in charts["tabell-5"].tittel


def test_a_table_that_is_gone_takes_only_its_own_charts() -> None:
    charts = drawn(edition(lambda one: None if one.id == "tabell-6" else one))
    gone = {"tabell-6", "tabell-6-disposisjonsfond"}
    assert set(charts) == set(today()) - gone
    assert all(said(charts[name]) == said(today()[name]) for name in charts)


def test_the_years_are_the_tables_own() -> None:
    charts = drawn(edition(lambda one: one, lambda item: replace(item, aar=item.aar + 4)))
    for name, chart in charts.items():
        words = " ".join([chart.tittel, chart.undertittel, *chart.beskrivelse])
        assert "2028" in words, name
        assert "2015" not in words


def test_a_table_of_two_years_that_gets_a_third_becomes_lines() -> None:
    def three(item: Fact) -> Fact:
        early = item.utvalg != "utvalget" and item.tabell == "tabell-6"
        return replace(item, aar=item.aar - 1, utvalg="utvalget") if early else item

    chart = drawn(edition(lambda one: one, three))["tabell-6"]
    assert chart.form == "linje"
    assert {point.x for point in chart.points} == {"2022", "2023", "2024"}
    assert [row["tekst"] for row in chart.rader["fot"]] == ["anslag"]


def test_a_table_of_one_year_has_bars() -> None:
    def of_one_year(item: Fact) -> Fact | None:
        return item if item.tabell != "tabell-3" or item.aar == 2019 else None

    charts = drawn(edition(lambda one: one, of_one_year))
    assert {charts[one].form for one in ("tabell-3", "tabell-3-brutto")} == {"stolper"}
