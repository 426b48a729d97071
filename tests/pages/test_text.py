"""Text goes through Markdown unharmed, and addresses lead where they should."""

import html
import re
from decimal import Decimal

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.facts.formatting import shown
from sitegen.note.model import Mark, Text
from sitegen.pages.phrase import Here, escaped, to_html, to_markdown, whole_numbers
from sitegen.pages.places import Places, Spot, folder, html_link, markdown_link
from sitegen.pages.table import filler

HERE = Here("notat/index.md", Places({}, {}))
PRINTABLE = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.just(" "), min_size=1
).map(lambda text: " ".join(text.split()))


@given(PRINTABLE.filter(bool))
def test_markdown_shows_exactly_the_words_of_the_note(text: str) -> None:
    made = markdown.markdown(escaped(text), extensions=["attr_list", "def_list"])
    assert html.unescape(re.sub(r"</?p>", "", made)) == text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "4. tertial",
            "2024. I 2023",
            "12345. Fem",
            "1234567890. Ti",
            "١٢٣. Tre",
            "- minus",
            "# nummer",
            "*stjerne*",
            "a_b_c",
            "<b>",
        ),
        *("1 & 2", "[lenke](x)", "{ #id }", "-1 pst. KS", "> sitat", "+ pluss", ": kolon"),
    ],
)
def test_text_that_looks_like_markup_stays_text(text: str) -> None:
    made = markdown.markdown(f"Før\n\n{escaped(text)}", extensions=["attr_list", "def_list"])
    assert html.unescape(re.sub(r"</?p>", "", made)) == f"Før\n{text}"


def test_thousands_stay_on_one_line() -> None:
    assert to_markdown((Text(text="under 3 000 innbyggere i 2024"),), "p", HERE) == (
        "under 3\u00a0000 innbyggere i 2024"
    )


def test_the_day_and_the_month_stay_on_one_line() -> None:
    assert whole_numbers("møtet 7. mars 2025, 1. konsultasjonsmøte") == (
        "møtet 7.\u00a0mars 2025, 1. konsultasjonsmøte"
    )


def test_the_comma_between_two_marks_is_raised_with_them() -> None:
    content = (
        Text(text="selskaper"),
        Mark(sign="1", target="n-1"),
        Text(text=","),
        Mark(sign="2", target="n-2"),
        Text(text=", og"),
    )
    made = "".join(str(node) for node in to_html(content, "sted", HERE))  # type: ignore[union-attr]
    assert re.sub(r"<(?!/?sup)[^>]+>|(?<=<sup) [^>]+", "", made) == (
        "selskaper<sup>1</sup><sup>,</sup><sup>2</sup>, og"
    )


@pytest.mark.parametrize(
    ("value", "text"), [("-0.6", "−0,6"), ("1.0", "1,0"), ("0", "0"), ("1234.5", "1\u00a0234,5")]
)
def test_a_value_is_shown_with_the_decimals_it_was_printed_with(value: str, text: str) -> None:
    assert shown(Decimal(value)) == text


@pytest.mark.parametrize(("value", "tail"), [("1.5", None), ("2", ",0"), ("10", ",0")])
def test_commas_stand_below_each_other(value: str, tail: str | None) -> None:
    assert filler(Decimal(value), 1) == tail


@pytest.mark.parametrize(
    ("here", "to", "in_html", "in_markdown"),
    [
        ("index.md", Spot("ratekst/index.md", "l3"), "ratekst/#l3", "ratekst/index.md#l3"),
        ("tabeller/tabell-1.md", Spot("index.md"), "../../", "../index.md"),
        ("tabeller/tabell-1.md", Spot("tabeller/index.md"), "../", "index.md"),
        ("notat/1-x.md", Spot("notat/2-y.md", "a"), "../2-y/#a", "2-y.md#a"),
        ("notat/index.md", Spot("notat/1-x.md"), "1-x/", "1-x.md"),
        ("notat/1-x.md", Spot("notat/1-x.md", "a"), "#a", "#a"),
    ],
)
def test_addresses_are_relative_to_the_page(
    here: str, to: Spot, in_html: str, in_markdown: str
) -> None:
    assert html_link(here, to) == in_html
    assert markdown_link(here, to) == in_markdown


def test_the_front_page_lies_at_the_root() -> None:
    assert folder("index.md") == ""
