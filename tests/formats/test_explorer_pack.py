"""The explorer's pack: every fact and every unit can be had back exactly, and it is small."""

import csv
import gzip
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from kommuneindikatorer.numbers import round_half_up
from kommuneindikatorer.register import as_it_was
from kommuneindikatorer.result import Gruppe
from sitegen.charts.draw import forms_file
from sitegen.facts.fact import COLUMNS, canonical_csv
from sitegen.formats.explorer.accounts import RESULT, group_values
from sitegen.formats.explorer.pack import explorer_files
from sitegen.publish.edition_folder import ReadEdition, read_edition
from support.notes import FOLDER, ROOT, accounts
from support.units import all_profiles

BUDGET = 60_000
"""Bytes, gzip, of all that the explorer fetches to know every number."""


@pytest.fixture(scope="module")
def edition() -> ReadEdition:
    return read_edition(FOLDER)


@pytest.fixture(scope="module")
def groups() -> tuple[Gruppe, ...]:
    return accounts()


@pytest.fixture(scope="module")
def files(edition: ReadEdition, groups: tuple[Gruppe, ...]) -> dict[str, bytes]:
    glossary = (ROOT / "docs/ordliste.md").read_text(encoding="utf-8")
    return explorer_files(edition.note, edition.facts, groups, glossary)


def words(column: dict[str, Any]) -> list[str]:
    return [column["ord"][number] for number in column["nr"]]


def unpacked(rows: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    columns = [
        words(rows[name]) if isinstance(rows[name], dict) else [str(one) for one in rows[name]]
        for name in COLUMNS
    ]
    yield from zip(*columns, strict=True)


def test_the_sector_s_level_is_approximate_as_the_committee_has_it(files: dict[str, bytes]) -> None:
    packs = [json.loads(content) for name, content in files.items() if name.endswith(".json")]
    (levels,) = [one["nivaa"] for one in packs if "nivaa" in one]
    shown = {name: one["vist"] for name, one in levels.items() if name not in {"fra", "ord"}}
    assert shown == {"kommunesektoren": "om lag 2", "kommune": "1¾", "fylkeskommune": "4"}
    assert levels["fra"] == 2014


def test_every_observation_comes_back_exactly(
    edition: ReadEdition, files: dict[str, bytes]
) -> None:
    published = canonical_csv(o for rows in edition.facts.values() for o in rows)
    expected = [tuple(row) for row in csv.reader(published.decode().splitlines())][1:]
    assert list(unpacked(json.loads(files["notat.json"])["rader"])) == expected
    assert len(expected) == 346  # 340 printed values and 6 that are missing


def test_every_unit_comes_back_exactly(files: dict[str, bytes]) -> None:
    units = json.loads(files["enheter.json"])["enheter"]
    found = [
        (year, units["brutto_driftsinntekter"][at][row], units[RESULT][at][row])
        for at, year in enumerate(units["aar"])
        for row in range(len(units["nummer"]))
        if units["brutto_driftsinntekter"][at][row] is not None
    ]
    read = [row for name in ("kommuner", "fylkeskommuner") for row in source(name)]
    amounts = {
        (int(row["aar"]), int(row["brutto_driftsinntekter"]), int(row[RESULT])) for row in read
    }
    assert set(found) == amounts
    assert len(amounts) == len(read) >= 2138 + 68
    # Each unit has every year: its own, or that of the unit it was a part of.
    assert len(found) == len(units["nummer"]) * len(units["aar"])


def test_a_part_has_the_figures_of_the_whole_marked_as_on_its_page(
    files: dict[str, bytes],
) -> None:
    units = json.loads(files["enheter.json"])["enheter"]
    marked = {
        (part, year): one["nummer"]
        for one in units["delt"]
        for part in one["deler"]
        for year in one["aar"]
    }
    given = {(row_number(row), int(row["aar"])): row for row in source("kommuner")} | {
        (row_number(row), int(row["aar"])): row for row in source("fylkeskommuner")
    }
    for profile in all_profiles():
        row = units["nummer"].index(profile.nummer)
        for at, year in enumerate(profile.aar):
            assert units["aar"][at] == year.aar
            assert units[RESULT][at][row] == int(year.netto.belop)
            whole = marked.get((profile.nummer, year.aar))
            assert bool(whole) == bool(year.med)
            then = as_it_was(profile.nummer, year.aar)
            assert then
            assert int(given[then.number, year.aar][RESULT]) == int(year.netto.belop)
            assert whole in {None, then.number}
    assert not {one["nummer"] for one in units["delt"]} & set(units["nummer"])
    assert {one["nummer"]: one["deler"] for one in units["delt"]} == {
        "1507": ["1508", "1580"],
        "30": ["31", "32", "33"],
        "38": ["39", "40"],
        "54": ["55", "56"],
    }


def row_number(row: dict[str, str]) -> str:
    return row.get("kommunenummer") or row["fylkesnummer"]


def source(name: str) -> list[dict[str, str]]:
    paths = (ROOT / "data/kommuner").glob(f"{name}_*.csv")
    texts = (path.read_text(encoding="utf-8") for path in paths)
    return [row for text in texts for row in csv.DictReader(text.splitlines())]


def test_a_unit_has_the_number_it_has_today_and_its_county(files: dict[str, bytes]) -> None:
    units = json.loads(files["enheter.json"])["enheter"]
    counties = dict(zip(units["nummer"], words(units["fylke"]), strict=True))
    assert counties["3101"] == "Østfold"
    assert "3001" not in counties
    assert counties["46"] == ""  # a county municipality


def test_groups_are_rounded_once_and_keep_their_sign(
    groups: tuple[Gruppe, ...], files: dict[str, bytes]
) -> None:
    rows = json.loads(files["enheter.json"])["grupper"]
    names = ("gruppe", "indikator", "beregning", "verdi")
    found = {
        (group, measure, mean, year): value
        for (group, measure, mean, value), year in zip(
            zip(*(words(rows[name]) for name in names), strict=True), rows["aar"], strict=True
        )
    }
    whole = next(g for g in groups if g.inndeling == "alle" and g.aar == 2024)
    weighted = whole.statistikk[RESULT].vektet
    assert weighted is not None
    assert Decimal(found["kommunene", RESULT, "vektet", 2024]) == round_half_up(weighted, 1)
    assert found["kommunene", RESULT, "vektet", 2024].startswith("-") == (weighted < 0)
    assert ("folkemengde-0-3000", RESULT, "median", 2023) in found
    assert ("nord-norge", RESULT, "uvektet", 2024) in found


def test_every_measure_of_the_note_has_a_name_and_a_unit(
    edition: ReadEdition, files: dict[str, bytes]
) -> None:
    measures = {one["id"]: one for one in json.loads(files["notat.json"])["maal"]}
    used = {o.indikator for rows in edition.facts.values() for o in rows}
    assert used <= set(measures)
    assert all(one["etikett"] != one["id"] and one["enhet"] for one in measures.values())
    accounts = json.loads(files["enheter.json"])
    assert set(accounts["grupper"]["indikator"]["ord"]) <= set(measures)
    assert {"netto_driftsresultat_belop", "brutto_driftsinntekter", "folkemengde"} <= set(measures)


def test_the_explorer_starts_from_numbers_that_the_note_has(
    edition: ReadEdition, groups: tuple[Gruppe, ...], files: dict[str, bytes]
) -> None:
    sectors = ["kommunesektoren", "kommunene", "fylkeskommunene"]
    assert json.loads(files["notat.json"])["start"] == {"m": [RESULT], "g": sectors}
    kept = {
        name: [o for o in rows if (o.indikator, o.gruppe) != (RESULT, "kommunesektoren")]
        for name, rows in edition.facts.items()
    }
    fewer = explorer_files(edition.note, kept, groups, "")
    assert json.loads(fewer["notat.json"])["start"] == {"m": [RESULT], "g": sectors[1:]}
    without = {name: [o for o in rows if o.indikator != RESULT] for name, rows in kept.items()}
    start = json.loads(explorer_files(edition.note, without, groups, "")["notat.json"])["start"]
    found = {(o.indikator, o.gruppe) for rows in without.values() for o in rows}
    assert (start["m"][0], start["g"][0]) in found


def test_the_pack_is_within_its_budget(files: dict[str, bytes]) -> None:
    everything = [*files.values(), forms_file().encode()]
    assert sum(len(gzip.compress(data, 9)) for data in everything) <= BUDGET


def test_what_only_municipalities_have_a_figure_of_is_no_figure_of_the_sector() -> None:
    found = list(group_values(accounts(), {}))
    debt = {one.gruppe for one in found if one.indikator == "netto_lanegjeld"}
    assert "kommunene" in debt
    assert "kommunesektoren" not in debt
    assert "kommunesektoren" in {one.gruppe for one in found if one.indikator == RESULT}
