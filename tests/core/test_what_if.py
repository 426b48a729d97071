"""One unit with other figures, worked out by hand."""

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from kommuneindikatorer.answers.what_if import what_if
from kommuneindikatorer.json_text import json_text
from kommuneindikatorer.model import Belop, Regnskap
from kommuneindikatorer.options import Options
from kommuneindikatorer.problems import Problems
from kommuneindikatorer.session import Session
from kommuneindikatorer.unit import units_of
from sitegen.formats.example import CHOSEN, example_files

HEAD = (
    "aar;kommunenummer;brutto_driftsinntekter;inntekts_og_formuesskatt;driftsutgifter;"
    "avskrivninger;renteinntekter;utbytter;gevinst_tap_finans;renteutgifter;avdrag;"
    "avsetning_bundne_driftsfond;bruk_bundne_driftsfond;disposisjonsfond\n"
)
# Gross 1000 − (1010 − 60) = 50; net 50 + 10 + 5 − 2 − 20 − 30 = 13; earmarked 15 − 25 = −10,
# so that 23 is left after it.
ROW = "2023;4601;1000;400;1010;60;10;5;-2;20;30;15;25;80\n"
FOUR = NETTO, BRUTTO, ETTER, FOND = (
    "netto_driftsresultat",
    "brutto_driftsresultat_eks_avskrivninger",
    "netto_driftsresultat_etter_bundne_avsetninger",
    "disposisjonsfond",
)


def unit(text: str = HEAD + ROW, **chosen: str) -> Session:
    session = Session()
    session.compute(
        [("mal.csv", text.encode())], {"belopsenhet": "tusen", "bekreftet": "alle", **chosen}
    )
    return session


def asked_text(given: Session, maate: str = "prosent", **valg: str) -> str:
    return given.ask("what_if", json.dumps({"unit": 0, "way": maate, "changes": valg}))


def asked(given: Session, maate: str = "prosent", **valg: str) -> dict[str, Any]:
    return json.loads(asked_text(given, maate, **valg))


def column(found: dict[str, Any], which: str, part: str = "belop") -> list[Fraction | None]:
    values = [one[which][part] for one in found["indikatorer"] if one["id"] in FOUR]
    return [None if one is None else Fraction(one) for one in values]


def slider(found: dict[str, Any], ident: str) -> dict[str, Any]:
    return next(one for one in found["valg"] if one["id"] == ident)


def test_no_change_leaves_everything_as_it_was() -> None:
    found = asked(unit())
    assert [one["id"] for one in found["indikatorer"]][:4] == list(FOUR)
    assert column(found, "etter") == column(found, "foer") == [13, 50, 23, 80]
    assert column(found, "etter", "pst") == [Fraction(n, 10) for n in (13, 50, 23, 80)]
    assert column(found, "endring") == column(found, "endring", "pst") == [0, 0, 0, 0]
    assert (found["endret"], found["setning"], found["dekning"]) == (False, "", "")


def test_no_change_prints_no_minus_where_a_percentage_never_ends() -> None:
    text = asked_text(eksempelvik())
    assert '"pst": "-0"}' not in text
    assert text.count('"endring": {"belop": "0", "pst": "0"}') == text.count('"formel"') >= 4


def test_a_tax_shortfall_of_5_per_cent_takes_20_off_income_and_every_result() -> None:
    found = asked(unit(), inntekt="-5")
    assert slider(found, "inntekt")["belop"] == "-20"  # of 400
    assert column(found, "etter") == [-7, 30, 3, 80]
    # of 980, cut after 20 decimals: −7, 30, 3 and 80
    assert [round(one, 4) for one in column(found, "etter", "pst") if one is not None] == [
        Fraction("-0.7143"),
        Fraction("3.0612"),
        Fraction("0.3061"),
        Fraction("8.1633"),
    ]


def test_expenses_are_changed_by_their_share_without_depreciation() -> None:
    found = asked(unit(), utgifter="2")  # of 950
    assert column(found, "endring") == [-19, -19, -19, 0]
    assert column(found, "etter", "pst") == [Fraction(n, 10) for n in (-6, 31, 4, 80)]
    assert column(found, "endring", "pst") == [Fraction(n, 10) for n in (-19, -19, -19, 0)]


def test_interest_leaves_the_gross_result_alone() -> None:
    assert column(asked(unit(), rente="50"), "endring") == [-10, 0, -10, 0]  # of 20


def test_use_of_the_fund_changes_the_fund_alone_and_negative_use_sets_aside() -> None:
    assert column(asked(unit(), fond="25"), "etter") == [13, 50, 23, 60]  # a quarter of 80
    assert column(asked(unit(), fond="-25"), "etter") == [13, 50, 23, 100]


def test_amounts_may_be_given_instead_of_shares() -> None:
    found = asked(unit(), "tusen", inntekt="-12,5", utgifter="7", rente="3", fond="8")
    assert column(found, "endring") == [Fraction("-22.5"), Fraction("-19.5"), Fraction("-22.5"), -8]


def test_a_change_can_be_written_the_other_way() -> None:
    given = eksempelvik()
    shares = asked(given, inntekt="-2,5", fond="20")
    assert slider(shares, "inntekt")["omregnet"] == "-7077.5"  # of 283 100
    assert slider(shares, "fond")["omregnet"] == "13508"
    amounts = asked(given, "tusen", inntekt="-7077,5", rente="1000")
    assert slider(amounts, "inntekt")["omregnet"] == "-2.5"
    assert slider(amounts, "rente")["omregnet"] == "2.98"  # 1 000 of 33 600 is 2.976…


def test_the_effect_is_a_sum_of_the_single_ones_and_grows_with_the_change() -> None:
    chosen = {"inntekt": "-3", "utgifter": "1.5", "rente": "40", "fond": "10"}
    together = column(asked(unit(), **chosen), "endring")
    single = [column(asked(unit(), **{name: value}), "endring") for name, value in chosen.items()]
    assert together == [sum(parts) for parts in zip(*single, strict=True)]
    twice = {name: str(2 * Fraction(value).limit_denominator(10)) for name, value in chosen.items()}
    doubled = column(asked(unit(), **twice), "endring")
    assert doubled == [2 * one for one in together if one is not None]


def eksempelvik() -> Session:
    session = Session()
    files = [(name, data) for name, data in example_files().items() if name.endswith(".dat")]
    session.compute(files, CHOSEN)
    return session


def test_the_fictitious_municipality_with_all_four_changed() -> None:
    found = asked(eksempelvik(), inntekt="-2", utgifter="0,5", rente="10", fond="20")
    # −2 % of 283 100, 0.5 % of 894 960, 10 % of 33 600, a fifth of 67 540
    effects = [Fraction(one["belop"]) for one in found["valg"]]
    assert effects == [-5662, Fraction("4474.8"), 3360, 13508]
    assert column(found, "etter") == [
        Fraction("-21156.8"),  # −7 660 − 5 662 − 4 474.8 − 3 360
        Fraction("32503.2"),
        Fraction("-17356.8"),
        54032,
    ]
    assert found["setning"] == (
        "Netto driftsresultat blir \u22122,3 prosent (\u221221,2 millioner kroner), "
        "mot \u22120,8 prosent (\u22127,7 millioner kroner). "
        "Disposisjonsfondet blir 5,8 prosent (54,0 millioner kroner), "
        "mot 7,2 prosent (67,5 millioner kroner)."
    )
    assert found["dekning"] == "11\u00a0200 kroner er til overs, og kan settes av eller brukes."


def test_what_the_fund_does_not_cover_is_said() -> None:
    assert asked(unit(), "tusen", inntekt="-20")["dekning"] == (
        "20\u00a0000 kroner må dekkes på annen måte."
    )
    assert asked(unit(), "tusen", inntekt="-20", fond="5")["dekning"] == (
        "15\u00a0000 kroner må etter bruken av fond dekkes på annen måte."
    )
    assert "går opp i opp" in asked(unit(), "tusen", inntekt="-20", fond="20")["dekning"]


def test_without_the_tax_line_all_income_is_changed_and_what_is_missing_stays_so() -> None:
    head = "aar;kommunenummer;brutto_driftsinntekter;netto_driftsresultat\n"
    bare = unit(head + "2023;4601;1000;13\n")
    found = asked(bare, inntekt="-1", utgifter="5", rente="5", fond="5")
    assert "skattelinjen mangler" in slider(found, "inntekt")["av"]
    assert [one["belop"] for one in found["valg"]] == ["-10", "0", "0", "0"]
    assert column(found, "etter") == [3, None, None, None]
    assert column(found, "endring") == [-10, None, None, None]
    assert slider(found, "rente")["mangler"] == (
        "Renteutgifter (linje 20): Beløpet mangler i filen. Endringen kan gis i kroner."
    )
    assert "i kroner" not in slider(found, "fond")["mangler"]


def test_interest_may_be_given_in_kroner_where_its_line_is_missing() -> None:
    head = "aar;kommunenummer;brutto_driftsinntekter;netto_driftsresultat\n"
    found = asked(unit(head + "2023;4601;1000;13\n"), "tusen", rente="5", fond="5")
    assert slider(found, "rente")["mangler"] == ""
    assert slider(found, "fond")["mangler"] != ""
    assert column(found, "etter") == [8, None, None, None]


def test_a_percentage_that_the_file_gives_without_amounts_stays_until_something_changes() -> None:
    given = Belop(Decimal("1.3"))
    accounts = Regnskap("4601", None, 2023, {}, prosent={NETTO: given})
    (bare,) = units_of([accounts], Options(), Problems())

    def after(**changes: str) -> Fraction | None:
        return column(json.loads(json_text(what_if(bare, "tusen", changes))), "etter", "pst")[0]

    assert (after(), after(rente="1")) == (Fraction("1.3"), None)


@pytest.mark.parametrize(
    ("written", "used", "note"),
    [
        ("1000000", 20, "Satt til 20, som er det meste her."),
        ("-99", -20, "Satt til \u221220, som er det minste her."),
        ("\u22122,5", Fraction("-2.5"), ""),
        ("", 0, ""),
        ("mye", 0, "Ikke et tall. Det er regnet uten endring."),
    ],
)
def test_what_is_written_is_read_as_people_write_it_and_held_inside_its_limits(
    written: str, used: Fraction, note: str
) -> None:
    found = slider(asked(unit(), inntekt=written), "inntekt")
    assert (Fraction(found["verdi"]), found["merknad"]) == (used, note)


def test_no_more_of_the_fund_can_be_used_than_there_is() -> None:
    found = asked(unit(), "tusen", fond="5000")
    assert slider(found, "fond")["storst"] == "80"
    assert column(found, "etter")[3] == 0


def test_an_amounts_reach_is_a_round_number_that_holds_the_greatest_share() -> None:
    found = asked(eksempelvik(), "tusen")
    # 20 % of 283 100 and of 894 960; twice 33 600, but no less than none; the fund and no more
    assert [(one["minst"], one["storst"]) for one in found["valg"]] == [
        ("-100000", "100000"),
        ("-200000", "200000"),
        ("-33600", "100000"),
        ("-100000", "67540"),
    ]


def test_how_an_indicator_is_worked_out_is_said_by_what_moves_its_lines() -> None:
    formulas = {one["id"]: one["formel"] for one in asked(unit())["indikatorer"]}
    assert formulas == formulas | {
        NETTO: "netto driftsresultat + endring i inntekter − endring i driftsutgifter "
        "− endring i renteutgifter",
        BRUTTO: "brutto driftsresultat eks. avskrivninger + endring i inntekter "
        "− endring i driftsutgifter",
        ETTER: "netto driftsresultat etter bundne avsetninger + endring i inntekter "
        "− endring i driftsutgifter − endring i renteutgifter",
        FOND: "disposisjonsfond − bruk av disposisjonsfond",
    }
