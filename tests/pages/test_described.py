"""What machines are told: the mandatory properties are there, and every address has a file."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pyshacl
import pytest
import yaml
from rdflib import Graph
from rdflib.namespace import SH

from sitegen.facts.fact import facts_of
from sitegen.facts.licences import NOTE, SITE
from sitegen.facts.publisher import Publisher
from sitegen.formats.files import DataFile, data_files
from sitegen.note.versions import Version
from sitegen.pages.data import datasets, drawn_files
from sitegen.pages.dcat import dcat_text
from sitegen.pages.edition import Edition, History, Named
from sitegen.pages.feed import llms_text
from sitegen.pages.places import exhibit_page
from sitegen.pages.registry import rendered
from sitegen.publish.unit_data import source_files
from support.charts import charts
from support.notes import ROOT, raw, read

DRAWN = {"figur-1", "figur-2", "figur-4"}
HOME = "https://tbu.example.org/2025-03-07/"
# DCAT-AP-NO 2.2: what must be there, by class.
MANDATORY = {
    "dcat:Catalog": {
        "dct:title",
        "dct:description",
        "dct:publisher",
        "dct:identifier",
        "dcat:contactPoint",
    },
    "dcat:Dataset": {
        "dct:title",
        "dct:description",
        "dct:publisher",
        "dct:identifier",
        "dcat:contactPoint",
        "dcat:theme",
        "dct:accessRights",
        "dcat:distribution",
    },
    "dcat:Distribution": {"dcat:accessURL", "dct:format", "dcat:mediaType", "dct:license"},
    "foaf:Agent": {"foaf:name"},
    "dct:RightsStatement": {"rdfs:label"},
    "dct:ProvenanceStatement": {"rdfs:label"},
    "vcard:Organization": {"vcard:fn", "vcard:hasURL"},
    "dct:PeriodOfTime": {"dcat:startDate", "dcat:endDate"},
    "skos:Concept": {"skos:inScheme", "skos:prefLabel"},
}
# What version 3 asks for besides. Source: the Digitalisation Agency's draft shapes of 30 January 2025.
AT_MOST_ONE = {
    "dct:publisher",
    "dct:accessRights",
    "dct:accrualPeriodicity",
    "dct:issued",
    "dct:modified",
    "dct:format",
    "dct:license",
    "dct:rights",
    "dct:type",
    "dct:identifier",
    "dcat:version",
    "dcat:mediaType",
    "dcat:temporalResolution",
    "dcatap:availability",
    "foaf:homepage",
}
ADDRESSES = {
    "dct:publisher",
    "dct:creator",
    "dct:source",
    "dct:spatial",
    "dct:type",
    "dcat:dataset",
    "dcat:landingPage",
    "dcat:accessURL",
    "dcat:downloadURL",
    "dcat:mediaType",
    "dcat:themeTaxonomy",
    "foaf:homepage",
}
EU = "http://publications.europa.eu/resource/authority/"
LISTS = {
    "dcat:theme": f"{EU}data-theme",
    "dct:accessRights": f"{EU}access-right",
    "dct:accrualPeriodicity": f"{EU}frequency",
    "dct:format": f"{EU}file-type",
    "dct:language": f"{EU}language",
    "dct:license": f"{EU}licence",
    "dct:spatial": f"{EU}country",
    "dct:type": "http://purl.org/adms/publishertype/1.0",
    "dcatap:availability": f"{EU}planned-availability",
}
# Google, «Dataset structured data»: what is required, and what is recommended of what we know.
SEARCHED = {
    "name",
    "description",
    "creator",
    "publisher",
    "license",
    "identifier",
    "isAccessibleForFree",
    "keywords",
    "spatialCoverage",
    "version",
    "url",
    "distribution",
    "includedInDataCatalog",
    "dateModified",
    "sameAs",
}
BY_YEARS = {"temporalCoverage", "variableMeasured"}
DATATYPES = {
    "dct:issued": "xsd:date",
    "dct:modified": "xsd:date",
    "dcat:startDate": "xsd:date",
    "dcat:endDate": "xsd:date",
    "dcat:temporalResolution": "xsd:duration",
}
IN_WORDS = {
    "skos:prefLabel",
    "dct:title",
    "dct:description",
    "dcat:keyword",
    "foaf:name",
    "vcard:fn",
    "rdfs:label",
}


SHAPES = {2: "shapes.ttl", 3: "shapes_3.ttl"}
# Version 2 says «bør» of EuroVoc, which version 3 no longer does. The themes are of the EU's list of data themes,
# which both demand, and the catalogue says so. The draft of version 3 asks for media types of IANA, by a pattern
# that only `https://www.w3.org/ns/iana/media-types/application/…` fits, and no CSV; IANA's own addresses stay.
KNOWN = {
    2: {("themeTaxonomy", "OrConstraintComponent")},
    3: {("mediaType", "PatternConstraintComponent")},
}
NEEDED = {
    2: ("dct:publisher", "skos:inScheme"),
    3: ("dct:publisher", "skos:inScheme", "vcard:fn", "dct:PeriodOfTime", "prov:Activity"),
}
"""Words without which the shapes find more."""


@pytest.fixture(scope="module")
def edition() -> Edition:
    note = read()
    facts = facts_of(note)
    named = {name: name.rsplit(".", 1)[0] for name in data_files(note, facts, raw())}
    files = [
        DataFile(f"data/{name}", stem.removesuffix("-excel"), name)
        if stem.removesuffix("-excel") in facts
        else DataFile(f"data/{name}", "", name)
        for name, stem in named.items()
    ]
    files += drawn_files(charts().values(), note)
    files.append(DataFile("data/kommuner/kommuner_2023_2024.csv", "", "hver kommune"))
    files.append(DataFile("data/indikatorer/indikatorer_2023_2024.csv", "", "regnet ut"))
    return Edition(
        note=note,
        facts=facts,
        files=files,
        charts=charts(),
        sources=source_files(ROOT),
        address=HOME,
    )


@pytest.fixture(scope="module")
def pages(edition: Edition) -> Mapping[str, str]:
    return rendered(edition)


@pytest.fixture(scope="module")
def catalogue(edition: Edition) -> dict[str, Any]:
    return json.loads(dcat_text(edition))


def nodes(part: object) -> Iterator[dict[str, Any]]:
    if isinstance(part, Mapping):
        if "@type" in part and "@value" not in part:
            yield dict(part)
        for value in part.values():
            yield from nodes(value)
    elif isinstance(part, list):
        for value in part:
            yield from nodes(value)


def kind(node: Mapping[str, Any]) -> str:
    """Return a node's class, by the name version 2 has for it."""
    return str(many(node["@type"])[0])


def many(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def front_matter(text: str) -> dict[str, Any]:
    return yaml.safe_load(text.split("---\n")[1])


def described(page: str) -> list[dict[str, Any]]:
    return front_matter(page).get("datasett", [])


def test_the_catalogue_has_every_mandatory_property(catalogue: dict[str, Any]) -> None:
    found = list(nodes(catalogue["@graph"]))
    assert {kind(one) for one in found} == set(MANDATORY)
    for one in found:
        elsewhere = kind(one) == "dcat:Dataset" and not one["@id"].startswith(HOME)
        wanted = MANDATORY[kind(one)] - ({"dcat:distribution"} if elsewhere else set())
        missing = {name for name in wanted if not one.get(name)}
        assert missing == set(), one


@pytest.mark.slow
@pytest.mark.filterwarnings(
    "ignore::DeprecationWarning:rdflib", "ignore::DeprecationWarning:pyshacl"
)
@pytest.mark.parametrize("version", [2, 3])
def test_the_agency_s_own_shapes_find_nothing_wrong(
    catalogue: dict[str, Any], version: int
) -> None:
    shapes = SHAPES[version]
    assert _broken(catalogue, shapes) == KNOWN[version]
    for name in NEEDED[version]:
        faulty = json.loads(json.dumps(catalogue).replace(name, "dct:contributor"))
        assert _broken(faulty, shapes) > KNOWN[version], name


def _broken(catalogue: dict[str, Any], shapes: str) -> set[tuple[str, ...]]:
    """Return what shapes find, as what it is of and the kind of fault; a «bør» too."""
    data = Graph().parse(data=json.dumps(catalogue), format="json-ld")
    rules = Graph().parse(ROOT / "tests/cases/dcat_ap_no" / shapes, format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=rules, allow_warnings=False)
    return {
        tuple(
            str(report.value(one, part) or "").rpartition("#")[2]
            for part in (SH.resultPath, SH.sourceConstraintComponent)
        )
        for one in report.objects(None, SH.result)
    }


def test_what_version_3_and_the_portals_ask_for_besides_is_there(
    catalogue: dict[str, Any], edition: Edition
) -> None:
    first, *_ = catalogue["@graph"]
    assert {"dct:spatial", "dct:license", "foaf:homepage"} <= first.keys()
    subjects = {
        one["@id"].rpartition("#")[2]: one.get("dct:subject") for one in catalogue["@graph"]
    }
    two = ("netto_driftsresultat", "disposisjonsfond")
    assert subjects["tabell-5"] == [{"@id": f"{HOME}ordliste/#{one}"} for one in two]
    glossary = (ROOT / "docs/ordliste.md").read_text(encoding="utf-8")
    meant = {one["@id"] for found in subjects.values() for one in found or ()}
    assert all(f"{{ #{one.partition('/#')[2]} }}" in glossary for one in meant)
    collected = {one["@id"] for one in catalogue["@graph"] if "prov:wasGeneratedBy" in one}
    made = {"figurer/resultat-kommune-for-kommune/#figur-4", "data/#kommuner", "data/#indikatorer"}
    assert collected == {f"{HOME}{one}" for one in made}
    own = [one for one in catalogue["@graph"][1:] if one["@id"] in str(first["dcat:dataset"])]
    for one in own:
        assert {"dct:spatial", "dcat:keyword", "dcat:version"} <= one.keys()
        assert one["dcat:version"] == one["owl:versionInfo"]
        assert "dcat:isVersionOf" not in one  # the site stands alone here
    files = [one for one in nodes(catalogue) if one["@type"] == "dcat:Distribution"]
    assert all(one["dcatap:availability"] for one in files)
    named = Named(name="2025-03-07.1", home="https://tbu.example.org/")
    among = json.loads(dcat_text(replace(edition, named=named, address=named.address)))
    versions = {
        one["@id"]: one["dcat:isVersionOf"]["@id"] for one in nodes(among) if "dcat:version" in one
    }
    assert len(versions) == len(own)
    assert set(versions.values()) == {one.replace("/2025-03-07.1/", "/siste/") for one in versions}


def test_version_3_finds_one_value_of_the_right_kind(catalogue: dict[str, Any]) -> None:
    listed = {one["@id"]: one for one in catalogue["@graph"]}
    for one in nodes(catalogue["@graph"]):
        for name, value in one.items():
            values = many(value)
            assert name not in AT_MOST_ONE or len(values) == 1
            assert name not in ADDRESSES or all(part["@id"] for part in values)
            if name in DATATYPES:
                assert {part["@type"] for part in values} == {DATATYPES[name]}
            for part in values if name in LISTS else ():
                code = listed[part["@id"]]
                assert kind(code) == "skos:Concept"
                assert code["skos:inScheme"]["@id"] == LISTS[name]
    rights = [one["dct:rights"] for one in nodes(catalogue) if "dct:rights" in one]
    assert all("odrs:RightsStatement" in one["@type"] for one in rights)
    agents = {one["@id"]: one for one in nodes(catalogue) if one["@type"] == "foaf:Agent"}
    # What kind of body runs the site is not known.
    assert {name for name, one in agents.items() if "dct:type" not in one} == {f"{HOME}#utgiver"}
    assert all(one["dct:identifier"] == name for name, one in agents.items())
    taxonomy = catalogue["@graph"][0]["dcat:themeTaxonomy"]["@id"]
    assert taxonomy == LISTS["dcat:theme"]


def test_every_data_set_has_what_a_search_engine_asks_for(
    pages: Mapping[str, str], edition: Edition
) -> None:
    found = [one for page in pages.values() for one in described(page)]
    assert len(found) == len(datasets(edition))
    for one in found:
        assert 50 <= len(one["description"]) <= 5000
        assert one["keywords"][:2] == ["kommuneøkonomi", "kommuner"]
        assert one["identifier"] == one["@id"]
        assert one["spatialCoverage"] == {"@type": "Place", "name": "Norge"}
        assert one["includedInDataCatalog"]["url"] == f"{HOME}data/"
    table = next(one for one in found if one["name"].startswith("Tabell 3"))
    assert len(table["variableMeasured"]) == 2
    assert "Netto driftsresultat" in " ".join(table["keywords"])


def test_every_data_set_has_every_field_that_a_search_engine_names(edition: Edition) -> None:
    """Among versions, which have a day, and an address that is the newest one's."""
    recorded = Version(name="2025-03-07", day=date(2026, 11, 23), what="Lagt ut.")
    named = Named(name="2025-03-07", home="https://tbu.example.org/")
    among = replace(edition, history=History(versions=(recorded,)), named=named)
    found = [one for page in rendered(among).values() for one in described(page)]
    assert len(found) == len(datasets(among))
    for one in found:
        wanted = SEARCHED if one["name"].startswith("Påstandene") else SEARCHED | BY_YEARS
        assert {name for name in wanted if not one.get(name)} == set(), one["name"]
        assert all(part["contentUrl"] and part["encodingFormat"] for part in one["distribution"])
        assert one["sameAs"].startswith("https://tbu.example.org/siste/")
        assert one["dateModified"] == "2026-11-23"


def test_the_catalogue_s_words_are_norwegian_and_say_so(catalogue: dict[str, Any]) -> None:
    words = [
        word
        for one in nodes(catalogue["@graph"])
        for name in IN_WORDS & one.keys()
        for word in many(one[name])
    ]
    assert words
    assert all(one.keys() == {"@language", "@value"} for one in words)
    assert {one["@language"] for one in words} == {"nb"}
    assert all(one["@value"] for one in words)


def test_every_prefix_of_the_catalogue_is_known(catalogue: dict[str, Any]) -> None:
    used = set(re.findall(r'"@?(\w+):\w+"', json.dumps(catalogue["@graph"])))
    assert used == set(catalogue["@context"])


def test_the_catalogue_lists_its_data_sets_and_no_other(catalogue: dict[str, Any]) -> None:
    first, *rest = catalogue["@graph"]
    listed = [one["@id"] for one in first["dcat:dataset"]]
    assert listed == [one["@id"] for one in rest[: len(listed)]]
    others = [one for one in rest[len(listed) :] if one.get("@type") == "dcat:Dataset"]
    assert {one["dct:publisher"]["@id"] for one in others} == {"https://www.ssb.no/"}
    ids = [one["@id"] for one in nodes(catalogue["@graph"]) if "@id" in one]
    assert {one["@id"] for one in nodes(catalogue["@graph"]) if one["@type"] == "foaf:Agent"} == {
        f"{HOME}#utgiver",
        f"{HOME}#utvalget",
        "https://www.ssb.no/",
    }
    assert len(ids) == len(set(ids))


def test_every_file_the_site_offers_is_in_the_catalogue(
    catalogue: dict[str, Any], edition: Edition
) -> None:
    told = {
        one["dcat:accessURL"]["@id"]
        for one in nodes(catalogue)
        if one["@type"] == "dcat:Distribution"
    }
    assert told == {f"{HOME}{file.address}" for file in edition.files}
    assert {f"{HOME}data/diagram/{name}.csv" for name in DRAWN} <= told


def test_a_day_or_a_contact_that_is_not_known_is_not_made_up(catalogue: dict[str, Any]) -> None:
    text = json.dumps(catalogue)
    assert "mailto:" not in text
    days = {
        one["@id"]: one["dct:issued"]["@value"] for one in nodes(catalogue) if "dct:issued" in one
    }
    of_the_note = {
        "data/#alle-tall",
        "figurer/bundne-avsetninger/#figur-3",
        "tabeller/utviklingen-i-kommuneokonomien/#tabell-1",
        "tabeller/resultat-kasse/#tabell-2",
        "tabeller/resultat-konsern/#tabell-3",
        "tabeller/resultat-etter-innbyggertall/#tabell-5",
        "tabeller/resultat-etter-landsdel/#tabell-6",
    }
    assert days.keys() == {f"{HOME}{address}" for address in of_the_note}
    assert set(days.values()) == {"2025-03-07"}


def test_what_the_site_made_is_dated_by_its_own_version(edition: Edition) -> None:
    recorded = Version(name="2025-03-07", day=date(2026, 11, 23), what="Lagt ut.")
    dated = replace(edition, history=History(versions=(recorded,)))
    days = {
        one["@id"].rpartition("#")[2]: one["dct:issued"]["@value"]
        for one in nodes(json.loads(dcat_text(dated)))
        if one["@type"] == "dcat:Dataset" and "dct:issued" in one
    }
    assert days["figur-1"] == days["figur-4"] == days["nettstedet"] == "2026-11-23"
    assert "kommuner" not in days


def test_figure_4_is_made_from_the_municipalities_file_alone(catalogue: dict[str, Any]) -> None:
    sets = {one["@id"].rpartition("#")[2]: one for one in catalogue["@graph"]}
    figure = sets["figur-4"]
    assert figure["dct:source"] == [{"@id": "https://www.ssb.no/statbank/table/12137"}]
    words = figure["dct:provenance"]["rdfs:label"]["@value"]
    assert re.match(r"kommuner_[\d_]+\.csv: ", words)
    assert "fylkeskommuner_" not in words
    assert figure["dct:creator"] == {"@id": f"{HOME}#utgiver"}
    assert sets["kommuner"]["dct:creator"] == {"@id": "https://www.ssb.no/"}
    assert sets["indikatorer"]["dct:creator"] == {"@id": f"{HOME}#utgiver"}
    assert sets["kommuner"]["owl:versionInfo"] == sets["indikatorer"]["owl:versionInfo"] == "1"


def _values(part: object, name: str) -> Iterator[Any]:
    for one in nodes(part):
        if name in one:
            yield one[name]


def test_every_table_and_figure_has_its_data_set_in_the_head(
    edition: Edition, pages: Mapping[str, str]
) -> None:
    for exhibit in edition.note.exhibits:
        (one,) = described(pages[exhibit_page(exhibit)])
        assert one["@type"] == "Dataset"
        assert one["name"] == f"{exhibit.name} {exhibit.title}"
        assert len(one["description"]) >= 50  # the least that a search engine takes
        assert one["license"] == (SITE if exhibit.id in DRAWN else NOTE).address
        assert one["creator"]["name"]
        assert one["publisher"]["name"]
        assert one["version"] == "2025-03-07"
        assert re.fullmatch(r"\d{4}/\d{4}", one["temporalCoverage"])
        assert one["distribution"]
        assert all(part["contentUrl"].startswith(HOME) for part in one["distribution"])
        assert one["url"].startswith(HOME)


def test_a_table_s_data_set_is_made_from_the_note_and_covers_its_years(
    pages: Mapping[str, str],
) -> None:
    (one,) = described(pages["tabeller/resultat-konsern.md"])
    assert one["temporalCoverage"] == "2015/2024"
    assert one["isBasedOn"] == f"{HOME}data/note.txt"
    assert [part["contentUrl"].removeprefix(f"{HOME}data/") for part in one["distribution"]] == [
        "tabell-3.csv",
        "tabell-3-excel.csv",
        "tabell-3.json",
    ]


def test_a_figure_drawn_from_every_municipality_says_so(pages: Mapping[str, str]) -> None:
    (one,) = described(pages["figurer/resultat-kommune-for-kommune.md"])
    assert one["isBasedOn"] == "https://www.ssb.no/statbank/table/12137"
    assert one["creator"] == one["publisher"]
    assert one["creditText"].endswith("Kilde: Statistisk sentralbyrå")
    assert one["temporalCoverage"] == "2023/2024"
    assert "datePublished" not in one
    assert "356 kommuner. Konsern" in one["description"]
    assert "Endelige tall" in one["description"]
    assert "225" not in one["description"]


def test_a_figure_chained_from_a_table_is_the_site_s_own(pages: Mapping[str, str]) -> None:
    (one,) = described(pages["figurer/frie-inntekter.md"])
    assert one["creator"]["name"] == one["publisher"]["name"] == "ikke oppgitt"


def test_the_committee_made_its_tables_and_the_site_publishes_them(edition: Edition) -> None:
    said = replace(edition, publisher=Publisher(name="Ola", address="ola@eksempel.no"))
    (one,) = described(rendered(said)["tabeller/resultat-konsern.md"])
    assert one["creator"]["alternateName"] == "TBU"
    assert one["publisher"]["name"] == "Ola"
    catalogue = json.loads(dcat_text(said))
    contacts = [one for one in nodes(catalogue) if one["@type"] == "vcard:Organization"]
    told = {one["vcard:fn"]["@value"]: one.get("vcard:hasEmail") for one in contacts}
    assert told == {"Ola": {"@id": "mailto:ola@eksempel.no"}, "Statistisk sentralbyrå": None}


def test_the_page_of_all_files_has_the_whole_and_the_units(pages: Mapping[str, str]) -> None:
    found = described(pages["data/index.md"])
    assert [one["@id"].rpartition("#")[2] for one in found] == [
        "alle-tall",
        "kommuner",
        "indikatorer",
        "nettstedet",
    ]


def test_an_edition_that_offers_no_file_describes_none(edition: Edition) -> None:
    bare = replace(edition, files=(), charts={})
    assert datasets(bare) == []
    assert "datasett" not in front_matter(rendered(bare)["tabeller/resultat-konsern.md"])


def test_the_text_for_programs_lists_every_part_and_every_file(
    edition: Edition, pages: Mapping[str, str]
) -> None:
    text = llms_text(edition)
    assert text.startswith("# Den økonomiske situasjonen i kommunesektoren\n\n> Notat fra ")
    addresses = re.findall(r"\]\(([^)]+)\)", text)
    assert len(addresses) == len(set(addresses))
    assert all(address.startswith(HOME) for address in addresses)
    assert {f"{HOME}{file.address}" for file in edition.files} <= set(addresses)
    written = {path.removesuffix("index.md").removesuffix(".md") for path in pages} | {"ordliste"}
    page_part = text.partition("## Sider")[2].partition("## Data")[0]
    for address in re.findall(r"\]\(([^)]+)\)", page_part):
        assert address.removeprefix(HOME).rstrip("/") in {name.rstrip("/") for name in written}
