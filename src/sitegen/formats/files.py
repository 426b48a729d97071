"""Every data file of an edition, by name: the one list that the command line and the site share."""

from collections.abc import Mapping, Sequence

from sitegen.facts.observation import Observation
from sitegen.facts.tidy_csv import canonical_csv
from sitegen.formats.datapackage import datapackage
from sitegen.formats.jsonstat import jsonstat
from sitegen.formats.spreadsheet import spreadsheet_csv
from sitegen.note.model import Note

Observations = Mapping[str, Sequence[Observation]]
PACKAGE = "datapackage.json"


def extract_files(note: Note, observations: Observations) -> dict[str, bytes]:
    """Return what ``sitegen extract`` writes: the model, and one canonical CSV a table."""
    tables = {f"{name}.csv": canonical_csv(rows) for name, rows in observations.items()}
    return {"notat.json": f"{note.model_dump_json(indent=1)}\n".encode(), **tables}


def data_files(note: Note, observations: Observations, raw: bytes) -> dict[str, bytes]:
    """Return all files the site offers under ``data/``, the raw text and the package included."""
    files = {"note.txt": raw, **extract_files(note, observations)}
    files["alle-tall.csv"] = canonical_csv(o for rows in observations.values() for o in rows)
    for name, rows in observations.items():
        exhibit = note.exhibit(name)
        files[f"{name}-excel.csv"] = spreadsheet_csv(exhibit, rows)
        files[f"{name}.json"] = jsonstat(note, exhibit, rows)
    return {**files, PACKAGE: datapackage(note, files)}
