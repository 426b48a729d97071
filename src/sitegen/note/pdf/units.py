"""Words of a label or a caption → the unit of its values, where they name just one."""

import re
from collections.abc import Sequence

from sitegen.note.outline import kinds_differ
from sitegen.note.pdf.grid import GridRow, plain

UNIT = re.compile(
    r"\b(?:(?P<prosentpoeng>prosentpoeng)|(?P<prosent>prosent(?:vis)?|pst\.)|(?P<penger>mrd\.|mill\.|kroner|kr\b)"
    r"|(?P<indeks>indeks)|(?P<antall>antall))",
    re.IGNORECASE,
)


def unit_of(text: str) -> str:
    """Return the unit a text names: «Prosent av driftsinntektene», «mrd. kroner».

    Empty where it names none, or units of two kinds.
    """
    found = list(UNIT.finditer(text))
    kinds = {one.lastgroup for one in found}
    if len(kinds) != 1:
        return ""
    first = found[0]
    if first.lastgroup == "antall":
        words = re.match(r"antall \w+", text[first.start() :], re.IGNORECASE)
        return words[0].lower() if words else "antall"
    rest = text[first.start() :]
    end = rest.find(". ", len(first[0]))
    unit = (rest if end < 0 else rest[:end]).rstrip(". ")
    if first[0].lower() == "pst.":
        unit = f"prosent{rest[len(first[0]) : end if end >= 0 else None]}".rstrip(". ")
    if "endring" in text[: first.start()].lower() or "vekst" in text.lower():
        unit = f"{unit} endring" if not re.search("endring|vekst", unit) else unit
    return unit[0].lower() + unit[1:]


def units_differ(rows: Sequence[GridRow]) -> bool:
    """Return whether the rows' numbers are of two kinds, which one unit cannot be that of."""
    return kinds_differ([[plain(cell) for cell in row.cells] for row in rows])
