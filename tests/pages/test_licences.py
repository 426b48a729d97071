"""One licence for the note and one for the statistics, said alike wherever they are said."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from sitegen.facts.fact import facts_of
from sitegen.facts.licences import LICENCES, NOTE, STATISTICS
from sitegen.facts.provenance import dated
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


@pytest.fixture(scope="module")
def package() -> dict[str, object]:
    note = real().undrawn().note
    units = {f"data/kommuner/{name}": data for name, data in read_unit_files(ROOT).items()}
    told = Published(sources=source_files(ROOT), units=units)
    return json.loads(data_files(note, facts_of(note), raw(), told)["datapackage.json"])


@pytest.fixture(scope="module")
def edition() -> Edition:
    found = real().edition()
    files = data_files(found.note, found.facts, raw())
    offered = described(files, found.facts, read_unit_files(ROOT))
    history = History(versions=(first_version(found.note.about.date),))
    return replace(found, files=offered, sources=source_files(ROOT), history=history)


@pytest.fixture(scope="module")
def pages(edition: Edition) -> Mapping[str, str]:
    return rendered(edition)


def test_every_place_says_both_licences_in_the_same_words(
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
    rows = dict(re.findall(r'<th scope="row">([^<]+)</th>\s*<td class="ord">([^<]+)</td>', text))
    assert {file.name for file in edition.files} <= rows.keys()
    assert rows["tabell-3.csv"].startswith("Det tekniske beregningsutvalg")
    assert rows["kommuner_2020_2025.csv"] == "Statistisk sentralbyrå"
    assert rows["figur-4.csv"] == "Statistisk sentralbyrå"
    assert rows["figur-1.csv"] == "ikke oppgitt"


def test_the_package_gives_each_file_its_own_licence_and_the_units_their_own_date(
    package: dict[str, object],
) -> None:
    resources = {one["path"]: one for one in package["resources"]}  # type: ignore[attr-defined]
    units = resources["kommuner/kommuner_2020_2025.csv"]
    assert units["licenses"][0]["path"] == STATISTICS.address
    assert units["version"] == "2026-09-19"
    assert "ikke direkte fra Statistisk sentralbyrå" in json.dumps(
        units["provenance"], ensure_ascii=False
    )
    types = {field["name"]: field["type"] for field in units["schema"]["fields"]}
    assert types["kommunenummer"] == "string"
    assert resources["tabell-3.csv"]["licenses"][0]["path"] == NOTE.address
    assert "version" not in resources["tabell-3.csv"]


def test_what_a_reader_of_the_project_finds_agrees() -> None:
    licence = (ROOT / "DATA-LICENSE.md").read_text(encoding="utf-8")
    assert "åndsverkloven § 14" in licence
    assert STATISTICS.address in licence
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f'version: "{dated(source_files(ROOT))}"' in citation
    about = real().undrawn().note.about
    assert f"title: {about.title}" in citation
    assert f"name: {about.publisher} ({about.abbreviation})" in citation
    assert f"date-released: {about.date}" in citation
