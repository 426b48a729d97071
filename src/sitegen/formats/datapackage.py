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
from sitegen.formats.fields import AMOUNT, CLAIM_FIELDS, ENUMS, FIELDS, POINT_FIELDS, UNIT_FIELDS
from sitegen.formats.origin import (
    CLAIMS_CSV,
    CLAIMS_JSON,
    INDICATORS,
    NUMBERS,
    REGISTER,
    TEMPLATE,
    exhibit_of,
    origin_of,
)
from sitegen.formats.workbook import DATA
from sitegen.note.model import Note

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
WITH_UNITS = ", påstandene prøvd mot dem, og endelige regnskap for kommuner og fylkeskommuner"
CLAIMS_TITLES = dict.fromkeys((CLAIMS_CSV, CLAIMS_JSON), "Påstandene i notatet, prøvd mot tallene")
UNITS_TITLES = {
    "kommuner": "Regnskapstall for hver kommune",
    "fylkeskommuner": "Regnskapstall for hver fylkeskommune",
    INDICATORS: "Indikatorer regnet ut for hver kommune og fylkeskommune",
}
KINDS = {
    ".csv": ("csv", "text/csv"),
    ".json": ("json", "application/json"),
    ".txt": ("txt", "text/plain"),
    ".xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".zip": ("zip", "application/zip"),
}
PACKED = {"xlsx"}
"""Formats that are no text."""
EVERY = "alle-tall"
UNIT_FOLDERS, CHARTS = {"kommuner", INDICATORS}, "diagram"
KEYS = {
    "kommuner_": ["aar", "kommunenummer"],
    "fylkeskommuner_": ["aar", "fylkesnummer"],
    INDICATORS: ["aar", "nummer", "indikator"],
    REGISTER: ["kommunenummer"],
    NUMBERS: ["kommunenummer", "kommunenummer_2024"],
}
"""What tells a row from all others, by the start of a file's name."""
OWN_TITLES = {
    REGISTER: "Kommunene i dag, med fylke, landsdel og numrene de hadde før",
    NUMBERS: "Kommunenumre før og nå",
    TEMPLATE: "Mal for egne tall",
}


@dataclass(frozen=True, slots=True)
class Published:
    """What a package says besides the note: who publishes it, and the unit data.

    Attributes:
        publisher: Who runs the site.
        sources: The files of unit data, each with where it is from.
        units: The unit data and all else that is of no one table, by address as offered.
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
            *(_other(note, *one, published) for one in sorted(published.units.items())),
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


def _other(note: Note, address: str, data: bytes, published: Published) -> Mapping[str, object]:
    """Return a file that is of no one table: with its own licence, sources, version and columns."""
    path = address.removeprefix("data/")
    folder, _, name = path.rpartition("/")
    ending = name.rpartition(".")[2]
    files = of_kind(published.sources, name)
    version = version_of_sources(files) if folder in UNIT_FOLDERS else published.version
    sources = _sources(files) if folder in UNIT_FOLDERS else [_note_source(note)]
    about = {"provenance": {file.name: dict(statements(file)) for file in files}}
    return {
        "name": _resource_name(path),
        "path": path,
        "title": _other_title(note, path, files),
        **_encoded(data, *KINDS[f".{ending}"]),
        "licenses": [_licence(origin_of(note, address).licence)],
        "sources": sources,
        **(about if folder in UNIT_FOLDERS else {}),
        **({"version": version} if version else {}),
        **(_columns(path, data) if ending == "csv" else _of_book(path, published.units)),
    }


def _of_book(path: str, offered: Mapping[str, bytes]) -> Mapping[str, object]:
    """Return how to read a workbook with what a CSV file beside it has."""
    same = offered[f"data/{path.removesuffix('.xlsx')}.csv"]
    head = same.decode().partition("\n")[0].split(",")
    return _book([_described(one, UNIT_FIELDS[one]) for one in head])


def _resource_name(path: str) -> str:
    """Return a file's name in the package: a chart's values may be called as its table is."""
    folder, _, name = path.rpartition("/")
    words = name.removesuffix(".csv").replace("_", "-").replace(".", "-")
    return f"{folder}-{words}" if folder == CHARTS else words


def _columns(path: str, data: bytes) -> Mapping[str, object]:
    """Return types, units, keys and the way to read a CSV file that is of no one table."""
    folder, _, name = path.rpartition("/")
    delimiter = ";" if name == TEMPLATE else ","
    known = POINT_FIELDS if folder == CHARTS else UNIT_FIELDS
    head = data.decode().partition("\n")[0].strip().split(delimiter)
    fields = [_described(one, known.get(one, AMOUNT)) for one in head]
    schema: dict[str, object] = {"fields": fields, "missingValues": [""]}
    key = next((key for start, key in KEYS.items() if name.startswith(start)), None)
    if key:
        schema["primaryKey"] = key
    if name.startswith("kommuner_"):
        where = {"resource": "kommunenumre", "fields": ["kommunenummer"]}
        schema["foreignKeys"] = [{"fields": ["kommunenummer"], "reference": where}]
    dialect = {"dialect": {"delimiter": delimiter}} if delimiter != "," else {}
    return {"type": "table", **dialect, "schema": schema}


def _described(name: str, about: tuple[str, str]) -> Mapping[str, object]:
    kind, words = about
    unit = {"unit": "1000 kr"} if "1000 kr" in words else {}
    return {"name": name, "type": kind, "description": words, **unit}


def _other_title(note: Note, path: str, files: Sequence[SourceFile]) -> str:
    folder, _, name = path.rpartition("/")
    if folder == CHARTS and (exhibit := exhibit_of(note, name)):
        return f"Verdiene som er tegnet i {exhibit.name.lower()}: {exhibit.title}"
    stem = name.rpartition(".")[0]
    return OWN_TITLES.get(f"{stem}.csv") or _unit_title(name, files)


def _unit_title(name: str, files: Sequence[SourceFile]) -> str:
    titles = [file.about.title for file in files if file.about]
    own = not name.startswith(INDICATORS) and len(titles) == 1
    return titles[0] if own else UNITS_TITLES[name.partition("_")[0]]


def _sources(files: Iterable[SourceFile]) -> list[Mapping[str, str]]:
    sources = [
        {
            "title": f"{STATISTICS_NORWAY}, {table.name}: {table.content}",
            "path": table.address,
            **({"version": file.about.version} if file.about else {}),
            **({"date": file.about.fetched} if file.about else {}),
        }
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
        "sources": [_note_source(note)],
        **({"version": published.version} if published.version else {}),
    }
    if name in CLAIMS_TITLES:
        tested_against = _sources(of_kind(published.sources, ""))
        resource["sources"] = [_note_source(note), *tested_against]
    if kind == "xlsx":
        exhibit = exhibit_of(note, name)
        drawn = exhibit is not None and exhibit.grid is None
        resource |= _book(
            [_described(*one) for one in POINT_FIELDS.items()] if drawn else FACT_FIELDS
        )
    if kind == "csv":
        resource |= {"type": "table"}
        resource |= _excel(data) if name.endswith("-excel.csv") else {"schema": _schema(name)}
    return resource


def _book(fields: Sequence[Mapping[str, object]]) -> Mapping[str, object]:
    """Return how to read a workbook: its sheet with every value, one a row.

    ``sheetName`` is the standard's word, and ``excel`` that of the program that checks packages.
    """
    return {
        "type": "table",
        "dialect": {"sheetName": DATA, "excel": {"sheet": DATA}},
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _note_source(note: Note) -> Mapping[str, str]:
    return {"title": note.about.source, "version": note.about.date.isoformat()}


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
    key = ["tabell", "indikator", "gruppe", "aar", "utvalg"]
    schema = {"fields": FACT_FIELDS, "missingValues": [""], "primaryKey": key}
    whole = {"fields": key, "reference": {"resource": EVERY, "fields": key}}
    return schema if name == f"{EVERY}.csv" else {**schema, "foreignKeys": [whole]}


def _field(name: str) -> Mapping[str, object]:
    kind, description = FIELDS[name]
    field: dict[str, object] = {"name": name, "type": kind, "description": description}
    if name in ENUMS:
        field["constraints"] = {"enum": ENUMS[name]}
    return field


FACT_FIELDS: Sequence[Mapping[str, object]] = [_field(name) for name in COLUMNS]
"""The columns of a table's values."""


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
