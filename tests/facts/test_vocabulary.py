"""A Hunspell dictionary, read as far as spelling needs."""

import pytest

from sitegen.facts.vocabulary import Vocabulary, edits

AFFIXES = """SET UTF-8
COMPOUNDFLAG z
PFX a Y 1
PFX a   0     u           .
SFX B Y 2
SFX B   0     er          [^e]
SFX B   e     er          e
"""
WORDS = """5
vennlig/a
måle/B
drift/z
resultat/Bz
inntekt/Bz
"""


@pytest.fixture(scope="module")
def small() -> Vocabulary:
    return Vocabulary(AFFIXES, WORDS, ["Havbruksfondet er nytt."])


@pytest.mark.parametrize(
    "word",
    ["vennlig", "uvennlig", "måler", "Resultater", "driftsresultat", "driftsinntekter", "nytt"],
)
def test_words_affixes_compounds_and_own_words_are_known(small: Vocabulary, word: str) -> None:
    assert small.knows(word)


@pytest.mark.parametrize("word", ["måleer", "driftsreultat", "gjenmåle", "fondet"])
def test_others_are_not(small: Vocabulary, word: str) -> None:
    assert not small.knows(word)


def test_a_neighbour_is_one_slip_away(small: Vocabulary) -> None:
    assert "inntekt" in set(small.neighbours("innteekt"))
    assert "inntekt" in set(small.neighbours("inntket"))
    assert {"ab", "cba", "b", "ca"} <= set(edits("ba"))


def test_relatives_are_the_words_that_begin_alike(small: Vocabulary) -> None:
    assert small.relatives("inn") == 1
    assert small.relatives("xyz") == 0
