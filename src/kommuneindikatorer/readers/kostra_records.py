"""KOSTRA records, one line at a time, into sums. The hot loop of the house: kept plain.

What is the same for many records (whose it is, what its codes mean) is looked up once and
remembered; only the amount is read anew on each line.
"""

import re
from dataclasses import dataclass

from kommuneindikatorer.document import Document
from kommuneindikatorer.journal import Journal
from kommuneindikatorer.model import Filing, Origin
from kommuneindikatorer.problems import Kode
from kommuneindikatorer.readers.accounts_sums import konto_of
from kommuneindikatorer.readers.amounts import Origins
from kommuneindikatorer.readers.kontoplan import Kontoplan
from kommuneindikatorer.readers.kostra_codes import (
    ART,
    BELOP,
    DUBLETT,
    FUNKSJON,
    KAPITTEL,
    KONTOKLASSE,
    LEST_FOR,
    POSTLENGDE,
    Del,
    Skjema,
)
from kommuneindikatorer.readers.kostra_units import Refused, Unit, Units

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

    def read(self, document: Document, journal: Journal, fil: str) -> Filing:
        """Return the count, when every record is summed into its unit or refused.

        Args:
            document: The file.
            journal: Its log.
            fil: Tells it from other files, also from one of the same name.
        """
        last = ""
        unit: Unit | Refused | None = None
        known: dict[str, Codes] = {}
        for number, line in document.lines(journal):
            record = line if len(line) == LENGTH else _cut(line, number, journal)
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
                self._add(unit, codes, record, number, journal)
            elif unit:
                journal.refuse(unit.kode, number, unit.verdi)
        return journal.filing(document.kodet, document.skilletegn)

    def _codes(self, unit: Unit | Refused) -> dict[str, Codes]:
        if isinstance(unit, Refused):
            return {}
        return self._known.setdefault((unit.navn, unit.plan.fra), {})

    def _add(self, unit: Unit, codes: Codes, record: str, number: int, journal: Journal) -> None:
        if codes.kode and not _passes(codes, codes.kode, unit, number, journal):
            return
        amount = record[39:]
        if not _is_amount(amount):
            journal.refuse(BELOP, number, amount)
            return
        belop = unit.sums.belop
        if codes.nokkel in belop:
            if not _again(unit, codes.nokkel, number, journal):
                return
            belop[codes.nokkel] += int(amount)
        else:
            belop[codes.nokkel] = int(amount)
        if codes.shown and self._origins.keeps(unit.kommunenummer):
            origin = Origin(journal.fil, number, "", record)
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


def _cut(line: str, number: int, journal: Journal) -> str | None:
    """Return a record of the wrong length when its 48 first signs are one; it is reported."""
    usable = len(line) > LENGTH and not line[LENGTH:].strip()
    hva = "De 48 første er lest." if usable else "Den er ikke lest."
    tell = journal.report if usable else journal.refuse
    tell(POSTLENGDE, number, line, lengde=len(line), hva=hva)
    return line[:LENGTH] if usable else None


def _passes(codes: Codes, kode: Kode, unit: Unit, number: int, journal: Journal) -> bool:
    """Report faulty codes; return whether the record is used all the same."""
    tell = journal.report if codes.hva else journal.refuse
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


def _again(unit: Unit, nokkel: str, number: int, journal: Journal) -> bool:
    """Report a second record for the same codes; return whether it is to be added."""
    if nokkel in unit.opptatt:
        journal.refuse(LEST_FOR, number, nokkel, region=unit.kommunenummer)
        return False
    journal.report(DUBLETT, number, nokkel, region=unit.kommunenummer)
    unit.sums.ekstra[nokkel] = unit.sums.ekstra.get(nokkel, 0) + 1
    return True
