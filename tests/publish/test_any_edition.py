"""Other editions of the note: nothing on the site is bound to a table's number, or to a year."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

import pytest

from sitegen.facts.unit_files import KOMMUNER
from sitegen.formats.explorer.pack import explorer_files
from sitegen.pages.edition import Edition
from sitegen.pages.explorer import explorer_text
from sitegen.pages.key_figures import key_figures, lacking, start_rows
from sitegen.pages.registry import rendered
from sitegen.publish.calculator import calculator_files
from sitegen.publish.unit_data import unit_files
from support.editions import (
    a_year_later,
    accounts_a_year_later,
    later,
    real,
    with_numbers,
    with_table_moved,
    without_table,
)
from support.notes import ROOT, accounts

NO_TABLE_4 = {5: 4, 6: 5}
EXCHANGED = {5: 6, 6: 5}
MORE_NUMBERS = [pytest.param(one, marks=pytest.mark.slow) for one in ({3: 7}, {1: 6, 6: 1})]
LISTED = re.compile(r"(?<=tabell )\d(?:(?:, | og )\d)+")
PECULIARITIES = "notat/verdt-a-vite-om-tallene.md"
GLOSSARY = (ROOT / "docs/ordliste.md").read_text(encoding="utf-8")
NOT_ITS_OWN = (
    "til og med 2019 også pluss mindreforbruk",
    "mindreforbruk til og med 2019",
    "for alle år fra 2020",
    "2024;4601;",
    "2018-06-15",
)
"""Years on pages that are not the note's: when the law changed, and in an example of a file."""


@cache
def base() -> Edition:
    return real().edition()


@cache
def base_pages() -> Mapping[str, str]:
    return rendered(base())


@cache
def base_reference() -> str:
    return reference(base())


def renamed(text: str, numbers: Mapping[int, int]) -> str:
    """Return a page's text with other tables' numbers, also in «tabell 2, 5 og 6»."""

    def moved(found: re.Match[str]) -> str:
        return re.sub(r"\d", lambda one: str(numbers.get(int(one[0]), one[0])), found[0])

    # The first of a list is renumbered as one that stands alone is.
    first = {str(old): str(new) for old, new in numbers.items()}
    listed = LISTED.sub(moved, text)
    alone = re.compile(r"(?i)(tabell[ -])(\d)(?!\d|(?:, | og )\d(?!\d))")
    return alone.sub(lambda found: f"{found[1]}{first.get(found[2], found[2])}", listed)


ROW_ENDS = re.compile(r"\[\{|\},\{|\}\]")
"""Between the rows of the reference file, whatever their order."""


def reference(edition: Edition) -> str:
    return calculator_files(edition, accounts(), unit_files(ROOT)[KOMMUNER])[
        "assets/regndata/notat.json"
    ].decode()


def explorer(edition: Edition) -> dict[str, str]:
    files = explorer_files(edition.note, edition.facts, accounts(), GLOSSARY)
    return {name: data.decode() for name, data in files.items()}


def compared(edition: Edition) -> Counter[tuple[object, ...]]:
    """Return what is verified, wherever it is printed."""
    return Counter(
        (one.what, one.year, one.printed, one.basis, one.status, one.computed, one.verdict)
        for one in edition.comparisons
    )


def front(edition: Edition) -> list[tuple[object, ...]]:
    """Return the key figures' words and values."""
    return [
        (one.label, one.measure, one.colour, [(o.aar, o.verdi, o.status) for o in one.series])
        for one in key_figures(edition)
    ]


def test_tables_with_other_numbers_change_nothing_but_the_numbers() -> None:
    found = rendered(with_numbers(NO_TABLE_4).edition())
    wanted = {
        renamed(path, NO_TABLE_4): renamed(text, NO_TABLE_4) for path, text in base_pages().items()
    }
    assert found.keys() == wanted.keys()
    assert "Det finnes ingen tabell 4" in wanted.pop(PECULIARITIES)
    assert "Det finnes ingen tabell" not in found[PECULIARITIES]
    for path, text in wanted.items():
        assert found[path] == text, path


@pytest.mark.parametrize("numbers", [NO_TABLE_4, EXCHANGED, *MORE_NUMBERS])
def test_what_a_file_is_held_against_does_not_depend_on_numbers(numbers: dict[int, int]) -> None:
    edition = with_numbers(numbers).undrawn()
    rows = ROW_ENDS.split(base_reference())
    assert Counter(ROW_ENDS.split(reference(edition))) == Counter(
        renamed(row, numbers) for row in rows
    )
    assert compared(edition) == compared(base())
    assert front(edition) == front(base())


def test_the_country_is_that_of_the_table_by_population_whatever_its_number() -> None:
    moved = (with_numbers(EXCHANGED), with_table_moved(6, 5))
    for edition in (base(), *(one.undrawn() for one in moved)):
        printed = re.findall(
            r'"gruppe":"landet".*?"aar":2024.*?"verdi":"([^"]*)"', reference(edition)
        )
        assert printed[0] == "-0.4"


@pytest.mark.parametrize("numbers", [NO_TABLE_4, EXCHANGED])
def test_the_explorer_has_the_same_rows_under_other_numbers(numbers: dict[int, int]) -> None:
    found, wanted = explorer(with_numbers(numbers).undrawn()), explorer(base())
    assert found["enheter.json"] == wanted["enheter.json"]
    assert Counter(re.split(r"[\[\],{}]", found["notat.json"])) == Counter(
        re.split(r"[\[\],{}]", renamed(wanted["notat.json"], numbers))
    )


def test_a_table_that_is_moved_says_the_same_elsewhere() -> None:
    for edition in (with_table_moved(6, 5).edition(), with_table_moved(3, 2).edition()):
        assert compared(edition) == compared(base())
        assert front(edition) == front(base())
        assert reference(edition) == base_reference()
        assert explorer_text(edition) == base_pages()["utforsk.md"]
        assert list(lacking(edition)) == []


@pytest.mark.parametrize("number", [5, 6])
def test_a_table_that_is_gone_takes_only_its_own_numbers_along(number: int) -> None:
    edition = without_table(number).edition()
    gone = f'"tabell":"tabell-{number}"'
    rows = [row for row in base_reference().split("},{") if gone not in row]
    found = reference(edition)
    assert Counter(row.strip("[]{}") for row in found.split("},{")) >= Counter(
        row.strip("[]{}") for row in rows[1:-1]
    )
    assert gone not in found
    assert not any(f"tabell-{number}/" in text for text in rendered(edition).values())
    assert list(lacking(edition)) == []


def test_check_says_what_the_site_lacks_where_a_table_is_gone() -> None:
    edition = without_table(3).undrawn()
    told = "Forsiden viser ikke netto driftsresultat for {}: notatet har det ikke (konsern, alle)."
    assert list(lacking(edition)) == [told.format(one) for one in ("kommunene", "fylkeskommunene")]


def test_the_explorer_starts_from_what_there_is() -> None:
    page = explorer_text(without_table(3).undrawn())
    assert "prosent av brutto driftsinntekter, kasse" in page
    assert "notat 7.\u00a0mars 2025, tabell 2." in page
    assert {o.tabell for o in start_rows(base())} == {"tabell-3"}


def test_a_note_without_any_result_says_so() -> None:
    edition = base()
    empty = Edition(note=edition.note, facts={})
    told = list(lacking(empty))
    assert [words.partition(" ")[0] for words in told] == ["«Utforsk»", "«Regn", *["Forsiden"] * 4]
    assert "Uten JavaScript" not in explorer_text(empty)


def test_a_year_later_every_page_says_the_same_of_the_next_year() -> None:
    found = rendered(a_year_later().edition_of(accounts_a_year_later()))
    assert found.keys() == base_pages().keys()
    for path, text in base_pages().items():
        wanted = later(text)
        for words in NOT_ITS_OWN:
            wanted = wanted.replace(later(words), words)
        assert found[path] == wanted, path
