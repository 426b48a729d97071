"""``datapackage.json``: what every data file is, with licence, source and checksum.

Source: Data Package v2, https://datapackage.org/standard/data-package/.
"""

import csv
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sitegen.facts.fact import COLUMNS, caption_text
from sitegen.facts.licences import LICENCES, Licence
from sitegen.facts.provenance import (
    STATISTICS_NORWAY,
    SourceFile,
    of_kind,
    statements,
    version_of_sources,
)
from sitegen.facts.publisher import NOBODY, Publisher
from sitegen.formats.origin import CLAIMS_CSV, CLAIMS_JSON, INDICATORS, exhibit_of, origin_of
from sitegen.note.model import Note

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FIELDS: Mapping[str, tuple[str, str]] = {
    "tabell": ("string", "Id til tabellen eller figuren"),
    "radgruppe": ("string", "Overskriften over radene, som trykt"),
    "rad": ("string", "Radens tekst, som trykt, uten notemerker"),
    "kolonnegruppe": ("string", "Øverste kolonneoverskrift, der det er flere nivåer"),
    "kolonne": ("string", "Kolonnens overskrift, som trykt, uten notemerker"),
    "indikator": ("string", "Id til indikatoren, se ordlisten"),
    "gruppe": ("string", "Id til gruppen tallet gjelder"),
    "aar": ("integer", "Kalenderår"),
    "utvalg": ("string", "alle, alle utenom Oslo, utvalget eller ikke relevant"),
    "verdi": ("number", "Verdien, med desimalpunktum; tom betyr at notatet ikke har tallet"),
    "enhet": ("string", "Enheten verdien er målt i"),
    "grunnlag": ("string", "konsern, kasse eller ikke regnskap"),
    "status": ("string", "endelig, foreløpig eller anslag"),
    "fotnoter": ("string", "Noter som gjelder raden og kolonnen, skilt med semikolon"),
    "linje": ("integer", "Linjen i note.txt, talt fra 1"),
    "trykt": ("string", "Tegnene slik de står i notatet"),
    "merknad": ("string", "Hva en bør vite om tallet før det brukes; tom for de aller fleste"),
}
WITH_UNITS = ", påstandene prøvd mot dem, og endelige regnskap for kommuner og fylkeskommuner"
CLAIMS_TITLES = dict.fromkeys((CLAIMS_CSV, CLAIMS_JSON), "Påstandene i notatet, prøvd mot tallene")
UNITS_TITLES = {
    "kommuner": "Regnskapstall for hver kommune",
    "fylkeskommuner": "Regnskapstall for hver fylkeskommune",
    INDICATORS: "Indikatorer regnet ut for hver kommune og fylkeskommune",
}
ENUMS = {
    "utvalg": ["alle", "alle utenom Oslo", "utvalget", "ikke relevant"],
    "grunnlag": ["konsern", "kasse", "ikke regnskap"],
    "status": ["endelig", "foreløpig", "anslag"],
}
KINDS = {
    ".csv": ("csv", "text/csv"),
    ".json": ("json", "application/json"),
    ".txt": ("txt", "text/plain"),
    ".xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
PACKED = {"xlsx"}
"""Formats that are no text."""
POPULATION_SOURCE = (
    "Hvordan folkemengden er funnet. «07459»: tatt fra tabell 07459. «avledet»: regnet ut av "
    "beløpene i kroner og per innbygger. «07459 likt»: lik tabell 07459. «07459 har N: "
    "grensejustering»: tabellen har N, etter en endring av kommunegrensen. «ikke entydig: a-b»: "
    "ett av tallene fra a til b, så folkemengden er tom. «prosjektets fil»: en fil som ble "
    "samlet tidligere. «gjeld per innbygger likt»: netto lånegjeld gir det samme tallet"
)
UNIT_FIELDS: Mapping[str, tuple[str, str]] = {
    "aar": ("integer", "Regnskapsår"),
    "kommunenummer": ("string", "Kommunens nummer det året, fire sifre"),
    "fylkesnummer": ("string", "Fylkeskommunens nummer det året, to sifre"),
    "nummer": ("string", "Nummeret enheten hadde det året"),
    "navn": ("string", "Kommunens eller fylkeskommunens navn"),
    "kommunenummer_2024": ("string", "Nummeret fra 2024; flere skilt med pluss"),
    "landsdel": ("string", "Landsdel, som i notatet"),
    "folkemengde": ("integer", "Innbyggere ved utgangen av året; tom når tallet ikke er kjent"),
    "folkemengde_kilde": ("string", POPULATION_SOURCE),
    "brutto_driftsinntekter": ("integer", "1000 kr, konsern"),
    "netto_driftsresultat": ("integer", "1000 kr, konsern"),
    "netto_lanegjeld": ("integer", "1000 kr, konsern"),
    "disposisjonsfond": ("integer", "1000 kr, ved utgangen av året"),
    "status": ("string", "endelig"),
    "indikator": ("string", "Id til indikatoren, se ordlisten"),
    "verdi": ("number", "Verdien, i enheten som står i raden"),
    "enhet": ("string", "Enheten verdien er målt i"),
    "belop": ("number", "Beløpet bak prosenten, 1000 kr"),
}

CLAIM_FIELDS: Mapping[str, tuple[str, str]] = {
    "id": ("string", "Id til påstanden: avsnitt, og nummer der"),
    "linje_fra": ("integer", "Første linje i note.txt"),
    "linje_til": ("integer", "Siste linje i note.txt"),
    "sitat": ("string", "Ordene i notatet"),
    "slag": ("string", "Hva slags påstand det er"),
    "utfall": ("string", "Hva prøven ga"),
    "grunnlag": ("string", "Hva påstanden er prøvd mot, eller kilden som trengs"),
    "indikator": ("string", "Id til indikatoren; tom der påstanden ikke gjelder en"),
    "gruppe": ("string", "Id til gruppene, skilt med semikolon"),
    "aar": ("string", "Årene, skilt med semikolon"),
    "regnskapsgrunnlag": ("string", "Grunnlaget for tallet den er prøvd mot"),
    "utvalg": ("string", "Utvalget den er prøvd mot"),
    "maal": ("string", "Målet på gruppen: median, andel_negativ ...; tom for gruppens eget tall"),
    "celler": ("string", "Cellene den er prøvd mot, skilt med semikolon"),
}
"""The columns of the claims' file, with type and meaning."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a package says besides the note: who publishes it, and the unit data.

    Attributes:
        publisher: Who runs the site.
        sources: The files of unit data, each with where it is from.
        units: The unit data as offered, by address below the site's root.
        version: The edition's version.
    """

    publisher: Publisher = NOBODY
    sources: Sequence[SourceFile] = ()
    units: Mapping[str, bytes] = field(default_factory=dict)
    version: str = ""


def _licence(licence: Licence) -> Mapping[str, str]:
    name = {"name": licence.spdx} if licence.spdx else {}
    return {**name, "path": licence.address, "title": f"{licence.words} {licence.credit}"}


def datapackage(
    note: Note, files: Mapping[str, bytes], published: Published | None = None
) -> bytes:
    """Return the description of the data files, by name beside it, and of the unit data."""
    about, published = note.about, published or Published()
    content = {
        "$schema": PROFILE,
        "name": f"tbu-notat-{about.date.isoformat()}",
        "title": f"{about.title} ({about.abbreviation}, {about.date.isoformat()})",
        "description": (
            f"Alle tall i notatet fra {about.publisher} til {about.meeting}"
            f"{WITH_UNITS if published.units else ''}. Hver fil har egen lisens, kilde og versjon."
        ),
        "licenses": [_licence(one) for one in LICENCES],
        "contributors": [
            {"title": f"{about.publisher} ({about.abbreviation})", "roles": ["creator"]},
            _publisher(published.publisher),
        ],
        "resources": [
            *(_resource(note, name, data, published) for name, data in sorted(files.items())),
            *(_unit_resource(note, *one, published) for one in sorted(published.units.items())),
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _publisher(publisher: Publisher) -> Mapping[str, object]:
    about: dict[str, object] = {"title": publisher.named, "roles": ["publisher", "contact"]}
    if "@" in publisher.address:
        about["email"] = publisher.address
    elif publisher.address:
        about["path"] = publisher.address
    return about


def _unit_resource(
    note: Note, address: str, data: bytes, published: Published
) -> Mapping[str, object]:
    """Return a file of unit data with its own title, version, licence, sources and provenance."""
    path = address.removeprefix("data/")
    name = path.rpartition("/")[2]
    files = of_kind(published.sources, name)
    columns = data.decode().partition("\n")[0].split(",")
    fields = [
        {"name": one, "type": UNIT_FIELDS[one][0], "description": UNIT_FIELDS[one][1]}
        for one in columns
    ]
    version = version_of_sources(files)
    return {
        "name": name.removesuffix(".csv").replace("_", "-"),
        "path": path,
        "title": _unit_title(name, files),
        **_encoded(data, "csv", "text/csv"),
        "licenses": [_licence(origin_of(note, address).licence)],
        "type": "table",
        "schema": {"fields": fields, "missingValues": [""]},
        "sources": _sources(files),
        "provenance": {file.name: dict(statements(file)) for file in files},
        **({"version": version} if version else {}),
    }


def _unit_title(name: str, files: Sequence[SourceFile]) -> str:
    titles = [file.about.title for file in files if file.about]
    own = not name.startswith(INDICATORS) and len(titles) == 1
    return titles[0] if own else UNITS_TITLES[name.partition("_")[0]]


def _sources(files: Iterable[SourceFile]) -> list[Mapping[str, str]]:
    sources = [
        {"title": f"{STATISTICS_NORWAY}, {table.name}: {table.content}", "path": table.address}
        for file in files
        for table in (file.about.tables if file.about else ())
    ]
    return list({one["path"]: one for one in sources}.values())


def _encoded(data: bytes, kind: str, media: str) -> Mapping[str, object]:
    return {
        "format": kind,
        "mediatype": media,
        **({} if kind in PACKED else {"encoding": "utf-8"}),
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
    }


def _resource(note: Note, name: str, data: bytes, published: Published) -> Mapping[str, object]:
    kind, media = KINDS[name[name.rindex(".") :]]
    resource: dict[str, object] = {
        "name": name.removesuffix(f".{kind}") if kind == "csv" else name.replace(".", "-"),
        "path": name,
        "title": _title(note, name),
        **_encoded(data, kind, media),
        "licenses": [_licence(origin_of(note, f"data/{name}").licence)],
        "sources": [{"title": note.about.source}],
        **({"version": published.version} if published.version else {}),
    }
    if name in CLAIMS_TITLES:
        tested_against = _sources(of_kind(published.sources, ""))
        resource["sources"] = [{"title": note.about.source}, *tested_against]
    if kind == "csv":
        resource |= {"type": "table"}
        resource |= _excel(data) if name.endswith("-excel.csv") else {"schema": _schema(name)}
    return resource


def _title(note: Note, name: str) -> str:
    exhibit = exhibit_of(note, name)
    return caption_text(exhibit) if exhibit else CLAIMS_TITLES.get(name, note.about.title)


def _schema(name: str) -> Mapping[str, object]:
    if name == CLAIMS_CSV:
        described = [
            {"name": field, "type": kind, "description": words}
            for field, (kind, words) in CLAIM_FIELDS.items()
        ]
        return {"fields": described, "missingValues": [""], "primaryKey": ["id"]}
    fields: Sequence[Mapping[str, object]] = [_field(name) for name in COLUMNS]
    key = ["tabell", "indikator", "gruppe", "aar", "utvalg"]
    return {"fields": fields, "missingValues": [""], "primaryKey": key}


def _field(name: str) -> Mapping[str, object]:
    kind, description = FIELDS[name]
    field: dict[str, object] = {"name": name, "type": kind, "description": description}
    if name in ENUMS:
        field["constraints"] = {"enum": ENUMS[name]}
    return field


def _excel(data: bytes) -> Mapping[str, object]:
    """Return how to read a file in the printed layout: no header row, every field text.

    What it says of itself stands above the table, with an empty row after.
    """
    rows = data.decode("utf-8-sig").split("\r\n")
    width = len(next(csv.reader([rows[-2]], delimiter=";")))
    above = next((at for at, row in enumerate(rows, 1) if not row.strip(";")), 0)
    names = ["rad", *(f"kolonne_{number}" for number in range(1, width))]
    return {
        "encoding": "utf-8-sig",
        "dialect": {
            "delimiter": ";",
            "header": False,
            "commentRows": list(range(1, above + 1)),
        },
        "schema": {
            "fields": [{"name": name, "type": "string"} for name in names],
            "missingValues": [""],
        },
    }
