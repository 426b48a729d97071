"""The pages of units as built: whole, light, in search and site map, and made anew only if needed."""

import gzip
import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from itertools import batched
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from sitegen.charts.cards import CARD_SIZE, svg_of, unit_card
from sitegen.charts.draw import forms_file
from sitegen.charts.model import Chart
from sitegen.charts.paper import outlined, png
from sitegen.charts.theme import BLEKK, FYLKESKOMMUNENE, KOMMUNENE, PAPIR, with_variables
from sitegen.charts.unit_charts import (
    brought_forward,
    own_ranking,
    ranking_charts,
    ranking_id,
    split_words,
    start_for,
    starts,
    years_chart,
)
from sitegen.facts.fact import facts_of
from sitegen.facts.profile import Ranking
from sitegen.note.errors import SitegenError
from sitegen.pages.edition import Edition
from sitegen.pages.unit import FRAMES, HOME, UnitPage, frame_text, minus_words
from sitegen.publish import unit_pages as room
from sitegen.publish.packages import drawing_context
from sitegen.publish.pictures import painted
from sitegen.publish.unit_pages import frame_units, unit_pages
from support.golden import check_golden
from support.hosting import Site
from support.notes import ROOT, read
from support.units import all_profiles, profile

pytestmark = pytest.mark.slow

GOLDEN = ROOT / "tests/golden/units"
FEW = ("1508", "1151", "15")
BYTES, CARD_BYTES = 45_000, 25_000
SHADE = 80
"""Of 255: what a shade of a drawing can be off where it has ten shades instead of all."""
WHOLE = "Tallene for 2020–2023 gjelder"
FRAME = (
    '<html><head><title>@@tittel@@ – X</title><meta name="description" content="@@beskrivelse@@">'
    '<link rel="canonical" href="http://127.0.0.1:8000/{0}/ramme/"><meta property="og:title" '
    'content="@@funn@@"><meta property="og:description" content="@@maal@@"><meta '
    'property="og:image" content="http://127.0.0.1:8000/{0}/ramme/deling.png"></head><body><ul>'
    '<li><a href="#@@anker@@">@@navn@@</a></li></ul><h1>@@innhold@@</h1></body></html>'
)


@pytest.fixture(scope="module")
def edition() -> Edition:
    note = read()
    return Edition(note=note, facts=facts_of(note), profiles=[profile(number) for number in FEW])


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a checkout with a cache of its own."""
    folder = tmp_path_factory.mktemp("utsjekk")
    for name in ("docs", "node_modules", "tools"):
        (folder / name).symlink_to(ROOT / name)
    return folder


@pytest.fixture(scope="module")
def pages(root: Path, edition: Edition) -> list[UnitPage]:
    return unit_pages(root, edition)


def test_a_municipality_s_and_a_county_s_page_are_as_agreed(
    edition: Edition, pages: list[UnitPage]
) -> None:
    for page in pages:
        content = page.content.replace(HOME, edition.address)
        text = re.sub(r"<svg\b.*?</svg>", "<svg/>", content, flags=re.DOTALL)
        parts = text.replace("<h2", "\n<h2").replace("<p", "\n<p").replace("<tr", "\n<tr")
        name = page.profile.adresse.strip("/").replace("/", "-")
        check_golden(GOLDEN / f"{name}.html", f"{parts}\n".encode())
        check_golden(GOLDEN / f"{name}.csv", page.files["tall.csv"].encode())


def test_nothing_is_drawn_while_the_data_are_the_same_wherever_the_site_is(
    root: Path, edition: Edition, pages: list[UnitPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []

    def counted(root: Path, charts: Iterable[Chart], forms: str) -> list[Chart]:
        drawn.append(1)
        return painted(root, charts, forms)

    monkeypatch.setattr(room, "painted", counted)
    assert unit_pages(root, edition) == pages
    assert unit_pages(root, replace(edition, address="https://tbu.example.org/")) == pages
    assert drawn == []
    year = replace(edition.profiles[0].siste, folkemengde=1)
    changed = replace(edition.profiles[0], aar=(*edition.profiles[0].aar[:-1], year))
    unit_pages(root, replace(edition, profiles=[changed]))
    assert drawn == [1]


def test_pages_are_set_into_their_frames(
    tmp_path: Path, root: Path, edition: Edition, pages: list[UnitPage]
) -> None:
    for folder in ("kommuner", "fylker"):
        (tmp_path / folder / "ramme").mkdir(parents=True)
        (tmp_path / folder / "ramme/index.html").write_text(FRAME.format(folder), "utf-8")
    (tmp_path / "search").mkdir()
    (tmp_path / "search/search_index.json").write_text('{"docs": []}', "utf-8")
    url = "<url><loc>http://127.0.0.1:8000/{}</loc><lastmod>2025-03-07</lastmod></url>"
    found = "".join(url.format(path) for path in ("", "kommuner/ramme/", "fylker/ramme/"))
    (tmp_path / "sitemap.xml").write_text(f"<urlset>{found}</urlset>", "utf-8")
    frame_units(tmp_path, edition, pages, drawing_context(root))
    text = (tmp_path / "kommuner/1508-alesund/index.html").read_text("utf-8")
    assert "<title>Ålesund kommune – X</title>" in text
    assert 'href="http://127.0.0.1:8000/kommuner/1508-alesund/"' in text
    assert 'og:title" content="Resultatet i Ålesund gikk opp fra' in text
    assert 'og:description" content="Netto driftsresultat i prosent av brutto' in text
    assert "konsern. Tallene er endelige for 2020–2025." in text
    assert 'og:image" content="http://127.0.0.1:8000/kommuner/1508-alesund/deling.png"' in text
    assert text.count("<h1") == 1
    assert '<li><a href="#bruk">Last ned og bruk videre</a></li>' in text
    assert "(utgiver ikke oppgitt): http://127.0.0.1:8000/kommuner/1508-alesund/" in text
    assert "@@" not in text
    assert not (tmp_path / "kommuner/ramme").exists()
    sitemap = (tmp_path / "sitemap.xml").read_text("utf-8")
    assert "/ramme/" not in sitemap
    assert sitemap.count("<loc>") == 1 + len(pages)
    assert gzip.decompress((tmp_path / "sitemap.xml.gz").read_bytes()).decode() == sitemap
    index = json.loads((tmp_path / "search/search_index.json").read_text("utf-8"))
    assert [one["title"] for one in index["docs"]] == ["Ålesund", "Utsira", "Møre og Romsdal"]
    assert all((tmp_path / one["location"] / "index.html").is_file() for one in index["docs"])


def test_a_frame_without_a_place_for_the_words_is_refused(
    tmp_path: Path, root: Path, edition: Edition, pages: list[UnitPage]
) -> None:
    for folder in ("kommuner", "fylker"):
        (tmp_path / folder / "ramme").mkdir(parents=True)
        frame = FRAME.format(folder).replace("@@innhold@@", "")
        (tmp_path / folder / "ramme/index.html").write_text(frame, "utf-8")
    with pytest.raises(SitegenError, match="@@innhold@@"):
        frame_units(tmp_path, edition, pages, drawing_context(root))


def test_a_frame_names_every_place_that_words_go_to() -> None:
    text = frame_text("kommuner/ramme.md")
    assert all(mark in text for mark in ("@@tittel@@", "@@funn@@", "@@innhold@@", "@@anker@@"))
    assert "kommuner/ramme/deling.png" in text
    assert all(path.count("/") == 1 for path in FRAMES.values())


def test_the_picture_of_a_shared_link_is_light_and_of_its_own_chart(
    root: Path, pages: list[UnitPage]
) -> None:
    context = drawing_context(root)
    pictures = [unit_card(page.card, context) for page in pages]
    assert len(set(pictures)) == len(FEW)
    for data in pictures:
        assert len(data) <= CARD_BYTES
        with Image.open(BytesIO(data)) as picture:
            assert picture.size == CARD_SIZE
            colours = {f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in _palette(picture)}
    assert {PAPIR, BLEKK, KOMMUNENE, FYLKESKOMMUNENE} <= colours
    for *_, words in pages[0].card:
        text = outlined(words, context.fonts or Path())
        assert "<text" not in text
        assert len(re.findall("<path", text)) >= len(re.findall("<text", words)) > 0


def test_a_shared_picture_drawn_in_parts_is_the_whole_drawn_at_once(
    root: Path, pages: list[UnitPage]
) -> None:
    context = drawing_context(root)
    for page in pages:
        whole = "".join(area[-1] for area in page.card)
        at_once = png(svg_of((0, 0, *CARD_SIZE, whole)), context.fonts, 1)
        parts = _grey(unit_card(page.card, context))
        differing = ImageChops.difference(parts, _grey(at_once)).point(lambda v: v > SHADE)
        assert differing.getbbox() is None, page.profile.navn


def _grey(data: bytes) -> Image.Image:
    with Image.open(BytesIO(data)) as picture:
        return picture.convert("L")


def _palette(picture: Image.Image) -> Iterable[tuple[int, ...]]:
    return batched(picture.getpalette() or [], 3)


def test_words_are_drawn_with_kerning_and_a_letter_the_face_lacks_stays_text(root: Path) -> None:
    fonts = drawing_context(root).fonts or Path()
    opening, closing = '<svg><text x="0" y="20" font-size="1000" fill="#1d2730">', "</text></svg>"
    widths = {}
    for words in ("AV", "A", "V"):
        found = re.findall(r"m(\d+) 0", outlined(f"{opening}{words}{closing}", fonts))
        widths[words] = sum(map(int, found))
    assert 0 < widths["AV"] < widths["A"] + widths["V"]
    assert outlined(f"{opening}Kárášjohka{closing}", fonts) == f"{opening}Kárášjohka{closing}"


def test_a_ranking_is_drawn_once_and_brought_forward_for_each_unit() -> None:
    ranking = profile("1508").lister[0]
    chart = next(iter(painted(ROOT, ranking_charts(ranking, 2025, "Kilde."), forms_file())))
    drawn = {chart.id: chart}
    alesund = own_ranking(profile("1508"), ranking, drawn)
    haram = own_ranking(profile("1580"), ranking, drawn)
    assert alesund.tittel == "Ålesund er nummer 8 av 27 kommuner"
    for one, name in ((alesund, "Ålesund 8"), (haram, "Haram 22")):
        bold = re.findall(r'<text font-weight="600"[^>]*>([^<]+)</text>', one.smal.svg)
        assert name in bold
        assert len(bold) == 2  # its name and its number
        assert one.smal.svg.count("#0b6e8f") in {3, 4}  # marks of both years
        with_variables(one.smal.svg)  # every colour is the palette's
    assert "#a0" in chart.smal.svg
    assert brought_forward(chart.smal.svg, -1, "", "#0b6e8f").count("#0b6e8f") == 0


def test_a_long_ranking_is_drawn_in_parts_and_everyone_is_in_the_one_shown() -> None:
    ranking = max(
        (one for unit in all_profiles() for one in unit.lister[:-1]),
        key=lambda one: len(one.plasser),
    )
    assert len(ranking.plasser) > 100
    assert starts(ranking)[0] == 0
    assert starts(ranking)[-1] + 31 == len(ranking.plasser)
    ids = {one.id for one in ranking_charts(ranking, 2025, "")}
    for number in range(len(ranking.plasser)):
        first = start_for(ranking, number)
        assert first <= number < first + 31
        assert ranking_id(ranking, first) in ids


def test_a_short_ranking_is_one_drawing() -> None:
    ranking = profile("15").alle
    assert starts(ranking) == [0]
    assert starts(Ranking("fylke", "Kommunene i Vestfold", ranking.plasser[:6])) == [0]


def test_a_line_is_broken_where_the_unit_was_parted() -> None:
    rows = years_chart(profile("1508"), "").rader["segmenter"]
    own = [row["aar"] for row in rows if row["serie"] == "1508"]
    assert own == [2020, 2021, 2021, 2022, 2022, 2023, 2024, 2025]


@pytest.mark.slow
def test_every_unit_has_its_page_and_none_is_heavy(site: Site) -> None:
    for one in all_profiles():
        page = site.folder / one.adresse / "index.html"
        assert len(gzip.compress(page.read_bytes())) <= BYTES, one.adresse
        text = page.read_text("utf-8")
        assert "@@" not in text
        assert "Content-Security-Policy" in text
        assert (page.parent / "deling.png").stat().st_size <= CARD_BYTES, one.adresse
    found = list(site.folder.glob("kommuner/*/index.html"))
    assert len(found) == sum(one.er_kommune for one in all_profiles())
    sitemap = (site.folder / "sitemap.xml").read_text("utf-8")
    assert all(f"/{one.adresse}</loc>" in sitemap for one in all_profiles())
    assert "/ramme/" not in sitemap
    manifest = json.loads((site.folder / "manifest.json").read_text("utf-8"))
    assert not [name for name in manifest["filer"] if name.startswith(("kommuner/", "fylker/"))]


@pytest.mark.slow
def test_pages_can_be_made_without_the_cache(tmp_path: Path, edition: Edition) -> None:
    for name in ("docs", "node_modules", "tools"):
        (tmp_path / name).symlink_to(ROOT / name)
    few = replace(edition, profiles=[profile("1508")])
    first = unit_pages(tmp_path, few)
    shutil.rmtree(tmp_path / "build")
    assert unit_pages(tmp_path, few) == first


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("1508", "Resultatet var negativt i ett av to år, 2024–2025: 2024."),
        ("1580", "Resultatet var negativt i begge årene, 2024 og 2025."),
        ("0301", "Resultatet var negativt i to av seks år, 2020–2025: 2023 og 2024."),
        ("15", "Resultatet var ikke negativt i noen av årene 2020–2025."),
    ],
)
def test_it_is_said_in_which_years_a_result_was_negative(number: str, words: str) -> None:
    assert minus_words(profile(number)) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("1580", f"{WHOLE} Ålesund, som da også omfattet Haram."),
        (
            "55",
            f"{WHOLE} Troms og Finnmark fylkeskommune, som i 2024 ble delt i Troms og Finnmark.",
        ),
        (
            "32",
            f"{WHOLE} Viken fylkeskommune, som i 2024 ble delt i Akershus, Østfold og Buskerud.",
        ),
        ("1151", ""),
    ],
)
def test_it_is_said_what_a_split_unit_s_figures_are_of(number: str, words: str) -> None:
    assert split_words(profile(number)) == words


@pytest.mark.parametrize(
    ("number", "begins"),
    [
        ("15", "Resultatet i Møre og Romsdal fylkeskommune gikk opp"),
        ("1515", "Resultatet i Herøy (Møre og Romsdal) gikk opp"),
        ("5610", "Resultatet i Karasjok gikk opp"),
        ("3407", "Resultatet i Gjøvik var 2,1 prosent både i 2024 og i 2025"),
    ],
)
def test_a_finding_says_which_unit_it_is_of(number: str, begins: str) -> None:
    assert years_chart(profile(number), "").tittel.startswith(begins)


def test_a_county_s_sentence_says_that_it_is_of_the_county_municipality() -> None:
    best, *others = profile("15").alle.plasser
    first = profile(best.nummer).setninger[0]
    assert first.startswith(f"{best.kort} fylkeskommune hadde i 2025 et netto driftsresultat")
    assert "Ingen av de andre fylkeskommunene hadde et høyere resultat i 2025" in first
    words = f"1 av de {len(others)} andre fylkeskommunene hadde"
    assert words in profile(others[0].nummer).setninger[0]
