"""The ledger as files: every claim of the note with its verdict, one a row or one a record."""

import json
from collections.abc import Sequence

from sitegen.facts.fact import csv_text
from sitegen.facts.ledger.model import Ledger, Utsagn
from sitegen.formats.fields import CLAIM_FIELDS
from sitegen.formats.origin import CLAIMS_CSV, CLAIMS_JSON


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
    table = csv_text(CLAIM_FIELDS, map(_row, ledger.every))
    return {CLAIMS_CSV: table.encode(), CLAIMS_JSON: f"{text}\n".encode()}


def _row(one: Utsagn) -> Sequence[object]:
    said = [one.words, one.draft.slag, one.verdict.utfall, one.verdict.grunnlag]
    emne = one.draft.emne
    about = [emne.indikator, emne.gruppe, tuple(map(str, emne.aar)), *one.accounts, emne.maal]
    return [one.id, *one.lines, *said, *about, one.verdict.celler]
