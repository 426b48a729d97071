"""``dcat.jsonld``: the data sets as an entry in a national catalogue of data.

What is mandatory: a catalogue and a data set have title, description, publisher, identifier and
contact point, a data set also a theme, and a distribution has an address. Agents and sources are
named by an address each, and described once. The site publishes; the committee, or the
statistics office, made the content.

Version 3 asks for the same, and has words of its own for versions and rights; both are here. What a
data set measures is a concept of the glossary.
What kind of body the site's publisher is, is not known, and not made up.

Source: DCAT-AP-NO 2.2 and 3.0, https://data.norge.no/specification/dcat-ap-no.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen.facts.licences import SITE, Licence
from sitegen.facts.provenance import (
    STATISTICS_NORWAY,
    STATISTICS_NORWAY_ADDRESS,
    SourceTable,
    statements,
)
from sitegen.formats.files import DataFile
from sitegen.formats.origin import ACCOUNTS, Body
from sitegen.pages.data import (
    WHOLE,
    Dataset,
    datasets,
    day_of,
    ending,
    keywords,
    media_type,
    newest_address,
    subjects,
    version_of,
)
from sitegen.pages.edition import Edition
from sitegen.pages.places import CATALOGUE, DATA, GLOSSARY, folder

EU = "http://publications.europa.eu/resource/authority/"
TAXONOMY = f"{EU}data-theme"
THEMES = (f"{TAXONOMY}/ECON", f"{TAXONOMY}/GOVE")
PUBLISHER_TYPES = "http://purl.org/adms/publishertype/1.0"
NATIONAL = "http://purl.org/adms/publishertype/NationalAuthority"
NORWAY = f"{EU}country/NOR"
ACTIVITIES = "https://data.norge.no/vocabulary/provenance-activity-type"
COLLECTED = f"{ACTIVITIES}#collecting-from-third-party"
CLASSES = {
    "country": "dct:Location",
    "file-type": "dct:MediaTypeOrExtent",
    "frequency": "dct:Frequency",
    "language": "dct:LinguisticSystem",
    "licence": "dct:LicenseDocument",
}
"""What a list's codes are besides, where the European profile names it."""
NAMES = {
    "ANNUAL": "Årlig",
    "CC_BY_4_0": "Creative Commons Navngivelse 4.0 Internasjonal",
    "CC_PDM_1_0": "Creative Commons Public Domain Mark 1.0",
    "ECON": "Økonomi og finans",
    "GOVE": "Forvaltning og offentlig sektor",
    "NOB": "Norsk bokmål",
    "NOR": "Norge",
    "NationalAuthority": "Nasjonal myndighet",
    "PUBLIC": "Offentlig tilgang",
    "STABLE": "Stabil",
}
FORMATS = {"csv": "CSV", "json": "JSON", "txt": "TXT", "xlsx": "XLSX", "zip": "ZIP"}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "odrs": "http://schema.theodi.org/odrs#",
    "prov": "http://www.w3.org/ns/prov#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

type Node = Mapping[str, object]


def dcat_text(edition: Edition) -> str:
    """Return the catalogue: one data set a table, a figure, the whole note, and the units.

    Agents, the tables of the statistics office that data are made from, and codes come last.
    """
    described = datasets(edition)
    graph = [
        _catalogue(edition, described),
        *(_dataset(edition, one) for one in described),
        *(_source(table) for table in _all_tables(described)),
        *_agents(edition),
        *_concepts(edition, described),
    ]
    graph += _listed(graph)
    content = {"@context": CONTEXT, "@graph": graph}
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n"


def _catalogue(edition: Edition, described: Sequence[Dataset]) -> Node:
    about = edition.note.about
    return {
        "@id": f"{edition.address}{CATALOGUE}",
        "@type": "dcat:Catalog",
        "dct:identifier": f"{edition.address}{CATALOGUE}",
        "dct:title": _nb(f"{about.title}: data i notatet fra {about.abbreviation}"),
        "dct:description": _nb(
            f"Tallene i notatet fra {about.publisher} til {about.meeting}. "
            f"{edition.publisher.words}"
        ),
        "dct:publisher": {"@id": _site(edition)},
        "dcat:contactPoint": _contact(edition),
        "dct:language": {"@id": f"{EU}language/NOB"},
        "dct:license": {"@id": SITE.iri},
        "dct:spatial": {"@id": NORWAY},
        **_dated(edition),
        "dcat:themeTaxonomy": {"@id": TAXONOMY},
        "foaf:homepage": {"@id": edition.address},
        "dcat:dataset": [{"@id": _id(edition, one)} for one in described],
    }


def _dated(edition: Edition) -> Node:
    if edition.day is None:
        return {}
    first = edition.history.versions[0].day if edition.history.versions else edition.day
    return {
        "dct:issued": _day(first.isoformat()),
        "dct:modified": _day(edition.day.isoformat()),
    }


def _dataset(edition: Edition, one: Dataset) -> Node:
    content: dict[str, object] = {
        "@id": _id(edition, one),
        "@type": "dcat:Dataset",
        "dct:identifier": _id(edition, one),
        "dct:title": _nb(one.title),
        "dct:description": _nb(one.words),
        "dct:publisher": {"@id": _site(edition)},
        "dct:creator": {"@id": _creator(edition, one)},
        "dcat:contactPoint": _contact(edition),
        "dcat:theme": [{"@id": theme} for theme in THEMES],
        "dct:accessRights": {"@id": f"{EU}access-right/PUBLIC"},
        "dct:language": {"@id": f"{EU}language/NOB"},
        "dct:spatial": {"@id": NORWAY},
        "dcat:keyword": [_nb(word) for word in keywords(edition, one)],
        "dcat:version": version_of(edition, one),
        "owl:versionInfo": version_of(edition, one),
        "dcat:landingPage": {"@id": f"{edition.address}{one.page}"},
        "dcat:distribution": [_distribution(edition, one, file) for file in one.files],
    }
    if day := day_of(edition, one):
        content["dct:issued"] = _day(day.isoformat())
    if newest := newest_address(edition, one):
        content["dcat:isVersionOf"] = {"@id": newest}
    if names := subjects(edition, one):
        content["dct:subject"] = [{"@id": _concept(edition, name)} for name in names]
    if one.origin.of_statistics:
        content["prov:wasGeneratedBy"] = {"@id": COLLECTED}
    if one.years:
        content["dct:temporal"] = _period(*one.years)
        content["dcat:temporalResolution"] = {"@type": "xsd:duration", "@value": "P1Y"}
    if one.sources:
        content["dct:accrualPeriodicity"] = {"@id": f"{EU}frequency/ANNUAL"}
    if sources := _sources(edition, one):
        content["dct:source"] = [{"@id": address} for address in sources]
    if words := _provenance(one):
        content["dct:provenance"] = {"@type": "dct:ProvenanceStatement", "rdfs:label": _nb(words)}
    return content


def _sources(edition: Edition, one: Dataset) -> list[str]:
    """Return the data sets that one is made from: the whole note, or the office's tables."""
    if one.origin.of_statistics:
        return list(_tables(one))
    whole = [other for other in datasets(edition) if other.id == WHOLE and one.id != WHOLE]
    return [_id(edition, other) for other in whole]


def _tables(one: Dataset) -> dict[str, SourceTable]:
    """Return the tables a data set is made from by address; of what is computed the first ones."""
    abouts = [file.about for file in one.sources if file.about]
    every = one.origin is ACCOUNTS
    return {
        table.address: table
        for about in abouts
        for table in (about.tables if every else about.tables[:1])
    }


def _all_tables(described: Iterable[Dataset]) -> list[SourceTable]:
    found = {address: table for one in described for address, table in _tables(one).items()}
    return list(found.values())


def _provenance(one: Dataset) -> str:
    """Return where the accounts of a data set are from, as the page says it."""
    return " ".join(
        f"{file.name}: " + " ".join(f"{term}: {words}" for term, words in statements(file))
        for file in one.sources
    )


def _source(table: SourceTable) -> Node:
    name = f"{STATISTICS_NORWAY}, {table.name}"
    return {
        "@id": table.address,
        "@type": "dcat:Dataset",
        "dct:identifier": table.address,
        "dct:title": _nb(name),
        "dct:description": _nb(f"{name}: {table.content}."),
        "dct:publisher": {"@id": STATISTICS_NORWAY_ADDRESS},
        "dcat:contactPoint": {
            "@type": "vcard:Organization",
            "vcard:fn": _nb(STATISTICS_NORWAY),
            "vcard:hasURL": {"@id": STATISTICS_NORWAY_ADDRESS},
        },
        "dcat:theme": [{"@id": theme} for theme in THEMES],
        "dct:accessRights": {"@id": f"{EU}access-right/PUBLIC"},
        "dcat:landingPage": {"@id": table.address},
    }


def _distribution(edition: Edition, one: Dataset, file: DataFile) -> Node:
    address = f"{edition.address}{file.address}"
    return {
        "@id": f"{address}#distribusjon",
        "@type": "dcat:Distribution",
        "dct:title": _nb(file.name),
        "dct:description": _nb(file.words),
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dct:format": {"@id": f"{EU}file-type/{FORMATS[ending(file)]}"},
        "dcat:mediaType": {
            "@id": f"https://www.iana.org/assignments/media-types/{media_type(file)}"
        },
        "dcatap:availability": {"@id": f"{EU}planned-availability/STABLE"},
        "dct:license": {"@id": one.licence.iri},
        "dct:rights": _rights(one.licence),
    }


def _rights(licence: Licence) -> Node:
    words = f"{licence.words} {licence.credit}"
    return {"@type": ["dct:RightsStatement", "odrs:RightsStatement"], "rdfs:label": _nb(words)}


def _contact(edition: Edition) -> Node:
    """Return whom to ask: the site's publisher, never the committee."""
    publisher = edition.publisher
    content: dict[str, object] = {
        "@type": "vcard:Organization",
        "vcard:fn": _nb(publisher.named),
        "vcard:hasURL": {"@id": f"{edition.address}{folder(DATA)}"},
    }
    if publisher.contact.startswith("mailto:"):
        content["vcard:hasEmail"] = {"@id": publisher.contact}
    elif publisher.contact:
        content["vcard:hasURL"] = {"@id": publisher.contact}
    return content


def _agents(edition: Edition) -> Iterator[Node]:
    about = edition.note.about
    yield _agent(_site(edition), edition.publisher.named)
    named = f"{about.publisher} ({about.abbreviation})"
    yield _agent(_committee(edition), named) | {"dct:type": {"@id": NATIONAL}}
    if any(one.origin.of_statistics for one in datasets(edition)):
        office = _agent(STATISTICS_NORWAY_ADDRESS, STATISTICS_NORWAY)
        yield office | {"dct:type": {"@id": NATIONAL}}


def _concepts(edition: Edition, described: Iterable[Dataset]) -> Iterator[Node]:
    """Yield what data sets measure, as the glossary names it, and how figures came to be."""
    glossary = f"{edition.address}{folder(GLOSSARY)}"
    names = {id_: name for one in described for id_, name in subjects(edition, one).items()}
    for id_, name in names.items():
        yield {
            "@id": _concept(edition, id_),
            "@type": "skos:Concept",
            "skos:inScheme": {"@id": glossary},
            "skos:prefLabel": _nb(name),
        }
    if any(one.origin.of_statistics for one in described):
        yield {
            "@id": COLLECTED,
            "@type": ["skos:Concept", "prov:Activity"],
            "skos:inScheme": {"@id": ACTIVITIES},
            "skos:prefLabel": _nb("Innhentet fra tredjepart"),
        }


def _concept(edition: Edition, name: str) -> str:
    return f"{edition.address}{folder(GLOSSARY)}#{name}"


def _listed(graph: Sequence[Node]) -> list[Node]:
    """Return each code with its list and its name, so that no reader must ask."""
    found = re.findall(rf'"({re.escape(EU)}([a-z-]+)/\w+)"', json.dumps(graph))
    codes = {code: f"{EU}{scheme}" for code, scheme in found} | {NATIONAL: PUBLISHER_TYPES}
    return [_code(code, scheme) for code, scheme in sorted(codes.items())]


def _code(code: str, scheme: str) -> Node:
    name = code.rpartition("/")[2]
    own = CLASSES.get(scheme.removeprefix(EU))
    return {
        "@id": code,
        "@type": ["skos:Concept", own] if own else "skos:Concept",
        "skos:inScheme": {"@id": scheme},
        "skos:prefLabel": _nb(NAMES.get(name, name)),
    }


def _site(edition: Edition) -> str:
    return f"{edition.address}#utgiver"


def _committee(edition: Edition) -> str:
    return f"{edition.address}#utvalget"


def _creator(edition: Edition, one: Dataset) -> str:
    return {
        Body.COMMITTEE: _committee(edition),
        Body.OFFICE: STATISTICS_NORWAY_ADDRESS,
        Body.SITE: _site(edition),
    }[one.origin.creator]


def _agent(address: str, name: str) -> dict[str, object]:
    return {
        "@id": address,
        "@type": "foaf:Agent",
        "dct:identifier": address,
        "foaf:name": _nb(name),
    }


def _period(first: int, last: int) -> Node:
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": _day(f"{first}-01-01"),
        "dcat:endDate": _day(f"{last}-12-31"),
    }


def _id(edition: Edition, one: Dataset) -> str:
    return f"{edition.address}{one.page}#{one.id}"


def _nb(words: str) -> Mapping[str, str]:
    return {"@language": "nb", "@value": words}


def _day(day: str) -> Mapping[str, str]:
    return {"@type": "xsd:date", "@value": day}
