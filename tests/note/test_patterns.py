"""No expression can hang: neither ours, nor what editors write."""

import re
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pkgutil import walk_packages

import pytest

import sitegen
from sitegen.note.errors import SitegenError
from sitegen.note.grids import NUMBERS_ONLY
from sitegen.note.patterns import pattern_fault
from sitegen.note.read import read_note
from support.notes import raw, spec


def ours() -> Iterator[tuple[str, str]]:
    """Yield every expression that a module of the generator holds, by where it stands."""
    for module in walk_packages(sitegen.__path__, "sitegen."):
        for name, value in vars(import_module(module.name)).items():
            for one in _several(value):
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    yield f"{module.name}.{name}", one.pattern


def _several(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return list(value) if isinstance(value, tuple | list) else [value]


def test_none_of_ours_repeats_what_is_repeated() -> None:
    found = dict(ours())
    assert len(found) > 100
    assert {name: text for name, text in found.items() if pattern_fault(text)} == {}


@pytest.mark.parametrize(
    "text",
    [r"(?:[-–−]?\d+(?:,\d+)? ?)+$", "(a+)+", "(a*)*b", r"(\w+ ?)*$", "(?:a|b+)+", "([^,]+,?)+"],
)
def test_one_that_can_be_split_in_many_ways_is_refused(text: str) -> None:
    assert "uendelig tregt" in pattern_fault(text)


@pytest.mark.parametrize(
    "text",
    [r"\d+(?:, \d+)*", r"\w+(?:-\w+)*", "^Tabell 1 .*kroner$", r"(?:\d++ ?)++$", r"(?:ab){2,5}c+"],
)
def test_one_that_can_be_split_in_one_way_is_taken(text: str) -> None:
    assert pattern_fault(text) == ""


def test_a_line_of_years_with_words_after_it_is_no_row_of_numbers() -> None:
    """Each year more doubled what was tried, eightfold: ten years and a word hung the build."""
    years = " ".join(str(year) for year in range(1950, 2030))
    assert NUMBERS_ONLY.match(f"{years} -3,5 _1") is None
    assert NUMBERS_ONLY.match(f"{years} −3,5 -1 12-3")
    assert NUMBERS_ONLY.match(f"{years} anslag") is None


@pytest.mark.parametrize("place", range(60, 900, 60))
def test_such_a_line_anywhere_in_the_note_ends_in_a_note_or_a_sentence(place: int) -> None:
    lines = raw().decode().split("\n")
    lines.insert(place, " ".join(str(year) for year in range(2000, 2025)) + " anslag")
    with suppress(SitegenError):
        assert read_note("\n".join(lines).encode(), spec())


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (r"^1 For fylkeskommunene var avsetningene", "^1 For (fylkeskommunene", "feil ved tegn"),
        (r"^Spredningen i kommunenes", "(a+)+$", "uendelig tregt"),
        ("^Figur 1 Reell utvikling", "[", "et gyldig mønster"),
        ('nummer = 1\ntittel = \\"', 'nummer = []\ntittel = \\"', "et heltall for"),
        ("dato = 2025-03-07", 'dato = "i går"', "en dato for «notat.dato»"),
        ("dato = 2025-03-07", "dato = [", "ventet gyldig TOML; fant noe annet ved tegn"),
        ("dato = 2025-03-07", "dato = 1\ndato = 2", "en nøkkel som står to ganger"),
        ("dato = 2025-03-07", 'dato = "\\q"', "«\\» i en tekst"),
        ("dato = 2025-03-07", f"dato = {'1' * 5000}", "et tall med for mange sifre"),
        ("dato = 2025-03-07", f"dato = {'[' * 5000}", "lister i lister i lister"),
    ],
)
def test_a_fault_in_the_description_is_one_norwegian_sentence(
    before: str, after: str, words: str
) -> None:
    text = spec()
    before = before.replace('\\"', '"')
    assert before in text
    with pytest.raises(SitegenError, match=r"note\.toml") as caught:
        read_note(raw(), text.replace(before, after.replace('\\"', '"'), 1))
    said = str(caught.value)
    assert words in said
    for english in (
        "Input",
        "should",
        "Value error",
        "unterminated",
        "missing",
        "Expected",
        "line",
    ):
        assert english not in said
