"""One palette: the site's own, with the contrast that the guidelines ask for."""

import re

import pytest

from sitegen.charts.theme import MARKS, PAPIR, TEXTS, VARIABLES, with_variables
from support.notes import ROOT

CSS = (ROOT / "docs/assets/styles/colours.css").read_text(encoding="utf-8")


def scheme(name: str) -> dict[str, str]:
    block = re.search(rf'\[data-md-color-scheme="{name}"\] \{{(.*?)\}}', CSS, re.DOTALL)
    assert block
    return dict(re.findall(r"(--[a-z-]+): (#[0-9a-f]{6});", block[1]))


LIGHT, DARK = scheme("default"), scheme("slate")


def luminance(colour: str) -> float:
    """Relative luminance; WCAG 2.1, https://www.w3.org/TR/WCAG21/#dfn-relative-luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_guidelines_do() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_every_colour_is_the_one_the_style_sheet_has_under_that_name() -> None:
    assert {name: LIGHT[name] for name in VARIABLES.values()} == {
        name: colour for colour, name in VARIABLES.items()
    }


def test_every_colour_has_its_counterpart_in_the_dark() -> None:
    assert set(VARIABLES.values()) <= DARK.keys()


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("colours", "least"), [(MARKS, 3), (TEXTS, 4.5)], ids=["marks", "texts"])
def test_what_is_to_be_seen_and_read_stands_out(
    palette: dict[str, str], colours: tuple[str, ...], least: float
) -> None:
    paper = palette[VARIABLES[PAPIR]]
    measured = {VARIABLES[c]: contrast(palette[VARIABLES[c]], paper) for c in colours}
    assert {name: figure for name, figure in measured.items() if figure < least} == {}


def test_literal_colours_give_way_to_variables() -> None:
    assert with_variables('fill="#0b6e8f"') == 'fill="var(--kommunene)"'


def test_a_colour_from_outside_the_palette_is_refused() -> None:
    with pytest.raises(KeyError):
        with_variables('"#123456"')
