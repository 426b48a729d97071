"""JSON-stat: no cell that the table does not have, names of the groups' own, read by two readers."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import prod
from typing import Any

import pytest
from pyjstat import pyjstat

from sitegen.facts.fact import Fact, facts_of
from sitegen.formats.jsonstat import jsonstat
from sitegen.note.model import plain
from support.charts import settled_note
from support.node import node
from support.notes import ROOT

type Cubes = Mapping[str, list[dict[str, Any]]]
NAMES = ("gruppe", "indikator", "aar", "utvalg")


@pytest.fixture(scope="module")
def facts() -> Mapping[str, Sequence[Fact]]:
    return facts_of(settled_note())


@pytest.fixture(scope="module")
def files(facts: Mapping[str, Sequence[Fact]]) -> Mapping[str, bytes]:
    note = settled_note()
    return {name: jsonstat(note, note.exhibit(name), rows) for name, rows in facts.items()}


@pytest.fixture(scope="module")
def cubes(files: Mapping[str, bytes]) -> Cubes:
    read = {name: json.loads(data) for name, data in files.items()}
    return {
        name: one["link"]["item"] if one["class"] == "collection" else [one]
        for name, one in read.items()
    }


def test_every_cell_is_one_that_the_table_prints(
    cubes: Cubes, facts: Mapping[str, Sequence[Fact]]
) -> None:
    for name, found in cubes.items():
        cells = {}
        for cube in found:
            assert prod(cube["size"]) == len(cube["value"]) == len(cube["status"])
            axes = [cube["dimension"][one]["category"]["index"] for one in cube["id"]]
            for at, value in enumerate(cube["value"]):
                key = _key(cube, axes, at)
                assert key not in cells
                cells[key] = (value, cube["status"][str(at)])
        assert cells == {
            (o.gruppe, o.indikator, str(o.aar), o.utvalg): (
                None if o.verdi is None else float(o.verdi),
                "mangler" if o.verdi is None else o.status,
            )
            for o in facts[name]
        }


def _key(cube: Mapping[str, Any], axes: Sequence[Sequence[str]], at: int) -> tuple[str, ...]:
    found = {}
    for name, axis in reversed(list(zip(cube["id"], axes, strict=True))):
        at, place = divmod(at, len(axis))
        found[name] = axis[place]
    chosen = cube["extension"].get("utvalg", {})
    return tuple(found.get(name) or chosen[found["indikator"]] for name in NAMES)


def test_parts_that_are_unlike_are_cubes_of_their_own(cubes: Cubes) -> None:
    assert {name: len(found) for name, found in cubes.items()} == {
        "tabell-1": 2,
        "tabell-2": 1,
        "tabell-3": 1,
        "figur-3": 1,
        "tabell-5": 2,
        "tabell-6": 2,
    }
    assert [one["label"].rpartition(". ")[2] for one in cubes["tabell-1"]] == [
        *("Kommunesektoren", "Fastlands-Norge")
    ]
    assert [one["label"].rpartition(". ")[2] for one in cubes["tabell-6"]] == [
        *("Alle utenom Oslo", "Utvalget")
    ]


def test_a_group_is_called_by_its_own_name(cubes: Cubes) -> None:
    labels = {
        ident: label
        for found in cubes.values()
        for cube in found
        for ident, label in cube["dimension"]["gruppe"]["category"]["label"].items()
    }
    assert labels["kommunesektoren"] == "Kommunesektoren"
    assert labels["fastlands-norge"] == "Fastlands-Norge"
    assert labels["folkemengde-over-50000"] == "Over 50 000 innbyggere"
    assert len(set(labels.values())) == len(labels)


def test_notes_stand_at_what_they_are_about(cubes: Cubes) -> None:
    note = settled_note()
    (cube,) = cubes["tabell-3"]
    words = [f"{one.sign} {plain(one.content)}" for one in note.exhibit("tabell-3").footnotes]
    assert cube["note"][: len(words)] == words
    assert cube["dimension"]["aar"]["category"]["note"] == {"2024": words}
    (figure,) = cubes["figur-3"]
    assert note.exhibit("figur-3").basis_note in figure["note"]


def test_each_value_s_basis_can_be_found(cubes: Cubes, facts: Mapping[str, Sequence[Fact]]) -> None:
    for name, found in cubes.items():
        for cube in found:
            bases = cube["extension"]["grunnlag"]
            groups = cube["dimension"]["gruppe"]["category"]["index"]
            for o in (one for one in facts[name] if one.gruppe in groups):
                own = [bases[key] for key in (str(o.aar), o.indikator) if key in bases]
                assert [o.grunnlag] in own or not own


def test_the_author_s_own_toolkit_reads_every_cell(
    files: Mapping[str, bytes], facts: Mapping[str, Sequence[Fact]]
) -> None:
    for name, data in files.items():
        run = subprocess.run(
            [node(), ROOT / "tests/scripts/jsonstat.mjs"],
            input=data,
            check=True,
            capture_output=True,
        )
        read = json.loads(run.stdout)
        cells = [cell for one in read for cell in one["cells"]]
        printed = {(o.gruppe, o.indikator, str(o.aar)): [] for o in facts[name]}  # type: dict[tuple[str, str, str], list[Decimal | None]]
        for o in facts[name]:
            printed[o.gruppe, o.indikator, str(o.aar)].append(o.verdi)
        for cell in cells:
            value = None if cell["value"] is None else Decimal(str(cell["value"]))
            printed[cell["gruppe"], cell["indikator"], cell["aar"]].remove(value)
        assert not any(printed.values())
        assert all(one["decimals"] == 1 for part in read for one in part["units"])


@pytest.mark.filterwarnings("ignore:Shouldn't use this:DeprecationWarning")  # its own, of itself
def test_pyjstat_reads_every_cell(
    files: Mapping[str, bytes], facts: Mapping[str, Sequence[Fact]]
) -> None:
    for name, data in files.items():
        content = json.loads(data)
        cubes = content["link"]["item"] if content["class"] == "collection" else [content]
        frames = [pyjstat.Dataset.read(json.dumps(one)).write("dataframe") for one in cubes]
        values = [value for frame in frames for value in frame["value"].dropna()]
        printed = [o.verdi for o in facts[name] if o.verdi is not None]
        assert sorted(Decimal(str(value)) for value in values) == sorted(printed)
        assert all("Gruppe" in frame.columns for frame in frames)
