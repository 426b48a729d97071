"""What is known of each unit: the data file's own figures, and the calculator's own sentences."""

import csv
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import htpy as h
import pytest

from kommuneindikatorer.answers.comparison import comparison
from kommuneindikatorer.answers.reference import read_reference
from kommuneindikatorer.numbers import round_half_up
from kommuneindikatorer.register import Before, as_it_was, numbers_in
from sitegen.facts.fact import NETTO
from sitegen.facts.profile import COUNTY, SIZE, display, profiles, short_name
from sitegen.facts.reference import reference
from sitegen.facts.unit_files import FUND, INCOME, KOMMUNER, read_unit_file, unit_csv
from sitegen.formats.units import all_units
from sitegen.pages.phrase import Here
from sitegen.pages.places import find_places
from sitegen.pages.unit import debt_and_funds, own_page
from sitegen.publish.unit_data import as_csv, groups_of
from support.notes import ROOT, read
from support.units import SIX_YEARS, accounts, all_profiles, groups, profile

KEYS = {"kommuner": "kommunenummer", "fylkeskommuner": "fylkesnummer"}


def rows() -> dict[tuple[str, int], dict[str, str]]:
    """Return the rows of the data files themselves, by number and year, of the six years."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    for kind, key in KEYS.items():
        for path in (ROOT / "data/kommuner").glob(f"{kind}_*.csv"):
            with path.open(encoding="utf-8") as file:
                found |= {(row[key], int(row["aar"])): row for row in csv.DictReader(file)}
    return {(number, year): row for (number, year), row in found.items() if year in SIX_YEARS}


def test_there_is_a_profile_of_every_unit_of_the_newest_year_and_of_no_other() -> None:
    given = rows()
    newest = max(year for _, year in given)
    numbers = [one.nummer for one in all_profiles()]
    assert sorted(numbers) == sorted(number for number, year in given if year == newest)
    assert sum(one.er_kommune for one in all_profiles()) == len(numbers_in(newest)) == 357
    assert len(numbers) - 357 == 14


def test_every_figure_is_that_of_the_data_file() -> None:
    given = rows()
    for one in all_profiles():
        for year in one.aar:
            number = as_it_was(one.nummer, year.aar)
            assert number is not None
            row = given[number.number, year.aar]
            assert year.inntekt == Decimal(row["brutto_driftsinntekter"])
            assert year.netto.belop == Decimal(row["netto_driftsresultat"])
            exact = Fraction(100 * int(year.netto.belop), int(year.inntekt))
            assert round_half_up(year.netto.pst, 1) == round_half_up(exact, 1)
            assert year.folkemengde == (int(row.get("folkemengde") or 0) or None)
            owed = row.get("netto_lanegjeld")
            assert ("netto_lanegjeld" in year.maal) == bool(owed)
            if owed:
                assert year.maal["netto_lanegjeld"].belop == Decimal(owed)


def test_what_was_not_split_sums_to_the_national_figures() -> None:
    # Source: Statistics Norway, table 12137, all municipalities in 2025, 1000 kr.
    own = [one.siste for one in all_profiles() if one.er_kommune]
    assert sum(one.inntekt for one in own) == 674_170_449
    assert sum(one.netto.belop for one in own) == 15_507_883
    assert sum(one.netto.belop < 0 for one in own) == 120


def test_the_sentence_is_the_calculator_s() -> None:
    note = read()
    units = [one for one in all_units(groups()) if one.er_kommune]
    beside = read_reference(reference(note, {}, units).decode())
    for number in ("1508", "0301", "1151", "5612", "1580"):
        own = next(
            one for one in units if (one.regnskap.kommunenummer, one.regnskap.aar) == (number, 2025)
        )
        answer = comparison(own, beside)
        assert isinstance(answer, dict)
        said = display(answer["setning"]).replace(" kommuner hadde", " andre kommuner hadde")
        assert profile(number).setninger[0] == said
        assert profile(number).avstand == answer["nivaa"]["belop"]


def test_a_unit_that_was_a_part_has_the_figures_of_the_whole_with_a_mark() -> None:
    # Source: the data file's row of 1507, 2023: 174 000 of 6 849 …, 2.5 per cent.
    alesund, haram = profile("1508"), profile("1580")
    assert [one.merke for one in alesund.aar] == ["med Haram"] * 4 + [""] * 2
    assert [one.merke for one in haram.aar] == ["med Ålesund"] * 4 + [""] * 2
    assert {one.netto.belop for one in (alesund.aar[3], haram.aar[3])} == {Decimal(174_000)}
    assert [one.netto.belop < 0 for one in haram.aar[-2:]] == [True, True]
    assert haram.minusaar == (2024, 2025)  # its own years alone
    assert profile("32").aar[0].merke == "med Østfold og Buskerud"
    assert profile("32").aar[0].navn == "Viken"


@pytest.mark.parametrize(
    ("number", "year", "before"),
    [
        ("1508", 2023, Before("1507", ("1580",))),
        ("1508", 2024, Before("1508", ())),
        ("5501", 2020, Before("5401", ())),
        ("56", 2021, Before("54", ("55",))),
        ("1508", 2019, None),
        ("9999", 2024, None),
    ],
)
def test_what_a_unit_was_follows_from_the_register(
    number: str, year: int, before: Before | None
) -> None:
    assert as_it_was(number, year) == before


def test_a_split_unit_has_no_year_before_in_a_ranking_of_the_first_year_after() -> None:
    for one in all_profiles():
        for ranking in one.lister:
            values = [place.naa for place in ranking.plasser]
            assert values == sorted(values, reverse=True)
    places = profile("1508").alle.plasser
    assert next(one for one in places if one.nummer == "1508").fjor is not None


def test_empty_population_stays_empty_and_oslo_is_in_no_group() -> None:
    oslo = profile("0301")
    assert oslo.siste.folkemengde is None
    assert [one.navn for one in oslo.ved] == ["Alle kommuner"]
    assert [one.id for one in oslo.lister] == [SIZE, "alle"]
    assert COUNTY in [one.id for one in profile("1508").lister]


def test_every_unit_has_an_address_of_its_own_with_its_norwegian_name() -> None:
    addresses = [one.adresse for one in all_profiles()]
    assert len(set(addresses)) == len(addresses)
    assert profile("1508").adresse == "kommuner/1508-alesund/"
    assert profile("5612").adresse == "kommuner/5612-kautokeino/"
    assert profile("15").adresse == "fylker/15-more-og-romsdal/"
    assert short_name("5628", "Deatnu - Tana") == "Tana"


def test_what_the_site_has_no_figures_of_is_named_until_a_file_has_them() -> None:
    assert "Disposisjonsfond" in profile("1508").uten
    assert NETTO not in profile("1508").uten
    kommuner = accounts()[KOMMUNER]
    funds = [
        replace(row, cells={**row.cells, FUND: row.cells[INCOME] if row.year == 2025 else ""})
        for row in kommuner.rows
    ]
    landed = read_unit_file(
        "nye.csv", unit_csv(replace(kommuner, columns=(*kommuner.columns, FUND), rows=tuple(funds)))
    )
    given = {**accounts(), KOMMUNER: landed}
    found = {one.nummer: one for one in profiles(groups_of(as_csv(given)), given)}
    assert found["1508"].siste.maal[FUND].pst == 100
    assert FUND not in found["1508"].aar[0].maal
    assert "Disposisjonsfond" not in found["1508"].uten
    beside = Here(own_page(found["1508"]), find_places(read()))
    said = str(h.fragment[debt_and_funds(found["1508"], beside)])
    assert "Disposisjonsfond var 100,0 prosent av driftsinntektene" in said
