"""Format 5, the ledger in long form. Sums in these tests are made by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuneindikatorer.document import Source
from kommuneindikatorer.model import Basis, Nivaa, Regnskap
from kommuneindikatorer.options import Options
from kommuneindikatorer.reading import Taken, read_sources

HEAD = "periode;region;kontoklasse;funksjon;art;beløp\n"
# In kroner: 400 million out, 400 million in; depreciation and its other side.
BALANCED = (
    HEAD
    + "202401;3401;1;120;0101;150000000,25\n"
    + "202402;3401;1;120;01012;249999999,75\n"
    + "202412;3401;1;202;590;5000000,50\n"
    + "202412;3401;1;860;990;-5000000,50\n"
    + "202412;3401;1;840;8000;-400000000,00\n"
)


def taken(text: str, **chosen: str) -> Taken:
    return read_sources([Source("hovedbok.csv", text.encode())], Options(**chosen))


def only(result: Taken) -> Regnskap:
    (reading,) = result.readings
    assert reading.format == "hovedbok"
    (regnskap,) = reading.regnskap
    return regnskap


def codes(result: Taken) -> list[str]:
    return [problem.kode for problem in result.problemer]


def test_periods_are_summed_by_the_first_three_digits_of_the_art() -> None:
    result = taken(BALANCED)
    assert codes(result) == []
    regnskap = only(result)
    assert (regnskap.kommunenummer, regnskap.aar, regnskap.basis) == ("3401", 2024, Basis.KASSE)
    wages = regnskap.belop["lonnsutgifter"]
    assert (wages.verdi, wages.rader) == (400_000, 2)
    assert [one.rad for one in wages.opphav] == [2, 3]
    assert regnskap.belop["rammetilskudd"].verdi == 400_000
    assert regnskap.belop["avskrivninger"].verdi == Decimal("5000.0005")
    assert {one.id: one.verdi for one in result.antakelser}["belopsenhet"] == "kroner"


def test_amounts_in_1000_kr_are_known_by_size_and_the_user_may_say_otherwise() -> None:
    text = HEAD + "2024;3401;1;840;800;-400000\n2024;3401;1;120;010;400000\n"
    assert only(taken(text)).belop["rammetilskudd"].verdi == 400_000
    assert only(taken(text, belopsenhet="kroner")).belop["rammetilskudd"].verdi == 400


@pytest.mark.parametrize("delimiter", [",", "\t", "|"])
def test_any_delimiter_will_do(delimiter: str) -> None:
    text = BALANCED.replace(",25", "").replace(",75", "").replace(",50", "").replace(",00", "")
    assert only(taken(text.replace(";", delimiter))).belop["rammetilskudd"].verdi == 400_000


def test_columns_may_be_parted_by_blanks_and_stand_below_a_title() -> None:
    text = "Hovedbok 2024\nperiode region kontoklasse funksjon art beløp\n"
    text += "2024 340100 1 840 800 -400 000\n2024 340100 1 120 010 400 000\n"
    regnskap = only(taken(text))
    assert (regnskap.kommunenummer, regnskap.belop["lonnsutgifter"].verdi) == ("3401", 400_000)


def test_balance_rows_have_the_chapter_in_the_column_of_functions() -> None:
    text = HEAD + "2024;3401;2;56;000;-900\n2024;3401;2;2.51;;-70\n2024;3401;2;10;000;970\n"
    regnskap = only(taken(text))
    assert regnskap.belop["disposisjonsfond"].verdi == 900
    assert regnskap.belop["bundne_driftsfond"].verdi == 70


def test_classes_three_to_five_are_the_group_with_companies() -> None:
    text = HEAD + "2024;3400;3;840;800;-5\n2024;3400;5;56;000;-9\n"
    regnskap = only(taken(text))
    assert (regnskap.basis, regnskap.nivaa) == (Basis.KONSERN, Nivaa.FYLKESKOMMUNE)
    assert only(taken(text, basis="kasse")).basis is Basis.KASSE


def test_an_account_that_does_not_balance_is_said_in_1000_kr() -> None:
    result = taken(BALANCED + "202412;3401;1;120;0102;31000\n")
    assert [(one.kode, one.verdi) for one in result.problemer] == [("110", "31")]
    assert codes(taken(BALANCED + "202412;3401;1;120;0102;30000\n")) == []


def test_what_the_file_does_not_say_may_be_chosen() -> None:
    text = "funksjon;art;beløp\n840;800;-400000\n120;010;400000\n"
    regnskap = only(taken(text, aar="2023", kommunenummer="4601"))
    assert (regnskap.kommunenummer, regnskap.aar) == ("4601", 2023)
    assert only(taken(text)).aar is None


@pytest.mark.parametrize(
    ("row", "kode"),
    [
        ("20;3401;1;120;010;5", "ugyldig-aar"),
        ("2024;Ukjent;1;120;010;5", "ugyldig-kommunenummer"),
        ("2024;030112;1;120;010;5", "bydel"),
        ("2024;3401;9;120;010;5", "ugyldig-kontoklasse"),
        ("2024;3401;1;120;1;5", "ugyldig-art"),
        ("2024;3401;1;120;123456789012345;5", "ugyldig-art"),
        ("2024;3401;2;;000;5", "ugyldig-funksjon"),
        ("2024;3401;1;120;010;fem", "ikke-tall"),
        ("2024;3401;1;120;;5", "rad-uten-konto"),
        ("2024;3401;1;120;010", "ulikt-antall-felt"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_and_the_rest_is_read(row: str, kode: str) -> None:
    result = taken(BALANCED + row + "\n")
    assert codes(result) == [kode]
    assert (result.filer[0].rader, result.filer[0].avvist) == (7, 1)
    assert only(result).belop["lonnsutgifter"].verdi == 400_000


CELL = st.sampled_from(
    [
        "2024",
        "202401",
        "3401",
        "301",
        "1",
        "2",
        "56",
        "120",
        "010",
        "0101",
        "-5,5",
        "1.234",
        "",
        '"',
    ]
)


@given(rows=st.lists(st.lists(CELL, max_size=8).map(";".join), max_size=8), cut=st.integers(0, 200))
def test_damaged_ledgers_are_counted_to_the_last_row(rows: list[str], cut: int) -> None:
    data = (HEAD + "\n".join(rows)).encode()
    result = read_sources([Source("f", data[: len(HEAD) + 1 + cut])], Options())
    for one in result.filer:
        assert one.lest + one.avvist == one.rader
