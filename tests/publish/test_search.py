"""What the search knows: passages that can be read, places and terms first, parts of compounds."""

import json
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitegen.publish.checks import read_vocabulary
from sitegen.publish.search import INDEX, LIST_OF_UNITS, entries, write_search
from support.hosting import Site
from support.node import node
from support.notes import ROOT

PAGE = """<nav>Meny</nav><article><h1 id="t">Tabell 9<a class="headerlink" href="#t">#</a></h1>
<p>Innledning.<sup>1</sup></p><table><caption>Kapittel</caption>
<tr><th>Enhet</th><th>2023</th></tr><tr><th>Nord</th><td>1,0</td></tr></table>
<h2 id="om">Om</h2><dl><dt>Enhet</dt><dd><p>Prosent</p></dd><dt>Status</dt><dd>anslag</dd></dl>
<h2 id="kode">Kode</h2><pre>import os</pre><div data-search-exclude><p>RIS</p></div>
<h2 id="ord">Ord</h2><dl><dt id="fond">Fond</dt><dd><p>Oppsparte midler.</p></dd></dl>
</article><footer>Kolofon</footer>"""


def test_rows_definitions_and_terms_are_passages_of_their_own() -> None:
    assert [tuple(one.values()) for one in entries("tabeller/tabell-9/", PAGE, "")] == [
        (
            "tabeller/tabell-9/",
            "Tabell 9",
            "<p>Innledning.</p><p>Kapittel</p><p>Enhet · 2023</p><p>Nord · 1,0</p>",
        ),
        ("tabeller/tabell-9/#om", "Om", "<p>Enhet: Prosent</p><p>Status: anslag</p>"),
        ("tabeller/tabell-9/#fond", "Fond", "<p>Oppsparte midler.</p>"),
    ]


def test_a_list_of_municipalities_and_a_repeated_table_are_left_out() -> None:
    row = "<tr><td>Utsira</td></tr>"
    page = f"<article><h1>Alle</h1><table>{row * (LIST_OF_UNITS + 1)}</table></article>"
    repeated = f'<article><p>Se.</p><div class="oppstilling"><table>{row}</table></div></article>'
    assert [one["text"] for one in entries("kommuner/", page, "")] == [""]
    assert [one["text"] for one in entries("notat/del/", repeated, "Del")] == ["<p>Se.</p>"]


def test_an_entry_has_the_words_that_its_compounds_end_in(tmp_path: Path) -> None:
    (tmp_path / "search").mkdir()
    doc = {"location": "x/", "title": "Disposisjonsfond", "text": "Skatteinntekter i konsern"}
    index = {"config": {"fields": {}}, "docs": [doc]}
    (tmp_path / INDEX).write_text(json.dumps(index), encoding="utf-8")
    write_search(tmp_path, read_vocabulary(ROOT))
    written = json.loads((tmp_path / INDEX).read_text(encoding="utf-8"))
    assert written["docs"][0] | {"boost": 0} == doc | {
        "boost": 0,
        "deler": "fond",
        "tekstdeler": "inntekter",
    }
    assert written["config"]["fields"].keys() == {"deler", "tekstdeler"}


@cache
def separator() -> re.Pattern[str]:
    """Return what parts words as the theme's search does; Python wants one length to look back."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    line = re.search(r"^ *(separator: .*)$", text, re.MULTILINE)
    assert line
    found: str = yaml.safe_load(line[1])["separator"]
    return re.compile(found.replace("(?<=[Nn]etto|[Bb]rutto)", "(?:(?<=[Nn]etto)|(?<=[Bb]rutto))"))


WORDS = ("kommunenes", "driftsresultatet", "Bergen", "Åsnes", "Andebu", "inntektene", "Hareid")


@given(st.sampled_from(WORDS), st.data())
def test_every_beginning_of_a_word_finds_it(word: str, data: st.DataObject) -> None:
    half = word[: data.draw(st.integers(1, len(word)))]
    token, asked = (separator().split(one)[0] for one in (word, half))
    assert token.lower().startswith(asked.lower())


FIRST = {
    "Ålesund": "kommuner/1508-alesund/",
    "ålesu": "kommuner/1508-alesund/",
    "Oslo": "kommuner/0301-oslo/",
    "Tromsø": "kommuner/5501-tromso/",
    "Bø": "kommuner/1867-bo/",
    "Telemark": "fylker/40-telemark/",
    "disposisjonsfond": "ordliste/#disposisjonsfond",
    "disposisjonsfondet": "ordliste/#disposisjonsfond",
    "fond": "ordliste/#disposisjonsfond",
    "frie inntekter": "ordliste/#frie-inntekter",
    "netto driftsresultat": "ordliste/#netto_driftsresultat",
    "driftsresultatet": "ordliste/#netto_driftsresultat",
    "robek": "ordliste/#robek",
    "tabell 5": "tabeller/resultat-etter-innbyggertall/",
}


@pytest.mark.slow
def test_places_and_terms_come_first_with_an_excerpt_that_can_be_read(site: Site) -> None:
    script = ROOT / "tests/scripts/search.mjs"
    command = [node(), str(script), str(site.folder), *FIRST]
    found = json.loads(subprocess.check_output(command, text=True, encoding="utf-8"))
    assert {asked: groups[0][0]["location"] for asked, groups in found.items()} == FIRST
    passages = [
        passage
        for groups in found.values()
        for hit in (one for group in groups for one in group)
        for passage in re.findall("<p>(.*?)</p>", hit["text"])
    ]
    words = [
        re.sub("JavaScript|JupyterLite|PyScript|WebKit|loadPackage", "", one) for one in passages
    ]
    assert [one for one in words if re.search("[a-zæøå][A-ZÆØÅ][a-zæøå]", one)] == []
    # The longest paragraph of the note, and no table.
    assert max(map(len, passages)) < 2500
