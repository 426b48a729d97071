"""What stands on every page or of the whole site: freshness, one page in English, the counts."""

import json
import re
from dataclasses import replace
from fractions import Fraction

import pytest

from sitegen.pages.edition import Edition
from sitegen.pages.english import english_text
from sitegen.pages.insertions import insertions, municipalities
from sitegen.pages.registry import configuration
from support.editions import real
from support.rules import releases
from support.units import all_profiles

FINALS = {
    ("kommunesektoren", 2025): Fraction(13, 5),
    ("kommunene", 2025): Fraction(23, 10),
    ("kommunene", 2026): None,
}


@pytest.fixture(scope="module")
def edition() -> Edition:
    return replace(
        real().undrawn(), releases=releases(), finals=FINALS, profiles=tuple(all_profiles())
    )


def test_the_footer_says_when_the_next_accounts_come(edition: Edition) -> None:
    said = json.loads(configuration(edition))["extra"]["ferskhet"]
    assert said[-1] == (
        "Neste regnskapstall ventes 15. mars 2027 (foreløpige for 2026) og "
        "15. juni 2027 (endelige)."
    )
    assert json.loads(configuration(replace(edition, releases=())))["extra"]["ferskhet"] != said


def test_the_english_page_has_the_note_s_numbers_with_a_decimal_point(edition: Edition) -> None:
    text = english_text(edition)
    assert '<div lang="en">' in text
    row = re.search(r"<tr><th scope=\"row\">Local government sector</th>(.*?)</tr>", text)
    assert row
    assert re.findall("<td>(.*?)</td>", row[1])[:2] == ["0.1 (estimate)", "about 2"]
    numbers = "".join(re.findall("<td>(.*?)</td>", text))
    assert "," not in numbers
    assert "dated 2025-03-07" in text


def test_municipalities_that_were_one_are_counted_once(edition: Edition) -> None:
    counted = municipalities(edition.profiles)
    assert counted[2023] == (356, ("Haram og Ålesund",))
    assert counted[2024] == (357, ())
    assert (
        "2020–2023: 356 kommuner. Haram og Ålesund var én kommune."
        in (insertions(edition)["antall-kommuner"])
    )
