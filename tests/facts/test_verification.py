"""The note's results beside the final accounts: published totals, and a verdict each."""

from fractions import Fraction

import pytest

from sitegen.facts.fact import facts_of
from sitegen.facts.outcomes import Comparison, Verdict, verify
from support.notes import accounts, changed, raw, read


def compared(data: bytes) -> dict[tuple[str, str, int], Comparison]:
    note = read(data)
    found = verify(note, facts_of(note), accounts())
    return {(one.exhibit, one.what, one.year): one for one in found}


@pytest.fixture(scope="module")
def real() -> dict[tuple[str, str, int], Comparison]:
    return compared(raw())


@pytest.mark.parametrize(
    ("group", "year", "published"),
    [
        ("Kommunesektoren", 2023, "1.282"),
        ("Kommunene (inkl. Oslo)", 2023, "0.758"),
        ("Fylkeskommunene", 2023, "4.177"),
        ("Kommunesektoren", 2024, "0.071"),
        ("Kommunene (inkl. Oslo)", 2024, "-0.417"),
        ("Fylkeskommunene", 2024, "2.761"),
    ],
)
def test_the_recomputed_results_are_the_published_ones(
    real: dict[tuple[str, str, int], Comparison], group: str, year: int, published: str
) -> None:
    one = real["tabell-3", group, year]
    assert abs(one.computed - Fraction(published)) <= Fraction(1, 2000)
    assert one.verdict == (Verdict.STEMMER if year == 2023 else Verdict.ANSLAG)


def test_every_result_of_all_units_is_compared(
    real: dict[tuple[str, str, int], Comparison],
) -> None:
    by_table: dict[str, int] = {}
    for table, _, _ in real:
        by_table[table] = by_table.get(table, 0) + 1
    assert by_table == {
        "tabell-1": 1,
        "tabell-2": 6,
        "tabell-3": 6,
        "tabell-5": 7,
        "tabell-6": 6,
        "": 4,
    }


def test_another_basis_is_never_called_right_or_wrong(
    real: dict[tuple[str, str, int], Comparison],
) -> None:
    others = [one for one in real.values() if one.basis != "konsern"]
    assert {one.verdict for one in others} == {Verdict.ANNET_GRUNNLAG}
    assert real["tabell-5", "0–3 000", 2023].line == 664


def test_the_shares_of_the_text_stand_beside_those_of_all_municipalities(
    real: dict[tuple[str, str, int], Comparison],
) -> None:
    shares = {one.what[:10]: one for (table, _, _), one in real.items() if not table}
    negative = shares["58 prosent"]
    assert (negative.printed, negative.computed) == (58, Fraction(100 * 207, 357))
    assert round(float(shares["42 prosent"].computed), 1) == 46.6
    assert shares["42 prosent"].status == "endelig"


def test_a_wrong_number_in_the_note_is_told() -> None:
    found = compared(changed(("3,0 0,8        -0,3", "3,0 0,9        -0,3")))
    assert found["tabell-3", "Kommunene (inkl. Oslo)", 2023].verdict == Verdict.STEMMER_IKKE
