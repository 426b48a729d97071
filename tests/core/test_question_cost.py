"""What a question costs: nothing is opened or recognised twice, and not too much is read."""

import json
from collections import Counter
from typing import Any

import pytest

from kommuneindikatorer import compute, derivation, reading, unit
from kommuneindikatorer.document import MAX_CELL, Source
from kommuneindikatorer.numbers import Unreadable, read_number
from kommuneindikatorer.opening import open_source
from kommuneindikatorer.options import Options
from kommuneindikatorer.problems import Problems
from kommuneindikatorer.readers.ledger import digits
from kommuneindikatorer.readers.ledger.rows import Table
from kommuneindikatorer.readers.skjema import headings, lines
from kommuneindikatorer.readers.skjema.columns import Column
from kommuneindikatorer.row_log import RowLog
from kommuneindikatorer.session import compute_json
from support.tables import csv_of, html_of, ods_of, xlsx_of, zip_of

FORM = [
    ["Økonomisk oversikt etter art – drift", "Regnskap 2024"],
    ["Sum driftsinntekter", "29 149 000"],
    ["Sum driftsutgifter", "28 000 000"],
    ["Brutto driftsresultat", "1 149 000"],
    ["Netto driftsresultat", "-713 159"],
]
KINDS = {
    "csv": csv_of(FORM),
    "xls": html_of(FORM),
    "ods": ods_of(FORM),
    "xlsx": xlsx_of(FORM),
    "zip": zip_of({"a.csv": csv_of(FORM)}),
}
UNSURE = {"kommunenummer": "4601", "belopsenhet": "kroner"}


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Return how often a file is opened, recognised and read."""
    counted: Counter[str] = Counter()

    def count(place: Any, name: str) -> None:  # noqa: ANN401 - a module
        whole = getattr(place, name)

        def counting(*given: Any) -> Any:  # noqa: ANN401 - whatever it is called with
            counted[name] += 1
            return whole(*given)

        monkeypatch.setattr(place, name, counting)

    count(reading, "open_source")
    for reader in reading.READERS:
        count(reader, "recognise")
        count(reader, "read")
    return counted


def asked(data: bytes, **chosen: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads(compute_json([("f", data)], chosen))["sporsmal"]


@pytest.mark.parametrize("kind", KINDS)
def test_answers_are_tried_on_what_is_opened_and_recognised_once(
    calls: Counter[str], kind: str
) -> None:
    assert asked(KINDS[kind], kommunenummer="4601") is None
    without = calls.copy()
    calls.clear()
    assert len(asked(KINDS[kind], **UNSURE)["svar"]) == 3
    assert calls["open_source"] == without["open_source"] == 1
    assert calls["recognise"] == without["recognise"]
    # The amounts as they are chosen already are not read anew.
    assert (without["read"], calls["read"]) == (1, 3)


def test_another_sheet_is_tried_without_opening_the_workbook_anew(calls: Counter[str]) -> None:
    tables = b"".join(html_of(FORM, title).replace(b"713", change) for title, change in (
        ("Regnskap 2024", b"713"), ("Regnskap 2024, foreløpig", b"600")
    ))  # fmt: skip
    question = asked(tables, kommunenummer="4601")
    assert question["valg"] == "ark"
    assert len(question["svar"]) == 2
    assert calls["open_source"] == 1


@pytest.mark.parametrize(("most", "tried"), [(5, 1), (10, 2), (4, 0), (1000, 3)])
def test_so_many_answers_are_tried_as_may_be_read_and_the_others_come_after(
    calls: Counter[str], monkeypatch: pytest.MonkeyPatch, most: int, tried: int
) -> None:
    monkeypatch.setattr(compute, "MOST_READ", most)
    found = asked(csv_of(FORM), kommunenummer="4601", belopsenhet="millioner")["svar"]
    assert calls["read"] == 1 + min(tried, 2)  # the third is what was chosen already
    assert [one["holder"] for one in found].count(None) == 3 - tried
    assert [one["verdi"] for one in found if one["holder"]] == (["tusen"] if tried else [])
    assert {one["tall"] for one in found if one["holder"] is None} <= {""}
    holds = [one["holder"] for one in found]
    assert holds == sorted(holds, key=lambda one: {True: 0, None: 1, False: 2}[one])


@pytest.mark.parametrize("row", ["Gate {0};Sted {0}", "Bygg {0};{0}00", "Regnskap {0};x"])
def test_rows_above_a_form_are_looked_at_once_each(
    monkeypatch: pytest.MonkeyPatch, row: str
) -> None:
    looked = Counter[int]()
    whole = headings.is_heading

    def counting(one: Any) -> bool:  # noqa: ANN401 - a row
        looked[one.number] += 1
        return whole(one)

    monkeypatch.setattr(lines, "is_heading", counting)
    text = "".join(f"{row.format(number)}\n" for number in range(300))
    compute_json([("f", text.encode())], {"format": "skjema"})
    assert 0 < max(looked.values()) < 10


def test_many_columns_are_not_each_held_against_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = Counter[str]()
    whole = Column.__eq__

    def counting(one: Column, other: object) -> bool:
        compared["columns"] += 1
        return whole(one, other)

    monkeypatch.setattr(Column, "__eq__", counting)
    steps = []
    for many in (100, 200):
        compared.clear()
        heads = ";".join(f"Regnskap 2{number:04}" for number in range(many))
        rows = "".join(f"{line};{'1;' * many}\n" for line, *_ in FORM[1:])
        compute_json([("f", f";{heads}\n{rows}".encode())], {"format": "skjema"})
        steps.append(compared["columns"])
    assert steps[1] <= 2.2 * steps[0] + 10


def test_ever_more_accounts_are_not_all_tried_in_every_way(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = Counter[str]()
    whole = digits.weight

    def counting(*given: Any, **more: Any) -> int:  # noqa: ANN401 - as it is called
        tried["weight"] += 1
        return whole(*given, **more)

    monkeypatch.setattr(digits, "weight", counting)
    steps = []
    for many in (4_000, 8_000):
        tried.clear()
        rows = "".join(f"{1000 + number};{100 + number % 300};{number}\n" for number in range(many))
        compute_json([("f", f"Konto;Funksjon;Beløp\n{rows}".encode())], {})
        steps.append(tried["weight"])
    assert 0 < steps[1] <= 1.1 * steps[0] < 20_000


def test_rows_of_a_ledger_are_summed_once_whatever_its_accounts_are_taken_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    summed = Counter[str]()
    whole = Table.read

    def counting(*given: Any) -> None:  # noqa: ANN401 - as it is called
        summed["files"] += 1
        whole(*given)

    monkeypatch.setattr(Table, "read", counting)
    data = "Konto;Beløp 2024\n" + "".join(f"1{art}0;{art}\n" for art in range(100, 900, 9))
    answers = asked(data.encode())["svar"]
    assert [one["holder"] is not None for one in answers] == [True, True]
    assert summed["files"] == 1


def test_answers_are_tried_on_the_last_of_many_units(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = Counter[str]()
    whole = derivation.derive

    def counting(*given: Any) -> Any:  # noqa: ANN401 - as it is called
        measured["units"] += 1
        return whole(*given)

    monkeypatch.setattr(unit, "derive", counting)
    steps = []
    for many in (1_000, 2_000):
        measured.clear()
        rows = "".join(f"2023;{1000 + number};1;2;3\n" for number in range(many))
        head = "aar;kommunenummer;folkemengde;brutto_driftsinntekter;netto_driftsresultat\n"
        found = asked(f"{head}{rows}".encode())["svar"]
        assert "netto driftsresultat i 2023" not in json.dumps(found)  # none is possible
        assert any(one["holder"] is False for one in found)
        steps.append(measured["units"])
    assert steps[1] - steps[0] == 1_000


@pytest.mark.parametrize("way", [csv_of, html_of, ods_of, xlsx_of])
def test_no_reader_sees_more_of_a_cell_than_a_line_of_a_form_may_have(way: Any) -> None:  # noqa: ANN401
    for size in (2_000, 4_000, 8_000, 16_000):
        long = ["x" + " *" * size + "y", "1" + ". " * size + "1"]
        data = way([FORM[0], long, *FORM[1:]])
        (document,) = open_source(Source("f", data), Options(), Problems())
        for rows in (document.head_rows, document.rows(RowLog("f", Problems()))):
            cells = [cell for row in rows for cell in row.cells]
            assert max(map(len, cells)) == MAX_CELL
            cut = [cell for cell in cells if len(cell) == MAX_CELL]
            assert [isinstance(read_number(cell), Unreadable) for cell in cut] == [True, True]
