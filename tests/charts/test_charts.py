"""The charts of the real note: what they draw, what they hold, and that they stay as they are."""

import importlib
import json
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import altair as alt
import pytest
import vl_convert

from kommuneindikatorer.numbers import read_number
from sitegen.charts import forms as folder
from sitegen.charts.draw import SOURCES, forms_file
from sitegen.charts.files import chart_files, points_csv, rows_file
from sitegen.charts.fill import draw, require_forms
from sitegen.charts.forms import catalogue
from sitegen.charts.forms.catalogue import FORMS, form_of
from sitegen.charts.model import Chart, Drawing
from sitegen.charts.part import Subject, Table
from sitegen.charts.render import DrawingContext, lean
from sitegen.charts.theme import NARROW, VARIABLES, WIDE, colours
from sitegen.facts.fact import Fact
from sitegen.note.errors import SpecError
from sitegen.publish.packages import drawing_context
from support.charts import NOTE, PRINTED, NothingDrawn, charts
from support.golden import check_golden
from support.notes import ROOT

GOLDEN = ROOT / "tests/golden/charts"
FORM_OF = {
    "tabell-1": "smaa_flere",
    "tabell-2": "prikker",
    "tabell-2-brutto": "prikker",
    "tabell-3": "linje",
    "tabell-3-brutto": "linje",
    "tabell-5": "prikker",
    "tabell-5-disposisjonsfond": "prikker",
    "tabell-6": "prikker",
    "tabell-6-disposisjonsfond": "prikker",
    "figur-3": "soyler",
    "figur-1": "linje",
    "figur-2": "linje",
    "figur-4": "punktsky",
}
# Listed here, so that a process that only collects tests draws nothing.
ALL = list(FORM_OF)
OF_PRINTED_VALUES = [name for name in ALL if name not in {"figur-1", "figur-2", "figur-4"}]


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
    assert set(PRINTED) == {charts()[name].exhibit for name in OF_PRINTED_VALUES}


def test_the_shape_of_a_table_says_its_form() -> None:
    assert {name: chart.form for name, chart in charts().items()} == FORM_OF


def test_the_note_file_can_ask_for_another_form() -> None:
    asked = NOTE.exhibit("figur-3").model_copy(update={"diagram": "linje"})
    exhibits = tuple(asked if one.id == asked.id else one for one in NOTE.exhibits)
    subject = Subject(NOTE.model_copy(update={"exhibits": exhibits}), PRINTED)
    chart = draw(subject, DrawingContext(None, NothingDrawn()))["figur-3"]
    assert (chart.form, chart.ord["beskrivelse"].split()[0]) == ("linje", "Linjediagram")


@pytest.mark.parametrize("name", ALL)
def test_words_and_rows_are_as_before(name: str) -> None:
    chart = charts()[name]
    check_golden(GOLDEN / f"{chart.id}.txt", words(chart).encode())
    check_golden(GOLDEN / f"{chart.id}.json", _readable(chart).encode())


def _readable(chart: Chart) -> str:
    """The file of rows, a row a line; of a crowd the first ones, held against the points below."""
    content = json.loads(rows_file(chart))
    for name, rows in content["rader"].items():
        content["rader"][name] = [json.dumps(row, ensure_ascii=False) for row in rows[:60]]
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def only(target: str, values: Sequence[Fact] | None = None) -> Subject:
    """Return the note as if one table or figure were all of it."""
    note = NOTE.model_copy(update={"exhibits": (NOTE.exhibit(target),)})
    return Subject(note, {target: PRINTED[target] if values is None else values})


def test_a_table_of_one_year_becomes_bars() -> None:
    one_year = [item for item in PRINTED["tabell-3"] if item.aar == 2019]
    table = Table(NOTE.exhibit("tabell-3"), [(item, "") for item in one_year])
    assert form_of(table).id == "stolper"
    chart = drawn_from(only("tabell-3", one_year))["tabell-3"]
    assert [row["rad"].replace("\n", " ") for row in chart.rader["data"]] == [
        "Kommunesektoren", "Kommunene (inkl. Oslo)", "Fylkeskommunene"
    ]  # fmt: skip
    assert chart.tittel == (
        "Netto driftsresultat i 2019 er høyest for fylkeskommunene (2,6) "
        "og lavest for kommunene (inkl. Oslo) (1,9)"
    )


def test_a_bar_of_an_estimate_below_zero_is_dashed_with_its_number_at_its_end() -> None:
    net = "netto_driftsresultat"
    values = [one for one in PRINTED["tabell-3"] if (one.aar, one.indikator) == (2024, net)]
    rows = drawn_from(only("tabell-3", values))["tabell-3"].rader
    assert [(one["tekst"], one["dx"]) for one in rows["etiketter"]] == [
        ("0,1", 6), ("−0,3", -6), ("2,7", 6)
    ]  # fmt: skip
    assert rows["linjer"] == [{"slag": "null", "verdi": 0}]
    assert all(row["stiplet"] for row in rows["data"])


def drawn_from(subject: Subject) -> Mapping[str, Chart]:
    return draw(subject, DrawingContext(None, NothingDrawn()))


A_FORM = '''"""A form that nobody has."""

from dataclasses import replace

from sitegen.charts.forms.bars import FORM as BARS

FORM = replace(BARS, id="oppfunnet", fits=lambda table: True, precedence=-1)
'''


def test_a_new_form_is_one_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "oppfunnet.py").write_text(A_FORM, encoding="utf-8")
    monkeypatch.setattr(folder, "__path__", [*folder.__path__, str(tmp_path)])
    with monkeypatch.context() as reloaded:
        reloaded.delitem(sys.modules, catalogue.__name__)
        found = importlib.import_module(catalogue.__name__)
    sys.modules.pop(f"{folder.__name__}.oppfunnet")
    assert set(found.FORMS) == {*FORMS, "oppfunnet"}
    table = Table(NOTE.exhibit("tabell-3"), [(item, "") for item in PRINTED["tabell-3"]])
    assert found.form_of(table).id == "oppfunnet"


def asked(form: str, values: Sequence[Fact]) -> list[str]:
    """Return what is said of a table that asks for a form in the third line."""
    subject = only("tabell-3", values)
    exhibit = subject.exhibit("tabell-3").model_copy(update={"diagram": form})
    note = subject.note.model_copy(update={"exhibits": (exhibit,)})
    description = f'[[tabell]]\nnummer = 3\ndiagram = "{form}"\n'
    try:
        require_forms(Subject(note, subject.facts), description, "note.toml")
    except SpecError as error:
        return [str(one) for one in error.faults]
    return []


def test_a_form_that_is_not_there_is_named_with_its_line_and_those_that_are() -> None:
    (fault,) = asked("kake", PRINTED["tabell-3"])
    assert fault.startswith("note.toml, linje 3: ventet en kjent form i «diagram» for tabell 3;")
    assert "fant «kake»" in fault
    assert all(name in fault for name in catalogue.PRINTED)
    assert asked("linje", PRINTED["tabell-3"]) == []


def test_a_form_that_needs_more_years_is_named() -> None:
    one_year = [item for item in PRINTED["tabell-3"] if item.aar == 2019]
    (fault,) = asked("prikker", one_year)
    assert "linje 3: ventet minst to år for «prikker» i tabell 3; fant 1 år." in fault


def test_drawing_again_gives_the_same_bytes() -> None:
    again = draw(only("tabell-3"), DrawingContext(drawing_context(ROOT).fonts, {}))
    assert again["tabell-3"] == charts()["tabell-3"]


def test_what_was_drawn_before_is_not_drawn_again() -> None:
    store: dict[str, bytes] = {}
    subject = only("figur-3")
    fonts = drawing_context(ROOT).fonts
    first = draw(subject, DrawingContext(fonts, store))["figur-3"]
    known = dict.fromkeys(store, b'["vega", "svg"]')
    second = draw(subject, DrawingContext(fonts, known))["figur-3"]
    assert (second.bred.vega, second.bred.svg) == ("vega", "svg")
    assert second.bred.vega_lite == first.bred.vega_lite
    other = replace(PRINTED["figur-3"][0], verdi=None)
    changed = only("figur-3", (other, *PRINTED["figur-3"][1:]))
    assert draw(changed, DrawingContext(fonts, known))["figur-3"].bred.vega != "vega"


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


def test_the_rows_hold_every_point_once_in_order(chart: Chart) -> None:
    if chart.form == "punktsky":
        pytest.skip("a dot is two points")
    rows = chart.rader["data"]
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
    texts = Counter(row["tekst"] for row in charts()[name].rader["data"])
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
    assert padding == drawing.paper["padding"]
    assert spec["width"] + padding["left"] + padding["right"] == drawing.width
    assert drawing.paper["height"] + padding["top"] + padding["bottom"] == drawing.height
    assert f'height="{drawing.height}"' in drawing.svg


def templates() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(forms_file())["former"]
    return found


def test_a_template_has_every_source_and_no_rows() -> None:
    assert set(templates()) == set(FORMS)
    for template in templates().values():
        sources = {one["name"]: one for one in template["data"]}
        assert set(SOURCES) <= set(sources)
        assert not any("values" in sources[name] for name in SOURCES)


def test_a_template_with_rows_is_the_still_picture() -> None:
    found = templates()
    for name in ("tabell-3", "tabell-5", "figur-3", "figur-4", "tabell-1"):
        chart = charts()[name]
        template = found[chart.form]
        rows = json.loads(chart.bred.vega_lite)["datasets"]
        for source in template["data"]:
            source.update({"values": rows[source["name"]]} if source["name"] in rows else {})
        paper = chart.bred.paper
        template |= {"width": paper["width"], "padding": paper["padding"], "autosize": "none"}
        values = {"hoyde": paper["height"], **chart.ord}
        for signal in template["signals"]:
            signal.update({"value": values[signal["name"]]} if signal["name"] in values else {})
        svg = lean(vl_convert.vega_to_svg(template))
        assert drawn_words(svg) == drawn_words(chart.bred.svg)


def drawn_words(svg: str) -> list[str]:
    """Every seen text with its place."""
    texts = re.findall(r'transform="translate\(([-\d.]+),([-\d.]+)\)[^>]*>([^<]+)</text>', svg)
    return [f"{text} {float(x):.0f} {float(y):.0f}" for x, y, text in texts]


def test_values_answer_to_a_pointer_and_to_the_keyboard(drawing: Drawing) -> None:
    assert '"tooltip"' in drawing.vega
    assert "punkt === datum.nr" in drawing.vega
    assert "valgt !== null" in drawing.vega
    assert "indexof(skjulte, datum.serie)" in drawing.vega


def test_only_the_palettes_colours_are_used(drawing: Drawing) -> None:
    for text in (drawing.svg, drawing.vega, drawing.vega_lite):
        assert colours(text) - set(VARIABLES) == set()
        assert "rgb(" not in text


def test_the_picture_speaks_no_english(drawing: Drawing) -> None:
    assert "aria-" not in drawing.svg
    assert "role=" not in drawing.svg.replace('role="img"', "")


OF_EACH_FORM = list({form: name for name, form in FORM_OF.items()}.values())


@pytest.mark.parametrize("name", OF_EACH_FORM)
def test_the_vega_lite_specification_of_each_form_is_valid(name: str) -> None:
    validate(charts()[name].smal)


@pytest.mark.slow
def test_every_vega_lite_specification_is_valid(drawing: Drawing) -> None:
    validate(drawing)


def validate(drawing: Drawing) -> None:
    spec = json.loads(drawing.vega_lite)
    # The schema says of rows only that they are objects: hundreds take time and prove nothing more.
    spec["datasets"] = {name: rows[:2] for name, rows in spec["datasets"].items()}
    alt.Root.validate(spec)


def test_a_downloaded_picture_is_whole() -> None:
    chart = charts()["tabell-3"]
    files = chart_files(chart, DrawingContext(drawing_context(ROOT).fonts, {}))
    picture = files["tabell-3.svg"].decode()
    assert all(word in picture for word in (chart.tittel[:30], "Konsern, med", "Kilde: Stat"))
    assert picture.count("<svg") == picture.count("</svg>") == 1
    for ending in ("vega", "vega-lite"):
        whole = json.loads(files[f"tabell-3.{ending}.json"])
        assert whole["description"].startswith(chart.tittel)
        assert chart.kilde in whole["description"]
    image = files["tabell-3.png"]
    assert image.startswith(b"\x89PNG")
    width = int.from_bytes(image[16:20])
    assert width == 2 * (WIDE + 2 * 24)


def test_pages_get_names_of_colours_and_downloads_literal_ones() -> None:
    files = chart_files(charts()["figur-3"], DrawingContext(drawing_context(ROOT).fonts, {}))
    assert colours(files["figur-3.json"].decode()) == set()
    assert "--kommunesektoren" in files["figur-3.json"].decode()
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
