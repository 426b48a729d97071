"""Canonical CSV read back to observations; what is not exactly that is refused."""

import csv
import io
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from sitegen.facts.observation import Observation
from sitegen.facts.tidy_csv import COLUMNS
from sitegen.note.errors import Fault, SourceError


def read_observations(data: bytes, place: str) -> Iterator[Observation]:
    """Yield the rows of a canonical CSV; raises ``SourceError`` with the row that is not one."""
    line = 1
    try:
        rows = csv.DictReader(io.StringIO(data.decode(), newline=""), strict=True)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            found = ", ".join(rows.fieldnames or ()) or "en tom fil"
            raise SourceError(Fault(place, line, f"kolonnene {', '.join(COLUMNS)}", found))
        for row in rows:
            line = rows.line_num
            yield _observation(row)
    except (UnicodeDecodeError, csv.Error, InvalidOperation, ValueError) as error:
        found = f"noe annet ({error})"
        raise SourceError(Fault(place, line, "en rad med tall", found)) from error


def _observation(row: Mapping[str, str]) -> Observation:
    if set(row) != set(COLUMNS) or None in row.values():
        message = "feil antall felter"
        raise ValueError(message)
    return Observation(
        tabell=row["tabell"],
        radgruppe=row["radgruppe"],
        rad=row["rad"],
        kolonnegruppe=row["kolonnegruppe"],
        kolonne=row["kolonne"],
        indikator=row["indikator"],
        gruppe=row["gruppe"],
        aar=int(row["aar"]),
        utvalg=row["utvalg"],
        verdi=_value(row["verdi"]),
        enhet=row["enhet"],
        grunnlag=row["grunnlag"],
        status=row["status"],
        fotnoter=tuple(row["fotnoter"].split(";")) if row["fotnoter"] else (),
        linje=int(row["linje"]),
        trykt=row["trykt"],
    )


def _value(text: str) -> Decimal | None:
    if not text:
        return None
    value = Decimal(text)
    if not value.is_finite():
        message = f"«{text}» er ikke et tall"
        raise ValueError(message)
    return value
