"""Format 3, KOSTRA filuttrekk. Sums in these tests are made by hand."""

import itertools
import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuneindikatorer.document import Source
from kommuneindikatorer.model import Basis, Nivaa, Regnskap
from kommuneindikatorer.options import Options
from kommuneindikatorer.reading import Taken, read_sources
from kommuneindikatorer.session import compute_json
from support.kostra import national, record

# The account balances: 1000 + 200 + 100 − 900 − 100 − 300 = 0, and depreciation has its other side.
DRIFT = (
    record("1", "120", "010", 1000),
    record("1", "202", "590", 100),
    record("1", "840", "800", -900),
    record("1", "860", "990", -100),
    record("1", "870", "870", -300),
    record("1", "880", "540", 200),
)


def taken(*files: tuple[str, ...], **chosen: str) -> Taken:
    sources = [
        Source(f"fil{number}.dat", "\r\n".join(lines).encode())
        for number, lines in enumerate(files)
    ]
    return read_sources(sources, Options(**chosen))


def only(result: Taken) -> Regnskap:
    (reading,) = result.readings
    assert reading.format == "kostra"
    (regnskap,) = reading.regnskap
    return regnskap


def codes(result: Taken) -> list[str]:
    return [problem.kode for problem in result.problemer]


def drift(art: str, amount: int, aar: int = 2024, **chosen: str) -> dict[str, Decimal]:
    """Return the lines that are not zero of an account with one record."""
    belop = only(taken((record("1", "120", art, amount, aar=aar),), **chosen)).belop
    return {post: one.verdi for post, one in belop.items() if one.verdi}


def test_a_record_as_the_specification_prints_it_is_read() -> None:
    regnskap = only(taken(("0A2024 340100                  1120 010    12345",)))
    assert (regnskap.kommunenummer, regnskap.aar) == ("3401", 2024)
    assert (regnskap.nivaa, regnskap.basis) == (Nivaa.KOMMUNE, Basis.KASSE)
    wages = regnskap.belop["lonnsutgifter"]
    assert (wages.verdi, wages.rader) == (12345, 1)
    assert wages.opphav[0].tekst == "0A2024 340100                  1120 010    12345"


def test_a_form_is_the_same_in_small_letters() -> None:
    small = tuple(one.replace("0A", "0a") for one in DRIFT)
    assert only(taken(small)).belop.keys() == only(taken(DRIFT)).belop.keys()
    assert {post: one.verdi for post, one in only(taken(small)).belop.items()} == {
        post: one.verdi for post, one in only(taken(DRIFT)).belop.items()
    }
    assert codes(taken(small)) == codes(taken(DRIFT)) == []


def test_a_balanced_account_has_no_problems_and_absent_lines_are_zero() -> None:
    result = taken(DRIFT)
    assert codes(result) == []
    belop = {post: one.verdi for post, one in only(result).belop.items()}
    assert belop["rammetilskudd"] == 900
    assert belop["motpost_avskrivninger"] == 100
    assert belop["renteutgifter"] == 0
    assert "disposisjonsfond" not in belop
    assert (result.filer[0].rader, result.filer[0].lest) == (6, 6)


@pytest.mark.parametrize(
    ("art", "post", "sign"),
    [
        ("800", "rammetilskudd", -1),
        ("870", "inntekts_og_formuesskatt", -1),
        *((art, "eiendomsskatt", -1) for art in ("871", "872", "873", "876")),
        *((art, "andre_skatteinntekter", -1) for art in ("877", "878", "879")),
        ("810", "andre_overforinger_fra_staten", -1),
        *(
            (art, "overforinger_fra_andre", -1)
            for art in ("700", "710", "729", "730", "750", "770", "780", "830", "850", "880", "890")
        ),
        ("600", "brukerbetalinger", -1),
        *(
            (art, "salgs_og_leieinntekter", -1)
            for art in ("620", "629", "630", "640", "650", "660", "670")
        ),
        *((art, "lonnsutgifter", 1) for art in ("010", "050", "080", "089", "160", "165")),
        *((art, "sosiale_utgifter", 1) for art in ("090", "099")),
        *(
            (art, "kjop_av_varer_og_tjenester", 1)
            for art in ("100", "150", "170", "195", "200", "285", "300", "330", "370", "380")
        ),
        *((art, "overforinger_til_andre", 1) for art in ("400", "429", "470", "480")),
        ("590", "avskrivninger", 1),
        *((art, "renteinntekter", -1) for art in ("900", "901", "920", "921")),
        ("905", "utbytter", -1),
        *((art, "gevinst_tap_finans", -1) for art in ("909", "509")),
        *((art, "renteutgifter", 1) for art in ("500", "501")),
        *((art, "avdrag", 1) for art in ("510", "511", "520", "521")),
        ("990", "motpost_avskrivninger", -1),
        ("570", "overforing_til_investering", 1),
        ("550", "avsetning_bundne_driftsfond", 1),
        ("950", "bruk_bundne_driftsfond", -1),
        ("540", "avsetning_disposisjonsfond", 1),
        ("940", "bruk_disposisjonsfond", -1),
        ("530", "dekning_av_tidligere_aars_merforbruk", 1),
    ],
)
def test_each_art_belongs_to_its_line_with_its_sign(art: str, post: str, sign: int) -> None:
    assert drift(art, 7) == {post: 7 * sign}


@pytest.mark.parametrize("art", ["298", "379", "798", "980", "989", "589"])
def test_arts_that_no_line_holds_are_left_out_of_all_of_them(art: str) -> None:
    assert drift(art, 7) == {}


@pytest.mark.parametrize("art", ["690", "790"])
def test_distributed_costs_leave_expenses_and_incomes_until_2019(art: str) -> None:
    assert drift(art, -7, aar=2019) == {"kjop_av_varer_og_tjenester": -7}
    result = taken((record("1", "120", art, -7, aar=2020),))
    assert "012" in codes(result)


def test_reserved_grants_are_left_out() -> None:
    assert drift("490", 7, aar=2019) == {}


def test_the_tax_arts_of_each_chart_are_known_by_year_or_by_choice() -> None:
    for art, aar, known in (
        ("874", 2019, True),
        ("871", 2019, False),
        ("875", 2020, True),
        ("871", 2020, True),
        ("875", 2024, False),
        ("871", 2024, True),
    ):
        result = taken((record("1", "800", art, -7, aar=aar),))
        assert ("012" in codes(result)) is not known, (art, aar)
        assert only(result).belop["eiendomsskatt"].verdi == 7
    result = taken((record("1", "800", "875", -7),), kontoplan="2015")
    assert "012" not in codes(result)
    assert {one.id: one.verdi for one in result.antakelser}["kontoplan"] == "2015"


def test_the_unverified_split_of_taxes_is_said_and_can_be_undone() -> None:
    result = taken((record("1", "800", "872", -7),))
    assert {one.id: one.verdi for one in result.antakelser}["skattearter"] == "fordelt"
    assert drift("872", -7, skattearter="samlet") == {"inntekts_og_formuesskatt": 7}


@pytest.mark.parametrize(
    ("kapittel", "post", "amount", "value"),
    [
        ("51", "bundne_driftsfond", -7, 7),
        ("53", "ubundne_investeringsfond", -7, 7),
        ("55", "bundne_investeringsfond", -7, 7),
        ("56", "disposisjonsfond", -7, 7),
        ("2.56", "disposisjonsfond", -7, 7),
        ("5900", "merforbruk", 7, 7),
    ],
)
def test_each_fund_is_read_from_its_chapter(
    kapittel: str, post: str, amount: int, value: int
) -> None:
    belop = only(taken((record("2", kapittel, "000", amount, skjema="0B"),))).belop
    assert {name: one.verdi for name, one in belop.items() if one.verdi} == {post: value}
    assert "rammetilskudd" not in belop


def test_mindreforbruk_is_a_line_of_its_own_until_2019() -> None:
    lines = (record("2", "5950", "000", -7, skjema="0B", aar=2019),)
    assert only(taken(lines)).belop["mindreforbruk"].verdi == 7
    newer = (record("2", "56", "000", -7, skjema="0B", aar=2020),)
    assert "mindreforbruk" not in only(taken(newer)).belop


@pytest.mark.parametrize(
    ("accounts", "balance", "klasser", "nivaa", "basis"),
    [
        ("0A", "0B", "12", Nivaa.KOMMUNE, Basis.KASSE),
        ("0C", "0D", "12", Nivaa.FYLKESKOMMUNE, Basis.KASSE),
        ("0M", "0N", "35", Nivaa.KOMMUNE, Basis.KONSERN),
        ("0P", "0Q", "35", Nivaa.FYLKESKOMMUNE, Basis.KONSERN),
    ],
)
def test_accounts_and_balance_are_read_together(
    accounts: str, balance: str, klasser: str, nivaa: Nivaa, basis: Basis
) -> None:
    result = taken(
        (record(klasser[0], "840", "800", -7, skjema=accounts),),
        (record(klasser[1], "56", "000", -9, skjema=balance),),
    )
    regnskap = only(result)
    assert (regnskap.nivaa, regnskap.basis) == (nivaa, basis)
    assert regnskap.belop["rammetilskudd"].verdi == 7
    assert regnskap.belop["disposisjonsfond"].verdi == 9


def test_many_units_years_and_bases_in_one_file_are_kept_apart() -> None:
    lines = (
        record("1", "840", "800", -1),
        record("1", "840", "800", -2, region="030100"),
        record("1", "840", "800", -4, aar=2023),
        record("3", "840", "800", -8, skjema="0M"),
    )
    (reading,) = taken(lines).readings
    assert {
        (one.kommunenummer, one.aar, one.basis, one.belop["rammetilskudd"].verdi)
        for one in reading.regnskap
    } == {
        ("3401", 2024, Basis.KASSE, 1),
        ("0301", 2024, Basis.KASSE, 2),
        ("3401", 2023, Basis.KASSE, 4),
        ("3401", 2024, Basis.KONSERN, 8),
    }


FAULTY = [
    ("001", DRIFT[0][:-1]),
    ("003", record("1", "120", "010", 5, skjema="0Z")),
    ("004", record("1", "120", "010", 5).replace("2024", "20X4")),
    ("006", record("1", "120", "010", 5, region="34010X")),
    ("009", record("2", "120", "010", 5)),
    ("009", record("7", "120", "010", 5)),
    ("010", record("1", "", "010", 5)),
    ("012", record("1", "120", "1X0", 5)),
    ("014", record("1", "120", "020", "5,0")),
    ("014", record("1", "120", "020", "- 5")),
    ("014", record("1", "120", "020", "5 ")),
    ("014", record("1", "120", "020", "+5")),
    ("014", record("1", "120", "020", "1_000")),
    ("014", record("1", "120", "020", "\t5")),
    ("014", record("1", "120", "020", "")),
    ("bydel", record("1", "120", "020", 5, region="030112")),
    ("skjema-foretak", record("3", "120", "020", 5, skjema="0I")),
]


@pytest.mark.parametrize(("kode", "line"), FAULTY)
def test_a_faulty_record_is_refused_by_number_and_the_rest_is_computed(
    kode: str, line: str
) -> None:
    result = taken((*DRIFT, line))
    assert codes(result) == [kode]
    assert result.problemer[0].sted.rad == 7
    assert only(result).belop["lonnsutgifter"].verdi == 1000
    assert (result.filer[0].rader, result.filer[0].avvist) == (7, 1)


def test_a_chapter_that_is_none_is_refused() -> None:
    result = taken(
        (record("2", "X", "000", 5, skjema="0B"), record("2", "56", "000", 0, skjema="0B"))
    )
    assert codes(result) == ["011"]


def test_blanks_beyond_the_record_are_reported_and_the_record_is_read() -> None:
    result = taken((DRIFT[0] + "  ", *DRIFT[1:]))
    assert codes(result) == ["001"]
    assert (result.filer[0].lest, only(result).belop["lonnsutgifter"].verdi) == (6, 1000)


def test_an_art_nobody_knows_is_reported_and_read_where_it_would_belong() -> None:
    result = taken((*DRIFT, record("1", "120", "012", 5), record("1", "120", "999", -5)))
    assert codes(result) == ["012", "012"]
    assert only(result).belop["lonnsutgifter"].verdi == 1005


def test_duplicates_are_summed_and_warned_of() -> None:
    result = taken((record("1", "120", "010", 600), record("1", "120", "010", 400), *DRIFT[1:]))
    assert [(one.kode, one.alvor) for one in result.problemer] == [("015", "advarsel")]
    wages = only(result).belop["lonnsutgifter"]
    assert (wages.verdi, wages.rader, len(wages.opphav)) == (1000, 2, 2)


def test_the_same_records_in_two_files_do_not_double_the_amounts() -> None:
    result = taken(DRIFT, DRIFT[::-1])
    assert set(codes(result)) == {"dobbel-post"}
    assert result.filer[1].avvist == 6
    assert only(result).belop["lonnsutgifter"].verdi == 1000


INVEST = (record("0", "120", "230", 500), record("0", "870", "910", -500))
BALANCE = (
    record("2", "10", "000", 900, skjema="0B"),
    record("2", "56", "000", -300, skjema="0B"),
    record("2", "5990", "000", -600, skjema="0B"),
    record("2", "9100", "000", 77, skjema="0B"),
)


# The tolerance of each control, and one beyond it, on either side of zero.
@pytest.mark.parametrize(
    ("kode", "lines", "tolerance"),
    [
        ("095", lambda off: (*INVEST, record("0", "130", "230", off)), 30),
        ("110", lambda off: (*DRIFT, record("1", "130", "020", off)), 30),
        ("125", lambda off: (*BALANCE, record("2", "13", "000", off, skjema="0B")), 10),
    ],
)
def test_what_shall_sum_to_zero_is_reported_only_beyond_its_tolerance(
    kode: str, lines: object, tolerance: int
) -> None:
    for sign in (1, -1):
        assert codes(taken(lines(sign * tolerance))) == []  # type: ignore[operator]
        assert codes(taken(lines(sign * (tolerance + 1)))) == [kode]  # type: ignore[operator]


@pytest.mark.parametrize(("off", "found"), [(30, []), (-30, []), (31, ["140"]), (-31, ["140"])])
def test_140_compares_what_left_operation_with_what_came_to_investment(
    off: int, found: list[str]
) -> None:
    lines = (
        record("1", "880", "570", 100),
        record("1", "840", "800", -100),
        record("0", "120", "230", 100 - off),
        record("0", "880", "970", -100 + off),
    )
    assert codes(taken(lines)) == found


@pytest.mark.parametrize(("off", "found"), [(30, []), (-30, []), (31, ["155"]), (-31, ["155"])])
def test_155_compares_depreciation_with_its_other_side(off: int, found: list[str]) -> None:
    lines = (
        record("1", "120", "590", 100 + off),
        record("1", "860", "990", -100),
        record("1", "840", "800", -off),
    )
    assert codes(taken(lines)) == found


def test_155_counts_depreciation_on_functions_100_to_799_only() -> None:
    lines = (record("1", "850", "590", 100), record("1", "860", "990", -100))
    assert codes(taken(lines)) == ["155"]


def test_165_allows_the_other_side_of_depreciation_on_function_860_only() -> None:
    lines = (
        record("1", "120", "590", 1),
        record("1", "120", "990", -1),
    )
    assert codes(taken(lines)) == ["165"]


@pytest.mark.parametrize("kapittel", ["5900", "5970"])
def test_016_a_shortfall_may_not_be_negative_in_the_balance(kapittel: str) -> None:
    lines = (
        record("2", "10", "000", 5, skjema="0B"),
        record("2", kapittel, "000", -5, skjema="0B"),
    )
    assert codes(taken(lines)) == ["016"]
    right = (
        record("2", "31", "000", -5, skjema="0B"),
        record("2", kapittel, "000", 5, skjema="0B"),
    )
    assert codes(taken(right)) == []


def test_an_unbalanced_account_is_computed_all_the_same() -> None:
    result = taken(DRIFT[:2])
    assert codes(result) == ["110", "155"]
    assert only(result).belop["avskrivninger"].verdi == 100


CLOSED = (
    record("1", "840", "800", -1_000),
    record("1", "120", "010", 950),
    record("1", "880", "540", 50),
)


@pytest.mark.parametrize(("place", "held"), [(0, False), (1, True), (2, False)])
def test_accounts_that_lack_records_are_held_back(place: int, held: bool) -> None:  # noqa: FBT001
    # Without incomes there is no share; without what is set aside the result is not disposed of.
    lines = tuple(line for at, line in enumerate(CLOSED) if at != place)
    assert codes(taken(CLOSED)) == []
    result = taken(lines)
    assert "110" in codes(result)
    found = [one.problem.kode for one in only(result).tvil]
    assert found == (["ufullstendig-drift"] if held else [])


@pytest.mark.parametrize(("off", "held"), [(50, False), (51, True)])
def test_accounts_half_a_per_cent_from_zero_are_held_back(off: int, held: bool) -> None:  # noqa: FBT001
    lines = (
        record("1", "840", "800", -10_000),
        record("1", "120", "010", 9_500 - off),
        record("1", "880", "540", 500),
    )
    found = [one.problem.kode for one in only(taken(lines)).tvil]
    assert found == (["ufullstendig-drift"] if held else [])


def quarter(number: int) -> tuple[str, ...]:
    return tuple(f"{line[:6]}{number}{line[7:]}" for line in DRIFT)


def test_a_part_of_the_year_is_held_back_and_gives_way_to_the_year() -> None:
    assert [one.problem.kode for one in only(taken(quarter(3))).tvil] == ["kvartal"]
    both = taken(DRIFT, quarter(3))
    assert codes(both) == ["kvartal-utelatt"]
    assert only(both).belop["rammetilskudd"].verdi == 900
    assert not only(both).tvil


def test_the_fourth_quarter_is_the_year_and_said() -> None:
    result = taken(quarter(4))
    assert (codes(result), only(result).tvil) == (["kvartal"], ())


def test_an_art_of_an_older_chart_counts_on_the_side_its_digits_tell() -> None:
    assert drift("895", -7, aar=2019) == {"overforinger_fra_andre": 7}
    assert "012" in codes(taken((record("1", "120", "895", -7, aar=2019),)))


@pytest.mark.parametrize(("amount", "doubted"), [(106, True), (105, False)])
def test_much_on_arts_far_from_the_chart_is_doubted(amount: int, doubted: bool) -> None:  # noqa: FBT001
    # 5 per cent of 2105 is 105.25.
    rows = (record("1", "840", "800", -1000), record("1", "120", "010", 1000))
    regnskap = only(taken((*rows, record("1", "120", "340", amount))))
    assert [one.problem.kode for one in regnskap.tvil] == ["mye-ukjent-art"] * doubted


def test_moving_to_investment_is_compared_only_where_investment_is_there() -> None:
    rows = (record("1", "880", "570", 100), record("1", "840", "800", -100))
    assert codes(taken(rows)) == []


@pytest.mark.parametrize(
    ("skjema", "hva"),
    [("0G", "et kirkelig fellesråd"), ("0J", "et kommunalt foretak"), ("0X", "et helseforetak")],
)
def test_a_file_of_another_form_is_refused_in_one_sentence(skjema: str, hva: str) -> None:
    result = taken(tuple(record("5", "10", "080", one, skjema=skjema) for one in range(20)))
    assert codes(result) == ["skjema-bare-foretak"]
    assert hva in result.problemer[0].melding
    assert (result.filer[0].rader, result.filer[0].avvist) == (20, 20)


def test_records_that_are_no_accounts_are_named_by_the_name_of_the_file() -> None:
    line = "667600 160201004000101202011119761 1113  1       0302202021        12122222220302"
    data = "\n".join([line] * 3).encode()
    result = read_sources([Source("52AF_2020.dat", data)], Options())
    assert codes(result) == ["ikke-regnskapsposter"]
    assert "familievern" in result.problemer[0].melding
    assert (result.filer[0].rader, result.filer[0].avvist) == (3, 3)


FIELD = st.sampled_from(
    [*DRIFT, *(line for _, line in FAULTY), *BALANCE, *INVEST, "", " " * 48, "x" * 48, "0A2024"]
)


@given(lines=st.lists(FIELD, max_size=12), cut=st.integers(0, 600), flip=st.integers(0, 600))
def test_damaged_and_truncated_files_are_counted_to_the_last_record(
    lines: list[str], cut: int, flip: int
) -> None:
    data = bytearray("\n".join((DRIFT[0], *lines)).encode())
    data[flip % len(data)] ^= 0x85
    result = read_sources([Source("f", bytes(data[: 49 + cut]))], Options(format="kostra"))
    for one in result.filer:
        assert one.lest + one.avvist == one.rader
    assert result.readings or result.problemer


@pytest.mark.slow
def test_a_nations_records_are_streamed_with_progress() -> None:
    data = "\n".join(national(357, 1680)).encode()
    told: list[int] = []
    result = read_sources(
        [Source("landet.dat", data)], Options(), progress=lambda _, done, __: told.append(done)
    )
    assert result.filer[0].lest == 357 * 1680
    assert len(result.readings[0].regnskap) == 357
    assert len(told) > 10
    assert told == sorted(told)
    kept = [one.opphav for unit in result.readings[0].regnskap for one in unit.belop.values()]
    assert sum(len(several) for several in kept) == 20_000


BALANSE = (
    record("2", "10", "", 5_000, skjema="0B"),
    record("2", "56", "", -3_000, skjema="0B"),
    record("2", "5990", "", -2_000, skjema="0B"),
)


@given(data=st.data())
def test_records_are_the_same_in_any_order_files_letters_and_encoding(data: Any) -> None:  # noqa: ANN401 - drawn
    records = data.draw(st.permutations((*DRIFT, *BALANSE)))
    cut = data.draw(st.integers(0, len(records)))
    lower = data.draw(st.booleans())
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r", " \r\n", "\n\n"]))
    codec = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]))
    files = [
        Source(
            f"{number}.dat", end.join(one.lower() if lower else one for one in some).encode(codec)
        )
        for number, some in enumerate((records[:cut], records[cut:]))
        if some
    ]
    found = only(read_sources(files, Options()))
    assert {post: one.verdi for post, one in found.belop.items()} == AS_ONE


AS_ONE = {post: one.verdi for post, one in only(taken((*DRIFT, *BALANSE))).belop.items()}


def test_deliveries_of_the_same_form_that_differ_are_asked_about_and_never_mixed() -> None:
    later = (*DRIFT[1:], record("1", "120", "010", 600), record("1", "130", "010", 400))
    result = computed_by_name(forelopig=DRIFT, endelig=later)
    assert result["sporsmal"]["valg"] == "fil"
    assert [one["verdi"] for one in result["sporsmal"]["svar"]] == ["forelopig", "endelig"]
    assert all(not one["indikatorer"]["netto_driftsresultat"]["belop"] for one in result["enheter"])
    (unit,) = computed_by_name(forelopig=DRIFT, endelig=later, valg={"fil": "endelig"})["enheter"]
    assert unit["poster"]["lonnsutgifter"]["belop"] == "1000"


def test_a_form_in_two_parts_is_put_together() -> None:
    (unit,) = computed_by_name(a=DRIFT[:3], b=DRIFT[3:])["enheter"]
    (whole,) = computed_by_name(a=DRIFT)["enheter"]
    assert unit["indikatorer"] == whole["indikatorer"]


def test_a_part_beside_two_rivals_belongs_to_either_in_any_order() -> None:
    later = (record("1", "120", "010", 600), record("1", "130", "010", 400), *DRIFT[1:3])
    (whole,) = computed_by_name(a=(*later, *DRIFT[3:]))["enheter"]
    files = {"forelopig": DRIFT[:3], "endelig": later, "resten": DRIFT[3:]}
    for names in itertools.permutations(files):
        given: dict[str, Any] = {name: files[name] for name in names}
        asked = computed_by_name(**given)["sporsmal"]
        assert {one["verdi"] for one in asked["svar"]} == {"forelopig", "endelig"}
        (unit,) = computed_by_name(**given, valg={"fil": "endelig"})["enheter"]
        assert unit["indikatorer"] == whole["indikatorer"]


def computed_by_name(valg: dict[str, str] | None = None, **files: Sequence[str]) -> Any:  # noqa: ANN401 - JSON
    sources = [(name, "\n".join(lines).encode()) for name, lines in files.items()]
    return json.loads(compute_json(sources, valg or {}))
