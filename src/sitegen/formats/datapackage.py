"""``datapackage.json``: what every data file is, with licence, source and checksum.

Source: Data Package v2, https://datapackage.org/standard/data-package/.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sitegen.facts.fact import COLUMNS, caption_text
from sitegen.facts.licences import NOTE, STATISTICS, Licence
from sitegen.facts.provenance import (
    STATISTICS_NORWAY,
    SourceFile,
    dated,
    statements,
)
from sitegen.facts.publisher import NOBODY, Publisher
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
ENUMS = {
    "utvalg": ["alle", "alle utenom Oslo", "utvalget", "ikke relevant"],
    "grunnlag": ["konsern", "kasse", "ikke regnskap"],
    "status": ["endelig", "foreløpig", "anslag"],
}
KINDS = {
    ".csv": ("csv", "text/csv"),
    ".json": ("json", "application/json"),
    ".txt": ("txt", "text/plain"),
}
UNIT_FIELDS: Mapping[str, tuple[str, str]] = {
    "aar": ("integer", "Regnskapsår"),
    "kommunenummer": ("string", "Kommunens nummer det året, fire sifre"),
    "fylkesnummer": ("string", "Fylkeskommunens nummer det året, to sifre"),
    "nummer": ("string", "Nummeret enheten hadde det året"),
    "navn": ("string", "Kommunens eller fylkeskommunens navn"),
    "kommunenummer_2024": ("string", "Nummeret fra 2024; flere skilt med pluss"),
    "landsdel": ("string", "Landsdel, som i notatet"),
    "folkemengde": ("integer", "Innbyggere ved utgangen av året; tom når tallet ikke er kjent"),
    "folkemengde_kilde": ("string", "Hvordan folkemengden er funnet"),
    "brutto_driftsinntekter": ("integer", "1000 kr, konsern"),
    "netto_driftsresultat": ("integer", "1000 kr, konsern"),
    "netto_lanegjeld": ("integer", "1000 kr, konsern"),
    "status": ("string", "endelig"),
    "indikator": ("string", "Id til indikatoren, se ordlisten"),
    "verdi": ("number", "Verdien, i enheten som står i raden"),
    "enhet": ("string", "Enheten verdien er målt i"),
    "belop": ("number", "Beløpet bak prosenten, 1000 kr"),
}

CLAIMS_CSV, CLAIMS_JSON = "paastander.csv", "paastander.json"
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
        "description": f"Alle tall i notatet fra {about.publisher} til {about.meeting}.",
        "version": about.date.isoformat(),
        "created": f"{about.date.isoformat()}T00:00:00Z",
        "licenses": [_licence(NOTE), _licence(STATISTICS)],
        "contributors": [
            {"title": f"{about.publisher} ({about.abbreviation})", "roles": ["creator"]},
            _publisher(published.publisher),
        ],
        "sources": [{"title": about.source}],
        "resources": [
            *(_resource(note, name, data) for name, data in sorted(files.items())),
            *_unit_resources(published),
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


def _unit_resources(published: Published) -> list[Mapping[str, object]]:
    """Return the files of unit data with their own version, licence and provenance."""
    day = dated(published.sources)
    sources = [
        {"title": f"{STATISTICS_NORWAY}, {table.name}: {table.content}", "path": table.address}
        for file in published.sources
        for table in (file.about.tables if file.about else ())
    ]
    about = {
        "licenses": [_licence(STATISTICS)],
        "sources": list({one["path"]: one for one in sources}.values()),
        "provenance": {file.name: dict(statements(file)) for file in published.sources},
        **({"version": day.isoformat()} if day else {}),
    }
    return [
        {**_unit_resource(address.removeprefix("data/"), data), **about}
        for address, data in sorted(published.units.items())
    ]


def _unit_resource(path: str, data: bytes) -> Mapping[str, object]:
    columns = data.decode().partition("\n")[0].split(",")
    fields = [
        {"name": one, "type": UNIT_FIELDS[one][0], "description": UNIT_FIELDS[one][1]}
        for one in columns
    ]
    return {
        "name": path.rpartition("/")[2].removesuffix(".csv").replace("_", "-"),
        "path": path,
        "title": "Regnskapstall og indikatorer for kommuner og fylkeskommuner",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "type": "table",
        "schema": {"fields": fields, "missingValues": [""]},
    }


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
        "licenses": [_licence(NOTE)],
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
