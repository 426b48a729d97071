"""Lists and first letters in sentences."""

import pytest

from kommuneindikatorer.wording import capitalised, listed, uncapitalised


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")],
)
def test_the_last_two_are_joined_by_a_word(words: list[str], text: str) -> None:
    assert listed(words) == text
    assert listed(iter(words)) == text


def test_only_the_first_letter_changes() -> None:
    assert (capitalised("år i KS"), uncapitalised("Ål og Os")) == ("År i KS", "ål og Os")
    assert (capitalised(""), uncapitalised("")) == ("", "")
