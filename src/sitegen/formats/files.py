"""Every data file of an edition, by name: the one list that the command line and the site share."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from types import MappingProxyType
from typing import Any

from sitegen.facts.fact import Fact, canonical_csv, caption_text, remark_lead
from sitegen.facts.licences import NOTE
from sitegen.facts.publisher import Publisher
from sitegen.formats.datapackage import Published, datapackage
from sitegen.formats.origin import ARCHIVE, CLAIMS_CSV, CLAIMS_JSON, INDICATORS, PACKAGE, TEMPLATE
from sitegen.formats.workbook import about_values, printed_rows, spreadsheet_text
from sitegen.note.model import Exhibit, Note, plain

Facts = Mapping[str, Sequence[Fact]]
NOTE_FILE = "notat.json"
BOOK = ".xlsx"
KINDS = {
    BOOK: "Excel, i notatets oppsett, med noter og kilde",
    "-excel.csv": "CSV for regneark, i notatets oppsett",
    ".csv": "CSV for programmer, én rad per tall",
    ".json": "JSON-stat 2.0",
}
WHOLE = {
    ARCHIVE: "alle filene, med beskrivelse, vilkår, kilder og sjekksummer",
    f"alle-tall{BOOK}": "alle tabeller og figurer i én Excel-fil",
    "alle-tall.csv": "alle tall i én CSV-fil",
    NOTE_FILE: "hele notatet med linjenumre, JSON",
    TEMPLATE: "mal for egne tall i regnemaskinen",
    CLAIMS_CSV: "påstandene i teksten, prøvd mot tallene, én rad per påstand, CSV",
    CLAIMS_JSON: "påstandene i teksten, prøvd mot tallene, JSON",
    PACKAGE: "beskrivelse av alle filene, Data Package",
    "note.txt": "råteksten",
}

UNITS = {
    "kommuneregister": "kommunene i dag med fylke, landsdel og tidligere numre",
    "kommunenumre": "kommunenumre før og nå",
    "kommuner": "endelige regnskapstall for hver kommune, konsern, 1000 kr",
    "fylkeskommuner": "endelige regnskapstall for hver fylkeskommune, konsern, 1000 kr",
    INDICATORS: "indikatorene regnet ut for hver kommune og fylkeskommune, én rad per tall",
}


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file the site offers for download.

    Attributes:
        address: Its address below the site's root: ``data/tabell-3.csv``.
        exhibit: Id of the table or figure it holds; empty for one that holds them all.
        words: What it is, in a few words.
        size: Its bytes; 0 where they are not known.
        rows: How many rows a table for programs has; ``None`` for what is no such table.
    """

    address: str
    exhibit: str
    words: str
    size: int = 0
    rows: int | None = None

    @property
    def name(self) -> str:
        """The file's own name: ``tabell-3.csv``."""
        return self.address.rpartition("/")[2]


def extract_files(note: Note, facts: Facts) -> dict[str, bytes]:
    """Return what ``sitegen extract`` writes: the model, and one canonical CSV a table."""
    tables = {f"{name}.csv": canonical_csv(rows) for name, rows in facts.items()}
    return {NOTE_FILE: f"{note.model_dump_json(indent=1)}\n".encode(), **tables}


def data_files(
    note: Note,
    facts: Facts,
    raw: bytes,
    published: Published | None = None,
    further: Mapping[str, bytes] = MappingProxyType({}),
) -> dict[str, bytes]:
    """Return all files the site offers under ``data/``, the raw text and the package included.

    Args:
        note: The note.
        facts: Its values by table or figure.
        raw: The raw text.
        published: Who publishes, and the unit data that the package describes too.
        further: The ledger's files and the workbooks, by name.
    """
    files = {"note.txt": raw, **extract_files(note, facts), **further}
    files[NOTE_FILE] = _of_site(files[NOTE_FILE], (published or Published()).publisher)
    files["alle-tall.csv"] = canonical_csv(o for rows in facts.values() for o in rows)
    for name, rows in facts.items():
        exhibit = note.exhibit(name)
        files[f"{name}-excel.csv"] = spreadsheet_csv(exhibit, rows)
        files[f"{name}.json"] = jsonstat(note, exhibit, rows)
    return {**files, PACKAGE: datapackage(note, files, published or Published())}


def _of_site(data: bytes, publisher: Publisher) -> bytes:
    """Return the note's model after who publishes the file, and on which terms."""
    said = {"nettsted": publisher.made_by, "lisens": f"{NOTE.words} {NOTE.credit}"}
    return f"{json.dumps({**said, **json.loads(data)}, ensure_ascii=False, indent=1)}\n".encode()


def described(
    files: Iterable[str], exhibits: Iterable[str], units: Iterable[str]
) -> tuple[DataFile, ...]:
    """Return the files with what they are: the note's, each table's, every unit's.

    Args:
        files: Names of the note's data files.
        exhibits: Ids of the tables and figures with values.
        units: Names of the files with every unit's figures.
    """
    names = set(files)
    whole = [DataFile(f"data/{name}", "", words) for name, words in WHOLE.items() if name in names]
    own = [
        DataFile(f"data/{exhibit}{ending}", exhibit, words)
        for exhibit in exhibits
        for ending, words in KINDS.items()
        if f"{exhibit}{ending}" in names
    ]
    every = [DataFile(unit_address(n), "", _of_units(n)) for n in units]
    return (*whole, *own, *every)


def _of_units(name: str) -> str:
    words = UNITS[name.partition("_")[0].partition(".")[0]]
    return f"Excel: {words}" if name.endswith(BOOK) else words


def measured(files: Iterable[DataFile], contents: Mapping[str, bytes]) -> tuple[DataFile, ...]:
    """Return the files with their sizes, and tables for programs with how many rows they have.

    Args:
        files: The files.
        contents: Their bytes by address.
    """
    return tuple(
        replace(one, size=len(contents[one.address]), rows=_rows(one, contents[one.address]))
        for one in files
    )


def _rows(file: DataFile, data: bytes) -> int | None:
    table = file.name.endswith(".csv") and not file.name.endswith("-excel.csv")
    return sum(1 for _ in csv.reader(io.StringIO(data.decode(), newline=""))) - 1 if table else None


def unit_address(name: str) -> str:
    """Return where a file with every unit's figures lies: accounts apart from what they give."""
    folder = INDICATORS if name.startswith(INDICATORS) else "kommuner"
    return f"data/{folder}/{name}"


def spreadsheet_csv(exhibit: Exhibit, facts: Sequence[Fact]) -> bytes:
    """Return the table as printed, for people with a Norwegian spreadsheet.

    Above it stand its caption, what its values are, and its source, so that a file that is sent on
    says so itself.
    """
    if exhibit.grid is None:
        raise ValueError(exhibit.id)
    about = [f"{term}: {said}" for term, said in about_values(facts).items()]
    source = [plain(exhibit.source.content)] if exhibit.source else []
    return spreadsheet_text(
        [caption_text(exhibit), *about, *source], printed_rows(exhibit.grid, facts)
    )


SELECTION = "utvalg"
DIMENSIONS: dict[str, tuple[str, Callable[[Fact], str]]] = {
    "gruppe": ("Gruppe", lambda o: o.gruppe),
    "indikator": ("Indikator", lambda o: o.indikator),
    "aar": ("År", lambda o: str(o.aar)),
    "utvalg": ("Utvalg", lambda o: o.utvalg),
}


def jsonstat(note: Note, exhibit: Exhibit, facts: Sequence[Fact]) -> bytes:
    """Return the cube gruppe × indikator × aar × utvalg.

    Where the indicator decides the selection, the cube has no dimension of it: most of its cells
    would be combinations that cannot be. ``extension`` then says the selection by indicator.

    ``extension`` also says the basis: by year, or by indicator where a year has several.

    ``value`` is null both for a value the note does not print and for a combination the table
    does not have; ``status`` says ``mangler`` for the first, and else the value's status. Remarks
    stand in ``note``, and by the value's index in ``extension``.
    """
    names = _dimensions(facts)
    getters = [DIMENSIONS[name][1] for name in names]
    cells = {tuple(get(o) for get in getters): o for o in facts}
    axes = [list(dict.fromkeys(get(o) for o in facts)) for get in getters]
    order = [cells.get(key) for key in product(*axes)]
    cube: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": caption_text(exhibit),
        "source": f"{note.about.publisher} ({note.about.abbreviation})",
        "updated": note.about.date.isoformat(),
        "id": names,
        "size": [len(axis) for axis in axes],
        "role": {"time": ["aar"], "metric": ["indikator"]},
        "dimension": {
            name: _dimension(name, axis, facts) for name, axis in zip(names, axes, strict=True)
        },
        "value": [None if o is None or o.verdi is None else float(o.verdi) for o in order],
        "status": {str(at): _status(o) for at, o in enumerate(order) if o is not None},
        "extension": {
            "kilde": note.about.source,
            "lisens": NOTE.words,
            "grunnlag": _bases(facts),
            **({} if SELECTION in names else {SELECTION: _selections(facts)}),
        },
    }
    remarked = {str(at): o for at, o in enumerate(order) if o is not None and o.merknader}
    if remarked:
        cube["note"] = [f"{remark_lead(o, row=True)}: {o.merknad}" for o in remarked.values()]
        cube["extension"] |= {"merknader": {at: o.merknad for at, o in remarked.items()}}
    return (json.dumps(cube, ensure_ascii=False, indent=1) + "\n").encode()


def _dimensions(facts: Sequence[Fact]) -> list[str]:
    """Return the names of the dimensions that the values need."""
    pairs = {(o.indikator, o.utvalg) for o in facts}
    several = len({utvalg for _, utvalg in pairs}) > 1
    decided = len(pairs) == len({indikator for indikator, _ in pairs})
    return [name for name in DIMENSIONS if not (name == SELECTION and several and decided)]


def _selections(facts: Sequence[Fact]) -> dict[str, str]:
    return {o.indikator: o.utvalg for o in facts}


def _status(fact: Fact) -> str:
    return "mangler" if fact.verdi is None else fact.status


def _bases(facts: Sequence[Fact]) -> dict[str, list[str]]:
    """Return the basis of each year; of each indicator where a year has several."""
    years = _bases_by(facts, lambda o: str(o.aar))
    several = any(len(found) > 1 for found in years.values())
    return _bases_by(facts, lambda o: o.indikator) if several else years


def _bases_by(facts: Sequence[Fact], key: Callable[[Fact], str]) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for one in facts:
        found.setdefault(key(one), {})[one.grunnlag] = None
    return {name: list(own) for name, own in found.items()}


def _dimension(name: str, axis: list[str], facts: Sequence[Fact]) -> dict[str, object]:
    label, get = DIMENSIONS[name]
    category: dict[str, object] = {"index": axis}
    if name in {"gruppe", "indikator"}:
        category["label"] = {get(o): _label(name, o) for o in facts}
    if name == "indikator":
        category["unit"] = {o.indikator: {"base": o.enhet, "decimals": 1} for o in facts}
    return {"label": label, "category": category}


def _label(name: str, fact: Fact) -> str:
    """Return the printed words nearest to a dimension's value."""
    rows_are_groups = fact.kolonnegruppe != ""
    if name == "gruppe":
        return fact.rad if rows_are_groups else fact.radgruppe or fact.gruppe
    return fact.kolonnegruppe if rows_are_groups else fact.rad
