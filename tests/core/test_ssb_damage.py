"""Tables whose figures were moved on their way: held back, and only they."""

import json
from collections.abc import Collection
from decimal import Decimal

import pytest

from kommuneindikatorer.document import Row
from kommuneindikatorer.readers.ssb.damage import Whose, halves, moved_heading
from kommuneindikatorer.readers.ssb.layout import find_layout
from kommuneindikatorer.session import compute_json

type Lines = dict[Whose, Collection[str]]

ALL = frozenset("xyz")
SOME: Lines = {("A", 2022): frozenset("xy"), ("A", 2023): frozenset("z")}
WHOLE: Lines = {("B", 2022): ALL}


def test_two_years_that_share_the_lines_of_one_are_halves_where_another_has_them_all() -> None:
    assert list(halves(SOME | WHOLE)) == [(("A", 2022), ("A", 2023))]
    other: Lines = {("A", 2022): frozenset("x"), ("C", 2022): frozenset("yz")}
    assert list(halves(other | WHOLE)) == [(("A", 2022), ("C", 2022))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({("A", 2022): "xy"}, {("C", 2023): "z"}),  # another unit in another year
        ({("A", 2022): "xy"}, {("A", 2023): "yz"}),  # both have a line
        ({("A", 2022): "x"}, {("A", 2023): "y"}),  # a line is in neither
    ],
)
def test_what_is_no_half_of_the_same_is_none(one: Lines, other: Lines) -> None:
    assert list(halves(one | other | WHOLE)) == []
    assert list(halves(one | other)) == []
    assert list(halves({})) == []


def test_where_many_have_some_of_the_lines_that_is_how_the_table_is() -> None:
    many: Lines = {(f"D{at}", 2000): frozenset("x") for at in range(100)}
    assert list(halves(many | SOME | WHOLE)) == []
    few = dict(list(many.items())[:20])
    assert list(halves(few | SOME | WHOLE)) == [(("A", 2022), ("A", 2023))]


@pytest.mark.parametrize(("off", "held"), [("0.04", False), ("-0.04", False), ("0.07", True)])
def test_a_gross_result_may_be_as_far_off_as_groups_trade_inside_and_no_farther(
    off: str, *, held: bool
) -> None:
    income, expenses = 800_000, 780_000
    result = income - expenses - int(income * Decimal(off))
    lines = ("Brutto driftsinntekter", "Brutto driftsutgifter", "Brutto driftsresultat")
    heading = ";".join(["region", "år", *(f"{one} (1000 kr)" for one in lines)])
    text = f"{heading}\n1532 Giske;2023;{income};{expenses};{result}\n"
    told = json.loads(compute_json([("f.csv", text.encode())], {}))["problemer"]
    assert ("tabell-gaar-ikke-opp" in [one["kode"] for one in told]) is held


ABOVE = ";Brutto driftsinntekter (1000 kr);;;Netto driftsresultat (1000 kr);;"
YEARS = "region;2022;2023;2024;2022;2023;2024"
BELOW = ("1532 Giske;804160;818417;863716;32650;2814;-15117", "0301 Oslo;9;8;7;6;5;4")


def rows_of(*lines: str) -> list[Row]:
    return [Row(number, tuple(line.split(";"))) for number, line in enumerate(lines, start=1)]


@pytest.mark.parametrize(
    ("above", "years", "found"),
    [
        (ABOVE, YEARS, None),
        (ABOVE.removesuffix(";;"), YEARS, None),  # its blank end is cut away
        (f"{ABOVE};;", YEARS, None),  # its blank end is longer
        (ABOVE.replace(";;;", ";;"), YEARS, (6, 7)),  # a blank cell is lost
        (ABOVE.removesuffix(";"), YEARS, (6, 7)),
        (ABOVE, YEARS.replace(";2023", "", 1), (6, 7)),  # a year is lost
        (f";{ABOVE};2025", YEARS, (9, 7)),  # a cell too many
        (ABOVE, f"{YEARS};2025", (8, 7)),
        (";13551: Økonomisk oversikt drift", YEARS, None),  # a title stands alone
        ("13551: Økonomisk oversikt drift", YEARS, None),
        (ABOVE, ";2022;2023;2024;2022;2023", (6, 7)),  # dense from its first cell on
    ],
)
def test_a_heading_is_as_wide_as_the_rows_below_or_lacks_only_its_blank_end(
    above: str, years: str, found: tuple[int, int] | None
) -> None:
    layout = find_layout(rows_of(ABOVE, YEARS, *BELOW))
    assert layout
    assert (layout.first, layout.row) == (1, 2)
    assert moved_heading(rows_of(above, years, *BELOW), layout) == found
