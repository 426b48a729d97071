"""``datapackage.json``: what every data file is, with licence, source and checksum.

Source: Data Package v2, https://datapackage.org/standard/data-package/.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence

from sitegen.facts.observation import COLUMNS, caption_text
from sitegen.formats.claims import CLAIMS_CSV
from sitegen.formats.claims import FIELDS as CLAIM_FIELDS
from sitegen.note.model import Note

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FIELDS: Mapping[str, tuple[str, str]] = {
    "tabell": ("string", "Id til tabellen eller figuren"),
    "radgruppe": ("string", "Overskriften over radene, som trykt"),
    "rad": ("string", "Radens tekst, som trykt, uten notemerker"),
    "kolonnegruppe": ("string", "Øverste kolonneoverskrift, der det er flere nivåer"),
    "kolonne": ("string", "Kolonnens overskrift, som trykt, uten notemerker"),
    "indikator": ("string", "Id til indikatoren, se ordlista"),
    "gruppe": ("string", "Id til gruppen tallet gjelder"),
    "aar": ("integer", "Kalenderår"),
    "utvalg": ("string", "alle, alle utenom Oslo eller utvalget"),
    "verdi": ("number", "Verdien, med desimalpunktum; tom betyr at notatet ikke har tallet"),
    "enhet": ("string", "Enheten verdien er målt i"),
    "grunnlag": ("string", "konsern eller kasse"),
    "status": ("string", "endelig, foreløpig eller anslag"),
    "fotnoter": ("string", "Noter som gjelder raden og kolonnen, skilt med semikolon"),
    "linje": ("integer", "Linjen i note.txt, talt fra 1"),
    "trykt": ("string", "Tegnene slik de står i notatet"),
    "merknad": ("string", "Hva en bør vite om tallet før det brukes; tom for de aller fleste"),
}
ENUMS = {
    "utvalg": ["alle", "alle utenom Oslo", "utvalget"],
    "grunnlag": ["konsern", "kasse"],
    "status": ["endelig", "foreløpig", "anslag"],
}
KINDS = {
    ".csv": ("csv", "text/csv"),
    ".json": ("json", "application/json"),
    ".txt": ("txt", "text/plain"),
}
LICENCES = [
    {
        "name": "CC-BY-4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
        "title": "Creative Commons Navngivelse 4.0 (statistikk fra Statistisk sentralbyrå)",
    },
    {
        "path": "https://lovdata.no/lov/2018-06-15-40/§14",
        "title": "Notatet er et offentlig dokument uten opphavsrettslig vern (åndsverkloven § 14)",
    },
]


def datapackage(note: Note, files: Mapping[str, bytes]) -> bytes:
    """Return the description of the data files, by name beside it."""
    about = note.about
    content = {
        "$schema": PROFILE,
        "name": f"tbu-notat-{about.date.isoformat()}",
        "title": f"{about.title} ({about.abbreviation}, {about.date.isoformat()})",
        "description": f"Alle tall i notatet fra {about.publisher} til {about.meeting}.",
        "version": about.date.isoformat(),
        "created": f"{about.date.isoformat()}T00:00:00Z",
        "licenses": LICENCES,
        "contributors": [{"title": about.publisher, "roles": ["creator"]}],
        "sources": [{"title": about.source}],
        "resources": [_resource(note, name, data) for name, data in sorted(files.items())],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(note: Note, name: str, data: bytes) -> Mapping[str, object]:
    kind, media = KINDS[name[name.rindex(".") :]]
    resource: dict[str, object] = {
        "name": name.removesuffix(f".{kind}") if kind == "csv" else name.replace(".", "-"),
        "path": name,
        "title": _title(note, name),
        "format": kind,
        "mediatype": media,
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
    }
    if kind == "csv":
        resource |= {"type": "table"}
        resource |= _excel(data) if name.endswith("-excel.csv") else {"schema": _schema(name)}
    return resource


def _title(note: Note, name: str) -> str:
    for exhibit in note.exhibits:
        if name.startswith((f"{exhibit.id}.", f"{exhibit.id}-")):
            return caption_text(exhibit)
    return note.about.title


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
    """Return how to read a file in the printed layout: no header row, every field text."""
    width = data.decode("utf-8-sig").partition("\r\n")[0].count(";") + 1
    names = ["rad", *(f"kolonne_{number}" for number in range(1, width))]
    return {
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": ";", "header": False},
        "schema": {
            "fields": [{"name": name, "type": "string"} for name in names],
            "missingValues": [""],
        },
    }
