"""What follows from given amounts, and which given amounts contradict each other.

Expected values are worked out by hand from the account form, § 5-6.
"""

from decimal import Decimal
from typing import Any

import pytest

from kommuneindikatorer.derivation import INGEN_MINDREFORBRUK, derive
from kommuneindikatorer.model import Avledning, Belop, Origin, Regnskap
from kommuneindikatorer.problems import Problem, Problems, Sted

type Given = str | Belop


def accounts(aar: int | None = 2023, **given: Given) -> Regnskap:
    """Return accounts with these amounts, each of one row where nothing else is said."""
    belop = {
        post: one if isinstance(one, Belop) else Belop(Decimal(one), rader=1)
        for post, one in given.items()
    }
    return Regnskap("4601", "Bergen", aar, belop)


def derived(aar: int | None = 2023, **given: Given) -> tuple[dict[str, Belop], tuple[Problem, ...]]:
    problems = Problems()
    return dict(derive(accounts(aar, **given), problems).belop), problems.all()


def contradicted(aar: int | None = 2023, **given: Given) -> list[str]:
    """Return the names of the lines that are reported."""
    _, problems = derived(aar, **given)
    assert {one.kode for one in problems} <= {"stemmer-ikke"}
    return [one.melding.split("«")[1].split("»")[0] for one in problems]


def rows(amount: str, count: int) -> Belop:
    return Belop(Decimal(amount), rader=count)


def from_lines(amount: str, *lines: str) -> Belop:
    return Belop(Decimal(amount), avledet=Avledning("", lines))


def test_a_sum_follows_from_its_lines_with_its_formula_and_its_rows() -> None:
    found, problems = derived(
        renteinntekter="10",
        utbytter=rows("5", 2),
        gevinst_tap_finans="-2",
        renteutgifter="20",
        avdrag=rows("30", 4),
    )
    assert found["netto_finansutgifter"] == Belop(
        Decimal(-37),
        rader=9,
        avledet=Avledning(
            "renteinntekter + utbytter + gevinster og tap på finansielle omløpsmidler "
            "− renteutgifter − avdrag på lån",
            ("renteinntekter", "utbytter", "gevinst_tap_finans", "renteutgifter", "avdrag"),
        ),
    )
    assert problems == ()


def test_nothing_follows_when_a_line_is_not_given_or_has_no_number() -> None:
    found, _ = derived(avsetning_bundne_driftsfond="15")
    assert set(found) == {"avsetning_bundne_driftsfond"}
    missing = Belop(None, mangler="«..»: tallet mangler.")
    found, _ = derived(avsetning_bundne_driftsfond="15", bruk_bundne_driftsfond=missing)
    assert found["bruk_bundne_driftsfond"] is missing
    assert set(found) == {"avsetning_bundne_driftsfond", "bruk_bundne_driftsfond"}


def test_a_total_without_a_number_is_found_from_its_lines() -> None:
    found, _ = derived(
        brutto_driftsinntekter="1000",
        driftsutgifter="1010",
        brutto_driftsresultat=Belop(None, mangler="«..»: tallet mangler."),
    )
    assert found["brutto_driftsresultat"].verdi == -10


def test_a_line_is_found_backwards_from_its_total() -> None:
    found, _ = derived(brutto_driftsinntekter="1000", brutto_driftsresultat="-10")
    assert found["driftsutgifter"].verdi == 1010
    assert found["driftsutgifter"].avledet == Avledning(
        "sum driftsinntekter − brutto driftsresultat",
        ("brutto_driftsinntekter", "brutto_driftsresultat"),
    )


def test_what_is_found_backwards_is_used_forwards() -> None:
    found, _ = derived(
        motpost_avskrivninger="60", brutto_driftsresultat="-10", netto_finansutgifter="-37"
    )
    assert found["avskrivninger"].verdi == 60
    assert found["brutto_driftsresultat_eks_avskrivninger"].verdi == 50
    assert found["netto_driftsresultat"].verdi == 13


def test_a_sum_waits_for_a_line_that_is_found_backwards() -> None:
    # 500 + 100 + 300 + 50, and depreciation of 60 from its counter-entry.
    found, _ = derived(
        lonnsutgifter="500",
        sosiale_utgifter="100",
        kjop_av_varer_og_tjenester="300",
        overforinger_til_andre="50",
        motpost_avskrivninger="60",
    )
    assert found["driftsutgifter"].verdi == 1010


def test_what_is_given_is_never_replaced() -> None:
    found, _ = derived(
        brutto_driftsinntekter="1000", driftsutgifter="1010", brutto_driftsresultat="7"
    )
    assert found["brutto_driftsresultat"] == Belop(Decimal(7), rader=1)


@pytest.mark.parametrize(
    ("motpost", "lines"),
    [
        # Two lines of whole thousands, each half a thousand off: 1 apart is rounding, 2 is not.
        ("61", []),
        ("59", []),
        ("62", ["Motpost avskrivninger"]),
        ("58", ["Motpost avskrivninger"]),
    ],
)
def test_a_total_may_be_half_a_last_digit_off_for_each_line(motpost: str, lines: list[str]) -> None:
    assert contradicted(avskrivninger="60", motpost_avskrivninger=motpost) == lines


@pytest.mark.parametrize(
    ("avskrivninger", "motpost", "lines"),
    [
        # A sum of four rounded rows is up to 2 off, the other line 0.5: 2 apart is rounding.
        (rows("60", 4), "62", []),
        (rows("60", 4), "63", ["Motpost avskrivninger"]),
        (rows("60", 3), "62", []),
        (rows("60", 2), "62", ["Motpost avskrivninger"]),
        # An amount of no known row is one all the same.
        (rows("60", 0), rows("61", 0), []),
        (rows("60", 0), rows("62", 0), ["Motpost avskrivninger"]),
        # With one decimal, 0.05 and 0.05; with three, as in kroner, a thousandth.
        ("60.1", "60.2", []),
        ("60.1", "60.3", ["Motpost avskrivninger"]),
        (rows("60.1", 20), "61.1", []),  # 20 times 0.05, and 0.05
        (rows("60.1", 20), "61.2", ["Motpost avskrivninger"]),
        ("60.001", "60.002", []),
        ("60.001", "60.003", ["Motpost avskrivninger"]),
        # 60 rounded to whole thousands and 60.5 not: 0.5 and 0.05.
        ("60", "60.5", []),
        ("60", "60.6", ["Motpost avskrivninger"]),
        # Tens written without their last digit are whole thousands, and zero has its decimals.
        ("6E+1", "61", []),
        ("6E+1", "62", ["Motpost avskrivninger"]),
        ("0.0", "0.1", []),
        ("0.0", "0.2", ["Motpost avskrivninger"]),
    ],
)
def test_the_room_for_rounding_follows_rows_and_decimals(
    avskrivninger: Given, motpost: Given, lines: list[str]
) -> None:
    assert contradicted(avskrivninger=avskrivninger, motpost_avskrivninger=motpost) == lines


def test_a_derived_line_is_as_far_off_as_the_lines_it_came_from() -> None:
    # Gross result −10 comes of two lines (1.0); finance and depreciation are one each (1.0); the
    # given result is of two rows (1.0). −10 − 37 + 60 is 13: 3 apart is rounding, 4 is not.
    lines: dict[str, Any] = {
        "brutto_driftsinntekter": "1000",
        "driftsutgifter": "1010",
        "netto_finansutgifter": "-37",
        "motpost_avskrivninger": "60",
        "brutto_driftsresultat_eks_avskrivninger": Belop(None, mangler="ikke oppgitt"),
    }
    assert contradicted(**lines, netto_driftsresultat=rows("16", 2)) == []
    assert contradicted(**lines, netto_driftsresultat=rows("17", 2)) == ["Netto driftsresultat"]


def test_a_derived_line_is_as_coarse_as_the_coarsest_of_its_lines() -> None:
    # 1000.5 − 1010 is −9.5, off by 0.05 and 0.5; with −37.0 and 60.0 the result is 13.5, and with
    # its own 0.05 up to 0.7 off.
    lines: dict[str, Any] = {
        "brutto_driftsinntekter": "1000.5",
        "driftsutgifter": "1010",
        "netto_finansutgifter": "-37.0",
        "motpost_avskrivninger": "60.0",
    }
    assert contradicted(**lines, netto_driftsresultat="14.2") == []
    assert contradicted(**lines, netto_driftsresultat="14.3") == ["Netto driftsresultat"]


def test_a_line_is_reported_once_however_many_ways_it_is_contradicted() -> None:
    # 13 by the gross result, and 13 by the result before depreciation.
    assert contradicted(
        brutto_driftsresultat="-10",
        avskrivninger="60",
        motpost_avskrivninger="60",
        brutto_driftsresultat_eks_avskrivninger="50",
        netto_finansutgifter="-37",
        netto_driftsresultat="99",
    ) == ["Netto driftsresultat"]


def test_every_line_that_is_contradicted_is_reported_in_the_order_of_the_form() -> None:
    assert contradicted(
        brutto_driftsinntekter="1000",
        driftsutgifter="1010",
        brutto_driftsresultat="50",
        avsetning_bundne_driftsfond="15",
        bruk_bundne_driftsfond="25",
        netto_avsetning_bundne_driftsfond="50",
    ) == ["Brutto driftsresultat", "Netto avsetning til bundne driftsfond"]


def test_a_line_that_we_derived_is_not_reported_but_the_given_one_is() -> None:
    # The result, 13, is ours. Before depreciation it is −10 + 60 = 50, and 80 was given.
    given: dict[str, Any] = {
        "brutto_driftsresultat": "-10",
        "netto_finansutgifter": "-37",
        "motpost_avskrivninger": "60",
    }
    assert contradicted(**given, brutto_driftsresultat_eks_avskrivninger="80") == [
        "Brutto driftsresultat eks. avskrivninger"
    ]


def test_a_line_is_not_held_against_what_was_derived_from_it() -> None:
    # Finance, −36, is 14 − 50. Depreciation of 63 contradicts 50 = −10 + 60, and with −36 it would
    # contradict the result of 14 too; but −36 came from that result.
    assert contradicted(
        netto_driftsresultat="14",
        brutto_driftsresultat_eks_avskrivninger="50",
        brutto_driftsresultat="-10",
        avskrivninger="63",
        motpost_avskrivninger="63",
    ) == ["Brutto driftsresultat eks. avskrivninger"]


def test_nor_against_what_was_derived_from_it_in_two_steps() -> None:
    assert (
        contradicted(
            avskrivninger=from_lines("60", "lonnsutgifter"),
            lonnsutgifter=from_lines("60", "avdrag", "motpost_avskrivninger"),
            avdrag="1",
            motpost_avskrivninger="99",
        )
        == []
    )
    assert contradicted(
        avskrivninger=from_lines("60", "lonnsutgifter"),
        lonnsutgifter=from_lines("60", "avdrag"),
        avdrag="1",
        motpost_avskrivninger="99",
    ) == ["Motpost avskrivninger"]


@pytest.mark.parametrize("aar", [2020, 2024])
def test_from_2020_no_surplus_stands_in_a_balance_that_is_given(aar: int) -> None:
    found, _ = derived(aar, disposisjonsfond="80")
    assert found["mindreforbruk"] == Belop(Decimal(0), avledet=Avledning(INGEN_MINDREFORBRUK, ()))


@pytest.mark.parametrize(
    ("aar", "given"),
    [
        (2019, {"disposisjonsfond": "80"}),
        (None, {"disposisjonsfond": "80"}),
        (2020, {"netto_driftsresultat": "13"}),
    ],
)
def test_otherwise_it_is_not_known(aar: int | None, given: dict[str, str]) -> None:
    found, _ = derived(aar, **given)
    assert "mindreforbruk" not in found


def test_a_surplus_that_is_given_is_kept_whatever_the_year() -> None:
    found, _ = derived(2020, disposisjonsfond="80", mindreforbruk="4")
    assert found["mindreforbruk"] == Belop(Decimal(4), rader=1)


def test_a_contradiction_says_who_what_and_where() -> None:
    first, second = (Origin("regnskap.csv", row, "Beløp", "1 234,5") for row in (7, 9))
    given = Belop(Decimal("1234.5"), rader=2, opphav=(first, second))
    _, (problem,) = derived(
        brutto_driftsinntekter="1000.25", driftsutgifter="10", brutto_driftsresultat=given
    )
    assert problem.sted == Sted("regnskap.csv", 7, "Beløp")
    assert problem.verdi == "1234.5"
    assert problem.melding == (
        "Rad 7, kolonne «Beløp»: Bergen 2023: «Brutto driftsresultat» er oppgitt til 1\u00a0234,5, "
        "men sum driftsinntekter − sum driftsutgifter gir 990,25 (1000 kr). "
        "Det oppgitte tallet er brukt. Sjekk linjene mot regnskapet."
    )


@pytest.mark.parametrize(
    ("number", "name", "year", "who"),
    [
        ("4601", "Bergen", 2023, "Bergen 2023"),
        ("4601", None, 2023, "4601 2023"),
        (None, None, 2023, "Regnskapet 2023"),
        ("4601", "Bergen", None, "Bergen"),
    ],
)
def test_a_contradiction_names_the_unit_as_well_as_it_is_known(
    number: str | None, name: str | None, year: int | None, who: str
) -> None:
    given = accounts(avskrivninger="60", motpost_avskrivninger=Belop(Decimal(0), rader=1)).belop
    problems = Problems()
    derive(Regnskap(number, name, year, given), problems)
    (problem,) = problems.all()
    assert problem.sted == Sted()
    assert problem.melding.startswith(f"{who}: «Motpost avskrivninger» er oppgitt til 0, men ")
    assert "avskrivninger gir 60 (1000 kr)" in problem.melding


def test_the_place_of_an_amount_without_a_column_is_its_row() -> None:
    record = Origin("kostra.dat", 3, "", "0A2023 …")
    given = Belop(Decimal("6E+3"), rader=1, opphav=(record,))
    _, (problem,) = derived(avskrivninger="60", motpost_avskrivninger=given)
    assert problem.sted == Sted("kostra.dat", 3, None)
    assert "er oppgitt til 6\u00a0000, men" in problem.melding
    assert problem.verdi == "6000"
