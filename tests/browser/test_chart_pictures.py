"""The still pictures, as a browser sets them: every word in sight, none upon another or a line."""

import base64
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from sitegen.charts.files import standalone
from sitegen.charts.model import Drawing
from sitegen.publish.packages import read_fonts
from support.charts import charts
from support.crowding import crowded
from support.notes import ROOT

FAMILIES = {"source-sans-3": "Source Sans 3", "source-serif-4": "Source Serif 4"}


@pytest.fixture(scope="module")
def sheet(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 820, "height": 900})
    faces = "".join(
        f'@font-face {{ font-family: "{FAMILIES[name.partition("-latin")[0]]}"; '
        f'font-weight: 200 900; src: url("data:font/woff2;base64,{encoded(data)}"); }}'
        for name, data in read_fonts(ROOT).items()
    )
    page.set_content(f"<style>{faces} body {{ margin: 0 }}</style><main></main>")
    yield page
    page.close()


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def faults(page: Page, svg: str) -> list[str]:
    page.evaluate("svg => { document.querySelector('main').innerHTML = svg; }", svg)
    page.evaluate("() => document.fonts.ready.then(() => true)")
    return crowded(page)


# One test for all, and not a parameter each: to name the charts they must be drawn, which every
# process of a run would do when it collects the tests.
@pytest.mark.parametrize("width", ["bred", "smal"])
def test_every_word_of_a_picture_stands_free(sheet: Page, width: str) -> None:
    drawings: dict[str, Drawing] = {name: getattr(one, width) for name, one in charts().items()}
    assert [fault for one in drawings.values() for fault in faults(sheet, one.svg)] == []


def test_every_word_of_a_downloaded_picture_stands_free(sheet: Page) -> None:
    files = [standalone(chart) for chart in charts().values()]
    assert [fault for svg in files for fault in faults(sheet, svg)] == []


def test_a_word_upon_another_and_one_outside_are_seen(sheet: Page) -> None:
    words = '<text x="5" y="50">{}</text><text x="{}" y="52">{}</text>'
    svg = f'<svg width="200" height="100">{words.format("en", 9, "to")}</svg>'
    assert faults(sheet, svg) == ["en upon to"]
    assert faults(sheet, svg.replace('x="9"', 'x="195"')) == ["outside: to"]


def test_a_word_upon_a_line_or_a_mark_is_seen_and_one_upon_the_grid_is_not(sheet: Page) -> None:
    svg = '<svg width="200" height="100"><text x="5" y="50">ord</text>{}</svg>'
    line = '<line x1="0" x2="99" y1="46" y2="46" stroke="{}"/>'
    mark = '<path d="M8,40h9v9h-9Z" fill="#0b6e8f" stroke="#0b6e8f"/>'
    assert faults(sheet, svg.format(line.format("#1d2730"))) == ["ord upon a line"]
    assert faults(sheet, svg.format(mark)) == ["ord upon a mark"]
    assert faults(sheet, svg.format(line.format("#d8d5cc"))) == []
