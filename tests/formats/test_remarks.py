"""A remark on a fact is in every file, whatever rule left it: no code here knows one."""

import csv
import io
import json

import pytest

from sitegen.charts.files import points_csv
from sitegen.charts.fill import parts
from sitegen.charts.part import Subject
from sitegen.facts.cells import Place
from sitegen.facts.changes.snapshot import read_snapshot
from sitegen.facts.fact import Fact, facts_of
from sitegen.facts.reference import reference
from sitegen.facts.rules.finding import Finding, with_remarks
from sitegen.formats.explorer.pack import note_rows
from sitegen.formats.files import data_files
from sitegen.note.model import Note
from support.notes import raw, read
from support.opened import sheet_text

WORDS = "Dette tallet er merket av en regel som ingen kjenner."
CELL = "tabell-3-r4-k9"
SENTENCE = "s3-a5-p1"


@pytest.fixture(scope="module")
def note() -> Note:
    places = (Place((446, 446), "0,8", "", CELL, "tabell-3"), Place((371, 372), "x", SENTENCE))
    found = Finding("ukjent-regel", "En melding.", places, (CELL,), WORDS, 50, print_error=False)
    return with_remarks(read(), [found])


def test_it_is_part_of_the_fact_and_of_no_other(note: Note) -> None:
    found = [o for rows in facts_of(note).values() for o in rows if o.merknader]
    assert [(o.tabell, o.gruppe, o.aar, o.merknad) for o in found] == [
        ("tabell-3", "kommunene", 2023, WORDS)
    ]
    assert [(one.sentence, one.place, one.text) for one in note.remarks] == [
        (SENTENCE, "s3-a5", "Se linje 446: En melding.")
    ]


def test_every_file_of_the_table_has_it(note: Note) -> None:
    files = data_files(note, facts_of(note), raw())
    having = [name for name, data in files.items() if WORDS in data.decode("utf-8-sig")]
    assert sorted(having) == [
        *("alle-tall.csv", "notat.json", "tabell-3-excel.csv", "tabell-3.csv", "tabell-3.json")
    ]
    cube = json.loads(files["tabell-3.json"])
    (index, words), *others = cube["extension"]["merknader"].items()
    assert (cube["value"][int(index)], words, others) == (0.8, WORDS, [])
    assert cube["note"][-1] == f"Netto driftsresultat, 2023: {WORDS}"


def test_the_printed_layout_has_a_last_column_only_where_it_is_needed(note: Note) -> None:
    files = data_files(note, facts_of(note), raw())
    table = sheet_text(files["tabell-3-excel.csv"])
    assert {len(row) for row in table} == {12}
    assert [row[-1] for row in table if row[-1]] == ["Merknad", f"2023: {WORDS}"]
    assert {len(row) for row in sheet_text(files["tabell-2-excel.csv"])} == {3}


def test_two_builds_are_compared_with_it_and_with_files_from_before_it(note: Note) -> None:
    files = data_files(note, facts_of(note), raw())
    data = {name: files[name] for name in files if name in {"notat.json", "alle-tall.csv"}}
    assert any(o.merknader for o in read_snapshot(data, "ny").facts)
    older = io.StringIO(newline="")
    rows = [row[:-1] for row in csv.reader(io.StringIO(data["alle-tall.csv"].decode()))]
    csv.writer(older, lineterminator="\n").writerows(rows)
    assert read_snapshot(data | {"alle-tall.csv": older.getvalue().encode()}, "gammel")


def test_the_chart_the_explorer_and_the_calculator_get_it(note: Note) -> None:
    values: dict[str, tuple[Fact, ...]] = facts_of(note)
    drawn = [one for part in parts(Subject(note, values), "tabell-3") for one in part.points]
    assert [one.tall for one in drawn if one.merknad] == ["0,8"]
    assert WORDS in points_csv(drawn)
    rows = note_rows([(o, "tabell-3-r1-k1") for o in values["tabell-3"]])
    assert WORDS in json.dumps(rows, ensure_ascii=False)
    cells = {"tabell-3": [("x#y", o) for o in values["tabell-3"]]}
    printed = json.loads(reference(note, cells, ()))["trykt"]
    assert [one["verdi"] for one in printed if one["merknad"]] == ["0.8"]
