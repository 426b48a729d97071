"""Values are read off a figure that is drawn, by its ticks, or the words say why they are not."""

from collections.abc import Sequence
from datetime import date

import pytest

from sitegen.note.pdf.charts import Chart, charts_csv
from sitegen.note.pdf.draft import draft_pdf
from support.pdf import SMALL, Pdf, begun

LEFT, ZERO, UNIT, STEP = 120, 500, 20, 40
YEARS = ("2019", "2020", "2021", "2022", "2023", "2024")
RESULT, FUND = (2.7, -1.6, 0.0, 3.3, 4.1, 1.2), (4.0, 4.5, 3.9, 3.0, 2.2, 2.6)


def drawn() -> Pdf:
    """Return a page with a figure's caption, and a value axis from −2 to 5 with ticks."""
    pdf = begun()
    pdf.line("Figur 1 Netto driftsresultat. Prosent", bold=True)
    pdf.canvas.setStrokeColorRGB(0.8, 0.8, 0.8)
    for value in range(-2, 6):
        y = ZERO + value * UNIT
        pdf.canvas.line(LEFT - 4, y, LEFT + STEP * len(YEARS), y)
        pdf.canvas.setFont("Helvetica", SMALL)
        pdf.canvas.drawRightString(LEFT - 8, y - 3, f"{value}".replace("-", "−"))
    return pdf


def years(pdf: Pdf, every: int = 1) -> None:
    for at, year in list(enumerate(YEARS))[::every]:
        pdf.canvas.drawCentredString(LEFT + STEP * (at + 0.5), ZERO - 2 * UNIT - 14, year)


def colour(pdf: Pdf, name: str, at: int, *, named: bool = True) -> None:
    """Take a colour, and write its name in a legend."""
    rgb = ((0.1, 0.3, 0.6), (0.8, 0.3, 0.1))[at]
    pdf.canvas.setStrokeColorRGB(*rgb)
    pdf.canvas.setFillColorRGB(*rgb)
    x, y = LEFT + 20, ZERO + 6 * UNIT + 14 * at
    if named:
        pdf.canvas.line(x, y, x + 12, y)
        pdf.canvas.drawString(x + 16, y - 3, name)


def line(pdf: Pdf, values: Sequence[float]) -> None:
    path = pdf.canvas.beginPath()
    for at, value in enumerate(values):
        (path.lineTo if at else path.moveTo)(LEFT + STEP * (at + 0.5), ZERO + value * UNIT)
    pdf.canvas.drawPath(path)


def bars(pdf: Pdf, values: Sequence[float], start: float = 0) -> None:
    for at, value in enumerate(values):
        y = ZERO + start * UNIT
        pdf.canvas.rect(LEFT + STEP * (at + 0.25), y, STEP / 2, value * UNIT, stroke=0, fill=1)


def chart(pdf: Pdf) -> Chart:
    pdf.canvas.setFillColorRGB(0, 0, 0)
    pdf.y = ZERO - 3 * UNIT - 20
    pdf.line("Kilde: Statistisk sentralbyrå")
    (found,) = draft_pdf(pdf.done(), date(2025, 3, 7)).charts
    return found


def values(found: Chart) -> list[tuple[str, str, str]]:
    return [(one.series, one.x, one.value) for one in found.values]


def wanted(name: str, numbers: Sequence[float]) -> list[tuple[str, str, str]]:
    return [(name, y, f"{n}".replace(".", ",")) for y, n in zip(YEARS, numbers, strict=True)]


@pytest.mark.parametrize("every", [1, 2])
def test_lines_are_read_by_colour_and_by_the_years_below(every: int) -> None:
    pdf = drawn()
    years(pdf, every)
    for at, (name, numbers) in enumerate((("Resultat", RESULT), ("Disposisjonsfond", FUND))):
        colour(pdf, name, at)
        line(pdf, numbers)
    found = chart(pdf)
    assert found.reason == ""
    assert values(found) == wanted("Resultat", RESULT) + wanted("Disposisjonsfond", FUND)
    assert {one.error for one in found.values} == {"0,05"}
    assert "Figur 1;Resultat;2019;2,7;0,05;lest av figuren" in charts_csv([found]).decode()


def test_bars_begin_at_zero_also_below_it() -> None:
    pdf = drawn()
    years(pdf)
    colour(pdf, "", 0, named=False)
    bars(pdf, RESULT)
    assert values(chart(pdf)) == wanted("", RESULT)


def test_points_have_a_value_on_both_axes() -> None:
    pdf = drawn()
    for value in range(7):
        x = LEFT + value * STEP
        pdf.canvas.line(x, ZERO - 2 * UNIT, x, ZERO - 2 * UNIT - 4)
        pdf.canvas.drawCentredString(x, ZERO - 2 * UNIT - 14, str(value))
    colour(pdf, "", 0, named=False)
    points = [(0.5, -1.2), (1.5, 3.0), (2.2, 0.7), (4.4, 4.4), (5.8, 1.9)]
    for across, up in points:
        pdf.canvas.circle(LEFT + across * STEP, ZERO + up * UNIT, 2, stroke=0, fill=1)
    found = values(chart(pdf))
    # The axis across is drawn twice as large, but not so large that one more digit is sure.
    assert found == [("", *(f"{n}".replace(".", ",") for n in point)) for point in points]


def stacked(pdf: Pdf) -> None:
    years(pdf)
    bars(pdf, (1, 1, 1, 1, 1, 1))
    colour(pdf, "", 1, named=False)
    bars(pdf, (1, 1, 1, 1, 1, 1), start=1)


def area(pdf: Pdf) -> None:
    years(pdf)
    path = pdf.canvas.beginPath()
    path.moveTo(LEFT, ZERO)
    for x, y in ((40, 30), (90, 10), (150, 70), (200, 0)):
        path.lineTo(LEFT + x, ZERO + y)
    pdf.canvas.drawPath(path, fill=1, stroke=0)


def two_lines_without_names(pdf: Pdf) -> None:
    years(pdf)
    line(pdf, RESULT)
    colour(pdf, "", 1, named=False)
    line(pdf, FUND)


@pytest.mark.parametrize(
    ("draw", "reason"),
    [
        (stacked, "stolper som begynner i null"),
        (area, "linjer, stolper eller punkter"),
        (two_lines_without_names, "ett navn for hver farge"),
    ],
)
def test_what_is_not_certain_gives_no_value_and_says_why(draw: object, reason: str) -> None:
    pdf = drawn()
    colour(pdf, "", 0, named=False)
    draw(pdf)  # type: ignore[operator]
    found = chart(pdf)
    assert (found.values, found.reason) == ((), reason)
    assert charts_csv([found]) == b""


def test_uneven_ticks_are_no_axis() -> None:
    pdf = begun()
    pdf.line("Figur 1 Netto driftsresultat. Prosent", bold=True)
    for value, y in ((1, 0), (10, 40), (100, 80), (1000, 120)):
        pdf.canvas.line(LEFT - 4, ZERO + y, LEFT + 200, ZERO + y)
        pdf.canvas.setFont("Helvetica", SMALL)
        pdf.canvas.drawRightString(LEFT - 8, ZERO + y - 3, str(value))
    years(pdf)
    line(pdf, RESULT)
    assert chart(pdf).reason == "tall langs en akse, hvert ved et merke på den"
