"""Rebuilt figures: worked out here from the printed lines and the data file, and compared."""

import csv
import re
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuneindikatorer.compute import compute
from kommuneindikatorer.document import Source
from kommuneindikatorer.options import Options
from sitegen.facts.fact import Fact, facts_of
from sitegen.facts.outcomes import compare_shares
from sitegen.facts.rebuilt import Pairs, Step, chained, formula, pairs, uncertainty
from support.notes import ROOT, accounts, changed, raw, read

ROWS = {
    "aktivitet_endring": "Aktivitetsendring i kommunesektoren, pst. endring",
    "samlede_inntekter_realendring": "Saml. inntekter i kommunesektoren, reell endring, pst.2",
    "frie_inntekter_realendring": "Frie inntekter, reell endring fra året før, pst.",
}
FILE = ROOT / "tests/cases/unit_data/kommuner_2023_2024.csv"
SPLIT = {"1508": "1507", "1580": "1507"}


def growth(data: bytes, indicator: str) -> list[Fact]:
    return [o for o in facts_of(read(data))["tabell-1"] if o.indikator == indicator]


def by_hand(row: str) -> list[Fraction]:
    """Chain the numbers printed after a row's label, with nothing of ours."""
    line = next(line for line in raw().decode().splitlines() if line.startswith(row))
    printed = [
        Fraction(int(found.replace(",", "")), 10)
        for found in re.findall(r"-?\d+,\d", line.removeprefix(row))
    ]
    assert len(printed) == 10
    index = [Fraction(100)]
    for per_cent in printed[1:]:
        index.append(index[-1] + index[-1] * per_cent / 100)
    return index


@pytest.mark.parametrize("indicator", ROWS)
def test_an_index_is_the_printed_growths_chained_exactly(indicator: str) -> None:
    steps = chained(growth(raw(), indicator))
    assert [step.aar for step in steps] == list(range(2015, 2025))
    assert [Fraction(step.verdi or 0) for step in steps] == by_hand(ROWS[indicator])


@pytest.mark.parametrize(
    ("indicator", "last"),
    [
        ("aktivitet_endring", "114.375383483329004913676800000"),
        ("samlede_inntekter_realendring", "112.725363274929611560972800000"),
        ("frie_inntekter_realendring", "106.575104186946807837154329600"),
    ],
)
def test_the_last_value_is_not_rounded(indicator: str, last: str) -> None:
    assert chained(growth(raw(), indicator))[-1].verdi == Decimal(last)


def test_a_value_knows_the_cells_it_came_from_and_their_loosest_status() -> None:
    steps = chained(growth(raw(), "samlede_inntekter_realendring"))
    assert [len(step.av) for step in steps] == list(range(10))
    assert {one.linje for one in steps[-1].av} == {273}
    assert [step.status for step in steps[-2:]] == ["foreløpig", "anslag"]
    assert chained(growth(raw(), "aktivitet_endring"))[-1].status == "foreløpig"


def test_another_printed_number_gives_another_index() -> None:
    data = changed(("2,2   3,0   1,5   2,6", "2,2   4,0   1,5   2,6"))
    steps = chained(growth(data, "aktivitet_endring"))
    assert steps[1].verdi == 104
    assert steps[2].verdi == Decimal("105.56")


def test_the_first_years_growth_is_not_used() -> None:
    data = changed(("2,2   3,0   1,5   2,6", "9,9   3,0   1,5   2,6"))
    assert chained(growth(data, "aktivitet_endring")) == chained(growth(raw(), "aktivitet_endring"))


def test_what_follows_a_missing_growth_is_missing_too() -> None:
    data = changed(("2,9   1,4   0,3   1,1   -0,2", "2,9   1,4   -   1,1   -0,2"))
    steps = chained(growth(data, "frie_inntekter_realendring"))
    assert [step.verdi is None for step in steps] == [False] * 3 + [True] * 7


def test_a_skipped_year_breaks_the_chain() -> None:
    row = [o for o in growth(raw(), "aktivitet_endring") if o.aar != 2018]
    assert [step.verdi is None for step in chained(row)] == [False] * 3 + [True] * 6


def test_the_order_of_the_growths_makes_no_difference() -> None:
    row = growth(raw(), "aktivitet_endring")
    assert chained(row[::-1]) == chained(row)


def test_without_growths_there_is_no_index() -> None:
    assert chained([]) == ()


def test_the_formula_holds_the_printed_numbers() -> None:
    steps = chained(growth(raw(), "samlede_inntekter_realendring"))
    assert formula(steps[0]) == "100"
    assert formula(steps[2]) == "100 × (1 + 3,1 / 100) × (1 + 2,0 / 100)"
    assert formula(steps[7]).endswith("× (1 + (-0,6) / 100)")


def true_index(step: Step, errors: list[Fraction]) -> Fraction:
    index = Fraction(100)
    for one, error in zip(step.av, errors, strict=True):
        index *= 1 + (Fraction(one.verdi or 0) + error) / 100
    return index


@cache
def last_step() -> Step:
    return chained(growth(raw(), "aktivitet_endring"))[-1]


@given(st.lists(st.fractions(Fraction(-1, 20), Fraction(1, 20)), min_size=9, max_size=9))
def test_no_growths_that_round_to_the_printed_ones_lead_further_away(
    errors: list[Fraction],
) -> None:
    step = last_step()
    assert abs(true_index(step, errors) - Fraction(step.verdi or 0)) <= uncertainty(step)


def test_the_furthest_the_rounding_can_lead_is_reached() -> None:
    step = last_step()
    furthest = true_index(step, [Fraction(1, 20)] * 9)
    assert furthest - Fraction(step.verdi or 0) == uncertainty(step)
    assert uncertainty(chained(growth(raw(), "aktivitet_endring"))[0]) == 0


def results() -> dict[str, tuple[Fraction, Fraction]]:
    """Return per cent in 2023 and 2024 by number in 2023, from the file alone."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = SPLIT.get(row["kommunenummer"], row["kommunenummer"])
            entry = sums[row["aar"], code]
            entry[0] += int(row["netto_driftsresultat"])
            entry[1] += int(row["brutto_driftsinntekter"])
    of = {key: Fraction(100 * result, income) for key, (result, income) in sums.items()}
    register = ROOT / "data/kommuner/kommuneregister.csv"
    with register.open(encoding="utf-8", newline="") as file:
        before = {
            row["kommunenummer"]: row["kommunenummer_2020_2023"] for row in csv.DictReader(file)
        }
    return {
        code: (of["2023", before.get(code, code)], value)
        for (year, code), value in of.items()
        if year == "2024"
    }


@pytest.fixture(scope="module")
def real() -> Pairs:
    found = pairs(accounts(), 2024)
    assert found
    return found


def test_there_are_356_pairs_and_none_is_left_out(real: Pairs) -> None:
    assert (len(real.par), real.aar, real.uten) == (356, 2024, ())


def test_every_pair_is_what_the_file_gives(real: Pairs) -> None:
    assert {one.kode: (one.fjor, one.naa) for one in real.par} == results()


def test_alesund_and_haram_are_taken_together(real: Pairs) -> None:
    (joined,) = (one for one in real.par if len(one.koder) > 1)
    assert (joined.kode, joined.navn, joined.koder) == (
        "1507",
        "Ålesund og Haram",
        ("1508", "1580"),
    )
    assert joined.verdi.belop == -26635
    assert joined.naa == Fraction(100 * -26635, 7207975)


def test_the_shares_beside_those_of_the_note(real: Pairs) -> None:
    both = results().values()
    by_hand = [
        sum(now < 0 for _, now in both),
        sum(before < 0 for before, _ in both),
        sum(now < 0 and before < 0 for before, now in both),
        sum(now < before for before, now in both),
    ]
    assert by_hand == [206, 166, 127, 234]
    found = compare_shares(
        read().shares, 2024, {year: real.statistics(year) for year in (2023, 2024)}
    )
    assert [(int(one.printed), one.computed) for _, one in found] == [
        (printed, Fraction(100 * count, 356))
        for printed, count in zip((58, 42, 36, 72), by_hand, strict=True)
    ]


def computed(lines: list[str], last: int = 2024) -> Pairs | None:
    head = "aar,kommunenummer,navn,landsdel,folkemengde,brutto_driftsinntekter,netto_driftsresultat"
    data = "\n".join([head, *lines, ""]).encode()
    options = Options(basis="konsern", belopsenhet="tusen", bekreftet="alle")
    return pairs(compute([Source("kommuner.csv", data)], options).grupper, last)


def test_a_municipality_without_a_result_one_year_is_named_and_not_counted() -> None:
    found = computed(
        [
            "2023,1101,Eigersund,Agder og Rogaland,15221,1000,50",
            "2024,1101,Eigersund,Agder og Rogaland,15221,1000,-50",
            "2024,1103,Stavanger,Agder og Rogaland,149048,1000,10",
        ]
    )
    assert found
    assert [(one.kode, one.fjor, one.naa) for one in found.par] == [("1101", 5, -5)]
    assert found.uten == ("1103",)


def test_municipalities_of_one_year_alone_or_without_income_are_named_in_order() -> None:
    found = computed(
        [
            "2023,1106,Haugesund,Agder og Rogaland,37000,1000,50",
            "2023,1108,Sandnes,Agder og Rogaland,80000,0,50",
            "2024,1108,Sandnes,Agder og Rogaland,80000,0,50",
            "2023,1103,Stavanger,Agder og Rogaland,149048,1000,10",
            "2024,1103,Stavanger,Agder og Rogaland,149048,1000,10",
            "2023,1101,Eigersund,Agder og Rogaland,15221,1000,50",
            "2024,1101,Eigersund,Agder og Rogaland,15221,1000,-50",
        ]
    )
    assert found
    assert [one.kode for one in found.par] == ["1101", "1103"]
    assert found.uten == ("1106", "1108")


def test_half_of_a_split_municipality_is_no_pair() -> None:
    found = computed(
        [
            "2024,1508,Ålesund,Vestlandet,58000,1000,50",
            "2024,1580,Haram,Vestlandet,9000,1000,",
            "2023,1507,Ålesund,Vestlandet,67000,2000,50",
        ]
    )
    assert found
    assert (found.par, found.uten) == ((), ("1507",))


def test_a_later_pair_of_years_keeps_the_parts_of_a_split_municipality_apart() -> None:
    found = computed(
        [
            f"{year},{code},{name},Vestlandet,9000,1000,50"
            for year in (2024, 2025)
            for code, name in (("1508", "Ålesund"), ("1580", "Haram"))
        ],
        2025,
    )
    assert found
    assert [one.kode for one in found.par] == ["1508", "1580"]


def test_one_year_alone_has_no_pairs() -> None:
    assert computed(["2024,1101,Eigersund,Agder og Rogaland,15221,1000,50"]) is None
