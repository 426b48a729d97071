"""Format 3: KOSTRA filuttrekk, records of 48 signs in fixed positions.

1–2 form · 3–6 year · 7 quarter · 8–13 region · 14–22 organisation · 23–31 company ·
32 kontoklasse · 33–36 function or chapter · 37–39 art or sector · 40–48 amount, 1000 kr

A file may have half a million records. What is the same for many of them (whose they are, what
their codes mean) is looked up once and remembered; only the amount is read anew on each line.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kommuneindikatorer.document import INSIDE, Document
from kommuneindikatorer.model import Basis, Filing, Nivaa, Origin, Reading, Regnskap
from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.problems import Kode, Problems, Sted, Tvil, doubt
from kommuneindikatorer.readers.amounts import Origins, settle_unit, thousands
from kommuneindikatorer.readers.kontoplan import (
    Del,
    Kontoplan,
    Sums,
    accounts_of,
    doubt_of_unknown,
    konto_of,
    kontoplan_of,
    lines_of,
    say_kontoplan,
    settle_skattearter,
)
from kommuneindikatorer.readers.kostra import controls
from kommuneindikatorer.readers.reader import Task
from kommuneindikatorer.row_log import RowLog

ID = "kostra"
ETIKETT = "KOSTRA-filuttrekk"
PRECEDENCE = 1

LENGTH = 48
_LOOKED_AT = 50
_RECORD = re.compile(r"0[A-Ya-y](?:19|20)[0-9]{2}[ 0-4][0-9]{6}[ 0-9]{18}[0-9 ].*")
_YEAR = re.compile("(?:19|20)[0-9]{2}[ 0-4]")
_REGION = re.compile("[0-9]{6}")
_is_amount = re.compile(" *-?[0-9]+").fullmatch
_is_art = re.compile("[0-9]{3}").fullmatch
_is_code = re.compile("[0-9]{1,4}").fullmatch


@dataclass(frozen=True, slots=True)
class Skjema:
    """One form: its classes of account, and whose accounts they are."""

    klasser: str
    nivaa: Nivaa
    basis: Basis


SKJEMAER: Mapping[str, Skjema] = {
    "0A": Skjema("01", Nivaa.KOMMUNE, Basis.KASSE),
    "0B": Skjema("2", Nivaa.KOMMUNE, Basis.KASSE),
    "0C": Skjema("01", Nivaa.FYLKESKOMMUNE, Basis.KASSE),
    "0D": Skjema("2", Nivaa.FYLKESKOMMUNE, Basis.KASSE),
    "0M": Skjema("34", Nivaa.KOMMUNE, Basis.KONSERN),
    "0N": Skjema("5", Nivaa.KOMMUNE, Basis.KONSERN),
    "0P": Skjema("34", Nivaa.FYLKESKOMMUNE, Basis.KONSERN),
    "0Q": Skjema("5", Nivaa.FYLKESKOMMUNE, Basis.KONSERN),
}
"""The forms that are a unit's accounts. Source: Statistics Norway, KOSTRA, control 009."""

FORETAK: Mapping[str, str] = {
    "0F": "et kirkelig fellesråd",
    "0G": "et kirkelig fellesråd",
    "0I": "et kommunalt foretak eller annet særregnskap",
    "0J": "et kommunalt foretak eller annet særregnskap",
    "0K": "et fylkeskommunalt foretak eller annet særregnskap",
    "0L": "et fylkeskommunalt foretak eller annet særregnskap",
    "0X": "et helseforetak",
    "0Y": "et helseforetak",
}
"""Whose accounts the other forms are: not the unit's own, and the unit's companies are in 0M–0Q.

Source: Statistics Norway, KOSTRA-kontrollprogrammet, the forms it controls."""

ANDRE_SKJEMAER: Mapping[str, str] = {
    "11CF": "kvalifiseringsstønad",
    "11F": "økonomisk sosialhjelp",
    "15F": "barnevern",
    "52AF": "familievern, klienter",
    "52BF": "familievern, grupper",
    "53F": "familievern, utadrettet virksomhet",
    "55F": "familievern, mekling",
}
"""KOSTRA forms of records in fixed positions that are no accounts. Source: as `FORETAK`."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why none of the records that begin so are read."""

    kode: Kode
    verdi: str


@dataclass(slots=True)
class Unit:
    """One form of one unit and period, with what its records sum to.

    Attributes:
        navn: The form's name, ``0A``.
        skjema: What the form holds.
        aar: Year.
        kvartal: Quarter, 0 for the year.
        kommunenummer: Four digits.
        plan: The chart of that year.
        fil: The file it is in, with its number before its name.
        sums: Sums by account.
        ukjent: Whether it has arts that the chart comes nowhere near.
    """

    navn: str
    skjema: Skjema
    aar: int
    kvartal: int
    kommunenummer: str
    plan: Kontoplan
    fil: str
    sums: Sums = field(default_factory=Sums)
    ukjent: bool = False

    @property
    def fil_navn(self) -> str:
        """The file's own name."""
        return self.fil.partition(" ")[2]

    def add(self, part: "Unit") -> None:
        """Add a part of the same form, which has other accounts."""
        self.sums.belop.update(part.sums.belop)
        self.sums.ekstra.update(part.sums.ekstra)
        self.sums.opphav.update(part.sums.opphav)
        self.ukjent = self.ukjent or part.ukjent


@dataclass(frozen=True, slots=True)
class Codes:
    """What eight signs of codes mean under one form and chart.

    Attributes:
        nokkel: The signs, the same object for all units.
        kode: What is wrong with them; None when nothing is.
        verdi: The faulty part.
        hva: What was done about it; empty when the record is refused.
        shown: Whether it belongs to a line, so that «show how» may need its record.
        ukjent: Whether neither the art nor one like it is in the chart.
    """

    nokkel: str
    kode: Kode | None = None
    verdi: str = ""
    hva: str = ""
    shown: bool = False
    ukjent: bool = False


@dataclass(slots=True)
class Passed:
    """Records of one form that is no unit's own accounts: said once, not for each of them."""

    why: Refused
    first: int
    rows: int = 0


class Records:
    """Reads documents into units."""

    def __init__(self, task: Task) -> None:
        """Start with no units and no codes known."""
        self.units: dict[tuple[str, int, int, str, str], Unit] = {}
        self._options = task.options
        self._origins = Origins(task.options)
        self._known: dict[tuple[str, int], dict[str, Codes]] = {}

    def read(self, document: Document, row_log: RowLog, fil: str) -> dict[str, Passed]:
        """Return what was passed over, when every other record is summed or refused.

        Args:
            document: The file.
            row_log: Its log.
            fil: Tells it from other files, also from one of the same name.
        """
        last = ""
        unit: Unit | Refused | None = None
        known: dict[str, Codes] = {}
        passed: dict[str, Passed] = {}
        for number, line in document.lines(row_log):
            record = line if len(line) == LENGTH else _cut(_bare(line), number, row_log)
            if record is None:
                continue
            if record[:13] != last:
                last = record[:13]
                unit = self._unit(last, fil)
                if isinstance(unit, Unit):
                    known = self._known.setdefault((unit.navn, unit.plan.fra), {})
            if isinstance(unit, Unit):
                nokkel = record[31:39]
                codes = known.get(nokkel)
                if codes is None:
                    codes = known[nokkel] = check_codes(nokkel, unit.skjema, unit.plan)
                self._add(unit, codes, record, number, row_log)
            elif unit and unit.kode in _BY_FORM:
                passed.setdefault(unit.verdi, Passed(unit, number)).rows += 1
            elif unit:
                row_log.refuse(unit.kode, number, unit.verdi)
        return passed

    def _unit(self, head: str, fil: str) -> Unit | Refused:
        """Return the unit a record's first thirteen signs name, or why there is none."""
        navn, period, region = head[:2].upper(), head[2:7], head[7:13]
        if refused := _refused(navn, period, region):
            return refused
        aar, kvartal = int(period[:4]), int(period[4].strip() or 0)
        key = (navn, aar, kvartal, region[:4], fil)
        unit = self.units.get(key)
        if unit is None:
            plan = kontoplan_of(aar, self._options)
            unit = self.units[key] = Unit(navn, SKJEMAER[navn], aar, kvartal, region[:4], plan, fil)
        return unit

    def _add(self, unit: Unit, codes: Codes, record: str, number: int, row_log: RowLog) -> None:
        if codes.kode and not _passes(codes, codes.kode, unit, number, row_log):
            return
        amount = record[39:]
        if not _is_amount(amount):
            row_log.refuse(controls.BELOP, number, amount)
            return
        if codes.ukjent:
            unit.ukjent = True
        belop = unit.sums.belop
        if codes.nokkel in belop:
            row_log.report(controls.DUBLETT, number, codes.nokkel, region=unit.kommunenummer)
            unit.sums.ekstra[codes.nokkel] = unit.sums.ekstra.get(codes.nokkel, 0) + 1
            belop[codes.nokkel] += int(amount)
        else:
            belop[codes.nokkel] = int(amount)
        if codes.shown and self._origins.allows(unit.kommunenummer):
            origin = Origin(row_log.fil, number, "", record)
            unit.sums.opphav.setdefault(codes.nokkel, []).append(origin)


def _bare(line: str) -> str:
    """Return a line without the quotes that programs put around a text of one column."""
    return line[1:-1] if line[:1] == line[-1:] == '"' else line


def _cut(line: str, number: int, row_log: RowLog) -> str | None:
    """Return a record of the wrong length when its 48 first signs are one; it is reported."""
    if len(line) == LENGTH:
        return line
    usable = len(line) > LENGTH and not line[LENGTH:].strip()
    hva = "De 48 første er lest." if usable else "Den er ikke lest."
    report = row_log.report if usable else row_log.refuse
    report(controls.POSTLENGDE, number, line, lengde=len(line), hva=hva)
    return line[:LENGTH] if usable else None


_BY_FORM = (controls.FORETAK_UTELATT, controls.UKJENT_SKJEMA)


def _refused(navn: str, period: str, region: str) -> Refused | None:
    if navn in FORETAK:
        return Refused(controls.FORETAK_UTELATT, navn)
    if navn not in SKJEMAER:
        return Refused(controls.UKJENT_SKJEMA, navn)
    if not _YEAR.fullmatch(period):
        return Refused(controls.UGYLDIG_AARGANG, period)
    if not _REGION.fullmatch(region) or not int(region[:4]):
        return Refused(controls.UGYLDIG_REGION, region)
    return Refused(controls.BYDEL_UTELATT, region) if region[4:] != "00" else None


def check_codes(nokkel: str, skjema: Skjema, plan: Kontoplan) -> Codes:
    """Return what the codes mean, and what is wrong with them (controls 009–012)."""
    if nokkel[0] not in skjema.klasser:
        return Codes(nokkel, controls.KONTOKLASSE, nokkel[0])
    konto = konto_of(nokkel)
    is_balance = konto.del_ is Del.BALANSE
    if not _is_code(konto.funksjon):
        return Codes(nokkel, controls.KAPITTEL if is_balance else controls.FUNKSJON, nokkel[1:5])
    has_line = plan.line_of(konto) is not None
    if is_balance or konto.art in plan.arter:
        return Codes(nokkel, shown=has_line)
    if not _is_art(konto.art):
        return Codes(nokkel, controls.ART, konto.art)
    where = "regnet med på linjen arten ligger under" if has_line else "bare med i kontrollsummene"
    ukjent = konto.del_ is Del.DRIFT and not plan.knows(konto.art)
    return Codes(nokkel, controls.ART, konto.art, f"Beløpet er {where}.", has_line, ukjent)


def _passes(codes: Codes, kode: Kode, unit: Unit, number: int, row_log: RowLog) -> bool:
    """Report faulty codes; return whether the record is used all the same."""
    report = row_log.report if codes.hva else row_log.refuse
    report(
        kode,
        number,
        codes.verdi,
        skjema=unit.navn,
        aar=unit.aar,
        riktig=" eller ".join(unit.skjema.klasser),
        hva=codes.hva or "Posten er ikke regnet med.",
    )
    return bool(codes.hva)


def recognise(document: Document) -> int:
    """Return 98 when most of the first lines are records, 40 when one is, 3 for other records."""
    lines = [_bare(line) for line in document.head[:_LOOKED_AT]]
    records = sum(_RECORD.fullmatch(line) is not None for line in lines)
    if not records:
        return 3 if _has_positions(lines) else 0
    return 98 if 2 * records > len(lines) else 40


_OTHER = re.compile(r"[0-9]{4}(?=.*[0-9]{8})[0-9A-ZÆØÅa-zæøå .,-]{36,}")


def _has_positions(lines: Sequence[str]) -> bool:
    """Return whether nearly all lines are records of one length in fixed positions."""
    alike = Counter(len(line) for line in lines if _OTHER.fullmatch(line))
    return 10 * max(alike.values(), default=0) >= 9 * len(lines) > 0


def read(task: Task) -> Reading:
    """Return every unit and year of each basis, accounts and balance together."""
    records = Records(task)
    read_ones = [
        (document, fil, _taken(document, fil, records, task))
        for number, document in enumerate(task.documents)
        for fil in (f"{number} {document.navn}",)
    ]
    logs = {fil: taken for _, fil, taken in read_ones if isinstance(taken, RowLog)}
    units = _joined(records.units.values(), logs)
    filer = tuple(
        taken.filing(document.kodet, document.skilletegn) if isinstance(taken, RowLog) else taken
        for document, _, taken in read_ones
    )
    if not units:
        return Reading(ID, filer, ())
    say_kontoplan(task.assumptions, {unit.aar for unit in units})
    unit = settle_unit((), task.assumptions, said="tusen")
    samlet = settle_skattearter(task.assumptions)
    periods = _periods(units, task.problems)
    regnskap = tuple(
        _regnskap(forms, unit, task, samlet=samlet)
        for period in periods
        for forms in _by_delivery(period)
    )
    forms = dict.fromkeys(sorted(one.navn for one in units))
    return Reading(ID, filer, regnskap, skjemaer=tuple(forms))


def _taken(document: Document, fil: str, records: Records, task: Task) -> RowLog | Filing:
    """Return the log of a file whose records are read or passed over; the count of one refused."""
    row_log = task.row_log(document)
    if not any(map(_RECORD.fullmatch, map(_bare, document.head))) and _has_positions(document.head):
        return document.refused(row_log, controls.ANNET_SKJEMA, hva=_other_form(document.navn))
    passed = records.read(document, row_log, fil)
    is_alone = sum(one.rows for one in passed.values()) == row_log.unrefused
    for navn, one in passed.items():
        kode = one.why.kode
        if is_alone and navn in FORETAK:
            kode = controls.BARE_FORETAK
        hva = FORETAK.get(navn, "")
        row_log.refuse(kode, one.first, navn, rows=one.rows, antall=one.rows, hva=hva)
    return row_log


def _other_form(navn: str) -> str:
    found = re.search(r"(?<![0-9])[0-9]{2}[A-Z]?F(?![A-Z])", navn.upper())
    form = found[0] if found else ""
    if not form:
        return "Trolig er det et annet KOSTRA-skjema"
    about = ANDRE_SKJEMAER.get(form)
    return f"Navnet tyder på skjema {form}{f' ({about})' if about else ''}"


def _joined(units: Iterable[Unit], logs: Mapping[str, RowLog]) -> list[Unit]:
    """Return the units, with parts of a form that several files have put together.

    Files that have some of the same accounts are rivals, and stay; one with the same figures as
    another is said and left out.
    """
    found: dict[tuple[str, int, int, str], list[Unit]] = {}
    for unit in units:
        several = found.setdefault((unit.navn, unit.aar, unit.kvartal, unit.kommunenummer), [])
        if any(one.fil_navn == unit.fil_navn for one in several):
            _say_again(unit, logs)
        else:
            several.append(unit)
    return [one for several in found.values() for one in _put_together(several, logs)]


def _put_together(several: Sequence[Unit], logs: Mapping[str, RowLog]) -> list[Unit]:
    """Return the rivals among the files of one form, each with the parts no file is a rival of."""
    if len(several) == 1:
        return [*several]
    apart = _different(several, logs)
    count = Counter(konto for one in apart for konto in one.sums.belop)
    parts: list[Unit] = []
    rivals: list[Unit] = []
    for one in apart:
        if all(count[konto] == 1 for konto in one.sums.belop):
            parts.append(one)
            continue
        beside = (it for it in rivals if it.sums.belop.keys().isdisjoint(one.sums.belop))
        if whole := next(beside, None):
            whole.add(one)
        else:
            rivals.append(one)
    wholes = _different(rivals, logs) or [parts.pop(0)]
    for whole in wholes:
        for part in parts:
            whole.add(part)
    return wholes


def _different(several: Iterable[Unit], logs: Mapping[str, RowLog]) -> list[Unit]:
    """Return the units that have not the same figures as one before them, which is said."""
    apart: list[Unit] = []
    for one in several:
        if any(one.sums.belop == other.sums.belop for other in apart):
            _say_again(one, logs)
        else:
            apart.append(one)
    return apart


def _say_again(unit: Unit, logs: Mapping[str, RowLog]) -> None:
    """Say that a file's form is not counted, for it has been read from another."""
    rows = len(unit.sums.belop) + sum(unit.sums.ekstra.values())
    logs[unit.fil].refuse(controls.LEST_FOR, None, unit.navn, rows=rows, region=unit.kommunenummer)


_LAST_QUARTER = 4


def _periods(units: Iterable[Unit], problems: Problems) -> list[list[Unit]]:
    """Return each unit's forms of the whole year, or of the last quarter there is."""
    found: dict[tuple[str, int, Basis], dict[int, list[Unit]]] = {}
    for unit in units:
        if unit.sums.belop:
            key = (unit.kommunenummer, unit.aar, unit.skjema.basis)
            found.setdefault(key, {}).setdefault(unit.kvartal, []).append(unit)
    return [_latest(quarters, problems) for quarters in found.values()]


def _by_delivery(forms: list[Unit]) -> Iterator[list[Unit]]:
    """Yield the forms of each file where several files have the same form, with what is in one."""
    count = Counter(one.navn for one in forms)
    alone = [one for one in forms if count[one.navn] == 1]
    rivals = [one for one in forms if count[one.navn] > 1]
    for fil in dict.fromkeys(_outer(one) for one in rivals):
        yield [*(one for one in rivals if _outer(one) == fil), *alone]
    if not rivals:
        yield forms


def _outer(unit: Unit) -> str:
    """Return the file a unit is in, that of a zip for what is inside it."""
    number, _, name = unit.fil.partition(" ")
    outer, inside, _ = name.partition(INSIDE)
    return outer if inside else f"{number} {name}"


def _latest(quarters: dict[int, list[Unit]], problems: Problems) -> list[Unit]:
    used = 0 if 0 in quarters else max(quarters)
    first = quarters[used][0]
    whose = f"{first.kommunenummer} i {first.aar}"
    if used == _LAST_QUARTER:
        problems.add(controls.KVARTAL, Sted(), str(used), hvem=whose)
    for other in sorted(quarters.keys() - {used}):
        problems.add(controls.KVARTAL_UTELATT, Sted(), str(other), hvem=whose)
    return quarters[used]


def _regnskap(forms: list[Unit], unit: str, task: Task, *, samlet: bool) -> Regnskap:
    first = forms[0]
    sums = [one.sums for one in forms]
    hvem = f"{first.kommunenummer} i {first.aar} ({first.skjema.basis})"
    sted = Sted(first.fil_navn)
    failed = controls.run_controls(accounts_of(sums), hvem, sted, task.problems)
    belop = lines_of(sums, first.plan, samlet=samlet)
    return Regnskap(
        kommunenummer=first.kommunenummer,
        navn=None,
        aar=first.aar,
        belop={post: thousands(one, unit) for post, one in belop.items()},
        nivaa=first.skjema.nivaa,
        basis=first.skjema.basis,
        tvil=tuple(_doubts(forms, hvem, failed)),
        fil=first.fil_navn,
    )


def _doubts(forms: list[Unit], hvem: str, failed: frozenset[str]) -> Iterator[Tvil]:
    """Yield why the forms may not be a year's accounts by the chart."""
    first = forms[0]
    if 0 < first.kvartal < _LAST_QUARTER:
        yield doubt(controls.DEL_AV_AARET, verdi=str(first.kvartal), hvem=hvem)
    elif controls.DRIFT_I_BALANSE.kode in failed:
        left = controls.share_left(accounts_of(one.sums for one in forms))
        if left is not None:
            pst = format_number(100 * left, 1)
            yield doubt(controls.DRIFT_UFULLSTENDIG, Sted(first.fil_navn), hvem=hvem, pst=pst)
    for one in forms:
        if one.ukjent and (found := doubt_of_unknown(one.sums, one.plan, hvem, one.fil_navn)):
            yield found
