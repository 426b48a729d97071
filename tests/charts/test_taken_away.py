"""A chart in other tools: Vega and Vega-Lite files draw what the SVG shows, at its size, with its words."""

import json
from collections.abc import Mapping

import pytest
import vl_convert

from sitegen.charts.files import chart_files
from sitegen.charts.paper import SOURCE, SUBTITLE, TITLE
from sitegen.charts.theme import NUMBERS
from sitegen.publish.packages import drawing_context
from support.charts import charts
from support.drawing import drawn_by_node, size_of, words_in
from support.notes import ROOT

pytestmark = pytest.mark.slow

ENDINGS = (".vega.json", ".vega-lite.json")


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    context = drawing_context(ROOT)
    return {
        name: data
        for chart in charts().values()
        for name, data in chart_files(chart, context).items()
    }


@pytest.fixture(scope="module")
def drawn(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """Return the pictures that two tools draw of each file: vl-convert, and Vega under Node."""
    given = {name: data.decode() for name, data in files.items() if name.endswith(ENDINGS)}
    by_node = drawn_by_node(given)
    return {name: [by_node[name], _converted(name, text)] for name, text in given.items()}


def _converted(name: str, text: str) -> str:
    draws = vl_convert.vega_to_svg if name.endswith(".vega.json") else vl_convert.vegalite_to_svg
    found: str = draws(text, allowed_base_urls=[])
    return found


def test_every_file_is_drawn_at_the_picture_s_size_by_each_tool(
    files: Mapping[str, bytes], drawn: Mapping[str, list[str]]
) -> None:
    assert len(drawn) == len(ENDINGS) * len(charts())
    for name, pictures in drawn.items():
        whole = files[f"{name.partition('.')[0]}.svg"].decode()
        assert [size_of(picture) for picture in pictures] == [size_of(whole)] * 2, name


def test_title_meaning_and_source_stand_in_each(drawn: Mapping[str, list[str]]) -> None:
    for chart in charts().values():
        asked = [
            *TITLE.lines(chart.tittel, chart.bred.width),
            *SUBTITLE.lines(chart.undertittel, chart.bred.width),
            *SOURCE.lines(chart.kilde, chart.bred.width),
        ]
        for ending in ENDINGS:
            for picture in drawn[f"{chart.id}{ending}"]:
                assert set(asked) <= set(words_in(picture)), chart.id


def test_all_of_them_show_the_same_words_and_none_is_lost(
    files: Mapping[str, bytes], drawn: Mapping[str, list[str]]
) -> None:
    for chart in charts().values():
        first, *others = [
            words_in(picture) for ending in ENDINGS for picture in drawn[f"{chart.id}{ending}"]
        ]
        assert others == [first] * 3, chart.id
        shown = words_in(files[f"{chart.id}.svg"].decode())
        assert set(shown) <= set(first), chart.id


def test_numbers_are_norwegian_on_paper_that_is_not_see_through(
    files: Mapping[str, bytes],
) -> None:
    for name, data in files.items():
        if name.endswith(ENDINGS):
            spec = json.loads(data)
            assert spec["config"]["locale"]["number"] == NUMBERS, name
            assert spec["background"].startswith("#"), name
