"""Format 5: a ledger in long form, one row for each period, account and function.

The rows come first: whose each is, its account and its amount.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kommuneindikatorer.document import Document, Row, shortened
from kommuneindikatorer.items import POST, Slag
from kommuneindikatorer.model import Basis, Filing, Nivaa, Origin, Reading, Regnskap
from kommuneindikatorer.numbers import DecimalSign, Unreadable, exact_sum, in_thousands, read_number
from kommuneindikatorer.options import Options
from kommuneindikatorer.problems import (
    IKKE_TALL,
    MANGLER_KOLONNE,
    NULL_FORAN,
    OF_UNREADABLE,
    UGYLDIG_AAR,
    UGYLDIG_NUMMER,
    ULIKT_ANTALL_FELT,
    Alvor,
    Kode,
    Sted,
)
from kommuneindikatorer.readers.amounts import (
    Income,
    Origins,
    settle_basis,
    settle_decimal,
    settle_unit,
    thousands,
)
from kommuneindikatorer.readers.kontoplan import (
    Sums,
    kontoplan_of,
    lines_of,
    posts_of,
    say_kontoplan,
    settle_skattearter,
)
from kommuneindikatorer.readers.kostra_codes import BYDEL_UTELATT, DEL_AV_KLASSE, Del
from kommuneindikatorer.readers.kostra_units import run_controls
from kommuneindikatorer.readers.reader import Task
from kommuneindikatorer.row_log import RowLog
from kommuneindikatorer.wording import slug

_WITHIN = 30
_NAMES: Mapping[str, tuple[str, ...]] = {
    "periode": ("periode", "aar", "ar", "regnskapsaar", "regnskapsar", "argang"),
    "region": ("region", "kommunenummer", "kommunenr", "knr", "kommune", "fylkeskommune"),
    "kontoklasse": ("kontoklasse", "klasse"),
    "funksjon": ("funksjon", "kapittel", "funksjon_kapittel", "funksjon_eller_kapittel"),
    "art": ("art", "artskonto", "art_sektor", "art_eller_sektor"),
    "belop": ("belop", "belop_kr", "belop_i_kr", "belop_i_1000_kr", "belop_1000_kr", "belop_nok"),
}
_KEY_OF = {name: key for key, names in _NAMES.items() for name in names}


@dataclass(frozen=True, slots=True)
class LedgerColumns:
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


def find_ledger_columns(rows: Sequence[Row]) -> LedgerColumns | None:
    """Return the first row with art, amount and one more code; None when there is none."""
    found = (_columns(row) for row in rows[:_WITHIN])
    return next((columns for columns in found if columns), None)


def _columns(row: Row) -> LedgerColumns | None:
    split = len(row.cells) == 1
    headings = tuple(row.cells[0].split()) if split else row.cells
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        if key := _KEY_OF.get(slug(heading)):
            places.setdefault(key, place)
    if not {"art", "belop"} <= places.keys() or not {"funksjon", "kontoklasse"} & places.keys():
        return None
    belop = shortened(headings[places["belop"]])
    return LedgerColumns(row.number, places, len(headings), belop, split)


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


@dataclass(frozen=True, slots=True)
class LedgerRows:
    """Reads the rows of one file."""

    columns: LedgerColumns
    row_log: RowLog
    options: Options
    decimal: DecimalSign

    def read(self, row: Row) -> Entry | None:
        """Return the entry; None when the row is refused, which is said in the row_log."""
        cells = self.columns.cells(row)
        if len(cells) < self.columns.width:
            self.row_log.refuse(
                ULIKT_ANTALL_FELT,
                row.number,
                rows=row.lines,
                antall=len(cells),
                ventet=self.columns.width,
            )
            return None
        found = {key: cells[place].strip() for key, place in self.columns.places.items()}
        year = _YEAR.search(found.get("periode") or self.options.aar)
        if year is None:
            self._refuse(UGYLDIG_AAR, row, found.get("periode", ""))
            return None
        region = self._region(found.get("region", ""), row)
        nokkel = self._account(found, row) if region is not None else None
        belop = self._amount(found["belop"], row) if nokkel else None
        if nokkel is None or belop is None:
            return None
        return Entry(region or None, int(year[1]), nokkel, belop)

    def _region(self, text: str, row: Row) -> str | None:
        """Return four digits, empty where the file has none; None when the row is refused."""
        given = text or self.options.kommunenummer
        if not given:
            return ""
        match = _REGION.fullmatch(given)
        code = match["code"] if match else ""
        number = code.zfill(6 if len(code) > len("0301") else 4)
        if not int(number[:4]):
            self._refuse(UGYLDIG_NUMMER, row, given)
            return None
        if number[4:] not in ("", "00"):
            self._refuse(BYDEL_UTELATT, row, given)
            return None
        if number != code:
            self.row_log.report(NULL_FORAN, row.number, given, nummer=number[:4])
        return number[:4]

    def _account(self, found: dict[str, str], row: Row) -> str | None:
        klasse = found.get("kontoklasse", "1")[:1]
        if klasse not in DEL_AV_KLASSE:
            self._refuse(UGYLDIG_KLASSE, row, found["kontoklasse"])
            return None
        balance = DEL_AV_KLASSE[klasse] is Del.BALANSE
        funksjon = found.get("funksjon", "").removeprefix("2.")
        art = found["art"]
        if not _CODE.fullmatch(funksjon) and (funksjon or balance):
            self._refuse(UGYLDIG_FUNKSJON, row, funksjon)
            return None
        if not _ART.fullmatch(art) and not balance:
            self._refuse(UGYLDIG_ART, row, art)
            return None
        return f"{klasse}{funksjon[: 4 if balance else 3]:<4}{art[:3]:<3}"

    def _amount(self, text: str, row: Row) -> Decimal | None:
        value = read_number(text, self.decimal)
        if isinstance(value, Decimal):
            return value
        kode = OF_UNREADABLE[value] if isinstance(value, Unreadable) else IKKE_TALL
        self._refuse(kode, row, text)
        return None

    def _refuse(self, kode: Kode, row: Row, verdi: str) -> None:
        self.row_log.refuse(kode, row.number, verdi, rows=row.lines)


ID = "hovedbok"
ETIKETT = "Hovedbok (periode, region, kontoklasse, funksjon, art, beløp)"
PRECEDENCE = 4

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
    return 92 if find_ledger_columns(document.head_rows) else 0


def read(task: Task) -> Reading:
    """Return every unit, year and basis of all the files, summed by account."""
    units: dict[_Key, _Unit] = {}
    origins = Origins(task.options)
    decimal = _decimal(task)
    filer = tuple(_read(one, task, units, origins, decimal) for one in task.documents)
    if not units:
        return Reading(ID, filer, ())
    say_kontoplan(task.assumptions, {aar for _, aar, _ in units})
    samlet = settle_skattearter(task.assumptions)
    unit = settle_unit([_income(key, one, task) for key, one in units.items()], task.assumptions)
    bases = {basis for _, _, basis in units}
    basis = (
        settle_basis(task.assumptions, bases.pop(), "Etter kontoklassen.")
        if len(bases) == 1
        else None
    )
    regnskap = tuple(
        _regnskap((number, aar, basis or own), one, unit, task, samlet=samlet)
        for (number, aar, own), one in units.items()
    )
    return Reading(ID, filer, regnskap)


def _decimal(task: Task) -> DecimalSign:
    """Return the decimal sign that the first rows of the files show."""
    cells = [cell for document in task.documents for cell in _first_amounts(document)]
    return settle_decimal(cells, task.assumptions)


def _first_amounts(document: Document) -> Iterator[str]:
    columns = find_ledger_columns(document.head_rows)
    for row in document.head_rows if columns else ():
        cells = columns.cells(row) if columns and row.number > columns.row else ()
        if columns and len(cells) >= columns.width:
            yield cells[columns.places["belop"]]


def _read(
    document: Document, task: Task, units: dict[_Key, _Unit], origins: Origins, decimal: DecimalSign
) -> Filing:
    """Sum one file's rows into the units; return the count."""
    row_log = task.row_log(document)
    columns = find_ledger_columns(document.head_rows)
    rows = LedgerRows(columns, row_log, task.options, decimal) if columns else None
    for row in document.rows(row_log):
        if rows is None or columns is None or row.number <= columns.row:
            continue
        if not any(cell.strip() for cell in row.cells):
            continue
        if entry := rows.read(row):
            record = shortened(document.skilletegn.join(row.cells))
            origin = Origin(document.navn, row.number, columns.belop, record)
            _add(entry, origin, units, origins)
    if rows is None:
        row_log.refuse_all(MANGLER_KOLONNE, navn="art")
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
    if origins.keeps(entry.kommunenummer):
        sums.opphav.setdefault(nokkel, []).append(origin)


def _income(key: _Key, unit: _Unit, task: Task) -> Income:
    """Return the unit's operating income, from which kroner or 1000 kr is told."""
    lines = lines_of([unit.sums], kontoplan_of(key[1], task.options))
    values = (one.verdi or Decimal(0) for post, one in lines.items() if post in _OPERATING)
    return Income(exact_sum(values), kommunenummer=key[0])


def _regnskap(key: _Key, one: _Unit, unit: str, task: Task, *, samlet: bool) -> Regnskap:
    number, aar, basis = key
    posts = posts_of([one.sums])
    if unit == "kroner":
        posts = [replace(post, belop=in_thousands(Decimal(post.belop))) for post in posts]
    run_controls(posts, f"{number or 'enheten'} i {aar} ({basis})", Sted(one.fil), task.problems)
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
