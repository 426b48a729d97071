"""A made-up edition a year later, made of the real note: what every cell must be is known.

Years are moved on by one; each table loses its first year and gains one; a table 4 is added and
figure 4 taken out; spacing, page breaks and page numbers are others.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sitegen.note.model import Exhibit, Row
from support.notes import raw, read

DAY = date(2026, 3, 7)
YEARS = re.compile(r"(?<!\d)20(?:1[4-9]|2[0-9])")
TABLE_4 = """\
Tabell 4 viser langsiktig gjeld i kommunene og fylkeskommunene.

 Tabell 4 Langsiktig gjeld i kommunene og fylkeskommunene. Tall inkl. kommunale
og fylkeskommunale foretak og interkommunale selskaper1. Prosent av brutto driftsinntekter.
2023–2025.

 2023 2024 20251

Kommunesektoren 98,4 101,2   103,9
Kommunene (inkl. Oslo)2   101,3   -   –106,4
Fylkeskommunene 84,0 85,1 86
1 Anslag for 2025 er basert på regnskapsundersøkelse foretatt av KS.
2 Tallet for 2024 er ikke sammenlignbart.

Kilde: Statistisk sentralbyrå (KOSTRA) og KS' regnskapsundersøkelse 2025.
"""
ROLE_4 = """\
  { id = "langsiktig-gjeld", tittel = "Langsiktig gjeld i kommunene og fylkeskommunene", \
bildetekst = "Langsiktig gjeld i kommunene og fylkeskommunene", indikator = "langsiktig_gjeld" },
"""
INDICATOR_4 = """\
  { id = "langsiktig_gjeld", kilde = "prøve" },
"""
"""What an editor must say of the new table."""
VALUES_4: list[list[str | None]] = [
    ["98.4", "101.2", "103.9"],
    ["101.3", None, "-106.4"],
    ["84.0", "85.1", "86"],
]

FINAL_2024 = {
    ("tabell-1", "Netto driftsresultat, konsern, pst. av driftsinntekter"): "0,1",
    ("tabell-1", "Disposisjonsfond, pst. av driftsinntekter"): "11,9",
    ("tabell-1", "Netto gjeld uten pensjonsreserver, i pst. av inntekter"): "55,0",
    ("tabell-3", "Kommunesektoren", "Brutto driftsresultat"): "4,9",
    ("tabell-3", "Kommunesektoren", "Netto driftsresultat"): "0,1",
    ("tabell-3", "Kommunene (inkl. Oslo)", "Brutto driftsresultat"): "4,4",
    ("tabell-3", "Kommunene (inkl. Oslo)", "Netto driftsresultat"): "–0,4",
    ("tabell-3", "Fylkeskommunene", "Brutto driftsresultat"): "7,0",
    ("tabell-3", "Fylkeskommunene", "Netto driftsresultat"): "2,8",
}
"""What became final since: the accounts of 2024, as Statistics Norway's figures give them."""


@dataclass(frozen=True, slots=True)
class MadeUp:
    """The text, and the values of every table in reading order."""

    text: str
    values: dict[str, list[Decimal | None]]

    @property
    def data(self) -> bytes:
        return self.text.encode()


def taught(vocabulary: str) -> str:
    """Return the vocabulary with what the new table needs."""
    text = vocabulary.replace("rolle = [\n", f"rolle = [\n{ROLE_4}")
    return text.replace("indikator = [\n", f"indikator = [\n{INDICATOR_4}")


def made_up() -> MadeUp:
    """Return the made-up edition."""
    note = read()
    lines = raw().decode().split("\n")
    values: dict[str, list[Decimal | None]] = {}
    for exhibit in note.exhibits:
        if exhibit.grid and exhibit.kind == "tabell":
            values[exhibit.id] = [v for row in _rows(exhibit, lines) for v in row]
    _labels_of_figure_3(lines)
    values["figur-3"] = [Decimal(v) for v in ("3.8", "-0.3", "-0.1", "1.4", "1.3", "0.6")]
    values["tabell-4"] = [Decimal(v) if v else None for row in VALUES_4 for v in row]
    lines[610] = lines[610].replace("Dette framgår av figur 4. ", "")
    _other_spacing(lines)
    figure_4 = range(622, 628)
    lines[460] += "\n\n" + _moved_back(TABLE_4)
    text = "\n".join(line for number, line in enumerate(lines) if number not in figure_4)
    return MadeUp(YEARS.sub(lambda year: str(int(year[0]) + 1), text), values)


def _moved_back(text: str) -> str:
    return YEARS.sub(lambda year: str(int(year[0]) - 1), text)


def _rows(exhibit: Exhibit, lines: list[str]) -> Iterator[list[Decimal | None]]:
    """Write each row's new values into the lines, and yield them."""
    groups = exhibit.grid.groups if exhibit.grid else ()
    for number, (group, row) in enumerate((g.label, r) for g in groups for r in g.rows):
        final = FINAL_2024.get((exhibit.id, row.label)) or FINAL_2024.get(
            (exhibit.id, group, row.label)
        )
        printed = _next_year([cell.printed for cell in row.cells], number, final)
        _write(row, printed, lines)
        yield [_value(word) for word in printed]


def _next_year(printed: Sequence[str], number: int, final: str | None) -> list[str]:
    """Return the row a year later: a ten-year row moves on, the others change in every cell."""
    if len(printed) == 10:
        newest = final or printed[9]
        missing = printed[9] in {"", "-"}
        return [*printed[1:9], newest, printed[9] if missing else _step(newest, number)]
    return [_step(word, number + at) for at, word in enumerate(printed)]


def _step(word: str, number: int) -> str:
    """Return a printed value moved by −0,5 to 0,5 and never left alone, with some minus sign."""
    step = (number * 7) % 11 - 5
    value = (_value(word) or Decimal(0)) + Decimal(step or 6) / 10
    minus = "–" if number % 2 else "-"
    return f"{minus if value < 0 else ''}{abs(value)}".replace(".", ",")


def _value(word: str) -> Decimal | None:
    plain = word.replace(",", ".").replace("–", "-")
    return None if plain in {"", "-"} else Decimal(plain)


def _write(row: Row, printed: Sequence[str], lines: list[str]) -> None:
    spans = [span for cell in row.cells for span in cell.spans]
    at = spans[0].line - 1
    blanks = "   " if at % 2 else " "
    lines[at] = lines[at][: spans[0].start] + blanks.join(word for word in printed if word)


def _labels_of_figure_3(lines: list[str]) -> None:
    lines[569], lines[571], lines[572] = "3,8 1,4", "-0,3 1,3", "–0,1 0,6"


def _other_spacing(lines: list[str]) -> None:
    """Change line spacing, page breaks and page numbers where they stand in the real note."""
    for at in range(21, 118):
        if lines[at].strip() and lines[at + 1].strip():
            lines[at] += "\n"
        elif not lines[at].strip():
            lines[at] = "\n"
    for at in (60, 117, 254, 425, 735):
        lines[at] = lines[at].lstrip(" ")
    for at in (86, 178, 378, 480, 659 - 1):
        lines[at] = f" {lines[at]}" if lines[at].strip() else lines[at]
    lines[206] = "3"
    lines[233] += "\n\n5"
