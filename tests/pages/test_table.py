"""The one table component: what a screen reader and a keyboard find in it."""

import re
from dataclasses import replace
from decimal import Decimal

from sitegen.facts.fact import Fact, facts_of
from sitegen.note.model import Exhibit, Grid
from sitegen.pages.edition import Edition
from sitegen.pages.exhibit import exhibit_text
from sitegen.pages.phrase import Here
from sitegen.pages.places import find_places
from sitegen.pages.table import On, size, table
from sitegen.pages.words import by_year, column_status, odd_statuses, status_by_year
from support.notes import read

NOTE = read()
VALUES = facts_of(NOTE)
HERE = Here("tabeller/tabell-5.md", find_places(NOTE))


def made(target: str, values: tuple[Fact, ...] | None = None, *, lines: bool = False) -> str:
    exhibit, grid = parts(target)
    return str(table(exhibit, grid, values or VALUES[target], On(HERE, lines=lines)))


def parts(target: str) -> tuple[Exhibit, Grid]:
    exhibit = NOTE.exhibit(target)
    assert exhibit.grid
    return exhibit, exhibit.grid


def test_the_frame_can_be_reached_and_has_the_caption_for_a_name() -> None:
    text = made("tabell-5")
    assert 'role="region" tabindex="0" aria-labelledby="tabell-5-tittel"' in text
    assert 'id="tabell-5-tittel"' in text


def test_headers_say_what_they_stand_over() -> None:
    text = made("tabell-5")
    assert text.count('<th scope="colgroup"') + text.count(' scope="colgroup" colspan="3"') >= 2
    assert text.count('scope="row"') == 7
    assert made("tabell-3").count('scope="rowgroup"') == 3


def test_the_columns_add_up_to_the_table_s_width() -> None:
    for target in VALUES:
        _, grid = parts(target)
        columns = sum(heading.width for heading in grid.levels[0])
        assert len(re.findall(r"<col[ >]", made(target, lines=True))) == columns + 2


def test_a_missing_value_is_said_in_words_and_is_no_zero() -> None:
    text = made("tabell-3")
    assert text.count('<span class="skjult">mangler</span>') == 3
    assert 'id="tabell-3-r1-k10"><span aria-hidden="true">..</span>' in text


def test_estimates_are_named_in_the_header() -> None:
    assert made("tabell-2").count('<span class="status"> anslag</span>') == 1


def test_an_estimate_is_heard_in_its_cell_and_seen_in_its_column() -> None:
    text = made("tabell-2")
    assert (
        text.count('<span class="skjult"> (anslag)</span>') == text.count('<td class="anslag"') > 1
    )
    assert 'class="avvik"' not in text


def test_a_cell_with_another_status_than_its_column_says_so_itself() -> None:
    assert (
        '<span class="avvik" aria-hidden="true">a</span><span class="skjult"> (anslag)</span>'
        in (made("tabell-1"))
    )
    odd = odd_statuses([[value("anslag"), value("foreløpig"), value("foreløpig")]])
    assert list(odd) == ["anslag"]


def test_a_preliminary_cell_among_final_ones_says_so_itself() -> None:
    column = [value("endelig"), value("endelig"), value("foreløpig")]
    assert column_status(column) == ""
    assert list(odd_statuses([column])) == ["foreløpig"]


def test_the_signs_below_a_table_name_rows_and_years() -> None:
    edition = Edition(note=NOTE, facts=VALUES)
    text = exhibit_text(edition, NOTE.exhibit("tabell-1"))
    assert "Endelig: Netto driftsresultat, konsern, pst. av driftsinntekter, 2023; Disp" in text
    assert (
        "Anslag: Saml. inntekter i kommunesektoren, reell endring, pst., 2024; Frie inntekter"
        in text
    )


def test_values_with_fewer_decimals_get_an_unseen_tail() -> None:
    first, *rest = VALUES["tabell-2"]
    text = made("tabell-2", (replace(first, verdi=Decimal(5)), *rest))
    assert 'data-fyll=",0"' in text


def test_each_row_leads_to_its_line_in_the_raw_text() -> None:
    text = made("tabell-5", lines=True)
    assert 'href="../../ratekst/#l664"' in text
    assert 'aria-label="0–3 000: linje 664"' in text


def test_wide_tables_ask_for_room() -> None:
    assert [size(parts(name)[1]) for name in ("tabell-2", "tabell-5", "tabell-1")] == [
        "smal",
        "middels",
        "bred",
    ]


def test_a_column_with_a_final_value_has_no_word_of_its_own() -> None:
    assert column_status([value("endelig"), value("anslag")]) == ""
    assert column_status([value("anslag"), value("anslag")]) == "anslag"


def test_status_is_told_by_stretches_of_years() -> None:
    years = [value("endelig", 2015), value("endelig", 2016), value("anslag", 2017)]
    assert status_by_year(years) == [("2015–2016", "endelig"), ("2017", "anslag")]


def value(status: str, year: int = 2024) -> Fact:
    return replace(VALUES["tabell-2"][0], status=status, aar=year)


def test_basis_is_told_by_year_where_it_changes() -> None:
    words = [(2022, "konsern"), (2023, "konsern"), (2024, "kasse")]
    assert by_year(words) == [("2022–2023", "konsern"), ("2024", "kasse")]
