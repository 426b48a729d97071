"""The ledger as files: every claim of the note with its verdict, one a row or one a record."""

import json
from collections.abc import Mapping, Sequence

from sitegen.facts.ledger.ledger import Ledger, Reading, Utsagn
from sitegen.facts.observation import csv_text

CLAIMS_CSV, CLAIMS_JSON = "paastander.csv", "paastander.json"
FIELDS: Mapping[str, tuple[str, str]] = {
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
"""The columns of the CSV file, with type and meaning."""


def claims_of(reading: Reading, ledger: Ledger) -> list[Utsagn]:
    """Return every claim in order of reading, those without an entry included."""
    every = [*ledger.claims, *ledger.uncovered]
    return sorted(every, key=lambda one: reading.place(one.draft))


def claim_record(reading: Reading, one: Utsagn) -> dict[str, object]:
    """Return one claim as JSON has it."""
    emne = one.draft.emne
    cells = [reading.evidence.cell(anchor) for anchor in one.verdict.celler]
    used = [cell.o for cell in cells if cell]
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
            "grunnlag": emne.grunnlag or (used[0].grunnlag if used else ""),
            "utvalg": emne.utvalg or (used[0].utvalg if used else ""),
            "maal": emne.maal,
        },
        "celler": list(one.verdict.celler),
        "dekket": one.entry is not None,
    }


def claim_files(reading: Reading, ledger: Ledger) -> dict[str, bytes]:
    """Return the ledger as CSV and JSON, by file name."""
    claims = claims_of(reading, ledger)
    records = [claim_record(reading, one) for one in claims]
    text = json.dumps({"utsagn": records}, ensure_ascii=False, indent=1)
    table = csv_text(FIELDS, [_row(one, claim_record(reading, one)) for one in claims])
    return {CLAIMS_CSV: table.encode(), CLAIMS_JSON: f"{text}\n".encode()}


def _row(one: Utsagn, record: Mapping[str, object]) -> Sequence[object]:
    said = [record[name] for name in ("sitat", "slag", "utfall", "grunnlag")]
    emne = one.draft.emne
    accounts, selection = _basis(record)
    years = tuple(map(str, emne.aar))
    about = [emne.indikator, emne.gruppe, years, accounts, selection, emne.maal]
    return [one.id, *one.lines, *said, *about, one.verdict.celler]


def _basis(record: Mapping[str, object]) -> tuple[str, str]:
    emne = record["emne"]
    return (emne["grunnlag"], emne["utvalg"]) if isinstance(emne, dict) else ("", "")
