"""The canonical CSV: one row a cell, every value with what it is and where it stands."""

import csv
import io
from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal

from sitegen.tables.observation import Observation

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
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_row, observations))
    return text.getvalue().encode()


def _row(observation: Observation) -> list[str]:
    names = {field.name for field in fields(observation)}
    return [_text(getattr(observation, name)) for name in COLUMNS if name in names]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ";".join(value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)
