"""The charts of the real note: what they draw, what they hold, and that they stay as they are."""

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import altair as alt
import pytest

from kommuneindikatorer.numbers import read_number
from sitegen.charts.catalogue import CATALOGUE
from sitegen.charts.compile import Press
from sitegen.charts.files import chart_files, points_csv
from sitegen.charts.model import Chart, Drawing
from sitegen.charts.palette import VARIABLES, colours
from sitegen.charts.subject import Subject
from sitegen.charts.theme import NARROW, WIDE
from sitegen.publish.drawing import read_press
from support.charts import NOTE, PRINTED, charts, data
from support.golden import check_golden
from support.notes import ROOT

GOLDEN = ROOT / "tests/golden/charts"
OF_PRINTED_VALUES = [
    "tabell-1",
    "tabell-2",
    "tabell-3",
    "tabell-3-brutto",
    "tabell-5",
    "tabell-6",
    "figur-3",
]
ALL = list(charts())


@pytest.fixture(params=ALL)
def chart(request: pytest.FixtureRequest) -> Chart:
    return charts()[request.param]


@pytest.fixture(params=["bred", "smal"])
def drawing(request: pytest.FixtureRequest, chart: Chart) -> Drawing:
    found: Drawing = getattr(chart, request.param)
    return found


def words(chart: Chart) -> str:
    parts = [chart.tittel, chart.undertittel, *chart.beskrivelse, *chart.merknader, chart.kilde]
    return "\n".join(parts) + "\n"


def test_every_table_and_every_figure_with_printed_values_has_a_chart() -> None:
    assert set(PRINTED) <= {chart.exhibit for chart in charts().values()}
    assert set(OF_PRINTED_VALUES) <= set(ALL)


def test_every_entry_of_the_catalogue_is_drawn() -> None:
    assert len(OF_PRINTED_VALUES) == len(CATALOGUE)


@pytest.mark.parametrize("name", OF_PRINTED_VALUES)
def test_the_words_are_as_before(name: str) -> None:
    chart = charts()[name]
    check_golden(GOLDEN / f"{chart.id}.txt", words(chart).encode())


@pytest.mark.parametrize("name", OF_PRINTED_VALUES)
def test_the_specifications_are_as_before(name: str) -> None:
    chart = charts()[name]
    check_golden(GOLDEN / f"{chart.id}.vega-lite.json", chart.bred.vega_lite.encode())
    check_golden(GOLDEN / f"{chart.id}.vega.json", chart.bred.vega.encode())


@pytest.mark.parametrize("name", OF_PRINTED_VALUES)
def test_the_still_pictures_are_as_before(name: str) -> None:
    chart = charts()[name]
    check_golden(GOLDEN / f"{chart.id}-bred.svg", chart.bred.svg.encode())
    check_golden(GOLDEN / f"{chart.id}-smal.svg", chart.smal.svg.encode())


def test_drawing_again_gives_the_same_bytes() -> None:
    press = Press(read_press(ROOT).fonts, {})
    again = next(entry for entry in CATALOGUE if entry.exhibit == "tabell-3")
    assert again.draw(Subject(NOTE, PRINTED), press) == charts()["tabell-3"]


def test_what_was_drawn_before_is_not_drawn_again() -> None:
    store: dict[str, bytes] = {}
    entry = next(entry for entry in CATALOGUE if entry.exhibit == "figur-3")
    first = entry.draw(Subject(NOTE, PRINTED), Press(read_press(ROOT).fonts, store))
    known = dict.fromkeys(store, b'["vega", "svg", 7]')
    second = entry.draw(Subject(NOTE, PRINTED), Press(None, known))
    assert (second.bred.vega, second.bred.svg, second.bred.height) == ("vega", "svg", 7)
    assert second.bred.vega_lite == first.bred.vega_lite


def test_a_chart_is_never_without_its_words(chart: Chart) -> None:
    assert all((chart.tittel, chart.undertittel, chart.beskrivelse, chart.kilde))
    assert not chart.tittel.endswith(".")
    assert all(sentence.endswith(".") and sentence[:1] for sentence in chart.beskrivelse)
    assert "  " not in words(chart)


def test_the_words_are_the_same_for_both_widths_and_the_widths_are_kept(chart: Chart) -> None:
    assert (chart.bred.width, chart.smal.width) == (WIDE, NARROW)


@pytest.mark.parametrize("exhibit", sorted(PRINTED))
def test_the_drawn_points_are_the_printed_cells(exhibit: str) -> None:
    found = [
        point
        for chart in charts().values()
        if chart.id in OF_PRINTED_VALUES and chart.exhibit == exhibit
        for point in chart.points
    ]
    expected = [
        (item.verdi, item.enhet, item.grunnlag, item.utvalg, item.status, item.linje)
        for item in PRINTED[exhibit]
    ]
    drawn = [(p.verdi, p.enhet, p.grunnlag, p.utvalg, p.status, p.linje) for p in found]
    assert Counter(map(str, drawn)) == Counter(map(str, expected))


@pytest.mark.parametrize("name", OF_PRINTED_VALUES)
def test_a_point_names_the_cell_it_is_printed_in(name: str) -> None:
    chart = charts()[name]
    grid = NOTE.exhibit(chart.exhibit).grid
    assert grid
    rows = [row.cells for group in grid.groups for row in group.rows]
    for point in chart.points:
        row, column = (int(part[1:]) for part in point.celle.split("-")[-2:])
        cell = rows[row - 1][column - 1]
        value = read_number(cell.printed)
        assert (value if isinstance(value, Decimal) else None) == point.verdi


def test_the_specification_holds_every_point_once_in_order(chart: Chart, drawing: Drawing) -> None:
    rows = data(drawing.vega)
    assert [row["nr"] for row in rows] == list(range(len(chart.points)))
    for row, point in zip(rows, chart.points, strict=True):
        assert (row["serie"], row["x"]) == (point.serie, point.x)
        if point.verdi is None:
            assert (row["verdi"], row["tall"]) == (None, "")
            assert "mangler" in row["tekst"]
        else:
            assert row["verdi"] == pytest.approx(float(point.verdi), abs=1e-6)
            assert row["tall"] == point.tall
            assert row["tall"] in row["tekst"]


@pytest.mark.parametrize("name", OF_PRINTED_VALUES)
def test_no_two_points_have_the_same_tooltip(name: str) -> None:
    texts = Counter(row["tekst"] for row in data(charts()[name].bred.vega))
    assert [text for text, times in texts.items() if times > 1] == []


def test_the_client_finds_its_signals_and_a_fixed_size(drawing: Drawing) -> None:
    spec = json.loads(drawing.vega)
    signals = {one["name"]: one.get("value") for one in spec["signals"]}
    assert {name: signals[name] for name in ("valgt", "skjulte", "punkt")} == {
        "valgt": None,
        "skjulte": [],
        "punkt": None,
    }
    assert not any("on" in one for one in spec["signals"])
    padding = spec["padding"]
    assert spec["autosize"] == "none"
    assert spec["width"] + padding["left"] + padding["right"] == drawing.width
    assert spec["height"] + padding["top"] + padding["bottom"] == drawing.height


def marks(group: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for mark in group.get("marks", []):
        yield mark
        yield from marks(mark)


def test_values_answer_to_a_pointer_and_to_the_keyboard(drawing: Drawing) -> None:
    encoded = [json.dumps(mark.get("encode", {})) for mark in marks(json.loads(drawing.vega))]
    assert any("tooltip" in one and "tekst" in one for one in encoded)
    assert "punkt === datum.nr" in drawing.vega
    assert any("valgt" in one for one in encoded)


def test_only_the_palettes_colours_are_used(drawing: Drawing) -> None:
    for text in (drawing.svg, drawing.vega, drawing.vega_lite):
        assert colours(text) - set(VARIABLES) == set()
        assert "rgb(" not in text


def test_the_picture_speaks_no_english(drawing: Drawing) -> None:
    assert "aria-" not in drawing.svg
    assert "role=" not in drawing.svg.replace('role="img"', "")


def test_the_vega_lite_specification_is_valid(drawing: Drawing) -> None:
    alt.Root.validate(json.loads(drawing.vega_lite))


def test_a_downloaded_picture_is_whole() -> None:
    chart = charts()["tabell-3"]
    files = chart_files(chart, Press(read_press(ROOT).fonts, {}))
    picture = files["tabell-3.svg"].decode()
    assert all(word in picture for word in (chart.tittel[:30], "Konsern, med", "Kilde: Stat"))
    assert picture.count("<svg") == picture.count("</svg>") == 1
    image = files["tabell-3.png"]
    assert image.startswith(b"\x89PNG")
    width = int.from_bytes(image[16:20])
    assert width == 2 * (WIDE + 2 * 24)


def test_pages_get_variables_and_downloads_literal_colours() -> None:
    files = chart_files(charts()["figur-3"], Press(read_press(ROOT).fonts, {}))
    assert colours(files["figur-3-bred.json"].decode()) == set()
    assert "var(--kommunesektoren)" in files["figur-3-smal.json"].decode()
    assert colours(files["figur-3.vega.json"].decode())


def test_the_points_file_has_a_row_a_point_and_leaves_a_missing_value_empty() -> None:
    lines = points_csv(charts()["tabell-3-brutto"].points).splitlines()
    assert lines[0].startswith(
        "serie,etikett,x,maal,verdi,enhet,grunnlag,utvalg,status,linje,celle"
    )
    assert len(lines) == 31
    assert lines[10].startswith(
        "kommunesektoren,Kommunesektoren,2024,brutto_driftsresultat_eks_avskrivninger,,"
        "prosent av brutto driftsinntekter,konsern,alle,anslag,438,tabell-3-r1-k10,"
    )
