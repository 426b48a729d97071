"""Format 3: KOSTRA filuttrekk, records of 48 signs in fixed positions.

1–2 form · 3–6 year · 7 quarter · 8–13 region · 14–22 organisation · 23–31 company ·
32 kontoklasse · 33–36 function or chapter · 37–39 art or sector · 40–48 amount, 1000 kr

The records come first, one line at a time, into sums: the hot loop of the house, kept plain.
What is the same for many records (whose it is, what its codes mean) is looked up once and
remembered; only the amount is read anew on each line.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kommuneindikatorer.document import Document
from kommuneindikatorer.model import Basis, Filing, Origin, Reading, Regnskap
from kommuneindikatorer.problems import Kode, Problems, Sted
from kommuneindikatorer.readers.amounts import Origins, settle_unit, thousands
from kommuneindikatorer.readers.kontoplan import (
    Kontoplan,
    Sums,
    konto_of,
    lines_of,
    posts_of,
    say_kontoplan,
    settle_skattearter,
)
from kommuneindikatorer.readers.kostra_codes import (
    ART,
    BELOP,
    DUBLETT,
    FUNKSJON,
    KAPITTEL,
    KONTOKLASSE,
    KVARTAL,
    KVARTAL_UTELATT,
    LEST_FOR,
    POSTLENGDE,
    Del,
    Skjema,
)
from kommuneindikatorer.readers.kostra_units import Refused, Unit, Units, run_controls
from kommuneindikatorer.readers.reader import Task
from kommuneindikatorer.row_log import RowLog

LENGTH = 48
_is_amount = re.compile(" *-?[0-9]+").fullmatch
_is_art = re.compile("[0-9]{3}").fullmatch
_is_code = re.compile("[0-9]{1,4}").fullmatch


@dataclass(frozen=True, slots=True)
class Codes:
    """What eight signs of codes mean under one form and chart.

    Attributes:
        nokkel: The signs, the same object for all units.
        kode: What is wrong with them; None when nothing is.
        verdi: The faulty part.
        hva: What was done about it; empty when the record is refused.
        shown: Whether it belongs to a line, so that its record is worth keeping.
    """

    nokkel: str
    kode: Kode | None = None
    verdi: str = ""
    hva: str = ""
    shown: bool = False


class Records:
    """Reads documents into units."""

    def __init__(self, units: Units, origins: Origins) -> None:
        """Start with no codes known."""
        self._units = units
        self._origins = origins
        self._known: dict[tuple[str, int], dict[str, Codes]] = {}

    def read(self, document: Document, row_log: RowLog, fil: str) -> Filing:
        """Return the count, when every record is summed into its unit or refused.

        Args:
            document: The file.
            row_log: Its log.
            fil: Tells it from other files, also from one of the same name.
        """
        last = ""
        unit: Unit | Refused | None = None
        known: dict[str, Codes] = {}
        for number, line in document.lines(row_log):
            record = line if len(line) == LENGTH else _cut(line, number, row_log)
            if record is None:
                continue
            if record[:13] != last:
                last = record[:13]
                unit = self._units.find(last, fil)
                known = self._codes(unit)
            if isinstance(unit, Unit):
                nokkel = record[31:39]
                codes = known.get(nokkel)
                if codes is None:
                    codes = known[nokkel] = check_codes(nokkel, unit.skjema, unit.plan)
                self._add(unit, codes, record, number, row_log)
            elif unit:
                row_log.refuse(unit.kode, number, unit.verdi)
        return row_log.filing(document.kodet, document.skilletegn)

    def _codes(self, unit: Unit | Refused) -> dict[str, Codes]:
        if isinstance(unit, Refused):
            return {}
        return self._known.setdefault((unit.navn, unit.plan.fra), {})

    def _add(self, unit: Unit, codes: Codes, record: str, number: int, row_log: RowLog) -> None:
        if codes.kode and not _passes(codes, codes.kode, unit, number, row_log):
            return
        amount = record[39:]
        if not _is_amount(amount):
            row_log.refuse(BELOP, number, amount)
            return
        belop = unit.sums.belop
        if codes.nokkel in belop:
            if not _again(unit, codes.nokkel, number, row_log):
                return
            belop[codes.nokkel] += int(amount)
        else:
            belop[codes.nokkel] = int(amount)
        if codes.shown and self._origins.keeps(unit.kommunenummer):
            origin = Origin(row_log.fil, number, "", record)
            unit.sums.opphav.setdefault(codes.nokkel, []).append(origin)


def check_codes(nokkel: str, skjema: Skjema, plan: Kontoplan) -> Codes:
    """Return what the codes mean, and what is wrong with them (controls 009–012)."""
    if nokkel[0] not in skjema.klasser:
        return Codes(nokkel, KONTOKLASSE, nokkel[0])
    konto = konto_of(nokkel)
    if not _is_code(konto.funksjon):
        kode = KAPITTEL if konto.del_ is Del.BALANSE else FUNKSJON
        return Codes(nokkel, kode, nokkel[1:5])
    line = konto.line(plan, samlet=False)
    if konto.del_ is Del.BALANSE or konto.art in plan.arter:
        return Codes(nokkel, shown=line is not None)
    if not _is_art(konto.art):
        return Codes(nokkel, ART, konto.art)
    hva = (
        "Beløpet er regnet med på linjen arten ligger under."
        if line
        else "Beløpet er bare med i kontrollsummene."
    )
    return Codes(nokkel, ART, konto.art, hva, line is not None)


def _cut(line: str, number: int, row_log: RowLog) -> str | None:
    """Return a record of the wrong length when its 48 first signs are one; it is reported."""
    usable = len(line) > LENGTH and not line[LENGTH:].strip()
    hva = "De 48 første er lest." if usable else "Den er ikke lest."
    tell = row_log.report if usable else row_log.refuse
    tell(POSTLENGDE, number, line, lengde=len(line), hva=hva)
    return line[:LENGTH] if usable else None


def _passes(codes: Codes, kode: Kode, unit: Unit, number: int, row_log: RowLog) -> bool:
    """Report faulty codes; return whether the record is used all the same."""
    tell = row_log.report if codes.hva else row_log.refuse
    tell(
        kode,
        number,
        codes.verdi,
        skjema=unit.navn,
        aar=unit.aar,
        riktig=" eller ".join(sorted(unit.skjema.klasser)),
        hva=codes.hva or "Posten er ikke regnet med.",
    )
    return bool(codes.hva)


def _again(unit: Unit, nokkel: str, number: int, row_log: RowLog) -> bool:
    """Report a second record for the same codes; return whether it is to be added."""
    if nokkel in unit.opptatt:
        row_log.refuse(LEST_FOR, number, nokkel, region=unit.kommunenummer)
        return False
    row_log.report(DUBLETT, number, nokkel, region=unit.kommunenummer)
    unit.sums.ekstra[nokkel] = unit.sums.ekstra.get(nokkel, 0) + 1
    return True


ID = "kostra"
ETIKETT = "KOSTRA-filuttrekk (0A, 0B, 0C, 0D, 0M, 0N, 0P, 0Q)"
PRECEDENCE = 3

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
        records.read(document, task.row_log(document), f"{number} {document.navn}")
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
