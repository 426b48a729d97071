"""Every data file of an edition, by name: the one list that the command line and the site share."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sitegen.facts.fact import Fact, canonical_csv, caption_text, csv_text
from sitegen.facts.ledger.model import Ledger, Utsagn
from sitegen.facts.licences import NOTE
from sitegen.facts.publisher import Publisher
from sitegen.formats.datapackage import Published, datapackage
from sitegen.formats.fields import CLAIM_FIELDS
from sitegen.formats.jsonstat import jsonstat
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


# The ledger as files: every claim of the note with its verdict, one a row or one a record.
def claim_record(one: Utsagn) -> dict[str, object]:
    """Return one claim as JSON has it."""
    emne = one.draft.emne
    return {
        "id": one.id,
        "linjer": list(one.lines),
        "sitat": one.words,
        "slag": one.draft.slag,
        "utfall": one.verdict.utfall,
        "grunnlag": one.verdict.grunnlag,
        "emne": {
            "indikator": emne.indikator,
            "gruppe": list(emne.gruppe),
            "aar": list(emne.aar),
            "grunnlag": one.accounts[0],
            "utvalg": one.accounts[1],
            "maal": emne.maal,
        },
        "celler": list(one.verdict.celler),
        "dekket": one.entry is not None,
    }


def claim_files(ledger: Ledger) -> dict[str, bytes]:
    """Return the ledger as CSV and JSON, by file name."""
    records = [claim_record(one) for one in ledger.every]
    text = json.dumps({"utsagn": records}, ensure_ascii=False, indent=1)
    table = csv_text(CLAIM_FIELDS, map(_claim_row, ledger.every))
    return {CLAIMS_CSV: table.encode(), CLAIMS_JSON: f"{text}\n".encode()}


def _claim_row(one: Utsagn) -> Sequence[object]:
    said = [one.words, one.draft.slag, one.verdict.utfall, one.verdict.grunnlag]
    emne = one.draft.emne
    about = [emne.indikator, emne.gruppe, tuple(map(str, emne.aar)), *one.accounts, emne.maal]
    return [one.id, *one.lines, *said, *about, one.verdict.celler]
