"""A form pasted from a PDF, and the same form written in every way: one result, or none."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.test_skjema_columns import LAST, LINES, PLAN, RESULT, THIS, computed, form, result_of
from kommuneindikatorer.document import Source
from kommuneindikatorer.options import Options
from kommuneindikatorer.reading import read_sources
from kommuneindikatorer.session import compute_json
from support.properties import tried

HEADINGS = ["Regnskap 2022", "Budsjett 2022", "Regnskap 2021"]
COLUMNS = [THIS, PLAN, LAST]


def grouped(amount: int) -> str:
    return f"{amount:,}".replace(",", " ")


def single(factor: int = 1, *, notes: bool = False) -> list[str]:
    rows = ["Økonomisk oversikt drift", " ".join([*(["Note"] if notes else []), *HEADINGS])]
    for number, (name, *cells) in enumerate(zip(LINES, *COLUMNS, strict=True)):
        note = [f"{number}"] if notes and number % 5 == 2 else []
        rows.append(" ".join([name, *note, *(grouped(cell * factor) for cell in cells)]))
    return rows


def wide(*, gap: int, aligned: bool) -> list[str]:
    rows = ["Økonomisk oversikt drift", (" " * gap).join(["", *HEADINGS])]
    for name, *cells in zip(LINES, *COLUMNS, strict=True):
        texts = [grouped(cell).rjust(14 if aligned else 0) for cell in cells]
        rows.append((" " * gap).join([name.ljust(50 if aligned else 0), *texts]))
    return rows


def stacked() -> list[str]:
    cells = zip(LINES, *(map(grouped, column) for column in COLUMNS), strict=True)
    return ["Økonomisk oversikt drift", *HEADINGS, *(cell for row in cells for cell in row)]


def with_a_page_between() -> list[str]:
    rows = wide(gap=2, aligned=True)
    return [*rows[:9], "", "Side 12 av 40", "Årsregnskap 2022 – Giske kommune", "", *rows[9:]]


def with_dots() -> list[str]:
    rows = single()
    names = [f"{name} {'.' * (60 - len(name))} " for name in LINES]
    return [
        *rows[:2],
        *(
            row.replace(f"{one} ", dots, 1)
            for row, one, dots in zip(rows[2:], LINES, names, strict=True)
        ),
    ]


def headings_close() -> list[str]:
    rows = wide(gap=1, aligned=True)
    return [rows[0], " " * 51 + "".join(one.rjust(15) for one in HEADINGS).strip(), *rows[2:]]


@pytest.mark.parametrize(
    "rows",
    [
        single(),
        single(1000),
        single(notes=True),
        single(1000, notes=True),
        wide(gap=2, aligned=True),
        wide(gap=3, aligned=False),
        stacked(),
        with_a_page_between(),
        with_dots(),
        headings_close(),
    ],
)
def test_columns_parted_by_blanks_are_read_as_columns(rows: list[str]) -> None:
    result = computed("\n".join(rows))
    assert Decimal(result_of(result)) == THIS[-1]
    (unit,) = result["enheter"]
    assert unit["aar"] == 2022


@pytest.mark.parametrize("gap", [1, 2, 5])
@pytest.mark.parametrize("notes", [True, False])
def test_a_balance_below_has_columns_of_its_own(gap: int, *, notes: bool) -> None:
    fund, debts = 53_557, 441_943
    rows = {
        "Faste eiendommer": 387_028,
        "Pensjonsmidler": 108_472,
        "Sum eiendeler": 495_500,
        "Disposisjonsfond": fund,
        "Andre lån": debts,
        "Sum egenkapital og gjeld": 495_500,
    }
    blanks = " " * gap
    text = single() if gap == 1 else wide(gap=gap, aligned=False)
    text += ["", blanks.join([*(["Note"] if notes else []), "Regnskap 2022", "Regnskap 2021"])]
    for name, amount in rows.items():
        note = ["10"] if notes and "um " not in name else []
        text.append(blanks.join([name, *note, grouped(amount), grouped(amount - 1)]))
    result = computed("\n".join(text))
    (unit,) = result["enheter"]
    assert (result_of(result), unit["indikatorer"]["disposisjonsfond"]["belop"]) == (
        RESULT,
        str(fund),
    )


def test_headings_may_stand_on_the_line_of_the_title() -> None:
    rows = single()
    headings = "Økonomisk oversikt - drift Note Regnskap Budsjet 2022 Regnskap 2021"
    result = computed("\n".join([headings, *rows[2:]]))
    assert result_of(result) == RESULT
    assert result["enheter"][0]["aar"] == 2022


def test_a_missing_cell_moves_no_other() -> None:
    rows = wide(gap=3, aligned=True)
    rows[3] = rows[3][:53] + " " * 14 + rows[3][67:]
    missing = computed("\n".join(rows))
    assert result_of(missing) == RESULT
    rows = single()
    rows[3] = f"{LINES[1]} {grouped(PLAN[1])} {grouped(LAST[1])}"
    result = computed("\n".join(rows))
    assert result_of(result) == RESULT
    assert "uklar-linje" in {one["kode"] for one in result["problemer"]}


WRITTEN: list[Callable[[int], str]] = [
    str,
    grouped,
    lambda n: f"{n:,}".replace(",", "."),
    lambda n: f"{n:,}".replace(",", "\u00a0").replace("-", "\u2013"),
    lambda n: f"({-n})" if n < 0 else str(n),
    lambda n: f"{'- ' if n < 0 else ''}{abs(n)}",
]
INCOME = {0, 1, 2, 3, 7, 8, 9, 10, 13, 14, 15}


@tried(1)
@given(data=st.data())
def test_a_form_gives_the_same_however_it_is_written(data: Any) -> None:  # noqa: ANN401 - drawn
    write = data.draw(st.sampled_from(WRITTEN))
    between = data.draw(st.sampled_from([";", "\t", "|"]))
    codec = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
    end = data.draw(st.sampled_from(["\n", "\r\n"]))
    negative = data.draw(st.booleans())
    factor = data.draw(st.sampled_from([1, 1000]))
    columns = data.draw(st.permutations(range(3)))
    lines = data.draw(st.one_of(st.just(range(16)), st.permutations(range(16))))
    numbered = data.draw(st.booleans())
    rows = [between.join(["", *(HEADINGS[at] for at in columns)])]
    for at in lines:
        sign = factor * (-1 if negative and at in INCOME else 1)
        name = f"{at + 1} {LINES[at]}" if numbered else LINES[at]
        rows.append(between.join([name, *(write(COLUMNS[c][at] * sign) for c in columns)]))
    text = end.join(rows)
    (reading,) = read_sources(
        [Source("f", text.encode(codec, errors="replace"))], Options()
    ).readings
    (one,) = reading.regnskap
    assert one.belop["netto_driftsresultat"].verdi == THIS[-1]
    assert one.belop["brutto_driftsinntekter"].verdi == THIS[3]
    assert (one.aar, one.tvil) == (2022, ())


CELL = st.one_of(
    st.sampled_from(
        ["Regnskap 2021", "Balanse", "2 883 062", "- 5", "13,14", "7 og 11", "%", "Note"]
    ),
    st.sampled_from(LINES),
    st.text(max_size=6),
)


@tried(1)
@given(
    text=st.lists(st.lists(CELL, max_size=6).map("  ".join), max_size=12).map("\n".join),
    between=st.sampled_from(["  ", " ", ";", "\t"]),
    headed=st.booleans(),
)
def test_no_text_raises_or_is_half_read(*, text: str, between: str, headed: bool) -> None:
    head = form("Regnskap 2022", THIS) if headed else ""
    data = f"{head}\n{text.replace('  ', between)}".encode("utf-8", errors="replace")
    result = read_sources([Source("f", data)], Options(format="skjema"))
    for one in result.filer:
        assert one.lest + one.avvist == one.rader
        assert min(one.lest, one.avvist) >= 0
    compute_json([("f", data)], {"format": "skjema"})


def test_more_headings_than_columns_are_no_fault() -> None:
    text = "2023\t2024\tBud\nR2 5\niendomsskatt\t5\t- 30 500\nAndre skatteinntek\t-\t-\t-"
    (filing,) = read_sources(
        [Source("f", text.encode())], Options(format="skjema", skilletegn="|")
    ).filer
    assert filing.lest + filing.avvist == filing.rader


def test_the_unit_may_stand_before_headings_one_blank_apart() -> None:
    rows = single(1000)
    rows[1] = f"Tall i hele kroner {rows[1]}"
    result = computed("\n".join(rows))
    assert Decimal(result_of(result)) == THIS[-1]
    rows = single()
    rows[1] = f"Tall i mill. kroner {rows[1]}"
    (said,) = [one for one in computed("\n".join(rows))["antakelser"] if one["id"] == "belopsenhet"]
    assert (said["verdi"], said["grunn"]) == ("millioner", "Står i filen.")
