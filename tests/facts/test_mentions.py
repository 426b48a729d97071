"""Which sentences speak of a number that changed: the number alone proves nothing."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sitegen.facts.changes.compare import find_mentions
from sitegen.facts.changes.model import Part, ValueChange
from support.snapshots import base

CELL = next(one for one in base().facts if one.indikator == "netto_driftsresultat")


def change(old: str, new: str, indikator: str = "netto_driftsresultat") -> ValueChange:
    cell = replace(CELL, indikator=indikator, aar=2024)
    return ValueChange(
        replace(cell, verdi=Decimal(old)),
        replace(cell, verdi=Decimal(new)),
    )


def told(text: str, *changes: ValueChange, part: str = "s3-a1") -> list[tuple[str, bool]]:
    """Return the sentences found in a text, and whether each holds the value from before."""
    only = Part(part, "del 3", text, (1,))
    return [(one.sentence, one.stale) for one in find_mentions(changes, [only])]


def test_the_paragraph_may_name_the_indicator_for_a_value_from_before() -> None:
    text = "Netto driftsresultat ble svakt i 2024. Det var 1,4 prosent."
    assert told(text, change("1.4", "1.3")) == [("Det var 1,4 prosent.", True)]
    assert told(text, change("1.3", "1.4")) == []


def test_the_sentence_must_name_the_indicator_for_a_new_value_and_the_paragraph_its_year() -> None:
    text = "Netto driftsresultat var 1,4 prosent. Tallet gjelder 2024."
    found = [("Netto driftsresultat var 1,4 prosent.", False)]
    assert told(text, change("1.3", "1.4")) == found
    first = "Resultatet i 2024 var 1,4 prosent."
    assert told(first, change("1.3", "1.4")) == [(first, False)]
    assert told(text.replace("2024", "i fjor"), change("1.3", "1.4")) == []


def test_a_value_from_before_without_indicator_in_its_sentence_needs_the_year() -> None:
    text = "Netto driftsresultat ble svakt. Det var 1,4 prosent."
    assert told(text, change("1.4", "1.3")) == []
    named = "Netto driftsresultat var 1,4 prosent."
    assert told(named, change("1.4", "1.3")) == [(named, True)]


def test_another_indicator_is_not_spoken_of() -> None:
    text = "Netto driftsresultat var 1,4 prosent i 2024."
    assert told(text, change("1.4", "1.3", "disposisjonsfond")) == []
    assert told(text, change("1.4", "1.3", "frie_inntekter_realvekst")) == []


def test_an_indicator_without_words_of_its_own_goes_by_the_long_words_of_its_id() -> None:
    text = "Inntekter i alt økte med 1,4 prosent i 2024."
    assert told(text, change("1.4", "1.3", "frie_inntekter")) == [(text, True)]
    assert told("En vekst på 1,4 i 2024.", change("1.4", "1.3", "ny_vekst")) != []
    short = "Den økte med 1,4 prosent i 2024, og de frie med mer."
    assert told(short, change("1.4", "1.3", "frie_inntekter")) == []


@pytest.mark.parametrize("word", ["inkl.", "eks.", "jf.", "mrd.", "pst."])
def test_an_abbreviation_ends_no_sentence(word: str) -> None:
    text = f"Resultatet i 2024 var 1,4 prosent, {word} Oslo. Neste setning."
    assert told(text, change("1.4", "1.3")) == [(text.removesuffix(" Neste setning."), True)]


@pytest.mark.parametrize(
    ("printed", "value"),
    [("–0,3", "-0.3"), ("−0,3", "-0.3"), ("-0,3", "-0.3"), ("11 prosent", "11"), ("11 pst", "11")],
)
def test_a_number_is_known_however_it_is_printed(printed: str, value: str) -> None:
    text = f"Resultatet i 2024 var {printed}."
    assert told(text, change(value, "5")) == [(text, True)]


@pytest.mark.parametrize("printed", ["1,45", "31,4", "2024", "tabell 11"])
def test_a_part_of_a_number_a_year_and_a_tables_number_are_not_the_value(printed: str) -> None:
    text = f"Resultatet for 2024 står ved {printed} her."
    changes = [change("1.4", "5"), change("11", "5"), change("2024", "5")]
    assert told(text, *changes) == []


def test_notes_are_read_and_captions_are_not() -> None:
    text = "Netto driftsresultat 2024 var 1,4 prosent."
    assert told(text, change("1.4", "1.3"), part="tabell-3-note-1") == [(text, True)]
    assert told(text, change("1.4", "1.3"), part="tabell-3-bildetekst") == []
