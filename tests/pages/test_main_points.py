"""The front page's main points follow from the note: other numbers, other words."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest

from sitegen.pages.edition import Edition
from sitegen.pages.front import front_text
from sitegen.pages.key_figures import key_figures
from sitegen.pages.main_points import MainPoint, level_verdict, main_points
from sitegen.pages.outcomes import find_outcomes
from sitegen.pages.places import Spot
from sitegen.publish.checks import read_ledger
from sitegen.publish.edition_folder import read_edition
from support.notes import FOLDER, without_quotes
from support.units import all_profiles

SECTION = "notat/1-utvalgets-situasjonsforstaelse.md"


def points_of(edition: Edition) -> list[MainPoint]:
    return main_points(edition, key_figures(edition), find_outcomes(edition))


@pytest.fixture(scope="module")
def edition() -> Edition:
    printed = read_edition(FOLDER)
    claims = read_ledger(FOLDER, printed).every
    return Edition(note=printed.note, facts=printed.facts, claims=claims)


def test_the_four_points_of_the_note(edition: Edition) -> None:
    assert [(one.lead, one.words.replace("\u00a0", " ")) for one in points_of(edition)] == [
        (
            "Kommunesektoren: under anbefalt nivå",
            "0,1 prosent i 2024, mot om lag 2 prosent over tid",
        ),
        (
            "Flere med negativt resultat",
            "58 prosent av kommunene i KS’ undersøkelse i 2024, mot 42 prosent i 2023",
        ),
        (
            "Lavere disposisjonsfond",
            "11,2 prosent av driftsinntektene i 2024, mot 13,2 prosent i 2023 (225 kommuner)",
        ),
        ("Bedre enn prognosen", "I november 2024 anslo TBU −1 prosent, i notatet 0,1 prosent"),
    ]


def test_each_leads_to_the_paragraph_that_says_so(edition: Edition) -> None:
    spots = [one.spot for one in points_of(edition)]
    assert spots[:2] == [Spot(SECTION, "s1-a2"), Spot(SECTION, "s1-a3")]
    assert spots[2].anchor == "s3-a19"
    assert spots[3] == Spot(SECTION, "s1-a2")


@pytest.mark.parametrize(
    ("value", "level", "group", "words"),
    [
        ("0.1", Fraction(2), "kommunesektoren", "Under anbefalt nivå"),
        ("1.9", Fraction(2), "kommunesektoren", "Om lag på anbefalt nivå"),
        ("2.2", Fraction(2), "kommunesektoren", "Over anbefalt nivå"),
        ("1.7", Fraction(7, 4), "kommunene", "På anbefalt nivå"),
        ("1.8", Fraction(7, 4), "kommunene", "På anbefalt nivå"),
        ("1.6", Fraction(7, 4), "kommunene", "Under anbefalt nivå"),
        ("4.1", Fraction(4), "fylkeskommunene", "Over anbefalt nivå"),
        ("4.0", Fraction(4), "fylkeskommunene", "På anbefalt nivå"),
    ],
)
def test_a_value_beside_its_level(value: str, level: Fraction, group: str, words: str) -> None:
    assert level_verdict(Decimal(value), level, group) == words


def test_without_what_a_point_rests_on_the_next_takes_its_place(edition: Edition) -> None:
    bare = Edition(note=edition.note, facts=edition.facts)
    assert points_of(bare)[0].lead == "Kommunesektoren: under anbefalt nivå"
    assert points_of(bare)[0].spot.anchor == "tabell-3-r2-k10"  # no ledger: the cell
    silent = Edition(note=without_quotes(), facts=edition.facts)
    assert [one.lead for one in points_of(silent)][1:] == [
        "Lavere disposisjonsfond",
        "Kommunene: under anbefalt nivå",
        "Fylkeskommunene: under anbefalt nivå",
    ]


def test_an_edition_without_values_has_no_points() -> None:
    empty = Edition(note=without_quotes(), facts={})
    assert points_of(empty) == []
    assert "Hovedpunkter" not in front_text(empty)


def test_the_front_page_finds_municipalities_in_norwegian_order() -> None:
    edition = Edition(note=without_quotes(), facts={}, profiles=all_profiles())
    names = re.findall(r'<option value="([^"]+)">', front_text(edition))
    assert len(names) == 357
    assert (names[0], names[-1]) == ("Alstahaug", "Åsnes")
    assert "finn-kommune" not in front_text(Edition(note=without_quotes(), facts={}))
