"""Rows of a file as it is."""

import json
from typing import Any

from kommuneindikatorer.session import Session
from support.workbooks import workbook_of

CSV = b'a;b\n\n1;2\n3;"x\ny"\n5;6\n'


def excerpt(files: list[tuple[str, bytes]], name: str, first: int, count: int) -> dict[str, Any]:
    session = Session()
    session.compute(files, {})
    asked = {"file": name, "first": first, "count": count}
    return json.loads(session.ask("excerpt", json.dumps(asked)))


def rows(
    data: bytes, first: int, count: int = 2, name: str = "fil.csv"
) -> list[tuple[int, list[str]]]:
    found = excerpt([(name, data)], name, first, count)
    return [(one["rad"], one["celler"]) for one in found["rader"]]


def test_rows_keep_the_files_own_numbers_and_blank_ones_are_left_out() -> None:
    assert rows(CSV, 1) == [(1, ["a", "b"]), (3, ["1", "2"])]


def test_a_row_that_runs_over_lines_is_found_by_any_of_them() -> None:
    assert [number for number, _ in rows(CSV, 5)] == [4, 6]


def test_fixed_positions_are_one_cell_and_a_sheet_is_read_too() -> None:
    record = b"0A2024 340100                  1100 010    40000\n"
    assert rows(record, 1) == [(1, [record.decode().rstrip()])]
    sheet = workbook_of(Ark=[["aar", "navn"], [2024, "Bergen"]])
    assert rows(sheet, 2, name="bok.xlsx") == [(2, ["2024", "Bergen"])]


def test_long_cells_and_odd_signs_are_cut_and_made_harmless() -> None:
    [(_, [cell, mark])] = rows(("x" * 5000 + ";\u202eabc\n").encode(), 1)
    assert cell == "x" * 200 + "…"
    assert mark == "\ufffdabc"


def test_past_the_end_or_of_another_file_there_are_none() -> None:
    assert rows(CSV, 99) == []
    assert excerpt([("fil.csv", CSV)], "annen.csv", 1, 2)["rader"] == []
