"""Format 3: KOSTRA filuttrekk, records of 48 signs in fixed positions.

1–2 form · 3–6 year · 7 quarter · 8–13 region · 14–22 organisation · 23–31 company ·
32 kontoklasse · 33–36 function or chapter · 37–39 art or sector · 40–48 amount, 1000 kr
"""

import re
from collections.abc import Iterable

from kommuneindikatorer.document import Document
from kommuneindikatorer.model import Basis, Reading, Regnskap
from kommuneindikatorer.problems import Problems, Sted
from kommuneindikatorer.readers.accounts_sums import Sums, lines_of, posts_of
from kommuneindikatorer.readers.amounts import Origins, thousands
from kommuneindikatorer.readers.kontoplan import say_kontoplan, settle_skattearter
from kommuneindikatorer.readers.kostra_codes import KVARTAL, KVARTAL_UTELATT
from kommuneindikatorer.readers.kostra_records import Records
from kommuneindikatorer.readers.kostra_units import Unit, Units, run_controls
from kommuneindikatorer.readers.reader import Task
from kommuneindikatorer.readers.units import settle_unit

__all__ = ["ETIKETT", "ID", "read", "recognise"]

ID = "kostra"
ETIKETT = "KOSTRA-filuttrekk (0A, 0B, 0C, 0D, 0M, 0N, 0P, 0Q)"

_RECORD = re.compile(r"0[A-Y](?:19|20)[0-9]{2}[ 0-4][0-9]{6}[ 0-9]{18}[0-9 ].*")
_LOOKED_AT = 50

type _Period = tuple[str, int, Basis]


def recognise(document: Document) -> int:
    """Return 98 when most of the first lines are records, 40 when one is."""
    lines = document.head[:_LOOKED_AT]
    records = sum(_RECORD.fullmatch(line) is not None for line in lines)
    if not records:
        return 0
    return 98 if 2 * records > len(lines) else 40


def read(task: Task) -> Reading:
    """Return every unit and year of each basis, accounts and balance together."""
    units = Units(task.options)
    records = Records(units, Origins(task.options))
    filer = tuple(
        records.read(document, task.journal(document), f"{number} {document.navn}")
        for number, document in enumerate(task.documents)
    )
    if not tuple(units.all()):
        return Reading(ID, filer, ())
    say_kontoplan(task.assumptions, {unit.aar for unit in units.all()})
    unit = settle_unit((), task.assumptions, said="tusen")
    samlet = settle_skattearter(task.assumptions)
    periods = _periods(units.all(), task.problems).values()
    regnskap = tuple(_regnskap(forms, unit, task, samlet=samlet) for forms in periods)
    return Reading(ID, filer, regnskap)


def _periods(units: Iterable[Unit], problems: Problems) -> dict[_Period, list[Unit]]:
    """Return each unit's forms of the whole year, or of the last quarter there is."""
    found: dict[_Period, dict[int, list[Unit]]] = {}
    for unit in units:
        if unit.sums.belop:
            key = (unit.kommunenummer, unit.aar, unit.skjema.basis)
            found.setdefault(key, {}).setdefault(unit.kvartal, []).append(unit)
    return {key: _latest(key, quarters, problems) for key, quarters in found.items()}


def _latest(key: _Period, quarters: dict[int, list[Unit]], problems: Problems) -> list[Unit]:
    used = 0 if 0 in quarters else max(quarters)
    whose = f"{key[0]} i {key[1]}"
    if used:
        problems.add(KVARTAL, Sted(), str(used), hvem=whose)
    for other in sorted(quarters):
        if other != used:
            problems.add(KVARTAL_UTELATT, Sted(), str(other), hvem=whose)
    return quarters[used]


def _regnskap(forms: list[Unit], unit: str, task: Task, *, samlet: bool) -> Regnskap:
    first = forms[0]
    sums: list[Sums] = [one.sums for one in forms]
    fil = first.fil.partition(" ")[2]
    hvem = f"{first.kommunenummer} i {first.aar} ({first.skjema.basis})"
    run_controls(posts_of(sums), hvem, Sted(fil), task.problems)
    belop = lines_of(sums, first.plan, samlet=samlet)
    return Regnskap(
        kommunenummer=first.kommunenummer,
        navn=None,
        aar=first.aar,
        belop={post: thousands(one, unit) for post, one in belop.items()},
        nivaa=first.skjema.nivaa,
        basis=first.skjema.basis,
    )
