"""The pages about the calculation, made from the catalogue and the items."""

from kommuneindikatorer.document import Source
from kommuneindikatorer.measures.catalogue import INDIKATORER
from kommuneindikatorer.options import Options
from kommuneindikatorer.reading import read_sources
from kommuneindikatorer.session import compute_json
from sitegen.facts.fact import facts_of
from sitegen.pages.edition import Edition
from sitegen.pages.indicators import formula, indicators_text
from sitegen.pages.places import indicator_page
from sitegen.pages.template import template_file, template_text
from support.notes import read

NOTE = read()
EDITION = Edition(note=NOTE, facts=facts_of(NOTE))


def test_the_overview_has_every_indicator_with_formula_and_the_way_to_its_page() -> None:
    text = indicators_text(EDITION)
    for one in INDIKATORER:
        assert f"{{ #{one.id} }}" in text
        assert f"({indicator_page(one).removeprefix('slik-regnes-malene-ut/')})" in text
    assert text.count('role="math"') == len(INDIKATORER)


def test_a_formula_is_words_and_signs() -> None:
    assert str(formula("a b − (c + d)")) == (
        '<p class="formel" role="math" aria-label="a b minus (c pluss d)">a b − (c + d)</p>'
    )
    assert str(formula("a / b")) == (
        '<p class="formel" role="math" aria-label="a delt på b">'
        '<span class="brok"><span class="brok__over">a</span><span>b</span></span></p>'
    )


def test_the_template_is_read_with_every_column_known() -> None:
    head = template_file()
    width = head.count(";") + 1
    row = ";".join(["2024", "4601", "", "", "", "", "kasse", *["1"] * (width - 7)])
    taken = read_sources([Source("mal.csv", f"{head}{row}\n".encode())], Options())
    assert taken.problemer == ()
    assert taken.readings[0].format == "mal"
    assert len(taken.readings[0].regnskap[0].belop) == width - 7
    assert '"format": "mal"' in compute_json([("mal.csv", f"{head}{row}\n".encode())], {})


def test_the_page_of_the_template_names_every_column() -> None:
    text = template_text(EDITION)
    assert all(f"\n`{name}`\n:   " in text for name in template_file().strip().split(";"))
