"""The canonical CSV: one row a cell, every value with what it is and where it stands."""

import csv
import io
from collections.abc import Iterable
from decimal import Decimal

from sitegen.facts.observation import Observation

COLUMNS = (
    "tabell",
    "radgruppe",
    "rad",
    "kolonnegruppe",
    "kolonne",
    "indikator",
    "gruppe",
    "aar",
    "utvalg",
    "verdi",
    "enhet",
    "grunnlag",
    "status",
    "fotnoter",
    "linje",
    "trykt",
)


def canonical_csv(observations: Iterable[Observation]) -> bytes:
    """Return UTF-8 CSV with comma and LF; a missing value is an empty field."""
    rows = ([getattr(one, name) for name in COLUMNS] for one in observations)
    return csv_text(COLUMNS, rows).encode()


def csv_text(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return rows below their columns' names, decimals exact, with comma and LF."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(map(_cell, row) for row in rows)
    return text.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ";".join(value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)
