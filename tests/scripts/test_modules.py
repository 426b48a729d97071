"""The explorer's modules under Node: numbers as the core writes them, files that run nothing."""

import csv
import re
import subprocess
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuneindikatorer.document import MAX_MB
from kommuneindikatorer.numbers import format_number
from sitegen.pages.phrase import tied
from support.node import Call, called, node
from support.notes import ROOT
from support.properties import tried

UNITS = ROOT / "tests/cases/unit_data/kommuner_2023_2024.csv"


@pytest.mark.parametrize(
    "file", sorted(Path(__file__).parent.glob("*.test.mjs")), ids=lambda f: f.stem
)
def test_the_scripts_own_tests_pass(file: Path) -> None:
    # Run by itself, and not by «node --test», which starts another process for the file.
    done = subprocess.run([node(), str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^. pass [1-9]", done.stdout, re.MULTILINE)


def test_the_page_and_the_core_agree_on_what_is_too_large() -> None:
    text = (ROOT / "docs/assets/runtime/failures.js").read_text(encoding="utf-8")
    assert re.findall(r"MAX_MB = (\d+);", text) == [str(MAX_MB)]


def test_no_module_of_ours_starts_a_worker_by_address() -> None:
    """Such a worker has the policy of its own answer's headers, and the host sends none."""
    started = {
        path.relative_to(ROOT).as_posix(): call
        for folder in ("docs/assets", "src")
        for path in sorted((ROOT / folder).rglob("*.*js"))
        if "pyodide" not in path.parts
        for call in re.findall(
            r"new\s+(?:Shared)?Worker\(\s*([^)]*)", path.read_text(encoding="utf-8")
        )
        if not re.match(r"\w*[bB]lob\w*|URL\.createObjectURL\(", call)
    }
    assert started == {}


SENTENCES = {
    "19,7 millioner kroner, −0,3 prosent av": "19,7_millioner_kroner, −0,3_prosent av",
    "For å nå 1¾ prosent": "For å nå 1¾_prosent",
    "183 av 356 andre kommuner": "183_av_356 andre kommuner",
    "1 milliard kroner for 59 663 innbyggere": "1_milliard_kroner for 59_663_innbyggere",
    "om 2 år, i 2 åringer, 4 %": "om 2_år, i 2 åringer, 4_%",
    "Oslo 300 000 kroner": "Oslo 300_000_kroner",
    "ingen prosent": "ingen prosent",
    "3 000 kommuner, 19. september 2026": "3_000_kommuner, 19._september 2026",
}
"""Words, and where ``_`` stands for a blank that no line is broken at."""


@pytest.mark.parametrize(("words", "expected"), SENTENCES.items())
def test_a_number_stays_with_what_it_counts_in_both_languages(words: str, expected: str) -> None:
    kept = expected.replace("_", "\u00a0")
    assert tied(words) == kept
    assert called([("../shared/numbers", "tied", [words])]) == [kept]


def test_every_units_percentage_is_the_cores() -> None:
    rows = list(csv.DictReader(UNITS.read_text(encoding="utf-8").splitlines()))
    amounts = [(int(r["netto_driftsresultat"]), int(r["brutto_driftsinntekter"])) for r in rows]
    percents = called([("../shared/numbers", "percent", [*one, 1]) for one in amounts])
    shown = called([("../shared/numbers", "shown", [one]) for one in percents])
    assert shown == [format_number(Fraction(100 * a, b), 1) for a, b in amounts]
    assert len(shown) == 713


def test_a_number_in_words_stays_on_one_line_and_its_words_may_part() -> None:
    words = {
        "5–10 000": "5–10\u00a0000",
        "Over 50 000 i 2024": "Over 50\u00a0000 i 2024",
        "1 234 567 i 2024": "1\u00a0234\u00a0567 i 2024",
        "Landet": "Landet",
    }
    assert called([("../shared/numbers", "unbroken", [one]) for one in words]) == [*words.values()]


@tried(0.05)
@given(st.lists(st.tuples(st.integers(-(10**9), 10**9), st.integers(1, 10**9)), min_size=50))
def test_any_percentage_is_rounded_as_the_core_rounds(amounts: list[tuple[int, int]]) -> None:
    halves = [(1, 2000), (-1, 2000), (3, 2000), (-5, 10_000)]
    calls: list[Call] = [("../shared/numbers", "percent", [*one, 1]) for one in amounts + halves]
    shown = called([("../shared/numbers", "shown", [one]) for one in called(calls)])
    assert shown == [format_number(Fraction(100 * a, b), 1) for a, b in amounts + halves]


@tried(0.05)
@given(st.lists(st.decimals(-(10**12), 10**12, places=2), min_size=50))
def test_decimal_text_is_shown_as_the_core_shows_it(values: list[Decimal]) -> None:
    shown = called([("../shared/numbers", "shown", [format(value, "f")]) for value in values])
    positive_zero = [format_number(value, 2) for value in values]
    assert [str(one).replace("\u22120,00", "0,00") for one in shown] == positive_zero


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+47", "'+47"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("\t=1", "\"'\t'=1\""),
        ({"tall": "-0.6"}, "-0,6"),
        ({"tall": "-2.4"}, "-2,4"),
        ("-0.6", "'-0.6"),
        ("Bergen", "Bergen"),
    ],
)
def test_no_cell_runs_and_numbers_stay_numbers(cell: object, safe: str) -> None:
    assert called([("../shared/csv", "asText", [[[cell]], "tab"])]) == [f"{safe}\r\n"]


def test_equal_values_lie_beside_each_other_within_the_row() -> None:
    [offsets] = called([("../chart/beeswarm", "beeswarm", [[1.0] * 200 + [5.0]])])
    assert isinstance(offsets, list)
    assert len(set(offsets[:200])) == 200
    assert max(map(abs, offsets)) <= 61
    assert offsets[200] == 0


def table(values: list[str]) -> dict[str, object]:
    """Return a table of one column of words and one of numbers, empty for missing."""
    words = {"tall": None, "verdi": None, "serie": None, "aar": 0}
    return {
        "kolonner": [
            {"id": "hvem", "navn": "Hvem", "slag": "tekst"},
            {"id": "2024", "navn": "2024", "slag": "tall"},
        ],
        "rader": [
            {
                "serie": {"nr": name},
                "celler": [
                    {"tekst": name, **words},
                    {**words, "tekst": value, "tall": float(value) if value else None},
                ],
            }
            for name, value in zip(["Ål", "Øksnes", "Alta", "Voss", "Æra"], values, strict=True)
        ],
    }


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("hvem", ["Alta", "Voss", "Æra", "Øksnes", "Ål"]),
        ("-hvem", ["Ål", "Øksnes", "Æra", "Voss", "Alta"]),
        ("2024", ["Voss", "Ål", "Øksnes", "Alta", "Æra"]),
        ("-2024", ["Øksnes", "Ål", "Voss", "Alta", "Æra"]),
        ("borte", ["Ål", "Øksnes", "Alta", "Voss", "Æra"]),
    ],
)
def test_rows_are_sorted_as_in_norwegian_with_what_is_missing_last(
    sort: str, order: list[str]
) -> None:
    [rows] = called([("../shared/sorting", "sorted", [table(["1", "10", "", "-2", ""]), sort])])
    assert isinstance(rows, list)
    assert [row["serie"]["nr"] for row in rows] == order
