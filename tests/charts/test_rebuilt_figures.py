"""Figures 1, 2 and 4 drawn again: values, traces, words and pictures, against the printed note."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest

from kommuneindikatorer.compute import compute
from kommuneindikatorer.document import Source
from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.options import Options
from kommuneindikatorer.result import Gruppe
from sitegen.charts.files import points_csv
from sitegen.charts.fill import rebuilt
from sitegen.charts.model import Chart
from sitegen.charts.render import DrawingContext
from sitegen.charts.subject import Subject
from sitegen.facts.fact import facts_of
from sitegen.facts.ledger.reading import read as read_claims
from sitegen.facts.ledger.reading import with_quotes
from sitegen.facts.releases import settled
from sitegen.note.read import read_note
from sitegen.publish.edition_folder import release_calendar
from sitegen.publish.packages import drawing_context
from support.charts import NothingDrawn
from support.notes import FOLDER, ROOT, accounts, changed, raw, read, spec

FILE = ROOT / "tests/cases/unit_data/kommuner_2023_2024.csv"
HEAD = "aar,kommunenummer,navn,landsdel,folkemengde,brutto_driftsinntekter,netto_driftsresultat"
ACTIVITY = "2,2   3,0   1,5   2,6   2,7   -1,0   2,2   0,6   1,6   0,4"
"""As the note prints it, line 289."""
PRINTED = {
    "indeks_aktivitet": ("Aktivitetsendring i kommunesektoren", 289),
    "indeks_samlede_inntekter": ("Saml. inntekter i kommunesektoren", 273),
    "indeks_frie_inntekter": ("Frie inntekter, reell endring fra", 287),
}


@cache
def press() -> DrawingContext:
    return DrawingContext(drawing_context(ROOT).fonts)


def charts(
    data: bytes | None = None,
    groups: Sequence[Gruppe] = (),
    context: DrawingContext | None = None,
) -> dict[str, Chart]:
    """Return the figures, with their words and rows alone unless there is something to draw with."""
    note = read(raw() if data is None else data)
    context = context or DrawingContext(None, NothingDrawn())
    return {one.id: one for one in rebuilt(Subject(note, facts_of(note), groups), context)}


def municipalities(*lines: str) -> dict[str, Chart]:
    data = "\n".join([HEAD, *lines, ""]).encode()
    options = Options(basis="konsern", belopsenhet="tusen", bekreftet="alle")
    return charts(None, compute([Source("kommuner.csv", data)], options).grupper, press())


@pytest.fixture(scope="module")
def real() -> Mapping[str, Chart]:
    return charts(None, accounts(), drawing_context(ROOT))


def printed_growth(serie: str) -> list[Fraction]:
    label, line = PRINTED[serie]
    text = raw().decode().splitlines()[line - 1]
    assert text.startswith(label)
    return [Fraction(int(one.replace(",", "")), 10) for one in re.findall(r"-?\d+,\d", text)]


def test_the_note_has_three_figures_to_draw_again(real: Mapping[str, Chart]) -> None:
    assert list(real) == ["figur-1", "figur-2", "figur-4"]
    assert {one.maal for one in real["figur-2"].points} <= set(PRINTED)


@pytest.mark.parametrize("serie", PRINTED)
def test_the_csv_file_holds_the_chained_growth_of_the_printed_line(
    real: Mapping[str, Chart], serie: str
) -> None:
    texts = [points_csv(real[name].points) for name in ("figur-1", "figur-2")]
    rows = [row for text in texts for row in csv.DictReader(io.StringIO(text))]
    index = Fraction(100)
    found = [row for row in rows if row["serie"] == serie]
    assert [row["x"] for row in found] == [str(year) for year in range(2015, 2025)]
    for row, growth in zip(found[1:], printed_growth(serie)[1:], strict=True):
        index *= 1 + growth / 100
        assert Fraction(row["verdi"]) == index
        assert row["linje"] == str(PRINTED[serie][1])


@pytest.mark.parametrize("name", ["figur-1", "figur-2"])
def test_the_formula_and_the_cells_lead_to_the_value(real: Mapping[str, Chart], name: str) -> None:
    note = read()
    cells = {
        f"tabell-1-r{number}-k{place}": cell
        for number, row in enumerate(
            (row for group in note.exhibit("tabell-1").grid.groups for row in group.rows),  # type: ignore[union-attr]
            1,
        )
        for place, cell in enumerate(row.cells, 1)
    }
    for one in real[name].points:
        factors = re.findall(r"\(1 \+ \(?(-?\d+,\d)\)? / 100\)", one.formel)
        assert [cells[cell].printed for cell in one.av] == factors
        assert one.celle == (one.av[-1] if one.av else "")
        product = Fraction(100)
        for factor in factors:
            product *= 1 + Fraction(factor.replace(",", ".")) / 100
        assert product == Fraction(one.verdi or 0)


def test_every_municipality_is_drawn_with_both_years_and_its_sum(
    real: Mapping[str, Chart],
) -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        amounts = {
            (row["aar"], row["kommunenummer"]): (
                int(row["netto_driftsresultat"]),
                int(row["brutto_driftsinntekter"]),
            )
            for row in csv.DictReader(file)
        }
    alone = {pair for pair in amounts if pair[1] not in {"1507", "1508", "1580"}}
    found = {(one.x, one.serie): one for one in real["figur-4"].points}
    assert len(found) == 2 * 356
    shown = 0
    for (year, code), one in found.items():
        result, income = re.findall(r"-?\d+", one.formel)[1:]
        exact = Fraction(100 * int(result), int(income))
        assert abs(Fraction(one.verdi or 0) - exact) < Fraction(1, 10**11)
        assert one.tall == format_number(exact, 1)
        assert one.status == "endelig"
        if (year, code) in alone:
            assert (int(result), int(income)) == amounts[year, code]
            shown += 1
    assert shown >= 2 * 200


def test_the_drawn_rows_are_the_points(real: Mapping[str, Chart]) -> None:
    for name in ("figur-1", "figur-2"):
        rows = real[name].rader["data"]
        assert [row["nr"] for row in rows] == list(range(len(real[name].points)))
        for row, point in zip(rows, real[name].points, strict=True):
            assert (row["serie"], row["x"], row["tall"]) == (point.serie, point.x, point.tall)
            assert row["verdi"] == float(point.verdi or 0)


def test_a_dot_lies_where_its_two_years_say(real: Mapping[str, Chart]) -> None:
    chart = real["figur-4"]
    values = {(one.serie, one.x): float(one.verdi or 0) for one in chart.points}
    rows = chart.rader["data"]
    assert len(rows) == 356
    for row in rows:
        expected = (values[row["serie"], "2023"], values[row["serie"], "2024"])
        assert (row["x"], row["verdi"]) == pytest.approx(expected, abs=0.0051)
        later = chart.points[row["nr"]]
        assert (later.serie, later.x) == (row["serie"], "2024")


def test_the_picture_has_a_dot_for_each_municipality(real: Mapping[str, Chart]) -> None:
    for drawing in (real["figur-4"].bred, real["figur-4"].smal):
        assert drawing.svg.count('fill-opacity="0.3"') == 356


def test_a_municipality_is_found_by_name_and_number(real: Mapping[str, Chart]) -> None:
    said = {row["serie"]: row["tekst"] for row in real["figur-4"].rader["data"]}
    assert said["1547"] == (
        "Aukra (1547): 29,3 prosent i 2024, 26,9 prosent i 2023. Konsern, endelig."
    )
    assert said["1507"].startswith("Ålesund og Haram (1508 og 1580): −0,4 prosent i 2024, 2,5")
    assert said["0301"].startswith("Oslo – Oslove (0301)")


def test_the_titles_tell_the_finding(real: Mapping[str, Chart]) -> None:
    assert [chart.tittel.replace("\u00a0", " ") for chart in real.values()] == [
        "«I 2024 var nivået på realinntektene om lag som i 2016», ifølge notatet. Linjen her er ikke justert for demografi og pensjon",
        "Aktiviteten har økt mer enn realinntektene siden 2015: 14,4 mot 12,7 prosent",
        "58 prosent av kommunene hadde negativt netto driftsresultat i 2024, mot 47 prosent i 2023",
    ]


def test_a_title_with_the_note_s_finding_leaves_that_of_the_drawing_to_its_description(
    real: Mapping[str, Chart],
) -> None:
    assert real["figur-1"].beskrivelse[0] == (
        "De reelle frie inntektene var 6,6 prosent høyere i 2024 enn i 2015, men 2,4 prosent "
        "lavere enn i 2021."
    )


def test_each_figure_says_that_it_is_rebuilt_and_how_it_differs(
    real: Mapping[str, Chart],
) -> None:
    for chart in real.values():
        assert chart.merknader[0].startswith("Beregnet ut fra ")
    said = {name: " ".join(chart.merknader) for name, chart in real.items()}
    for words in ("demografi og pensjon", "2025-kroner", "uten midlertidig merskattevekst"):
        assert words in said["figur-1"]
    assert "Notatets figur har med 2025" in said["figur-2"]
    assert "ikke korrigert for oppgaveendringer" in said["figur-2"]
    assert "225 kommunene" in said["figur-4"]
    assert (
        "negativt i 2024, 58 og 58 prosent; negativt i 2023, 42 og 47 prosent; negativt begge år, "
        "36 og 36 prosent; svakere i 2024 enn året før, 72 og 66 prosent."
    ) in said["figur-4"]


def test_the_status_of_2024_is_said_in_words(real: Mapping[str, Chart]) -> None:
    assert real["figur-1"].undertittel.endswith("Tallene for 2023 og 2024 er foreløpige.")
    assert real["figur-2"].undertittel.endswith(
        "Tallene for 2023 er foreløpige. "
        "Tallene for 2024 er foreløpige for aktiviteten og anslag for realinntektene."
    )
    assert "Endelige tall" in real["figur-4"].undertittel
    assert [one.status for one in real["figur-2"].points[7:10]] == [
        *("endelig", "foreløpig", "foreløpig")
    ]


def test_the_description_of_the_scatter_counts_each_quarter(real: Mapping[str, Chart]) -> None:
    said = " ".join(real["figur-4"].beskrivelse)
    for count in ("127 kommuner (36", "79 kommuner (22", "39 kommuner (11", "111 kommuner (31"):
        assert count in said
    assert "234 kommuner (66 prosent) ligger under hjelpelinjen" in said
    assert "Mest opp gikk Frøya (fra −2,7 til 19,5 prosent), mest ned Vaksdal" in said


def test_the_description_of_the_indices_says_where_rounding_could_turn_them(
    real: Mapping[str, Chart],
) -> None:
    said = " ".join(real["figur-2"].beskrivelse)
    assert "ligger over realinntektene i 2018, 2019, 2022, 2023 og 2024, mest i 2019 (2,8" in said
    assert "I 2016, 2020 og 2021 er forskjellen mindre enn avrundingen" in said
    assert "Aktiviteten går ned i 2020." in said


@pytest.mark.parametrize(
    ("activity", "title"),
    [
        (ACTIVITY.replace("3,0", "-1,0"), "Aktiviteten har økt mindre enn realinntektene"),
        (ACTIVITY.replace("3,0", "1,5"), "Aktiviteten har økt om lag like mye som realinntektene"),
        (ACTIVITY.replace("0,4", "-  "), "Aktiviteten var 13,9 prosent høyere i 2023 enn i 2015"),
        (ACTIVITY.replace("3,0", "-  "), "Aktiviteten: tabellen har ikke tall for veksten"),
    ],
)
def test_another_printed_growth_gives_another_title(activity: str, title: str) -> None:
    chart = charts(changed((ACTIVITY, activity)))["figur-2"]
    assert chart.tittel.replace("\u00a0", " ").startswith(title)


def test_what_is_missing_is_said_and_not_drawn() -> None:
    chart = charts(changed((ACTIVITY, ACTIVITY.replace("0,6", "-  "))))["figur-2"]
    assert "Aktiviteten mangler tall for 2022, 2023 og 2024." in chart.beskrivelse
    values = [one.verdi for one in chart.points[:10]]
    assert [value is None for value in values] == [False] * 7 + [True] * 3
    assert [row["verdi"] for row in chart.rader["data"][7:10]] == [None] * 3


def test_a_series_without_any_growth_is_only_said_to_lack_it() -> None:
    chart = charts(changed((ACTIVITY, ACTIVITY.replace("3,0", "-  "))))["figur-2"]
    about = [one for one in chart.beskrivelse[1:] if one.startswith("Aktiviteten")]
    years = "2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023 og 2024"
    assert about == [
        f"Aktiviteten mangler tall for {years}.",
        "Aktiviteten ligger aldri klart over realinntektene.",
    ]


def test_without_unit_data_there_is_no_scatter() -> None:
    assert list(charts()) == ["figur-1", "figur-2"]


def test_exactly_zero_is_neither_minus_nor_plus() -> None:
    chart = municipalities(
        "2023,1101,Eigersund,Agder og Rogaland,15221,1000,0",
        "2024,1101,Eigersund,Agder og Rogaland,15221,1000,-50",
        "2023,1103,Stavanger,Agder og Rogaland,149048,1000,10",
        "2024,1103,Stavanger,Agder og Rogaland,149048,1000,20",
    )["figur-4"]
    assert chart.tittel.startswith("50 prosent av kommunene hadde negativt")
    assert "1 kommune (50 prosent) gikk fra null eller pluss til minus" in chart.beskrivelse[1]
    assert "Null eller pluss begge år" in chart.bred.svg


def test_a_municipality_with_one_year_is_said_to_be_left_out() -> None:
    chart = municipalities(
        "2023,1101,Eigersund,Agder og Rogaland,15221,1000,-5",
        "2024,1101,Eigersund,Agder og Rogaland,15221,1000,-50",
        "2024,1103,Stavanger,Agder og Rogaland,149048,1000,20",
    )["figur-4"]
    assert chart.tittel.endswith("i 2024, like mange som i 2023")
    assert chart.merknader[-1] == "Uten tall for begge år, og derfor ikke med: 1103."


def test_a_result_far_out_is_inside_the_axes() -> None:
    chart = municipalities(
        "2023,1101,Eigersund,Agder og Rogaland,15221,1000,-450",
        "2024,1101,Eigersund,Agder og Rogaland,15221,1000,710",
    )["figur-4"]
    across, up = (
        [row["verdi"] for row in chart.rader[name] if row["slag"] == "omfang"]
        for name in ("loddrett", "linjer")
    )
    assert across == [-50, 80]
    assert up[0] < -50
    assert up[1] > 80


def test_both_axes_of_the_scatter_have_one_scale(real: Mapping[str, Chart]) -> None:
    chart = real["figur-4"]
    across, up = (
        [row["verdi"] for row in chart.rader[name] if row["slag"] == "omfang"]
        for name in ("loddrett", "linjer")
    )
    for paper in (chart.bred.paper, chart.smal.paper):
        # Both scales end 6 px inside the plot.
        a_pixel = (max(across) - min(across)) / (paper["width"] - 12)
        assert a_pixel == pytest.approx((max(up) - min(up)) / (paper["height"] - 12), rel=0.01)


@pytest.mark.slow
def test_the_same_note_gives_the_same_drawing_twice(real: Mapping[str, Chart]) -> None:
    note = settled(read_note(raw(), spec(), ""), release_calendar(FOLDER))  # read anew
    note = with_quotes(note, read_claims(note, facts_of(note)).drafts)
    subject = Subject(note, facts_of(note), accounts())
    fresh = DrawingContext(press().fonts)
    assert {one.id: one for one in rebuilt(subject, fresh)} == real


def test_no_value_is_rounded_on_its_way(real: Mapping[str, Chart]) -> None:
    last = real["figur-2"].points[9]
    assert last.verdi == Decimal("114.375383483329004913676800000")
    assert last.tall == "114,4"
