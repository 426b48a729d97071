"""``dcat.jsonld``: the data sets as an entry in a national catalogue of data.

What is mandatory: a catalogue and a data set have title, description, publisher, identifier and
contact point, a data set also a theme, and a distribution has an address. An agent has a name.

Source: DCAT-AP-NO 2.2, https://data.norge.no/specification/dcat-ap-no.
"""

import json
from collections.abc import Mapping

from sitegen.formats.files import DataFile
from sitegen.pages.data import LICENCE, Dataset, based_on, datasets, ending, media_type
from sitegen.pages.edition import Edition
from sitegen.pages.places import CATALOGUE, DATA, folder

EU = "http://publications.europa.eu/resource/authority/"
THEMES = (f"{EU}data-theme/ECON", f"{EU}data-theme/GOVE")
FORMATS = {"csv": "CSV", "json": "JSON", "txt": "TXT"}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
STATISTICS = "Statistisk sentralbyrå"


def dcat_text(edition: Edition) -> str:
    """Return the catalogue: one data set a table, a figure, the whole note, and the units."""
    described = datasets(edition)
    content = {
        "@context": CONTEXT,
        "@graph": [_catalogue(edition, described), *(_dataset(edition, d) for d in described)],
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n"


def _catalogue(edition: Edition, described: list[Dataset]) -> Mapping[str, object]:
    about = edition.note.about
    return {
        "@id": f"{edition.address}{CATALOGUE}",
        "@type": "dcat:Catalog",
        "dct:identifier": f"{edition.address}{CATALOGUE}",
        "dct:title": _nb(f"{about.title}: data i notatet fra {about.abbreviation}"),
        "dct:description": _nb(f"Tallene i notatet fra {about.publisher} til {about.meeting}."),
        "dct:publisher": _agent(about.publisher),
        "dcat:contactPoint": _contact(edition),
        "dct:language": {"@id": f"{EU}language/NOB"},
        "dct:license": {"@id": LICENCE},
        "dct:issued": _day(about.date.isoformat()),
        "foaf:homepage": {"@id": edition.address},
        "dcat:dataset": [{"@id": _id(edition, one)} for one in described],
    }


def _dataset(edition: Edition, one: Dataset) -> Mapping[str, object]:
    about = edition.note.about
    content: dict[str, object] = {
        "@id": _id(edition, one),
        "@type": "dcat:Dataset",
        "dct:identifier": _id(edition, one),
        "dct:title": _nb(one.title),
        "dct:description": _nb(one.words),
        "dct:publisher": _agent(about.publisher if one.from_note else STATISTICS),
        "dcat:contactPoint": _contact(edition),
        "dcat:theme": [{"@id": theme} for theme in THEMES],
        "dct:accessRights": {"@id": f"{EU}access-right/PUBLIC"},
        "dct:language": {"@id": f"{EU}language/NOB"},
        "dct:issued": _day(about.date.isoformat()),
        "dct:source": {"@id": based_on(edition, one)},
        "dcat:landingPage": {"@id": f"{edition.address}{one.page}"},
        "dcat:distribution": [_distribution(edition, file) for file in one.files],
    }
    if one.years:
        content["dct:temporal"] = _period(*one.years)
    return content


def _distribution(edition: Edition, file: DataFile) -> Mapping[str, object]:
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
        "dct:license": {"@id": LICENCE},
    }


def _contact(edition: Edition) -> Mapping[str, object]:
    """Return whom to ask: the committee's name and this site's page, for no address is known."""
    about = edition.note.about
    return {
        "@type": "vcard:Organization",
        "vcard:fn": _nb(f"{about.publisher} ({about.abbreviation})"),
        "vcard:hasURL": {"@id": f"{edition.address}{folder(DATA)}"},
    }


def _agent(name: str) -> Mapping[str, object]:
    return {"@type": "foaf:Agent", "foaf:name": _nb(name)}


def _period(first: int, last: int) -> Mapping[str, object]:
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
