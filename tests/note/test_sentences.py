"""Where sentences end, and where in the source each character of them stands."""

import pytest

from sitegen.note.model import Mark, Text
from sitegen.note.sentences import Sentence, sentences, split_sentences
from support.notes import read


def split(text: str) -> list[str]:
    return [one.text for one in split_sentences("a", "avsnitt", (Text(text=text),))]


@pytest.fixture(scope="module")
def real() -> tuple[Sentence, ...]:
    return sentences(read())


@pytest.mark.parametrize(
    "whole",
    [
        "Notatet er til 1. konsultasjonsmøte 7. mars 2025 om budsjettet.",
        "Kilder er St. meld. nr. 5 og Prop. 1 S, jf. Innst. 3 S, som sier 5 pst. av inntektene.",
        "Veksten er 2 mrd. 2025-kroner, herunder 1 mrd. kroner til barnehager mv. i 2024.",
        "Tall fra 1., 2. og 3. kvartal, ekskl. mva. og inkl. renter, er om lag 0,1 pst for alle.",
    ],
)
def test_an_abbreviation_a_date_and_an_ordinal_end_no_sentence(whole: str) -> None:
    assert split(whole) == [whole]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Resultatet ble -1 pst.", "KS sin undersøkelse kom i februar."),
        ("Nivået var klart lavere.", "Én av ti kommuner hadde ikke fond."),
        ("Halvparten lå lavere enn –2 prosent.", "36 prosent var negative."),
        ("Det gjelder alle år før 2024.", "«Underliggende» nivå er et annet."),
        ("Det gjelder flere (se tabell 3).", "Andre ikke."),
    ],
)
def test_a_sentence_ends_before_a_capital_or_a_number(first: str, second: str) -> None:
    assert split(f"{first} {second}") == [first, second]


def test_marks_and_the_commas_between_them_are_left_out() -> None:
    content = (
        Text(text="Inntekter"),
        Mark(sign="1", target="a"),
        Text(text=","),
        Mark(sign="2", target="b"),
        Text(text=". Resten, og mer."),
    )
    found = [one.text for one in split_sentences("a", "note", content)]
    assert found == ["Inntekter.", "Resten, og mer."]


def test_ids_count_the_sentences_of_a_place(real: tuple[Sentence, ...]) -> None:
    assert len({one.id for one in real}) == len(real)
    assert all(one.id.startswith(f"{one.place}-p") for one in real)


def test_every_character_stands_where_the_sentence_says(real: tuple[Sentence, ...]) -> None:
    lines = read().lines
    for one in real:
        for char, origin in zip(one.text, one.origins, strict=True):
            assert char == " " if origin is None else char == lines[origin[0] - 1][origin[1]]


def test_a_stretch_has_its_own_lines(real: tuple[Sentence, ...]) -> None:
    one = next(s for s in real if s.id == "s3-a14-p1")
    start = one.text.index("30 prosent")
    assert one.lines == (551, 555)
    assert one.lines_of(start, start + 10) == (553, 553)
