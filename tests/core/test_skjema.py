"""Format 2, the account form: one result however it is printed; and no form makes it raise."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.test_skjema_columns import THIS, computed, form
from kommuneindikatorer.document import Source
from kommuneindikatorer.items import POST_LINJE
from kommuneindikatorer.model import Regnskap
from kommuneindikatorer.options import Options
from kommuneindikatorer.readers.skjema.lines import find_line
from kommuneindikatorer.reading import read_sources
from support.properties import tried

# By hand: 9 − 15 = 900 000 − 880 000 = 20 000; 22 = 3 000 + 2 000 − 1 000 − 9 000 − 25 000;
# 24 = 20 000 − 30 000 + 40 000; 31 = 5 000 + 12 000 − 2 000 + 16 000 − 1 000.
FORM = {
    1: 500_000, 2: 400_000, 9: 900_000, 10: 840_000, 14: 40_000, 15: 880_000, 16: 20_000,
    17: 3_000, 18: 2_000, 19: -1_000, 20: 9_000, 21: 25_000, 22: -30_000, 23: 40_000, 24: 30_000,
    25: 5_000, 26: 12_000, 27: 2_000, 28: 16_000, 29: 1_000, 31: 30_000, 32: 0,
}  # fmt: skip
INCOME = {1, 2, 9, 16, 17, 18, 19, 22, 23, 24}
COST = {10, 14, 15, 20, 21}
SET_ASIDE = {25, 26, 28, 31}
WRITTEN = {
    "blank": lambda n: f"{n:,}".replace(",", " "),
    "minus and blank": lambda n: f"{'- ' if n < 0 else ''}{abs(n):,}".replace(",", " "),
    "points": lambda n: f"{n:,}".replace(",", "."),
    "parentheses": lambda n: f"({-n})" if n < 0 else str(n),
    "no-break and minus sign": lambda n: f"{n:,}".replace(",", "\u00a0").replace("-", "\u2212"),
}
CELL = st.one_of(
    st.sampled_from(
        [
            "Sum driftsinntekter",
            "Rammetilskudd",
            "1",
            "- 3 901",
            "(5)",
            "",
            "Regnskap 2024",
            "§ 5-4",
        ]
    ),
    st.text(max_size=8),
)


def only(text: str, **chosen: str) -> Regnskap:
    result = read_sources([Source("f", text.encode())], Options(**chosen))
    (reading,) = result.readings
    (one,) = reading.regnskap
    assert reading.format == "skjema"
    return one


@pytest.mark.parametrize("written", sorted(WRITTEN))
@pytest.mark.parametrize("nynorsk", [False, True])
@pytest.mark.parametrize(("negative", "costs", "aside"), list(product([False, True], repeat=3)))
def test_a_form_says_the_same_however_it_is_printed(
    written: str, *, nynorsk: bool, negative: bool, costs: bool, aside: bool
) -> None:
    flipped = (INCOME if negative else set()) | (COST if costs and not negative else set())
    flipped |= SET_ASIDE if aside and not negative else set()
    rows = ["Skjema i 1000 kr;", ";Regnskap 2024"]
    for line, amount in FORM.items():
        post = POST_LINJE[line]
        name = post.nn if nynorsk else f"{line} {post.nb}"
        rows.append(f"{name};{WRITTEN[written](-amount if line in flipped else amount)}")
    belop = only("\n".join(rows)).belop
    assert {POST_LINJE[line].id: Decimal(amount) for line, amount in FORM.items()} == {
        post: one.verdi for post, one in belop.items()
    }


def test_the_user_may_say_the_sign_of_incomes() -> None:
    text = ";Regnskap 2024\nRammetilskudd;5\nSum driftsinntekter;900\nNetto driftsresultat;-7\nAvdrag;1\n"
    assert only(text).belop["netto_driftsresultat"].verdi == -7
    assert only(text, fortegn="negative").belop["netto_driftsresultat"].verdi == 7


@pytest.mark.parametrize(
    ("name", "post"),
    [
        ("9 Sum driftsinntekter", "brutto_driftsinntekter"),
        ("9. SUM DRIFTSINNTEKTER", "brutto_driftsinntekter"),
        ("Meirforbruk", "merforbruk"),
        (
            "Netto avsetninger til eller bruk av bundne driftsfond",
            "netto_avsetning_bundne_driftsfond",
        ),
        ("Avsetninger til/bruk av disposisjonsfond", "netto_avsetning_disposisjonsfond"),
        ("Fremført til inndekning i senere år (merforbruk)", "fremfort_til_inndekning"),
        ("Avdrag på lån *", "avdrag"),
    ],
)
def test_a_line_is_known_by_name(name: str, post: str) -> None:
    found = find_line(name)
    assert found is not None
    assert found.id == post


def test_two_years_are_two_accounts() -> None:
    forms = [
        f"Regnskap;Regnskap {year}\nRammetilskudd;1\nSum driftsinntekter;9\nAvdrag;1\nRenteutgifter;1"
        for year in (2023, 2024)
    ]
    sources = [Source(f"f{number}", text.encode()) for number, text in enumerate(forms)]
    (reading,) = read_sources(sources, Options()).readings
    assert [one.aar for one in reading.regnskap] == [2023, 2024]


@tried(4)
@given(
    text=st.lists(st.lists(CELL, max_size=5).map(";".join), max_size=9).map("\n".join),
    headed=st.booleans(),
)
def test_no_form_raises(*, text: str, headed: bool) -> None:
    head = "9 Sum driftsinntekter;803 398;1\n" if headed else ""
    data = (head + text).encode("utf-8", errors="replace")
    result = read_sources([Source("f", data)], Options(format="skjema"))
    (one,) = result.filer
    assert one.lest + one.avvist == one.rader
    assert one.avvist >= 0


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Kommunenummer: 1108", "1108"),
        ("Økonomisk oversikt drift, kommunenr. 301", "0301"),
        ("4601 Bergen kommune, økonomisk oversikt drift", "4601"),
        ("Økonomisk oversikt drift Herøy (1515)", "1515"),  # there are two
        ("Økonomisk oversikt drift 1871", None),  # Andøy's, or a year
        ("4601 Stavanger kommune, økonomisk oversikt drift", "1103"),
    ],
)
def test_the_number_in_a_title_is_used(title: str, number: str | None) -> None:
    result = computed(form("Regnskap 2022", THIS, above=f"{title};"))
    assert result["enheter"][0]["kommunenummer"] == number
