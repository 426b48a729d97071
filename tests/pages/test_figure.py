"""A chart in the page: tabs, words, pictures, what the values are, and the page for frames."""

import re
from dataclasses import replace
from decimal import Decimal

import html5lib
import pytest

from sitegen.charts.fill import draw
from sitegen.charts.model import Chart
from sitegen.charts.part import Subject
from sitegen.charts.render import DrawingContext
from sitegen.charts.theme import colours
from sitegen.facts.fact import facts_of
from sitegen.pages.edition import Edition
from sitegen.pages.exhibit import exhibit_text
from sitegen.pages.frame import embeds
from sitegen.pages.places import FONTS, font_file
from sitegen.pages.section import section_text
from sitegen.pages.table import MANY
from sitegen.publish.parts import following_the_system
from support.charts import NothingDrawn, charts
from support.hostile import EVIL
from support.notes import ROOT, accounts, read, spec

PALETTE = ROOT / "docs/assets/styles/colours.css"


@pytest.fixture(scope="module")
def edition() -> Edition:
    note = read()
    facts = facts_of(note)
    return Edition(note=note, facts=facts, charts=charts())


@pytest.fixture(scope="module")
def own_page(edition: Edition) -> str:
    return exhibit_text(edition, edition.note.exhibit("tabell-3"))


@pytest.fixture(scope="module")
def section(edition: Edition) -> str:
    return section_text(edition, edition.note.sections[3])


def test_the_page_holds_both_the_figure_and_the_table(own_page: str) -> None:
    assert 'id="tabell-3-figur"' in own_page
    assert 'id="tabell-3-tabell"' in own_page
    assert (
        own_page.count('href="#tabell-3-figur"') == own_page.count('href="#tabell-3-tabell"') == 1
    )


def test_what_the_note_prints_opens_in_running_text_and_on_its_own_page(
    section: str, own_page: str
) -> None:
    opens = 'data-forst="tabell-3-tabell" data-hele="tabell-3"'
    assert opens in section
    assert opens in own_page
    assert 'data-forst="figur-3-figur"' in section


def test_every_chart_is_one_image_with_a_name_and_a_description(
    edition: Edition, own_page: str
) -> None:
    for chart in edition.charts.values():
        if chart.exhibit == "tabell-3":
            named = f'aria-labelledby="diagram-{chart.id}-funn"'
            described = f'aria-describedby="diagram-{chart.id}-beskrivelse"'
            assert f'role="img" {named} {described}' in own_page
            title = re.sub(r"(?<=\d) (?=prosent)", "\N{NO-BREAK SPACE}", chart.tittel)
            assert f'id="diagram-{chart.id}-funn">{title}<' in own_page
            assert " ".join(chart.beskrivelse) in own_page


def test_pictures_take_the_page_s_colours_and_their_ids_stand_once(own_page: str) -> None:
    pictures = re.findall(r"<svg.*?</svg>", own_page, re.DOTALL)
    assert len(pictures) == 4
    assert all('fill="var(--' in picture and not colours(picture) for picture in pictures)
    ids = re.findall(r'\bid="([^"]+)"', own_page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", own_page)) <= set(ids)


def test_what_the_values_are_is_told_from_the_points(own_page: str) -> None:
    net = own_page.partition('id="diagram-tabell-3-brutto"')[0]
    assert "Prosent av brutto driftsinntekter" in net
    assert ">Konsern</a>: med kommunale" in net
    assert "<p>2015–2023: endelig</p><p>2024: anslag</p>" in net
    assert 'href="../../ratekst/#l440">Linje 440–' in net


def test_all_files_of_a_chart_are_offered(own_page: str) -> None:
    for ending in ("svg", "png", "csv", "vega.json", "vega-lite.json"):
        assert f'href="../../diagram/tabell-3.{ending}" download' in own_page
    assert 'data-adresse="../../innebygd/tabell-3/"' in own_page


def rebuilt(edition: Edition, rows: int = 3) -> Edition:
    """Return the edition with a chart of a figure whose values are not printed."""
    known: Chart = next(iter(edition.charts.values()))
    points = tuple(
        replace(
            known.points[0], serie=serie, etikett=serie.capitalize(), x=str(1000 + n), verdi=value
        )
        for n in range(rows)
        for serie, value in (("a", Decimal(n)), ("b", None))
    )
    points = tuple(replace(point, formel="1 + 1") for point in points)
    chart = replace(
        known, id="figur-1", exhibit="figur-1", points=points, merknader=("Regnet ut på nytt.",)
    )
    return replace(edition, charts={"figur-1": chart})


def test_a_rebuilt_figure_says_so_in_sight_and_keeps_the_printed_caption(edition: Edition) -> None:
    page = exhibit_text(rebuilt(edition), edition.note.exhibit("figur-1"))
    figure, _, printed = page.partition("</tbu-faner>")
    assert "Tallene bak figuren er ikke trykt i notatet.</p>" in printed
    assert "Reell utvikling i frie inntekter" in printed
    assert printed.count('<div class="noter">') == 1
    assert '<div class="figur__merknad"><p>Regnet ut på nytt.</p></div>' in figure
    assert "Tallene er regnet ut og er ikke trykt i notatet. De bygger på" in figure


def test_series_are_named_for_the_script_and_few_get_a_button_each(own_page: str) -> None:
    assert own_page.count('data-serier="{&#34;kommunesektoren&#34;:&#34;Kommunesektoren&#34;') == 2
    assert own_page.count('<button class="serie" type="button" data-serie="kommunene"') == 2
    assert "<datalist" not in own_page


def test_what_has_a_legend_in_its_drawing_gets_no_buttons(edition: Edition) -> None:
    chart = edition.charts["tabell-2"]
    assert chart.rader["nokkel"]
    page = exhibit_text(edition, edition.note.exhibit("tabell-2"))
    assert 'id="diagram-tabell-2"' in page
    assert "<button" not in page


def test_a_button_has_the_colour_of_its_series(own_page: str) -> None:
    assert (
        'data-serie="kommunene" aria-pressed="true" style="--farge: var(--kommunene)"' in own_page
    )


def test_a_rebuilt_figure_is_called_a_replacement_with_its_reservations_below(
    edition: Edition,
) -> None:
    again = rebuilt(edition)
    page = exhibit_text(again, again.note.exhibit("figur-1"))
    name = "Erstatning for figur 1: indeks regnet ut av veksten i tabell\N{NO-BREAK SPACE}1"
    frame = embeds(again)["innebygd/figur-1/index.html"]
    for text in (page, frame):
        assert f'<p class="figur__navn">{name}</p>' in text
    found = (*(page.index(part) for part in ("figur__navn", "<tbu-diagram", "figur__merknad")),)
    assert found == tuple(sorted(found))
    assert frame.index("<tbu-diagram") < frame.index("figur__merknad")


def test_a_municipality_is_looked_up_among_many(edition: Edition) -> None:
    known = edition.charts["tabell-3"]
    points = tuple(
        replace(known.points[0], serie=str(n), etikett=f"Nr. {n}", x="2023", gruppe=str(1000 + n))
        for n in range(50)
    )
    many = replace(
        edition, charts={"figur-1": replace(known, id="f", exhibit="figur-1", points=points)}
    )
    page = exhibit_text(many, edition.note.exhibit("figur-1"))
    assert '<label for="diagram-f-sok">Finn kommune, navn eller nummer</label>' in page
    assert "<button" not in page
    assert page.count('<th scope="row">Nr. ') == 50  # units down the page, years across


def test_many_series_that_are_no_municipalities_have_their_names_in_the_picture(
    edition: Edition,
) -> None:
    page = exhibit_text(edition, edition.note.exhibit("tabell-1"))
    assert "<tbu-diagram" in page
    assert "<datalist" not in page
    assert "<button" not in page


def test_a_rebuilt_figure_s_values_stand_in_a_table(edition: Edition) -> None:
    page = exhibit_text(rebuilt(edition), edition.note.exhibit("figur-1"))
    table = page.partition('<table class="tabell tabell--punkter tabell--aar">')[2]
    assert table.count('<th scope="row">') == 3
    assert table.count('<span class="skjult">mangler</span>') == 3
    assert re.search(r'<td id="figur-1-[a-z0-9-]+">2</td>', table)


def test_a_minus_before_zero_is_explained_below_the_values(edition: Edition) -> None:
    known = rebuilt(edition)
    chart = known.charts["figur-1"]
    first, *rest = chart.points
    small = replace(first, verdi=Decimal("-0.04"), desimaler=1)
    figure = known.note.exhibit("figur-1")
    again = replace(known, charts={"figur-1": replace(chart, points=(small, *rest))})
    words = "\N{MINUS SIGN}0,0 er et minus på mindre enn 0,05."
    assert words in exhibit_text(again, figure)
    assert words not in exhibit_text(known, figure)


def test_many_values_stand_on_the_figure_s_own_page_alone(edition: Edition) -> None:
    many = rebuilt(edition, MANY + 1)
    text = section_text(many, many.note.sections[2])
    assert "tabell--punkter" not in text
    assert 'href="../../figurer/frie-inntekter/#figur-1-tabell"' in text
    assert "tabell--punkter" in exhibit_text(many, many.note.exhibit("figur-1"))


def test_every_chart_has_a_page_for_frames(edition: Edition) -> None:
    pages = embeds(edition)
    assert set(pages) == {
        f"innebygd/{name}/{file}"
        for name in edition.charts
        for file in ("index.html", "oembed.json")
    }
    page = pages["innebygd/tabell-3/index.html"]
    assert '<html lang="nb">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "<h1 " in page
    assert 'href="../../tabeller/resultat-konsern/#diagram-tabell-3"' in page
    source = edition.charts["tabell-3"].kilde.replace("7. mars", "7.\N{NO-BREAK SPACE}mars")
    assert source.replace("'", "&#39;") in page


def test_a_page_for_frames_fetches_its_typefaces_before_its_styles(edition: Edition) -> None:
    page = embeds(edition)["innebygd/tabell-3/index.html"]
    wanted = [f'href="../../assets/skrift/{font_file(family)}"' for family in FONTS]
    fetched = re.findall(r'<link rel="preload" as="font"[^>]* crossorigin [^>]*>', page)
    assert [one in tag for one, tag in zip(wanted, fetched, strict=True)] == [True, True]
    assert page.index(fetched[-1]) < page.index('rel="stylesheet"')


def test_the_palette_of_frames_is_the_site_s_own_dark_where_the_system_is() -> None:
    palette = PALETTE.read_text(encoding="utf-8")
    made = following_the_system(palette)
    dark = made.partition("@media (prefers-color-scheme: dark)")[2].partition("}\n}")[0]
    assert "--papir: #12181d;" in dark
    assert colours(made) == colours(palette)


def test_no_line_of_a_title_ends_between_a_number_and_what_it_counts(own_page: str) -> None:
    [title, *_] = re.findall(r'<p class="figur__funn"[^>]*>(.*?)</p>', own_page)
    assert "prosent" in title
    assert not re.search(r"\d prosent", title)
    assert "7.\N{NO-BREAK SPACE}mars 2025" in own_page


def test_the_note_s_finding_over_a_figure_is_text_letter_by_letter() -> None:
    said = EVIL.replace("\\", "\\\\").replace('"', '\\"')
    note = read(None, spec().replace('funn = "', f'funn = "{said} '))
    subject = Subject(note, facts_of(note), accounts())
    drawn = draw(subject, DrawingContext(None, NothingDrawn()))
    edition = Edition(note=note, facts=facts_of(note), charts=drawn)
    figure = next(one for one in note.exhibits if one.rebuild and one.rebuild.finding)
    page = html5lib.parse(exhibit_text(edition, figure), namespaceHTMLElements=False)
    (shown,) = page.findall(".//p[@class='figur__funn']")
    assert " ".join("".join(shown.itertext()).split()).startswith(" ".join(EVIL.split()))
