"""The generated pages of the real note: the same as agreed, complete, and exact."""

import html
import re
from collections.abc import Mapping
from dataclasses import replace

import markdown
import pytest

from kommuneindikatorer.wording import slug
from sitegen.charts.model import Chart, Drawing
from sitegen.facts.fact import facts_of
from sitegen.facts.rules.catalogue import find_all
from sitegen.facts.rules.finding import standing
from sitegen.facts.rules.material import Material
from sitegen.formats.files import DataFile
from sitegen.note.model import Paragraph
from sitegen.pages.edition import Edition
from sitegen.pages.peculiarities import peculiarities_text
from sitegen.pages.places import ENGLISH, FRONT, exhibit_page, find_places, section_page
from sitegen.pages.registry import configuration, rendered
from sitegen.pages.unit import FRAMES
from support.golden import check_golden
from support.notes import ROOT, paragraphs, read, words

GOLDEN = ROOT / "tests/golden/pages"
CONFIGURATION = "mkdocs.json"
TAG = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def edition() -> Edition:
    note = read()
    facts = facts_of(note)
    files = [DataFile(f"data/{name}.csv", name, "CSV") for name in facts]
    return Edition(
        note=note,
        facts=facts,
        findings=find_all(Material(note, facts)),
        files=files,
    )


@pytest.fixture(scope="module")
def texts(edition: Edition) -> Mapping[str, str]:
    return rendered(edition)


def converted(text: str) -> str:
    """Return a page as the site builder's own converter makes it, front matter left out."""
    body = text.split("---\n", 2)[2]
    return str(markdown.markdown(body, extensions=["attr_list", "def_list"]))


def seen(source: str) -> str:
    """Return the words of some HTML, blanks of every kind made one."""
    return " ".join(html.unescape(TAG.sub("", source)).split())


def test_every_page_is_as_agreed(texts: Mapping[str, str], edition: Edition) -> None:
    for path, text in texts.items():
        check_golden(GOLDEN / path, text.encode())
    check_golden(GOLDEN / CONFIGURATION, configuration(edition).encode())
    known = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file()}
    assert known == {*texts, CONFIGURATION}


def test_the_pages_are_the_same_twice(edition: Edition, texts: Mapping[str, str]) -> None:
    assert rendered(edition) == texts


def test_every_sentence_of_the_note_stands_on_its_section_s_page(
    edition: Edition, texts: Mapping[str, str]
) -> None:
    for section in edition.note.sections:
        page = converted(texts[section_page(section)])
        shown = dict(
            re.findall(r'<p class="avsnitt" id="([^"]+)">(.*?) <a aria-label', page, re.DOTALL)
        )
        for block in section.blocks:
            if isinstance(block, Paragraph):
                text = re.sub(r"<sup.*?</sup>", "", shown[block.id], flags=re.DOTALL)
                assert seen(text) == " ".join(words(block.content).split())


def test_every_value_stands_in_its_cell(edition: Edition, texts: Mapping[str, str]) -> None:
    for exhibit in edition.note.exhibits:
        cells = dict(
            re.findall(r'<td[^>]* id="([^"]+-k\d+)"[^>]*>(.*?)</td>', texts[exhibit_page(exhibit)])
        )
        values = edition.facts.get(exhibit.id, ())
        assert len(cells) == len(values)
        for cell, value in zip(cells.values(), values, strict=True):
            if value.verdi is None:
                assert seen(cell) == "..mangler"
            else:
                number = seen(re.split(r"<span", cell)[0])
                assert number == value.trykt.replace("-", "−").replace("–", "−")


def test_a_table_stands_alike_in_the_text_and_on_its_own_page(
    edition: Edition, texts: Mapping[str, str]
) -> None:
    places = find_places(edition.note).text
    for exhibit in edition.note.exhibits:
        if exhibit.grid:
            ids = f'id="{exhibit.id}-r\\d+-k\\d+"[^>]*>[^<]*'
            own = re.findall(ids, texts[exhibit_page(exhibit)])
            assert own == re.findall(ids, texts[places[exhibit.id].page])
            assert own


def test_every_mention_of_a_table_or_figure_is_a_link(
    edition: Edition, texts: Mapping[str, str]
) -> None:
    prose = [words(item.content) for item in paragraphs(edition.note)]
    mentioned = sum(
        len(re.findall(r"\b(?:tabell|figur) \d\b", text, re.IGNORECASE)) for text in prose
    )
    markdown_text = "".join(texts[section_page(s)] for s in edition.note.sections)
    links = re.findall(r"\[(?:[Tt]abell|[Ff]igur) \d\]\(", markdown_text)
    assert len(links) == mentioned > 10


def test_every_table_s_page_says_where_it_is_mentioned(texts: Mapping[str, str]) -> None:
    page = texts["tabeller/tabell-3.md"]
    assert page.count("del 3, avsnitt") == 2
    assert 'href="../../notat/3-netto-driftsresultat-og-disposisjonsfond/#s3-a' in page


def test_footnotes_lead_there_and_back(texts: Mapping[str, str]) -> None:
    page = texts["notat/3-netto-driftsresultat-og-disposisjonsfond.md"]
    for number in (1, 2, 3):
        assert page.count(f'href="#fotnote-{number}"') == 1
        back = re.search(rf'<li id="fotnote-{number}".*?href="#([^"]+)"', page, re.DOTALL)
        assert back
        assert f'id="{back[1]}"' in page


def test_no_anchor_stands_twice_on_a_page(texts: Mapping[str, str]) -> None:
    for path, text in texts.items():
        found = re.findall(r'\bid="([^"]+)"', converted(text))
        assert len(found) == len(set(found)), path


def test_every_line_of_the_raw_text_has_its_anchor(
    edition: Edition, texts: Mapping[str, str]
) -> None:
    page = texts["ratekst/index.md"]
    shown = re.findall(r'<li id="l(\d+)" value="(\d+)">(?:<code>(.*?)</code>)?', page)
    lines = edition.note.lines
    assert [int(number) for number, _, _ in shown] == list(range(1, len(lines) + 1))
    assert [html.unescape(text) for _, _, text in shown] == [
        line if line.strip() else "" for line in lines
    ]


def test_the_front_page_takes_its_figures_from_the_cells(texts: Mapping[str, str]) -> None:
    page = seen(converted(texts["index.md"]))
    assert "anslås til 0,1 prosent av driftsinntektene i 2024, ned fra 1,3 prosent i 2023" in page
    figures = re.findall(r'nokkeltall__verdi">([^<]+)', texts["index.md"])
    assert figures == ["0,1", "−0,3", "2,7", "11,2"]


def test_the_page_of_peculiarities_names_the_table_that_is_not_there(
    texts: Mapping[str, str],
) -> None:
    assert "Det finnes ingen tabell 4" in texts["notat/verdt-a-vite-om-tallene.md"]


def test_every_contradiction_is_told(edition: Edition, texts: Mapping[str, str]) -> None:
    page = seen(converted(texts["notat/verdt-a-vite-om-tallene.md"]))
    found = standing(edition.findings)
    assert found
    for finding in found:
        assert " ".join(finding.message.split()) in page
        assert f'id="{finding.id}"' in texts["notat/verdt-a-vite-om-tallene.md"]


def test_the_menu_names_every_generated_page_but_the_glossary_s_folder(
    edition: Edition, texts: Mapping[str, str]
) -> None:
    menu = configuration(edition)
    assert all(f'"{path}"' in menu for path in texts.keys() - {FRONT, ENGLISH, *FRAMES.values()})


def test_the_glossary_has_every_indicator_of_the_note(edition: Edition) -> None:
    glossary = (ROOT / "docs/ordliste.md").read_text(encoding="utf-8")
    anchors = set(re.findall(r"\{ #([\w-]+) \}", glossary))
    used = {item.indikator for rows in edition.facts.values() for item in rows}
    rebuilt = [one.rebuild for one in edition.note.exhibits if one.rebuild]
    indices = {series.measure for one in rebuilt for series in one.series}
    assert len(indices) == 3
    assert used | indices <= anchors


def test_a_figure_without_printed_numbers_is_told_to_be_drawn_again(edition: Edition) -> None:
    drawing = Drawing(1, 1, "{}", "{}", "<svg/>", {})
    chart = Chart("figur-2", "figur-2", "", "", (), (), "", (), "linje", {}, {}, drawing, drawing)
    told = peculiarities_text(replace(edition, charts={chart.id: chart}))
    assert re.search(r"Her er \[figur 2\]\([^)]+\) beregnet på nytt fra andre tall\.", told)
    assert "beregnet på nytt" not in peculiarities_text(edition)


def test_hand_written_headings_carry_an_anchor_of_our_own_making() -> None:
    folders = (ROOT / "docs/om", ROOT / "docs/redaksjon")
    hand_written = [path for folder in folders for path in sorted(folder.glob("*.md"))]
    for path in [*hand_written, ROOT / "docs/ordliste.md"]:
        for title, anchor in re.findall(
            r"^#+ (.*?)(?: \{ #([\w-]+) \})?$", path.read_text(encoding="utf-8"), re.MULTILINE
        ):
            assert anchor == slug(title, "-"), (path.name, title)
