"""Format 5: a ledger in long form, one row for each period, account and function.

The rows come first: whose each is, its account and its amount.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kommuneindikatorer.document import Document, Row
from kommuneindikatorer.items import POST, Slag
from kommuneindikatorer.model import Basis, Filing, Nivaa, Origin, Reading, Regnskap
from kommuneindikatorer.numbers import DecimalSign, Unreadable, exact_sum, in_thousands, read_number
from kommuneindikatorer.options import Options
from kommuneindikatorer.problems import (
    MANGLER_KOLONNE,
    NULL_FORAN,
    UGYLDIG_AAR,
    UGYLDIG_NUMMER,
    ULIKT_ANTALL_FELT,
    Alvor,
    Kode,
    Sted,
)
from kommuneindikatorer.readers.amounts import (
    OF_UNREADABLE,
    WITHIN,
    Income,
    Origins,
    named_places,
    settle_basis,
    settle_decimal,
    settle_unit,
    thousands,
)
from kommuneindikatorer.readers.kontoplan import (
    DEL_AV_KLASSE,
    Amount,
    Del,
    Sums,
    accounts_of,
    kontoplan_of,
    lines_of,
    say_kontoplan,
    settle_skattearter,
)
from kommuneindikatorer.readers.kostra_controls import BYDEL_UTELATT, run_controls
from kommuneindikatorer.readers.reader import Task
from kommuneindikatorer.row_log import RowLog
from kommuneindikatorer.wording import shortened

ID = "hovedbok"
ETIKETT = "Hovedbok (periode, region, kontoklasse, funksjon, art, beløp)"
PRECEDENCE = 4

_NAMES: Mapping[str, tuple[str, ...]] = {
    "periode": ("periode", "aar", "ar", "regnskapsaar", "regnskapsar", "argang"),
    "region": ("region", "kommunenummer", "kommunenr", "knr", "kommune", "fylkeskommune"),
    "kontoklasse": ("kontoklasse", "klasse"),
    "funksjon": ("funksjon", "kapittel", "funksjon_kapittel", "funksjon_eller_kapittel"),
    "art": ("art", "artskonto", "art_sektor", "art_eller_sektor"),
    "belop": ("belop", "belop_kr", "belop_i_kr", "belop_i_1000_kr", "belop_1000_kr", "belop_nok"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The heading row, understood.

    Attributes:
        row: 1-based line of the heading.
        places: Place of each column, by the first of its names.
        width: How many columns there are.
        belop: The amount's heading as written.
        split: Whether columns are parted by blanks only.
    """

    row: int
    places: Mapping[str, int]
    width: int
    belop: str
    split: bool

    def cells(self, row: Row) -> tuple[str, ...]:
        """Return a row's cells; the last takes the rest where blanks part them."""
        if self.split and len(row.cells) == 1:
            return tuple(row.cells[0].split(maxsplit=self.width - 1))
        return row.cells


def find_columns(rows: Sequence[Row]) -> Columns | None:
    """Return the first row with art, amount and one more code; None when there is none."""
    return next(filter(None, map(_columns, rows[:WITHIN])), None)


def _columns(row: Row) -> Columns | None:
    split = len(row.cells) == 1
    headings = tuple(row.cells[0].split()) if split else row.cells
    places = named_places(headings, _NAMES)
    if not {"art", "belop"} <= places.keys() or not {"funksjon", "kontoklasse"} & places.keys():
        return None
    return Columns(row.number, places, len(headings), shortened(headings[places["belop"]]), split)


UGYLDIG_KLASSE = Kode(
    "ugyldig-kontoklasse",
    Alvor.FEIL,
    "«{verdi}» er ikke en kontoklasse. Raden er ikke lest.",
    "Bruk 0–2 (kommunekassen) eller 3–5 (konsern).",
)
UGYLDIG_ART = Kode(
    "ugyldig-art",
    Alvor.FEIL,
    "«{verdi}» er ikke en art. Raden er ikke lest.",
    "Skriv arten som tekst med tre til fem sifre, også nullen foran.",
)
UGYLDIG_FUNKSJON = Kode(
    "ugyldig-funksjon",
    Alvor.FEIL,
    "«{verdi}» er ikke en funksjon eller et kapittel. Raden er ikke lest.",
)

_YEAR = re.compile("(?<![0-9])((?:19|20)[0-9]{2})(?:[0-9]{2}){0,2}(?![0-9])")
_REGION = re.compile("(?P<code>[0-9]{3,6})(?:[ .-].*)?", re.DOTALL)
_ART = re.compile("[0-9]{3,5}")
_CODE = re.compile("[0-9]{1,10}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row, understood; amount in the file's own unit and sign."""

    kommunenummer: str | None
    aar: int
    nokkel: str
    belop: Decimal


class _RefusedError(Exception):
    """A row cannot be used: the kind of problem, and the value it is about."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Reads the rows of one file."""

    columns: Columns
    row_log: RowLog
    options: Options
    decimal: DecimalSign

    def read(self, row: Row) -> Entry | None:
        """Return the entry; None when the row is refused, which is said in the row_log."""
        cells, wanted = self.columns.cells(row), self.columns.width
        if len(cells) < wanted:
            count = len(cells)
            self.row_log.refuse(
                ULIKT_ANTALL_FELT, row.number, rows=row.lines, antall=count, ventet=wanted
            )
            return None
        try:
            return self._entry(cells, row)
        except _RefusedError as why:
            kode, verdi = why.args
            self.row_log.refuse(kode, row.number, verdi, rows=row.lines)
            return None

    def _entry(self, cells: Sequence[str], row: Row) -> Entry:
        found = {key: cells[place].strip() for key, place in self.columns.places.items()}
        year = _YEAR.search(found.get("periode") or self.options.aar)
        if year is None:
            raise _RefusedError(UGYLDIG_AAR, found.get("periode", ""))
        region = self._region(found.get("region") or self.options.kommunenummer, row)
        return Entry(region, int(year[1]), _account(found), self._amount(found["belop"]))

    def _region(self, given: str, row: Row) -> str | None:
        """Return four digits; None where neither the file nor the user says."""
        if not given:
            return None
        match = _REGION.fullmatch(given)
        code = match["code"] if match else ""
        number = code.zfill(6 if len(code) > len("0301") else 4)
        if not int(number[:4]):
            raise _RefusedError(UGYLDIG_NUMMER, given)
        if number[4:] not in ("", "00"):
            raise _RefusedError(BYDEL_UTELATT, given)
        if number != code:
            self.row_log.report(NULL_FORAN, row.number, given, nummer=number[:4])
        return number[:4]

    def _amount(self, text: str) -> Decimal:
        value = read_number(text, self.decimal)
        if isinstance(value, Decimal):
            return value
        why = value if isinstance(value, Unreadable) else Unreadable.IKKE_TALL
        raise _RefusedError(OF_UNREADABLE[why], text)


def _account(found: Mapping[str, str]) -> str:
    """Return a row's account as the eight signs of `konto_of`."""
    klasse = found.get("kontoklasse", "1")[:1]
    if klasse not in DEL_AV_KLASSE:
        raise _RefusedError(UGYLDIG_KLASSE, found["kontoklasse"])
    balance = DEL_AV_KLASSE[klasse] is Del.BALANSE
    funksjon = found.get("funksjon", "").removeprefix("2.")
    if not _CODE.fullmatch(funksjon) and (funksjon or balance):
        raise _RefusedError(UGYLDIG_FUNKSJON, funksjon)
    art = found["art"]
    if not _ART.fullmatch(art) and not balance:
        raise _RefusedError(UGYLDIG_ART, art)
    return f"{klasse}{funksjon[: 4 if balance else 3]:<4}{art[:3]:<3}"


_OWN = frozenset("012")
_OPERATING = frozenset(
    post.id
    for post in POST.values()
    if post.slag is Slag.INNTEKT and post.linje is not None and post.linje <= 8  # noqa: PLR2004
)

type _Key = tuple[str | None, int, Basis]


@dataclass(slots=True)
class _Unit:
    """One unit's sums, and the file they began in."""

    fil: str
    sums: Sums = field(default_factory=Sums)


def recognise(document: Document) -> int:
    """Return 92 for a heading with art, amount and function or class of account."""
    return 92 if find_columns(document.head_rows) else 0


def read(task: Task) -> Reading:
    """Return every unit, year and basis of all the files, summed by account."""
    units: dict[_Key, _Unit] = {}
    origins = Origins(task.options)
    cells = [cell for document in task.documents for cell in _first_amounts(document)]
    decimal = settle_decimal(cells, task.assumptions)
    filer = tuple(_read(one, task, units, origins, decimal) for one in task.documents)
    if not units:
        return Reading(ID, filer, ())
    say_kontoplan(task.assumptions, {aar for _, aar, _ in units})
    samlet = settle_skattearter(task.assumptions)
    unit = settle_unit([_income(key, one, task) for key, one in units.items()], task.assumptions)
    first, *others = {basis for _, _, basis in units}
    basis = None if others else settle_basis(task.assumptions, first, "Etter kontoklassen.")
    regnskap = tuple(
        _regnskap((number, aar, basis or own), one, unit, task, samlet=samlet)
        for (number, aar, own), one in units.items()
    )
    return Reading(ID, filer, regnskap)


def _first_amounts(document: Document) -> Iterator[str]:
    """Yield the amounts of the first rows, which show the decimal sign."""
    if columns := find_columns(document.head_rows):
        for row in document.head_rows:
            cells = columns.cells(row)
            if row.number > columns.row and len(cells) >= columns.width:
                yield cells[columns.places["belop"]]


def _read(
    document: Document, task: Task, units: dict[_Key, _Unit], origins: Origins, decimal: DecimalSign
) -> Filing:
    """Sum one file's rows into the units; return the count."""
    row_log = task.row_log(document)
    columns = find_columns(document.head_rows)
    if columns is None:
        return document.refused(row_log, MANGLER_KOLONNE, navn="art")
    rows = Rows(columns, row_log, task.options, decimal)
    for row in document.rows_below(columns.row, row_log):
        if entry := rows.read(row):
            record = shortened(document.skilletegn.join(row.cells))
            origin = Origin(document.navn, row.number, columns.belop, record)
            _add(entry, origin, units, origins)
    return row_log.filing(document.kodet, document.skilletegn)


def _add(entry: Entry, origin: Origin, units: dict[_Key, _Unit], origins: Origins) -> None:
    basis = Basis.KASSE if entry.nokkel[0] in _OWN else Basis.KONSERN
    key = (entry.kommunenummer, entry.aar, basis)
    sums = units.setdefault(key, _Unit(origin.fil)).sums
    nokkel = entry.nokkel
    if nokkel in sums.belop:
        sums.belop[nokkel] = exact_sum((Decimal(sums.belop[nokkel]), entry.belop))
        sums.ekstra[nokkel] = sums.ekstra.get(nokkel, 0) + 1
    else:
        sums.belop[nokkel] = entry.belop
    if origins.allows(entry.kommunenummer):
        sums.opphav.setdefault(nokkel, []).append(origin)


def _income(key: _Key, unit: _Unit, task: Task) -> Income:
    """Return the unit's operating income, which shows whether it is in kroner or 1000 kr."""
    lines = lines_of([unit.sums], kontoplan_of(key[1], task.options))
    values = (one.verdi or Decimal(0) for post, one in lines.items() if post in _OPERATING)
    return Income(exact_sum(values), kommunenummer=key[0])


def _regnskap(key: _Key, one: _Unit, unit: str, task: Task, *, samlet: bool) -> Regnskap:
    number, aar, basis = key
    sums: Iterable[tuple[str, Amount]] = accounts_of([one.sums])
    if unit == "kroner":
        sums = ((nokkel, in_thousands(Decimal(belop))) for nokkel, belop in sums)
    run_controls(sums, f"{number or 'enheten'} i {aar} ({basis})", Sted(one.fil), task.problems)
    belop = lines_of([one.sums], kontoplan_of(aar, task.options), samlet=samlet)
    county = number is not None and number.endswith("00")
    return Regnskap(
        kommunenummer=number,
        navn=task.options.navn or None,
        aar=aar,
        belop={post: thousands(value, unit) for post, value in belop.items()},
        nivaa=Nivaa.FYLKESKOMMUNE if county else Nivaa.KOMMUNE,
        basis=basis,
    )
