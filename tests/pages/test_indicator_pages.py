"""Each indicator's own page: everything of the catalogue, and every use in the real note."""

import re
from collections.abc import Mapping

import pytest

from kommuneindikatorer.items import POST
from kommuneindikatorer.measures.catalogue import INDIKATOR, INDIKATORER
from kommuneindikatorer.measures.indikator import ANBEFALT, Indikator
from sitegen.facts.fact import facts_of
from sitegen.pages.edition import Edition
from sitegen.pages.indicators import NO_LEVEL, NOT_PRINTED, levels
from sitegen.pages.places import FOLDERS, indicator_page
from sitegen.pages.registry import rendered
from support.notes import ROOT, read

NUMBERED = re.compile(r"(tabell|figur) (\d(?:(?:, | og )\d)*)")
SHOWN = {
    "netto_driftsresultat": "tabell 1, 2, 3, 5 og 6 og figur 3 og 4",
    "brutto_driftsresultat_eks_avskrivninger": "tabell 2 og 3",
    "netto_driftsresultat_etter_bundne_avsetninger": "figur 3",
    "disposisjonsfond": "tabell 5 og 6",
    "disposisjonsfond_med_arets_resultat": "tabell 1",
}
"""Where the printed note shows each, read by eye."""
each = pytest.mark.parametrize("one", INDIKATORER, ids=lambda one: one.id)


@pytest.fixture(scope="module")
def edition() -> Edition:
    note = read()
    return Edition(note=note, facts=facts_of(note))


@pytest.fixture(scope="module")
def texts(edition: Edition) -> Mapping[str, str]:
    return rendered(edition)


def linked(page: str) -> set[str]:
    """Return the tables and figures the page links to, by id."""
    folders = "|".join(FOLDERS.values())
    return set(re.findall(rf'href="../../(?:{folders})/([a-z]+-\d)/"', page))


@each
def test_an_indicator_s_page_says_all_the_catalogue_knows(
    one: Indikator, texts: Mapping[str, str]
) -> None:
    page = texts[indicator_page(one)]
    assert page.count('role="math"') == 1
    for words in (
        one.ikke_ment_for,
        one.fortegn,
        one.kilde[1:],
        one.enhet,
        one.retning.capitalize(),
    ):
        assert words in page
    assert all(POST[post].nb in page for post in one.behov)
    assert (levels() in page) == (one.ikke_ment_for == ANBEFALT) != (NO_LEVEL in page)


@each
def test_every_value_of_an_indicator_is_linked_from_its_page(
    one: Indikator, edition: Edition, texts: Mapping[str, str]
) -> None:
    rows = edition.facts.items()
    used = {name for name, values in rows if any(v.indikator == one.id for v in values)}
    found = linked(texts[indicator_page(one)])
    assert used <= found
    assert (NOT_PRINTED in texts[indicator_page(one)]) == (not found)


@each
def test_the_links_are_to_the_tables_and_figures_that_the_note_shows_it_in(
    one: Indikator, texts: Mapping[str, str]
) -> None:
    shown = SHOWN.get(one.id, "")
    named = {
        f"{kind}-{number}"
        for kind, numbers in NUMBERED.findall(shown)
        for number in re.findall(r"\d", numbers)
    }
    assert linked(texts[indicator_page(one)]) == named
    assert f"Notatet 7.\u00a0mars 2025, {shown}; " in texts[indicator_page(one)] or not shown


def test_a_page_says_on_what_basis_the_note_prints_the_indicator(
    texts: Mapping[str, str],
) -> None:
    for ident, words in {
        "netto_driftsresultat": "Konsern i tabell 1 og 3 og i figur 3 for 2022 og 2023, kasse i "
        "tabell 2, 5 og 6 og i figur 3 for 2024.",
        "brutto_driftsresultat_eks_avskrivninger": "Kasse i tabell 2, konsern i tabell 3.",
        "disposisjonsfond": "Kasse.",
        "disposisjonsfond_med_arets_resultat": "Konsern.",
    }.items():
        page = texts[indicator_page(INDIKATOR[ident])]
        assert f"<dt>Grunnlag</dt><dd>{words}</dd>" in page


def test_the_text_about_an_indicator_is_linked(texts: Mapping[str, str]) -> None:
    def page(ident: str) -> str:
        return texts[indicator_page(INDIKATOR[ident])]

    assert '/#fotnote-3">fotnote 3' in page("netto_driftsresultat_etter_bundne_avsetninger")
    assert '/#s1-a8">avsnitt 8' in page("merforbruk")
    assert '/#s1-a1">avsnitt 1' in page("avstand_til_anbefalt_nivaa")
    assert "Omtalt i" not in page("aar_fondet_varer")


@each
def test_the_glossary_and_the_page_lead_to_each_other(
    one: Indikator, texts: Mapping[str, str]
) -> None:
    glossary = (ROOT / "docs/ordliste.md").read_text(encoding="utf-8")
    entry = glossary.partition(f"{{ #{one.id} }}")[2].partition("\n\n")[0]
    assert f"({indicator_page(one)})" in entry
    assert f'href="../../ordliste/#{one.id}"' in texts[indicator_page(one)]


def test_an_indicator_that_has_got_a_new_name_keeps_its_address(texts: Mapping[str, str]) -> None:
    one = INDIKATOR["disposisjonsfond_med_arets_resultat"]
    page = texts["slik-regnes-malene-ut/disposisjonsfond-medregnet-arets-resultat.md"]
    assert f"# {one.etikett} {{ #disposisjonsfond-medregnet-arets-resultat }}" in page
    assert one.etikett.startswith("Fri egenkapital drift (")
