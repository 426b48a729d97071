"""Terms lead to the glossary where they first stand, and the note's words stay as they are."""

import html
import re
from dataclasses import replace

import pytest

from sitegen.facts.ledger.evidence import evidence
from sitegen.facts.ledger.ledger import ledger
from sitegen.facts.ledger.reading import read
from sitegen.note.claims import read_claims
from sitegen.pages.edition import Edition
from sitegen.pages.section import section_text
from sitegen.pages.terms import TERMS
from support.editions import real
from support.notes import FOLDER, ROOT, accounts

LINK = re.compile(r'<a class="begrep" href="[^"#]*ordliste/#([^"]+)">([^<]+)</a>')
PARAGRAPH = re.compile(r"^.*\{: #(s\d+-a\d+) \.avsnitt \}", re.MULTILINE)


@pytest.fixture(scope="module")
def edition() -> Edition:
    found = real().undrawn()
    entries = read_claims((FOLDER / "utsagn.toml").read_text(encoding="utf-8"))
    evident = evidence(found.note, found.facts, accounts())
    claims = ledger(read(found.note, found.facts), evident, entries).claims
    return replace(found, claims=claims)


@pytest.fixture(scope="module")
def pages(edition: Edition) -> list[str]:
    return [section_text(edition, one) for one in edition.note.sections if one.number]


def entries() -> set[str]:
    glossary = (ROOT / "docs/ordliste.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\S.* \{ #(\S+) \}$", glossary, re.MULTILINE))


def test_every_term_has_an_entry_and_most_are_in_the_note(pages: list[str]) -> None:
    assert TERMS.keys() <= entries()
    linked = {anchor for page in pages for anchor, _ in LINK.findall(page)}
    assert linked <= entries()
    assert len(linked & TERMS.keys()) >= 15


def test_a_term_is_linked_where_it_first_stands_and_once_on_a_page(pages: list[str]) -> None:
    for page in pages:
        paragraphs = [line for line in page.splitlines() if "#linje" in line or ".linje" in line]
        found = [anchor for line in paragraphs for anchor, _ in LINK.findall(line)]
        assert len(found) == len(set(found)) > 1
    first = next(line for line in pages[0].splitlines() if "disposisjonsfond" in line)
    assert '#disposisjonsfond">disposisjonsfond</a>' in first


def test_terms_leave_words_and_numbers_that_open_as_they_are(
    edition: Edition, pages: list[str]
) -> None:
    without = replace(edition, claims=())
    for section, page in zip(
        (one for one in edition.note.sections if one.number), pages, strict=True
    ):
        assert plain(section_text(without, section)) == plain(page)
        opened = re.findall(r'<a class="utsagn" href="#utsagn-([^"]+)">', page)
        assert len(opened) > 10
        assert '<a class="utsagn"' not in "".join(words for _, words in LINK.findall(page))


def plain(page: str) -> list[str]:
    """Return the paragraphs' words as readers see them."""
    lines = (line for line in page.splitlines() if ".linje aria-label" in line)
    return [html.unescape(re.sub(r"<[^>]+>", "", line)).replace("\\", "") for line in lines]


def test_a_row_named_after_its_indicator_leads_to_it(pages: list[str]) -> None:
    rows = re.findall(r'<th scope="row"><a class="begrep" href="[^#]*#([^"]+)">', "".join(pages))
    assert "kommunalt_konsum_av_bnp" in rows
    assert set(rows) <= entries()
    # A row that says whose the values are names no indicator.
    assert '<th scope="row">Østlandet' in "".join(pages)
