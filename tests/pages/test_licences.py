"""Licences for the note, the statistics and the site's own work, said alike everywhere."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from sitegen.facts.fact import facts_of
from sitegen.facts.licences import LICENCES, NOTE, SITE, STATISTICS
from sitegen.formats.datapackage import Published
from sitegen.formats.files import data_files, described
from sitegen.note.versions import first_version
from sitegen.pages.dcat import dcat_text
from sitegen.pages.edition import Edition, History
from sitegen.pages.feed import feed_text, llms_text
from sitegen.pages.registry import configuration, rendered
from sitegen.publish.unit_data import read_unit_files, source_files
from support.editions import real
from support.notes import ROOT, raw

MUNICIPALITIES, COUNTIES = read_unit_files(ROOT)
COMPUTED = MUNICIPALITIES.replace("kommuner", "indikatorer")
CLAIMS = {"paastander.csv": b"id\n", "paastander.json": b"{}"}


@pytest.fixture(scope="module")
def package() -> dict[str, object]:
    note = real().undrawn().note
    units = {f"data/kommuner/{name}": data for name, data in read_unit_files(ROOT).items()}
    units[f"data/indikatorer/{COMPUTED}"] = b"aar,nummer,navn,indikator,verdi,enhet,belop\n"
    told = Published(sources=source_files(ROOT), units=units, version="2025-03-07")
    files = data_files(note, facts_of(note), raw(), told, CLAIMS)
    return json.loads(files["datapackage.json"])


@pytest.fixture(scope="module")
def edition() -> Edition:
    found = real().edition()
    files = data_files(found.note, found.facts, raw())
    offered = described([*files, *CLAIMS], found.facts, [*read_unit_files(ROOT), COMPUTED])
    history = History(versions=(first_version(found.note.about.date),))
    return replace(found, files=offered, sources=source_files(ROOT), history=history)


@pytest.fixture(scope="module")
def pages(edition: Edition) -> Mapping[str, str]:
    return rendered(edition)


def test_every_place_says_all_licences_in_the_same_words(
    edition: Edition, pages: Mapping[str, str]
) -> None:
    texts = {
        "configuration": configuration(edition),
        "catalogue": dcat_text(edition),
        "feed": feed_text(edition),
        "programs": llms_text(edition),
        "data": pages["data/index.md"],
        "use": pages["data/bruk.md"],
    }
    for name, text in texts.items():
        for one in LICENCES:
            assert one.words in text, (name, one.id)


def test_the_use_page_says_whom_to_credit_for_every_file(
    edition: Edition, pages: Mapping[str, str]
) -> None:
    text = pages["data/bruk.md"]
    row = r'<th scope="row"><a [^>]+>([^<]+)</a></th>\s*<td class="ord">([^<]+)</td>\s*<td [^>]+>([^<]+)<'
    rows = {file: (whom, terms) for file, whom, terms in re.findall(row, text)}
    assert {file.address for file in edition.files} <= rows.keys()
    assert {f"data/diagram/{name}.csv" for name in edition.charts} <= rows.keys()
    site = "Nettstedet TBU-notatet (utgiver ikke oppgitt)"
    committee = edition.note.about.publisher
    printed, free = (committee, NOTE.name), SITE.name
    assert rows["data/tabell-3.csv"] == rows["data/diagram/tabell-3.csv"] == printed
    assert rows[f"data/kommuner/{MUNICIPALITIES}"] == ("Statistisk sentralbyrå", free)
    from_accounts = (f"{site}. Kilde: Statistisk sentralbyrå", free)
    assert rows[f"data/indikatorer/{COMPUTED}"] == rows["data/diagram/figur-4.csv"] == from_accounts
    from_note = (f"{site}. Kilde: {committee}", free)
    assert rows["data/diagram/figur-1.csv"] == rows["data/paastander.csv"] == from_note
    assert rows["data/datapackage.json"] == rows["beregning/mal.csv"] == (site, free)


def test_the_package_gives_each_file_its_own_licence_and_the_units_their_own_date(
    package: dict[str, object],
) -> None:
    resources = {one["path"]: one for one in package["resources"]}  # type: ignore[attr-defined]
    units = resources[f"kommuner/{MUNICIPALITIES}"]
    assert units["licenses"][0]["path"] == STATISTICS.address
    assert units["version"] == "1"
    assert "ikke direkte fra Statistisk sentralbyrå" in json.dumps(
        units["provenance"], ensure_ascii=False
    )
    types = {field["name"]: field["type"] for field in units["schema"]["fields"]}
    assert types["kommunenummer"] == "string"
    assert resources["tabell-3.csv"]["licenses"][0]["path"] == NOTE.address
    assert resources["tabell-3.csv"]["version"] == "2025-03-07"
    assert {"version", "created"}.isdisjoint(package)
    for own in (*CLAIMS, f"indikatorer/{COMPUTED}"):
        assert resources[own]["licenses"][0]["title"] == f"{SITE.words} {SITE.credit}"
    assert resources[f"indikatorer/{COMPUTED}"]["version"] == "1"
    assert len({one["title"] for path, one in resources.items() if "/" in path}) == 3


def test_the_package_says_of_a_unit_file_only_where_that_file_is_from(
    package: dict[str, object],
) -> None:
    resources = {one["path"]: one for one in package["resources"]}  # type: ignore[attr-defined]
    counties = resources[f"kommuner/{COUNTIES}"]
    held = {path.name for path in (ROOT / "data/kommuner").glob("fylkeskommuner_*.csv")}
    assert counties["provenance"].keys() == held
    assert "Folkemengde" not in json.dumps(counties["provenance"])
    assert len(counties["sources"]) == 1
    assert len(resources[f"kommuner/{MUNICIPALITIES}"]["sources"]) == 2
    accounts = {path.name for path in (ROOT / "data/kommuner").glob("*kommuner_*.csv")}
    assert resources[f"indikatorer/{COMPUTED}"]["provenance"].keys() == accounts


def test_every_code_of_the_population_s_column_is_explained(package: dict[str, object]) -> None:
    resources = {one["path"]: one for one in package["resources"]}  # type: ignore[attr-defined]
    fields = resources[f"kommuner/{MUNICIPALITIES}"]["schema"]["fields"]
    words = next(one["description"] for one in fields if one["name"] == "folkemengde_kilde")
    text = read_unit_files(ROOT)[MUNICIPALITIES].decode()
    codes = (
        "avledet",
        "07459 likt",
        "grensejustering",
        "ikke entydig",
        "prosjektets fil",
        "gjeld per innbygger likt",
    )
    assert all(code in text and code in words for code in codes)


def test_what_a_reader_of_the_project_finds_agrees() -> None:
    licence = (ROOT / "DATA-LICENSE.md").read_text(encoding="utf-8")
    words = " ".join(licence.split())
    assert all(f"{one.words} {one.credit}" in words for one in LICENCES)
    assert STATISTICS.address in licence
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert "2026-09-19" not in citation
    version, day = re.findall(r"^## (\S+) – (\S+)$", changelog, re.MULTILINE)[0]
    assert f'version: "{version}"\ndate-released: {day}\n' in citation
    about = real().undrawn().note.about
    assert f"title: {about.title}" in citation
    assert f"name: {about.publisher} ({about.abbreviation})" in citation
    assert f"date-released: {about.date}" in citation
