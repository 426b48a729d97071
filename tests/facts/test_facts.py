"""The values as data: exact, with what they are."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuneindikatorer.numbers import format_number, read_number
from sitegen.facts.fact import Fact, facts_of
from support.notes import read

KEYS = st.decimals(min_value=-999, max_value=999, places=1)
MINUSES = ("-", "–", "−")


@pytest.fixture(scope="module")
def everything() -> list[Fact]:
    return [o for rows in facts_of(read()).values() for o in rows]


def test_340_cells_have_a_value_and_6_are_missing(everything: list[Fact]) -> None:
    assert sum(o.verdi is not None for o in everything) == 340
    missing = [(o.tabell, o.rad, o.aar, o.trykt) for o in everything if o.verdi is None]
    assert missing == [
        ("tabell-1", "Netto driftsresultat, konsern, pst. av driftsinntekter", 2024, "-"),
        ("tabell-1", "Disposisjonsfond, pst. av driftsinntekter", 2024, "-"),
        ("tabell-1", "Netto gjeld uten pensjonsreserver, i pst. av inntekter", 2024, "-"),
        *[("tabell-3", "Brutto driftsresultat", 2024, "")] * 3,
    ]


def test_every_value_is_what_is_printed_on_its_line(everything: list[Fact]) -> None:
    lines = read().lines
    for o in everything:
        if o.verdi is not None:
            assert o.trykt in lines[o.linje - 1]
            folded = o.trykt.replace("–", "-").replace(",", ".")
            assert o.verdi == Decimal(folded)


def test_status_basis_and_selection_are_those_of_the_notes(everything: list[Fact]) -> None:
    assert Counter((o.aar == 2024, o.status) for o in everything) == {
        (False, "endelig"): 270,
        (False, "foreløpig"): 17,
        (True, "foreløpig"): 12,
        (True, "anslag"): 47,
    }
    by_table: dict[str, set[str]] = {o.tabell: set() for o in everything}
    for o in everything:
        by_table[o.tabell].add(o.grunnlag)
    assert by_table == {
        "tabell-1": {"konsern", "ikke regnskap"},
        "tabell-2": {"kasse"},
        "tabell-3": {"konsern"},
        "tabell-5": {"kasse"},
        "tabell-6": {"kasse"},
        "figur-3": {"konsern", "kasse"},
    }
    chosen = Counter((o.tabell, o.aar, o.utvalg) for o in everything if o.tabell == "tabell-5")
    assert chosen == {
        ("tabell-5", 2023, "alle utenom Oslo"): 14,
        ("tabell-5", 2023, "utvalget"): 14,
        ("tabell-5", 2024, "utvalget"): 14,
    }


def test_a_value_carries_the_notes_of_its_row_and_column(everything: list[Fact]) -> None:
    marked = {(o.tabell, o.rad, o.aar): o.fotnoter for o in everything if o.fotnoter}
    assert marked["tabell-1", "Saml. inntekter i kommunesektoren, reell endring, pst.", 2016] == (
        "2",
    )
    assert marked["tabell-5", "Over 50 000", 2024] == ("1",)
    assert ("tabell-5", "Landet", 2023) not in marked


def test_a_value_is_found_by_what_it_is(everything: list[Fact]) -> None:
    keys = Counter((o.tabell, o.indikator, o.gruppe, o.aar, o.utvalg) for o in everything)
    assert max(keys.values()) == 1


def test_table_1_and_table_3_agree_on_the_result(everything: list[Fact]) -> None:
    def series(table: str) -> list[Decimal | None]:
        wanted = (table, "netto_driftsresultat", "kommunesektoren")
        found = [o for o in everything if (o.tabell, o.indikator, o.gruppe) == wanted]
        return [o.verdi for o in found if o.aar < 2024]

    assert series("tabell-1") == series("tabell-3")
    assert len(series("tabell-1")) == 9


def test_the_sector_lies_between_its_parts(everything: list[Fact]) -> None:
    values = {
        (o.tabell, o.indikator, o.aar, o.gruppe): o.verdi for o in everything if o.verdi is not None
    }
    compared = 0
    for (table, indicator, year, group), whole in values.items():
        if group == "kommunesektoren" and table in {"tabell-2", "tabell-3"}:
            parts = [values[table, indicator, year, g] for g in ("kommunene", "fylkeskommunene")]
            assert min(parts) <= whole <= max(parts)
            compared += 1
    assert compared == 23


@given(KEYS)
def test_a_number_written_and_read_is_the_same(value: Decimal) -> None:
    assert read_number(format_number(value, 1)) == value


@given(KEYS.filter(lambda value: value > 0), st.sampled_from(MINUSES))
def test_hyphen_en_dash_and_minus_sign_all_mean_minus(value: Decimal, minus: str) -> None:
    assert read_number(minus + format_number(value, 1)) == -value


@pytest.mark.parametrize("text", ["0–3 000", "3–5 000", "2015–2024", "20-50 000"])
def test_a_range_is_never_a_number(text: str) -> None:
    assert not isinstance(read_number(text), Decimal)
