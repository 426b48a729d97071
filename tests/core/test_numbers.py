"""Text to exact numbers and back."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuneindikatorer.numbers import (
    DecimalSign,
    Missing,
    Unreadable,
    exact_sum,
    find_decimal_sign,
    format_number,
    fraction_sum,
    in_thousands,
    kroner,
    percent_of,
    read_number,
    read_percent,
    round_half_up,
)

CASES = Path(__file__).parent.parent / "cases" / "core" / "numbers.json"


def expected(case: dict[str, str]) -> Decimal | Missing | Unreadable:
    if "verdi" in case:
        return Decimal(case["verdi"])
    return Missing(case["mangler"]) if "mangler" in case else Unreadable(case["ulesbar"])


@pytest.mark.parametrize(
    "case", json.loads(CASES.read_text(encoding="utf-8")), ids=lambda case: repr(case["text"])
)
def test_a_token_is_read_as_the_case_file_says(case: dict[str, str]) -> None:
    sign: DecimalSign | None = {",": ",", ".": "."}.get(case["decimal"])  # type: ignore[assignment]
    value = read_number(case["text"], sign)
    assert (type(value), value) == (type(expected(case)), expected(case))


@given(st.integers(-(10**16), 10**16).map(str) | st.from_regex(r"-?[0-9]{1,17}", fullmatch=True))
def test_a_bare_whole_number_is_read_as_one_with_blanks_around_it(text: str) -> None:
    assert repr(read_number(text)) == repr(read_number(f" {text} "))


def test_a_negative_zero_is_zero() -> None:
    assert str(read_number("-0,0")) == "0.0"


@pytest.mark.parametrize(
    ("tokens", "sign"),
    [
        (["1.234", "1.5"], "."),
        (["1.234", "12.345.678"], ","),
        (["1 234", "x", "", "-0,5"], ","),
        (["1.234", "100"], None),
        (["1,5", "1.5"], None),
        ([], None),
    ],
)
def test_the_decimal_sign_is_what_the_other_numbers_prove(
    tokens: list[str], sign: str | None
) -> None:
    assert find_decimal_sign(tokens) == sign


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Fraction(-1, 20), 1, "\u22120,1"),
        (Decimal("0.25"), 1, "0,3"),
        (Decimal("0.35"), 1, "0,4"),
        (Decimal("-0.04"), 1, "\u22120,0"),
        (1234, 1, "1\u00a0234,0"),
        (-82721474, 0, "\u221282\u00a0721\u00a0474"),
        (Fraction(1, 3), 3, "0,333"),
        (0, 1, "0,0"),
    ],
)
def test_numbers_are_rounded_once_and_written_as_norwegians_do(
    value: int | Decimal | Fraction, decimals: int, text: str
) -> None:
    assert format_number(value, decimals) == text


def test_a_plus_and_an_ungrouped_year_are_written_on_request() -> None:
    assert format_number(Decimal("1.25"), 1, plus=True) == "+1,3"
    assert format_number(0, plus=True) == "0"
    assert format_number(2024, group=False) == "2024"


@pytest.mark.parametrize(
    ("thousands", "words"),
    [
        ("174012.4", "174,0 millioner kroner"),
        ("-7660", "\u22127,7 millioner kroner"),
        ("1000", "1,0 millioner kroner"),
        ("999.9", "999\u00a0900 kroner"),
        ("-20", "\u221220\u00a0000 kroner"),
        ("0", "0 kroner"),
    ],
)
def test_an_amount_in_a_sentence_is_millions_or_kroner(thousands: str, words: str) -> None:
    assert kroner(Decimal(thousands)) == words


def test_sums_and_scaling_never_round() -> None:
    long = Decimal("999999999999999.999999999999999")
    assert exact_sum([long, Decimal("1E-15"), long.copy_negate()]) == Decimal("1E-15")
    assert in_thousands(long) == Decimal("999999999999.999999999999999999")


@given(st.decimals(-(10**14), 10**14, places=3), st.integers(0, 3))
def test_what_is_written_can_be_read_again(value: Decimal, decimals: int) -> None:
    assert read_number(format_number(value, decimals)) == round_half_up(value, decimals)


@given(st.fractions(), st.integers(0, 6))
def test_rounding_is_never_off_by_more_than_half_a_unit(value: Fraction, decimals: int) -> None:
    off = abs(Fraction(round_half_up(value, decimals)) - value)
    assert off <= Fraction(1, 2 * 10**decimals)


@given(st.text(), st.sampled_from([",", ".", None]))
def test_no_text_raises(text: str, sign: DecimalSign | None) -> None:
    assert isinstance(read_number(text, sign), Decimal | Missing | Unreadable)


@given(st.lists(st.fractions(), max_size=40))
def test_a_sum_of_fractions_is_theirs_one_by_one(values: list[Fraction]) -> None:
    assert fraction_sum(values) == sum(values, Fraction(0))


@given(st.decimals("-1e15", "1e15", places=6), st.decimals("0.001", "1e15", places=3))
def test_a_percentage_is_the_part_a_hundred_times_over_the_whole(
    part: Decimal, whole: Decimal
) -> None:
    assert percent_of(part, whole) == 100 * Fraction(part) / Fraction(whole)
    assert percent_of(Fraction(part) / 3, whole) == 100 * Fraction(part) / 3 / Fraction(whole)


DRESSES = (
    "{}", " {} ", "kr {}", "kr. {}", "{} kr", "{} kroner", "{},-", "{},–", "{}.-", "{}*", "{} ¹",
    "NOK {}", "\u200b{}", "'{}", "kr {},-", "\u00a0{}\u00a0kr",
)  # fmt: skip
THOUSANDS_MARKS = ("", " ", "\u00a0", "\u202f", "\u2009", "'", "\u2019")


@given(
    st.integers(-(10**12), 10**12),
    st.sampled_from(DRESSES),
    st.sampled_from(THOUSANDS_MARKS),
    st.sampled_from(("-{}", "−{}", "({})", "- {}", "÷{}")),
)
def test_what_is_put_around_a_whole_number_changes_nothing(
    value: int, dress: str, mark: str, minus: str
) -> None:
    digits = f"{abs(value):,}".replace(",", mark)
    text = dress.format(digits)
    if text.strip() in ("1000 kr", "1 000 kr", "kr 1000"):
        return  # a heading
    assert read_number(minus.format(text) if value < 0 else text) in (value, Unreadable.IKKE_TALL)
    bare = dress.format(minus.format(digits) if value < 0 else digits)
    assert read_number(bare) in (value, Unreadable.IKKE_TALL)
    assert read_number(dress.format(digits)) == abs(value)


@given(
    st.decimals(-(10**9), 10**9, places=2),
    st.sampled_from(("{} %", "{}%", "{} pst.", "{} prosent")),
)
def test_a_percentage_is_never_an_amount(value: Decimal, form: str) -> None:
    text = form.format(format_number(value, 2))
    assert read_number(text) is Unreadable.PROSENT
    assert read_percent(text) == value


@pytest.mark.parametrize("token", ["1{}1", "(1{}1", "kr {}1"])
def test_a_cell_too_long_for_a_number_is_seen_by_no_pattern(token: str) -> None:
    for inside in (" ", "\u00a0", "1 ", "1.", "kr "):
        cell = token.format(inside * 16_000)
        assert isinstance(read_number(cell), Unreadable)
        assert find_decimal_sign([cell]) is None
